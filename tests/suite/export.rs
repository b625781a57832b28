//! `chancery export`: one text in another form.

use insta::assert_snapshot;

use crate::site_test::SiteTest;

fn desk() -> SiteTest {
    SiteTest::new()
        .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
        .briefing("open", "", "## X\n\nOpen.")
        .briefing("secret", "embargo: 2025-01-01", "Not yet.")
        .briefing(
            "visit",
            "summary: In short.\ncountries: [FR, CN]\nauthors: [Ada Writer]\nsources:\n  - { id: mfa, title: Joint statement, \
             publisher: MFA, date: 2024-04-01, url: 'https://mfa.example/a' }\n  - { title: Talks }",
            "# Talks\n\nThe [open one](open.md#x) and the [other](secret.md \"T\") and [about][a] it.[^mfa][^n]\n\n\
             <!-- ask the minister -->\nA long line with *many* words in it that goes on until it has to be broken \
             somewhere, and then <!-- not this --> goes on.\n\n- one\n- two\n  1. three\n\n> A quote.\n\n    code\n\n\
             | a | b |\n|---|---|\n| 1 | 2 |\n\n[^n]: A note.\n\n[a]: ../pages/about.md\n",
        )
}

#[test]
fn a_briefing_as_markdown_stands_alone() {
    let ran = desk().run(&["export", "2024/visit", "--to", "md"]);
    ran.assert_ok();
    assert_snapshot!(ran.printed());
}

#[test]
fn a_briefing_as_text_is_words_only() {
    let ran = desk().run(&["export", "2024/visit", "--to", "txt"]);
    ran.assert_ok();
    assert_snapshot!(ran.printed());
}

#[test]
fn no_comment_and_no_trace_of_what_is_held_back_goes_out() {
    for form in ["md", "txt"] {
        let printed = desk().run(&["export", "visit", "--to", form]).printed();
        assert!(printed.contains("other"), "{printed}");
        for word in ["minister", "not this", "secret"] {
            assert!(!printed.contains(word), "{word}: {printed}");
        }
    }
}

#[test]
fn what_is_held_back_goes_out_only_with_held() {
    let site = desk().briefing("plan", "status: draft\nmarking: TLP:AMBER", "The plan.");
    for (name, caveats) in [("secret", "EMBARGOED UNTIL 2025-01-01T00:00:00Z"), ("plan", "TLP:AMBER · DRAFT")]
    {
        let ran = site.run(&["export", name, "--to", "md"]);
        ran.assert_refused();
        assert!(ran.said().contains("--held") && ran.printed().is_empty(), "{}", ran.said());
        for form in ["md", "txt"] {
            let ran = site.run(&["export", name, "--to", form, "--held"]);
            ran.assert_ok();
            let banner = format!("NOT FOR PUBLICATION: {caveats}");
            assert_eq!(
                ran.printed().matches(&banner).count(),
                2,
                "at its head and its foot: {}",
                ran.printed()
            );
            assert!(!ran.printed().contains("https://example.org/"), "no reader finds it there");
        }
    }
}

#[test]
fn a_published_text_says_nothing_of_held_ones_though_those_are_let_out() {
    for form in ["md", "txt"] {
        let open = desk().run(&["export", "visit", "--to", form]).printed();
        assert_eq!(desk().run(&["export", "visit", "--to", form, "--held"]).printed(), open);
    }
}

#[test]
fn a_held_text_of_many_sheets_says_so_on_each() {
    let text = "One more paragraph.\n\n".repeat(100);
    let site = SiteTest::new().briefing("plan", "status: draft", &text);
    let printed = site.run(&["export", "plan", "--to", "txt", "--held"]).printed();
    let sheets: Vec<&str> = printed.split('\u{c}').collect();
    assert!(sheets.len() > 2);
    for sheet in sheets {
        assert!(
            sheet.starts_with("NOT FOR PUBLICATION: DRAFT\n")
                && sheet.ends_with("NOT FOR PUBLICATION: DRAFT\n")
        );
        assert!(sheet.lines().count() <= 58, "{sheet}");
    }
}

