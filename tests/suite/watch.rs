//! How things go in countries: the watch, its months, and what is told of statuses that cannot be right.

use insta::assert_snapshot;
use serde_json::Value;

use crate::site_test::{Built, SiteTest, assert_same_files};

/// Returns the profile of a country with these statuses by date.
fn statuses(lines: &[&str]) -> String {
    format!("---\nstatuses:\n  - {}\n---\n", lines.join("\n  - "))
}

const SUDAN: &[&str] = &[
    "{ date: 2023-03, is: unchanged, reason: The talks on a government go on. }",
    "{ date: 2023-04-15, is: deteriorating, reason: War began in Khartoum., source: https://example.org/war }",
    "{ date: 2023-06-20, is: deteriorating, reason: The war reached El Geneina. }",
];

/// Returns a site with two years of the watch: Sudan and Niger from their profiles, Chad from a briefing.
fn watched() -> SiteTest {
    let assessment = "assessments: [{ country: TD, is: deteriorating, reason: Refugees cross the border. }]";
    SiteTest::new()
        .file("content/countries/sd.md", statuses(SUDAN))
        .file(
            "content/countries/ne.md",
            statuses(&["{ date: 2023-04-02, is: improving, reason: A law was passed. }"]),
        )
        .briefing("chad", &format!("date: 2023-06-25\ncountries: [TD]\n{assessment}"), "Text.")
}

/// Returns the words of each item of the list under a heading.
#[track_caller]
fn items(built: &Built, page: &str, heading: &str) -> Vec<String> {
    let main = built.main(page);
    let start = main.find(&format!("id=\"{heading}\"")).unwrap_or_else(|| panic!("no #{heading} in {main}"));
    let section = main[start..].split("</section>").next().unwrap_or_default();
    section.split("<li").skip(1).map(|item| words(&item[item.find('>').expect("a tag") + 1..])).collect()
}

