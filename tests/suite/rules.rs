//! The rules of `chancery check`: what each tells, and what it lets pass.

use insta::assert_snapshot;
use serde_json::Value;

use crate::site_test::{NOW, PICTURE, SiteTest};

/// Returns the codes and lines of what a check tells.
fn told_by(site: &SiteTest, arguments: &[&str]) -> Vec<(String, u64)> {
    let ran = site.run(&[&["check", "--format", "json"], arguments].concat());
    let problems: Vec<Value> = serde_json::from_str(&ran.printed()).expect("a JSON array");
    problems
        .iter()
        .map(|problem| {
            (
                problem["code"].as_str().expect("a code").to_owned(),
                problem["line"].as_u64().unwrap_or_default(),
            )
        })
        .collect()
}

fn told(site: &SiteTest) -> Vec<(String, u64)> {
    told_by(site, &[])
}

/// Returns a site with these lints.
fn with_lints(lints: &str) -> SiteTest {
    SiteTest::bare()
        .file("site.yaml", format!("title: T\nbase_url: https://example.org/\nlints: {{ {lints} }}\n"))
}

/// Returns what is said of the first site, after it is sure that the second, which is right, has no problem, and
/// that no build tells what a check tells.
#[track_caller]
fn compared(hit: SiteTest, miss: SiteTest) -> String {
    assert_eq!(told(&miss), []);
    let ran = hit.check();
    assert_eq!(ran.code(), 0, "{}", ran.said());
    let said = ran.said();
    let built = hit.run(&["build", "--strict"]);
    assert_eq!(built.code(), 0, "a build looks at style: {}", built.said());
    said
}

#[test]
fn a_date_that_the_day_of_writing_decides_is_told_with_the_year_that_may_be_meant() {
    let hit = SiteTest::new().briefing(
        "paris",
        "summary: Talks began last week.",
        "The minister’s **last\nApril** visit, and *February’s* meetings.\n\n- He left yesterday.",
    );
    let miss = SiteTest::new().briefing(
        "paris",
        "summary: Talks began in March 2024.",
        "The minister’s **April\n2023** visit, and 2024’s *February* meetings.\n\n- He left on 31 March 2024.",
    );
    assert_snapshot!(compared(hit, miss));
}

#[test]
fn quotations_code_and_other_languages_may_have_relative_dates() {
    let text = "> We met last week.\n\n“We met last week,” he said.\n\n`last week`\n\n    last week\n";
    let site =
        SiteTest::new().briefing("quotes", "", text).briefing("french", "lang: fr", "In March, last week.");
    assert_eq!(told(&site), []);
    let site = SiteTest::new().briefing("quotes", "", &text.replace("> ", "").replace(['“', '”'], ""));
    assert_eq!(told(&site).len(), 2);
}

#[test]
fn an_image_without_words_is_told_in_the_text_and_in_the_front_matter() {
    let with = |alt: &str, front: &str| {
        SiteTest::new().file("static/map.png", PICTURE).briefing(
            "map",
            &format!("image: map.png\n{front}"),
            &format!("![{alt}](../../static/map.png)"),
        )
    };
    assert_snapshot!(compared(with(" ", ""), with("The border", "image_alt: The border")));
}

#[test]
fn a_footnote_that_nothing_cites_is_told() {
    let with = |mark: &str| {
        SiteTest::new().briefing("note", "", &format!("A treaty{mark}.\n\n[^a]: In two\n    parts."))
    };
    assert_snapshot!(compared(with(""), with("[^a]")));
}

#[test]
fn a_source_that_readers_cannot_open_is_told() {
    let with = |line: &str| {
        SiteTest::new().briefing("source", &format!("sources:\n  - title: A book\n    {line}"), "A text.")
    };
    assert_snapshot!(compared(with("publisher: A house"), with("archived: https://example.org/")));
    assert_eq!(told(&with("url: https://example.org/")), []);
}

