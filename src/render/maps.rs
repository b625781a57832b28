//! Maps: the world with the countries that a site writes about, and small maps of one or two countries.
//!
//! The land of a small map is one file for the whole site, `land.svg`, of which each shows a part; only
//! the outlines of its own countries stand in the page.

use serde::Serialize;

use super::views::country_link;
use crate::edition::Edition;
use crate::interface::Interface;
use crate::site::{CountryEntry, CountryId};
use crate::world::{
    Boundaries, Country, Frame, LOCATOR_SCALE, MapView, Region, Shape, WORLD_HEIGHT, WORLD_WIDTH,
};

/// How many shades tell how many briefings a country has.
const SHADES: u32 = 5;

/// Below this width and height, in pixels of the map of the world, a country has a marker.
const VISIBLE: i32 = 5;

/// The width of a locator on a page, in CSS pixels; it is half as high.
const LOCATOR_WIDTH: i32 = 384;

/// The least width of what a locator shows: about 4,500 km at the equator.
const LEAST_WIDTH: i32 = 270;

/// The same in Oceania, where less would show nothing but sea.
const LEAST_WIDTH_IN_OCEANIA: i32 = 900;

/// A country that is smaller than this on a locator, in CSS pixels, has a ring around it.
const RINGED: i32 = 14;

/// How far a ring is from its middle, in CSS pixels.
const RING: i32 = 9;

/// The same where many countries are shown, whose rings would hide each other.
const DOTTED: i32 = 4;

/// How far such a ring is from its middle, in CSS pixels.
const DOT: i32 = 3;

/// The map of the world.
#[derive(Serialize)]
pub struct WorldMap<'a> {
    width: i32,
    height: i32,
    /// The outlines of the countries that the site does not write about.
    land: String,
    countries: Vec<MapCountry<'a>>,
    /// The borders that are not settled.
    dashed: String,
    legend: Vec<LegendStep>,
    /// What is said of the boundaries.
    note: String,
}

/// A country on the map of the world.
#[derive(Serialize)]
struct MapCountry<'a> {
    url: String,
    /// What it is, in words.
    title: String,
    /// 1 to 5, by the number of briefings about it; 0 where it is only mentioned.
    shade: u32,
    path: &'a str,
    /// Its middle, where its outline is too small to be seen.
    marker: Option<Point>,
}

#[derive(Clone, Copy, Serialize)]
pub struct Point {
    x: i32,
    y: i32,
}

/// What a shade says.
#[derive(Serialize)]
struct LegendStep {
    shade: u32,
    /// "4–9".
    text: String,
}

/// A small map of one or two countries.
#[derive(Serialize)]
pub struct Locator<'a> {
    width: i32,
    height: i32,
    pub view: View,
    /// The size of the whole map.
    map_width: i32,
    map_height: i32,
    /// What it shows, in words.
    label: String,
    pub countries: Vec<LocatedCountry<'a>>,
    /// The borders in the view that are not settled.
    pub dashed: String,
    /// What is said of the boundaries.
    note: String,
}

/// The part of the map that is shown.
#[derive(Serialize)]
pub struct View {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    height: i32,
}

/// A country on a small map.
#[derive(Serialize)]
pub struct LocatedCountry<'a> {
    /// 1 for the first country, 2 for the second.
    number: usize,
    pub paths: Vec<&'a str>,
    pub rings: Vec<Ring>,
    /// Its name, where there is another country to be told from.
    label: Option<Label>,
}

#[derive(Serialize)]
pub struct Ring {
    pub x: i32,
    pub y: i32,
    pub radius: i32,
}

#[derive(Serialize)]
struct Label {
    x: i32,
    y: i32,
    size: i32,
    anchor: &'static str,
    text: String,
}

/// Returns the map of the world; none where the site has no country that lies on it.
pub fn world_map(edition: &Edition) -> Option<WorldMap<'_>> {
    let site = &edition.site;
    let words = &edition.theme.interface;
    let counts: Vec<usize> = site.countries.iter().map(|entry| entry.briefings.len()).collect();
    let most = counts.iter().copied().max()?;
    let steps = steps(most);
    let map = &*edition.boundaries;
    let countries: Vec<MapCountry> = site
        .country_ids()
        .filter_map(|id| {
            let entry = site.country(id);
            let shape = map.shape(entry.country)?;
            let link = country_link(edition, id);
            Some(MapCountry {
                url: link.url,
                title: words
                    .say_with("map.country", &[("country", &link.name), ("text", &briefings(words, entry))]),
                shade: shade(&steps, entry.briefings.len()),
                path: &shape.world,
                marker: marker(shape),
            })
        })
        .collect();
    let others = Country::all().filter(|country| site.country_id(*country).is_none());
    let others = others.filter_map(|country| map.shape(country)).map(|shape| &*shape.world);
    let is_empty = countries.is_empty();
    let map = WorldMap {
        width: WORLD_WIDTH,
        height: WORLD_HEIGHT,
        land: others.chain([&*map.nobody]).collect(),
        countries,
        dashed: map.dashed.iter().map(|line| &*line.world).collect(),
        legend: legend(&steps),
        note: note(edition),
    };
    (!is_empty).then_some(map)
}

