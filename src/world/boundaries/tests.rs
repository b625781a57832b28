//! Places that are contested, and whose they are in each view.

use super::projection::{from_middle, project};
use super::{Boundaries, View};
use crate::world::Country;

/// How far a coast may be from where it is drawn, in pixels.
const COAST: f64 = 2.0;

/// Returns the rings of SVG path data as the tables have it.
fn rings(path: &str) -> Vec<Vec<[f64; 2]>> {
    let mut rings: Vec<Vec<[f64; 2]>> = Vec::new();
    let mut at = [0.0, 0.0];
    let mut command = ' ';
    let mut rest = path;
    let number = |rest: &mut &str| -> f64 {
        *rest = rest.trim_start_matches(' ');
        let end = rest[1..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |end| end + 1);
        let (number, after) = rest.split_at(end);
        *rest = after;
        number.parse().expect("a number")
    };
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_alphabetic() {
            command = first;
            rest = &rest[1..];
            if command == 'z' {
                at = rings.last().expect("a ring")[0];
                continue;
            }
        }
        let [x, y] = at;
        at = match command {
            'M' => [number(&mut rest), number(&mut rest)],
            'h' => [x + number(&mut rest), y],
            'v' => [x, y + number(&mut rest)],
            _ => [x + number(&mut rest), y + number(&mut rest)],
        };
        match command {
            'M' | 'm' => {
                rings.push(vec![at]);
                command = 'l';
            }
            _ => rings.last_mut().expect("a ring").push(at),
        }
    }
    rings
}

/// Returns how far a point is outside of rings, in pixels; 0 inside.
fn distance(rings: &[Vec<[f64; 2]>], [x, y]: [f64; 2]) -> f64 {
    let mut nearest = f64::INFINITY;
    let mut is_inside = false;
    for ring in rings {
        for ([ax, ay], [bx, by]) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
                is_inside = !is_inside;
            }
            let (dx, dy) = (bx - ax, by - ay);
            let length = dx * dx + dy * dy;
            let share =
                if length > 0.0 { (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
            nearest = nearest.min((ax + share * dx - x).hypot(ay + share * dy - y));
        }
    }
    if is_inside { 0.0 } else { nearest }
}

/// Returns the code of the country that a place lies in on the map for locators, "-" for land of nobody.
fn owner(map: &Boundaries, longitude: f64, latitude: f64) -> &'static str {
    let at = project([from_middle(longitude), latitude]);
    let of = |country: &Country| {
        let shape = map.shape(*country).expect("a shape");
        distance(&rings(&shape.locator), at)
    };
    let mut near: Vec<(f64, Country)> = Country::all()
        .filter(|country| map.shape(*country).is_some())
        .map(|country| (of(&country), country))
        .collect();
    near.sort_by(|one, other| one.0.total_cmp(&other.0));
    let to_land = distance(&rings(&map.land), at);
    match near[0] {
        (0.0, country) => country.code(),
        (away, _) if to_land == 0.0 || to_land + 1.0 < away && to_land <= COAST => "-",
        (away, country) if away <= COAST => country.code(),
        _ => "sea",
    }
}

