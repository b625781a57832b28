//! Which file goes on as which: a record passes to another name only by a rule, and never by likeness.

use crate::record::versions;
use crate::site_test::{Built, SiteTest};

/// A text long enough that files with it are alike, whatever else is in them.
const TEXT: &str =
    "The talks went on for days.\n\nAll sides spoke of peace.\n\nNobody signed anything at all.";

/// A word that was public once, in a file that is gone.
const SECRET: &str = "Zugzwang";

/// A site with a briefing that told a secret.
fn desk(name: &str, front_matter: &str) -> SiteTest {
    SiteTest::new()
        .briefing(name, front_matter, &format!("{TEXT}\n\n{SECRET}."))
        .committed("2024-05-01", "Publish")
}

#[track_caller]
fn assert_begins_anew(built: &Built, place: &str) {
    built.assert_ok();
    assert!(!built.holds(SECRET));
    let versions = versions(built, place);
    assert_eq!(versions.len(), 1, "{versions:?}");
    assert!(versions[0].starts_with("Version 1, "), "{versions:?}");
}

#[track_caller]
fn assert_goes_on(built: &Built, place: &str) {
    built.assert_ok();
    let versions = versions(built, place);
    assert_eq!(versions.len(), 2, "{versions:?}");
    assert!(built.main(&format!("{place}history/1/")).contains(SECRET));
}

#[test]
fn a_file_that_comes_back_under_the_name_of_a_deleted_one_begins_anew_and_takes_no_number_twice() {
    for (front_matter, keep) in [("", ""), ("title: Other", ""), ("title: Other", "\nrecord: keep")] {
        let site = desk("visit", "");
        site.delete("content/briefings/visit.md");
        let site = site.committed("2024-05-02", "Delete");
        let built = site
            .briefing("visit", &format!("{front_matter}{keep}"), TEXT)
            .committed("2024-05-03", "Anew\n\nChange-Note: Anew.")
            .build();
        built.assert_ok();
        assert!(!built.holds(SECRET), "{front_matter}{keep}");
        let history = built.main("/briefings/2024/visit/history/");
        assert_eq!(history.matches("<li>").count(), 2, "{history}");
        assert!(history.contains("This version is not shown any more."), "{history}");
        assert!(!built.has("/briefings/2024/visit/history/1/"), "a deleted text is not shown again");
        let newest = built.main("/briefings/2024/visit/history/2/");
        assert!(newest.contains("<span class=\"label new\">New</span>"), "{newest}");
    }
}

#[test]
fn a_file_with_the_title_and_date_of_one_that_was_deleted_before_begins_anew() {
    let site = desk("visit", "title: The visit");
    site.delete("content/briefings/visit.md");
    let site = site.committed("2024-05-02", "Delete");
    let built = site.briefing("journey", "title: The visit", TEXT).committed("2024-05-03", "Anew").build();
    assert_begins_anew(&built, "/briefings/2024/journey/");
    assert!(!built.has("/briefings/2024/visit/"), "the old address is not taken over");
}

#[test]
fn a_likeness_to_what_went_in_the_same_commit_is_no_identity() {
    for other in ["title: The journey", "title: The visit\ndate: 2024-04-02"] {
        let site = desk("visit", "title: The visit");
        site.delete("content/briefings/visit.md");
        let built = site.briefing("journey", other, TEXT).committed("2024-05-02", "Replace").build();
        assert_begins_anew(&built, "/briefings/2024/journey/");
        assert!(!built.has("/briefings/2024/visit/"), "{other}");
    }
}

#[test]
fn a_rename_with_edits_goes_on_where_title_and_date_stay() {
    let site = desk("visit", "title: The visit");
    site.delete("content/briefings/visit.md");
    let quite_other = "Nothing of what was said before is said here, and nobody would take it for the same.";
    let built =
        site.briefing("journey", "title: The visit", quite_other).committed("2024-05-02", "Move").build();
    assert_goes_on(&built, "/briefings/2024/journey/");
    assert!(built.page("/briefings/2024/visit/").contains("url=/briefings/2024/journey/"));
}

