//! Names and texts of others: as files, at a terminal, in the log of a workflow, in a spreadsheet.

use insta::assert_snapshot;

use crate::site_test::SiteTest;

/// What a terminal or a workflow would heed, in a title.
const HOSTILE: &str = "\"x\\e[2J\\u009b31m\\n::error::forged\\u202e ##[error]y\"";

/// Asserts that nothing in a text is heeded by a terminal or by a workflow of GitHub's.
#[track_caller]
fn assert_inert(text: &str) {
    let is_bad = |c: char| c.is_control() && c != '\n' && c != '\t' || matches!(c, '\u{202A}'..='\u{202E}');
    assert!(!text.contains(is_bad), "{text:?}");
    assert!(!text.contains("##["), "{text}");
    for line in text.lines() {
        let is_own = line.starts_with("::error file=") || line.starts_with("::warning file=");
        assert!(!line.trim_start().starts_with("::") || is_own, "{text}");
    }
}

/// A site with hostile texts wherever a message can quote one.
fn hostile() -> SiteTest {
    SiteTest::new()
        .briefing(
            "x",
            &format!("title: {HOSTILE}\ncountries: [{HOSTILE}]\nslug: {HOSTILE}\nkind: {HOSTILE}\naliases: [{HOSTILE}]"),
            "::error::body\n\n\u{1b}[31m\u{9b}1m [a\u{202e}](gone\u{1b}.md) ##[error]x",
        )
        .briefing("y", &format!("people: [{HOSTILE}]\n{HOSTILE}: 1\nmarking: {HOSTILE}\ntlp: {HOSTILE}"), "Text.")
}

#[test]
fn nothing_in_a_text_is_heeded_by_a_terminal_or_by_a_workflow() {
    for arguments in [&["check"][..], &["check", "--format", "github"], &["build"]] {
        let ran = hostile().run(arguments);
        assert_eq!(ran.code(), 1, "{}", ran.said());
        assert_inert(&ran.said());
        assert_inert(&ran.printed());
    }
}

#[cfg(unix)]
#[test]
fn nothing_in_the_name_of_a_file_is_heeded_either() {
    for name in ["a\u{1b}[2Jb", "a\n::error::b", "::warning::c", "a\u{202E}b", "##[error]d"] {
        let site = SiteTest::new()
            .file(
                &format!("content/briefings/{name}.md"),
                "---\ntitle: T\ndate: 2024-04-01\ncountries: [Nowhere]\n---\n",
            )
            .file(&format!("content/pages/{name}/index.md"), "no front matter")
            .file(&format!("content/{name}.md"), "stray");
        for arguments in
            [&["check"][..], &["check", "--format", "github"], &["check", "--format", "json"], &["tag"]]
        {
            let ran = site.run(arguments);
            assert_inert(&ran.said());
            assert_inert(&ran.printed());
        }
    }
}

#[test]
fn the_words_of_commits_are_shown_and_not_heeded() {
    let site = SiteTest::new()
        .briefing("x", "", "One.")
        .committed("2024-05-01", "\u{1b}[2JFirst ::error::a")
        .briefing("x", "", "Two \u{1b}[31m\u{9b}1m.\n\n::error::forged")
        .committed("2024-05-02", "::set-output name=x::y\u{202e}");
    for arguments in [&["log", "2024/x"][..], &["diff", "2024/x"], &["diff", "2024/x", "1", "2"]] {
        let ran = site.run(arguments);
        ran.assert_ok();
        assert!(!ran.printed().is_empty());
        assert_inert(&ran.printed());
    }
    let log = site.run(&["log", "2024/x"]).printed();
    assert!(log.contains("\\u{1b}[2JFirst ::error::a"), "{log}");
}

#[test]
fn what_is_imported_or_tagged_is_shown_and_not_heeded() {
    let site = SiteTest::new()
        .file("in/a\u{1b}.txt", "Subject: Talks \u{1b}[2J\u{9b}1m in Paris\nFrom: \u{1b}]0;x\u{7} Ann\nDate: 1 April 2024\n\n::error::The talks\u{202e} in Beijing went on.\n")
        .file("in/b.md", format!("---\ntitle: {HOSTILE}\ndate: 2024-04-01\ncategory: {HOSTILE}\nodd: {HOSTILE}\n---\n::error::Text.\n"));
    for arguments in [&["import", "in", "--dry-run"][..], &["tag", "in"], &["import", "in"], &["tag"]] {
        let ran = site.run(arguments);
        assert_inert(&ran.said());
        assert_inert(&ran.printed());
    }
}

#[test]
fn a_cell_that_a_spreadsheet_would_calculate_is_text() {
    let built = SiteTest::new()
        .briefing("a", "title: '=HYPERLINK(\"https://x.example\",\"y\")'\nsummary: '@SUM(1)'\npeople: ['+1']\nauthors: ['-2+3']", "Text.")
        .briefing("b", "title: 'A = B'\nsummary: \"\\t=1+1\"\nauthors: [Ann, '=1']", "Text.")
        .build();
    built.assert_ok();
    let table = built.page("/api/briefings.csv");
    for cell in [
        "\"'=HYPERLINK(\"\"https://x.example\"\",\"\"y\"\")\"",
        "\"'@SUM(1)\"",
        "\"'+1\"",
        "\"'-2+3\"",
        ",A = B,",
        ",Ann;=1,",
    ] {
        assert!(table.contains(cell), "{cell} in {table}");
    }
    for line in table.lines() {
        for cell in line.split(',') {
            let first = cell.trim_start_matches(['"', ' ']).chars().next();
            assert!(!first.is_some_and(|c| "=+-@\t".contains(c)), "{line}");
        }
    }
}