#[test]
fn sources_without_copy_or_citation_are_told_where_a_site_wants_it() {
    let sources = "sources:\n  - { id: a, title: A, url: https://example.org/ }\n  - { title: B, archived: https://example.org/ }";
    assert_eq!(told(&SiteTest::new().briefing("source", sources, "A text.")), []);
    let lints = "unarchived-source: warning, uncited-source: warning";
    let hit = with_lints(lints).briefing("source", sources, "A text.");
    let archived = sources.replacen(" }", ", archived: https://example.org/ }", 1);
    let miss = with_lints(lints).briefing("source", &archived, "A text.[^a]");
    assert_snapshot!(compared(hit, miss));
}

#[test]
fn a_status_that_nobody_looked_at_for_long_is_told() {
    let with = |lints: &str, status: &str| {
        with_lints(lints).file("content/countries/fr.md", format!("---\nstatus: {{ {status} }}\n---\n"))
    };
    let old = "is: improving, date: 2023-11";
    assert_snapshot!(compared(with("", old), with("", "is: improving, date: 2023-12")));
    // 30 November is 184 days before 1 June.
    assert_eq!(told(&with("stale-status: { level: warning, days: 184 }", old)), []);
    assert_eq!(told(&with("stale-status: { days: 183 }", old)).len(), 1);
    assert_eq!(told(&with("stale-status: { days: 183, level: off }", old)), []);
    assert_snapshot!(with("", "is: improving").check().said());
}

#[test]
fn what_a_site_says_of_a_rule_is_checked() {
    assert_snapshot!(
        with_lints(
            "stale-status: { days: many, dais: 3, level: eror }, large-image: [500], relativ-date: off"
        )
        .check()
        .said()
    );
}

#[test]
fn a_heading_that_leaves_out_a_level_is_told() {
    let with = |first: &str, last: &str| {
        SiteTest::new().briefing("levels", "", &format!("{first} A\n\n{last} B\n\n## C\n"))
    };
    assert_snapshot!(compared(with("###", "#####"), with("##", "###")));
    assert_eq!(told(&with("#", "###")), []);
}

#[test]
fn a_title_that_another_briefing_has_too_is_told_at_the_later_one() {
    let with = |title: &str| {
        SiteTest::new().briefing("a", &format!("title: {title}\ndate: 2024-05-01"), "").briefing(
            "b",
            "title: Weekly summary",
            "",
        )
    };
    assert_snapshot!(compared(with("weekly  Summary"), with("Weekly summary of May")));
}

#[test]
fn a_topic_that_no_briefing_has_is_told_where_a_site_wants_it() {
    let with = |lints: &str, topics: &str| {
        with_lints(lints)
            .file("content/topics/trade.md", "---\ntitle: Trade\n---\n")
            .file("content/topics/tariffs.md", "---\ntitle: Tariffs\nparent: trade\n---\n")
            .briefing("a", topics, "")
    };
    assert_eq!(told(&with("", "")), []);
    let wanted = "orphan-topic: warning";
    assert_snapshot!(compared(with(wanted, "topics: [trade]"), with(wanted, "topics: [tariffs]")));
}

#[test]
fn an_image_with_too_many_bytes_is_told_where_it_is_shown() {
    let with = |lints: &str, bytes: usize| {
        // What follows the end of a picture counts until it is published.
        let photo = [PICTURE, &vec![0; bytes - PICTURE.len()]].concat();
        with_lints(lints)
            .file("content/briefings/big/photo.jpg", &photo)
            .file("static/photo.jpg", &photo)
            .briefing(
                "big/index",
                "title: Big\nimage: photo.jpg\nimage_alt: A photo",
                "![A photo](photo.jpg) ![Another](/photo.jpg) [a link](photo.jpg)",
            )
    };
    assert_snapshot!(compared(with("", 501_000), with("", 500_999)));
    assert_eq!(told(&with("large-image: { kilobytes: 501 }", 501_000)), []);
}

