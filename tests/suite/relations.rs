//! What two things share: relations, a country's topics, and regions; and the switches for them.

use crate::site_test::SiteTest;

/// Returns a site about France and China, and a briefing of each alone.
fn two() -> SiteTest {
    SiteTest::new()
        .briefing(
            "both",
            "date: 2024-03-01\ncountries: [FR, CN]\ntopics: [trade]\nevents: [{date: 2024-02, title: Wang Yi visits Paris}, {date: 2024-01-05, title: Paris alone, countries: [FR]}]",
            "Text.",
        )
        .briefing("older", "date: 2023-03-01\ncountries: [China, France, DE]\ntopics: [climate, trade]", "Text.")
        .briefing("france", "countries: [FR]\nmentions: [CN]\ntopics: [trade]", "Text.")
        .briefing("china", "countries: [CN]\ntopics: [arms]", "Text.")
}

#[test]
fn two_countries_that_are_subjects_together_have_a_page_at_their_slugs_in_order() {
    let built = two().build();
    built.assert_ok();
    assert_eq!(built.rows("/relations/china-france/"), ["both", "older"]);
    assert!(!built.has("/relations/france-china/"));
    let topics = built.counted("/relations/china-france/", "topics");
    assert_eq!(topics, [("Trade".to_owned(), 2), ("Climate".to_owned(), 1)]);
    let main = built.main("/relations/china-france/");
    assert!(
        main.contains(
            "<a href=\"/countries/china/\">China</a> and <a href=\"/countries/france/\">France</a>"
        )
    );
}

#[test]
fn the_timeline_of_a_relation_holds_what_both_have_part_in() {
    let built = two().build();
    let events = built.events("/relations/china-france/");
    assert_eq!(events, [("February 2024".to_owned(), "Wang Yi visits Paris".to_owned())]);
}

#[test]
fn a_relation_has_feeds() {
    let built = two().build();
    for feed in ["/relations/china-france/feed.xml", "/relations/china-france/feed.json"] {
        let text = built.page(feed);
        assert!(
            text.contains("both") && text.contains("older") && !text.contains(">france<"),
            "{feed}: {text}"
        );
        assert!(built.page("/relations/china-france/").contains(&format!("href=\"{feed}\"")));
    }
    assert!(
        built
            .page("/relations/china-france/feed.xml")
            .contains("<title>China and France – Test Desk</title>")
    );
}

#[test]
fn relations_with_too_few_briefings_have_no_page() {
    let built = two()
        .file("site.yaml", "title: Desk\nbase_url: https://example.org/\nrelations: { minimum: 2 }\n")
        .build();
    built.assert_ok();
    assert!(built.has("/relations/china-france/") && !built.has("/relations/france-germany/"));
    let main = built.main("/countries/germany/");
    assert!(
        main.contains("<a href=\"/countries/france/\">France</a> <span class=\"count\">1</span>"),
        "{main}"
    );
}

#[test]
fn the_index_of_relations_begins_with_the_most_briefings() {
    let built = two().build();
    let main = built.main("/relations/");
    let place = |name: &str| main.find(name).unwrap_or_else(|| panic!("no {name} in {main}"));
    assert!(place("China and France") < place("China and Germany"));
}

#[test]
fn a_country_and_a_topic_have_a_page_with_what_is_about_both() {
    let built = two().build();
    assert_eq!(built.rows("/countries/france/trade/"), ["france", "both", "older"]);
    assert_eq!(built.rows("/countries/france/climate/"), ["older"]);
    assert!(!built.has("/countries/france/arms/"));
}

#[test]
fn a_region_lists_its_countries_and_their_latest_briefings() {
    let built = two().briefing("ghana", "countries: [GH]", "Text.").build();
    assert_eq!(built.rows("/regions/europe/"), ["france", "both", "older"]);
    let countries = built.counted("/regions/europe/", "countries");
    assert_eq!(countries, [("France".to_owned(), 3), ("Germany".to_owned(), 1)]);
    assert!(!built.has("/regions/oceania/"));
    assert!(built.main("/regions/").contains("<a href=\"/regions/africa/\">Africa</a>"));
}

#[test]
fn a_region_groups_its_countries_by_subregion() {
    let built = SiteTest::new().briefing("a", "countries: [FR, DE, PL, SE]", "Text.").build();
    let main = built.main("/regions/europe/");
    let place = |part: &str| main.find(part).unwrap_or_else(|| panic!("no {part} in {main}"));
    let order =
        ["Eastern Europe", "Poland", "Northern Europe", "Sweden", "Western Europe", "France", "Germany"];
    assert!(order.map(place).is_sorted(), "{main}");
}

#[test]
fn a_region_shows_fifty_briefings_and_says_how_many_there_are() {
    let site = (0..51).fold(SiteTest::new(), |site, number| {
        site.briefing(&format!("b{number:02}"), "countries: [FR, DE]", "Text.")
    });
    let built = site.build();
    assert_eq!(built.rows("/regions/europe/").len(), 50);
    assert!(built.main("/regions/europe/").contains("The latest 50 of 51 briefings"));
}

#[test]
fn what_a_site_switches_off_is_not_made_and_nothing_leads_to_it() {
    let off = |outputs: &str| {
        let settings = format!("title: Desk\nbase_url: https://example.org/\noutputs: {{ {outputs} }}\n");
        let built = two().file("site.yaml", settings).build();
        built.assert_ok();
        built
    };
    let folders = [
        ("relations: false", "/relations/"),
        ("intersections: false", "/countries/france/trade/"),
        ("regions: false", "/regions/"),
        ("timeline: false", "/timeline/"),
    ];
    for (outputs, folder) in folders {
        let built = off(outputs);
        assert!(!built.has(folder), "{outputs}");
        for (path, bytes) in built.files() {
            assert!(!path.starts_with(folder.trim_start_matches('/')), "{outputs}: {path}");
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(&format!("href=\"{folder}")), "{outputs}: {path} leads to {folder}");
        }
        let everything = two().build();
        assert!(everything.has(folder), "{folder}");
    }
}

#[test]
fn a_briefing_leads_to_the_relations_of_its_countries_unless_they_are_many() {
    let built = two().briefing("four", "countries: [FR, CN, DE, US]", "Text.").build();
    assert!(
        built
            .main("/briefings/2024/both/")
            .contains("<a href=\"/relations/china-france/\">China and France</a>")
    );
    assert_eq!(built.main("/briefings/2023/older/").matches("href=\"/relations/").count(), 3);
    assert_eq!(built.main("/briefings/2024/four/").matches("href=\"/relations/").count(), 0);
}

#[test]
fn a_held_back_briefing_makes_no_relation_and_no_event() {
    let built = two()
        .briefing(
            "draft",
            "status: draft\ncountries: [FR, US]\ntopics: [secret]\nevents: [{date: 2024-05-05, title: Secret meeting}]",
            "Text.",
        )
        .build();
    for (path, bytes) in built.files() {
        let text = String::from_utf8_lossy(&bytes);
        for trace in ["united-states", "Secret meeting", "secret"] {
            assert!(!path.contains(trace) && !text.contains(trace), "{path} has {trace}");
        }
    }
}
