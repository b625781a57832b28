//! What readers see of a commit: its change note, and only if all that it changed is published and was then.

use crate::record::versions;
use crate::site_test::{Built, PICTURE, SiteTest};

const PLACE: &str = "/briefings/2024/visit/";
const SECRET: &str = "Zugzwang";

/// A published briefing, and another one.
fn desk() -> SiteTest {
    SiteTest::new()
        .briefing("visit", "", "One.")
        .briefing("tour", "", "One.")
        .committed("2024-04-02", "Publish")
        .briefing("visit", "", "Two.")
}

/// Returns the message of a commit with a note.
fn noted(note: &str) -> String {
    format!("{SECRET} of the subject\n\nWords of the text, {SECRET}.\n\nChange-Note: {note}")
}

/// Asserts that the secret is nowhere, though the version that its commit made is there, and that a build tells which
/// path was in the way.
#[track_caller]
fn assert_left_out(built: &Built, path: &str) {
    built.assert_ok();
    assert!(!built.holds(SECRET), "{path}");
    assert!(built.has(&format!("{PLACE}history/2/")));
    let said = built.said();
    let told: Vec<&str> = said.lines().filter(|line| line.starts_with("note: the note of commit ")).collect();
    assert_eq!(told.len(), 1, "{said}");
    assert!(told[0].contains(&format!("is left out: it also changed {path}, which")), "{said}");
}

#[test]
fn readers_see_the_change_note_and_nothing_else_of_a_commit() {
    let built = desk().committed("2024-04-03", &noted("The number is mended.")).build();
    built.assert_ok();
    assert_eq!(versions(&built, PLACE)[0], "Version 2, 2024-04-03: The number is mended.");
    assert!(!built.holds(SECRET));
    assert!(!built.said().contains("note: "), "{}", built.said());
    let silent = desk().committed("2024-04-03", SECRET).build();
    assert!(!silent.holds(SECRET) && silent.has(&format!("{PLACE}history/2/")));
}

#[test]
fn subject_lines_are_shown_where_a_site_wants_them() {
    let site =
        SiteTest::with_subjects().briefing("visit", "", "One.").committed("2024-04-02", "Publish the visit");
    let built = site
        .briefing("visit", "", "Two.")
        .committed(
            "2024-04-03",
            "Mend <ada@example.org>\nthe number\nSigned-off-by: Ada <ada@example.org>\n\nText.",
        )
        .build();
    assert_eq!(
        versions(&built, PLACE),
        ["Version 2, 2024-04-03: Mend the number", "Version 1, 2024-04-02: Publish the visit"]
    );
    assert!(!built.holds("ada@example.org") && !built.holds("Signed-off-by"));
}

#[test]
fn no_mail_address_is_shown_wherever_it_stands() {
    let site = SiteTest::bare()
        .file("site.yaml", "title: Test Desk\nbase_url: https://example.org/\nrecord: { authors: true }\n")
        .briefing("visit", "", "One.");
    site.git("2024-04-02", &["init", "--quiet", "--initial-branch=main"]);
    site.git("2024-04-02", &["add", "--all"]);
    let author = "--author=bo.writer@example.org <bo.writer@example.org>";
    let note = "Publish\n\nChange-Note: Asked for by Cy <cy@example.org>, and written.";
    site.git("2024-04-02", &["commit", "--quiet", author, "--message", note]);
    let built = site.build();
    built.assert_ok();
    assert!(!built.holds("@example.org"));
    assert_eq!(versions(&built, PLACE), ["Version 1, 2024-04-02: Asked for by Cy, and written."]);
}

#[test]
fn a_note_is_left_out_if_its_commit_changed_anything_that_is_not_published() {
    let draft = "---\ntitle: Plan\ndate: 2024-04-01\nstatus: draft\n---\n\n![A](map.png)\n";
    for (files, path) in [
        (vec![("content/briefings/plan.md", draft)], "content/briefings/plan.md"),
        (vec![("content/pages/plan.md", "---\ntitle: Plan\nstatus: draft\n---\n")], "content/pages/plan.md"),
        (vec![("content/briefings/n.markdown", "Text.")], "content/briefings/n.markdown"),
        (vec![("content/.wip/n.md", "Text.")], "content/.wip/n.md"),
        (vec![("content/briefings/visit.md.orig", "Text.")], "content/briefings/visit.md.orig"),
        (vec![("content/topics/unused.md", "---\ntitle: Unused\n---\n")], "content/topics/unused.md"),
        (vec![("content/briefings/loose.png", "PNG")], "content/briefings/loose.png"),
        (vec![("static/.hidden", "Text.")], "static/.hidden"),
    ] {
        let site = desk();
        for (file, text) in &files {
            site.write(file, text);
        }
        assert_left_out(&site.committed("2024-04-03", &noted(SECRET)).build(), path);
    }
}

