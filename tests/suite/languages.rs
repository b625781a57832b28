//! Sites in other languages than English: what countries and regions are called, and in which order.

use crate::site_test::{Built, SiteTest};

fn in_language(language: &str, countries: &str) -> Built {
    SiteTest::new()
        .file("site.yaml", format!("title: Pult\nbase_url: https://example.org/\nlanguage: {language}\n"))
        .briefing("a", &format!("countries: [{countries}]"), "Text.")
        .build()
}

#[test]
fn countries_have_the_names_of_the_sites_language_everywhere_and_keep_their_urls() {
    let built = in_language("de-CH", "FR, DE");
    built.assert_ok();
    for page in [
        "/",
        "/briefings/2024/a/",
        "/countries/",
        "/countries/france/",
        "/countries/germany/",
        "/relations/france-germany/",
        "/regions/europe/",
        "/feed.json",
        "/countries/france/feed.xml",
    ] {
        let text = built.page(page);
        assert!(text.contains("Frankreich") && text.contains("Deutschland"), "{page}: {text}");
        assert!(!text.contains("France") && !text.contains("Germany"), "{page}: {text}");
    }
}

#[test]
fn countries_that_have_no_page_are_named_in_the_sites_language_too() {
    let main = in_language("de", "LI").main("/countries/liechtenstein/");
    assert!(main.contains("Österreich, Schweiz"), "{main}");
}

#[test]
fn countries_stand_in_the_order_of_their_names_in_the_sites_language() {
    let built = in_language("de", "PL, AT, OM, EG, FR, ZW");
    let partners = built.counted("/countries/zimbabwe/", "partners");
    let names: Vec<&str> = partners.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Ägypten", "Frankreich", "Oman", "Österreich", "Polen"]);
}

#[test]
fn regions_have_the_names_and_the_order_of_the_sites_language() {
    let built = in_language("hu", "FR, US, JP, PL");
    built.assert_ok();
    let main = built.main("/regions/");
    let place = |name: &str| main.find(&format!(">{name}</a>")).unwrap_or_else(|| panic!("{name}: {main}"));
    assert!(place("Amerika") < place("Ázsia") && place("Ázsia") < place("Európa"), "{main}");
    let europe = built.main("/regions/europe/");
    assert!(europe.contains("<h1>Európa</h1>") && europe.contains("<h3>Nyugat-Európa</h3>"), "{europe}");
    let france = built.main("/countries/france/");
    assert!(
        france.contains("Franciaország, in Nyugat-Európa") && france.contains("· Nyugat-Európa ·"),
        "{france}"
    );
}

#[test]
fn a_language_without_names_of_its_own_shows_the_english_ones() {
    let built = in_language("eo", "FR, DE");
    built.assert_ok();
    let main = built.main("/countries/");
    assert!(
        main.contains(">France</a>") && main.contains(">Germany</a>") && main.contains(">Europe</a>"),
        "{main}"
    );
}

#[test]
fn a_sites_own_label_goes_before_the_name_of_its_language() {
    let built = SiteTest::new()
        .file(
            "site.yaml",
            "title: Pult\nbase_url: https://example.org/\nlanguage: de\ncountries: { BY: { label: Weißrussland } }\n",
        )
        .briefing("a", "countries: [BY]", "Text.")
        .build();
    assert!(built.main("/countries/belarus/").contains("<h1>Weißrussland</h1>"));
}

#[test]
fn countries_can_be_written_by_their_names_in_many_languages() {
    let built =
        SiteTest::new().briefing("a", "countries: [Deutschland, Frankreich, 日本, Польша]", "Text.").build();
    built.assert_ok();
    for page in ["/countries/germany/", "/countries/france/", "/countries/japan/", "/countries/poland/"] {
        assert_eq!(built.rows(page), ["a"], "{page}");
    }
}
