//! The record asks the clock of the time: what was public when, what ended it, and which number it keeps.

use crate::site_test::{Built, SiteTest};

const PLACE: &str = "/briefings/2024/visit/";

/// A word of a text that must not be found.
const SECRET: &str = "Zugzwang";

const GREEN: &str =
    "title: Test Desk\nbase_url: https://example.org/\npublish: { markings: [TLP:CLEAR, TLP:GREEN] }\n";
const CLEAR: &str = "title: Test Desk\nbase_url: https://example.org/\n";

/// Returns the versions that a briefing's page lists, the newest first: numbers and days, and whether each is a gap.
fn listed(built: &Built) -> Vec<String> {
    built.assert_ok();
    let main = built.main(&format!("{PLACE}history/"));
    let entries = main.split("<li>").skip(1);
    entries
        .map(|entry| {
            let entry = entry.split("</li>").next().unwrap_or_default();
            let number = entry.split_once("Version ").map_or("", |(_, rest)| &rest[..1]);
            let day = entry.split_once("datetime=\"").map_or("", |(_, rest)| &rest[..10]);
            let is_gap = !entry.contains("<a href");
            let page = format!("{PLACE}history/{number}/");
            assert_eq!(built.has(&page), !is_gap, "{entry}");
            assert_eq!(built.has(&format!("{page}cite.bib")), !is_gap && number != newest(&main), "{entry}");
            format!("{number} {day}{}", if is_gap { " gap" } else { "" })
        })
        .collect()
}

fn newest(main: &str) -> &str {
    main.split_once("Version ").map_or("", |(_, rest)| &rest[..1])
}

#[track_caller]
fn assert_kept(built: &Built) {
    built.assert_ok();
    assert!(
        !built.holds(SECRET),
        "{:?}",
        built.files().iter().find(|(_, bytes)| { String::from_utf8_lossy(bytes).contains(SECRET) })
    );
}

#[test]
fn a_text_that_was_replaced_before_its_embargo_ended_was_never_a_version() {
    for held_back in ["embargo: 2024-05-20", "date: 2024-05-20"] {
        let built = SiteTest::new()
            .briefing("visit", held_back, &format!("{SECRET}."))
            .committed("2024-05-01", &format!("Prepare\n\nChange-Note: {SECRET}"))
            .briefing("visit", held_back, "The text.")
            .committed("2024-05-10", "Clear it")
            .build();
        assert_kept(&built);
        assert_eq!(listed(&built), ["1 2024-05-20"], "{held_back}");
        let feed = built.page("/changes/feed.xml");
        assert_eq!(feed.matches("<entry>").count(), 1, "{feed}");
        assert!(feed.contains("<updated>2024-05-20T00:00:00Z</updated>"), "{feed}");
    }
}

#[test]
fn a_marking_that_the_settings_opened_after_a_text_was_replaced_makes_no_version_of_it() {
    let built = SiteTest::new()
        .briefing("visit", "marking: TLP:GREEN", &format!("{SECRET}."))
        .committed("2024-05-01", &format!("Add\n\nChange-Note: {SECRET}"))
        .briefing("visit", "", "The text.")
        .committed("2024-05-02", "Clear it")
        .file("site.yaml", GREEN)
        .committed("2024-05-03", "Publish green texts too")
        .build();
    assert_kept(&built);
    assert_eq!(listed(&built), ["1 2024-05-02"]);
}

#[test]
fn a_marking_that_the_settings_opened_while_a_text_stood_dates_it() {
    let built = SiteTest::new()
        .briefing("visit", "marking: TLP:GREEN", "The text.")
        .committed("2024-05-01", "Add")
        .file("site.yaml", GREEN)
        .committed("2024-05-03", "Publish green texts too")
        .briefing("visit", "marking: TLP:GREEN", "The text, mended.")
        .committed("2024-05-05", "Mend")
        .build();
    assert_eq!(listed(&built), ["2 2024-05-05", "1 2024-05-03"]);
}

