//! Time: events on timelines, drawn and listed, of the whole site, a year, a country.

use crate::site_test::SiteTest;

/// Returns a site with one briefing on France that has these events, as YAML flow mappings.
fn with_events(events: &str) -> SiteTest {
    SiteTest::new().briefing("a", &format!("countries: [FR]\nevents:\n{events}"), "Text.")
}

fn told(events: &[(&str, &str)]) -> Vec<(String, String)> {
    events.iter().map(|(date, title)| ((*date).to_owned(), (*title).to_owned())).collect()
}

#[test]
fn partial_dates_stand_before_the_days_that_they_hold_and_are_shown_as_given() {
    let built = with_events(
        "  - { date: 2024, title: Year }\n  - { date: 2024-02-10, title: Day }\n  - { date: 2024-02, title: Month }\n  - { date: 2023-12-31, title: Before }\n  - { date: 2024-01-01, title: First day }\n  - { date: 2024-01, title: First month }\n",
    )
    .build();
    built.assert_ok();
    let newest_first = told(&[
        ("10 February 2024", "Day"),
        ("February 2024", "Month"),
        ("1 January 2024", "First day"),
        ("January 2024", "First month"),
        ("2024", "Year"),
        ("31 December 2023", "Before"),
    ]);
    for page in ["/timeline/", "/timeline/france/", "/countries/france/"] {
        assert_eq!(built.events(page), newest_first, "{page}");
    }
    assert_eq!(built.events("/timeline/2024/"), newest_first[..5]);
    assert_eq!(built.events("/timeline/2023/"), newest_first[5..]);
}

#[test]
fn an_event_belongs_to_its_own_countries_else_to_the_subjects() {
    let built = with_events(
        "  - { date: 2024-01-02, title: Own, countries: [CN] }\n  - { date: 2024-01-03, title: Subjects }\n",
    )
    .build();
    assert_eq!(built.events("/timeline/china/"), told(&[("2 January 2024", "Own")]));
    assert_eq!(built.events("/timeline/france/"), told(&[("3 January 2024", "Subjects")]));
    assert_eq!(built.events("/timeline/").len(), 2);
}

#[test]
fn an_event_that_two_briefings_tell_alike_is_one_and_leads_to_both() {
    let event = "events: [{ date: 2024-01-02, title: They meet }]";
    let built = SiteTest::new()
        .briefing("first", &format!("date: 2024-02-01\ncountries: [FR]\n{event}"), "Text.")
        .briefing("second", &format!("date: 2024-03-01\ncountries: [CN]\n{event}"), "Text.")
        .build();
    assert_eq!(built.events("/timeline/"), told(&[("2 January 2024", "They meet")]));
    let main = built.main("/timeline/");
    assert!(main.contains("<a href=\"/briefings/2024/second/\">They meet</a>"), "{main}");
    assert!(main.contains("<a href=\"/briefings/2024/first/\">first</a>"), "{main}");
    for country in ["/timeline/france/", "/timeline/china/"] {
        assert_eq!(built.events(country).len(), 1);
    }
}

#[test]
fn a_timeline_is_drawn_with_a_mark_for_each_event_and_says_so_in_words() {
    let built = with_events(
        "  - { date: 1957-03-25, title: Rome }\n  - { date: 1963-01-22, title: Élysée }\n  - { date: 2019, title: Aachen }\n",
    )
    .build();
    let main = built.main("/countries/france/");
    assert_eq!(main.matches("class=\"mark\"").count(), 3, "{main}");
    assert!(
        main.contains("role=\"img\" aria-label=\"3 events from 1957 to 2019, drawn along the years\""),
        "{main}"
    );
    assert!(main.contains("<title>22 January 1963: Élysée</title>"), "{main}");
    assert!(main.contains(">1960</text>") && main.contains(">2000</text>"), "{main}");
}

#[test]
fn many_events_are_drawn_as_bars_and_turned_over_fifty_to_a_page() {
    let event =
        |number: usize| format!("  - {{ date: {}-03-01, title: Event {number} }}", 1990 + number % 30);
    let events = (0..120).map(event).collect::<Vec<_>>().join("\n");
    let built = with_events(&events).build();
    built.assert_ok();
    let main = built.main("/timeline/");
    assert_eq!(main.matches("class=\"bar\"").count(), 30, "{main}");
    assert!(main.contains("<title>1990: 4 events</title>"), "{main}");
    assert_eq!(built.events("/timeline/").len(), 50);
    assert_eq!(built.events("/timeline/page/3/").len(), 20);
    assert_eq!(built.events("/timeline/france/page/3/").len(), 20);
    assert!(!built.main("/timeline/page/2/").contains("<svg"));
    assert_eq!(built.events("/countries/france/").len(), 12);
    assert!(built.main("/countries/france/").contains("<a href=\"/timeline/france/\">All 120 events</a>"));
}

#[test]
fn the_timeline_leads_to_each_year_and_each_country() {
    let built = with_events(
        "  - { date: 2020-01-02, title: One, countries: [CN] }\n  - { date: 2024-01-03, title: Two }\n",
    )
    .build();
    let main = built.main("/timeline/");
    for url in ["/timeline/2020/", "/timeline/2024/", "/timeline/china/", "/timeline/france/"] {
        assert!(main.contains(&format!("href=\"{url}\"")) && built.has(url), "{url}: {main}");
    }
}

#[test]
fn a_topic_has_the_events_of_its_briefings() {
    let built = SiteTest::new()
        .briefing("a", "topics: [trade]\nevents: [{ date: 2024-01-02, title: Talks }]", "Text.")
        .briefing("b", "topics: [climate]\nevents: [{ date: 2024-01-03, title: Summit }]", "Text.")
        .build();
    assert_eq!(built.events("/topics/trade/"), told(&[("2 January 2024", "Talks")]));
}

#[test]
fn the_first_and_the_last_year_of_the_calendar_can_be_drawn() {
    let built =
        with_events("  - { date: 0001-01-01, title: First }\n  - { date: 9999-12-31, title: Last }\n")
            .build();
    built.assert_ok();
    assert_eq!(built.events("/timeline/").len(), 2);
}

#[test]
fn many_countries_at_an_event_are_cut_short() {
    let built = with_events(
        "  - { date: 2024-01-02, title: Signing, countries: [AR, AU, BE, CL, FR, JP, NZ, NO, ZA, GB, US] }\n",
    )
    .build();
    let main = built.main("/timeline/");
    assert!(main.contains("and 6 more"), "{main}");
}