fn briefings(words: &Interface, entry: &CountryEntry) -> String {
    match (entry.briefings.len(), entry.mentions.len()) {
        (0, 0) => words.say("map.none"),
        (0, mentions) => words.count("map.mentions", mentions),
        (subject, _) => words.count("briefings.count", subject),
    }
}

/// Returns the middle of a country whose outline is too small to be seen on the map of the world.
pub fn marker(shape: &Shape) -> Option<Point> {
    let is_seen = |size: i32| size / LOCATOR_SCALE >= VISIBLE;
    let is_hidden = shape.world.is_empty() || !is_seen(shape.frame.width) && !is_seen(shape.frame.height);
    let (x, y) = shape.point;
    is_hidden.then_some(Point { x: x / LOCATOR_SCALE, y: y / LOCATOR_SCALE })
}

/// Returns the largest number of each shade, which grow by the same factor from step to step: most sites
/// write much about few countries.
fn steps(most: usize) -> Vec<usize> {
    let mut steps: Vec<usize> = Vec::new();
    for step in 1..=SHADES {
        // The root is that of whole numbers, so that every machine shades alike.
        let power = (most as u128).pow(step);
        let bound = (1..=most).rev().find(|bound| (*bound as u128).pow(SHADES) <= power).unwrap_or(1);
        if steps.last() != Some(&bound) {
            steps.push(bound);
        }
    }
    steps
}

fn shade(steps: &[usize], count: usize) -> u32 {
    if count == 0 {
        return 0;
    }
    let step = steps.partition_point(|bound| *bound < count);
    // With fewer steps, the darkest shades stay.
    SHADES + 1 - u32::try_from(steps.len() - step).unwrap_or(1)
}

fn legend(steps: &[usize]) -> Vec<LegendStep> {
    let mut least = 1;
    steps
        .iter()
        .map(|bound| {
            let text = if *bound == least { least.to_string() } else { format!("{least}–{bound}") };
            least = bound + 1;
            LegendStep { shade: shade(steps, *bound), text }
        })
        .collect()
}

/// Returns the map of one country, or of two; none where a country has no place on it.
pub fn locator<'a>(edition: &'a Edition, ids: &[CountryId]) -> Option<Locator<'a>> {
    let site = &edition.site;
    let shapes: Vec<Vec<&Shape>> = ids.iter().map(|id| shapes(edition, site.country(*id).country)).collect();
    let frames = shapes.iter().flatten().map(|shape| shape.frame);
    let is_oceania = |id: &CountryId| site.country(*id).country.region() == Region::Oceania;
    let least = if ids.iter().all(is_oceania) { LEAST_WIDTH_IN_OCEANIA } else { LEAST_WIDTH };
    let view = view(frames.reduce(Frame::around)?, least);
    let names: Vec<&str> = ids.iter().map(|id| site.country(*id).label.as_str()).collect();
    let tops: Vec<i32> =
        shapes.iter().map(|own| own.iter().map(|shape| shape.frame.y).min()).collect::<Option<_>>()?;
    let countries = shapes
        .iter()
        .enumerate()
        .map(|(index, own)| LocatedCountry {
            number: index + 1,
            paths: own.iter().map(|shape| &*shape.locator).filter(|path| !path.is_empty()).collect(),
            rings: rings(own, &view, (RINGED, RING)),
            label: (ids.len() > 1).then(|| {
                let is_upper = tops.iter().all(|top| tops[index] <= *top);
                label(own, &view, is_upper, names[index])
            }),
        })
        .collect();
    Some(Locator {
        width: LOCATOR_WIDTH,
        height: LOCATOR_WIDTH / 2,
        map_width: WORLD_WIDTH * LOCATOR_SCALE,
        map_height: WORLD_HEIGHT * LOCATOR_SCALE - 1,
        label: label_of(edition, ids, &names),
        dashed: dashed(&edition.boundaries, &view),
        note: note(edition),
        view,
        countries,
    })
}

/// Returns the map of the members of something; none where none of them has a place on it.
pub fn members_map<'a>(edition: &'a Edition, members: &[Country], name: &str) -> Option<Locator<'a>> {
    let shapes: Vec<Vec<&Shape>> = members.iter().map(|country| shapes(edition, *country)).collect();
    let frame = shapes.iter().flatten().map(|shape| shape.frame).reduce(Frame::around)?;
    let is_oceania = members.iter().all(|country| country.region() == Region::Oceania);
    let view = view(frame, if is_oceania { LEAST_WIDTH_IN_OCEANIA } else { LEAST_WIDTH });
    let paths = shapes.iter().flatten().map(|shape| &*shape.locator).filter(|path| !path.is_empty());
    let located = LocatedCountry {
        number: 1,
        paths: paths.collect(),
        rings: shapes.iter().flat_map(|own| rings(own, &view, (DOTTED, DOT))).collect(),
        label: None,
    };
    let words = &edition.theme.interface;
    Some(Locator {
        width: LOCATOR_WIDTH,
        height: LOCATOR_WIDTH / 2,
        map_width: WORLD_WIDTH * LOCATOR_SCALE,
        map_height: WORLD_HEIGHT * LOCATOR_SCALE - 1,
        label: words.say_with("map.members", &[("name", name)]),
        dashed: dashed(&edition.boundaries, &view),
        note: note(edition),
        view,
        countries: vec![located],
    })
}

