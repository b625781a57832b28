//! `--as-of`: the site as it stood, under the gate of today.

use std::collections::BTreeMap;
use std::fs;

use crate::preview::Preview;
use crate::site_test::{SiteTest, assert_same_files, files_of};

/// A site with one briefing in three states.
fn desk() -> SiteTest {
    SiteTest::new()
        .briefing("visit", "date: 2024-03-01\ncountries: [FR]", "The text of March.")
        .committed("2024-03-01", "Publish")
        .briefing("visit", "date: 2024-03-01\ncountries: [FR]", "The text of April.")
        .committed("2024-04-01", "Update")
        .briefing("visit", "date: 2024-03-01\ncountries: [FR]", "The text of May.")
        .briefing("other", "date: 2024-03-01", "Another.")
        .committed("2024-05-01", "Update again")
}

/// Builds a site as it stood, and returns its files by path.
#[track_caller]
fn built(site: &SiteTest, as_of: &str, more: &[&str]) -> BTreeMap<String, String> {
    let output = format!("--output=past-{}", as_of.replace(['/', '~', '^', ':'], "-"));
    let mut arguments = vec!["build", "--as-of", as_of, &output];
    arguments.extend(more);
    site.run(&arguments).assert_ok();
    let folder = site.root().join(output.trim_start_matches("--output="));
    let files = files_of(&folder).into_iter();
    let files = files.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect();
    fs::remove_dir_all(folder).expect("a folder");
    files
}

const PAGE: &str = "briefings/2024/visit/index.html";

#[test]
fn a_day_stands_for_the_last_commit_before_its_end() {
    let site = desk();
    for (as_of, words) in [
        ("2024-03-01", "of March"),
        ("2024-03-31", "of March"),
        ("2024-04-01", "of April"),
        ("2024-04-01T11:59:59Z", "of March"),
        ("2024-04", "of April"),
        ("2030-01-01", "of May"),
        ("HEAD~1", "of April"),
        ("main", "of May"),
    ] {
        assert!(built(&site, as_of, &[])[PAGE].contains(words), "{as_of}");
    }
    // The end of a day is that of the site's time zone.
    site.write(
        "site.yaml",
        "title: Test Desk\nbase_url: https://example.org/\ntimezone: Pacific/Kiritimati\n",
    );
    assert!(built(&site, "2024-04-01", &[])[PAGE].contains("of March"));
}

#[test]
fn the_working_tree_is_left_alone_and_the_last_line_tells_the_day() {
    let site = desk();
    site.write("content/briefings/visit.md", "not even front matter");
    let before = site.read("content/briefings/visit.md");
    let head = site.git("2024-06-01", &["rev-parse", "HEAD~1"]);
    let ran = site.run(&["build", "--as-of", "2024-04-15"]);
    ran.assert_ok();
    assert!(
        ran.said().contains(&format!(" · as of 2024-04-15 (commit {} of 2024-04-01) · ", &head[..10])),
        "{}",
        ran.said()
    );
    assert_eq!(site.read("content/briefings/visit.md"), before);
    assert_eq!(
        site.git("2024-06-01", &["status", "--porcelain"]),
        " M content/briefings/visit.md\n?? public/"
    );
}

#[test]
fn a_banner_tells_the_day_on_every_page_where_it_is_wanted() {
    let site = desk();
    let with = built(&site, "2024-04-15", &["--as-of-notice"]);
    let pages = with.iter().filter(|(path, _)| path.ends_with(".html"));
    assert!(pages.clone().count() > 10);
    for (path, page) in pages {
        assert!(page.contains("as it stood on <time datetime=\"2024-04-15\">15 April 2024</time>"), "{path}");
    }
    assert!(!built(&site, "2024-04-15", &[])[PAGE].contains("as it stood"));
}

#[test]
fn templates_and_static_files_are_those_of_today_unless_asked_for() {
    let site = desk();
    let site =
        site.file("static/note.txt", "of today").file("templates/page.html", "{% extends \"base.html\" %}");
    site.commit("2024-05-02", "Add a file");
    assert_eq!(built(&site, "2024-04-01", &[])["note.txt"], "of today");
    assert!(!built(&site, "2024-04-01", &["--templates-as-of"]).contains_key("note.txt"));
}

#[test]
fn the_record_ends_at_that_day_too() {
    let site = desk();
    let past = built(&site, "2024-04-15", &[]);
    assert!(past.contains_key("briefings/2024/visit/history/2/index.html"));
    assert!(!past.contains_key("briefings/2024/visit/history/3/index.html"));
    assert!(!past["changes/index.html"].contains("Update again"));
}

