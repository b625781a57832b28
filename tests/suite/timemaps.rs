//! The versions of briefings for web archives.

use insta::assert_snapshot;

use crate::site_test::SiteTest;

const ON: &str = "title: Test Desk\nbase_url: https://example.org/briefings/\noutputs: { timemaps: true }\n";

/// Returns a site whose briefing has three versions, in each of which other words stand.
fn versions(settings: &str) -> SiteTest {
    SiteTest::bare()
        .file("site.yaml", settings)
        .briefing("a", "", "One.")
        .committed("2024-04-02", "One")
        .briefing("a", "", "Two.")
        .committed("2024-04-03", "Two")
        .briefing("a", "", "Three.")
        .committed("2024-04-04", "Three")
}

#[test]
fn a_time_map_has_each_version_with_the_moment_since_which_it_was_public() {
    let built = versions(ON).build();
    built.assert_ok();
    assert_snapshot!(built.page("/briefings/2024/a/timemap.link"));
}

#[test]
fn the_page_of_a_briefing_and_those_of_its_versions_lead_to_the_time_map() {
    let built = versions(ON).build();
    let links = |path: &str| {
        let page = built.page(path);
        let rels = ["cite-as", "timemap", "original", "describedby"];
        let is_wanted =
            |line: &&str| rels.iter().any(|rel| line.starts_with(&format!("<link rel=\"{rel}\"")));
        page.lines().filter(is_wanted).map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!([links("/briefings/2024/a/"), links("/briefings/2024/a/history/2/")].join("\n\n"));
}

#[test]
fn a_version_that_is_a_gap_is_in_no_time_map() {
    let site = versions(ON);
    let commit = site.git("2024-04-05", &["rev-parse", "HEAD~1"]);
    let built = site.briefing("a", &format!("redact: [\"{commit}\"]"), "Three.").build();
    built.assert_ok();
    let map = built.page("/briefings/2024/a/timemap.link");
    assert!(
        map.contains("/history/1/") && map.contains("/history/3/") && !map.contains("/history/2/"),
        "{map}"
    );
}

#[test]
fn a_site_that_does_not_ask_for_time_maps_and_a_text_without_versions_have_none() {
    let off = "title: Test Desk\nbase_url: https://example.org/briefings/\n";
    assert!(!versions(off).build().holds("timemap"));
    let built = SiteTest::bare().file("site.yaml", ON).briefing("a", "", "One.").build();
    built.assert_ok();
    assert!(!built.holds("timemap"));
}
