//! The record: which revisions are versions, and what readers see of them.

use insta::assert_snapshot;

use crate::site_test::{Built, NO_REPOSITORY, SiteTest};

const PLACE: &str = "/briefings/2024/visit/";

/// A briefing in three versions, with two changes between them that are none.
fn desk() -> SiteTest {
    SiteTest::with_subjects()
        .briefing("visit", "summary: A visit.\ncountries: [FR]\ntopics: [trade]", "The visit was in March.\n\nIt was short.")
        .committed("2024-04-01", "Publish the visit")
        .briefing("visit", "summary: A visit.\ncountries: [FR, CN]\ntopics: [trade]", "The *visit* was\nin March.\n\nIt was short.")
        .committed("2024-04-02", "Tag China, and wrap lines")
        .briefing("visit", "summary: A visit.\ncountries: [FR, CN]\ntopics: [trade]", "The *visit* was\nin February.\n\nIt was short.")
        .committed("2024-04-03", "Mend\n\nChange-Note: The month of the visit is mended.")
        .briefing("visit", "summary: A visit.\ncountries: [FR, CN]\ntopics: [trade]", "The *visit* was\nin February.\n\nIt was too short.")
        .committed("2024-04-04", "Polish\n\nChange-Note: minor")
        .briefing(
            "visit",
            "summary: A visit.\ncountries: [FR, CN]\ntopics: [trade]\ncorrections: [{ date: 2024-04-05, note: It was February. }]",
            "The *visit* was\nin February 2024.\n\nIt was too short.",
        )
        .committed("2024-04-05", "Correct the month")
}

/// Returns the numbers, days and notes of the versions that a page lists.
pub fn versions(built: &Built, place: &str) -> Vec<String> {
    let main = built.main(&format!("{place}history/"));
    let entries = main.split("<li>").skip(1);
    entries
        .map(|entry| {
            let text =
                |open: &str| entry.split_once(open).and_then(|(_, rest)| Some(rest.split_once('<')?.0));
            let number = text("/\">").unwrap_or_default();
            let day = entry.split_once("datetime=\"").map(|(_, rest)| &rest[..10]).unwrap_or_default();
            format!("{number}, {day}: {}", text("<p>").unwrap_or_default())
        })
        .collect()
}

