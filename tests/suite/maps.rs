//! Maps: the world on the page of countries, and a small map on a country's and on a relation's page.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use insta::assert_snapshot;

use crate::site_test::{Built, SiteTest};

/// Returns the SVG element of this class, or in the figure of this class.
#[track_caller]
fn svg(built: &Built, page: &str, class: &str) -> String {
    let main = built.main(page);
    let start = main.find(&format!("class=\"{class}\"")).unwrap_or_else(|| panic!("no {class} in {main}"));
    let start = main[start..]
        .find("<svg")
        .map(|inside| start + inside)
        .filter(|_| class == "world")
        .or_else(|| main[..start].rfind("<svg"));
    let start = start.expect("an SVG element");
    let end = main[start..].find("</svg>").expect("its end") + start + "</svg>".len();
    main[start..end].to_owned()
}

/// Returns how many bytes a text has after `gzip -9`.
fn compressed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory").len()
}

/// Returns the link of the world map that has this title.
#[track_caller]
fn link(map: &str, title: &str) -> String {
    let title = format!("<title>{title}</title>");
    let at = map.find(&title).unwrap_or_else(|| panic!("no {title} in {map}"));
    let start = map[..at].rfind("<a ").expect("a link");
    let end = map[at..].find("</a>").expect("its end") + at;
    map[start..end].to_owned()
}

/// All current codes, from the generated table.
fn codes() -> Vec<&'static str> {
    let table = include_str!("../../data/countries.tsv");
    table.lines().skip(1).filter_map(|line| line.split('\t').next()).collect()
}

#[test]
fn the_world_map_links_each_country_with_its_number_of_briefings_and_shades_it() {
    let built = SiteTest::new()
        .briefing("a", "countries: [FR, DE]\nmentions: [NO]", "Text.")
        .briefing("b", "countries: [FR]", "Text.")
        .build();
    let map = svg(&built, "/countries/", "world");
    let france = link(&map, "France: 2 briefings");
    assert!(
        france.contains("href=\"/countries/france/\"") && france.contains("class=\"shade-5\""),
        "{france}"
    );
    assert!(france.contains("<path d=\"M"), "{france}");
    assert!(link(&map, "Germany: 1 briefing").contains("class=\"shade-4\""));
    assert!(link(&map, "Norway: mentioned in 1 briefing").contains("class=\"shade-0\""));
    assert_eq!(map.matches("<a ").count(), 3, "{map}");
}

#[test]
fn a_state_too_small_to_be_seen_has_a_marker_on_the_world_map() {
    let built = SiteTest::new().briefing("a", "countries: [TV, MC, SG, VA, GI, FR]", "Text.").build();
    let map = svg(&built, "/countries/", "world");
    for name in ["Tuvalu", "Monaco", "Singapore", "Vatican City", "Gibraltar"] {
        assert!(link(&map, &format!("{name}: 1 briefing")).contains("<circle cx=\""), "{name}");
    }
    assert!(!link(&map, "France: 1 briefing").contains("<circle"));
}

#[test]
fn the_list_beside_the_map_says_the_same() {
    let built = SiteTest::new().briefing("a", "countries: [FR, TV, AQ]\nmentions: [NO]", "Text.").build();
    let main = built.main("/countries/");
    let map = svg(&built, "/countries/", "world");
    let list = main.replace(&map, "");
    for url in map.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(list.contains(&format!("<a href=\"{url}\">")), "{url} is on the map only");
    }
}

#[test]
fn the_world_map_shows_what_the_site_calls_a_country() {
    let built = SiteTest::new()
        .file("content/countries/tw.md", "---\nlabel: Chinese Taipei\n---\n")
        .briefing("a", "countries: [TW]", "Text.")
        .build();
    let map = svg(&built, "/countries/", "world");
    link(&map, "Chinese Taipei: 1 briefing");
    assert!(!map.contains("Taiwan"), "{map}");
    assert!(
        svg(&built, "/countries/taiwan/", "locator")
            .contains("aria-label=\"Map: Chinese Taipei, in Eastern Asia\"")
    );
}

#[test]
fn the_map_of_a_site_about_the_whole_world_is_under_15_kb_compressed_in_whole_pixels() {
    let all = codes().join(", ");
    let built = SiteTest::new()
        .file("site.yaml", "title: Desk\nbase_url: https://example.org/\nrelations: { minimum: 2 }\n")
        .briefing("a", &format!("countries: [{all}]"), "Text.")
        .build();
    built.assert_ok();
    let map = svg(&built, "/countries/", "world");
    assert_eq!(map.matches("<a ").count(), 250, "every country is on the map");
    let size = compressed(&map);
    assert!(size < 15_000, "{size} bytes");
    for path in map.split(" d=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(!path.contains('.'), "{path}");
    }
    for code in codes() {
        let slug = include_str!("../../data/countries.tsv")
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{code}\t"))?.split('\t').nth(3))
            .expect("a slug");
        let locator = svg(&built, &format!("/countries/{slug}/"), "locator");
        let size = compressed(&locator);
        assert!(size < 3_000, "{slug}: {size} bytes");
        assert!(locator.contains("<path d=\"M") || locator.contains("<circle"), "{slug}: {locator}");
    }
}

