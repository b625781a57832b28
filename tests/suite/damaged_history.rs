//! Histories that are damaged, or that lack a part: what cannot be read is told and left out, and the site is built.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use crate::record::versions;
use crate::site_test::{Built, SiteTest};

const PLACE: &str = "/briefings/2024/visit/";

/// Two briefings of three versions each.
fn desk() -> SiteTest {
    let mut site = SiteTest::new();
    for (day, word) in [("2024-04-01", "one"), ("2024-04-02", "two"), ("2024-04-03", "three")] {
        site = site
            .briefing("visit", "", &format!("The visit of day {word}."))
            .briefing("other", "", &format!("The other of day {word}."))
            .committed(day, &format!("Day {word}"));
    }
    site
}

/// Returns the file of an object of the repository, made writable.
fn object(site: &SiteTest, name: &str) -> std::path::PathBuf {
    let id = site.git("2024-05-01", &["rev-parse", name]);
    let file = site.root().join(".git/objects").join(&id[..2]).join(&id[2..]);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("rights");
    file
}

/// Returns the notes of a build, without the ids of commits.
fn notes(built: &Built) -> Vec<String> {
    let said = built.said();
    let notes = said.lines().filter(|line| line.starts_with("note: "));
    let without_id = |word: &str| {
        let is_id = word.len() == 10 && word.chars().all(|c| c.is_ascii_hexdigit());
        if is_id { "ID".to_owned() } else { word.to_owned() }
    };
    notes.map(|note| note.split(' ').map(without_id).collect::<Vec<_>>().join(" ")).collect()
}

/// Returns the versions of a briefing of which its history says that they cannot be read.
fn unreadable(built: &Built, place: &str) -> Vec<String> {
    let main = built.main(&format!("{place}history/"));
    let rows = main.split("<li>").filter(|row| row.contains("This version cannot be read."));
    let name = |row: &str| Some(row.split_once("\"row-title\">")?.1.split_once('<')?.0.to_owned());
    rows.filter_map(name).collect()
}

/// Asserts that only the first version of the visit cannot be read, and that no words went astray.
#[track_caller]
fn assert_first_is_lost(built: &Built) {
    built.assert_ok();
    assert_eq!(versions(built, PLACE).len(), 3);
    assert_eq!(unreadable(built, PLACE), ["Version 1"]);
    assert!(!built.has(&format!("{PLACE}history/1/")));
    assert!(built.main(&format!("{PLACE}history/2/")).contains("The visit of day two."));
    for (number, word) in [(1, "one"), (2, "two"), (3, "three")] {
        let page = built.main(&format!("/briefings/2024/other/history/{number}/"));
        assert!(page.contains("The other of day ") && page.contains(word), "{page}");
    }
    assert!(!built.holds("The visit of day one."));
}

#[test]
fn contents_that_are_missing_are_told_with_file_and_commit() {
    let site = desk();
    fs::remove_file(object(&site, "HEAD~2:content/briefings/visit.md")).expect("a file");
    let built = site.build();
    assert_first_is_lost(&built);
    assert_eq!(
        notes(&built),
        [
            "note: content/briefings/visit.md as of commit ID is not readable: the repository lacks it; `git fetch \
          --refetch` brings it, where another clone has it"
        ]
    );
}

#[test]
fn contents_that_are_damaged_are_told_with_file_and_commit() {
    let site = desk();
    // Long enough for git to have begun its answer before it finds out.
    let file = object(&site, "HEAD~2:content/briefings/visit.md");
    let whole = fs::read(&file).expect("a file");
    for length in [0, 2, whole.len() / 2, whole.len() - 5] {
        fs::write(&file, &whole[..length]).expect("a file");
        let output = site.command(&["build"]).output().expect("the binary runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{length}: {said}");
        assert_eq!(
            said.matches("note: content/briefings/visit.md as of commit ").count(),
            1,
            "{length}: {said}"
        );
        assert_eq!(said.matches(" is not readable: ").count(), 1, "{length}: {said}");
    }
    assert_first_is_lost(&site.build());
}

#[test]
fn contents_that_end_git_half_way_take_no_others_with_them() {
    let text = |word: &str| format!("Day {word}.\n\n{}", "Words that do not repeat: ".repeat(3));
    let noise: Vec<String> =
        (0..40_000_u64).map(|n| format!("{:x} ", n.wrapping_mul(0x9E37_79B9_7F4A_7C15))).collect();
    let noise = noise.concat();
    let mut site = SiteTest::new();
    for word in ["one", "two", "three"] {
        site = site
            .briefing("visit", "", &format!("{}\n\n{noise}", text(word)))
            .briefing("other", "", &text(word))
            .committed("2024-04-01", word);
    }
    let files: Vec<_> = ["HEAD~2", "HEAD~1"]
        .map(|commit| object(&site, &format!("{commit}:content/briefings/visit.md")))
        .into();
    for file in &files {
        let whole = fs::read(file).expect("a file");
        fs::write(file, &whole[..whole.len() / 2]).expect("a file");
    }
    let built = site.build();
    built.assert_ok();
    let notes = notes(&built);
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert!(
        notes
            .iter()
            .all(|note| note.contains("the repository has it damaged; `git fsck` tells what else is"))
    );
    assert_eq!(versions(&built, "/briefings/2024/other/").len(), 3);
    assert!(built.main("/briefings/2024/other/history/1/").contains("Day one."));
    assert_eq!(unreadable(&built, PLACE), ["Version 2", "Version 1"]);
}

