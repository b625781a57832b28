//! What was never fit to be published leaves no trace in the record.

use crate::site_test::{Built, SiteTest};

const SECRET: &str = "Zugzwang";

/// Asserts that the secret word is in no byte of the output, and that nothing is there in which it could hide.
#[track_caller]
fn assert_kept(built: &Built) {
    built.assert_ok();
    assert!(
        !built.holds(SECRET),
        "{:?}",
        built.files().iter().find(|(path, bytes)| {
            path.contains(SECRET) || String::from_utf8_lossy(bytes).contains(SECRET)
        })
    );
    let compressed = |path: &str| [".gz", ".br", ".zst", ".zip"].iter().any(|end| path.ends_with(end));
    assert!(built.files().iter().all(|(path, _)| !compressed(path)));
}

/// A briefing that was held back in its first and third revision, with the secret in every part of them.
fn desk(held_back: &str) -> SiteTest {
    let secret = format!(
        "{held_back}\nsummary: {SECRET}\ncountries: [FR, TV]\ntopics: [{SECRET}]\nauthors: [{SECRET}]\n\
         sources: [{{ id: a, title: {SECRET}, url: 'https://example.org/{SECRET}' }}]\n\
         events: [{{ date: 2024-01, title: {SECRET} }}]\ncorrections: [{{ date: 2024-01-01, note: {SECRET} }}]\n\
         aliases: [/{SECRET}/]\nextra: {{ a: {SECRET} }}"
    );
    SiteTest::with_subjects()
        .briefing("visit", &secret, &format!("{SECRET} in the text.[^a]"))
        .committed("2024-05-01", &format!("{SECRET}\n\nChange-Note: {SECRET}"))
        .briefing("visit", "countries: [FR]", "The cleared text.")
        .committed("2024-05-02", "Clear it")
        .briefing("visit", &secret, &format!("{SECRET} again.[^a]"))
        .committed("2024-05-03", SECRET)
        .briefing("visit", "countries: [FR]", "The cleared text, once more.")
        .committed("2024-05-04", "Clear it again")
}

#[test]
fn revisions_that_were_held_back_for_any_reason_show_nowhere_and_end_what_came_before() {
    for held_back in [
        "status: draft",
        "marking: TLP:AMBER",
        "marking: TLP:RED",
        "embargo: 2024-07-01T09:00:00Z",
        "date: 2024-12-01",
    ] {
        let built = desk(held_back).build();
        assert_kept(&built);
        let history = built.main("/briefings/2024/visit/history/");
        assert_eq!(history.matches("<li>").count(), 2, "{held_back}: {history}");
        assert_eq!(
            history.matches("This version is not shown any more.").count(),
            1,
            "{held_back}: {history}"
        );
        assert!(!built.has("/briefings/2024/visit/history/1/"), "{held_back}");
        let second = built.main("/briefings/2024/visit/history/2/");
        assert!(second.contains("The cleared text, once more."), "{held_back}: {second}");
        assert!(!second.contains("<ins>"), "{held_back}: {second}");
        assert!(!built.holds("tuvalu"), "{held_back}");
    }
}

#[test]
fn a_version_whose_embargo_is_over_is_one_with_its_number() {
    let built = SiteTest::with_subjects()
        .briefing("visit", "embargo: 2024-05-01T09:00:00Z", "The text under embargo.")
        .committed("2024-04-20", "Prepare")
        .briefing("visit", "", "The text, updated.")
        .committed("2024-05-02", "Update")
        .build();
    let first = built.main("/briefings/2024/visit/history/1/");
    assert!(first.contains("The text under embargo.") && first.contains("1 May 2024"), "{first}");
}

#[test]
fn what_a_commit_says_is_kept_if_it_touches_anything_that_is_held_back() {
    let built = SiteTest::with_subjects()
        .briefing("visit", "", "One.")
        .briefing("plan", "status: draft", "Draft.")
        .committed("2024-05-01", &format!("Add {SECRET}"))
        .briefing("visit", "", "Two.")
        .briefing("plan", "status: draft", "Draft, changed.")
        .committed("2024-05-02", &format!("Change\n\nChange-Note: The plan is called {SECRET}"))
        .briefing("visit", "", "Three.")
        .committed("2024-05-03", "Only the visit")
        .build();
    assert_kept(&built);
    assert!(built.holds("Only the visit"));
    assert_eq!(built.main("/briefings/2024/visit/history/").matches("<li>").count(), 3);
}

