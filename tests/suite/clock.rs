//! The clock of the gate: `SOURCE_DATE_EPOCH` sets it back, never forward, and that is said.

use crate::site_test::SiteTest;

/// Returns what a command says of the clock.
fn notes(site: &SiteTest, arguments: &[&str]) -> Vec<String> {
    let output = site.command(arguments).output().expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    said.lines().filter(|line| line.contains("SOURCE_DATE_EPOCH")).map(str::to_owned).collect()
}

#[test]
fn a_clock_in_the_future_lifts_no_embargo() {
    // The embargo ends in the year 2200, and the clock is set to 2250.
    let site = SiteTest::new()
        .briefing("secret", "embargo: 2200-01-01", "Zanzibarite.")
        .briefing("later", "date: 2200-01-01", "Zanzibarite.")
        .env("SOURCE_DATE_EPOCH", "8835955200");
    let built = site.build();
    built.assert_ok();
    assert!(!built.holds("zanzibarite"));
    assert!(built.said().contains("2 held back: 1 future, 1 embargo"), "{}", built.said());
    for command in ["build", "check"] {
        assert_eq!(
            notes(&built.site, &[command]),
            [
                "note: SOURCE_DATE_EPOCH is 2250-01-01T00:00:00Z, which has not come, so the clock of this machine counts"
            ]
        );
    }
}

#[test]
fn a_clock_that_is_set_back_is_told_with_what_it_keeps_away() {
    let site = SiteTest::new().briefing("x", "", "Text.").env("SOURCE_DATE_EPOCH", "315532800");
    let built = site.build();
    built.assert_ok();
    assert!(!built.has("/briefings/2024/x/"));
    assert!(built.said().contains("1 held back: 1 future"), "{}", built.said());
    assert_eq!(
        notes(&built.site, &["build"]),
        [
            "note: SOURCE_DATE_EPOCH sets the present to 1980-01-01T00:00:00Z; later dates and embargoes have not come"
        ]
    );
}

#[test]
fn nothing_is_said_of_the_clock_of_the_machine() {
    let site = SiteTest::new().briefing("x", "", "Text.");
    let output = site.command(&["build"]).env_remove("SOURCE_DATE_EPOCH").output().expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !said.contains("the present"), "{said}");
}