#[test]
fn a_marking_that_the_settings_closed_since_hides_a_version_and_keeps_its_number() {
    let site = SiteTest::new()
        .file("site.yaml", GREEN)
        .briefing("visit", "marking: TLP:GREEN", &format!("{SECRET}."))
        .committed("2024-05-01", "Publish")
        .briefing("visit", "", "The text.")
        .committed("2024-05-02", "Clear it")
        .file("site.yaml", CLEAR)
        .committed("2024-05-03", "Publish clear texts only");
    let built = site.build();
    assert_kept(&built);
    assert_eq!(listed(&built), ["2 2024-05-02", "1 2024-05-01 gap"]);
    // What was only hidden is back with the setting, under its number.
    let built = built.site.file("site.yaml", GREEN).committed("2024-05-04", "Open again").build();
    assert_eq!(listed(&built), ["2 2024-05-02", "1 2024-05-01"]);
}

#[test]
fn a_revision_that_was_held_back_ends_what_came_before_it() {
    for held_back in [
        "status: draft",
        "marking: TLP:RED",
        "embargo: 2024-05-20",
        "date: 2024-05-20",
        "embargo: 2024-07-01",
    ] {
        let built = SiteTest::new()
            .briefing("visit", "", &format!("{SECRET} one."))
            .committed("2024-05-01", &format!("Publish\n\nChange-Note: {SECRET}"))
            .briefing("visit", "", &format!("{SECRET} two."))
            .committed("2024-05-02", "Update")
            .briefing("visit", held_back, "Held back.")
            .committed("2024-05-03", "Hold it back")
            .briefing("visit", "", "The text.")
            .committed("2024-05-04", "Clear it")
            .build();
        assert_kept(&built);
        assert_eq!(listed(&built), ["3 2024-05-04", "2 2024-05-02 gap", "1 2024-05-01 gap"], "{held_back}");
        let third = built.main(&format!("{PLACE}history/3/"));
        assert!(!third.contains("<ins>") && !third.contains("history/2/"), "{third}");
        assert!(built.page(&format!("{PLACE}index.json")).contains("\"version\":3,"));
        assert_eq!(built.page("/changes/feed.xml").matches("<entry>").count(), 1);
    }
}

#[test]
fn an_embargo_that_was_set_and_came_ends_what_came_before_and_is_a_version_of_its_own() {
    let built = SiteTest::new()
        .briefing("visit", "", &format!("{SECRET}."))
        .committed("2024-05-01", "Publish")
        .briefing("visit", "embargo: 2024-05-20", "The text.")
        .committed("2024-05-10", "Wait")
        .build();
    assert_kept(&built);
    assert_eq!(listed(&built), ["2 2024-05-20", "1 2024-05-01 gap"]);
}

#[test]
fn the_same_words_are_a_version_again_after_what_came_before_them_ended() {
    let built = SiteTest::new()
        .briefing("visit", "", "The text.")
        .committed("2024-05-01", "Publish")
        .briefing("visit", "status: draft", "The text.")
        .committed("2024-05-02", "Take it back")
        .briefing("visit", "", "The text.")
        .committed("2024-05-03", "Publish again")
        .build();
    assert_eq!(listed(&built), ["2 2024-05-03", "1 2024-05-01 gap"]);
}

#[test]
fn withdrawals_and_corrections_end_nothing() {
    let built = SiteTest::new()
        .briefing("visit", "", "One.")
        .committed("2024-05-01", "Publish")
        .briefing("visit", "corrections: [{ date: 2024-05-02, note: It was two. }]", "Two.")
        .committed("2024-05-02", "Correct")
        .briefing("visit", "status: withdrawn", "Two.")
        .committed("2024-05-03", "Withdraw")
        .build();
    assert_eq!(listed(&built), ["3 2024-05-03", "2 2024-05-02", "1 2024-05-01"]);
}

#[test]
fn a_briefing_may_keep_what_was_public_before_it_was_held_back() {
    let site = SiteTest::new()
        .briefing("visit", "", "One.")
        .committed("2024-05-01", "Publish")
        .briefing("visit", "status: draft", &format!("{SECRET}."))
        .committed("2024-05-02", "Revise")
        .briefing("visit", "record: keep", "Three.")
        .committed("2024-05-03", "Publish again");
    let built = site.build();
    assert_kept(&built);
    assert_eq!(listed(&built), ["2 2024-05-03", "1 2024-05-01"]);
    assert!(built.main(&format!("{PLACE}history/1/")).contains("One."));
}