#[test]
fn a_file_of_a_held_text_has_its_caveats_in_its_name() {
    let site = desk().file("out/keep", "");
    let ran = site.run(&["export", "secret", "visit", "--to", "md", "--held", "--output", "out"]);
    ran.assert_ok();
    let names: Vec<String> = site
        .files()
        .into_iter()
        .filter_map(|(path, _)| Some(path.strip_prefix("out/")?.to_owned()))
        .collect();
    assert_eq!(names, ["2024-visit.md", "EMBARGOED-UNTIL-2025-01-01T00-00-00Z--2024-secret.md", "keep"]);
    // Whatever name it is given.
    site.run(&["export", "secret", "--to", "txt", "--held", "--output", "mine.txt"]).assert_ok();
    assert!(site.root().join("EMBARGOED-UNTIL-2025-01-01T00-00-00Z--mine.txt").is_file());
    assert!(!site.root().join("mine.txt").exists());
}

#[test]
fn a_held_text_is_not_written_where_the_next_build_would_publish_it() {
    let site = desk().file("static/a.txt", "");
    site.run(&["build"]).assert_ok();
    for folder in [".chancery", "static", "static/new", "content/briefings", "public", "public/briefings"] {
        let output = format!("{folder}/x.md");
        let ran = site.run(&["export", "secret", "--to", "md", "--held", "--output", &output]);
        ran.assert_refused();
        assert!(ran.said().contains("files there are published"), "{}", ran.said());
        assert!(!site.files().iter().any(|(path, _)| path.contains("--x.md")), "{folder}");
    }
}

#[test]
fn a_held_text_is_not_written_where_the_first_build_will_publish() {
    let ran = desk().run(&["export", "secret", "--to", "md", "--held", "--output", "public/x.md"]);
    assert!(ran.assert_refused().said().contains("files there are published"), "{}", ran.said());
}

#[test]
fn no_file_of_somebody_elses_is_overwritten() {
    let site = desk().file("mine.md", "mine");
    site.run(&["export", "open", "--to", "md", "--output", "mine.md"]).assert_refused();
    assert_eq!(site.read("mine.md"), "mine");
}

#[test]
fn an_older_version_is_the_text_that_readers_had() {
    let site = SiteTest::new()
        .briefing("visit", "status: draft", "A secret draft.")
        .committed("2024-04-01", "Draft")
        .briefing("visit", "", "The first text.")
        .committed("2024-04-02", "Publish")
        .briefing("visit", "", "The second text.")
        .committed("2024-04-03", "Update");
    let first = site.run(&["export", "visit@1", "--to", "md"]);
    first.assert_ok();
    let printed = first.printed();
    assert!(printed.contains("The first text.") && printed.contains("version: 1\n"), "{printed}");
    assert!(printed.contains("/briefings/2024/visit/history/1/"), "{printed}");
    let newest = site.run(&["export", "visit@2", "--to", "md"]).printed();
    assert!(newest.contains("The second text.") && newest.contains("/briefings/2024/visit/\""), "{newest}");

    let draft = site.git("2024-04-03", &["rev-parse", "HEAD~2"]);
    for version in ["3", "0", &draft, "-1"] {
        let asked = format!("visit@{version}");
        let ran = site.run(&["export", &asked, "--to", "md"]);
        ran.assert_refused();
        assert!(ran.printed().is_empty(), "{version}");
    }
    let ran = site.run(&["export", &format!("visit@{draft}"), "--to", "md", "--held"]);
    ran.assert_ok();
    let printed = ran.printed();
    assert!(
        printed.contains("A secret draft.") && printed.contains("NOT FOR PUBLICATION: DRAFT"),
        "{printed}"
    );
}

#[test]
fn several_texts_need_a_folder() {
    let ran = desk().run(&["export", "open", "visit", "--to", "md"]);
    ran.assert_refused();
    assert!(ran.said().contains("name one with --output"), "{}", ran.said());
}
