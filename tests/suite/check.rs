//! `chancery check`, and the problems that it tells.

use insta::assert_snapshot;
use serde_json::Value;

use crate::site_test::{SiteTest, assert_same_files};

fn faulty() -> SiteTest {
    SiteTest::new()
        .briefing(
            "atlantis",
            "countries: [FR, Germny]\nsumary: A slip",
            "See [that](missing.md).\n\nFrance agrees.",
        )
        .file("content/pages/about.md", "no front matter\n")
}

#[test]
fn problems_are_told_with_their_lines_and_a_hint() {
    let ran = faulty().check();
    assert_eq!(ran.code(), 1);
    assert_eq!(ran.printed(), "");
    assert_snapshot!(ran.said(), @r"
    error[unknown-country]: `Germny` is no country of ISO 3166-1
     --> content/briefings/atlantis.md:4:17
      |
    4 | countries: [FR, Germny]
      |                 ^^^^^^
      |
    help: did you mean `DE` (Germany)?

    warning[unknown-key]: nothing reads the key `sumary`
     --> content/briefings/atlantis.md:5:1
      |
    5 | sumary: A slip
      | ^^^^^^
      |
    help: did you mean `summary`?

    error[broken-link]: there is no file content/briefings/missing.md
     --> content/briefings/atlantis.md:8:5
      |
    8 | See [that](missing.md).
      |     ^^^^^^^^^^^^^^^^^^
      |
    help: the path is taken from the folder of this file; capitals count

    error[no-front-matter]: this file has no front matter
     --> content/pages/about.md:1:1
      |
    1 | no front matter
      | ^^^
      |
    help: begin the file with a line `---`, lines such as `title: …`, and another line `---`

    3 errors, 1 warning
    ");
}

#[test]
fn problems_are_told_as_json_for_programs() {
    let ran = faulty().run(&["check", "--format", "json"]);
    assert_eq!(ran.code(), 1);
    assert_eq!(ran.said(), "");
    assert_snapshot!(ran.printed(), @r#"
    [
      {
        "code": "unknown-country",
        "level": "error",
        "message": "`Germny` is no country of ISO 3166-1",
        "file": "content/briefings/atlantis.md",
        "line": 4,
        "column": 17,
        "length": 6,
        "text": "countries: [FR, Germny]",
        "hint": "did you mean `DE` (Germany)?"
      },
      {
        "code": "unknown-key",
        "level": "warning",
        "message": "nothing reads the key `sumary`",
        "file": "content/briefings/atlantis.md",
        "line": 5,
        "column": 1,
        "length": 6,
        "text": "sumary: A slip",
        "hint": "did you mean `summary`?"
      },
      {
        "code": "broken-link",
        "level": "error",
        "message": "there is no file content/briefings/missing.md",
        "file": "content/briefings/atlantis.md",
        "line": 8,
        "column": 5,
        "length": 18,
        "text": "See [that](missing.md).",
        "hint": "the path is taken from the folder of this file; capitals count"
      },
      {
        "code": "no-front-matter",
        "level": "error",
        "message": "this file has no front matter",
        "file": "content/pages/about.md",
        "line": 1,
        "column": 1,
        "length": 3,
        "text": "no front matter",
        "hint": "begin the file with a line `---`, lines such as `title: …`, and another line `---`"
      }
    ]
    "#);
}

#[test]
fn every_problem_in_json_has_every_field() {
    let ran = faulty().run(&["check", "--format", "json"]);
    let problems: Vec<Value> = serde_json::from_str(&ran.printed()).expect("a JSON array");
    assert!(!problems.is_empty());
    for problem in problems {
        for field in ["code", "level", "message"] {
            assert!(problem[field].is_string(), "{field} of {problem}");
        }
        for field in ["file", "line", "column", "hint"] {
            assert!(problem.get(field).is_some(), "{field} is missing in {problem}");
        }
    }
}

#[test]
fn a_clean_site_has_an_empty_list() {
    let site = SiteTest::new().briefing("rome", "countries: [IT]", "Rome.");
    let ran = site.run(&["check", "--format", "json"]);
    ran.assert_ok();
    assert_eq!((ran.printed().as_str(), ran.said().as_str()), ("[]\n", ""));
    let ran = site.check();
    ran.assert_ok();
    assert_eq!((ran.printed().as_str(), ran.said().as_str()), ("", "no problems"));
}

#[test]
fn checking_writes_nothing() {
    for site in [faulty(), SiteTest::new().briefing("rome", "", "")] {
        let before = site.files();
        site.check();
        site.run(&["check", "--format", "json"]);
        assert_same_files(&site.files(), &before);
        assert!(!site.root().join("public").exists());
    }
}

#[test]
fn warnings_do_not_fail_unless_they_are_taken_for_errors() {
    let site = SiteTest::new().briefing("rome", "sumary: A slip", "");
    let ran = site.check();
    assert_eq!(ran.code(), 0, "{}", ran.said());
    assert!(
        ran.said().contains("warning[unknown-key]") && ran.said().ends_with("1 warning"),
        "{}",
        ran.said()
    );
    let strict = site.run(&["check", "--strict"]);
    assert_eq!(strict.code(), 1, "{}", strict.said());
    assert!(
        strict.said().contains("error[unknown-key]") && strict.said().ends_with("1 error"),
        "{}",
        strict.said()
    );
    let json: Vec<Value> =
        serde_json::from_str(&site.run(&["check", "--strict", "--format", "json"]).printed()).expect("JSON");
    assert_eq!(json[0]["level"], "error");
}

#[test]
fn a_site_sets_the_levels_of_warnings() {
    let with = |level: &str| {
        SiteTest::bare()
            .file(
                "site.yaml",
                format!("title: T\nbase_url: https://example.org/\nlints: {{ unknown-key: {level} }}\n"),
            )
            .briefing("rome", "sumary: A slip", "")
            .check()
    };
    assert_eq!(with("error").code(), 1);
    assert_eq!(with("warning").code(), 0);
    assert_eq!(with("off").assert_ok().said(), "no problems");
}

#[test]
fn a_template_that_cannot_be_read_is_a_problem() {
    let ran = SiteTest::new().file("templates/home.html", "{% block main %}\nno end\n").check();
    assert_eq!(ran.code(), 1, "{}", ran.said());
    assert_snapshot!(ran.said(), @r"
    error[template]: Unexpected end of input
     --> templates/home.html:3:1
      |
    3 |
      | ^

    1 error
    ");
}

#[test]
fn the_problems_of_every_file_are_told_in_one_run() {
    let site = (0..50).fold(SiteTest::new(), |site, number| {
        site.briefing(
            &format!("b{number:02}"),
            "countries: [Atlantis]\ntopics: 7\nkind: poem",
            "[x](gone.md) ![y](gone.png)[^z]",
        )
    });
    let ran = site.run(&["check", "--format", "json"]);
    let problems: Vec<Value> = serde_json::from_str(&ran.printed()).expect("a JSON array");
    for number in 0..50 {
        let file = format!("content/briefings/b{number:02}.md");
        assert!(problems.iter().filter(|problem| problem["file"] == *file).count() >= 2, "{file}");
    }
    let files: Vec<&str> = problems.iter().filter_map(|problem| problem["file"].as_str()).collect();
    assert!(files.is_sorted(), "they are not in the order of the files");
}

#[test]
fn what_is_wrong_in_a_draft_is_a_warning_until_drafts_are_checked() {
    let site = SiteTest::new().briefing("draft", "status: draft\ncountries: [Atlantis]", "[x](gone.md)");
    assert_eq!(site.check().code(), 0);
    assert_eq!(site.run(&["check", "--drafts"]).code(), 1);
}

#[test]
fn a_level_that_the_site_sets_does_not_make_a_draft_stop_a_build() {
    let settings = "title: T\nbase_url: https://example.org/\nlints: { unknown-key: error }\n";
    let with = |status: &str| {
        SiteTest::bare().file("site.yaml", settings).briefing(
            "a",
            &format!("status: {status}\nsumary: x"),
            "Text.",
        )
    };
    with("draft").run(&["build"]).assert_ok();
    assert_eq!(with("published").run(&["build"]).code(), 1);
}

#[test]
fn a_format_that_does_not_exist_is_wrong_usage() {
    let ran = SiteTest::new().run(&["check", "--format", "xml"]);
    assert!(ran.assert_refused().said().contains("human, json"), "{}", ran.said());
}

#[test]
fn single_files_are_checked_alone() {
    let site = SiteTest::new().briefing("a", "colour: red", "Text.").briefing("b", "shape: round", "Text.");
    let ran = site.run(&["check", "content/briefings/b.md"]);
    ran.assert_ok();
    assert!(ran.said().contains("`shape`") && !ran.said().contains("`colour`"), "{}", ran.said());
    for file in ["content/briefings/c.md", "../outside.md"] {
        let said = site.run(&["check", file]).assert_refused().said();
        assert!(said.contains(&format!("{file} cannot be read")), "{said}");
    }
}