#[test]
fn a_speaker_who_is_named_under_the_chatham_house_rule_is_told() {
    let with = |rule: bool, front: &str, text: &str| {
        SiteTest::new().briefing("talk", &format!("chatham_house: {rule}\n{front}"), text)
    };
    let text = "Ambassador Li warned of it. “No,” said Wang Yi.\n\n> It fails, according to Anna Berg.\n";
    assert_snapshot!(compared(
        with(true, "people: [Wang Yi]", text),
        with(true, "", "One participant warned of it. “No,” said another. China said no.")
    ));
    assert_eq!(told(&with(false, "people: [Wang Yi]", text)), []);
}

#[test]
fn a_marking_that_the_site_does_not_publish_is_told_as_held_back() {
    let with = |marking: &str| {
        SiteTest::new().briefing("marked", &format!("marking: {marking}"), "They met last week, unseen.")
    };
    let miss = with("TLP:AMBER # chancery: allow unpublished-marking");
    assert_snapshot!(compared(with("TLP:AMBER"), miss));
    // What is held back is looked at with --drafts alone.
    let codes =
        |site: &SiteTest| told_by(site, &["--drafts"]).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(codes(&with("TLP:AMBER")), ["unpublished-marking", "relative-date"]);
}

#[test]
fn drafts_are_looked_at_with_drafts() {
    let site = SiteTest::new().briefing("draft", "status: draft", "They met last week.");
    assert_eq!(told(&site), []);
    assert_eq!(told_by(&site, &["--drafts"]), [("relative-date".to_owned(), 7)]);
}

#[test]
fn likelihood_and_confidence_are_told_where_a_site_wants_it() {
    let text = "War is unlikely.\n\nPeace is almost certainly near. We judge with high confidence that a truce is \
                highly\nprobable. “It is improbable,” he said.";
    assert_eq!(told(&SiteTest::new().briefing("estimate", "", text)), []);
    let wanted = "estimative-language: warning";
    let hit = with_lints(wanted).briefing("estimate", "", text);
    let miss = with_lints(wanted).briefing(
        "estimate",
        "",
        "War is unlikely in that remote region. A truce is very likely. Our confidence in this is high confidence.",
    );
    assert_snapshot!(compared(hit, miss));
}

#[test]
fn levels_and_strictness_count_for_rules_as_for_all_else() {
    let with = |lints: &str| with_lints(lints).briefing("paris", "", "They met last week.");
    assert_eq!(with("").check().code(), 0);
    assert_eq!(with("").run(&["check", "--strict"]).code(), 1);
    let as_error = with("relative-date: error");
    assert_eq!(as_error.check().code(), 1);
    as_error.run(&["build"]).assert_ok();
    let off = with("relative-date: off");
    assert_eq!(off.run(&["check", "--strict"]).assert_ok().said(), "no problems");
}

#[test]
fn a_comment_allows_a_rule_in_the_block_below_it_or_on_its_line() {
    let with = |comment: &str| {
        SiteTest::new().briefing(
            "allow",
            &format!("{}\nsummary: Last week.", comment.replace("<!--", "#").replace("-->", "")),
            &format!(
                "{comment}\nThey met last week,\nand will next week.\n\n{comment}\n\n- Last year\n- Next year\n\n\
                 On a line last week. {comment}\nOn another next week."
            ),
        )
    };
    let lines = |site: &SiteTest| -> Vec<u64> { told(site).into_iter().map(|(_, line)| line).collect() };
    assert_eq!(lines(&with("<!-- chancery: allow relative-date -->")), [18]);
    assert_eq!(lines(&with("<!-- chancery: allow missing-alt, relative-date -->")).len(), 5);
    assert_eq!(lines(&with("<!-- nothing -->")), [5, 9, 10, 14, 15, 17, 18]);
}

#[test]
fn an_allow_comment_that_does_nothing_is_told() {
    let site = SiteTest::new().briefing(
        "allow",
        "summary: A text. # chancery: allow missing-alt",
        "Here <!-- chancery: allow relativ-date --> and <!--chancery:allow relative-date broken-link\nbig-words-->.\n\n\
         <!-- chancery: alow relative-date -->\n\n<!-- chancery: allow -->\n\nA text. `<!-- chancery: allow code -->`",
    );
    assert_snapshot!(site.check().said());
}

