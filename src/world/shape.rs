//! Where a country lies: its outline on two maps, and the part of the map that is about it.
//!
//! Both maps are the whole world in the Equal Earth projection, cut in the Bering Strait, in whole pixels
//! from the top left corner. The outlines are those of Natural Earth at 1:50 million.

use std::sync::LazyLock;

use super::Country;

/// `data/shapes.tsv`: a header, then a line per country of ISO 3166-1 and XK, sorted by alpha-2.
const SHAPES: &str = include_str!("../../data/shapes.tsv");

/// Holds a shape for each current country, in the order of [`Country::all`].
static ALL: LazyLock<Vec<Shape>> = LazyLock::new(|| shapes(SHAPES));

/// The width of the map that shows the whole world, in pixels.
pub const WORLD_WIDTH: i32 = 800;

/// The height of that map.
pub const WORLD_HEIGHT: i32 = 390;

/// How many times as wide and high as the map of the world the map for locators is.
pub const LOCATOR_SCALE: i32 = 3;

/// Where a country lies.
#[derive(Debug)]
pub struct Shape {
    /// Its outline on the map of the world, as SVG path data that begins with an
    /// absolute move; empty where it is too small for a pixel.
    pub world: &'static str,
    /// Its outline on the map for locators; empty where Natural Earth draws none.
    pub locator: &'static str,
    /// Its middle, on the map for locators.
    pub point: (i32, i32),
    /// What a map of it is about, on the map for locators: without islands that are an ocean away.
    pub frame: Frame,
    /// The countries that it has a border with on land, by alpha-2 code, as Natural Earth draws them.
    pub neighbours: Vec<Country>,
}

/// A rectangle of a map, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The left edge.
    pub x: i32,
    /// The upper edge.
    pub y: i32,
    /// The width; 0 for a point.
    pub width: i32,
    /// The height; 0 for a point.
    pub height: i32,
}

impl Frame {
    /// Returns the smallest rectangle around this one and another.
    #[must_use]
    pub fn around(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        Self { x, y, width: right - x, height: bottom - y }
    }
}

impl Country {
    /// Returns where the country lies; a former country has no outline of its own.
    #[must_use]
    pub fn shape(self) -> Option<&'static Shape> {
        ALL.get(self.index())
    }
}

#[expect(clippy::expect_used, reason = "the table is part of the binary, generated and tested")]
fn shapes(table: &'static str) -> Vec<Shape> {
    table.lines().skip(1).map(|line| parse(line).expect("every line of data/shapes.tsv is a shape")).collect()
}

fn parse(line: &'static str) -> Option<Shape> {
    let mut cells = line.split('\t').skip(1);
    let mut numbers = |count: usize| -> Option<Vec<i32>> {
        let numbers: Vec<i32> = cells.next()?.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        (numbers.len() == count).then_some(numbers)
    };
    let point = numbers(2)?;
    let frame = numbers(4)?;
    Some(Shape {
        point: (*point.first()?, *point.last()?),
        frame: Frame { x: frame[0], y: frame[1], width: frame[2], height: frame[3] },
        world: cells.next()?,
        locator: cells.next()?,
        neighbours: cells.next()?.split_whitespace().filter_map(Country::from_code).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_the_country_at_its_place() {
        let codes: Vec<&str> = SHAPES.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
        let countries: Vec<&str> =
            Country::all().filter(|country| country.shape().is_some()).map(Country::code).collect();
        assert_eq!(codes, countries);
        assert_eq!(codes.len(), 250);
    }

    #[test]
    fn outlines_are_paths_of_whole_pixels() {
        for shape in ALL.iter() {
            for path in [shape.world, shape.locator] {
                assert!(
                    path.bytes().all(|byte| byte.is_ascii_digit() || b"Mmlhvz -".contains(&byte)),
                    "{path}"
                );
                assert!(path.is_empty() || path.starts_with('M') && path.ends_with('z'), "{path}");
            }
        }
    }

    #[test]
    fn points_and_frames_are_on_the_map() {
        let (width, height) = (WORLD_WIDTH * LOCATOR_SCALE, WORLD_HEIGHT * LOCATOR_SCALE);
        for (country, Shape { point, frame, .. }) in Country::all().zip(ALL.iter()) {
            let whole = Frame { x: 0, y: 0, width, height };
            assert_eq!(whole.around(*frame), whole, "{country:?}");
            assert_eq!(
                whole.around(Frame { x: point.0, y: point.1, width: 0, height: 0 }),
                whole,
                "{country:?}"
            );
        }
    }

    #[test]
    fn borders_have_two_sides() {
        for country in Country::all() {
            let neighbours =
                |country: Country| country.shape().map(|shape| shape.neighbours.clone()).unwrap_or_default();
            assert!(
                neighbours(country).iter().all(|other| neighbours(*other).contains(&country)),
                "{country:?}"
            );
        }
        let shape = Country::resolve("DE").ok().and_then(Country::shape);
        assert_eq!(
            shape.map(|shape| format!("{:?}", shape.neighbours)),
            Some("[AT, BE, CH, CZ, DK, FR, LU, NL, PL]".to_owned())
        );
    }

    #[test]
    fn a_country_lies_where_atlases_have_it() {
        let point =
            |name: &str| Country::resolve(name).ok().and_then(Country::shape).map(|shape| shape.point);
        let (france, japan, chile, iceland) = (point("FR"), point("JP"), point("CL"), point("IS"));
        assert!(france.map(|(x, _)| x) < japan.map(|(x, _)| x));
        assert!(chile.map(|(x, _)| x) < france.map(|(x, _)| x));
        assert!(iceland.map(|(_, y)| y) < france.map(|(_, y)| y));
        assert!(france.map(|(_, y)| y) < chile.map(|(_, y)| y));
    }
}
