//! A map of somebody's own, out of a [TopoJSON](https://github.com/topojson/topojson-specification) file.
//!
//! Its coordinates are degrees of WGS 84. The object `countries` has a feature for each country, whose `id` is its code of
//! ISO 3166-1 (alpha-2, alpha-3 or numeric); a property of the usual names does as well. What has no such code is land of
//! nobody. Lines of the object `disputed`, if there is one, are dashed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{IgnoredAny, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::map::{Boundaries, DashedLine, View};
use super::projection::{Degrees, from_middle, project};
use super::rings::{self, Ring};
use super::simplify::weights;
use crate::world::{Country, Frame, LOCATOR_SCALE, Shape};

/// The most bytes that a file may have.
const MOST_BYTES: usize = 8_000_000;

/// The most points that its arcs may have, and that its outlines may have when the arcs are put together.
const MOST_POINTS: usize = 1_000_000;

/// The object that has the countries.
const COUNTRIES: &str = "countries";

/// The object that has the borders that are not settled.
const DISPUTED: &str = "disputed";

/// The properties that tell a country where its feature has no `id`, in lower case, the best first.
const PROPERTIES: [&str; 9] =
    ["iso_a2", "iso_a3", "iso_n3", "iso2", "iso3", "a3", "iso_a2_eh", "iso_a3_eh", "name"];

/// Of an area of fewer square pixels no detail is kept, on the map of the world and on that for locators.
const LEAST_AREA: [i64; 2] = [1, 4];

/// A map of somebody's own, and what its makers may want to know of it.
#[derive(Debug)]
pub struct OwnMap {
    /// The map.
    pub boundaries: Boundaries,
    /// The countries that it has no feature of; each has its place and no outline.
    pub missing: Vec<Country>,
    /// The countries that have more than one feature, which are taken together.
    pub repeated: Vec<Country>,
}

/// Why a file is no map.
#[derive(Debug, PartialEq, Eq)]
pub struct InvalidMap {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
    /// The line and column, from 1, where they are known.
    pub place: Option<(usize, usize)>,
}

impl InvalidMap {
    fn new(message: impl Into<String>, hint: &'static str) -> Self {
        Self { message: message.into(), hint, place: None }
    }

    /// Returns that a file of so many bytes is too large; `None` if it is not.
    pub fn of_size(bytes: u64) -> Option<Self> {
        (bytes > MOST_BYTES as u64).then(|| {
            let message = format!(
                "this map has {} MB, and {} MB is the most that is read",
                bytes.div_ceil(1_000_000),
                MOST_BYTES / 1_000_000
            );
            Self::new(message, SIMPLIFY)
        })
    }
}

const SIMPLIFY: &str = "simplify it, for example with mapshaper: a scale of 1:50 million is as fine as these maps are, and takes less than 1 MB";

#[derive(Deserialize)]
struct Topology {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    objects: BTreeMap<String, Geometry>,
    #[serde(default)]
    arcs: Vec<Vec<Position>>,
    transform: Option<Transform>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    id: serde_json::Value,
    #[serde(default)]
    properties: serde_json::Value,
    arcs: Option<Box<RawValue>>,
    #[serde(default)]
    geometries: Vec<Geometry>,
}

/// A position; a height, if there is one, is left out.
struct Position(Degrees);

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = Position;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("two numbers")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Position, A::Error> {
                let mut number =
                    || numbers.next_element()?.ok_or_else(|| serde::de::Error::invalid_length(1, &self));
                let position = Position([number()?, number()?]);
                while numbers.next_element::<IgnoredAny>()?.is_some() {}
                Ok(position)
            }
        }
        deserializer.deserialize_seq(Numbers)
    }
}

/// The arcs of a ring: a number from 0, or its complement for an arc that runs the other way.
type Arcs = Vec<i64>;

/// A feature: whose it is, and its rings.
struct Feature {
    country: Option<Country>,
    rings: Vec<Arcs>,
}

/// An arc, with the weight of each of its points in square pixels of the map for locators.
struct Arc {
    points: Vec<Degrees>,
    weights: Vec<f64>,
}