#[test]
fn the_map_of_the_two_largest_countries_is_under_3_kb_compressed() {
    let built = SiteTest::new().briefing("a", "countries: [CA, RU]", "Text.").build();
    let size = compressed(&svg(&built, "/relations/canada-russia/", "locator"));
    assert!(size < 3_000, "{size} bytes");
}

#[test]
fn a_relation_shows_both_countries_by_name_on_one_map() {
    let built = SiteTest::new().briefing("a", "countries: [FR, CN]", "Text.").build();
    let map = svg(&built, "/relations/china-france/", "locator");
    assert!(map.contains("aria-label=\"Map: China and France\"") && map.contains("role=\"img\""), "{map}");
    assert!(map.contains(">China</text>") && map.contains(">France</text>"), "{map}");
    assert!(map.contains("class=\"here-1\"") && map.contains("class=\"here-2\""), "{map}");
}

#[test]
fn small_maps_share_one_file_for_the_land_also_under_a_base_path() {
    let built = SiteTest::new()
        .briefing("a", "countries: [FR, CN]", "Text.")
        .arg("--base-url")
        .arg("https://example.github.io/desk/")
        .build();
    let land = |page: &str| {
        let map = svg(&built, page, "locator");
        map.split("<image href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a file").to_owned()
    };
    let file = land("/countries/france/");
    assert_eq!(file, land("/relations/china-france/"));
    let path = file.strip_prefix("/desk").expect("the base path");
    assert!(built.page(path).starts_with("<svg"), "{path}");
}

#[test]
fn a_site_without_countries_has_no_map() {
    let built = SiteTest::new().briefing("a", "topics: [trade]", "Text.").build();
    assert!(!built.main("/countries/").contains("<svg"));
}

/// Returns a site in this view with a briefing about these countries.
fn viewed(view: &str, countries: &str) -> Built {
    SiteTest::new()
        .file(
            "site.yaml",
            format!("title: Desk\nbase_url: https://example.org/\nmaps: {{ boundaries: {view} }}\n"),
        )
        .briefing("a", &format!("countries: [{countries}]"), "Text.")
        .build()
}

/// Returns the outline of a country on the map of its page.
#[track_caller]
fn outline(built: &Built, slug: &str) -> String {
    let map = svg(built, &format!("/countries/{slug}/"), "locator");
    let start = map.find("<g class=\"here-1\"><path d=\"").expect("an outline") + 27;
    let end = map[start..].find('"').expect("its end") + start;
    map[start..end].to_owned()
}

#[test]
fn crimea_is_in_the_outline_of_ukraine_unless_a_site_wants_who_holds_the_ground() {
    let usual = SiteTest::new().briefing("a", "countries: [UA, RU, MA, EH, FR]", "Text.").build();
    let (un, de_facto) = (viewed("un", "UA, RU, MA, EH, FR"), viewed("de-facto", "UA, RU, MA, EH, FR"));
    for slug in ["ukraine", "russia", "morocco", "western-sahara"] {
        assert_eq!(outline(&usual, slug), outline(&un, slug), "{slug}");
        assert_ne!(outline(&un, slug), outline(&de_facto, slug), "{slug}");
    }
    assert_eq!(outline(&un, "france"), outline(&de_facto, "france"));
    // Crimea is the south of Ukraine: without it, the outline is less high.
    let rows = include_str!("../../data/shapes.tsv").lines().filter(|line| line.starts_with("UA\t"));
    let paths: Vec<&str> = rows.filter_map(|line| line.split('\t').nth(5)).collect();
    assert_eq!(paths, [outline(&un, "ukraine"), outline(&de_facto, "ukraine")]);
}

#[test]
fn a_border_that_is_not_settled_is_dashed_on_every_map_that_it_is_on() {
    let built = viewed("un", "MA, IS, FR");
    let dashed = "<path class=\"dashed\" d=\"M";
    assert!(svg(&built, "/countries/morocco/", "locator").contains(dashed));
    assert!(!svg(&built, "/countries/iceland/", "locator").contains("dashed"));
    assert!(svg(&built, "/countries/", "world").contains(dashed));
    assert!(svg(&built, "/", "world").contains(dashed));
}

#[test]
fn every_page_with_a_map_says_whose_boundaries_it_has_in_every_language() {
    for (language, un, de_facto) in [
        ("en", "after the usage of the United Nations", "by who holds the ground"),
        ("fr", "selon l’usage des Nations Unies", "selon qui tient le terrain"),
        ("ar", "وفقاً لممارسة الأمم المتحدة", "تبعاً لمن يسيطر على الأرض"),
    ] {
        for (view, words, others) in [("un", un, de_facto), ("de-facto", de_facto, un)] {
            let built = SiteTest::new()
                .file(
                    "site.yaml",
                    format!(
                        "title: Desk\nbase_url: https://example.org/\nlanguage: {language}\nmaps:\n  boundaries: {view}\n"
                    ),
                )
                .briefing("a", "countries: [FR, CN]", "Text.")
                .build();
            for page in ["/", "/countries/", "/countries/france/", "/relations/china-france/"] {
                let main = built.main(page);
                assert_eq!(main.matches(words).count(), 1, "{language} {page}: {main}");
                assert!(!main.contains(others), "{language} {page}: {main}");
            }
            assert!(!built.main("/briefings/2024/a/").contains(words), "a page without a map");
        }
    }
}

