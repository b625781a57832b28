//! `chancery check --public`: what goes out that did not before.

use insta::assert_snapshot;

use crate::site_test::SiteTest;

fn desk() -> SiteTest {
    SiteTest::new()
        .file("static/note.txt", "for everybody")
        .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
        .briefing("visit", "countries: [FR]", "One.")
        .committed("2024-04-01", "Publish\n\nChange-Note: First published.")
}

fn more(site: SiteTest) -> SiteTest {
    site.briefing("visit", "countries: [FR]", "Two.")
        .briefing("talks/index", "countries: [IT]", "Talks. ![a map](map.svg)")
        .file("content/briefings/talks/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .briefing("plan", "embargo: 2025-01-01", "Not yet.")
        .briefing("note", "marking: TLP:AMBER", "Not for all.")
        .file("static/note.txt", "for everybody else")
        .committed("2024-05-01", "More\n\nChange-Note: It was in May.")
}

#[test]
fn without_a_site_that_was_built_all_is_new() {
    let ran = desk().run(&["check", "--public"]);
    ran.assert_ok();
    assert_snapshot!(ran.printed());
}

#[test]
fn against_the_output_folder_only_what_is_not_there_is_new() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    let ran = site.run(&["check", "--public"]);
    assert!(ran.printed().contains("nothing that was not public before"), "{}", ran.printed());
    assert_snapshot!(more(site).run(&["check", "--public"]).printed());
}

#[test]
fn against_a_commit_what_changed_is_told_too() {
    let site = desk();
    let published = site.git("2024-04-02", &["rev-parse", "HEAD"]);
    let ran = more(site).run(&["check", "--public", "--since", &published]);
    ran.assert_ok();
    let printed = ran.printed().replace(&published, "PUBLISHED");
    assert_snapshot!(printed);
}

#[test]
fn a_list_for_programs_says_the_same() {
    let ran = more(desk()).run(&["check", "--public", "--since", "HEAD~1", "--format", "json"]);
    ran.assert_ok();
    let said: serde_json::Value = serde_json::from_str(&ran.printed()).expect("JSON");
    let public = said["public"].as_array().expect("a list");
    assert!(public.iter().any(|item| item["kind"] == "document"
        && item["path"] == "/briefings/2024/talks/"
        && item["change"] == "new"));
    assert!(
        public
            .iter()
            .any(|item| item["kind"] == "file" && item["path"] == "/note.txt" && item["change"] == "changed")
    );
    assert!(
        said["left_out"]
            .as_array()
            .expect("a list")
            .iter()
            .any(|item| item["what"] == "content/briefings/plan.md" && item["why"] == "embargo")
    );
    assert_eq!(said["problems"], serde_json::json!([]));
}

#[test]
fn a_history_that_was_rewritten_is_an_error() {
    let site = more(desk());
    let published = site.git("2024-05-02", &["rev-parse", "HEAD"]);
    site.git("2024-05-03", &["commit", "--quiet", "--amend", "--message", "Other words"]);
    for since in [&published[..], &"ab".repeat(20)] {
        let ran = site.run(&["check", "--public", "--since", since]);
        assert_eq!(ran.code(), 1, "{}", ran.said());
        assert!(ran.said().contains("error[record-rewritten]"), "{}", ran.said());
    }
    let ran = site.run(&["check", "--public", "--since", &published, "--format", "github"]);
    assert!(
        ran.printed().contains("::error ") && ran.printed().contains("record-rewritten"),
        "{}",
        ran.printed()
    );
}

#[test]
fn a_merge_that_takes_the_line_over_work_that_was_never_pushed_is_an_error() {
    let site = desk();
    site.git("2024-05-01", &["checkout", "--quiet", "-b", "origin"]);
    let site = site.briefing("visit", "countries: [FR]", "Pushed.").committed("2024-05-01", "Pushed");
    let published = site.git("2024-05-01", &["rev-parse", "HEAD"]);
    site.git("2024-05-02", &["checkout", "--quiet", "main"]);
    let site = site.briefing("other", "", "Mine.").committed("2024-05-02", "Mine");
    site.git("2024-05-03", &["merge", "--quiet", "--no-edit", "origin"]);
    let ran = site.run(&["check", "--public", "--since", &published]);
    assert_eq!(ran.code(), 1, "{}", ran.said());
    assert!(ran.said().contains("not on the line"), "{}", ran.said());
}

#[test]
fn no_setting_of_a_site_silences_a_rewritten_record() {
    let site = desk();
    site.write("site.yaml", "title: T\nbase_url: https://example.org/\nlints: { record-rewritten: off }\n");
    let site = site.committed("2024-04-02", "Settings");
    let ran = site.run(&["check", "--public", "--since", &"ab".repeat(20)]);
    assert_eq!(ran.code(), 1, "{}", ran.said());
}

#[test]
fn a_push_that_has_nothing_before_it_is_compared_with_nothing_published() {
    let ran = desk().run(&["check", "--public", "--since", &"0".repeat(40)]);
    ran.assert_ok();
    assert!(ran.printed().contains("+ /briefings/2024/visit/"), "{}", ran.printed());
}

#[test]
fn versions_that_are_left_out_are_told_with_the_reason() {
    let site = desk()
        .briefing("visit", "countries: [FR]\nstatus: draft", "Back to work.")
        .committed("2024-04-05", "Draft")
        .briefing("visit", "countries: [FR]", "Anew.")
        .committed("2024-04-06", "Anew");
    let printed = site.run(&["check", "--public"]).printed();
    assert!(
        printed
            .contains("content/briefings/visit.md version 1  the briefing was held back or deleted after it"),
        "{printed}"
    );
}

#[test]
fn a_commit_with_errors_was_never_published_and_mending_it_is_not_stopped() {
    let site = desk().briefing("bad", "countries: [Frnace]", "x").committed("2024-05-01", "Break it");
    let published = site.git("2024-05-02", &["rev-parse", "HEAD"]);
    let site = site.briefing("bad", "countries: [FR]", "x").committed("2024-05-02", "Mend it");
    let ran = site.run(&["check", "--public", "--since", &published]);
    ran.assert_ok();
    assert!(ran.printed().contains("cannot have been published"), "{}", ran.printed());
    assert!(ran.printed().contains("+ /briefings/2024/bad/"), "{}", ran.printed());
}
