//! Codes and their levels: who declares them, and what decides how much a problem matters.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chancery::check::CODES;
use chancery::problem::{Code, Level};

use crate::site_test::SiteTest;

const SETTINGS: &str = "title: T\nbase_url: https://example.org/\n";

#[test]
fn what_is_wrong_inside_a_document_that_is_held_back_stops_nobody_not_even_under_strict() {
    for held in ["status: draft", "date: 2030-01-01", "marking: TLP:RED", "embargo: 2030-01-01"] {
        // A site that has closed texts on purpose says so.
        for lints in ["unpublished-marking: off", "unpublished-marking: off, unknown-key: error"] {
            let date = if held.starts_with("date") { "" } else { "date: 2024-04-01\n" };
            let site = SiteTest::bare().file("site.yaml", format!("{SETTINGS}lints: {{ {lints} }}\n")).file(
                "content/briefings/x.md",
                format!("---\ntitle: T\n{date}{held}\nfoo: 1\n---\n\n[Gone](/nowhere/)\n"),
            );
            for command in ["check", "build"] {
                let ran = site.run(&[command, "--strict"]);
                assert!(ran.said().contains("warning[unknown-key]"), "{held}: {}", ran.said());
                assert!(!ran.said().contains("error["), "{held}: {}", ran.said());
            }
            assert_eq!(site.run(&["build", "--strict"]).code(), 0, "{held}");
        }
    }
}

#[test]
fn strict_makes_an_error_of_a_warning_of_reading_of_a_rule_and_of_writing() {
    let unread = SiteTest::new().briefing("x", "foo: 1", "Text.");
    unread.run(&["build", "--strict"]).assert_errors();
    unread.run(&["check", "--strict"]).assert_errors();
    let unlovely = SiteTest::new().briefing("x", "", "They met last week.");
    unlovely.run(&["check", "--strict"]).assert_errors();
    unlovely.run(&["check"]).assert_ok();
}

#[test]
fn what_an_imported_text_points_at_is_an_error_only_under_strict() {
    let site = SiteTest::new().briefing("x", "extra: { imported_from: posts/x.md }", "[Gone](/nowhere/)");
    let strict = site.run(&["build", "--strict"]);
    strict.assert_errors();
    assert!(strict.said().contains("error[broken-link]"), "{}", strict.said());
    let built = site.run(&["build"]);
    built.assert_ok();
    assert!(built.said().contains("warning[broken-link]"), "{}", built.said());
}

#[test]
fn no_site_weakens_what_is_an_error() {
    for code in CODES.iter().filter(|code| code.level() == Level::Error) {
        let site = SiteTest::bare().file("site.yaml", format!("{SETTINGS}lints: {{ {code}: off }}\n"));
        let ran = site.run(&["build"]);
        ran.assert_errors();
        assert!(ran.said().contains(&format!("`{code}` is an error whatever a site says")), "{}", ran.said());
    }
}

#[test]
fn every_command_that_tells_problems_tells_a_rule_that_there_is_not() {
    let settings = format!("{SETTINGS}lints: {{ relative-dates: off, stale-status: {{ dyas: 9 }} }}\n");
    let site = SiteTest::bare().file("site.yaml", settings).briefing("x", "", "Text.");
    for command in ["build", "check"] {
        let said = site.run(&[command]).said();
        assert!(said.contains("warning[unknown-rule]"), "{command}: {said}");
        assert!(said.contains("did you mean `relative-date`?"), "{command}: {said}");
        assert!(said.contains("did you mean `days`?"), "{command}: {said}");
    }
    let broken = SiteTest::bare().file("site.yaml", format!("{SETTINGS}lints: {{ broken-link: off }}\n"));
    for command in ["build", "check", "schema"] {
        let said = broken.run(&[command]).said();
        assert!(said.contains("`broken-link` is an error whatever a site says"), "{command}: {said}");
    }
}

#[test]
fn every_file_of_a_rule_is_in_the_list_of_rules() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let list = fs::read_to_string(folder.join("mod.rs")).expect("the list of rules");
    let listed: BTreeSet<String> = list
        .lines()
        .filter_map(|line| line.trim().strip_prefix('&')?.strip_suffix("::RULE,"))
        .map(str::to_owned)
        .collect();
    let files: BTreeSet<String> = fs::read_dir(&folder)
        .expect("the folder of rules")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned())
        .filter(|name| name != "mod")
        .collect();
    assert_eq!(listed, files);
    let names: BTreeSet<String> = CODES.iter().map(|code| code.name().replace('-', "_")).collect();
    assert!(files.is_subset(&names), "a rule is called as its file is: {files:?}");
}

#[test]
fn every_code_has_a_name_of_its_own_and_is_explained() {
    let names: BTreeSet<&str> = CODES.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), CODES.len());
    for code in CODES.iter() {
        let is_word = |letter: char| letter.is_ascii_lowercase() || letter == '-';
        assert!(code.name().chars().all(is_word), "{code}");
        let explanation = code.explanation();
        for text in [code.summary(), explanation.why, explanation.bad, explanation.good] {
            assert!(!text.trim().is_empty(), "{code}");
        }
        assert!(code.summary().ends_with('.'), "{code}: {}", code.summary());
    }
    assert_eq!(Code::BrokenLink, *CODES.iter().find(|code| code.name() == "broken-link").expect("a code"));
}
