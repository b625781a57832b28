//! `--as-of` shows only what was public on that day and is shown today as well.

use std::fs;

use crate::site_test::{PICTURE, SiteTest, files_of};

/// A word of a text that must not be found.
const SECRET: &str = "Zugzwang";

const PAGE: &str = "briefings/2024/visit/index.html";

/// Builds a site as it stood, and returns its files by path.
#[track_caller]
fn built(site: &SiteTest, as_of: &str, more: &[&str]) -> Vec<(String, String)> {
    let _ = fs::remove_dir_all(site.root().join("past"));
    let mut arguments = vec!["build", "--as-of", as_of, "--output=past"];
    arguments.extend(more);
    site.run(&arguments).assert_ok();
    let files = files_of(&site.root().join("past")).into_iter();
    files.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

#[track_caller]
fn assert_kept(files: &[(String, String)]) {
    let found = files.iter().find(|(path, text)| path.contains(SECRET) || text.contains(SECRET));
    assert!(found.is_none(), "{found:?}");
}

#[track_caller]
fn page<'a>(files: &'a [(String, String)], path: &str) -> &'a str {
    files.iter().find(|(own, _)| own == path).map_or_else(|| panic!("no {path}"), |(_, text)| text)
}

fn has(files: &[(String, String)], path: &str) -> bool {
    files.iter().any(|(own, _)| own == path)
}

#[test]
fn a_text_that_waited_for_its_embargo_or_its_date_on_that_day_is_not_shown() {
    for held_back in ["embargo: 2024-05-20", "date: 2024-05-20"] {
        let site = SiteTest::new()
            .briefing("visit", held_back, &format!("{SECRET}."))
            .committed("2024-04-10", &format!("Prepare\n\nChange-Note: {SECRET}"))
            .briefing("visit", held_back, "The text.")
            .committed("2024-05-10", "Clear it");
        for as_of in ["2024-04-15", "HEAD~1", "2024-05-15", "HEAD"] {
            let past = built(&site, as_of, &[]);
            assert_kept(&past);
            assert!(!has(&past, PAGE), "{held_back} {as_of}");
        }
        assert!(page(&built(&site, "2024-05-20", &[]), PAGE).contains("The text."));
    }
}

#[test]
fn what_ended_was_redacted_or_is_hidden_since_is_not_shown() {
    let publish = || {
        let site = SiteTest::new().briefing("visit", "", &format!("{SECRET}."));
        let id = site.commit("2024-04-10", "Publish");
        (site, id)
    };
    let (site, _) = publish();
    let ended = site
        .briefing("visit", "status: draft", "Revised.")
        .committed("2024-05-01", "Take it back")
        .briefing("visit", "", "The text.")
        .committed("2024-05-02", "Publish again");
    let (site, id) = publish();
    let redacted =
        site.briefing("visit", &format!("redact: [{id}]"), "The text.").committed("2024-05-02", "Redact");
    let (site, _) = publish();
    let cut = site
        .briefing("visit", "", "The text.")
        .file(
            "site.yaml",
            "title: Test Desk\nbase_url: https://example.org/\nrecord: { since: 2024-05-01 }\n",
        )
        .committed("2024-05-02", "Begin the record in May");
    let (site, _) = publish();
    let unknown =
        site.briefing("visit", "redact: [\"0000000\"]", "The text.").committed("2024-05-02", "Slip");
    for site in [ended, redacted, cut, unknown] {
        let past = built(&site, "2024-04-15", &[]);
        assert_kept(&past);
        assert!(!has(&past, PAGE));
        let said = site.run(&["build", "--as-of", "2024-04-15", "--output=past"]).said();
        assert!(said.contains("1 held back: 1 taken down since"), "{said}");
    }
}

#[test]
fn a_briefing_that_keeps_its_record_keeps_its_past() {
    let site = SiteTest::new()
        .briefing("visit", "", "One.")
        .committed("2024-04-10", "Publish")
        .briefing("visit", "status: draft", "Two.")
        .committed("2024-05-01", "Revise")
        .briefing("visit", "record: keep", "Three.")
        .committed("2024-05-02", "Publish again");
    assert!(page(&built(&site, "2024-04-15", &[]), PAGE).contains("One."));
    assert!(!has(&built(&site, "2024-05-01", &[]), PAGE));
}

#[test]
fn what_readers_had_is_shown_where_the_commit_of_that_day_could_not_be_loaded() {
    let site = SiteTest::new().briefing("visit", "", "One.").committed("2024-04-10", "Publish");
    site.write(
        "content/briefings/visit.md",
        format!("---\ntitle: [visit\ndate: 2024-04-01\n---\n{SECRET}.\n"),
    );
    site.commit("2024-04-12", "Break it");
    let site = site.briefing("visit", "", "Two.").committed("2024-05-01", "Mend it");
    let past = built(&site, "2024-04-15", &[]);
    assert_kept(&past);
    assert!(page(&past, PAGE).contains("One."));
    assert!(has(&past, "briefings/2024/visit/history/1/index.html"));
    assert!(!has(&past, "briefings/2024/visit/history/2/index.html"));
}

