use super::*;

/// A map with two countries that share a border, and one that crosses the edge of the map.
const SMALL: &str = r#"{
  "type": "Topology",
  "objects": {
    "countries": { "type": "GeometryCollection", "geometries": [
      { "type": "Polygon", "id": "FR", "arcs": [[0, 1]] },
      { "type": "Polygon", "id": "276", "arcs": [[-1, 2]] },
      { "type": "MultiPolygon", "properties": { "ISO_A3": "RUS" }, "arcs": [[[3]]] },
      { "type": "Polygon", "id": "-99", "arcs": [[4]] }
    ] },
    "disputed": { "type": "LineString", "arcs": [0] }
  },
  "arcs": [
    [[8, 44], [8.5, 46, 120], [8, 50]],
    [[8, 50], [-4, 50], [-4, 44], [8, 44]],
    [[8, 44], [20, 44], [20, 50], [8, 50]],
    [[170, 60], [170, 70], [-165, 70], [-165, 60], [170, 60]],
    [[40, 0], [50, 0], [50, 10], [40, 10], [40, 0]]
  ]
}"#;

fn country(code: &str) -> Country {
    Country::find(code).expect("a country")
}

fn refused(text: &str) -> String {
    OwnMap::read(text.as_bytes()).expect_err("no map").message
}

#[test]
fn a_map_has_the_outlines_neighbours_and_lines_of_its_file() {
    let OwnMap { boundaries, missing, repeated } = OwnMap::read(SMALL.as_bytes()).expect("a map");
    let shape = |code: &str| boundaries.shape(country(code)).expect("a shape");
    assert_eq!(shape("FR").neighbours, [country("DE")]);
    assert_eq!(shape("DE").neighbours, [country("FR")]);
    assert!(shape("FR").locator.starts_with('M') && shape("FR").locator.ends_with('z'));
    assert_eq!(shape("RU").locator.matches('M').count(), 2, "cut at the edge: {}", shape("RU").locator);
    assert!(shape("FR").frame.width > 50 && shape("FR").point.0 < shape("DE").point.0);
    assert!(shape("IT").locator.is_empty(), "Italy has a place and no outline");
    assert_eq!(
        shape("IT").point,
        Boundaries::built_in(View::Un).shape(country("IT")).expect("a shape").point
    );
    assert!(!boundaries.nobody.is_empty());
    assert_eq!(boundaries.dashed.len(), 1);
    assert_eq!(boundaries.borders, "", "the only border is dashed");
    assert_eq!((missing.len(), repeated.len()), (247, 0));
}

#[test]
fn a_country_with_several_features_is_told_and_has_all_of_them() {
    let twice = SMALL.replace("\"276\"", "\"FRA\"");
    let map = OwnMap::read(twice.as_bytes()).expect("a map");
    assert_eq!(map.repeated, [country("FR")]);
    assert_eq!(map.boundaries.shape(country("FR")).expect("a shape").locator.matches('M').count(), 2);
}

#[test]
fn quantized_arcs_are_decoded() {
    let text = r#"{ "type": "Topology", "transform": { "scale": [0.5, 0.25], "translate": [-10, 40] },
        "objects": { "world": { "type": "Polygon", "id": 250, "arcs": [[0]] } },
        "arcs": [[[0, 0], [40, 0], [0, 40], [-40, 0], [0, -40]]] }"#;
    let quantized = OwnMap::read(text.as_bytes()).expect("a map");
    let plain =
        text.replace("\"transform\": { \"scale\": [0.5, 0.25], \"translate\": [-10, 40] },", "").replace(
            "[[[0, 0], [40, 0], [0, 40], [-40, 0], [0, -40]]]",
            "[[[-10, 40], [10, 40], [10, 50], [-10, 50], [-10, 40]]]",
        );
    let plain = OwnMap::read(plain.as_bytes()).expect("a map");
    let path = |map: &OwnMap| map.boundaries.shape(country("FR")).expect("a shape").locator.to_string();
    assert_eq!(path(&quantized), path(&plain));
    assert!(!path(&plain).is_empty());
}

#[test]
fn what_is_no_map_is_refused_with_a_reason() {
    assert!(refused("{").starts_with("this is no TopoJSON: EOF"));
    assert!(refused("[]").starts_with("this is no TopoJSON"));
    assert!(
        refused(r#"{ "type": "FeatureCollection", "objects": {}, "arcs": [] }"#)
            .contains("`FeatureCollection`")
    );
    assert!(
        refused(r#"{ "type": "Topology", "objects": {}, "arcs": [] }"#).contains("no object `countries`")
    );
    assert!(
        refused(&SMALL.replace("[8, 44], [20, 44]", "[8, 44], [2000000, 44]")).contains("nowhere on earth")
    );
    assert!(refused(&SMALL.replace("[[-1, 2]]", "[[-1, 99]]")).contains("an arc that is not there"));
    assert!(
        refused(&SMALL.replace("[[-1, 2]]", "[[-9223372036854775808, 2]]"))
            .contains("an arc that is not there")
    );
    assert!(refused(&SMALL.replace("[[-1, 2]]", "\"arcs\"")).contains("cannot be read"));
    let without = SMALL.replace("\"FR\"", "null").replace("\"276\"", "null").replace("\"RUS\"", "1e99");
    assert!(refused(&without).contains("no feature of this map has a code"));
    let deep = format!(
        "{}{}",
        "{\"type\":\"Topology\",\"arcs\":[],\"objects\":{\"countries\":".to_owned(),
        "{\"geometries\":[".repeat(5000)
    );
    assert!(refused(&deep).contains("recursion limit"));
}

#[test]
fn a_map_that_would_take_long_is_refused() {
    let arc: Vec<String> = (0..10_000).map(|place| format!("[{}, {}]", place % 90, place % 45)).collect();
    let rings = vec!["[0]"; 5000].join(",");
    let text = format!(
        "{{\"type\":\"Topology\",\"objects\":{{\"countries\":{{\"type\":\"Polygon\",\"id\":\"FR\",\"arcs\":[{rings}]}}}},\"arcs\":[[{}]]}}",
        arc.join(",")
    );
    assert!(refused(&text).contains("more than 1000000 points"));
    assert!(InvalidMap::of_size(50_000_000).expect("too large").message.contains("50 MB"));
    assert!(InvalidMap::of_size(8_000_000).is_none());
}

#[test]
fn empty_arcs_and_rings_that_are_none_are_left_out() {
    let text = r#"{ "type": "Topology", "objects": { "countries": { "type": "GeometryCollection", "geometries": [
        { "type": "Polygon", "id": "FR", "arcs": [[0], [], [1, 2]] },
        { "type": "Polygon", "id": "DE", "arcs": [] },
        { "type": null, "id": "IT" },
        { "type": "Point", "id": "ES", "coordinates": [1, 2] } ] } },
        "arcs": [[], [[1, 1]], [[1, 1], [1, 1]]] }"#;
    let map = OwnMap::read(text.as_bytes()).expect("a map");
    assert_eq!(map.boundaries.shape(country("FR")).expect("a shape").locator, "");
    assert!(map.missing.contains(&country("DE")) && !map.missing.contains(&country("FR")));
}
