//! Maps: the world on the page of countries, and a small map on a country's and on a relation's page.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

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
