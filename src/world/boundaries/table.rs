//! The built-in map, embedded and parsed once for each view.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use super::map::{Boundaries, DashedLine, View};
use crate::world::{Country, Frame, Shape};

/// `data/shapes.tsv`: a header, then a line per country of ISO 3166-1 and XK, sorted by alpha-2, or one for each view
/// where these differ.
const SHAPES: &str = include_str!("../../../data/shapes.tsv");

/// `data/boundaries.tsv`: a header, then what no country has alone.
const BOUNDARIES: &str = include_str!("../../../data/boundaries.tsv");

static UN: LazyLock<Arc<Boundaries>> = LazyLock::new(|| Arc::new(read(View::Un)));
static DE_FACTO: LazyLock<Arc<Boundaries>> = LazyLock::new(|| Arc::new(read(View::DeFacto)));

impl Boundaries {
    /// Returns the built-in map in a view.
    pub fn built_in(view: View) -> Arc<Self> {
        Arc::clone(match view {
            View::Un => &UN,
            View::DeFacto => &DE_FACTO,
        })
    }
}

/// Returns the cells of the lines that a view has, with the other views' left out.
fn lines<const COLUMNS: usize>(
    table: &'static str,
    view: View,
) -> impl Iterator<Item = [&'static str; COLUMNS]> {
    let cells = |line: &'static str| -> Option<[&'static str; COLUMNS]> {
        line.split('\t').collect::<Vec<_>>().try_into().ok()
    };
    let lines = table.lines().skip(1).filter_map(cells);
    lines.filter(move |cells| ["", view.name()].contains(&cells[1]))
}

#[expect(clippy::expect_used, reason = "the tables are part of the binary, generated and tested")]
fn read(view: View) -> Boundaries {
    let shapes = lines(SHAPES, view)
        .map(|line| shape(line).expect("every line of data/shapes.tsv is a shape"))
        .collect();
    let mut boundaries = Boundaries {
        view: Some(view),
        shapes,
        land: Cow::default(),
        borders: Cow::default(),
        nobody: Cow::default(),
        dashed: Vec::new(),
    };
    for [kind, _, around, world, locator] in lines(BOUNDARIES, view) {
        match kind {
            "land" => boundaries.land = locator.into(),
            "border" => boundaries.borders.to_mut().push_str(locator),
            "nobody" => boundaries.nobody = world.into(),
            _ => boundaries.dashed.push(DashedLine {
                frame: frame(around).expect("every dashed line of data/boundaries.tsv has a frame"),
                world: world.into(),
                locator: locator.into(),
            }),
        }
    }
    boundaries
}

fn shape([_, _, point, around, world, locator, neighbours]: [&'static str; 7]) -> Option<Shape> {
    let [x, y] = numbers(point)?;
    Some(Shape {
        point: (x, y),
        frame: frame(around)?,
        world: world.into(),
        locator: locator.into(),
        neighbours: neighbours.split_whitespace().filter_map(Country::from_code).collect(),
    })
}

fn frame(cell: &str) -> Option<Frame> {
    let [x, y, width, height] = numbers(cell)?;
    Some(Frame { x, y, width, height })
}

fn numbers<const COUNT: usize>(cell: &str) -> Option<[i32; COUNT]> {
    let numbers: Vec<i32> = cell.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    numbers.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{LOCATOR_SCALE, WORLD_HEIGHT, WORLD_WIDTH};

    const VIEWS: [View; 2] = [View::Un, View::DeFacto];

    #[test]
    fn every_line_of_a_view_is_the_country_at_its_place() {
        for view in VIEWS {
            let codes: Vec<&str> = lines(SHAPES, view).map(|[code, ..]: [&str; 7]| code).collect();
            let map = Boundaries::built_in(view);
            let countries: Vec<&str> =
                Country::all().filter(|country| map.shape(*country).is_some()).map(Country::code).collect();
            assert_eq!(codes, countries);
            assert_eq!(codes.len(), 250);
        }
    }

    #[test]
    fn no_line_of_the_tables_is_left_out() {
        fn check<const COLUMNS: usize>(table: &'static str) {
            let read = VIEWS.map(|view| lines::<COLUMNS>(table, view).count());
            let both = lines::<COLUMNS>(table, View::Un).filter(|line| line[1].is_empty()).count();
            assert_eq!(read.iter().sum::<usize>() - both, table.lines().count() - 1);
        }
        check::<7>(SHAPES);
        check::<5>(BOUNDARIES);
    }

    #[test]
    fn outlines_and_lines_are_paths_of_whole_pixels() {
        for map in VIEWS.map(Boundaries::built_in) {
            let is_path = |path: &str| {
                path.is_empty()
                    || path.starts_with('M')
                        && path.bytes().all(|byte| byte.is_ascii_digit() || b"Mmlhvz -".contains(&byte))
            };
            for path in map.shapes.iter().flat_map(|shape| [&shape.world, &shape.locator]) {
                assert!(is_path(path) && (path.is_empty() || path.ends_with('z')), "{path}");
            }
            for path in map.dashed.iter().flat_map(|line| [&line.world, &line.locator]) {
                assert!(is_path(path), "{path}");
            }
            for path in [&map.land, &map.borders, &map.nobody] {
                assert!(is_path(path) && !path.is_empty(), "{path}");
            }
        }
    }

    #[test]
    fn points_and_frames_are_on_the_map() {
        let (width, height) = (WORLD_WIDTH * LOCATOR_SCALE, WORLD_HEIGHT * LOCATOR_SCALE);
        let whole = Frame { x: 0, y: 0, width, height };
        for map in VIEWS.map(Boundaries::built_in) {
            for (country, Shape { point, frame, .. }) in Country::all().zip(&map.shapes) {
                assert_eq!(whole.around(*frame), whole, "{country:?}");
                assert_eq!(whole.around(Frame::at(*point)), whole, "{country:?}");
            }
            assert!(map.dashed.iter().all(|line| whole.around(line.frame) == whole));
        }
    }

    #[test]
    fn borders_have_two_sides() {
        for map in VIEWS.map(Boundaries::built_in) {
            let neighbours = |country: Country| {
                map.shape(country).map(|shape| shape.neighbours.clone()).unwrap_or_default()
            };
            for country in Country::all() {
                assert!(
                    neighbours(country).iter().all(|other| neighbours(*other).contains(&country)),
                    "{country:?}"
                );
            }
            let germany = Country::from_code("DE").map(neighbours);
            assert_eq!(
                germany.map(|countries| format!("{countries:?}")),
                Some("[AT, BE, CH, CZ, DK, FR, LU, NL, PL]".to_owned())
            );
        }
    }
}