#[test]
fn what_makes_a_name_look_like_another_is_told() {
    let built = SiteTest::new()
        .briefing("a", "title: The Kremlіn answers\nauthors: [Ann, \"B\\u200bob\"]\npeople: [Раris Hilton]\nseries: \"x\\u202ey\"", "Text.")
        .file("content/topics/t.md", "---\ntitle: Trаde\naliases: [cоmmerce]\n---\n")
        .file("content/pages/p.md", "---\ntitle: \"Pay\\u2066pal\"\n---\n")
        .file("content/countries/fr.md", "---\nlabel: Frаnce\n---\n")
        .build();
    built.assert_ok();
    assert_snapshot!(built.message("warning[deceptive-text]", "content/briefings/a.md:3:8"));
    assert_snapshot!(built.message("warning[deceptive-text]", "content/briefings/a.md:4:16"));
    for place in [
        "content/briefings/a.md:5:10",
        "content/briefings/a.md:6:9",
        "content/topics/t.md:2:8",
        "content/topics/t.md:3:11",
        "content/pages/p.md:2:8",
        "content/countries/fr.md:2:8",
    ] {
        built.message("warning[deceptive-text]", place);
    }
    let built = SiteTest::new().briefing("talkѕ", "title: Talks\nslug: talks", "Text.").build();
    built.message("warning[deceptive-text]", "content/briefings/talkѕ.md");
    let plain = SiteTest::new()
        .briefing(
            "a",
            "title: Путин и Си в Пекине\nauthors: [Nadia Haddad, Ζωή]\npeople: [王毅, سامح شكري]\nslug: a",
            "Text.",
        )
        .build();
    assert_eq!(plain.messages(), Vec::<String>::new());
}

#[test]
fn names_too_long_for_a_file_are_told_at_their_places() {
    let long = "a".repeat(256);
    let han = "习".repeat(90);
    let built = SiteTest::new()
        .briefing(
            "a",
            &format!(
                "slug: {long}\nseries: {long}\npeople: [Ann, {long}]\naliases: [/{long}/, /x/{long}.html]"
            ),
            "Text.",
        )
        .briefing("b", &format!("series: {han}\ntopics: [{long}]"), "Text.")
        .file(&format!("content/pages/{han}.md").replace(&han, &"习".repeat(80)), "---\ntitle: P\n---\n")
        .file(
            "content/pages/q.md",
            format!("---\ntitle: Q\nslug: {long}\naliases: [/{}]\n---\n", "ab/".repeat(400)),
        )
        .build();
    built.assert_errors();
    for (head, place) in [
        ("error[too-long]", "content/briefings/a.md:4:7"),
        ("error[too-long]", "content/briefings/a.md:5:9"),
        ("error[too-long]", "content/briefings/a.md:6:15"),
        ("error[invalid-alias]", "content/briefings/a.md:7:11"),
        ("error[too-long]", "content/briefings/b.md:4:9"),
        ("error[too-long]", "content/pages/q.md:3:7"),
        ("error[invalid-alias]", "content/pages/q.md:4:11"),
    ] {
        built.message(head, place);
    }
    assert_eq!(built.messages().len(), 9, "{}", built.said());
    assert_snapshot!(
        built.message("error[too-long]", "content/briefings/a.md:6:15").replace(&"a".repeat(200), "a…a")
    );
}

#[test]
fn topics_and_images_with_names_too_long_are_told() {
    let long = "a".repeat(250);
    let built = SiteTest::new().briefing("b", &format!("topics: [{long}]"), "Text.").build();
    built.assert_errors();
    built.message("error[too-long]", "content/briefings/b.md:4:10");
    let image = format!("content/briefings/x/{long}.jpg");
    let built = SiteTest::new()
        .file(&image, "no image")
        .file("content/briefings/x/index.md", "---\ntitle: T\ndate: 2024-04-01\n---\n")
        .build();
    built.assert_errors();
    built.message("error[too-long]", &image);
    let topic = format!("content/topics/{long}.md");
    let built = SiteTest::new().file(&topic, "---\ntitle: T\n---\n").build();
    built.assert_errors();
    built.message("error[too-long]", &topic);
}

#[test]
fn names_that_just_fit_are_published() {
    let part = "a".repeat(240);
    let built = SiteTest::new()
        .briefing(
            "a",
            &format!("slug: {part}\nseries: {part}\npeople: [{part}]\naliases: [/{part}/{part}/]"),
            "Text.",
        )
        .build();
    built.assert_ok();
    assert!(built.has(&format!("/briefings/2024/{part}/")) && built.has(&format!("/{part}/{part}/")));
}

#[test]
fn a_title_that_nobody_can_cite_whole_is_a_warning() {
    let built = SiteTest::new().briefing("a", &format!("title: {}", "word ".repeat(60)), "Text.").build();
    built.assert_ok();
    built.message("warning[long-title]", "content/briefings/a.md:3:8");
    let fits = SiteTest::new().briefing("a", &format!("title: {}", "w".repeat(255)), "Text.").build();
    assert_eq!(fits.messages(), Vec::<String>::new());
}
