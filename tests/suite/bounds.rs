//! How much work a file can make: what is broken a hundred thousand times is told a few times and counted, and one
//! briefing does not make a site of millions of pages.

use std::fmt::Write as _;

use chancery::record::redline::{Change, Redline};
use chancery::tree::{Body, NullContext};
use serde_json::Value;

use crate::site_test::{Ran, SiteTest};

/// How many of something are many. What takes the square of it would run for minutes.
const MANY: usize = 20_000;

/// Returns the problems of a check as `code: message`, the ones that only count others with their number.
fn told(ran: &Ran) -> Vec<String> {
    let problems: Vec<Value> = serde_json::from_str(&ran.printed()).expect("a JSON array");
    let word = |problem: &Value, name: &str| problem[name].as_str().expect("a text").to_owned();
    problems
        .iter()
        .map(|problem| format!("{}: {}", word(problem, "code"), word(problem, "message")))
        .collect()
}

fn check(site: &SiteTest) -> Ran {
    site.run(&["check", "--format", "json"])
}

/// Asserts that `MANY` problems of a kind are told 20 times and counted.
fn assert_counted(site: &SiteTest, code: &str) {
    let told = told(&check(site));
    let of_kind: Vec<&String> = told.iter().filter(|line| line.starts_with(&format!("{code}: "))).collect();
    assert_eq!(of_kind.len(), 21, "{of_kind:#?}");
    assert_eq!(*of_kind[20], format!("{code}: and 19,980 more of this kind"));
}

#[test]
fn undefined_notes_on_one_line_are_told_twenty_times_and_counted() {
    let text: String = (0..MANY).fold(String::new(), |mut text, number| {
        let _ = write!(text, "a[^n{number}] ");
        text
    });
    assert_counted(&SiteTest::new().briefing("a", "", &text), "undefined-footnote");
}

#[test]
fn links_to_headings_that_are_not_there_are_told_twenty_times_and_counted() {
    let mut text = String::new();
    for number in 0..MANY {
        let _ = writeln!(text, "## Heading {number}\n\n[x](#headink-{number})\n");
    }
    assert_counted(&SiteTest::new().briefing("a", "", &text), "broken-link");
}

#[test]
fn links_to_files_that_are_not_there_are_told_twenty_times_and_counted() {
    let mut text = String::new();
    for number in 0..MANY {
        let _ = writeln!(text, "[x](other-{number}.md) [y](b.md#z)");
    }
    let site = SiteTest::new().briefing("a", "", &text).briefing("b", "", "Text.");
    let told = told(&check(&site));
    assert_eq!(told.len(), 21);
    assert_eq!(told[20], "broken-link: and 39,980 more of this kind");
}

#[test]
fn names_that_are_no_countries_are_told_twenty_times_and_counted() {
    let names: Vec<String> = (0..MANY).map(|number| format!("Frnace{number}")).collect();
    let site = SiteTest::new().briefing("a", &format!("countries: [{}]", names.join(", ")), "Text.");
    assert_counted(&site, "unknown-country");
}

#[test]
fn topics_pins_keys_and_sources_that_are_wrong_are_told_twenty_times_and_counted() {
    let list = |name: &str| -> String {
        (0..MANY).map(|number| format!("{name}{number}")).collect::<Vec<_>>().join(", ")
    };
    let topics = SiteTest::new().file("content/topics/trade.md", "---\ntitle: Trade\n---\n").briefing(
        "a",
        &format!("topics: [{}]", list("trad")),
        "Text.",
    );
    assert_counted(&topics, "unknown-topic");
    let older = SiteTest::new().briefing("a", &format!("supersedes: [{}]", list("2023/x")), "Text.");
    assert_counted(&older, "unknown-briefing");
    let keys: Vec<String> = (0..MANY).map(|number| format!("sumary{number}: x\n")).collect();
    assert_counted(&SiteTest::new().briefing("a", &keys.concat(), "Text."), "unknown-key");
    let aliases = SiteTest::new().briefing("a", &format!("aliases: [{}]", list("x")), "Text.");
    assert_counted(&aliases, "invalid-alias");
    let sources: String =
        (0..MANY).map(|_| "- {id: a, title: A, url: 'https://e.org'}\n".to_owned()).collect();
    let told = told(&check(&SiteTest::new().briefing("a", &format!("sources:\n{sources}"), "Text.[^a]")));
    assert_eq!(
        told.last().map(String::as_str),
        Some("invalid-yaml: there are more than 50000 values up to here")
    );
}