/// Returns a text without tags.
fn words(html: &str) -> String {
    let texts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    texts.collect::<Vec<_>>().concat().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_watch_says_how_things_go_now_by_the_newest_status_of_each_country() {
    let built = watched().build();
    built.assert_ok();
    assert_eq!(
        items(&built, "/watch/", "deteriorating"),
        [
            "Chad Deteriorating 25 June 2023 Refugees cross the border. chad",
            "Sudan Deteriorating 20 June 2023 The war reached El Geneina.",
        ]
    );
    assert_eq!(items(&built, "/watch/", "improving"), ["Niger Improving 2 April 2023 A law was passed."]);
    assert!(!built.main("/watch/").contains("id=\"unchanged\""));
    assert_eq!(items(&built, "/watch/", "editions"), ["June", "April", "March"]);
}

#[test]
fn a_month_says_what_was_assessed_in_it_what_changed_and_what_still_holds() {
    let built = watched().build();
    let main = built.main("/watch/2023-04/");
    let (map, lists) = main.split_once("</figure>").expect("a map");
    assert!(map.contains("<a href=\"/countries/sudan/\" class=\"trend-deteriorating\">"), "{map}");
    assert_snapshot!(lists);
    let changes = items(&built, "/watch/2023-06/", "changes");
    assert_eq!(changes, ["Chad: Deteriorating (assessed for the first time)"]);
    assert_eq!(items(&built, "/watch/2023-06/", "earlier"), ["Niger Improving 2 April 2023"]);
    // March knows nothing of what came later.
    assert!(!built.main("/watch/2023-03/").contains("id=\"earlier\""));
}

#[test]
fn a_country_that_was_assessed_twice_in_a_month_is_told_by_the_later_word() {
    let site = SiteTest::new().file(
        "content/countries/sd.md",
        statuses(&[
            "{ date: 2023-03-01, is: improving, reason: First. }",
            "{ date: 2023-04-20, is: improving, reason: Third. }",
            "{ date: 2023-04-10, is: deteriorating, reason: Second. }",
        ]),
    );
    let built = site.build();
    assert_eq!(items(&built, "/watch/2023-04/", "improving"), ["Sudan Improving 20 April 2023 Third."]);
    assert!(!built.main("/watch/2023-04/").contains("id=\"changes\""), "it is as in the month before");
    assert!(built.page("/watch/2023-04/watch.csv").contains("Second."));
}

#[test]
fn the_page_of_a_country_tells_the_course_of_its_status() {
    let built = watched().build();
    assert_eq!(
        items(&built, "/countries/sudan/", "course"),
        [
            "Deteriorating 20 June 2023 The war reached El Geneina.",
            "Deteriorating 15 April 2023 War began in Khartoum. Source",
            "Unchanged March 2023 The talks on a government go on.",
        ]
    );
    let main = built.main("/countries/sudan/");
    assert!(main.contains("<a href=\"/watch/2023-04/\"><time datetime=\"2023-04-15\">"), "{main}");
    assert!(main.contains("class=\"status status-deteriorating\""), "{main}");
    // One status stands at the head of the page, and is no course.
    assert!(!built.main("/countries/niger/").contains("id=\"course\""));
}

#[test]
fn status_is_the_newest_of_the_list() {
    let profile = "---\nstatus: { is: improving, date: 2024-02-01, reason: The talks go on. }\nstatuses:\n  - { date: 2023-07-26, is: deteriorating, reason: The army took power. }\n---\n";
    let built = SiteTest::new().file("content/countries/ne.md", profile).build();
    built.assert_ok();
    assert_eq!(items(&built, "/countries/niger/", "course").len(), 2);
    assert_eq!(items(&built, "/watch/", "improving"), ["Niger Improving 1 February 2024 The talks go on."]);
    assert!(built.has("/watch/2024-02/") && built.has("/watch/2023-07/"));
}

#[test]
fn a_status_without_a_day_is_told_now_and_stands_in_no_month_it_does_not_name() {
    let built = SiteTest::new()
        .file("content/countries/ne.md", "---\nstatus: { is: unchanged }\n---\n")
        .file("content/countries/sd.md", statuses(&["{ date: 2023, is: deteriorating, reason: War. }"]))
        .build();
    built.assert_ok();
    assert_eq!(items(&built, "/watch/", "unchanged"), ["Niger Unchanged"]);
    assert_eq!(items(&built, "/watch/", "deteriorating"), ["Sudan Deteriorating 2023 War."]);
    assert!(!built.has("/watch/feed.xml") && !built.holds("/watch/2023"));
    assert!(built.has("/watch/watch.csv"));
}

#[test]
fn a_briefing_shows_its_own_assessments_and_its_data_have_them() {
    let built = watched().build();
    let main = built.main("/briefings/2023/chad/");
    assert!(main.contains("id=\"assessments\""), "{main}");
    let data: Value = serde_json::from_str(&built.page("/briefings/2023/chad/index.json")).expect("JSON");
    assert_eq!(data["assessments"][0]["country"]["code"], "TD");
    assert_eq!(data["assessments"][0]["is"], "deteriorating");
    assert!(built.page("/api/briefings.csv").lines().next().expect("a head").contains(",assessments,"));
    assert!(built.page("/api/schema/briefing.json").contains("\"assessments\""));
}

#[test]
fn a_month_can_be_cited() {
    let built = watched().build();
    let main = built.main("/watch/2023-04/");
    let line = "Test Desk. “Watch: April 2023.” April 2023. https://example.org/watch/2023-04/.";
    assert!(words(&main).contains(line), "{main}");
    assert_snapshot!(
        ["cite.bib", "cite.ris", "cite.csl.json"]
            .map(|file| built.page(&format!("/watch/2023-04/{file}")))
            .join("\n")
    );
    let site = || SiteTest::bare().file("content/countries/sd.md", statuses(SUDAN));
    let off = "title: T\nbase_url: https://example.org/\noutputs: { citations: false }\n";
    let built = site().file("site.yaml", off).build();
    assert!(built.has("/watch/2023-04/") && !built.has("/watch/2023-04/cite.bib"));
}

#[test]
fn the_feeds_have_the_months_and_the_csv_has_every_status() {
    let built = watched().build();
    assert_snapshot!(built.page("/watch/feed.xml"));
    let feed: Value = serde_json::from_str(&built.page("/watch/feed.json")).expect("JSON");
    let titles: Vec<&str> =
        feed["items"].as_array().expect("items").iter().filter_map(|item| item["title"].as_str()).collect();
    assert_eq!(titles, ["Watch: June 2023", "Watch: April 2023", "Watch: March 2023"]);
    assert_snapshot!(built.page("/watch/watch.csv"));
    let page = built.page("/watch/");
    assert!(page.contains("href=\"/watch/feed.xml\"") && page.contains("type=\"text/csv\""), "{page}");
    let data: Value = serde_json::from_str(&built.page("/api/watch.json")).expect("JSON");
    assert_eq!(data["statuses"].as_array().map(Vec::len), Some(5));
    assert!(built.has("/api/schema/watch.json"));
}

#[test]
fn what_is_held_back_leaves_no_trace_in_the_watch() {
    let held = "countries: [TD]\nassessments: [{ country: TD, is: improving, reason: A secret word. }]\n";
    for back in ["status: draft", "marking: TLP:RED", "embargo: 2030-01-01", "date: 2030-01-01"] {
        let site = || SiteTest::new().file("content/countries/sd.md", statuses(SUDAN));
        let with = site().briefing("held", &format!("{held}{back}"), "Text.").build();
        with.assert_ok();
        assert!(!with.holds("secret word"), "{back}");
        assert_same_files(&with.files(), &site().build().files());
    }
    let profile = |status: &str| {
        SiteTest::new()
            .briefing("a", "countries: [SD]", "Text.")
            .file(
                "content/countries/sd.md",
                statuses(SUDAN).replacen("---\n", &format!("---\n{status}\n"), 1),
            )
            .build()
    };
    assert!(profile("").has("/watch/"));
    assert!(!profile("marking: TLP:RED").has("/watch/"));
}

#[test]
fn what_a_withdrawn_briefing_says_counts_no_more() {
    let text = "countries: [TD]\nassessments: [{ country: TD, is: improving, reason: A treaty. }]";
    let built = SiteTest::new().briefing("a", &format!("{text}\nstatus: withdrawn"), "Text.").build();
    built.assert_ok();
    assert!(!built.has("/watch/"));
    assert!(built.main("/briefings/2024/a/").contains("A treaty."));
}

#[test]
fn a_change_of_an_assessment_makes_a_version() {
    let text =
        |is: &str| format!("countries: [SD]\nassessments: [{{ country: SD, is: {is}, reason: Talks. }}]");
    let built = SiteTest::new()
        .briefing("a", &text("improving"), "Text.")
        .committed("2024-04-02", "One")
        .briefing("a", &text("deteriorating"), "Text.")
        .committed("2024-04-03", "Two")
        .build();
    built.assert_ok();
    let history = built.main("/briefings/2024/a/history/");
    assert!(words(&history).contains("Assessments"), "{history}");
    let version = words(&built.main("/briefings/2024/a/history/2/"));
    assert!(version.contains("Sudan: deteriorating. Talks."), "{version}");
}

#[test]
fn an_output_can_be_switched_off() {
    let built = watched()
        .file("site.yaml", "title: T\nbase_url: https://example.org/\noutputs: { watch: false }\n")
        .build();
    built.assert_ok();
    assert!(!built.files().iter().any(|(path, _)| path.starts_with("watch") || path.contains("api/watch")));
    assert!(!built.page("/").contains("/watch/"));
    assert!(built.main("/countries/sudan/").contains("id=\"course\""));
}

#[test]
fn a_site_without_statuses_has_no_watch() {
    let built = SiteTest::new().briefing("a", "countries: [FR]", "Text.").build();
    assert!(!built.holds("/watch/") && !built.holds("assessments"));
}

#[test]
fn a_page_of_the_sites_own_takes_the_place_of_the_watch() {
    let site = watched().file("content/pages/watch.md", "---\ntitle: Our watch\n---\nOwn words.\n");
    let built = site.build();
    built.assert_ok();
    assert!(built.main("/watch/").contains("Own words."));
    assert!(built.has("/watch/2023-04/") && built.has("/watch/feed.xml"));
    assert_snapshot!(built.said().lines().take(4).collect::<Vec<_>>().join("\n"));
    // Without statuses there is nothing to take the place of.
    let site = SiteTest::new().file("content/pages/watch.md", "---\ntitle: Our watch\n---\nOwn words.\n");
    let built = site.build();
    assert!(!built.said().contains("replaced-index"), "{}", built.said());
    assert!(!built.page("/").contains("/watch/"));
}

#[test]
fn an_alias_or_a_list_of_the_sites_own_takes_the_place_of_the_watch_too() {
    let alias = watched().briefing("old", "aliases: [/watch/]", "Old words.").build();
    alias.assert_ok();
    assert!(alias.page("/watch/").contains("/briefings/2024/old/"), "{}", alias.page("/watch/"));
    assert!(alias.said().contains("warning[replaced-index]"), "{}", alias.said());
    // Who declares a list of this name wants it.
    let list = watched()
        .file("site.yaml", "title: T\nbase_url: https://example.org/\ntaxonomies: [watch]\n")
        .briefing("listed", "watch: [Sahel]", "Text.")
        .build();
    list.assert_ok();
    assert!(list.main("/watch/").contains("Sahel") && list.has("/watch/2023-04/"));
    assert!(!list.said().contains("replaced-index"), "{}", list.said());
}

#[test]
fn the_watch_stands_in_the_navigation_the_sitemap_and_above_its_months() {
    let built = watched().build();
    assert!(built.page("/").contains("<li><a href=\"/watch/\">Watch</a></li>"));
    let sitemap = built.page("/sitemap.xml");
    for page in ["/watch/", "/watch/2023-03/", "/watch/2023-04/", "/watch/2023-06/"] {
        assert!(sitemap.contains(&format!("https://example.org{page}</loc>")), "{page}: {sitemap}");
    }
    let month = built.page("/watch/2023-04/");
    let crumb = "\"name\":\"Watch\",\"item\":\"https://example.org/watch/\"";
    assert!(month.contains(crumb), "{month}");
    assert!(month.contains("<title>Watch: April 2023 · Test Desk</title>"), "{month}");
    assert!(month.contains("<meta name=\"description\" content=\"Deteriorating: Sudan; Improving: Niger\">"));
}

#[test]
fn fix_writes_the_codes_and_dates_of_statuses() {
    let site = SiteTest::new()
        .file("content/countries/sd.md", statuses(&["{ date: 15 April 2023, is: unchanged, reason: A. }"]))
        .briefing(
            "a",
            "countries: [SD]\nassessments: [{ country: Sudan, is: unchanged, reason: A. }]",
            "Sudan.",
        );
    site.run(&["check", "--fix"]);
    assert!(site.read("content/countries/sd.md").contains("{ date: 2023-04-15,"));
    assert!(site.read("content/briefings/a.md").contains("{ country: SD,"));
}

#[test]
fn two_statuses_of_one_day_that_contradict_each_other_are_told_with_both_places() {
    let site = SiteTest::new()
        .file(
            "content/countries/sd.md",
            statuses(&["{ date: 2024-04-01, is: improving, reason: The profile. }"]),
        )
        .briefing(
            "a",
            "countries: [SD]\nassessments: [{ country: SD, is: deteriorating, reason: The briefing. }]",
            "Text.",
        );
    assert_snapshot!(site.run(&["check"]).said());
    let built = site.build();
    built.assert_ok();
    assert_eq!(items(&built, "/watch/", "improving"), ["Sudan Improving 1 April 2024 The profile."]);
}

#[test]
fn what_cannot_be_right_in_a_status_is_told_at_its_place() {
    let profile = statuses(&[
        "{ date: 2042-04-15, is: improving, reason: Not yet. }",
        "{ date: 2024-04-15, is: improving, reason: \"\" }",
        "{ is: improving, reason: When? }",
        "{ date: 2024-13, is: unchanged, reason: A slip. }",
        "{ date: 2024-04-15, reason: Which way? }",
        "{ date: 2024-04-15, is: unchanged, reason: A slip., source: nowhere }",
    ]);
    assert_snapshot!(SiteTest::new().file("content/countries/sd.md", profile).check().said());
    let wrong = statuses(&["{ date: 2024-04-15, is: worsening, reason: A word. }"]);
    assert_snapshot!(SiteTest::new().file("content/countries/sd.md", wrong).check().said());
}

#[test]
fn what_cannot_be_right_in_an_assessment_is_told_at_its_place() {
    let assessments = "countries: [SD]\nassessments:\n  - { country: SS, is: improving, reason: Another country. }\n  - { country: Sudann, is: improving, reason: A slip. }\n  - { country: SD, is: improving }\n  - { is: improving, reason: Where? }";
    assert_snapshot!(SiteTest::new().briefing("a", assessments, "Text.").check().said());
}

#[test]
fn a_status_of_a_day_that_has_not_come_is_left_out() {
    let built = SiteTest::new()
        .file(
            "content/countries/sd.md",
            statuses(&[
                "{ date: 2024-06, is: unchanged, reason: This month. }",
                "{ date: 2024-06-02, is: improving, reason: Tomorrow. }",
            ]),
        )
        .build();
    built.assert_ok();
    assert!(built.said().contains("warning[future-status]"), "{}", built.said());
    assert!(built.holds("This month.") && !built.holds("Tomorrow."));
}

#[test]
fn a_status_that_a_newer_briefing_confirms_is_not_stale() {
    let site = |briefing: &str| {
        let assessment = "assessments: [{ country: SD, is: deteriorating, reason: War goes on. }]";
        SiteTest::new().file("content/countries/sd.md", statuses(SUDAN)).briefing(
            "a",
            &format!("date: {briefing}\ncountries: [SD]\n{assessment}"),
            "Text.",
        )
    };
    assert!(!site("2024-05-01").check().said().contains("stale-status"));
    assert_snapshot!(site("2023-08-01").check().said());
}

#[test]
fn in_arabic_the_watch_is_said_in_arabic() {
    let built =
        watched().file("site.yaml", "title: T\nbase_url: https://example.org/\nlanguage: ar\n").build();
    built.assert_ok();
    let page = built.page("/watch/2023-04/");
    assert!(page.contains("dir=\"rtl\"") && page.contains("الرصد"), "{page}");
}
