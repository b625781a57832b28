//! Briefings with a DOI.

use insta::assert_snapshot;
use serde_json::Value;

use crate::site_test::SiteTest;

fn with(doi: &str) -> SiteTest {
    SiteTest::new().briefing("a", &format!("kind: report\ndoi: {doi}"), "Text.")
}

#[test]
fn a_text_with_a_doi_is_cited_by_it_and_shows_it() {
    let built = with("10.1000/182").build();
    built.assert_ok();
    let page = built.page("/briefings/2024/a/");
    assert!(page.contains("href=\"https://doi.org/10.1000/182\">doi:10.1000/182</a>"), "{page}");
    assert!(page.contains("<meta name=\"citation_doi\" content=\"10.1000/182\">"), "{page}");
    assert!(page.contains("\"sameAs\":\"https://doi.org/10.1000/182\""), "{page}");
    assert!(page.contains("2024. https://doi.org/10.1000/182."), "{page}");
    assert_snapshot!(
        ["cite.bib", "cite.ris", "cite.csl.json"]
            .map(|file| built.page(&format!("/briefings/2024/a/{file}")))
            .join("\n")
    );
    let data: Value = serde_json::from_str(&built.page("/briefings/2024/a/index.json")).expect("JSON");
    assert_eq!(data["doi"], "10.1000/182");
}

#[test]
fn a_doi_can_be_written_as_an_address_and_its_signs_are_kept_from_breaking_the_link() {
    for written in ["https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182", "doi:10.1000/182"] {
        let built = with(&format!("\"{written}\"")).build();
        built.assert_ok();
        assert!(built.page("/briefings/2024/a/").contains("doi:10.1000/182<"), "{written}");
    }
    let page = with("\"10.1000/a<b>#c\"").build().page("/briefings/2024/a/");
    assert!(page.contains("href=\"https://doi.org/10.1000/a%3Cb%3E%23c\""), "{page}");
}

#[test]
fn an_older_version_is_cited_by_its_own_address() {
    let site = with("10.1000/182").committed("2024-04-02", "One").briefing(
        "a",
        "kind: report\ndoi: 10.1000/182",
        "Other words.",
    );
    let built = site.committed("2024-04-03", "Two").build();
    let old = built.page("/briefings/2024/a/history/1/cite.ris");
    assert!(
        old.contains("UR  - https://example.org/briefings/2024/a/history/1/") && !old.contains("DO  -"),
        "{old}"
    );
}

#[test]
fn what_is_no_doi_is_told() {
    for wrong in ["182", "\"10.1000\"", "11.1000/182", "10.1/182", "\"10.1000/a b\"", "10.1000/größe"] {
        let built = with(wrong).build();
        assert!(built.said().contains("is no DOI"), "{wrong}: {}", built.said());
    }
    assert_snapshot!(with("\"10.1000\"").build().said());
}