#[test]
fn the_record_of_a_day_has_the_gaps_of_today() {
    let site = SiteTest::new().briefing("visit", "", &format!("{SECRET}."));
    let id = site.commit("2024-04-10", &format!("Publish\n\nChange-Note: {SECRET}"));
    let site = site
        .briefing("visit", "", "Two.")
        .committed("2024-04-12", "Update")
        .briefing("visit", &format!("redact: [{id}]"), "Three.")
        .committed("2024-05-01", "Redact");
    let past = built(&site, "2024-04-15", &[]);
    assert_kept(&past);
    assert!(page(&past, PAGE).contains("Two.") && page(&past, PAGE).contains("Version 2"));
    assert!(!has(&past, "briefings/2024/visit/history/1/index.html"));
    assert!(page(&past, "briefings/2024/visit/history/index.html").contains("not shown any more"));
    assert!(!has(&past, "briefings/2024/visit/history/3/index.html"));
}

#[test]
fn what_was_taken_down_without_a_commit_stays_away() {
    let site = || SiteTest::new().briefing("visit", "", "One.").committed("2024-04-10", "Publish");
    for held_back in ["status: draft", "marking: TLP:RED", "embargo: 2024-07-01"] {
        let site = site().briefing("visit", held_back, "One.");
        assert!(!has(&built(&site, "2024-04-15", &[]), PAGE), "{held_back}");
    }
    let gone = site();
    gone.delete("content/briefings/visit.md");
    assert!(!has(&built(&gone, "2024-04-15", &[]), PAGE));
    let moved = site();
    let text = moved.read("content/briefings/visit.md");
    moved.delete("content/briefings/visit.md");
    moved.write("content/briefings/elsewhere.md", text);
    assert!(!has(&built(&moved, "2024-04-15", &[]), PAGE), "nobody can tell yet what it is");
}

#[test]
fn pages_and_profiles_that_were_deleted_or_held_back_since_stay_away() {
    let site = || {
        SiteTest::new()
            .briefing("visit", "countries: [FR]", "One.")
            .file("content/pages/plan.md", format!("---\ntitle: Plan\n---\n{SECRET}.\n"))
            .file("content/countries/fr.md", format!("---\nnote: {SECRET}\n---\n{SECRET}.\n"))
            .committed("2024-04-10", "Publish")
    };
    let deleted = site();
    deleted.delete("content/pages/plan.md");
    deleted.delete("content/countries/fr.md");
    let not_committed = built(&deleted, "2024-04-15", &[]);
    deleted.commit("2024-05-01", "Delete");
    let anew = site();
    anew.delete("content/pages/plan.md");
    anew.delete("content/countries/fr.md");
    let anew = anew
        .committed("2024-05-01", "Delete")
        .file("content/pages/plan.md", "---\ntitle: Plan\n---\nAnother.\n")
        .file("content/countries/fr.md", "---\n---\nAnother.\n")
        .committed("2024-05-02", "Write anew");
    for past in [not_committed, built(&deleted, "2024-04-15", &[]), built(&anew, "2024-04-15", &[])] {
        assert_kept(&past);
        assert!(!has(&past, "plan/index.html") && has(&past, "countries/france/index.html"));
    }
    // Words that were replaced are those of that day.
    let replaced = site()
        .file("content/pages/plan.md", "---\ntitle: Plan\n---\nAnother.\n")
        .file("content/countries/fr.md", "---\n---\nAnother.\n")
        .committed("2024-05-01", "Rewrite");
    assert!(page(&built(&replaced, "2024-04-15", &[]), "plan/index.html").contains(SECRET));
    // Unless the page was held back in between.
    let ended = site()
        .file("content/pages/plan.md", "---\ntitle: Plan\nstatus: draft\n---\nAnother.\n")
        .file("content/countries/fr.md", "---\n---\nAnother.\n")
        .committed("2024-05-01", "Hold")
        .file("content/pages/plan.md", "---\ntitle: Plan\n---\nAnother.\n")
        .committed("2024-05-02", "Publish again");
    assert!(!has(&built(&ended, "2024-04-15", &[]), "plan/index.html"));
}

#[test]
fn files_that_were_deleted_since_stay_away_and_links_to_them_are_words() {
    let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{SECRET}</title></svg>");
    let site = || {
        SiteTest::new()
            .briefing("visit/index", "", "![Chart](chart.svg) and [data](data.csv).")
            .file("content/briefings/visit/chart.svg", &svg)
            .file("content/briefings/visit/data.csv", format!("a,{SECRET}\n"))
            .file("static/report.pdf", format!("%PDF-1.4 {SECRET}\n"))
            .file("static/own.css", "p { color: black }\n")
            .committed("2024-04-10", "Publish")
    };
    for commits in [true, false] {
        let site = site();
        site.delete("content/briefings/visit/chart.svg");
        site.delete("content/briefings/visit/data.csv");
        site.delete("static/report.pdf");
        let site = site.briefing("visit/index", "", "Without.");
        if commits {
            site.commit("2024-05-01", "Delete");
        }
        for more in [&["--templates-as-of"][..], &[]] {
            let past = built(&site, "2024-04-15", more);
            assert_kept(&past);
            assert!(page(&past, PAGE).contains("Chart") && !page(&past, PAGE).contains("chart.svg"));
            assert!(has(&past, "own.css") && !has(&past, "report.pdf"));
        }
    }
    // What has another name today is still there.
    let moved = site();
    moved.git("2024-05-01", &["mv", "content/briefings/visit", "content/briefings/trip"]);
    moved.commit("2024-05-01", "Move");
    let past = built(&moved, "2024-04-15", &[]);
    assert!(has(&past, "briefings/2024/visit/chart.svg"));
}

