//! The manifest says which files are Chancery's own, and nothing else.

use std::fs;

use crate::site_test::{Built, SiteTest, assert_same_files, files_of};

const MANIFEST: &str = ".chancery-manifest";

const HEADER: &str = "# Files written by Chancery, form 2: BLAKE3 hash and path. It deletes no others.";

/// The first line of the form before.
const HEADER_1: &str = "# Files written by Chancery: BLAKE3 hash and path. It deletes no others.";

fn desk() -> SiteTest {
    SiteTest::new().briefing("visit", "countries: [FR]", "Text.")
}

/// Asserts that the output is what a build into a new folder gives.
#[track_caller]
fn assert_as_fresh(built: &Built) {
    built.site.run(&["build", "--output=../fresh"]).assert_ok();
    let fresh = built.site.root().join("../fresh");
    assert_same_files(&files_of(built.public()), &files_of(&fresh));
    fs::remove_dir_all(fresh).expect("the output");
}

#[test]
fn plain_names_stand_in_the_manifest_as_they_are() {
    let built = desk().file("static/données/日本.txt", "x").build();
    let manifest = built.page(&format!("/{MANIFEST}"));
    assert_eq!(manifest.lines().next(), Some(HEADER));
    assert!(manifest.contains("  données/日本.txt\n"), "{manifest}");
}

/// Where files may have such names.
#[cfg(unix)]
#[test]
fn names_with_any_character_are_written_removed_and_never_taken_for_others() {
    let hash = blake3::hash(b"example.org").to_hex();
    let names = [
        format!("a\n{hash}  CNAME"),
        "b\r\nc".to_owned(),
        "d\\e".to_owned(),
        "f%0Ag".to_owned(),
        "h\u{1}\u{2028}".to_owned(),
        "i  j".to_owned(),
        format!("{}\n", "k".repeat(250)),
    ];
    let site = desk();
    for name in &names {
        site.write(&format!("static/{name}"), "x");
    }
    let built = site.build();
    built.assert_ok();
    built.site.write("public/CNAME", "example.org");
    for name in &names {
        assert!(built.public().join(name).is_file(), "{name:?}");
    }
    assert!(built.site.run(&["build"]).assert_ok().said().contains(" 0 written, "));
    for name in &names {
        built.site.delete(&format!("static/{name}"));
    }
    let said = built.site.run(&["build"]).assert_ok().said();
    assert!(said.contains(&format!(" {} removed", names.len())), "{said}");
    assert_eq!(built.site.read("public/CNAME"), "example.org");
    built.site.delete("public/CNAME");
    assert_as_fresh(&built);
}

#[test]
fn a_line_that_no_build_writes_is_told_and_ignored_and_deletes_nothing() {
    let hash = blake3::hash(b"precious").to_hex().to_string();
    let long = "x".repeat(300);
    for line in [
        format!("{hash}  ../precious.txt"),
        format!("{hash}  /etc/precious"),
        format!("{hash}  a/../../precious.txt"),
        format!("{hash}  %2E%2E/precious.txt"),
        format!("{hash}  ./precious.txt"),
        format!("{hash}  a//b"),
        format!("{hash}  ..\\precious.txt"),
        format!("{hash}  a%00b"),
        format!("{hash}  a\u{0}b"),
        format!("{hash} precious.txt"),
        "precious.txt".to_owned(),
        format!("not-a-hash  {long}"),
    ] {
        let built = desk().build();
        let manifest = built.page(&format!("/{MANIFEST}"));
        built.site.write(&format!("public/{MANIFEST}"), format!("{manifest}{line}\n"));
        built.site.write("precious.txt", "precious");
        built.site.write("public/precious.txt", "precious");
        let number = manifest.lines().count() + 1;
        let said = built.site.run(&["build"]).assert_ok().said();
        assert!(
            said.contains(&format!("note: line {number} of ")) && said.contains("so it was ignored"),
            "{said}"
        );
        assert_eq!(built.site.read("precious.txt"), "precious", "{line}");
        assert_eq!(built.site.read("public/precious.txt"), "precious", "{line}");
        // It is told once, and stops no later build.
        assert!(!built.site.run(&["build"]).assert_ok().said().contains("note: "));
        assert_eq!(built.page(&format!("/{MANIFEST}")), manifest);
    }
}

#[test]
fn a_name_that_no_file_system_takes_stops_no_build() {
    for name in ["x".repeat(300), format!("a/{}/b", "x".repeat(300)), "visit/".repeat(1000) + "x"] {
        let built = desk().build();
        let manifest = built.page(&format!("/{MANIFEST}"));
        built.site.write(&format!("public/{MANIFEST}"), format!("{manifest}{}  {name}\n", "0".repeat(64)));
        built.site.run(&["build"]).assert_ok();
        assert_as_fresh(&built);
    }
}

#[test]
fn a_manifest_of_the_form_before_is_read_once() {
    let built = desk().file("static/old.txt", "old").build();
    let manifest = built.page(&format!("/{MANIFEST}"));
    built.site.write(&format!("public/{MANIFEST}"), manifest.replace(HEADER, HEADER_1));
    built.site.delete("static/old.txt");
    let said = built.site.run(&["build"]).assert_ok().said();
    assert!(said.contains(" 1 removed") && !said.contains("note: "), "{said}");
    assert!(!built.has("/old.txt"));
    assert!(built.page(&format!("/{MANIFEST}")).starts_with(HEADER));
    assert_as_fresh(&built);
}

#[cfg(unix)]
#[test]
fn a_file_name_with_a_line_break_in_the_form_before_deletes_nothing_of_others() {
    let hash = blake3::hash(b"example.org").to_hex();
    let built = desk().file(&format!("static/a\n{hash}  CNAME"), "x").build();
    let manifest = built.page(&format!("/{MANIFEST}"));
    let manifest = manifest.replace(HEADER, HEADER_1).replace("%0A", "\n");
    built.site.write(&format!("public/{MANIFEST}"), manifest);
    built.site.write("public/CNAME", "example.org");
    built.site.delete(&format!("static/a\n{hash}  CNAME"));
    let said = built.site.run(&["build"]).assert_ok().said();
    assert!(said.contains("note: there is 1 file of an older version's build in "), "{said}");
    assert_eq!(built.site.read("public/CNAME"), "example.org");
    built.site.run(&["build"]).assert_ok();
    assert_eq!(built.site.read("public/CNAME"), "example.org");
}

#[test]
fn a_file_of_an_older_build_that_somebody_changed_since_stays() {
    let built = desk().file("static/old.txt", "old").build();
    let manifest = built.page(&format!("/{MANIFEST}"));
    built.site.write(&format!("public/{MANIFEST}"), manifest.replace(HEADER, HEADER_1));
    built.site.delete("static/old.txt");
    built.site.write("public/old.txt", "by hand");
    assert!(
        built.site.run(&["build"]).assert_ok().said().contains("note: there is 1 file of an older version's")
    );
    assert_eq!(built.site.read("public/old.txt"), "by hand");
}