#[test]
fn a_rename_goes_on_in_each_of_many_steps() {
    let site = desk("a", "title: The visit");
    for (number, (from, to)) in [("a", "b"), ("b", "c"), ("c", "d")].into_iter().enumerate() {
        site.delete(&format!("content/briefings/{from}.md"));
        let text = format!("---\ntitle: The visit\ndate: 2024-04-01\n---\n\nWords of step {number}.\n");
        site.write(&format!("content/briefings/{to}.md"), text);
        site.commit(&format!("2024-05-0{}", number + 2), "Move");
    }
    let built = site.build();
    built.assert_ok();
    assert_eq!(versions(&built, "/briefings/2024/d/").len(), 4);
    for old in ["a", "b", "c"] {
        assert!(built.page(&format!("/briefings/2024/{old}/")).contains("url=/briefings/2024/d/"), "{old}");
    }
}

#[test]
fn a_file_split_off_one_that_is_held_back_begins_anew() {
    // It was public once, was taken back, and then its name went.
    let site = desk("plan", "title: The visit")
        .briefing("plan", "title: The visit\nmarking: TLP:AMBER", &format!("{TEXT}\n\n{SECRET}."))
        .committed("2024-05-02", "Take it back");
    site.delete("content/briefings/plan.md");
    let built = site.briefing("visit", "title: The visit", TEXT).committed("2024-05-03", "Split").build();
    assert_begins_anew(&built, "/briefings/2024/visit/");
}

#[test]
fn a_file_that_others_are_made_from_keeps_its_record_to_itself() {
    let site = desk("visit", "title: The visit");
    let same = site.read("content/briefings/visit.md").replace(SECRET, "Peace");
    site.write("content/briefings/copy.md", &same);
    let built = site.committed("2024-05-02", "Copy").build();
    built.assert_ok();
    assert_eq!(versions(&built, "/briefings/2024/copy/").len(), 1);
    assert!(!built.has("/briefings/2024/copy/history/2/"));
}

#[test]
fn where_two_fit_none_goes_on() {
    let site = desk("a", "title: The visit").briefing("b", "title: The visit", SECRET);
    let site = site.committed("2024-05-01", "Publish another");
    site.delete("content/briefings/a.md");
    site.delete("content/briefings/b.md");
    let built = site.briefing("c", "title: The visit", TEXT).committed("2024-05-02", "Merge both").build();
    assert_begins_anew(&built, "/briefings/2024/c/");
}

#[test]
fn files_alike_to_the_byte_are_told_apart_by_their_names_when_their_folder_moves() {
    let front_matter = "title: The visit\nslug: ";
    let site = SiteTest::new()
        .briefing("old/a/index", &format!("{front_matter}a"), "First of a.")
        .briefing("old/b/index", &format!("{front_matter}b"), "First of b.")
        .committed("2024-05-01", "Publish")
        .briefing("old/a/index", "title: The visit", "The same.")
        .briefing("old/b/index", "title: The visit", "The same.")
        .committed("2024-05-02", "Say the same");
    site.git("2024-05-03", &["mv", "content/briefings/old", "content/briefings/new"]);
    let built = site.committed("2024-05-03", "Move").build();
    built.assert_ok();
    for name in ["a", "b"] {
        let first = built.main(&format!("/briefings/2024/{name}/history/1/"));
        assert!(first.contains(&format!("First of {name}.")), "{first}");
    }
}

#[test]
fn a_page_is_not_what_a_briefing_was() {
    let site =
        desk("visit", "title: The visit").file("content/pages/about.md", "---\ntitle: About\n---\n\nUs.\n");
    site.git("2024-05-02", &["mv", "content/briefings/visit.md", "content/pages/visit.md"]);
    site.commit("2024-05-02", "Make a page of it");
    // As of the day of the briefing, there is none: what became of it is no page.
    site.run(&["build", "--as-of", "2024-05-01", "--output=past"]).assert_ok();
    assert!(!site.root().join("past/briefings/2024/visit").exists());
}

#[test]
fn no_setting_of_git_makes_files_the_same() {
    let site = desk("visit", "title: The visit");
    site.delete("content/briefings/visit.md");
    let site = site.briefing("journey", "title: The journey", TEXT).committed("2024-05-02", "Replace");
    site.git("2024-05-02", &["config", "diff.renames", "copies"]);
    site.git("2024-05-02", &["config", "log.follow", "true"]);
    assert_begins_anew(&site.build(), "/briefings/2024/journey/");
}

/// A briefing that got another name and another title in one commit.
fn renamed() -> SiteTest {
    let site = desk("visit", "title: The visit");
    site.delete("content/briefings/visit.md");
    site.briefing("journey", "title: The journey\ndate: 2024-04-01", TEXT).committed("2024-05-02", "Rename")
}

