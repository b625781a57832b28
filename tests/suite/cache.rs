//! The cache saves time and decides nothing.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;

use crate::site_test::{SiteTest, assert_same_files, files_of};

/// A wide picture, of which smaller ones are made.
fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels =
        image::RgbImage::from_fn(1600, 400, |x, y| image::Rgb([(x % 251) as u8, (y % 241) as u8, 7]));
    pixels.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Jpeg).expect("a picture");
    bytes
}

fn desk() -> SiteTest {
    SiteTest::new()
        .file("content/briefings/visit/photo.jpg", picture())
        .briefing("visit/index", "slug: visit", "![A photo](photo.jpg)")
        .committed("2024-04-01", "Publish\n\nChange-Note: Begin.")
        .briefing("visit/index", "slug: visit", "![A photo](photo.jpg)\n\nTwo.")
        .committed("2024-04-02", "Update")
        .briefing("secret", "marking: TLP:RED", "Nobody reads this.")
        .committed("2024-04-03", "Prepare the raid on Monday")
}

/// Returns the entries of the cache, but for the rules that keep git from it.
fn entries(site: &SiteTest) -> Vec<(String, Vec<u8>)> {
    let mut files = files_of(&site.root().join(".chancery"));
    files.retain(|(path, _)| path != ".gitignore");
    files
}

fn key_of(site: &SiteTest) -> PathBuf {
    site.root().join("../home/.local/state/chancery/key")
}

#[test]
fn an_entry_that_somebody_rewrote_counts_for_nothing() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    let right = files_of(&site.root().join("public"));
    let kept = entries(&site);
    assert!(kept.len() >= 2, "{kept:?}");
    for (path, bytes) in &kept {
        let file = format!(".chancery/{path}");
        let start = bytes.iter().position(|byte| *byte == b'\n').expect("a header") + 1;
        let mut flipped = bytes.clone();
        *flipped.last_mut().expect("a byte") ^= 1;
        let mut longer = bytes.clone();
        longer.extend_from_slice(b"<script>");
        // As it was kept before entries had hashes, and as one would write it who has no key.
        let bare = bytes[start..].to_vec();
        let forged =
            [format!("chancery cache 1 {}\n", blake3::hash(b"<html>")).into_bytes(), b"<html>".to_vec()]
                .concat();
        for hostile in [flipped, longer, bare, forged, Vec::new(), b"<html>".to_vec()] {
            site.write(&file, &hostile);
            fs::remove_dir_all(site.root().join("public")).expect("the output");
            site.run(&["build"]).assert_ok();
            assert_same_files(&files_of(&site.root().join("public")), &right);
            assert_eq!(
                fs::read(site.root().join(&file)).expect("an entry"),
                *bytes,
                "{path} was not made again"
            );
        }
    }
}

#[test]
fn an_entry_in_the_place_of_another_counts_for_nothing() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    let right = files_of(&site.root().join("public"));
    let kept = entries(&site);
    for (path, _) in &kept {
        for (_, other) in kept.iter().filter(|(other, _)| other != path) {
            site.write(&format!(".chancery/{path}"), other);
        }
    }
    fs::remove_dir_all(site.root().join("public")).expect("the output");
    site.run(&["build"]).assert_ok();
    assert_same_files(&files_of(&site.root().join("public")), &right);
    assert_eq!(entries(&site), kept);
}

#[test]
fn a_cache_of_another_user_counts_for_nothing() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    let (right, kept) = (files_of(&site.root().join("public")), entries(&site));
    fs::write(key_of(&site), [7; 32]).expect("another key");
    site.run(&["build"]).assert_ok();
    assert_same_files(&files_of(&site.root().join("public")), &right);
    let new = entries(&site);
    assert_eq!(new.len(), kept.len());
    assert!(new.iter().zip(&kept).all(|(new, old)| new.0 == old.0 && new.1 != old.1));
}

