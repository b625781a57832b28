//! `chancery verify`: a site that others can build again.

use std::fs;

use crate::pages_server::PagesServer;
use crate::site_test::{Built, SiteTest};

const STATEMENT: &str = ".well-known/chancery.json";

fn settings() -> &'static str {
    "title: Desk\nbase_url: https://example.org/a/\noutputs: { verify: true }\n"
}

fn desk() -> SiteTest {
    SiteTest::new()
        .file("site.yaml", settings())
        .file("static/note.txt", "for everybody")
        .briefing("visit", "countries: [FR]", "One.")
        .committed("2024-04-01", "Publish")
        .briefing("visit", "countries: [FR]\nembargo: 2024-05-02T09:00:00+02:00", "Two.")
        .briefing("plan", "embargo: 2024-09-01", "Not yet.")
        .briefing("draft", "status: draft\ndate: 2024-05-20", "Not yet either.")
        .committed("2024-04-02", "Update")
}

fn built() -> Built {
    let built = desk().build();
    built.assert_ok();
    built
}

#[test]
fn a_site_says_what_it_was_built_from_only_if_that_is_wanted() {
    let site = desk();
    site.write("site.yaml", "title: Desk\nbase_url: https://example.org/a/\n");
    let built = site.committed("2024-04-03", "Settings").build();
    built.assert_ok();
    assert!(!built.has(&format!("/{STATEMENT}")));
}

#[test]
fn the_statement_tells_the_latest_moment_at_which_the_gate_changed_its_mind() {
    let built = built();
    let said: serde_json::Value = serde_json::from_str(&built.page(&format!("/{STATEMENT}"))).expect("JSON");
    assert_eq!(said["commit"], built.site.git("2024-05-01", &["rev-parse", "HEAD"]));
    assert_eq!(said["base_url"], "https://example.org/a/");
    // The end of an embargo that is over. Neither the draft's date nor the embargo that runs tells of itself.
    assert_eq!(said["time"], "2024-05-02T07:00:00Z");
    assert_eq!(said["files"].as_str().map(str::len), Some(64));
}

#[test]
fn a_site_has_the_same_bytes_until_the_gate_changes_its_mind_again() {
    let site = built().site;
    let first = site.files();
    let later = "1725100000"; // 31 August 2024
    site.command(&["build"]).env("SOURCE_DATE_EPOCH", later).output().expect("the binary runs");
    let names = |path: &str| !path.starts_with(".git/") && !path.starts_with(".chancery/");
    let of =
        |files: Vec<(String, Vec<u8>)>| files.into_iter().filter(|(path, _)| names(path)).collect::<Vec<_>>();
    assert!(of(first) == of(site.files()));
}

#[test]
fn a_site_that_is_as_it_should_be_is_verified() {
    let built = built();
    // What is in the folder now does not count.
    built.site.write("content/briefings/visit.md", "broken");
    let ran = built.site.run(&["verify"]);
    ran.assert_ok();
    assert!(ran.said().contains("all are what commit"), "{}", ran.said());
    // Nor do later commits.
    built.site.commit("2024-05-05", "Break it");
    built.site.run(&["verify", "public"]).assert_ok();
}

#[test]
fn every_file_that_differs_is_named() {
    let built = built();
    let public = built.public();
    fs::write(public.join("extra.html"), "x").expect("a file");
    fs::remove_file(public.join("robots.txt")).expect("a file");
    let page = public.join("briefings/2024/visit/index.html");
    let text = fs::read_to_string(&page).expect("a page").replace("Two.", "Too.");
    fs::write(&page, text).expect("a file");
    let ran = built.site.run(&["verify"]);
    assert_eq!(ran.code(), 1, "{}", ran.said());
    assert_eq!(
        ran.printed(),
        "missing: robots.txt\nextra: extra.html\ndifferent: briefings/2024/visit/index.html\n"
    );
    assert!(ran.said().ends_with("1 file missing, 1 file extra, 1 file different"), "{}", ran.said());
}