#[test]
fn a_summary_counts_what_is_only_counted() {
    let said = SiteTest::new().briefing("a", "", &"a[^x] ".repeat(MANY)).check().assert_errors().said();
    assert!(said.ends_with("20000 errors"), "{said}");
    assert_eq!(said.matches("is no source and no footnote").count(), 20);
    assert!(said.contains("and 19,980 more of this kind"), "{said}");
}

#[test]
fn what_is_allowed_at_its_place_is_not_counted() {
    let allowed = "<!-- chancery: allow missing-alt -->\n\n![](a.png)\n\n".repeat(30);
    let site = SiteTest::new().file("static/a.png", "x");
    let site = site.briefing(
        "a",
        "",
        &format!("{allowed}{}", "![](/a.png)\n\n".repeat(25)).replace("(a.png", "(/a.png"),
    );
    let told = told(&check(&site));
    let rule: Vec<&String> = told.iter().filter(|line| line.starts_with("missing-alt")).collect();
    assert_eq!(rule.len(), 21, "{told:#?}");
    assert_eq!(rule[20], "missing-alt: and 5 more of this kind");
}

#[test]
fn values_that_aliases_repeat_without_end_are_refused_before_they_are_made() {
    // Nine levels of nine: 387 million values.
    let mut yaml = String::from("extra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let before = vec![format!("*a{}", level - 1); 9].join(", ");
        let _ = writeln!(yaml, "  a{level}: &a{level} [{before}]");
    }
    let ran = check(&SiteTest::new().briefing("a", yaml.trim_end(), "Text."));
    assert_eq!(told(&ran), ["invalid-yaml: `&` and `*` repeat a value too many times"]);
    let long = format!("extra:\n  a: &a {}\n  b: [{}]", "x".repeat(20_000), vec!["*a"; 60].join(", "));
    let ran = check(&SiteTest::new().briefing("a", &long, "Text."));
    assert_eq!(told(&ran), ["invalid-yaml: `&` and `*` repeat a value too many times"]);
}

#[test]
fn a_value_that_an_alias_repeats_is_read() {
    let site = SiteTest::new().briefing(
        "a",
        "countries: &c [FR, CN]\nmentions: *c\nextra: { a: *c, b: [*c, *c] }",
        "R&D *x*.",
    );
    let built = site.build();
    built.assert_ok();
    assert!(built.has("/relations/china-france/"));
}

#[test]
fn front_matter_of_more_than_a_megabyte_is_refused() {
    let ran = check(&SiteTest::new().briefing("a", &format!("summary: {}", "x".repeat(1_100_000)), "Text."));
    let told = told(&ran);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("invalid-yaml: there are 1100"), "{told:?}");
}

/// The codes of the first countries of the table.
fn countries(number: usize) -> String {
    let ids = include_str!("../../data/countries.tsv");
    let codes: Vec<&str> =
        ids.lines().skip(1).filter_map(|line| line.split('\t').next()).take(number).collect();
    assert_eq!(codes.len(), number);
    // `NO` alone is a boolean of YAML 1.1.
    codes.iter().map(|code| format!("\"{code}\"")).collect::<Vec<_>>().join(", ")
}

fn relations(built: &crate::site_test::Built) -> usize {
    let is_page = |path: &str| path.starts_with("relations/") && path.ends_with("/index.html");
    built.files().iter().filter(|(path, _)| is_page(path) && path.matches('/').count() == 2).count()
}

#[test]
fn a_briefing_of_more_than_forty_subjects_makes_no_pairs_and_says_so() {
    let site =
        SiteTest::new().briefing("all", &format!("countries: [{}]\ntopics: [a]", countries(41)), "Text.");
    let mut told = told(&check(&site));
    told.retain(|line| !line.starts_with("unnamed-country"));
    assert_eq!(
        told,
        ["many-pairs: this briefing has 41 subjects, and with more than 40 it makes no pages of two of them"]
    );
    let built = site.build();
    assert_eq!(relations(&built), 0);
    let built = SiteTest::new().briefing("some", &format!("countries: [{}]", countries(40)), "Text.").build();
    built.assert_ok();
    assert_eq!(relations(&built), 40 * 39 / 2);
}

