//! `chancery import`, and what becomes of imported texts

use crate::site_test::SiteTest;

#[test]
fn what_an_imported_text_links_to_in_vain_is_a_warning_until_it_is_mended() {
    let text = "[gone](gone.md) ![gone](gone.png) and[^gone]";
    let site = SiteTest::new().briefing("moved", "extra: {imported_from: posts/moved.md}", text);
    let built = site.build();
    built.assert_ok();
    for code in ["broken-link", "broken-image", "undefined-footnote"] {
        assert!(built.said().contains(&format!("warning[{code}]")), "{}", built.said());
    }
    assert_eq!(built.site.run(&["check", "--strict"]).code(), 1);
    assert_eq!(SiteTest::new().briefing("own", "", text).check().code(), 1);
}

#[test]
fn all_else_that_is_wrong_with_an_imported_text_is_an_error_still() {
    let site = SiteTest::new().briefing("moved", "countries: [Atlantis]\nextra: {imported_from: a.md}", "");
    let built = site.build();
    assert!(built.assert_errors().said().contains("error[unknown-country]"), "{}", built.said());
}