#[test]
fn a_page_that_is_held_back_keeps_the_words_of_its_commit() {
    let built = SiteTest::with_subjects()
        .briefing("visit", "", "One.")
        .file("content/pages/plan.md", "---\ntitle: Plan\nstatus: draft\n---\nDraft.\n")
        .committed("2024-05-01", &format!("Add {SECRET}"))
        .build();
    assert_kept(&built);
}

#[test]
fn what_was_written_on_a_branch_and_held_back_there_keeps_its_words() {
    let site = SiteTest::with_subjects().briefing("visit", "", "One.").committed("2024-05-01", "Publish");
    site.git("2024-05-02", &["checkout", "--quiet", "-b", "side"]);
    let site = site
        .briefing("visit", "status: draft", &format!("{SECRET}."))
        .committed("2024-05-02", &format!("{SECRET}\n\nChange-Note: {SECRET}"))
        .briefing("visit", "", "Two.")
        .committed("2024-05-03", "Finish");
    site.git("2024-05-04", &["checkout", "--quiet", "main"]);
    site.git("2024-05-04", &["merge", "--quiet", "--no-ff", "--message", &format!("Merge {SECRET}"), "side"]);
    let built = site.build();
    assert_kept(&built);
    assert_eq!(built.main("/briefings/2024/visit/history/").matches("<li>").count(), 2);
}

#[test]
fn a_deleted_briefing_goes_with_its_record_and_the_words_of_its_commits() {
    let site = SiteTest::with_subjects()
        .briefing("visit", "", "One.")
        .briefing("gone", &format!("title: {SECRET}"), "Text of it.")
        .committed("2024-05-01", &format!("Publish {SECRET}"))
        .briefing("visit", "", "Two.");
    site.delete("content/briefings/gone.md");
    let built = site.committed("2024-05-02", &format!("Delete {SECRET}")).build();
    assert_kept(&built);
    assert_eq!(built.main("/briefings/2024/visit/history/").matches("<li>").count(), 2);
}

#[test]
fn a_briefing_that_is_held_back_now_has_no_record_at_all() {
    for held_back in ["status: draft", "marking: TLP:GREEN", "embargo: 2024-07-01T09:00:00Z"] {
        let built = SiteTest::with_subjects()
            .briefing("visit", "", "Cleared once.")
            .committed("2024-05-01", "Publish the visit")
            .briefing("visit", held_back, "Held back.")
            .committed("2024-05-02", "Hold it back")
            .build();
        built.assert_ok();
        for word in ["visit", "Cleared once", "Hold it back"] {
            assert!(!built.holds(word), "{held_back}: {word}");
        }
    }
}

#[test]
fn a_broken_revision_among_those_held_back_is_not_told_either() {
    let site = SiteTest::with_subjects()
        .briefing("visit", "marking: TLP:AMBER", &format!("{SECRET}."))
        .committed("2024-05-01", SECRET);
    site.write(
        "content/briefings/visit.md",
        format!("---\ntitle: [{SECRET}\nmarking: TLP:AMBER\n---\n{SECRET}\n"),
    );
    site.commit("2024-05-02", SECRET);
    let built = site.briefing("visit", "", "Cleared.").committed("2024-05-03", "Clear it").build();
    assert_kept(&built);
    assert_eq!(built.main("/briefings/2024/visit/history/").matches("<li>").count(), 1);
}

#[test]
fn an_old_text_links_to_nothing_that_is_held_back() {
    let built = SiteTest::with_subjects()
        .briefing("visit", "", &format!("See [the plan]({}.md).", SECRET.to_lowercase()))
        .briefing(&SECRET.to_lowercase(), "title: Plan", "Text.")
        .committed("2024-05-01", "Publish")
        .briefing("visit", "", "See nothing.")
        .briefing(&SECRET.to_lowercase(), "title: Plan\nstatus: draft", "Text.")
        .committed("2024-05-02", "Hold back")
        .build();
    assert_kept(&built);
    assert!(built.main("/briefings/2024/visit/history/1/").contains("See the plan."));
}