impl OwnMap {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// Returns why it is no map.
    pub fn read(bytes: &[u8]) -> Result<Self, InvalidMap> {
        if let Some(invalid) = InvalidMap::of_size(bytes.len() as u64) {
            return Err(invalid);
        }
        let topology: Topology = serde_json::from_slice(bytes).map_err(|error| {
            let told = error.to_string();
            // The place is told beside the line itself.
            let told = told.rsplit_once(" at line ").map_or(told.as_str(), |(told, _)| told);
            InvalidMap {
                message: format!("this is no TopoJSON: {told}"),
                hint: "write it with a program for maps such as mapshaper, in the format TopoJSON",
                place: Some((error.line(), error.column())),
            }
        })?;
        if topology.kind != "Topology" {
            let message = format!("this is no TopoJSON: its type is `{}`", topology.kind.escape_debug());
            let hint = "write it in the format TopoJSON; GeoJSON does not tell which borders countries share";
            return Err(InvalidMap::new(message, hint));
        }
        let arcs = arcs(&topology)?;
        let object = countries_of(&topology.objects)?;
        let mut features = Vec::new();
        let mut budget = Budget::default();
        each(object, &mut |geometry| {
            let rings = rings_of(geometry, &arcs, &mut budget)?;
            if !rings.is_empty() {
                features.push(Feature { country: country_of(geometry), rings });
            }
            Ok(())
        })?;
        let mut lines: Vec<Arcs> = Vec::new();
        if let Some(disputed) = topology.objects.get(DISPUTED) {
            each(disputed, &mut |geometry| {
                lines.extend(lines_of(geometry, &arcs, &mut budget)?);
                Ok(())
            })?;
        }
        if features.iter().all(|feature| feature.country.is_none()) {
            return Err(InvalidMap::new(
                "no feature of this map has a code of a country",
                "give each feature its code of ISO 3166-1 as `id`, such as FR, FRA or 250",
            ));
        }
        Ok(made(&arcs, &features, &lines))
    }
}

/// How many points the outlines have so far.
#[derive(Default)]
struct Budget(usize);

impl Budget {
    fn spend(&mut self, points: usize) -> Result<(), InvalidMap> {
        self.0 += points;
        if self.0 <= MOST_POINTS {
            return Ok(());
        }
        Err(InvalidMap::new(
            format!("the outlines of this map have more than {MOST_POINTS} points"),
            SIMPLIFY,
        ))
    }
}

/// Decodes the arcs, and weighs their points.
fn arcs(topology: &Topology) -> Result<Vec<Arc>, InvalidMap> {
    Budget::default().spend(topology.arcs.iter().map(Vec::len).sum())?;
    let decode = |arc: &Vec<Position>| -> Option<Arc> {
        let mut at = [0.0, 0.0];
        let points: Vec<Degrees> = arc
            .iter()
            .map(|Position([x, y])| match &topology.transform {
                None => [*x, *y],
                Some(Transform { scale, translate }) => {
                    at = [at[0] + x, at[1] + y];
                    [at[0] * scale[0] + translate[0], at[1] * scale[1] + translate[1]]
                }
            })
            .collect();
        let is_on_earth = |[x, y]: &Degrees| x.abs() <= 540.0 && y.abs() <= 90.001;
        points.iter().all(is_on_earth).then(|| {
            let points: Vec<Degrees> = points.into_iter().map(|[x, y]| [x, y.clamp(-90.0, 90.0)]).collect();
            let pixels: Vec<_> = points.iter().map(|[x, y]| project([from_middle(*x), *y])).collect();
            Arc { weights: weights(&pixels), points }
        })
    };
    topology.arcs.iter().map(decode).collect::<Option<_>>().ok_or_else(|| {
        InvalidMap::new(
            "this map has points that are nowhere on earth",
            "write it in degrees of longitude and latitude (WGS 84, EPSG:4326), without a projection",
        )
    })
}

/// Returns the object that has the countries.
fn countries_of(objects: &BTreeMap<String, Geometry>) -> Result<&Geometry, InvalidMap> {
    let mut others = objects.iter().filter(|(name, _)| *name != DISPUTED).map(|(_, object)| object);
    match (objects.get(COUNTRIES), others.next(), others.next()) {
        (Some(object), ..) | (None, Some(object), None) => Ok(object),
        _ => Err(InvalidMap::new(
            format!("this map has no object `{COUNTRIES}`"),
            "give the layer of countries the name `countries`",
        )),
    }
}

/// Goes through the geometries of an object.
fn each<'a>(
    geometry: &'a Geometry,
    act: &mut impl FnMut(&'a Geometry) -> Result<(), InvalidMap>,
) -> Result<(), InvalidMap> {
    act(geometry)?;
    geometry.geometries.iter().try_for_each(|inner| each(inner, act))
}

fn country_of(geometry: &Geometry) -> Option<Country> {
    let told = |value: &serde_json::Value| {
        let word = match value {
            serde_json::Value::String(word) => word.clone(),
            serde_json::Value::Number(number) => number.to_string(),
            _ => return None,
        };
        Country::find(&word).ok().filter(|country| country.former().is_none())
    };
    let property = |wanted: &&str| {
        let properties = geometry.properties.as_object()?;
        let (_, value) = properties.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted))?;
        told(value)
    };
    told(&geometry.id).or_else(|| PROPERTIES.iter().find_map(property))
}

