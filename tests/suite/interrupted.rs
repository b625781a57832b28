//! Builds that are stopped, or whose output is taken away: the old site or the new one, and nothing in between.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::site_test::{Built, SiteTest, assert_same_files, files_of};

const MANIFEST: &str = ".chancery-manifest";

/// A site that takes a while.
fn desk() -> SiteTest {
    let codes = ["FR", "CN", "DE", "US", "IN", "BR", "ZA", "JP"];
    (0..120).fold(SiteTest::new(), |site, number| {
        let (one, two) = (codes[number % 8], codes[(number / 8) % 8]);
        let countries = if one == two { one.to_owned() } else { format!("{one}, {two}") };
        site.briefing(
            &format!("b{number}"),
            &format!("countries: [{countries}]"),
            &"Words of a text. ".repeat(50),
        )
    })
}

fn staging(site: &SiteTest) -> PathBuf {
    site.root().join(".public.chancery-staging")
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status();
    assert!(status.expect("kill runs").success());
}

/// Starts a build, and holds it while it renders.
fn held(site: &SiteTest) -> Child {
    let mut command = site.command(&["build"]);
    command.env("RAYON_NUM_THREADS", "1").stderr(Stdio::piped()).stdout(Stdio::null());
    let mut child = command.spawn().expect("it runs");
    // The output is looked at before the first folder waits there.
    let has_begun =
        || fs::read_dir(staging(site).join("site")).is_ok_and(|mut folder| folder.next().is_some());
    while !has_begun() {
        assert!(child.try_wait().expect("a state").is_none(), "it ended before it began");
        std::thread::sleep(Duration::from_micros(200));
    }
    signal(&child, "STOP");
    assert!(staging(site).join("site").exists(), "the site is too small to be held in time");
    child
}

#[track_caller]
fn assert_as_fresh(built: &Built) {
    built.site.run(&["build"]).assert_ok();
    built.site.run(&["build", "--output=../fresh"]).assert_ok();
    assert_same_files(&files_of(built.public()), &files_of(&built.site.root().join("../fresh")));
}

#[test]
fn a_signal_ends_a_build_and_leaves_nothing_behind() {
    for (name, number) in [("INT", 2), ("TERM", 15), ("HUP", 1)] {
        let site = desk();
        let child = held(&site);
        signal(&child, name);
        signal(&child, "CONT");
        let output = child.wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.signal(), Some(number), "{said}");
        assert!(said.contains("stopped; the site is as it was"), "{said}");
        assert!(!staging(&site).exists() && !site.root().join("public").exists());
    }
}

#[test]
fn a_signal_leaves_the_old_site_as_it_was() {
    let built = desk().build();
    let before = files_of(built.public());
    built.site.write("site.yaml", "title: Another\nbase_url: https://example.org/\n");
    let child = held(&built.site);
    signal(&child, "TERM");
    signal(&child, "CONT");
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.signal(), Some(15));
    assert_same_files(&files_of(built.public()), &before);
    assert!(!staging(&built.site).exists());
    assert_as_fresh(&built);
}

#[test]
fn an_output_that_is_taken_away_during_a_build_is_no_success() {
    for title in ["Test Desk", "Another"] {
        let built = desk().build();
        built.site.write("site.yaml", format!("title: {title}\nbase_url: https://example.org/\n"));
        let child = held(&built.site);
        fs::rename(built.public(), built.site.root().join("../away")).expect("a new name");
        signal(&child, "CONT");
        let output = child.wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("was taken away or changed by somebody else"), "{said}");
        assert!(!staging(&built.site).exists());
        assert_as_fresh(&built);
    }
    let built = desk().build();
    built.site.write("site.yaml", "title: Another\nbase_url: https://example.org/\n");
    let child = held(&built.site);
    fs::remove_dir_all(built.public()).expect("the output");
    signal(&child, "CONT");
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert_as_fresh(&built);
}

#[test]
fn a_staging_folder_that_is_taken_away_during_a_build_is_no_success() {
    let built = desk().build();
    let before = files_of(built.public());
    built.site.write("site.yaml", "title: Another\nbase_url: https://example.org/\n");
    let child = held(&built.site);
    fs::remove_dir_all(staging(&built.site)).expect("the staging folder");
    signal(&child, "CONT");
    let output = child.wait_with_output().expect("an end");
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert_same_files(&files_of(built.public()), &before);
    assert_as_fresh(&built);
}

/// Returns the manifest that an update keeps until its end.
fn of_both(old: &str, new: &str) -> String {
    let header = old.lines().next().expect("a header");
    let paths = |text: &str| -> Vec<String> {
        text.lines().filter_map(|line| Some(line.split_once("  ")?.1.to_owned())).collect()
    };
    let mut paths = [paths(old), paths(new)].concat();
    paths.sort();
    paths.dedup();
    paths.iter().fold(format!("{header}\n"), |text, path| format!("{text}-  {path}\n"))
}

#[test]
fn a_file_that_becomes_a_folder_heals_wherever_the_update_was_killed() {
    let file = SiteTest::new().file("static/guide", "a file").build();
    let folder = SiteTest::new().file("content/pages/guide.md", "---\ntitle: Guide\n---\n").build();
    let manifest = |built: &Built| built.page(&format!("/{MANIFEST}"));
    for (from, to) in [(&file, &folder), (&folder, &file)] {
        for state in ["old", "nothing", "an empty folder", "empty folders", "new"] {
            let site = SiteTest::new();
            if std::ptr::eq(to, &raw const file) {
                site.write("static/guide", "a file");
            } else {
                site.write("content/pages/guide.md", "---\ntitle: Guide\n---\n");
            }
            for (path, bytes) in from.files() {
                if !path.starts_with("guide") {
                    site.write(&format!("public/{path}"), bytes);
                }
            }
            let here =
                |built: &Built| built.files().into_iter().filter(|(path, _)| path.starts_with("guide"));
            match state {
                "old" => here(from).for_each(|(path, bytes)| site.write(&format!("public/{path}"), bytes)),
                "new" => here(to).for_each(|(path, bytes)| site.write(&format!("public/{path}"), bytes)),
                "an empty folder" => fs::create_dir(site.root().join("public/guide")).expect("a folder"),
                "empty folders" => fs::create_dir_all(site.root().join("public/guide/a/b")).expect("folders"),
                _ => {}
            }
            site.write(&format!("public/{MANIFEST}"), of_both(&manifest(from), &manifest(to)));
            site.run(&["build"]).assert_ok();
            assert_same_files(&files_of(&site.root().join("public")), &to.files());
            site.run(&["build"]).assert_ok();
        }
    }
}