#[test]
fn a_record_goes_on_where_its_writer_says_so_in_that_commit_or_later() {
    let built = renamed()
        .briefing("journey", "title: The journey\nrenamed_from: visit.md", TEXT)
        .committed("2024-05-03", "Say so")
        .build();
    assert_goes_on(&built, "/briefings/2024/journey/");
    assert!(built.page("/briefings/2024/visit/").contains("url=/briefings/2024/journey/"));

    let site = desk("visit", "title: The visit");
    site.delete("content/briefings/visit.md");
    let site = site.briefing("journey", "title: The journey\nrenamed_from: content/briefings/visit.md", TEXT);
    assert_goes_on(&site.committed("2024-05-02", "Rename").build(), "/briefings/2024/journey/");
}

#[test]
fn what_a_writer_says_takes_no_text_out_of_its_grave_and_none_from_another() {
    // Deleted before.
    let site = desk("visit", "title: The visit");
    site.delete("content/briefings/visit.md");
    let site = site.committed("2024-05-02", "Delete");
    let site = site.briefing("journey", "title: The journey\nrenamed_from: visit.md", TEXT);
    assert_begins_anew(&site.committed("2024-05-03", "Anew").build(), "/briefings/2024/journey/");
    // Claimed by two.
    let site = renamed().briefing("journey", "title: The journey\nrenamed_from: visit.md", TEXT);
    let site = site.briefing("other", "title: Other\nrenamed_from: visit.md", "Other words.");
    let built = site.committed("2024-05-03", "Claim").build();
    assert_goes_on(&built, "/briefings/2024/journey/");
    assert_eq!(versions(&built, "/briefings/2024/other/").len(), 1);
}

#[test]
fn a_held_back_text_shows_nothing_through_a_name_that_a_writer_gives() {
    let site = SiteTest::new()
        .briefing("plan", "title: Plan\nmarking: TLP:AMBER", &format!("{TEXT}\n\n{SECRET}."))
        .committed("2024-05-01", "Prepare");
    site.delete("content/briefings/plan.md");
    let site = site.briefing("journey", "title: The journey\nrenamed_from: plan.md", TEXT);
    let built = site.committed("2024-05-02", "Open a part").build();
    assert_begins_anew(&built, "/briefings/2024/journey/");
    assert!(!built.has("/briefings/2024/plan/"));
}

#[test]
fn check_fix_tells_records_that_are_cut_and_writes_the_former_name_where_it_is_confirmed() {
    let site = renamed();
    let before = site.read("content/briefings/journey.md");
    for arguments in [&["check", "--fix"][..], &["check", "--fix", "--dry-run", "--yes"]] {
        let ran = site.run(arguments);
        assert!(
            ran.said()
                .contains("of 2024-05-02 when content/briefings/visit.md went, and its record begins there"),
            "{}",
            ran.said()
        );
        assert!(ran.printed().contains("+renamed_from: visit.md"), "{}", ran.printed());
        assert!(!ran.said().contains("nothing to fix"), "{}", ran.said());
        assert_eq!(site.read("content/briefings/journey.md"), before);
    }
    site.run(&["check", "--fix", "--yes"]).assert_ok();
    let after = site.read("content/briefings/journey.md");
    assert_eq!(after.replace("renamed_from: visit.md\n", ""), before);
    site.commit("2024-05-03", "Say so");
    let ran = site.run(&["check", "--fix"]);
    assert!(!ran.said().contains("its record begins there"), "{}", ran.said());
    assert_goes_on(&site.build(), "/briefings/2024/journey/");
}

#[test]
fn check_fix_offers_no_text_that_was_held_back_and_none_that_was_deleted_before() {
    let site = SiteTest::new()
        .briefing("plan", "title: The journey\nstatus: draft", TEXT)
        .briefing("visit", "", SECRET)
        .committed("2024-05-01", "Prepare");
    site.delete("content/briefings/plan.md");
    let site = site.briefing("journey", "title: The journey", TEXT).committed("2024-05-02", "Open a part");
    assert!(!site.run(&["check", "--fix"]).said().contains("begins there"));
    site.delete("content/briefings/visit.md");
    let site =
        site.committed("2024-05-03", "Delete").briefing("visit", "", TEXT).committed("2024-05-04", "Anew");
    let ran = site.run(&["check", "--fix", "--yes"]);
    assert!(
        ran.said().contains("note: content/briefings/visit.md was deleted and came back in commit "),
        "{}",
        ran.said()
    );
    assert!(!ran.printed().contains("renamed_from"));
}