fn rings_of(geometry: &Geometry, arcs: &[Arc], budget: &mut Budget) -> Result<Vec<Arcs>, InvalidMap> {
    let rings = match geometry.kind.as_deref() {
        Some("Polygon") => parsed(geometry)?,
        Some("MultiPolygon") => parsed::<Vec<Vec<Arcs>>>(geometry)?.into_iter().flatten().collect(),
        _ => Vec::new(),
    };
    known(rings, arcs, budget)
}

fn lines_of(geometry: &Geometry, arcs: &[Arc], budget: &mut Budget) -> Result<Vec<Arcs>, InvalidMap> {
    let lines = match geometry.kind.as_deref() {
        Some("LineString") => vec![parsed(geometry)?],
        Some("MultiLineString") => parsed(geometry)?,
        _ => Vec::new(),
    };
    known(lines, arcs, budget)
}

fn parsed<T: for<'a> Deserialize<'a> + Default>(geometry: &Geometry) -> Result<T, InvalidMap> {
    let Some(arcs) = &geometry.arcs else { return Ok(T::default()) };
    serde_json::from_str(arcs.get())
        .map_err(|error| broken(&format!("the arcs of a feature cannot be read: {error}")))
}

/// Returns lists of arcs, all of which are there.
fn known(lists: Vec<Arcs>, arcs: &[Arc], budget: &mut Budget) -> Result<Vec<Arcs>, InvalidMap> {
    for list in &lists {
        for arc in list {
            let arc = index_of(*arc).and_then(|index| arcs.get(index));
            let arc = arc.ok_or_else(|| broken("a feature has an arc that is not there"))?;
            budget.spend(arc.points.len().max(1))?;
        }
    }
    Ok(lists)
}

fn broken(message: &str) -> InvalidMap {
    InvalidMap::new(message, "write the file anew with the program that made it")
}

/// Returns the place of an arc in the list of arcs.
fn index_of(arc: i64) -> Option<usize> {
    usize::try_from(if arc < 0 { !arc } else { arc }).ok()
}

/// Returns the points along arcs that weigh enough, without those that two arcs share.
fn points_of(list: &Arcs, arcs: &[Arc], least: f64) -> Vec<Degrees> {
    let mut points: Vec<Degrees> = Vec::new();
    for arc in list {
        let Some(found) = index_of(*arc).and_then(|index| arcs.get(index)) else { continue };
        let kept = found.points.iter().zip(&found.weights).filter(|(_, weight)| **weight >= least);
        let kept = kept.map(|(point, _)| *point);
        let skipped = usize::from(!points.is_empty());
        if *arc < 0 { points.extend(kept.rev().skip(skipped)) } else { points.extend(kept.skip(skipped)) }
    }
    points
}

/// A map, by how much smaller it is than that for locators: the map of the world, and that for locators.
#[derive(Clone, Copy)]
struct Scale {
    smaller: f64,
    /// The least area of a ring, in its own square pixels.
    least: i64,
}

impl Scale {
    fn all() -> [Self; 2] {
        let [world, locator] = LEAST_AREA;
        [Self { smaller: f64::from(LOCATOR_SCALE), least: world }, Self { smaller: 1.0, least: locator }]
    }

    /// Returns the least weight of a point, in square pixels of the map for locators.
    fn weight(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "it is below ten")]
        let least = self.least as f64;
        least * self.smaller * self.smaller
    }

    /// Returns the rings of features, the largest first; those that are too small are left out, but for the largest.
    fn rings<'a>(self, features: impl Iterator<Item = &'a Feature>, arcs: &[Arc]) -> Vec<Ring> {
        let parts = features.flat_map(|feature| &feature.rings).flat_map(|ring| {
            let points = points_of(ring, arcs, self.weight());
            rings::on_map(&points)
        });
        let mut found: Vec<Ring> = parts.filter_map(|part| rings::ring(&part, self.smaller)).collect();
        found.sort_by_cached_key(|ring| std::cmp::Reverse(rings::twice_area(ring)));
        let large = found.partition_point(|ring| rings::twice_area(ring) >= self.least * 2);
        found.truncate(large.max(1));
        found
    }

    /// Returns lines as SVG path data.
    fn lines(self, lines: &[Arcs], arcs: &[Arc]) -> (String, Option<Frame>) {
        let mut path = String::new();
        let mut frame: Option<Frame> = None;
        for part in lines.iter().flat_map(|line| rings::line_on_map(&points_of(line, arcs, self.weight()))) {
            let points = rings::whole(&part, self.smaller);
            if points.len() < 2 {
                continue;
            }
            rings::write(&mut path, &points, false);
            let own = rings::frame_of(&points);
            frame = frame.zip(own).map(|(one, other)| one.around(other)).or(frame).or(own);
        }
        (path, frame)
    }
}

