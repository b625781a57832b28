//! Building a site.

use crate::site_test::SiteTest;

#[test]
fn a_briefing_gets_a_page_and_a_place_in_every_list() {
    let built = SiteTest::new()
        .briefing("2024/france-china", "countries: [FR, CN]\ntopics: [trade]", "Text of the briefing.")
        .build();
    built.assert_ok();
    assert!(built.main("/briefings/2024/france-china/").contains("Text of the briefing."));
    for list in
        ["/", "/briefings/", "/briefings/2024/", "/countries/france/", "/countries/china/", "/topics/trade/"]
    {
        assert!(built.main(list).contains("/briefings/2024/france-china/"), "{list} does not list it");
    }
}