#[test]
fn a_site_can_ask_for_more_pairs_or_fewer() {
    let settings =
        |pairs: usize| format!("title: D\nbase_url: https://example.org/\nlimits: {{ pairs: {pairs} }}\n");
    let site = SiteTest::new().file("site.yaml", settings(41));
    let built = site.briefing("all", &format!("countries: [{}]", countries(41)), "Text.").build();
    built.assert_ok();
    assert_eq!(relations(&built), 41 * 40 / 2);
    let built = SiteTest::new()
        .file("site.yaml", settings(2))
        .briefing("a", "countries: [FR, CN, DE]", "Text.")
        .build();
    assert_eq!(relations(&built), 0);
}

#[test]
fn a_briefing_of_many_subjects_stands_on_the_pages_of_pairs_that_others_make() {
    let codes = countries(60);
    let two: Vec<&str> = codes.split(", ").take(2).collect();
    let event = format!("events: [{{date: 2024-02-01, title: All meet, countries: [{codes}]}}]");
    let built = SiteTest::new()
        .briefing("all", &format!("date: 2024-03-01\ncountries: [{codes}]\n{event}"), "Text.")
        .briefing("two", &format!("date: 2024-01-01\ncountries: [{}]", two.join(", ")), "Text.")
        .build();
    assert_eq!(relations(&built), 1);
    let (path, _) = built
        .files()
        .into_iter()
        .find(|(path, _)| {
            path.starts_with("relations/") && path.matches('/').count() == 2 && path.ends_with("index.html")
        })
        .expect("a pair");
    let page = format!("/{}", path.trim_end_matches("index.html"));
    assert_eq!(built.rows(&page), ["all", "two"]);
    assert_eq!(built.events(&page), [("1 February 2024".to_owned(), "All meet".to_owned())]);
}

#[test]
fn pairs_that_an_older_version_made_stay_when_a_briefing_grows() {
    let few = countries(3);
    let built = SiteTest::new()
        .briefing("a", &format!("countries: [{few}]"), "Text.")
        .committed("2024-04-01", "One")
        .briefing("a", &format!("countries: [{}]", countries(50)), "More text.")
        .committed("2024-04-02", "Two")
        .build();
    assert_eq!(relations(&built), 3);
}

#[test]
fn a_briefing_of_many_countries_and_topics_makes_no_pages_of_both() {
    let topics: Vec<String> = (0..100).map(|number| format!("topic{number}")).collect();
    let front = format!("countries: [{}]\ntopics: [{}]", countries(8), topics.join(", "));
    let site = SiteTest::new().briefing("a", &front, "Text.");
    let mut told = told(&check(&site));
    told.retain(|line| !line.starts_with("unnamed-country"));
    assert_eq!(
        told,
        ["many-pairs: this briefing has 8 countries and 100 topics, too many for a page of each two of them"]
    );
    let built = site.build();
    let is_both = |path: &str| path.starts_with("countries/") && path.contains("/topic");
    assert!(!built.files().iter().any(|(path, _)| is_both(path)));
    assert!(built.has("/topics/topic7/"));
}

#[test]
fn a_briefing_with_many_topics_and_countries_names_the_first_of_them_in_lists_and_feeds() {
    let topics: Vec<String> = (0..300).map(|number| format!("topic{number:03}")).collect();
    let front = format!("countries: [{}]\ntopics: [{}]", countries(60), topics.join(", "));
    let built = SiteTest::new().briefing("a", &front, "Text.").build();
    let archive = built.main("/briefings/");
    assert_eq!(archive.matches("href=\"/countries/").count(), 20, "{archive}");
    assert!(archive.contains("and 40 more"), "{archive}");
    assert_eq!(built.page("/topics/topic007/feed.xml").matches("<category").count(), 40);
    let feed: Value = serde_json::from_str(&built.page("/topics/topic007/feed.json")).expect("JSON");
    assert_eq!(feed["items"][0]["tags"].as_array().expect("tags").len(), 40);
    // Its own page leaves none out.
    assert_eq!(built.main("/briefings/2024/a/").matches("href=\"/topics/").count(), 300);
}

#[test]
fn topics_that_nest_without_end_are_told() {
    let mut site = SiteTest::new();
    for number in 0..30 {
        let parent = if number == 0 { String::new() } else { format!("parent: t{}\n", number - 1) };
        site = site
            .file(&format!("content/topics/t{number}.md"), format!("---\ntitle: T{number}\n{parent}---\n"));
    }
    let told = told(&check(&site));
    assert!(
        told.iter().all(|line| line == "deep-nesting: topics are part of each other more than 20 deep here")
    );
    assert_eq!(told.len(), 1);
}