fn path_of(rings: &[Ring]) -> String {
    let mut path = String::new();
    for ring in rings {
        rings::write(&mut path, ring, true);
    }
    path
}

/// Makes a map of features and lines.
fn made(arcs: &[Arc], features: &[Feature], disputed: &[Arcs]) -> OwnMap {
    let usual = Boundaries::built_in(View::default());
    let [world, locator] = Scale::all();
    let sides = sides(arcs.len(), features);
    let neighbours = neighbours(&sides, features);
    let mut of_country: BTreeMap<Option<Country>, Vec<&Feature>> = BTreeMap::new();
    for feature in features {
        of_country.entry(feature.country).or_default().push(feature);
    }
    let of = |country: Option<Country>| of_country.get(&country).into_iter().flatten().copied();
    let mut land = path_of(&locator.rings(of(None), arcs));
    let (mut missing, mut repeated) = (Vec::new(), Vec::new());
    let current = Country::all().filter_map(|country| Some((country, usual.shape(country)?)));
    let shapes = current
        .map(|(country, shape)| {
            match of(Some(country)).count() {
                0 => missing.push(country),
                1 => {}
                _ => repeated.push(country),
            }
            let found = locator.rings(of(Some(country)), arcs);
            let point = found.first().map_or(shape.point, |largest| rings::middle(largest));
            let outline = path_of(&found);
            land.push_str(&outline);
            Shape {
                world: path_of(&world.rings(of(Some(country)), arcs)).into(),
                locator: outline.into(),
                point,
                frame: rings::about(&found).unwrap_or(Frame::at(point)),
                neighbours: neighbours.get(&country).into_iter().flatten().copied().collect(),
            }
        })
        .collect();
    let hidden: BTreeSet<usize> = disputed.iter().flatten().filter_map(|arc| index_of(*arc)).collect();
    let is_border = |(index, own): (usize, &BTreeSet<usize>)| {
        let line = i64::try_from(index).ok().filter(|_| own.len() > 1 && !hidden.contains(&index))?;
        Some(vec![line])
    };
    let borders: Vec<Arcs> = sides.iter().enumerate().filter_map(is_border).collect();
    let dashed = disputed.iter().filter_map(|line| {
        let line = std::slice::from_ref(line);
        let (path, frame) = locator.lines(line, arcs);
        Some(DashedLine { frame: frame?, world: world.lines(line, arcs).0.into(), locator: path.into() })
    });
    let boundaries = Boundaries {
        view: None,
        dashed: dashed.collect(),
        borders: locator.lines(&borders, arcs).0.into(),
        nobody: path_of(&world.rings(of(None), arcs)).into(),
        land: land.into(),
        shapes,
    };
    OwnMap { boundaries, missing, repeated }
}

/// Returns for each arc the features that it is an edge of; those of one country count as one.
fn sides(count: usize, features: &[Feature]) -> Vec<BTreeSet<usize>> {
    let mut sides = vec![BTreeSet::new(); count];
    let mut first: BTreeMap<Country, usize> = BTreeMap::new();
    for (place, feature) in features.iter().enumerate() {
        let own = feature.country.map_or(place, |country| *first.entry(country).or_insert(place));
        for index in feature.rings.iter().flatten().filter_map(|arc| index_of(*arc)) {
            if let Some(side) = sides.get_mut(index) {
                side.insert(own);
            }
        }
    }
    sides
}

fn neighbours(sides: &[BTreeSet<usize>], features: &[Feature]) -> BTreeMap<Country, BTreeSet<Country>> {
    let mut neighbours: BTreeMap<Country, BTreeSet<Country>> = BTreeMap::new();
    let seen: BTreeSet<&BTreeSet<usize>> = sides.iter().filter(|side| side.len() > 1).collect();
    for side in seen {
        // A border has two sides; where more meet along one line, the file is no map of the earth.
        let countries: Vec<Country> =
            side.iter().take(MOST_SIDES).filter_map(|own| features.get(*own)?.country).collect();
        for country in &countries {
            let others = countries.iter().copied().filter(|other| other != country);
            neighbours.entry(*country).or_default().extend(others);
        }
    }
    neighbours
}

/// The most features along one border that are looked at.
const MOST_SIDES: usize = 8;

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test ends at what it does not expect")]
mod tests;