#[test]
fn the_key_is_of_its_user_alone_and_lies_outside_of_the_site() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    let key = key_of(&site);
    let bytes = fs::read(&key).expect("a key");
    assert_eq!(bytes.len(), 32);
    assert_eq!(fs::metadata(&key).expect("a key").permissions().mode() & 0o777, 0o600);
    let folder = key.parent().expect("a folder");
    assert_eq!(fs::read_dir(folder).expect("a folder").count(), 1);
    site.run(&["build"]).assert_ok();
    assert_eq!(fs::read(&key).expect("a key"), bytes);
    // One that others can read is none.
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("rights");
    site.run(&["build"]).assert_ok();
    assert_ne!(fs::read(&key).expect("a key"), bytes);
    assert_eq!(fs::metadata(&key).expect("a key").permissions().mode() & 0o777, 0o600);

    let site = desk().env("XDG_STATE_HOME", &site.root().join("../state").to_string_lossy());
    site.run(&["build"]).assert_ok();
    assert!(!key_of(&site).exists());
}

#[test]
fn without_a_place_for_the_key_nothing_is_kept_and_the_site_is_the_same() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    let right = files_of(&site.root().join("public"));
    fs::remove_dir_all(site.root().join(".chancery")).expect("the cache");
    let inside = site.root().join("state");
    for (name, value) in [("HOME", "/proc/nowhere"), ("XDG_STATE_HOME", &*inside.to_string_lossy())] {
        let output = site.command(&["build", "--output=other"]).env(name, value).output().expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_same_files(&files_of(&site.root().join("other")), &right);
        assert!(!site.root().join(".chancery").exists(), "{name}");
    }
}

#[test]
fn a_cache_that_git_tracks_is_not_used_and_its_writers_are_told() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    let right = files_of(&site.root().join("public"));
    let kept = entries(&site);
    site.delete(".chancery/.gitignore");
    site.git("2024-04-04", &["add", "--force", ".chancery"]);
    let said = site.run(&["build"]).assert_ok().said();
    assert!(
        said.contains("note: the cache .chancery is among the files of the repository, so it is not used"),
        "{said}"
    );
    // Not read: what is missing is not taken from it. Not written: what is broken stays broken.
    site.write(".chancery/history", "broken");
    fs::remove_dir_all(site.root().join("public")).expect("the output");
    site.run(&["build"]).assert_ok();
    assert_same_files(&files_of(&site.root().join("public")), &right);
    assert_eq!(site.read(".chancery/history"), "broken");
    assert_eq!(entries(&site).len(), kept.len());
}

#[test]
fn a_cache_that_is_a_link_is_not_followed() {
    let site = desk().file("../victim/history", "precious");
    symlink(site.root().join("../victim"), site.root().join(".chancery")).expect("a link");
    let said = site.run(&["build"]).assert_ok().said();
    assert!(said.contains("note: .chancery is no folder of this site's own"), "{said}");
    assert_eq!(files_of(&site.root().join("../victim")), [("history".to_owned(), b"precious".to_vec())]);

    // Nor one of its folders or files.
    let site = desk().file("../victim/history", "precious");
    fs::create_dir(site.root().join(".chancery")).expect("a folder");
    symlink(site.root().join("../victim"), site.root().join(".chancery/images")).expect("a link");
    symlink(site.root().join("../victim/history"), site.root().join(".chancery/history")).expect("a link");
    symlink(site.root().join("../victim/new"), site.root().join(".chancery/.gitignore")).expect("a link");
    site.run(&["build"]).assert_ok();
    assert_eq!(files_of(&site.root().join("../victim")), [("history".to_owned(), b"precious".to_vec())]);
}

#[test]
fn what_commits_say_is_not_in_the_cache() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    site.run(&["build"]).assert_ok();
    for (path, bytes) in entries(&site) {
        let text = String::from_utf8_lossy(&bytes);
        for word in ["raid", "Begin", "Ada Writer", "Nobody reads"] {
            assert!(!text.contains(word), "{path} holds {word}");
        }
    }
    assert!(site.read("public/briefings/2024/visit/history/index.html").contains("Begin."));
}