#[test]
fn a_site_over_its_limits_is_refused_before_it_is_written_and_says_what_makes_it_large() {
    let settings =
        |limits: &str| format!("title: D\nbase_url: https://example.org/\nlimits: {{ {limits} }}\n");
    let topics: Vec<String> = (0..60).map(|number| format!("topic{number}")).collect();
    let front = format!("topics: [{}]", topics.join(", "));
    let site = SiteTest::new().briefing("a", &front, "Text.");
    site.write("site.yaml", settings("files: 100"));
    let ran = site.run(&["build"]);
    let said = ran.assert_errors().said();
    assert!(
        said.contains("error[over-limit]: the site would have ") && said.contains("let it have 100"),
        "{said}"
    );
    assert!(
        said.contains("most of them are in topics/ (") && said.contains("limits: { files: 300 }"),
        "{said}"
    );
    assert!(!site.root().join("public").exists());

    site.write("site.yaml", settings("bytes: 100kB"));
    let said = site.run(&["build"]).assert_errors().said();
    assert!(
        said.contains("error[over-limit]: the site would have about ") && said.contains("let it have 100 kB"),
        "{said}"
    );
    assert!(said.contains("topics/ ("), "{said}");
    assert!(!site.root().join("public").exists());
    let left: Vec<String> =
        site.files().into_iter().map(|(path, _)| path).filter(|path| path.contains("staging")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_site_that_was_as_large_before_is_not_asked_again() {
    let topics: Vec<String> = (0..60).map(|number| format!("topic{number}")).collect();
    let site = SiteTest::new().briefing("a", &format!("topics: [{}]", topics.join(", ")), "Text.");
    site.run(&["build"]).assert_ok();
    site.write(
        "site.yaml",
        "title: D\nbase_url: https://example.org/\nlimits: { files: 100, bytes: 100kB }\n",
    );
    site.run(&["build"]).assert_ok();
}

#[test]
fn a_limit_is_a_number_with_a_unit() {
    let site = SiteTest::new()
        .file("site.yaml", "title: D\nbase_url: https://example.org/\nlimits: { bytes: much, pears: 1 }\n");
    let mut told = told(&check(&site));
    told.retain(|line| !line.starts_with("unnamed-country"));
    assert_eq!(
        told,
        ["invalid-value: `much` is no number of bytes", "unknown-key: nothing reads the key `pears`"]
    );
}

#[test]
fn twenty_thousand_paragraphs_in_reversed_order_are_told_as_moved() {
    let paragraph = |number: usize| format!("This is paragraph number{number} of them.\n\n");
    let old: String = (0..MANY).map(paragraph).collect();
    let new: String = (0..MANY).rev().map(paragraph).collect();
    let (old, new) = (Body::of_markdown(&old, 0), Body::of_markdown(&new, 0));
    let redline = Redline::new(&old, &new, &NullContext);
    let moved = redline.blocks.iter().filter(|block| block.change() == Change::Moved).count();
    assert_eq!((moved, redline.blocks.len()), (MANY - 1, MANY));
    assert_eq!((redline.inserted, redline.deleted), (0, 0));
}

#[test]
fn a_large_picture_of_one_colour_is_a_small_file_already() {
    let picture = |width: u32, noise: bool| {
        let image = image::RgbImage::from_fn(width, 1300, |x, y| {
            let grey = if noise {
                (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)).to_le_bytes()[1]
            } else {
                7
            };
            image::Rgb([grey, grey, grey])
        });
        let mut bytes = Vec::new();
        image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).expect("memory");
        bytes
    };
    let built = SiteTest::new()
        .file(
            "content/briefings/a/index.md",
            "---\ntitle: A\ndate: 2024-04-01\n---\n![x](flat.png) ![y](noise.png)",
        )
        .file("content/briefings/a/flat.png", picture(4000, false))
        .file("content/briefings/a/noise.png", picture(1300, true))
        .build();
    built.assert_ok();
    assert!(built.has("/briefings/2024/a/flat.png") && !built.has("/briefings/2024/a/flat-600w.png"));
    assert!(built.has("/briefings/2024/a/noise-600w.png"));
}
