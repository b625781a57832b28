//! `chancery check --fix`

use chancery::config::Config;
use chancery::content::{Document, DocumentKind, parse};
use chancery::fix::Fixer;
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::site_test::{SiteTest, assert_same_files};

/// A site with topics, where one briefing can be put right in every way.
fn site() -> SiteTest {
    SiteTest::new()
        .file("content/topics/trade.md", "---\ntitle: Trade policy\naliases: [commerce]\n---\n")
        .file("content/topics/war-in-ukraine.md", "---\ntitle: War in Ukraine\nparent: Commerce\n---\n")
        .file("content/briefings/a.md", MESSY)
}

const MESSY: &str = r#"---
title: "Germany: a word"   # the headline
topics:
  - Commerce        # as they say
  - 'War in Ukraine'
# Who it is about
countries: [China, "the Netherlands", Norway, 250, fr] # all of them
date: 1 April 2024
events:
  - { date: April 2024, title: Germany visits Norway, countries: [Germany] }
summary: >-
  Germany, and # no comment

  and Norway.
---

Germany and Norway, 1 April 2024. China, France and the Netherlands look on.
"#;

#[test]
fn what_is_safe_is_put_right_and_everything_else_stays() {
    let site = site();
    let ran = site.run(&["check", "--fix"]);
    ran.assert_ok();
    assert_snapshot!(ran.printed(), @r#"
    --- a/content/briefings/a.md
    +++ b/content/briefings/a.md
    @@ -2,10 +2,3 @@
     title: "Germany: a word"   # the headline
    -topics:
    -  - Commerce        # as they say
    -  - 'War in Ukraine'
    -# Who it is about
    -countries: [China, "the Netherlands", Norway, 250, fr] # all of them
    -date: 1 April 2024
    -events:
    -  - { date: April 2024, title: Germany visits Norway, countries: [Germany] }
    +date: 2024-04-01
     summary: >-
    @@ -14,2 +7,9 @@
       and Norway.
    +# Who it is about
    +countries: [CN, "NL", "NO", FR, FR] # all of them
    +topics:
    +  - trade        # as they say
    +  - 'war-in-ukraine'
    +events:
    +  - { date: 2024-04, title: Germany visits Norway, countries: [DE] }
     ---
    --- a/content/topics/war-in-ukraine.md
    +++ b/content/topics/war-in-ukraine.md
    @@ -2,3 +2,3 @@
     title: War in Ukraine
    -parent: Commerce
    +parent: trade
     ---
    "#);
    assert_snapshot!(ran.said(), @r#"
    2 files fixed: 6 countries to their codes, 3 topics to their ids, 2 dates to ISO 8601, 1 file with its keys in order
    warning[repeated-entry]: France stands in this list already
     --> content/briefings/a.md:9:33
      |
    9 | countries: [CN, "NL", "NO", FR, FR] # all of them
      |                                 ^^
      |
    help: take one of the two out: they count once

    1 warning
    "#);
    assert_snapshot!(site.read("content/briefings/a.md"), @r#"
    ---
    title: "Germany: a word"   # the headline
    date: 2024-04-01
    summary: >-
      Germany, and # no comment

      and Norway.
    # Who it is about
    countries: [CN, "NL", "NO", FR, FR] # all of them
    topics:
      - trade        # as they say
      - 'war-in-ukraine'
    events:
      - { date: 2024-04, title: Germany visits Norway, countries: [DE] }
    ---

    Germany and Norway, 1 April 2024. China, France and the Netherlands look on.
    "#);
    let before = site.files();
    let again = site.run(&["check", "--fix"]);
    let said = ran.said();
    let (_, left) = said.split_once('\n').expect("what was fixed, and what is left");
    assert_eq!(again.assert_ok().said(), format!("there is nothing to fix\n{left}"));
    assert_eq!(again.printed(), "");
    assert_same_files(&site.files(), &before);
}

#[test]
fn a_dry_run_shows_the_same_and_writes_nothing() {
    let (dry, wet) = (site(), site());
    let before = dry.files();
    let shown = dry.run(&["check", "--fix", "--dry-run"]);
    assert_eq!(shown.printed(), wet.run(&["check", "--fix"]).assert_ok().printed());
    assert_same_files(&dry.files(), &before);
    assert_eq!(shown.code(), 1, "the date is wrong as before");
    assert!(shown.said().starts_with("2 files to fix: "), "{}", shown.said());
    assert!(shown.said().contains("; nothing was written\n"), "{}", shown.said());
}

#[test]
fn the_diff_can_be_applied_by_git() {
    let (dry, wet) = (site(), site());
    let diff = dry.run(&["check", "--fix", "--dry-run"]).printed();
    dry.write("fix.patch", diff);
    let done = std::process::Command::new("git")
        .args(["apply", "fix.patch"])
        .current_dir(dry.root())
        .env_remove("GIT_DIR")
        .output()
        .expect("git runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    dry.delete("fix.patch");
    wet.run(&["check", "--fix"]).assert_ok();
    assert_same_files(&dry.files(), &wet.files());
}

#[test]
fn the_ends_of_lines_and_a_byte_order_mark_stay() {
    let site = SiteTest::new().file(
        "content/briefings/a.md",
        "\u{FEFF}---\r\ndate: 1 April 2024\r\ntitle: A\r\ncountries: [China]\r\n---\r\nChina\r\n\r\nand\nmore",
    );
    site.run(&["check", "--fix"]).assert_ok();
    assert_eq!(
        site.read("content/briefings/a.md"),
        "\u{FEFF}---\r\ntitle: A\r\ndate: 2024-04-01\r\ncountries: [CN]\r\n---\r\nChina\r\n\r\nand\nmore"
    );
}

#[test]
fn what_is_not_known_for_sure_is_left_and_told() {
    let site = SiteTest::new()
        .briefing("a", "countries: [Congo, Atlantis]", "")
        .briefing("b", "date: 04/05/2024", "")
        .briefing("c", "embargo: 1 April 2024\ncountries: [China]", "")
        .file("content/briefings/d.md", "no front matter")
        .file("content/briefings/e.md", "---\ntitle: [open\n---\n")
        .file("content/briefings/f.md", [0xFF, 0xFE])
        .file("content/briefings/g.md", "")
        .file("content/briefings/h.md", format!("---\ntitle: {}\n---\n", "[".repeat(100_000)));
    let ran = site.run(&["check", "--fix"]);
    assert_eq!(ran.code(), 1);
    assert!(ran.said().starts_with("1 file fixed: 1 country to its code, 1 file"), "{}", ran.said());
    assert!(site.read("content/briefings/c.md").contains("countries: [CN]\nembargo: 1 April 2024\n"));
    for code in [
        "ambiguous-country",
        "unknown-country",
        "invalid-date",
        "no-front-matter",
        "invalid-yaml",
        "unreadable-file",
    ] {
        assert!(ran.said().contains(&format!("error[{code}]")), "{code}: {}", ran.said());
    }
}

#[test]
fn topics_are_left_while_the_vocabulary_is_wrong_or_open() {
    let clash = SiteTest::new()
        .file("content/topics/trade.md", "---\ntitle: Trade\naliases: [commerce]\n---\n")
        .file("content/topics/shops.md", "---\ntitle: Shops\naliases: [commerce]\n---\n")
        .briefing("a", "topics: [commerce]", "");
    let before = clash.files();
    assert_eq!(clash.run(&["check", "--fix"]).code(), 1);
    assert_same_files(&clash.files(), &before);
    let open = SiteTest::new().briefing("a", "topics: [Commerce]", "");
    open.run(&["check", "--fix"]).assert_ok();
    assert!(open.read("content/briefings/a.md").contains("topics: [Commerce]"));
}

#[test]
fn keys_that_an_empty_line_sets_apart_stay_apart_and_comments_go_with_their_keys() {
    let site = SiteTest::new().file(
        "content/briefings/a.md",
        "---\n# At the top\n\n# The day\ndate: 2024-04-01\ntitle: A\n# below the first group\n\nlang: en\n\
         # who\n# wrote it\nauthors: [Me]\nmine: 1\nkind: report\n# the end\n---\n",
    );
    site.run(&["check", "--fix"]);
    assert_snapshot!(site.read("content/briefings/a.md"), @r"
    ---
    # At the top

    title: A
    # The day
    date: 2024-04-01
    # below the first group

    kind: report
    # who
    # wrote it
    authors: [Me]
    lang: en
    mine: 1
    # the end
    ---
    ");
}

#[test]
fn keys_whose_order_counts_or_that_share_a_line_are_left() {
    for yaml in [
        "date: &day 2024-04-01\ntitle: A\nupdated: *day\n",
        "{ date: 2024-04-01, title: A }\n",
        "? date\n: 2024-04-01\n? title\n: A\n",
    ] {
        let file = format!("---\n{yaml}---\n");
        let site = SiteTest::new().file("content/briefings/a.md", &file);
        assert_eq!(site.run(&["check", "--fix"]).assert_ok().said(), "there is nothing to fix\nno problems");
        assert_eq!(site.read("content/briefings/a.md"), file);
    }
}

#[test]
fn pages_topics_and_profiles_are_put_right_too() {
    let site = SiteTest::new()
        .file("content/pages/about.md", "---\ndate: April 1, 2024\ntitle: About\n---\n")
        .file("content/topics/trade.md", "---\ntitle: Trade\n---\n")
        .file("content/topics/grain.md", "---\nparent: Trade\ntitle: Grain\n---\n")
        .file(
            "content/countries/fr.md",
            "---\nstatus: { date: April 2024, is: improving }\nlabel: France\n---\n",
        );
    site.run(&["check", "--fix"]).assert_ok();
    assert_eq!(site.read("content/pages/about.md"), "---\ntitle: About\ndate: 2024-04-01\n---\n");
    assert_eq!(site.read("content/topics/grain.md"), "---\ntitle: Grain\nparent: trade\n---\n");
    assert_eq!(
        site.read("content/countries/fr.md"),
        "---\nlabel: France\nstatus: { date: 2024-04, is: improving }\n---\n"
    );
}

#[test]
fn the_example_site_means_the_same_after_it_is_put_right() {
    let root = env!("CARGO_MANIFEST_DIR");
    let settings = std::fs::read_to_string(format!("{root}/site.yaml")).expect("settings");
    let mut site = SiteTest::bare().file("site.yaml", settings);
    for (path, bytes) in crate::site_test::files_of(&std::path::Path::new(root).join("content")) {
        site = site.file(&format!("content/{path}"), bytes);
    }
    site.run(&["build", "--output", "before"]).assert_ok();
    let ran = site.run(&["check", "--fix"]);
    assert!(ran.assert_ok().said().contains(" countries to their codes"), "{}", ran.said());
    site.run(&["build", "--output", "after"]).assert_ok();
    let of = |folder: &str| crate::site_test::files_of(&site.root().join(folder));
    assert_same_files(&of("after"), &of("before"));
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions_and_what_a_link_leads_to_stays_as_it_is() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = site();
    let file = site.root().join("content/briefings/a.md");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).expect("permissions");
    site.write("elsewhere/b.md", MESSY.replace("title: \"Germany", "slug: b\ntitle: \"Norway"));
    symlink("../../elsewhere/b.md", site.root().join("content/briefings/b.md")).expect("a link");
    site.run(&["check", "--fix"]).assert_ok();
    assert_eq!(std::fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o640);
    assert!(site.root().join("content/briefings/b.md").is_symlink());
    assert!(!site.read("elsewhere/b.md").contains("date: 2024-04-01"), "a link out of content/ was followed");
    let left: Vec<String> =
        site.files().into_iter().map(|(path, _)| path).filter(|path| path.contains("chancery-new")).collect();
    assert_eq!(left, [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_told_and_left() {
    use std::os::unix::fs::PermissionsExt;
    let site = site();
    let file = site.root().join("content/briefings/a.md");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o444)).expect("permissions");
    let ran = site.run(&["check", "--fix"]);
    assert_snapshot!(ran.assert_refused().said(), @"error: content/briefings/a.md cannot be written: permission denied");
    assert_eq!(site.read("content/briefings/a.md"), MESSY);
}

#[test]
fn a_fix_is_shown_to_people_only_and_a_dry_run_needs_one() {
    let site = site();
    let before = site.files();
    site.run(&["check", "--fix", "--format", "json"]).assert_refused();
    site.run(&["check", "--dry-run"]).assert_refused();
    assert_same_files(&site.files(), &before);
}

/// Front matter as people write it, good and bad: keys in any order, mostly each of them once.
fn front_matter() -> impl Strategy<Value = String> {
    const KEYS: &[&[&str]] = &[
        &["title: A word", "title: \"China: a word\"   # title", "\"title\": A word"],
        &["date: 2024-04-01", "date: 1 April 2024 # the day", "date: '13/04/2024'", "date: 20240401"],
        &["updated: April 2, 2024", "updated:"],
        &[
            "summary: >-\n  China and\n\n  # no comment\n  Norway",
            "summary: |+\n  China\n\n",
            "summary: 'China\n  and more'",
        ],
        &[
            "countries: [China, \"Norway\", 'France', 840, fr]",
            "countries:\n- China  # one\n-   Norway\n# between\n- ES",
            "countries:\n  - &a China\n  - *a",
            "countries: [Congo, !!str China, Côte d'Ivoire]",
            "countries: [China,\n  the\n  Netherlands]",
        ],
        &["mentions: [Germany, Norway]", "mentions: China", "mentions: [[France], {a: b}]"],
        &["topics: [Trade, commerce]", "topics: [sport, 2024]"],
        &["sources:\n  - title: China\n    date: 1 May 2023\n  - {title: B, date: 2024}"],
        &["events: [{date: April 2024, title: Norway, countries: [Norway]}]"],
        &["extra: {country: China, date: 1 April 2024}", "mine: China", "- China", "\t"],
        &["# a comment", "# one\n# and another", "\n# apart\n", ""],
        &["", "  ", "# the end"],
    ];
    let lines: Vec<_> = KEYS
        .iter()
        .map(|choices| prop::option::weighted(0.6, prop::sample::select(choices.to_vec())))
        .collect();
    let lines = lines.prop_map(|lines| lines.into_iter().flatten().collect::<Vec<_>>()).prop_shuffle();
    (lines, prop::sample::select(vec!["\n", "\r\n"]))
        .prop_map(|(lines, end)| (lines.join("\n") + "\n").replace('\n', end))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn a_fix_changes_no_meaning_and_no_byte_of_the_text_and_nothing_is_left_to_fix(
        yaml in front_matter(), body in "\\PC{0,20}(\r\n|\n|\r)?\\PC{0,10}",
    ) {
        let config = Config::parse("title: T\nbase_url: https://example.org/\n").0.expect("settings");
        let topic = parse(DocumentKind::Topic, "content/topics/trade.md", b"---\ntitle: Trade\naliases: [commerce]\n---\n", &config);
        let Some(Document::Topic(topic)) = topic.document else { return Err(TestCaseError::fail("no topic")) };
        let vocabulary = chancery::site::Vocabulary::new(vec![topic], &mut Vec::new());
        let fixer = Fixer::new(&config, Some(&vocabulary));
        let file = format!("---\n{yaml}---\n{body}");
        for kind in [DocumentKind::Briefing, DocumentKind::Page, DocumentKind::Topic, DocumentKind::Profile] {
            let Some(fixed) = fixer.fix(kind, "content/x/a.md", file.as_bytes()) else { continue };
            prop_assert_ne!(&fixed.text, &file);
            let end = format!("---\n{body}");
            prop_assert!(fixed.text.ends_with(&end), "{}", fixed.text);
            prop_assert_eq!(fixer.fix(kind, "content/x/a.md", fixed.text.as_bytes()), None, "{}", fixed.text);
            let mut lines = [file.lines().count(), fixed.text.lines().count()];
            lines.sort_unstable();
            prop_assert_eq!(lines[0], lines[1]);
            for comment in file.split_inclusive('\n').filter(|line| line.starts_with('#')) {
                prop_assert!(fixed.text.contains(comment), "{comment} is gone from {}", fixed.text);
            }
            let (before, after) = (
                parse(kind, "content/x/a.md", file.as_bytes(), &config),
                parse(kind, "content/x/a.md", fixed.text.as_bytes(), &config),
            );
            prop_assert!(after.problems.len() <= before.problems.len());
            if let Some(Document::Briefing(before)) = before.document {
                let Some(Document::Briefing(after)) = after.document else { return Err(TestCaseError::fail("no briefing")) };
                prop_assert_eq!((&before.title, &before.date, &before.countries, &before.mentions, &before.events),
                    (&after.title, &after.date, &after.countries, &after.mentions, &after.events));
                let meant = |topics: &[String]| topics.iter().map(|topic| vocabulary.resolve(topic).map(|it| it.id.clone()).unwrap_or(topic.clone())).collect::<Vec<_>>();
                prop_assert_eq!(meant(&before.topics), meant(&after.topics));
                prop_assert_eq!((&before.summary, &before.extra, &before.sources), (&after.summary, &after.extra, &after.sources));
            }
        }
    }
}