#[test]
fn a_partial_clone_without_a_network_is_built_with_the_versions_that_it_has() {
    let site = desk();
    let root = site.root().to_string_lossy().into_owned();
    for (filter, word) in
        [("blob:none", "is not readable: the repository lacks it"), ("tree:0", "the history cannot be read")]
    {
        let folder = filter.replace(':', "-");
        site.git("2024-05-01", &["config", "uploadpack.allowFilter", "true"]);
        site.git(
            "2024-05-01",
            &["clone", "--quiet", "--filter", filter, &format!("file://{root}"), &format!("../{folder}")],
        );
        let moved = site.root().join("../gone");
        fs::rename(site.root().join(".git"), &moved).expect("a folder");
        let output =
            site.command(&["--root", &format!("../{folder}"), "build"]).output().expect("the binary runs");
        fs::rename(&moved, site.root().join(".git")).expect("a folder");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{filter}: {said}");
        assert!(said.contains(word), "{filter}: {said}");
        let page = site.read(&format!("../{folder}/public/briefings/2024/visit/index.html"));
        assert!(page.contains("The visit of day three."), "{filter}");
    }
}

#[test]
fn a_missing_folder_of_the_history_is_told_in_gits_words_for_the_error() {
    let site = desk();
    fs::remove_file(object(&site, "HEAD~2:content")).expect("a file");
    let built = site.build();
    built.assert_ok();
    let notes = notes(&built);
    assert!(notes[0].contains("git says: ") && !notes[0].contains("hint: "), "{notes:?}");
}

/// Puts a commit with the tree of the last one and a date of its own on the line.
fn commit_dated(site: &SiteTest, date: &str) {
    let tree = site.git("2024-05-01", &["write-tree"]);
    let parent = Command::new("git")
        .current_dir(site.root())
        .args(["rev-parse", "--verify", "--quiet", "HEAD"])
        .output();
    let parent = String::from_utf8(parent.expect("git runs").stdout).expect("an id");
    let parent = if parent.is_empty() { String::new() } else { format!("parent {}\n", parent.trim()) };
    let text = format!(
        "tree {tree}\n{parent}author Ada <ada@example.org>{date}\ncommitter Ada <ada@example.org>{date}\n\nOdd\n"
    );
    let mut child = Command::new("git")
        .current_dir(site.root())
        .args(["hash-object", "-t", "commit", "-w", "--stdin", "--literally"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("git runs");
    std::io::Write::write_all(&mut child.stdin.take().expect("an input"), text.as_bytes()).expect("written");
    let id = String::from_utf8(child.wait_with_output().expect("git runs").stdout).expect("an id");
    site.git("2024-05-01", &["update-ref", "HEAD", id.trim()]);
}

#[test]
fn a_commit_without_a_date_or_before_1970_is_told_and_what_it_did_is_credited_to_no_other() {
    for date in ["", " -86400 +0000", " 99999999999999999999 +0000", " 18446744073709465216 +0000"] {
        let site = SiteTest::new().briefing("visit", "", "One.").committed("2024-04-01", "Day one").briefing(
            "visit",
            "",
            "Two, oddly.",
        );
        site.git("2024-04-02", &["add", "--all"]);
        commit_dated(&site, date);
        let built = site.briefing("visit", "", "Three.").committed("2024-04-03", "Day three").build();
        built.assert_ok();
        assert_eq!(unreadable(&built, PLACE), ["Version 2"], "{date}");
        for (number, text) in [(1, "One."), (3, "Three.")] {
            assert!(built.main(&format!("{PLACE}history/{number}/")).contains(text), "{date}");
        }
        assert!(!built.holds("oddly"), "{date}");
        assert_eq!(
            notes(&built),
            [
                "note: content/briefings/visit.md as of commit ID is not readable: the commit has no date, or one before 1970"
            ],
            "{date}"
        );
    }
}

#[test]
fn a_first_commit_without_a_date_leaves_the_site_as_it_is() {
    let site = SiteTest::new().briefing("visit", "", "One.");
    site.git("2024-04-01", &["init", "--quiet", "--initial-branch=main"]);
    site.git("2024-04-01", &["add", "--all"]);
    commit_dated(&site, "");
    let built = site.briefing("visit", "", "Two.").committed("2024-04-02", "Day two").build();
    built.assert_ok();
    assert!(built.main(PLACE).contains("Two."));
    assert!(!built.holds("1970"), "nothing is dated by what is no date");
}
