//! Citing a briefing: lines to copy, and files for reference managers.

use serde_json::{Value, json};

use crate::site_test::{Built, SiteTest};

/// Returns the lines of a briefing's page that cite it, as HTML.
#[track_caller]
fn lines(built: &Built, slug: &str) -> Vec<String> {
    let main = built.main(&format!("/briefings/2024/{slug}/"));
    let (_, rest) = main.split_once("<summary>Cite this briefing</summary>").expect("a way to cite");
    let (cite, _) = rest.split_once("</details>").expect("an end");
    let lines = cite.lines().filter_map(|line| line.strip_prefix("<p><b>")?.strip_suffix("</p>"));
    lines.map(|line| line.replacen("</b>", ":", 1)).collect()
}

/// Returns the fields of an entry in BibTeX: its braces are counted as BibTeX does, escaped or not.
#[track_caller]
fn bibtex(text: &str) -> (String, String, Vec<(String, String)>) {
    let (head, rest) = text.strip_prefix('@').and_then(|rest| rest.split_once('{')).expect("an entry");
    let (key, rest) = rest.split_once(',').expect("a key");
    assert!(key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{key}");
    let mut fields = Vec::new();
    let mut rest = rest.trim_start();
    while !rest.starts_with('}') {
        let (name, value) = rest.split_once('=').expect("a field");
        let value = value.trim_start();
        let mut depth = 0;
        let end = value
            .char_indices()
            .find(|(_, c)| {
                depth += match c {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                depth == 0
            })
            .expect("braces that close")
            .0;
        fields.push((name.trim().to_owned(), value[1..end].to_owned()));
        rest = value[end + 1..].trim_start_matches(',').trim_start();
    }
    assert_eq!(rest.trim(), "}", "one entry and nothing else");
    (head.to_owned(), key.to_owned(), fields)
}

#[test]
fn a_briefing_is_cited_in_three_styles() {
    let built = SiteTest::new()
        .briefing("two", "title: Talks in “Paris”\nauthors: [Ann Lee, Bob Ray]", "Text.")
        .briefing(
            "three",
            "title: Who speaks?\ndate: 2024-05-09\nauthors: [Ann, Bob, Cy]\nkind: report",
            "Text.",
        )
        .briefing("none", "title: A <word> & more\ndate: 2024-01-31", "Text.")
        .build();
    built.assert_ok();
    let url = |slug: &str| format!("https://example.org/briefings/2024/{slug}/");
    assert_eq!(
        lines(&built, "two"),
        [
            format!(
                "Chicago: Ann Lee and Bob Ray. “Talks in ‘Paris.’” Test Desk, April 1, 2024. {}.",
                url("two")
            ),
            format!(
                "MLA: Ann Lee and Bob Ray. “Talks in ‘Paris.’” <i>Test Desk</i>, 1 Apr. 2024, {}.",
                url("two")
            ),
            format!(
                "APA: Ann Lee &amp; Bob Ray. (2024, April 1). <i>Talks in “Paris.”</i> Test Desk. {}",
                url("two")
            ),
        ]
    );
    assert_eq!(
        lines(&built, "three"),
        [
            format!("Chicago: Ann, Bob, and Cy. <i>Who speaks?</i> Test Desk, 2024. {}.", url("three")),
            format!("MLA: Ann, et al. <i>Who speaks?</i> <i>Test Desk</i>, 9 May 2024, {}.", url("three")),
            format!("APA: Ann, Bob, &amp; Cy. (2024). <i>Who speaks?</i> Test Desk. {}", url("three")),
        ]
    );
    assert_eq!(
        lines(&built, "none"),
        [
            format!("Chicago: Test Desk. “A &lt;word&gt; &amp; more.” January 31, 2024. {}.", url("none")),
            format!("MLA: “A &lt;word&gt; &amp; more.” <i>Test Desk</i>, 31 Jan. 2024, {}.", url("none")),
            format!("APA: Test Desk. (2024, January 31). <i>A &lt;word&gt; &amp; more</i>. {}", url("none")),
        ]
    );
}

#[test]
fn bibtex_survives_what_tex_reads_as_commands() {
    let built = SiteTest::new()
        .briefing("odd", "title: '50% & $5 #1 a_b {c ~ ^ \\d } }'\nauthors: [Ann and Bob]", "Text.")
        .briefing("report", "kind: report", "Text.")
        .build();
    built.assert_ok();
    let (entry, key, fields) = bibtex(&built.page("/briefings/2024/odd/cite.bib"));
    assert_eq!((entry.as_str(), key.as_str()), ("misc", "odd-2024"));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        fields,
        [
            ("author", "{Ann and Bob}"),
            (
                "title",
                "{50\\% \\& \\$5 \\#1 a\\_b \\textbraceleft{}c \\textasciitilde{} \\textasciicircum{} \\textbackslash{}d \\textbraceright{} \\textbraceright{}}"
            ),
            ("organization", "Test Desk"),
            ("date", "2024-04-01"),
            ("year", "2024"),
            ("url", "https://example.org/briefings/2024/odd/"),
        ]
    );
    let (entry, _, fields) = bibtex(&built.page("/briefings/2024/report/cite.bib"));
    assert_eq!(entry, "report");
    assert!(fields.contains(&("institution".to_owned(), "Test Desk".to_owned())), "{fields:?}");
}

#[test]
fn ris_has_one_line_for_each_value() {
    let built = SiteTest::new()
        .briefing("x", "title: \"One\\nER  - two\"\nauthors: [Ann, Bob]\nsummary: Short\nlang: ar", "Text.")
        .build();
    assert_eq!(
        built.page("/briefings/2024/x/cite.ris"),
        "TY  - ELEC\r\nAU  - Ann\r\nAU  - Bob\r\nTI  - One ER - two\r\nT2  - Test Desk\r\nPY  - 2024\r\nDA  - 2024/04/01/\r\n\
         AB  - Short\r\nLA  - ar\r\nUR  - https://example.org/briefings/2024/x/\r\nER  - \r\n"
    );
}

#[test]
fn csl_json_names_authors_as_they_are_written() {
    let built = SiteTest::new()
        .briefing("x", "title: مرحبا </script>\nsummary: Short\nkind: report", "Text.")
        .build();
    let items: Value = serde_json::from_str(&built.page("/briefings/2024/x/cite.csl.json")).expect("JSON");
    assert_eq!(
        items,
        json!([{
            "id": "2024/x",
            "type": "report",
            "title": "مرحبا </script>",
            "author": [{ "literal": "Test Desk" }],
            "publisher": "Test Desk",
            "issued": { "date-parts": [[2024, 4, 1]] },
            "URL": "https://example.org/briefings/2024/x/",
            "abstract": "Short",
            "language": "en",
        }])
    );
}

#[test]
fn a_site_may_go_without_citations() {
    let built = SiteTest::bare()
        .file("site.yaml", "title: D\nbase_url: https://example.org/\noutputs: {citations: false}\n")
        .briefing("x", "", "Text.")
        .build();
    built.assert_ok();
    assert!(!built.main("/briefings/2024/x/").contains("Cite this briefing"));
    assert!(!built.has("/briefings/2024/x/cite.bib"));
}