#[test]
fn a_version_is_a_change_of_the_published_words_and_nothing_less() {
    let built = desk().build();
    built.assert_ok();
    assert_eq!(
        versions(&built, PLACE),
        [
            "Version 3, 2024-04-05: Correct the month",
            "Version 2, 2024-04-03: The month of the visit is mended.",
            "Version 1, 2024-04-01: Publish the visit",
        ]
    );
    assert!(built.has(&format!("{PLACE}history/3/")) && !built.has(&format!("{PLACE}history/4/")));
    let page = built.main(PLACE);
    for part in [
        "Published <time",
        "1 April 2024</time>",
        "Updated <time",
        "5 April 2024</time>",
        "Version 3",
        "See all versions",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn the_pages_of_the_record_tell_what_changed() {
    let built = desk().build();
    assert_snapshot!("history", built.main(&format!("{PLACE}history/")));
    assert_snapshot!("version", built.main(&format!("{PLACE}history/2/")));
    assert_snapshot!("changes", built.main("/changes/"));
}

#[test]
fn every_version_points_to_the_briefing_as_it_is_and_all_but_the_newest_say_so() {
    let built = desk().build();
    for number in 1..=3 {
        let page = built.page(&format!("{PLACE}history/{number}/"));
        assert!(
            page.contains(&format!("<link rel=\"canonical\" href=\"https://example.org{PLACE}\">")),
            "{page}"
        );
        assert_eq!(page.contains("and not the newest one"), number < 3, "{number}");
    }
    let sitemap = built.page("/sitemap.xml");
    assert!(sitemap.contains("/changes/</loc>") && !sitemap.contains("history"), "{sitemap}");
    assert!(sitemap.contains("<lastmod>2024-04-05T12:00:00Z</lastmod>"), "{sitemap}");
}

#[test]
fn feeds_and_data_go_by_the_date_of_the_last_version() {
    let built = desk().build();
    let feed = built.page("/feed.xml");
    assert!(
        feed.contains("<published>2024-04-01T00:00:00Z</published><updated>2024-04-05T12:00:00Z</updated>"),
        "{feed}"
    );
    assert!(built.page("/feed.json").contains("\"date_modified\":\"2024-04-05T12:00:00Z\""));
    let data = built.page(&format!("{PLACE}index.json"));
    assert!(data.contains("\"updated\":\"2024-04-05\",\"version\":3,"), "{data}");
}

#[test]
fn what_changed_has_feeds_for_the_site_each_country_and_each_topic() {
    let built = desk().build();
    for folder in ["/changes/", "/changes/countries/china/", "/changes/topics/trade/"] {
        let feed = built.page(&format!("{folder}feed.xml"));
        assert_eq!(feed.matches("<entry>").count(), 3, "{feed}");
        assert!(feed.contains("<title>Corrected: visit</title>"), "{feed}");
        assert!(feed.contains("Correct the month · It was February."), "{feed}");
        assert!(feed.contains("<updated>2024-04-03T12:00:00Z</updated>"), "{feed}");
        assert!(!feed.contains("Polish") && !feed.contains("wrap lines"), "{feed}");
        assert!(built.page(&format!("{folder}feed.json")).contains("\"title\":\"Updated: visit\""));
    }
}

#[test]
fn an_edit_that_is_not_committed_makes_no_version() {
    let site = desk();
    site.write(
        "content/briefings/visit.md",
        "---\ntitle: visit\ndate: 2024-04-01\n---\nQuite other words.\n",
    );
    let built = site.build();
    assert!(built.main(PLACE).contains("Quite other words."));
    assert_eq!(versions(&built, PLACE).len(), 3);
    assert!(!built.main(&format!("{PLACE}history/3/")).contains("Quite"));
}

#[test]
fn a_withdrawn_briefing_keeps_its_record_and_says_when() {
    let built = SiteTest::new()
        .briefing("visit", "", "The text.")
        .committed("2024-04-01", "Publish")
        .briefing("visit", "status: withdrawn", "The text.")
        .committed("2024-04-09", "Take it back")
        .build();
    assert!(
        built.main(&format!("{PLACE}history/")).contains("<span class=\"label withdrawn\">Withdrawn</span>")
    );
    assert!(built.page("/changes/feed.xml").contains("Withdrawn: visit"));
    assert!(built.main(PLACE).contains("This briefing has been withdrawn."));
}

#[test]
fn a_briefing_keeps_its_record_and_its_old_address_when_it_moves() {
    let site = SiteTest::with_subjects()
        .briefing("2024/visit", "countries: [FR]", "The visit was long, and it was in Paris.")
        .committed("2024-04-01", "Publish");
    site.git("2024-04-02", &["mv", "content/briefings/2024/visit.md", "content/briefings/paris.md"]);
    site.commit("2024-04-02", "Move");
    site.write(
        "content/briefings/paris.md",
        "---\ntitle: visit\ndate: 2024-04-01\ncountries: [FR]\n---\n\nThe visit was short, and it was in Paris.\n",
    );
    let built = site.committed("2024-04-03", "Mend").build();
    built.assert_ok();
    assert_eq!(
        versions(&built, "/briefings/2024/paris/"),
        ["Version 2, 2024-04-03: Mend", "Version 1, 2024-04-01: Publish"]
    );
    let moved = built.page(PLACE);
    assert!(moved.contains("url=/briefings/2024/paris/") && moved.contains("noindex"), "{moved}");
    assert!(!built.page("/sitemap.xml").contains(PLACE));
}

#[test]
fn an_old_address_stands_back_where_something_else_is() {
    let site = SiteTest::with_subjects()
        .briefing("a", "title: A", "The first text of all.")
        .committed("2024-04-01", "A");
    site.git("2024-04-02", &["mv", "content/briefings/a.md", "content/briefings/b.md"]);
    let built = site
        .committed("2024-04-02", "Move")
        .briefing("a", "title: Another", "Not at all the same.")
        .committed("2024-04-03", "Another A")
        .build();
    built.assert_ok();
    assert!(built.main("/briefings/2024/a/").contains("Not at all the same."));
    assert_eq!(versions(&built, "/briefings/2024/a/"), ["Version 1, 2024-04-03: Another A"]);
}

#[test]
fn a_new_report_on_the_form_of_a_deleted_one_is_not_taken_for_it() {
    let form =
        "The form has many lines.\n\nAll are the same each week.\n\nThey say what was not said before.";
    let site = SiteTest::new().briefing("week-1", "date: 2024-04-01", form).committed("2024-04-01", "Week 1");
    site.delete("content/briefings/week-1.md");
    let built = site.briefing("week-2", "date: 2024-04-08", form).committed("2024-04-08", "Week 2").build();
    // The commit deleted a briefing too, so its words are not for readers.
    assert_eq!(versions(&built, "/briefings/2024/week-2/"), ["Version 1, 2024-04-08: "]);
    assert!(!built.has("/briefings/2024/week-1/"));
}

#[test]
fn a_merge_is_one_version_with_the_note_of_those_who_wrote_it() {
    let site = SiteTest::with_subjects()
        .briefing("visit", "", "One.\n\nTwo.")
        .briefing("other", "", "Other.")
        .committed("2024-04-01", "Publish");
    site.git("2024-04-02", &["checkout", "--quiet", "-b", "side"]);
    let site =
        site.briefing("visit", "", "One, and more.\n\nTwo.").committed("2024-04-02", "Say more of one");
    site.git("2024-04-03", &["checkout", "--quiet", "main"]);
    let site = site.briefing("other", "", "Other words.").committed("2024-04-03", "Say other words");
    site.git("2024-04-04", &["merge", "--quiet", "--no-ff", "--message", "Merge branch 'side'", "side"]);
    let built = site.build();
    assert_eq!(
        versions(&built, PLACE),
        ["Version 2, 2024-04-04: Say more of one", "Version 1, 2024-04-01: Publish"]
    );
    assert_eq!(versions(&built, "/briefings/2024/other/")[0], "Version 2, 2024-04-03: Say other words");
    assert!(!built.holds("Merge branch"));
}

#[test]
fn names_of_writers_are_shown_only_where_a_site_wants_them_and_addresses_never() {
    let built = desk().build();
    assert!(!built.holds("Ada Writer") && !built.holds("Bo Editor"));
    let with = desk()
        .file("site.yaml", "title: Test Desk\nbase_url: https://example.org/\nrecord: { authors: true }\n")
        .build();
    assert!(with.main(&format!("{PLACE}history/")).contains("Ada Writer"));
    assert!(with.page("/changes/feed.xml").contains("<name>Ada Writer</name>"));
    assert!(!with.holds("ada@example.org") && !with.holds("bo@example.org"));
}

#[test]
fn a_revision_that_cannot_be_loaded_neither_counts_nor_ends_what_came_before() {
    for broken in ["title: [visit", "title: visit\ncountries: [Frnace]", "title: visit\nslug: A B"] {
        let site =
            SiteTest::with_subjects().briefing("visit", "", "The text.").committed("2024-04-01", "Publish");
        site.write(
            "content/briefings/visit.md",
            format!("---\n{broken}\ndate: 2024-04-01\n---\n\nBroken.\n"),
        );
        site.commit("2024-04-02", "Break it");
        let built =
            site.briefing("visit", "", "The text, mended.").committed("2024-04-03", "Mend it").build();
        built.assert_ok();
        assert_eq!(
            versions(&built, PLACE),
            ["Version 2, 2024-04-03: Mend it", "Version 1, 2024-04-01: Publish"]
        );
        let newest = built.main(&format!("{PLACE}history/2/"));
        assert!(newest.contains("Version 1</a>") && newest.contains("<ins>, mended</ins>"), "{newest}");
        assert!(!built.holds("Break it") && !built.holds("Broken."));
    }
}

#[test]
fn a_site_may_go_without_a_record() {
    let site = desk();
    site.write("site.yaml", "title: Test Desk\nbase_url: https://example.org/\noutputs: { record: false }\n");
    let built = site.build();
    assert!(!built.has("/changes/") && !built.has(&format!("{PLACE}history/")));
    assert!(!built.main(PLACE).contains("Version"));
    assert!(!built.site.root().join(".chancery").exists());
}

#[test]
fn older_versions_can_be_cited() {
    let built = desk().build();
    let old = built.page(&format!("{PLACE}history/1/cite.bib"));
    assert!(
        old.contains("https://example.org/briefings/2024/visit/history/1/") && old.contains("(version 1)"),
        "{old}"
    );
    for file in ["cite.ris", "cite.csl.json"] {
        assert!(
            built.has(&format!("{PLACE}history/2/{file}")) && !built.has(&format!("{PLACE}history/3/{file}"))
        );
    }
    assert!(built.main(&format!("{PLACE}history/3/")).contains("href=\"/briefings/2024/visit/cite.bib\""));
}

#[test]
fn a_site_in_no_repository_is_built_and_told_so_once() {
    let site = SiteTest::new().briefing("visit", "", "The text.");
    let output = site.command(&["build"]).output().expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success());
    assert_eq!(said.lines().filter(|line| *line == NO_REPOSITORY).count(), 1, "{said}");
    let built = site.build();
    assert!(built.main("/changes/").contains("Nothing has changed yet."));
    assert!(!built.has("/changes/feed.xml"));
}