#[test]
fn a_statement_that_was_changed_is_no_proof() {
    let built = built();
    let file = built.public().join(STATEMENT);
    let text = fs::read_to_string(&file).expect("a statement");
    fs::write(&file, text.replace("\"generator\": \"chancery\"", "\"generator\": \"other\""))
        .expect("a file");
    let ran = built.site.run(&["verify"]);
    assert_eq!((ran.code(), ran.printed().as_str()), (1, "different: .well-known/chancery.json\n"));
    fs::write(&file, text.replace("2024-05-02", "2024-04-02")).expect("a file");
    assert_eq!(built.site.run(&["verify"]).code(), 1, "the embargo ran then");
    fs::write(&file, "{}").expect("a file");
    built.site.run(&["verify"]).assert_refused();
}

#[test]
fn a_commit_that_is_not_there_cannot_be_verified() {
    let built = built();
    let file = built.public().join(STATEMENT);
    let text = fs::read_to_string(&file).expect("a statement");
    let commit = built.site.git("2024-05-01", &["rev-parse", "HEAD"]);
    fs::write(&file, text.replace(&commit, &"ab".repeat(20))).expect("a file");
    let ran = built.site.run(&["verify"]);
    ran.assert_refused();
    assert!(ran.said().contains("git fetch"), "{}", ran.said());
}

#[test]
fn a_site_on_the_web_is_verified_file_by_file() {
    let built = built();
    let server = PagesServer::start(built.public(), "/a/");
    let url = server.url("/a/");
    built.site.run(&["verify", &url]).assert_ok();
    fs::remove_file(built.public().join("note.txt")).expect("a file");
    fs::write(built.public().join("index.html"), "defaced").expect("a file");
    let ran = built.site.run(&["verify", &url]);
    assert_eq!((ran.code(), ran.printed().as_str()), (1, "missing: note.txt\ndifferent: index.html\n"));
}

#[test]
fn what_nobody_could_build_again_says_nothing_of_itself() {
    let note = "note: .well-known/chancery.json is left out, since ";
    let site = desk();
    site.write("content/briefings/visit.md", "---\ntitle: visit\ndate: 2024-04-01\n---\nEdited.\n");
    let ran = site.run(&["build"]);
    assert!(
        ran.said().contains(&format!("{note}content/briefings/visit.md is not as it is in the last commit")),
        "{}",
        ran.said()
    );
    // A file that git does not know is published too.
    let site = desk().file("static/more.txt", "x");
    assert!(site.run(&["build"]).said().contains(&format!("{note}static/more.txt is not")));
    let site = desk();
    assert!(site.run(&["build", "--drafts"]).said().contains(&format!("{note}drafts are shown")));
    assert!(
        site.run(&["build", "--as-of", "2024-04-02"])
            .said()
            .contains(&format!("{note}this is a site of the past"))
    );
    let site = SiteTest::new().file("site.yaml", settings()).briefing("a", "", "x");
    let ran = site.run(&["build"]);
    assert!(ran.said().contains(&format!("{note}there is no history")), "{}", ran.said());
    assert!(!site.files().iter().any(|(path, _)| path.ends_with("chancery.json")));
}

#[test]
fn a_file_of_the_sites_own_where_the_statement_goes_is_an_error() {
    let built = desk().file("static/.well-known/chancery.json", "{}").committed("2024-04-03", "More").build();
    built.assert_errors();
    assert!(built.said().contains("url-clash"), "{}", built.said());
}

#[test]
fn a_site_without_a_statement_says_how_to_get_one() {
    let site = SiteTest::new().briefing("a", "", "x").committed("2024-04-01", "x");
    site.run(&["build"]).assert_ok();
    let ran = site.run(&["verify"]);
    ran.assert_refused();
    assert!(ran.said().contains("outputs: { verify: true }"), "{}", ran.said());
}