#[test]
fn an_allow_comment_for_a_rule_that_is_off_is_no_concern() {
    let site = with_lints("relative-date: off").briefing(
        "allow",
        "",
        "They met. <!-- chancery: allow relative-date orphan-topic -->",
    );
    assert_eq!(told(&site), []);
}

#[test]
fn comments_never_reach_the_output() {
    for html in ["escape", "sanitize"] {
        let built = SiteTest::bare()
            .file(
                "site.yaml",
                format!("title: T\nbase_url: https://example.org/\nmarkdown: {{ html: {html} }}\n"),
            )
            .briefing(
                "secret",
                "topics: [trade] # chancery: allow missing-alt",
                "<!-- chancery: allow relative-date -->\n\nThey met last week. <!-- SECRET: chancery -->\n\n\
                 - <!-- chancery: allow relative-date\n  SECRET -->\n  A list <b>bold <!-- SECRET --></b>",
            )
            .build();
        built.assert_ok();
        for (path, bytes) in built.files() {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("SECRET") && !text.contains("allow relative"), "{path} with {html}");
        }
    }
}

#[test]
fn every_rule_explains_itself() {
    let site = SiteTest::bare();
    let list = site.run(&["check", "--explain"]);
    assert_snapshot!(list.assert_ok().printed());
    let names: Vec<String> = list
        .printed()
        .lines()
        .filter_map(|line| Some(line.strip_prefix("  ")?.split_whitespace().next()?.to_owned()))
        .collect();
    assert!(names.len() > 40);
    for name in names {
        let ran = site.run(&["check", "--explain", &name]);
        let text = ran.assert_ok().printed();
        assert!(text.starts_with(&format!("{name}: ")), "{text}");
        assert!(text.contains("\nNot like this:\n\n    ") && text.contains("\nLike this:\n\n    "), "{text}");
        assert!(
            text.lines().skip(1).all(|line| line.starts_with("    ") || line.chars().count() <= 80),
            "{text}"
        );
    }
    assert_snapshot!(site.run(&["check", "--explain", "relative-date"]).assert_ok().printed());
}

#[test]
fn a_rule_that_does_not_exist_is_wrong_usage_with_the_one_that_may_be_meant() {
    let site = SiteTest::bare();
    let ran = site.run(&["check", "--explain", "relativ-dates"]);
    assert_eq!(
        ran.assert_refused().said(),
        "error: `relativ-dates` is no rule; did you mean `relative-date`?"
    );
    assert_eq!(ran.printed(), "");
    assert!(site.run(&["check", "--explain", "x"]).assert_refused().said().contains("lists all"));
}

#[test]
fn problems_are_annotations_for_github() {
    let site = SiteTest::new()
        .briefing("100%, a:b", "title: A\ncountries: [Atlantis, \"a%0Ab,c:d\"]", "They met last week.")
        .file("content/topics/Trade.md", "---\ntitle: Trade\n---\n");
    let ran = site.run(&["check", "--format", "github"]);
    assert_eq!(ran.code(), 1);
    assert_eq!(ran.said(), "3 errors, 1 warning");
    assert_snapshot!(ran.printed());
    let clean = SiteTest::new().run(&["check", "--format", "github"]);
    assert_eq!((clean.assert_ok().printed().as_str(), clean.said().as_str()), ("", "no problems"));
}

#[test]
fn annotations_name_files_from_the_root_of_the_repository() {
    let site = SiteTest::bare()
        .file(".git/HEAD", "ref: refs/heads/main\n")
        .file("desk/eu/site.yaml", "title: T\nbase_url: https://example.org/\n")
        .file("desk/eu/content/pages/about.md", "none\n");
    let ran = site.run(&["check", "--format", "github", "--root", "desk/eu"]);
    assert!(
        ran.printed().starts_with("::error file=desk/eu/content/pages/about.md,line=1,"),
        "{}",
        ran.printed()
    );
}