#[test]
fn what_is_held_back_today_is_not_shown_because_it_was_open_once() {
    for held_back in ["status: draft", "marking: TLP:AMBER", "embargo: 2024-07-01T09:00:00Z"] {
        let site = desk().briefing("visit", held_back, "Held back.").committed("2024-05-05", "Hold it back");
        let past = built(&site, "2024-04-15", &[]);
        assert!(
            !past.iter().any(|(path, text)| path.contains("visit") || text.contains("of April")),
            "{held_back}"
        );
    }
}

#[test]
fn a_briefing_that_was_deleted_or_moved_and_held_back_since_stays_away() {
    let site = desk();
    site.delete("content/briefings/visit.md");
    site.commit("2024-05-05", "Delete");
    let ran = site.run(&["build", "--as-of", "2024-04-15"]);
    assert!(ran.said().contains("1 held back: 1 deleted since"), "{}", ran.said());
    assert!(!built(&site, "2024-04-15", &[]).keys().any(|path| path.contains("visit")));

    let site = desk();
    site.git("2024-05-05", &["mv", "content/briefings/visit.md", "content/briefings/journey.md"]);
    site.commit("2024-05-05", "Move");
    assert!(built(&site, "2024-04-15", &[])[PAGE].contains("of April"));
    let site =
        site.briefing("journey", "title: visit\nstatus: draft", "Held back.").committed("2024-05-06", "Hold");
    assert!(!built(&site, "2024-04-15", &[]).keys().any(|path| path.contains("visit")));
}

#[test]
fn the_markings_that_count_are_those_that_the_site_publishes_today() {
    let green =
        "title: Test Desk\nbase_url: https://example.org/\npublish: { markings: [TLP:CLEAR, TLP:GREEN] }\n";
    let site = SiteTest::new()
        .file("site.yaml", green)
        .briefing("visit", "marking: TLP:GREEN", "Green.")
        .committed("2024-04-01", "Publish");
    assert!(built(&site, "2024-04-15", &[]).contains_key(PAGE));
    let site = site.file("site.yaml", "title: Test Desk\nbase_url: https://example.org/\n");
    assert!(!built(&site, "2024-04-15", &[]).contains_key(PAGE));
    site.commit("2024-05-01", "Publish clear texts only");
    assert!(!built(&site, "2024-04-15", &[]).contains_key(PAGE));
}

#[test]
fn what_no_history_tells_is_refused_in_plain_words() {
    let site = desk();
    for (as_of, words) in [
        ("2024-02-29", "there is nothing as of 2024-02-29: the first commit is of 2024-03-01"),
        ("no-such-tag", "`no-such-tag` is neither a date nor a commit"),
        ("--output", "`--output` is neither a date nor a commit"),
    ] {
        let ran = site.run(&["build", &format!("--as-of={as_of}")]);
        ran.assert_refused();
        assert!(ran.said().contains(words), "{}", ran.said());
        assert!(!site.root().join("public").exists());
    }
    let nowhere = SiteTest::new().briefing("visit", "", "Text.");
    let ran = nowhere.run(&["build", "--as-of", "2024-04-01"]);
    ran.assert_refused();
    assert!(
        ran.said().contains("the past cannot be looked at: this folder is in no git repository"),
        "{}",
        ran.said()
    );
    let site = SiteTest::bare().file("readme.md", "Text.").committed("2024-01-01", "Begin");
    let site =
        site.file("site.yaml", "title: D\nbase_url: https://example.org/\n").committed("2024-02-01", "Site");
    let ran = site.run(&["build", "--as-of", "2024-01-15"]);
    assert!(ran.said().contains("there was no site.yaml in this folder as of 2024-01-15"), "{}", ran.said());
}

#[test]
fn check_and_serve_look_at_the_past_as_well() {
    let site = SiteTest::new()
        .briefing("visit", "countries: [Frnace]", "Text.")
        .committed("2024-04-01", "Publish")
        .briefing("visit", "countries: [FR]", "Text, mended.")
        .committed("2024-05-01", "Mend");
    assert_eq!(site.check().code(), 0);
    let ran = site.run(&["check", "--as-of", "2024-04-01"]);
    assert_eq!(ran.code(), 1);
    assert!(
        ran.said().starts_with("as of 2024-04-01 (commit ") && ran.said().contains("Frnace"),
        "{}",
        ran.said()
    );
    let preview = Preview::start(desk().arg("--as-of").arg("2024-04-15"));
    assert!(preview.get("/briefings/2024/visit/").body.contains("of April"));
    preview.site.write("content/briefings/visit.md", "---\ntitle: visit\ndate: 2024-04-01\n---\nOf today.\n");
    preview.site.write("static/new.txt", "of today");
    preview.until("/new.txt", |answer| answer.status == 200);
    assert!(preview.get("/briefings/2024/visit/").body.contains("of April"));
}