#[test]
fn files_of_a_briefing_that_is_held_back_count_too() {
    let site = desk().briefing("plan/index", "status: draft", "![A](map.png) [PDF](plan.pdf)");
    let site = site.committed("2024-04-02", "Prepare");
    for name in ["map.png", "plan.pdf"] {
        site.write(&format!("content/briefings/plan/{name}"), "Bytes.");
    }
    let built = site.briefing("visit", "", "Three.").committed("2024-04-03", &noted(SECRET)).build();
    built.assert_ok();
    assert!(!built.holds(SECRET));
    assert!(
        built.said().contains("it also changed content/briefings/plan/map.png, which"),
        "{}",
        built.said()
    );
}

#[test]
fn a_note_is_left_out_if_what_its_commit_changed_is_held_back_or_deleted_since() {
    for gone in [false, true] {
        let site = desk().briefing("tour", "", "Two.").committed("2024-04-03", &noted(SECRET));
        if gone {
            site.delete("content/briefings/tour.md");
        }
        let site = if gone { site } else { site.briefing("tour", "marking: TLP:AMBER", "Two.") };
        assert_left_out(&site.committed("2024-04-04", "Take it back").build(), "content/briefings/tour.md");
    }
}

#[test]
fn a_note_is_left_out_if_what_its_commit_changed_was_held_back_then_or_ended_since() {
    let site = desk().briefing("tour", "marking: TLP:AMBER", "Two.").committed("2024-04-03", &noted(SECRET));
    let built = site.briefing("tour", "", "Three.").committed("2024-04-04", "Open it").build();
    assert_left_out(&built, "content/briefings/tour.md");

    let site = desk().briefing("tour", "", "Two.").committed("2024-04-03", &noted(SECRET));
    let site = site.briefing("tour", "status: draft", "Three.").committed("2024-04-04", "Take it back");
    let built = site.briefing("tour", "", "Four.").committed("2024-04-05", "Open it").build();
    assert_left_out(&built, "content/briefings/tour.md");
}

#[test]
fn what_is_published_along_with_it_leaves_a_note_alone() {
    let site = desk();
    site.write("static/map.txt", "A map.");
    site.write("templates/extra.html", "Text.");
    site.write("notes/secret.md", "Text.");
    site.write("content/topics/trade.md", "---\ntitle: Trade\n---\n\nOn trade.\n");
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nUs.\n");
    site.write("content/briefings/tour/photo.png", PICTURE);
    site.git("2024-04-03", &["mv", "content/briefings/tour.md", "content/briefings/tour/index.md"]);
    let built = site
        .briefing("visit", "topics: [trade]", "Two.")
        .committed("2024-04-03", &noted("All of it."))
        .build();
    assert!(built.said().contains("tour/photo.png"), "nothing refers to the image then: {}", built.said());

    let site = desk();
    site.write("static/map.txt", "A map.");
    site.write("templates/extra.html", "Text.");
    site.write("notes/secret.md", "Text.");
    site.write("content/topics/trade.md", "---\ntitle: Trade\n---\n\nOn trade.\n");
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nUs.\n");
    site.write("content/briefings/photo.png", PICTURE);
    site.git("2024-04-03", &["mv", "content/briefings/tour.md", "content/briefings/trip.md"]);
    let built = site
        .briefing("visit", "topics: [trade]", "Two. ![A photo](photo.png)")
        .committed("2024-04-03", &noted("All of it."))
        .build();
    built.assert_ok();
    assert_eq!(versions(&built, PLACE)[0], "Version 2, 2024-04-03: All of it.", "{}", built.said());
}