#[test]
fn what_was_deleted_since_stops_no_site_of_the_past_whatever_named_it() {
    let text = "One. ![Chart](/chart.png) ![Map](../../static/map.png) [Data](/data.csv)";
    let settings = "title: Test Desk\nbase_url: https://example.org/\n";
    let site = SiteTest::bare()
        .file("site.yaml", format!("{settings}logo: logo.png\n"))
        .briefing("visit", "image: cover.png", text)
        .briefing("trip/index", "files: [report.pdf]\nimage: own.png", "Two.")
        .file("content/briefings/trip/report.pdf", format!("%PDF-1.4 {SECRET}\n"))
        .file("static/data.csv", format!("a,{SECRET}\n"));
    let pictures = ["chart", "map", "cover", "logo"].map(|name| format!("static/{name}.png"));
    let pictures = pictures.iter().map(String::as_str).chain(["content/briefings/trip/own.png"]);
    let site = pictures.clone().fold(site, |site, path| site.file(path, PICTURE));
    let site = site.committed("2024-04-10", "Publish");
    for path in pictures.clone().chain(["content/briefings/trip/report.pdf", "static/data.csv"]) {
        site.delete(path);
    }
    let site = site.file("site.yaml", settings).briefing("visit", "", "Without.");
    let site = site.briefing("trip/index", "", "Without.").committed("2024-05-01", "Delete");
    for more in [&["--templates-as-of"][..], &[]] {
        let past = built(&site, "2024-04-15", more);
        assert_kept(&past);
        assert!(page(&past, PAGE).contains("One.") && page(&past, PAGE).contains("Chart"));
        for gone in pictures.clone().chain(["report.pdf", "data.csv"]) {
            let name = gone.rsplit('/').next().unwrap_or_default();
            let of = |(path, text): &&(String, String)| path.contains(name) || text.contains(name);
            let found: Vec<&str> = past.iter().filter(of).map(|(path, _)| path.as_str()).collect();
            assert!(found.is_empty(), "{name} {more:?}: {found:?}");
        }
    }
}

#[test]
fn a_commit_of_another_branch_shows_only_what_today_shows_too() {
    let site = SiteTest::new().briefing("visit", "", "One.").committed("2024-04-10", "Publish");
    site.git("2024-04-11", &["checkout", "--quiet", "-b", "side"]);
    let site = site.briefing("plan", "", &format!("{SECRET}.")).committed("2024-04-11", "Try");
    site.git("2024-04-12", &["checkout", "--quiet", "main"]);
    let past = built(&site, "side", &[]);
    assert_kept(&past);
    assert!(page(&past, PAGE).contains("One.") && !has(&past, "briefings/2024/plan/index.html"));
}

#[test]
fn the_markings_of_that_day_count_as_well_as_those_of_today() {
    let green =
        "title: Test Desk\nbase_url: https://example.org/\npublish: { markings: [TLP:CLEAR, TLP:GREEN] }\n";
    let site = SiteTest::new()
        .briefing("visit", "marking: TLP:GREEN", "One.")
        .committed("2024-04-10", "Prepare")
        .file("site.yaml", green)
        .committed("2024-05-01", "Publish green texts too");
    assert!(!has(&built(&site, "2024-04-15", &[]), PAGE));
    assert!(has(&built(&site, "2024-05-01", &[]), PAGE));
}

#[test]
fn what_the_record_does_not_tell_today_it_does_not_tell_of_the_past() {
    let with = "title: Test Desk\nbase_url: https://example.org/\nrecord: { authors: true }\n";
    let without = "title: Test Desk\nbase_url: https://example.org/\n";
    let site = SiteTest::new().file("site.yaml", with).briefing("visit", "", "One.");
    let site = site.committed("2024-04-10", "Publish");
    assert!(built(&site, "2024-04-15", &[]).iter().any(|(_, text)| text.contains("Ada Writer")));
    let site = site.file("site.yaml", without).committed("2024-05-01", "Name nobody");
    assert!(!built(&site, "2024-04-15", &[]).iter().any(|(_, text)| text.contains("Ada Writer")));
    let site = site.file("site.yaml", format!("{without}outputs: {{ record: false }}\n"));
    assert!(!has(&built(&site, "2024-04-15", &[]), "briefings/2024/visit/history/index.html"));
}