/// A small source of numbers that look like chance and are the same each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }
}

/// Makes a repository of so many commits: texts that come, change and move, pages, topics, profiles, images, settings,
/// templates and merges. Nothing is held back, and no briefing is deleted.
fn long_history(commits: usize) -> (SiteTest, Vec<String>) {
    let site = SiteTest::new();
    let mut dice = Dice(7);
    let mut briefings: Vec<String> = Vec::new();
    let mut ids = Vec::new();
    for number in 0..commits {
        let day = format!("2024-{:02}-{:02}", 1 + number / 28, 1 + number % 28);
        let branches = number % 10 == 9;
        if branches {
            site.git(&day, &["checkout", "--quiet", "-b", &format!("side-{number}"), "HEAD~1"]);
        }
        match dice.roll(8) {
            0 | 1 => {
                let name = format!("b{number}");
                let text = format!(
                    "## Heading {number}\n\nText {number} of this briefing.[^s]\n\nSee [about](../pages/about.md)."
                );
                let more = "countries: [FR, CN]\ntopics: [trade]\nsources: [{ id: s, title: S }]";
                site.write(
                    &format!("content/briefings/{name}.md"),
                    format!("---\ntitle: Briefing {number}\ndate: {day}\n{more}\n---\n\n{text}\n"),
                );
                briefings.push(name);
            }
            2 | 3 if !briefings.is_empty() && !branches => {
                let name = &briefings[usize::try_from(dice.roll(briefings.len() as u64)).expect("a place")];
                let path = format!("content/briefings/{name}.md");
                let text = site.read(&path);
                site.write(&path, format!("{text}\nParagraph {number}, and more of it.\n"));
            }
            4 if !briefings.is_empty() && !branches => {
                let place = usize::try_from(dice.roll(briefings.len() as u64)).expect("a place");
                let (from, to) = (briefings[place].clone(), format!("moved{number}"));
                let path = |name: &str| format!("content/briefings/{name}.md");
                site.git(&day, &["mv", &path(&from), &path(&to)]);
                briefings[place] = to;
            }
            5 => site.write(
                "content/topics/trade.md",
                format!("---\ntitle: Trade {number}\n---\nIntro {number}.\n"),
            ),
            6 => {
                site.write(
                    &format!("content/briefings/folder{number}/index.md"),
                    format!("---\ntitle: Folder {number}\ndate: {day}\n---\n![Alt](a.svg)\n"),
                );
                site.write(
                    &format!("content/briefings/folder{number}/a.svg"),
                    format!("<svg><title>{number}</title></svg>"),
                );
                site.write("templates/page.html", format!("{{% extends \"base.html\" %}}{{% block main %}}<p>{number}</p>{{{{ body }}}}{{% endblock %}}"));
            }
            _ => {
                site.write(
                    "content/countries/fr.md",
                    format!("---\nlabel: France {number}\n---\nProfile {number}.\n"),
                );
                site.write("site.yaml", format!("title: Desk {number}\nbase_url: https://example.org/\n"));
                site.write("static/robots.txt", format!("# {number}\n"));
            }
        }
        site.write("content/pages/about.md", format!("---\ntitle: About\n---\nUs, {}.\n", number / 5));
        ids.push(site.commit(&day, &format!("Commit {number}")));
        if branches {
            site.git(&day, &["checkout", "--quiet", "main"]);
            site.git(
                &day,
                &[
                    "merge",
                    "--quiet",
                    "--no-ff",
                    "--strategy-option=theirs",
                    "--message",
                    &format!("Merge {number}"),
                    &format!("side-{number}"),
                ],
            );
            ids.push(site.git(&day, &["rev-parse", "HEAD"]));
        }
    }
    (site, ids)
}

#[test]
#[ignore = "it takes long; scripts/test runs it"]
fn a_site_as_of_a_commit_is_byte_for_byte_what_a_checkout_of_it_builds() {
    let (site, ids) = long_history(50);
    let checkout = site.root().join("checkout");
    let checkout_path = checkout.to_string_lossy().into_owned();
    site.git("2024-06-01", &["worktree", "add", "--quiet", "--detach", &checkout_path, &ids[0]]);
    for id in &ids {
        site.git_in(&checkout, "2024-06-01", &["checkout", "--quiet", "--detach", id]);
        site.run(&["--root=checkout", "build", "--output=one"]).assert_ok();
        site.run(&["build", "--as-of", id, "--templates-as-of", "--output=other"]).assert_ok();
        assert_same_files(&files_of(&site.root().join("other")), &files_of(&site.root().join("one")));
    }
}
