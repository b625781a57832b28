//! Sources that several briefings cite: one page of them all, what was withdrawn, and what rests on it.

use insta::assert_snapshot;
use serde_json::Value;

use crate::site_test::SiteTest;

/// Returns the front matter of one source.
fn source(keys: &str) -> String {
    format!("sources: [{{ id: mfa, title: Trade figures, publisher: Ministry, {keys} }}]")
}

/// Returns a site in which three briefings cite one source in three ways, and a fourth another one.
fn shared() -> SiteTest {
    SiteTest::new()
        .briefing("a", &source("url: https://example.org/figures, rating: B2"), "Trade grew.[^mfa]")
        .briefing(
            "b",
            &format!("date: 2024-05-01\n{}", source("url: http://www.example.org/figures/, rating: D4")),
            "It grew again. By a third,[^mfa] they say. Nobody knows.",
        )
        .briefing(
            "c",
            &source("archived: https://web.archive.org/web/20240403120000/https://example.org/figures"),
            "> It fell.[^mfa]",
        )
        .briefing("d", &source("url: https://example.org/figures?year=2023"), "Other figures.[^mfa]")
}

fn withdrawn(site: SiteTest) -> SiteTest {
    let keys = "url: https://example.org/figures, rating: B2, withdrawn: { date: 2024-05-20, reason: The ministry took them back. }";
    site.briefing("a", &source(keys), "Trade grew.[^mfa]")
}

#[test]
fn one_source_stands_once_with_all_that_cites_it_and_how_each_rated_it() {
    let built = shared().build();
    built.assert_ok();
    assert_snapshot!(built.main("/sources/"));
    assert!(built.main("/briefings/2024/a/").contains("href=\"/sources/\""));
}

#[test]
fn a_site_whose_briefings_share_no_source_has_no_page_of_them_and_an_output_can_be_switched_off() {
    let alone = || SiteTest::new().briefing("a", &source("url: https://example.org/figures"), "Text.[^mfa]");
    let built = alone().build();
    built.assert_ok();
    assert!(!built.has("/sources/") && !built.holds("/sources/"));
    let built = shared()
        .file("site.yaml", "title: T\nbase_url: https://example.org/\noutputs: { sources: false }\n")
        .build();
    built.assert_ok();
    assert!(!built.has("/sources/") && !built.page("/briefings/2024/a/").contains("/sources/"));
}

#[test]
fn a_source_that_was_withdrawn_is_told_by_every_briefing_that_cites_it() {
    let built = withdrawn(shared()).build();
    built.assert_ok();
    for name in ["a", "b", "c"] {
        let main = built.main(&format!("/briefings/2024/{name}/"));
        assert!(main.contains("<p class=\"notice\">A source of this text was withdrawn"), "{name}: {main}");
        let data: Value =
            serde_json::from_str(&built.page(&format!("/briefings/2024/{name}/index.json"))).expect("JSON");
        assert_eq!(data["sources"][0]["withdrawn"]["reason"], "The ministry took them back.", "{name}");
    }
    assert!(!built.main("/briefings/2024/d/").contains("class=\"notice\""));
    let line =
        "A source of this text was withdrawn (20 May 2024): Trade figures. The ministry took them back.";
    assert_eq!(built.page("/feed.xml").matches(line).count(), 3);
    assert_eq!(built.page("/feed.json").matches(line).count(), 6, "as summary and as content");
    assert!(built.main("/sources/").contains("The ministry took them back."));
    assert!(built.page("/api/schema/briefing.json").contains("\"withdrawn\""));
}

#[test]
fn what_changed_begins_with_the_sources_that_were_withdrawn() {
    let built = withdrawn(shared()).committed("2024-05-21", "One").build();
    let main = built.main("/changes/");
    assert!(main.contains("id=\"withdrawn-sources\""), "{main}");
    assert!(!shared().committed("2024-05-21", "One").build().main("/changes/").contains("withdrawn-sources"));
}

#[test]
fn what_is_held_back_shares_no_source_and_withdraws_none() {
    let secret = source("url: https://example.org/secret");
    let held =
        source("url: https://example.org/secret, withdrawn: { date: 2024-05-20, reason: A secret word. }");
    let built = SiteTest::new()
        .briefing("open", &secret, "Text.[^mfa]")
        .briefing("held", &format!("status: draft\n{held}"), "Text.[^mfa]")
        .build();
    built.assert_ok();
    assert!(!built.has("/sources/") && !built.holds("secret word"));
}

#[test]
fn recall_tells_the_sentences_that_rest_on_a_source_by_any_of_its_addresses() {
    let site = shared();
    let recall = |address: &str| site.run(&["recall", address]).assert_ok().printed();
    assert_snapshot!(recall("https://example.org/figures"));
    assert_eq!(recall("http://www.example.org/figures/"), recall("https://example.org/figures"));
    assert_eq!(
        recall("https://web.archive.org/web/2023/https://example.org/figures"),
        recall("https://example.org/figures")
    );
}

#[test]
fn a_doi_is_one_source_however_it_is_written() {
    let site = SiteTest::new()
        .briefing("a", &source("url: https://doi.org/10.1000/ABC"), "Text.[^mfa]")
        .briefing("b", &source("url: http://dx.doi.org/10.1000/abc"), "Text.[^mfa]");
    assert_eq!(site.run(&["recall", "10.1000/abc"]).assert_ok().printed().matches("source 1").count(), 2);
}

#[test]
fn a_recall_of_what_nothing_cites_is_refused_and_says_so() {
    assert_snapshot!(shared().run(&["recall", "https://example.org/other"]).assert_refused().said());
}

#[test]
fn a_withdrawal_without_a_day_or_a_reason_is_told() {
    let site = SiteTest::new()
        .briefing("a", &source("withdrawn: { date: 2024-05-20 }"), "Text.[^mfa]")
        .briefing("b", &source("withdrawn: { date: 2024-13-20, reason: So. }"), "Text.[^mfa]");
    assert_snapshot!(site.build().said());
}