#[test]
fn a_correction_is_a_version_even_if_its_note_says_that_it_is_minor() {
    let built = SiteTest::new()
        .briefing("visit", "", "One.")
        .committed("2024-05-01", "Publish")
        .briefing("visit", "", "One more.")
        .committed("2024-05-02", "Polish\n\nChange-Note: minor")
        .briefing("visit", "corrections: [{ date: 2024-05-03, note: It was one. }]", "One more.")
        .committed("2024-05-03", "Correct\n\nChange-Note: minor")
        .build();
    assert_eq!(listed(&built), ["2 2024-05-03", "1 2024-05-01"]);
}

/// A briefing in three versions, the second of which has a secret; with the ids of its commits.
fn told() -> (SiteTest, Vec<String>) {
    let site = SiteTest::new().briefing("visit", "", "One.");
    let first = site.commit("2024-05-01", "Publish");
    let site = site.briefing("visit", "slug: visit", &format!("{SECRET}."));
    let second = site.commit("2024-05-02", &format!("Update\n\nChange-Note: {SECRET}"));
    let site = site.briefing("visit", "slug: visit", "Three.");
    let third = site.commit("2024-05-03", "Mend");
    (site, vec![first, second, third])
}

#[test]
fn a_redaction_takes_a_version_out_and_leaves_its_number() {
    let (site, ids) = told();
    for named in [ids[1].clone(), format!("\"{}\"", &ids[1][..8])] {
        for redact in
            [format!("redact: [{named}]"), format!("redact: [{{ commit: {named}, reason: {SECRET} }}]")]
        {
            site.write(
                "content/briefings/visit.md",
                format!("---\ntitle: visit\ndate: 2024-04-01\n{redact}\n---\n\nThree.\n"),
            );
            let ran = site.run(&["build"]);
            ran.assert_ok();
            assert!(!ran.said().contains("unknown-redaction"), "{}", ran.said());
            let page = site.read("public/briefings/2024/visit/history/index.html");
            assert!(page.contains("This version was taken out."), "{page}");
            for (path, bytes) in site.files() {
                let is_output = path.starts_with("public/");
                assert!(!is_output || !String::from_utf8_lossy(&bytes).contains(SECRET), "{path}");
            }
        }
    }
    let site = site.briefing("visit", &format!("redact: [{}]", ids[1]), "Three.");
    let built = site.committed("2024-05-04", "Redact").build();
    assert_kept(&built);
    assert_eq!(listed(&built), ["3 2024-05-03", "2 2024-05-02 gap", "1 2024-05-01"]);
    let third = built.main(&format!("{PLACE}history/3/"));
    assert!(!third.contains("<ins>"), "{third}");
}

#[test]
fn a_redaction_that_names_no_commit_of_the_briefing_holds_back_the_whole_record_and_says_so() {
    for unknown in ["\"0000000\"", "\"00\"", "x"] {
        let (site, ids) = told();
        let named = format!("redact: [{}, {unknown}]", ids[1]);
        let built = site.briefing("visit", &named, "Three.").build();
        if unknown == "\"0000000\"" {
            assert_kept(&built);
            assert!(!built.has(&format!("{PLACE}history/")) && !built.main(PLACE).contains("Version"));
            assert!(built.said().contains("warning[unknown-redaction]"), "{}", built.said());
            assert!(
                built.said().contains("`0000000` is no commit that changed this briefing"),
                "{}",
                built.said()
            );
            assert!(!built.has("/changes/feed.xml"));
        } else {
            built.assert_errors();
            assert!(built.said().contains("is no id of a commit"), "{}", built.said());
        }
    }
}

#[test]
fn a_site_may_begin_its_record_on_a_day() {
    let site = SiteTest::new()
        .briefing("visit", "", &format!("{SECRET}."))
        .briefing("old", "", "Never changed.")
        .committed("2024-05-01", "Publish")
        .briefing("visit", "", "Two.")
        .committed("2024-05-02", "Update")
        .briefing("visit", "", "Three.")
        .committed("2024-05-03", "Update again");
    let site = site.file("site.yaml", format!("{CLEAR}record: {{ since: 2024-05-02 }}\n"));
    let built = site.build();
    assert_kept(&built);
    assert_eq!(listed(&built), ["3 2024-05-03", "2 2024-05-02", "1 2024-05-01 gap"]);
    assert!(built.has("/briefings/2024/old/history/1/"), "what the page shows is no matter of the past");
    let wrong = built.site.file("site.yaml", format!("{CLEAR}record: {{ since: then }}\n"));
    assert!(wrong.check().said().contains("`then` is no date"), "{}", wrong.check().said());
}