#[test]
fn a_site_says_of_its_maps_what_it_wants() {
    let built = SiteTest::new()
        .file(
            "site.yaml",
            "title: Desk\nbase_url: https://example.org/\nmaps: { note: \"Boundaries as the <Ministry> has them.\" }\n",
        )
        .briefing("a", "countries: [FR, CN]", "Text.")
        .build();
    for page in ["/", "/countries/", "/countries/france/", "/relations/china-france/"] {
        let main = built.main(page);
        assert_eq!(main.matches("Boundaries as the &lt;Ministry&gt; has them.").count(), 1, "{page}: {main}");
        assert!(!main.contains("United Nations"), "{page}: {main}");
    }
}

#[test]
fn a_view_that_there_is_not_is_an_error_that_names_those_that_there_are() {
    let built = viewed("us", "FR");
    built.assert_errors();
    assert_snapshot!(built.messages()[0]);
}

/// A map with France as a square, and a country of nobody.
const OWN: &str = r#"{ "type": "Topology", "objects": { "countries": { "type": "GeometryCollection", "geometries": [
  { "type": "Polygon", "id": "FR", "arcs": [[0]] }, { "type": "Polygon", "arcs": [[1]] } ] } },
  "arcs": [[[0, 44], [0, 50], [6, 50], [6, 44], [0, 44]], [[20, 44], [20, 50], [26, 50], [26, 44], [20, 44]]] }
"#;

/// The outline of that square.
const SQUARE: &str = "M1136 210l2-43h33l-1 43z";

fn own(text: &str) -> Built {
    SiteTest::new()
        .file("data/boundaries.topojson", text)
        .briefing("a", "countries: [FR, CN]", "Text.")
        .build()
}

#[test]
fn a_map_of_the_sites_own_takes_the_place_of_the_built_in_one() {
    let built = own(OWN);
    built.assert_ok();
    assert_eq!(outline(&built, "france"), SQUARE);
    let map = svg(&built, "/countries/china/", "locator");
    assert!(map.contains("<circle") && !map.contains("<path"), "China has a place and no outline: {map}");
    let land = map.split("<image href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("the land");
    assert!(built.page(land).contains(SQUARE));
    assert!(built.main("/countries/france/").contains("this site’s own map"));
    assert!(!built.has("data/boundaries.topojson"), "it is no file of the site");
    assert_snapshot!(built.messages().join("\n"));
}

#[test]
fn a_map_that_cannot_be_drawn_is_an_error_with_a_hint() {
    for (text, name) in [
        (OWN.replace("44], [0, 44]]", "44], [0, 44]").as_str(), "broken"),
        ("{ \"type\": \"FeatureCollection\", \"features\": [] }", "geojson"),
        (&OWN.replace("[6, 44]", "[600000, 44]"), "projected"),
        (&OWN.replace("FR", "Gaul"), "nobody"),
        (&" ".repeat(8_000_001), "large"),
    ] {
        let built = own(text);
        built.assert_errors();
        assert_snapshot!(format!("a_map_that_is_{name}"), built.messages().join("\n"));
    }
}

#[test]
fn a_site_of_the_past_has_the_map_of_then() {
    let site = SiteTest::new()
        .briefing("a", "date: 2024-03-01\ncountries: [FR]", "Text.")
        .committed("2024-03-01", "Publish")
        .file("data/boundaries.topojson", OWN)
        .committed("2024-04-01", "Bring a map")
        .file("data/boundaries.topojson", OWN.replace("50]", "48]"))
        .committed("2024-05-01", "Change the map");
    let page = |arguments: &[&str]| {
        site.run(&[&["build", "--output=built"], arguments].concat()).assert_ok();
        site.read("built/countries/france/index.html")
    };
    assert!(page(&["--as-of", "2024-04-15"]).contains(SQUARE));
    assert!(!page(&["--as-of", "2024-03-15"]).contains("this site’s own map"));
    let today = page(&[]);
    assert!(today.contains("this site’s own map") && !today.contains(SQUARE));
    // What was taken back since is not shown.
    site.delete("data/boundaries.topojson");
    assert!(!page(&["--as-of", "2024-04-15"]).contains("this site’s own map"));
}

#[test]
fn other_files_under_data_are_nobodys_business() {
    let with =
        SiteTest::new().file("data/table.tsv.orig", "x").briefing("a", "countries: [FR]", "Text.").build();
    with.assert_ok();
    assert_eq!(with.messages(), Vec::<String>::new());
}