/// Returns what a locator shows, in words.
fn label_of(edition: &Edition, ids: &[CountryId], names: &[&str]) -> String {
    let words = &edition.theme.interface;
    match ids {
        [id] => {
            let subregion =
                edition.site.country(*id).country.subregion().name_in(&edition.site.config.language);
            let name = names.concat();
            if name == subregion {
                words.say_with("map.one", &[("name", &name)])
            } else {
                words.say_with("map.in-region", &[("name", &name), ("region", subregion)])
            }
        }
        _ => words.say_with("map.one", &[("name", &words.list(names))]),
    }
}

/// Returns where a country lies; a former country lies where its successors do.
pub fn shapes(edition: &Edition, country: Country) -> Vec<&Shape> {
    let map = &edition.boundaries;
    match country.former() {
        Some(former) => former.successors.iter().filter_map(|country| map.shape(*country)).collect(),
        None => map.shape(country).into_iter().collect(),
    }
}

/// Returns the borders in a part of the map that are not settled.
fn dashed(map: &Boundaries, view: &View) -> String {
    let part = Frame { x: view.x, y: view.y, width: view.width, height: view.height };
    map.dashed.iter().filter(|line| line.frame.meets(part)).map(|line| &*line.locator).collect()
}

/// Returns what is said of the boundaries: the site's own words, or those of the theme for its map.
pub fn note(edition: &Edition) -> String {
    match &edition.site.config.map_note {
        Some(note) => note.clone(),
        None => edition.say(match edition.boundaries.view() {
            Some(MapView::Un) => "map.note.un",
            Some(MapView::DeFacto) => "map.note.de-facto",
            None => "map.note.own",
        }),
    }
}

/// Returns the part of the map around a frame: twice as wide as high, and inside the map.
fn view(frame: Frame, least: i32) -> View {
    let (most_width, map_height) = (WORLD_WIDTH * LOCATOR_SCALE, WORLD_HEIGHT * LOCATOR_SCALE);
    let wanted = (frame.width * 8 / 5).max(frame.height * 16 / 5);
    let width = wanted.clamp(least, most_width) / 2 * 2;
    let height = width / 2;
    let (middle_x, middle_y) = (frame.x + frame.width / 2, frame.y + frame.height / 2);
    View {
        x: (middle_x - width / 2).clamp(0, most_width - width),
        // The whole map is a little less than half as high as wide.
        y: (middle_y - height / 2).clamp(0, (map_height - height).max(0)),
        width,
        height,
    }
}

/// Returns a length of the page as a length of the map, rounded up.
fn on_map(pixels: i32, view: &View) -> i32 {
    (pixels * view.width + LOCATOR_WIDTH - 1) / LOCATOR_WIDTH
}

/// Returns the ring around a country that is smaller than the first of these sizes; the second is how far the ring is from
/// its middle, both in CSS pixels.
fn rings(shapes: &[&Shape], view: &View, (least, radius): (i32, i32)) -> Vec<Ring> {
    let least = on_map(least, view);
    let [shape] = shapes else { return Vec::new() };
    if shape.frame.width >= least || shape.frame.height >= least {
        return Vec::new();
    }
    let (x, y) = shape.point;
    vec![Ring { x, y, radius: on_map(radius, view) }]
}

/// Returns a country's name, above the upper one of two countries and below the lower one.
fn label(shapes: &[&Shape], view: &View, is_upper: bool, name: &str) -> Label {
    let size = on_map(13, view);
    let frame = shapes.iter().map(|shape| shape.frame).reduce(Frame::around);
    let frame = frame.unwrap_or(Frame { x: view.x, y: view.y, width: 0, height: 0 });
    let clear = if frame.width.max(frame.height) < on_map(RINGED, view) { on_map(RING, view) } else { 0 };
    let middle = frame.x + frame.width / 2;
    let (x, anchor) = match (middle - view.x) * 4 / view.width {
        ..=0 => (frame.x.max(view.x + size / 2), "start"),
        3.. => ((frame.x + frame.width).min(view.x + view.width - size / 2), "end"),
        _ => (middle, "middle"),
    };
    let y = if is_upper { frame.y - clear - size / 2 } else { frame.y + frame.height + clear + size };
    let y = y.clamp(view.y + size, view.y + view.height - size / 2);
    Label { x, y, size, anchor, text: name.to_owned() }
}
