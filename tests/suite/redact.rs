//! `chancery redact`: versions that are taken out of the record.

use insta::assert_snapshot;

use crate::site_test::SiteTest;

const FILE: &str = "content/briefings/visit.md";

fn desk() -> SiteTest {
    let site = SiteTest::new();
    ["One.", "A slip of Zanzibar.", "Three.", "Four."].iter().enumerate().fold(site, |site, (place, text)| {
        site.briefing("visit", "", text).committed(&format!("2024-04-0{}", place + 1), "Work")
    })
}

fn commit(site: &SiteTest, back: usize) -> String {
    site.git("2024-04-05", &["rev-parse", &format!("HEAD~{back}")])
}

#[test]
fn versions_are_taken_out_by_the_commits_that_made_them() {
    let site = desk();
    let (first, second) = (commit(&site, 3), commit(&site, 2));
    let ran = site.run(&["redact", "2024/visit", "1-2", "--reason", "A name: \"withheld\"", "--yes"]);
    ran.assert_ok();
    let mask = |text: &str| text.replace(&first, "FIRST").replace(&second, "SECOND");
    assert_snapshot!(mask(&ran.printed()));
    assert_snapshot!(mask(&site.read(FILE)));

    let built = site.committed("2024-04-06", "Take out").build();
    built.assert_ok();
    assert!(!built.holds("Zanzibar"), "nothing of it is left");
    assert!(!built.has("/briefings/2024/visit/history/2/"));
    assert!(built.has("/briefings/2024/visit/history/3/"));
}

#[test]
fn what_is_taken_out_already_is_not_written_twice() {
    let site = desk();
    site.run(&["redact", "visit", "2", "--reason", "x", "--yes"]).assert_ok();
    let once = site.read(FILE);
    let ran = site.run(&["redact", "visit", "2", "--reason", "x", "--yes"]);
    ran.assert_ok();
    assert_eq!(site.read(FILE), once);
    site.run(&["redact", "visit", "1,2", "--reason", "y", "--yes"]).assert_ok();
    assert_eq!(site.read(FILE).matches("commit:").count(), 2);
}

#[test]
fn a_version_is_named_by_its_commit_too() {
    let site = desk();
    let second = commit(&site, 2);
    site.run(&["redact", "visit", &second[..9], "--reason", "x", "--yes"]).assert_ok();
    assert!(site.read(FILE).contains(&format!("commit: \"{second}\"")), "{}", site.read(FILE));
}

#[test]
fn without_an_answer_nothing_is_written() {
    let site = desk();
    let before = site.read(FILE);
    let ran = site.run(&["redact", "visit", "2", "--reason", "x"]);
    ran.assert_refused();
    assert!(ran.said().contains("--yes") && ran.printed().contains("+redact:"), "{}", ran.said());
    assert_eq!(site.read(FILE), before);
}

#[test]
fn what_cannot_be_taken_out_is_told() {
    let site = desk();
    let before = site.read(FILE);
    for (versions, said) in [
        ("4", "what the page shows now"),
        ("1-4", "what the page shows now"),
        ("7", "there are versions 1 to 4"),
        ("0", "there are versions 1 to 4"),
        ("3-2", "there are versions 1 to 4"),
        ("abcdef1", "neither the number of a version nor a commit"),
    ] {
        let ran = site.run(&["redact", "visit", versions, "--reason", "x", "--yes"]);
        ran.assert_refused();
        assert!(ran.said().contains(said), "{versions}: {}", ran.said());
    }
    site.run(&["redact", "visit", "1", "--reason", " ", "--yes"]).assert_refused();
    assert_eq!(site.read(FILE), before);
}