#[test]
fn a_file_that_front_matter_names_is_published_along_with_it() {
    let site = desk();
    site.write("content/briefings/report.pdf", "%PDF-1.4");
    let site = site.briefing("visit", "files: [report.pdf]", "Two.");
    let built = site.committed("2024-04-03", &noted("With the report.")).build();
    assert_eq!(versions(&built, PLACE)[0], "Version 2, 2024-04-03: With the report.", "{}", built.said());
}

#[test]
fn an_image_that_nobody_referred_to_then_keeps_the_note_back() {
    let site = desk();
    site.write("content/briefings/photo.png", PICTURE);
    let site = site.committed("2024-04-03", &noted(SECRET));
    let built =
        site.briefing("visit", "", "Three. ![A photo](photo.png)").committed("2024-04-04", "Use it").build();
    assert_left_out(&built, "content/briefings/photo.png");
}

#[test]
fn a_note_that_names_its_briefing_speaks_for_that_one_alone() {
    let message =
        "Change\n\nChange-Note: 2024/visit: The number is mended.\nChange-Note: 2024/plan: Zugzwang";
    let site = desk().briefing("tour", "", "Two.").briefing("plan", "status: draft", "Text.");
    let built = site.committed("2024-04-03", message).build();
    built.assert_ok();
    assert_eq!(versions(&built, PLACE)[0], "Version 2, 2024-04-03: The number is mended.");
    assert_eq!(versions(&built, "/briefings/2024/tour/")[0], "Version 2, 2024-04-03: 1 paragraph");
    assert!(!built.holds(SECRET) && !built.holds("2024/visit: "));
    assert!(!built.said().contains("note: "), "{}", built.said());
}

#[test]
fn a_note_for_another_briefing_is_told_of_none_however_its_place_is_written() {
    for place in
        ["2024/plan", "2024/Plan ", "`2024/plan`", "/briefings/2024/plan/", "content/briefings/plan.md"]
    {
        let message = format!("Change\n\nChange-Note: {place}: {SECRET}");
        let built = desk().briefing("plan", "status: draft", "Text.").committed("2024-04-03", "Plan");
        let built = built.briefing("visit", "", "Three.").committed("2024-04-04", &message).build();
        built.assert_ok();
        assert!(!built.holds(SECRET), "{place}");
    }
    for place in ["2024/Visit", "`2024/visit`", "/briefings/2024/visit/", "content/briefings/visit.md"] {
        let message = format!("Change\n\nChange-Note: {place}: The number is mended.");
        let built = desk().committed("2024-04-03", &message).build();
        assert_eq!(versions(&built, PLACE)[0], "Version 2, 2024-04-03: The number is mended.", "{place}");
    }
}

#[test]
fn a_note_for_one_briefing_makes_a_change_of_that_one_minor() {
    let site = desk().briefing("tour", "", "Two.");
    let built = site.committed("2024-04-03", "Change\n\nChange-Note: 2024/visit: minor").build();
    assert_eq!(versions(&built, PLACE).len(), 1);
    assert_eq!(versions(&built, "/briefings/2024/tour/").len(), 2);
}

/// Merges a branch with a change of the visit and one of another file, each in a commit of its own.
fn merged(file: &str, message_of_merge: &str) -> Built {
    let site = desk();
    site.git("2024-04-02", &["checkout", "--quiet", "-b", "side"]);
    let site = site.committed("2024-04-03", "Change\n\nChange-Note: The number is mended.");
    site.write(file, format!("---\ntitle: Plan\ndate: 2024-04-01\nstatus: draft\n---\n\n{SECRET}.\n"));
    site.commit("2024-04-04", &noted(SECRET));
    site.git("2024-04-05", &["checkout", "--quiet", "main"]);
    site.git("2024-04-05", &["merge", "--quiet", "--no-ff", "--message", message_of_merge, "side"]);
    site.build()
}

#[test]
fn a_merge_speaks_for_all_that_it_brought_and_a_merged_commit_for_itself() {
    let built = merged("content/briefings/plan.md", &noted(SECRET));
    assert_left_out(&built, "content/briefings/plan.md");
    let built = merged("content/briefings/plan.md", "Merge branch 'side'");
    built.assert_ok();
    assert!(!built.holds(SECRET));
    assert_eq!(versions(&built, PLACE)[0], "Version 2, 2024-04-05: The number is mended.");
    let built = merged("notes/plan.md", "Merge\n\nChange-Note: All of it.");
    assert_eq!(versions(&built, PLACE)[0], "Version 2, 2024-04-05: All of it.");
}