#[test]
fn old_addresses_of_versions_that_are_not_shown_lead_nowhere() {
    let built = SiteTest::new()
        .briefing("visit", "slug: first", "One.")
        .committed("2024-05-01", "Publish")
        .briefing("visit", "status: draft", "Two.")
        .committed("2024-05-02", "Take it back")
        .briefing("visit", "slug: second", "Three.")
        .committed("2024-05-03", "Publish again")
        .briefing("visit", "", "Four.")
        .committed("2024-05-04", "Move")
        .build();
    assert_eq!(listed(&built), ["3 2024-05-04", "2 2024-05-03", "1 2024-05-01 gap"]);
    assert!(!built.has("/briefings/2024/first/"));
    assert!(built.has("/briefings/2024/second/"));
}

#[test]
fn the_settings_that_count_are_those_of_the_line_that_is_published() {
    let site = SiteTest::new().briefing("visit", "", "One.").committed("2024-05-01", "Publish");
    site.git("2024-05-02", &["checkout", "--quiet", "-b", "side"]);
    let site = site.file("site.yaml", GREEN).committed("2024-05-02", "Try green");
    let site = site.file("site.yaml", CLEAR).committed("2024-05-03", "Try no more");
    site.git("2024-05-03", &["checkout", "--quiet", "main"]);
    let site =
        site.briefing("visit", "marking: TLP:GREEN", &format!("{SECRET}.")).committed("2024-05-02", "Hold");
    let site = site.briefing("visit", "", "Three.").committed("2024-05-04", "Clear");
    site.git("2024-05-05", &["merge", "--quiet", "--no-ff", "--message", "Merge", "side"]);
    let built = site.build();
    assert_kept(&built);
    assert_eq!(listed(&built), ["2 2024-05-04", "1 2024-05-01 gap"]);
}

#[test]
fn dates_are_read_in_the_zone_that_the_site_had() {
    let west = format!("{CLEAR}timezone: Pacific/Pago_Pago\n");
    let built = SiteTest::new()
        .file("site.yaml", &west)
        // In the zone of then that is 12:30 UTC, half an hour after the next text came.
        .briefing("visit", "embargo: 2024-05-10T01:30:00", &format!("{SECRET}."))
        .committed("2024-05-09", "Prepare")
        .briefing("visit", "", "The text.")
        .committed("2024-05-10", "Replace")
        .file("site.yaml", CLEAR)
        .committed("2024-05-11", "Move the desk to UTC")
        .build();
    assert_kept(&built);
    assert_eq!(listed(&built), ["1 2024-05-10"]);
}

#[test]
fn an_edit_that_is_not_committed_ends_nothing_and_a_draft_of_it_shows_nothing() {
    let site = SiteTest::new()
        .briefing("visit", "", "One.")
        .committed("2024-05-01", "Publish")
        .briefing("visit", "", "Two.")
        .committed("2024-05-02", "Update")
        .briefing("visit", "", "Three, not committed.");
    let built = site.build();
    assert_eq!(listed(&built), ["2 2024-05-02", "1 2024-05-01"]);
    let built = built.site.briefing("visit", "status: draft", "Three.").build();
    built.assert_ok();
    assert!(!built.holds("visit"));
}

#[test]
fn the_writers_of_a_briefing_are_told_what_became_of_each_revision() {
    let (site, ids) = told();
    let site = site
        .briefing("visit", "status: draft", "Four.")
        .committed("2024-05-04", "Hold")
        .briefing("visit", &format!("redact: [{}]", ids[1]), "Five.")
        .committed("2024-05-05", "Go on");
    let told = site.run(&["log", "visit"]).printed();
    let ranks: Vec<&str> = told.lines().map(|line| line[..24].trim_end()).collect();
    assert_eq!(
        ranks,
        [
            "version 4 (updated)",
            "held back: draft",
            "version 3 (ended)",
            "version 2 (redacted)",
            "version 1 (ended)"
        ],
        "{told}"
    );
}