/// A place, its longitude and latitude in degrees, and whose it is after the usage of the United Nations and by who holds
/// the ground.
type Place = (&'static str, f64, f64, &'static str, &'static str);

const PLACES: [Place; 45] = [
    ("Simferopol", 34.10, 44.95, "UA", "RU"),
    ("Sevastopol", 33.52, 44.60, "UA", "RU"),
    ("Kerch", 36.47, 45.36, "UA", "RU"),
    ("Kherson", 32.62, 46.64, "UA", "UA"),
    ("Donetsk", 37.80, 48.00, "UA", "UA"),
    ("Luhansk", 39.30, 48.57, "UA", "UA"),
    ("Laayoune", -13.20, 27.13, "EH", "MA"),
    ("Dakhla", -15.93, 23.70, "EH", "MA"),
    ("Tifariti", -10.57, 26.16, "EH", "EH"),
    ("Pristina", 21.17, 42.66, "XK", "XK"),
    ("Belgrade", 20.46, 44.82, "RS", "RS"),
    ("Hargeisa", 44.06, 9.56, "SO", "-"),
    ("Berbera", 45.01, 10.44, "SO", "-"),
    ("Mogadishu", 45.34, 2.05, "SO", "SO"),
    ("Northern Nicosia", 33.36, 35.25, "CY", "-"),
    ("Limassol", 33.03, 34.70, "CY", "CY"),
    ("Srinagar", 74.80, 34.09, "-", "IN"),
    ("Leh", 77.58, 34.16, "-", "IN"),
    ("Amritsar", 74.87, 31.63, "IN", "IN"),
    ("Shimla", 77.17, 31.10, "IN", "IN"),
    ("Gilgit", 74.31, 35.92, "-", "PK"),
    ("Rawalpindi", 73.07, 33.60, "PK", "PK"),
    ("Aksai Chin", 79.50, 35.20, "-", "CN"),
    ("Itanagar", 93.62, 27.08, "IN", "IN"),
    ("Golan", 35.82, 32.98, "SY", "IL"),
    ("Damascus", 36.29, 33.51, "SY", "SY"),
    ("Haifa", 35.05, 32.78, "IL", "IL"),
    ("Ramallah", 35.20, 31.90, "PS", "PS"),
    ("Gaza", 34.45, 31.50, "PS", "PS"),
    ("Abyei", 28.43, 9.60, "-", "SD"),
    ("Halaib", 36.20, 22.40, "-", "EG"),
    ("Aswan", 32.90, 24.09, "EG", "EG"),
    ("Bir Tawil", 33.75, 21.88, "-", "SD"),
    ("Khartoum", 32.53, 15.59, "SD", "SD"),
    ("Taipei", 121.52, 25.03, "TW", "TW"),
    ("Sukhumi", 41.02, 43.00, "GE", "GE"),
    ("Tskhinvali", 43.97, 42.22, "GE", "GE"),
    ("Tiraspol", 29.63, 46.84, "MD", "MD"),
    ("Stepanakert", 46.75, 39.82, "AZ", "AZ"),
    ("Cayenne", -52.33, 4.93, "GF", "GF"),
    ("Saint-Denis", 55.45, -20.90, "RE", "RE"),
    ("Longyearbyen", 15.63, 78.22, "SJ", "SJ"),
    ("Stanley", -57.86, -51.69, "FK", "FK"),
    ("Yuzhno-Sakhalinsk", 142.73, 46.95, "RU", "RU"),
    ("Seoul", 126.98, 37.57, "KR", "KR"),
];

#[test]
fn contested_places_are_whose_the_view_says() {
    let [un, de_facto] = [View::Un, View::DeFacto].map(Boundaries::built_in);
    let found: Vec<(&str, &str, &str)> =
        PLACES.iter().map(|(name, x, y, ..)| (*name, owner(&un, *x, *y), owner(&de_facto, *x, *y))).collect();
    let expected: Vec<(&str, &str, &str)> =
        PLACES.iter().map(|(name, _, _, un, de_facto)| (*name, *un, *de_facto)).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_is_too_small_for_an_outline_has_a_place_of_its_own() {
    for view in [View::Un, View::DeFacto] {
        let map = Boundaries::built_in(view);
        let mut points = std::collections::BTreeSet::new();
        for country in ["BQ", "BV", "CC", "CX", "GF", "GI", "GP", "MQ", "RE", "SJ", "TK", "UM", "YT", "TV"] {
            let country = Country::find(country).expect("a country");
            let point = map.shape(country).expect("a shape").point;
            assert!(points.insert(point), "{country:?} is where another one is");
        }
        let at = |code: &str, longitude: f64, latitude: f64| {
            let country = Country::find(code).expect("a country");
            let [x, y] = project([from_middle(longitude), latitude]);
            let (px, py) = map.shape(country).expect("a shape").point;
            (f64::from(px) - x).hypot(f64::from(py) - y)
        };
        assert!(at("GI", -5.35, 36.14) < 2.0);
        assert!(at("GP", -61.55, 16.25) < 3.0);
        assert!(at("YT", 45.17, -12.83) < 3.0);
        assert!(at("CX", 105.65, -10.49) < 3.0);
    }
}

/// Areas that are smaller than what is drawn of them; the generator holds them to the table before it draws.
const TOO_SMALL: [&str; 3] = ["siachen", "kurils", "hong-kong"];

#[test]
fn every_contested_area_is_told_with_its_reason() {
    let table = include_str!("../../../tools/shapes/contested.tsv");
    let rows: Vec<Vec<&str>> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    let maps = [View::Un, View::DeFacto].map(Boundaries::built_in);
    for row in &rows {
        let [area, from, un, de_facto, places, why] = row[..] else { panic!("{row:?}") };
        assert!(why.len() > 10, "{area} has no reason");
        for place in places.split(", ") {
            let (x, y) = place.split_once(' ').expect("two numbers");
            let (x, y) = (x.parse().expect("a longitude"), y.parse().expect("a latitude"));
            let found = [owner(&maps[0], x, y), owner(&maps[1], x, y)];
            if !TOO_SMALL.contains(&area) {
                assert_eq!(found, [un, de_facto], "{area} at {place}, which is {from}");
            }
        }
    }
    assert!(rows.len() >= 28);
}