#[test]
fn what_a_merged_branch_held_for_a_while_keeps_the_note_of_the_merge_back() {
    let site = desk();
    site.git("2024-04-02", &["checkout", "--quiet", "-b", "side"]);
    let site = site.committed("2024-04-03", "Change");
    site.write(
        "content/briefings/plan.md",
        format!("---\ntitle: Plan\ndate: 2024-04-01\n---\n\n{SECRET}.\n"),
    );
    site.commit("2024-04-03", SECRET);
    site.delete("content/briefings/plan.md");
    site.commit("2024-04-04", SECRET);
    site.git("2024-04-05", &["checkout", "--quiet", "main"]);
    site.git("2024-04-05", &["merge", "--quiet", "--no-ff", "--message", &noted(SECRET), "side"]);
    assert_left_out(&site.build(), "content/briefings/plan.md");
}

#[test]
fn writers_see_all_words_in_the_log() {
    let site =
        desk().briefing("plan", "status: draft", "Text.").committed("2024-04-03", &noted("Held back here."));
    let log = site.run(&["log", "visit"]);
    assert!(log.printed().contains("Held back here."), "{}", log.printed());
}

/// A briefing that changed without a note, on a site in a language.
fn changed(language: &str, front_matter: &str, text: &str) -> Built {
    let site = format!("title: Test Desk\nbase_url: https://example.org/\nlanguage: {language}\n");
    SiteTest::bare()
        .file("site.yaml", site)
        .briefing("visit", "summary: A visit.\nsources: [{ id: a, title: A }]", "One.[^a]\n\nTwo.\n\nThree.")
        .committed("2024-04-02", "Publish")
        .briefing("visit", front_matter, text)
        .committed("2024-04-03", "Change")
        .build()
}

#[test]
fn a_version_without_a_note_says_by_itself_what_changed() {
    let sources = "sources: [{ id: a, title: A }, { id: b, title: B }]";
    for (front_matter, text, said) in [
        (
            format!("summary: A short visit.\n{sources}"),
            "One, at most.[^a]\n\nTwo at least.\n\nThree.",
            "Summary and 2 paragraphs; 1 source added",
        ),
        (
            "title: The visit\nsummary: A visit.".to_owned(),
            "One.\n\nTwo.\n\nThree.",
            "Title and 1 paragraph; 1 source removed",
        ),
        (
            "summary: A visit.\nsources: [{ id: a, title: Another }]".to_owned(),
            "One.[^a]\n\nTwo.\n\nThree.\n\nFour.",
            "1 paragraph; 1 source changed",
        ),
        (format!("summary: A visit.\n{sources}"), "One.[^a]\n\nTwo.\n\nThree.", "1 source added"),
    ] {
        let built = changed("en", &front_matter, text);
        assert_eq!(
            versions(&built, PLACE),
            [format!("Version 2, 2024-04-03: {said}"), "Version 1, 2024-04-02: ".to_owned()]
        );
        assert!(built.main(&format!("{PLACE}history/2/")).contains(&format!("<p class=\"note\">{said}</p>")));
        assert!(built.main("/changes/").contains(&format!(" · {said}</p>")));
        assert!(
            built.page("/changes/feed.xml").contains(said) && built.page("/changes/feed.json").contains(said)
        );
        assert!(!built.holds("Change</"), "the subject stays in");
    }
}

#[test]
fn a_note_takes_the_place_of_what_a_version_says_by_itself() {
    let built = desk().committed("2024-04-03", &noted("The number is mended.")).build();
    assert!(!built.holds("1 paragraph<") && !built.holds("1 paragraph\""));
}

#[test]
fn what_changed_is_said_in_the_language_of_the_site() {
    let front_matter =
        "summary: Another visit.\nsources: [{ id: a, title: A }, { id: b, title: B }, { id: c, title: C }]";
    let text = "One, at most.[^a]\n\nTwo at least.\n\nThree.";
    for (language, said) in
        [("fr", "Résumé et 2 paragraphes ; 2 sources ajoutées"), ("ar", "الملخص وفقرتان؛ مصدران مضافان")]
    {
        let built = changed(language, front_matter, text);
        let main = built.main(&format!("{PLACE}history/"));
        assert!(main.contains(&format!("<p>{said}</p>")), "{main}");
    }
}