#[test]
fn a_check_looks_at_the_clock_that_it_is_given() {
    let profile = "---\nstatus: { is: improving, date: 2024-05 }\n---\n";
    let site = SiteTest::new().file("content/countries/fr.md", profile);
    assert_eq!(told(&site), []);
    let later = NOW.parse::<u64>().expect("a number") + 200 * 24 * 3600;
    assert_eq!(told(&site.env("SOURCE_DATE_EPOCH", &later.to_string())).len(), 1);
}

#[test]
fn the_example_site_and_a_new_site_have_no_problems() {
    let site = SiteTest::bare();
    site.run(&["init", "desk"]).assert_ok();
    for root in [env!("CARGO_MANIFEST_DIR"), "desk"] {
        let ran = site.run(&["check", "--strict", "--drafts", "--root", root]);
        assert_eq!(ran.assert_ok().said(), "no problems", "{root}");
    }
}

#[test]
fn many_problems_in_one_long_line_are_told_with_a_part_of_it_each() {
    let site = SiteTest::new().briefing("long", "", &"Before them they met last week. ".repeat(1000));
    let ran = site.run(&["check", "--format", "json"]);
    let problems: Vec<Value> = serde_json::from_str(&ran.printed()).expect("a JSON array");
    // Up to twenty of a kind are told of a file, and the rest counted.
    assert_eq!(problems.len(), 21);
    assert_eq!(problems[20]["more"], 980);
    for (index, problem) in problems.iter().take(20).enumerate() {
        assert_eq!(problem["column"], 22 + 32 * index);
        assert!(problem["text"].as_str().expect("a text").chars().count() <= 4000);
    }
    let said = site.check().said();
    let lines: Vec<&str> = said.lines().collect();
    let marked: Vec<&[&str]> = lines.windows(2).filter(|pair| pair[1].contains('^')).collect();
    assert_eq!(marked.len(), 20);
    for pair in marked {
        let start = pair[1].find('^').expect("a mark");
        let words: String = pair[0].chars().skip(start).take(pair[1].matches('^').count()).collect();
        assert_eq!(words, "last week");
    }
}

#[test]
fn a_country_that_the_text_is_plainly_about_and_that_is_not_tagged_is_told() {
    let text = "Egypt and Sudan met. Sudan will report.\n\nSudanese engineers left Khartoum; Sudan and Egypt agreed. \
                Norway hosted.";
    let hit = SiteTest::new().briefing("talks", "countries: [EG]\nmentions: [\"NO\"]", text);
    let miss = SiteTest::new().briefing("talks", "countries: [EG]\nmentions: [SD, \"NO\"]", text);
    assert_snapshot!(compared(hit, miss));
    // One that is named in passing, one of an event, and one under its former name are nothing to tell.
    let quiet = SiteTest::new().briefing(
        "moscow",
        "countries: [US, RU]\nevents:\n  - { date: 1972, title: A treaty, countries: [DE] }",
        "American and Soviet envoys met. The Soviet Union and the United States signed; the Soviet Union paid, the \
         Soviet Union left, and Soviet experts stayed. Germany, Germany, Germany, Germany and Germany looked on. \
         Oman sent a note.",
    );
    assert_eq!(told(&quiet), []);
}

#[test]
fn a_tagged_country_that_the_text_never_names_is_told_where_it_stands() {
    let hit =
        SiteTest::new().briefing("vienna", "countries: [AU]\nmentions: [GE]", "Vienna hosts the talks.");
    let miss = SiteTest::new().briefing(
        "vienna",
        "summary: Georgia asks for talks.\ncountries: [AT]\nmentions: [GE]",
        "Vienna hosts the talks.",
    );
    assert_snapshot!(compared(hit, miss));
    let german = SiteTest::new().briefing("wien", "countries: [AU]\nlang: de", "Wien ist Gastgeber.");
    assert_eq!(told(&german), []);
}
