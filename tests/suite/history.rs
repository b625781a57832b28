//! Where history comes from: every kind of repository, the cache, and git that fails.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::site_test::{Built, CLOCK, SiteTest, assert_same_files, files_of};

const PLACE: &str = "/briefings/2024/visit/";

fn desk() -> SiteTest {
    SiteTest::new()
        .briefing("visit", "", "One.")
        .committed("2024-04-01", "Publish")
        .briefing("visit", "", "Two.")
        .committed("2024-04-02", "Update")
}

#[track_caller]
fn assert_two_versions(built: &Built) {
    built.assert_ok();
    assert!(
        built.has(&format!("{PLACE}history/2/")) && !built.has(&format!("{PLACE}history/3/")),
        "{}",
        built.said()
    );
}

/// Returns what a build says of history; nothing where all is well.
fn notes(site: &SiteTest) -> Vec<String> {
    let output = site.command(&["build"]).output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    said.lines().filter(|line| line.starts_with("note: ") && *line != CLOCK).map(str::to_owned).collect()
}

#[test]
fn a_repository_without_commits_is_told_once() {
    let site = SiteTest::new().briefing("visit", "", "Text.");
    site.git("2024-04-01", &["init", "--quiet"]);
    assert_eq!(notes(&site), ["note: briefings have no versions, since nothing is committed yet"]);
}

#[test]
fn a_machine_without_git_is_told_once() {
    let site = desk().env("PATH", "/nonexistent");
    assert_eq!(notes(&site), ["note: briefings have no versions, since git is not installed"]);
}

#[test]
fn a_shallow_clone_is_told_once_with_the_way_out() {
    let site = desk();
    let root = site.root().to_string_lossy().into_owned();
    site.git("2024-04-03", &["clone", "--quiet", "--depth=1", &format!("file://{root}"), "clone"]);
    let output = site.command(&["--root=clone", "build"]).output().expect("the binary runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("`fetch-depth: 0`"), "{said}");
    assert_eq!(said.replace(CLOCK, "").matches("note: ").count(), 1, "{said}");
    assert!(site.root().join("clone/public/index.html").is_file());
    assert!(!site.root().join("clone/public/briefings/2024/visit/history").exists());
}

#[test]
fn a_site_in_a_folder_of_a_repository_has_its_own_history() {
    let site = SiteTest::bare().file("readme.md", "Beside it.");
    site.write("größe desk/site.yaml", "title: D\nbase_url: https://example.org/\n");
    for (day, text) in [("2024-04-01", "One."), ("2024-04-02", "Two.")] {
        site.write(
            "größe desk/content/briefings/visit.md",
            format!("---\ntitle: visit\ndate: 2024-04-01\n---\n{text}\n"),
        );
        site.commit(day, text);
    }
    site.run(&["--root", "größe desk", "build"]).assert_ok();
    let public = site.root().join("größe desk/public");
    assert!(public.join("briefings/2024/visit/history/2/index.html").is_file());
    let past = site.run(&["--root", "größe desk", "build", "--as-of", "2024-04-01", "--output=past"]);
    past.assert_ok();
    assert!(site.read("past/briefings/2024/visit/index.html").contains("One."));
}

#[test]
fn names_in_any_script_are_followed() {
    let built = SiteTest::new()
        .briefing("日本 \"x\"", "title: A\nslug: visit", "One.")
        .committed("2024-04-01", "Publish")
        .briefing("日本 \"x\"", "title: A\nslug: visit", "Two.")
        .committed("2024-04-02", "Update")
        .build();
    assert_two_versions(&built);
}

#[test]
fn a_worktree_and_a_submodule_have_their_history() {
    let site = desk();
    let root = site.root().to_string_lossy().into_owned();
    site.git("2024-04-03", &["worktree", "add", "--quiet", "tree"]);
    site.run(&["--root=tree", "build"]).assert_ok();
    assert!(site.root().join("tree/public/briefings/2024/visit/history/2").is_dir());
    let outer = SiteTest::bare().file("readme.md", "Outer.").committed("2024-04-03", "Begin");
    outer.git(
        "2024-04-03",
        &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &root, "inner"],
    );
    outer.run(&["--root=inner", "build"]).assert_ok();
    assert!(outer.root().join("inner/public/briefings/2024/visit/history/2").is_dir());
}

#[test]
fn a_bare_repository_that_the_environment_names_is_used() {
    let site = desk();
    let root = site.root().to_string_lossy().into_owned();
    site.git("2024-04-03", &["clone", "--quiet", "--bare", &root, "../bare.git"]);
    fs::remove_dir_all(site.root().join(".git")).expect("a repository");
    assert_two_versions(&site.env("GIT_DIR", "../bare.git").build());
}

#[test]
fn a_repository_of_sha_256_is_read_alike() {
    let site = SiteTest::new().briefing("visit", "", "One.");
    site.git("2024-04-01", &["init", "--quiet", "--object-format=sha256", "--initial-branch=main"]);
    let built = site
        .committed("2024-04-01", "Publish")
        .briefing("visit", "", "Two.")
        .committed("2024-04-02", "Update")
        .build();
    assert_two_versions(&built);
}

#[test]
fn a_submodule_in_the_content_is_passed_over() {
    let site = desk();
    let inner = SiteTest::bare().file("a.md", "Text.").committed("2024-04-01", "Begin");
    let path = inner.root().to_string_lossy().into_owned();
    site.git(
        "2024-04-03",
        &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &path, "content/inner"],
    );
    site.commit("2024-04-03", "Add a submodule");
    let built = site.build();
    assert_two_versions(&built);
    built.site.run(&["build", "--as-of", "HEAD", "--output=past"]).assert_ok();
}

#[test]
fn settings_of_a_user_change_nothing() {
    let plain = desk().build();
    let site = desk();
    let settings = "[diff]\n\trenames = false\n\tnoprefix = true\n\trelative = true\n[log]\n\tshowSignature = true\n\
        \tdate = relative\n\tfollow = true\n[core]\n\tquotePath = true\n[color]\n\tui = always\n[i18n]\n\tlogOutputEncoding = latin1\n\
        [format]\n\tpretty = oneline\n";
    fs::write(site.root().join("../home/.gitconfig"), settings).expect("a file");
    assert_same_files(&site.build().files(), &plain.files());
}

/// Returns the site with what a build of it makes from nothing.
fn cold(site: SiteTest) -> (SiteTest, Vec<(String, Vec<u8>)>) {
    let _ = fs::remove_dir_all(site.root().join(".chancery"));
    site.run(&["build", "--output=cold"]).assert_ok();
    let files = files_of(&site.root().join("cold"));
    fs::remove_dir_all(site.root().join("cold")).expect("a folder");
    (site, files)
}

#[test]
fn history_is_kept_and_read_on_from_there() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    let kept = site.read(".chancery/history");
    assert_eq!(site.read(".chancery/.gitignore"), "*\n");
    site.run(&["build"]).assert_ok();
    assert_eq!(site.read(".chancery/history"), kept);
    let site = site.briefing("visit", "", "Three.").committed("2024-04-03", "Update again");
    site.run(&["build"]).assert_ok();
    let longer = site.read(".chancery/history");
    let commits = |text: &str| text.splitn(3, '\n').nth(2).expect("two headers").to_owned();
    assert!(longer.len() > kept.len() && longer.ends_with(&commits(&kept)));
    let warm = files_of(&site.root().join("public"));
    assert_same_files(&warm, &cold(site).1);
}

#[test]
fn a_rewritten_history_gives_what_a_cold_run_gives() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    site.git(
        "2024-04-05",
        &["commit", "--quiet", "--amend", "--message", "Update\n\nChange-Note: Said otherwise"],
    );
    site.run(&["build"]).assert_ok();
    assert!(site.read("public/changes/index.html").contains("Said otherwise"));
    assert!(!site.read(".chancery/history").contains("Update\n\0"));
    let warm = files_of(&site.root().join("public"));
    assert_same_files(&warm, &cold(site).1);
}

#[test]
fn a_cache_that_is_broken_counts_for_nothing() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    let good = site.read(".chancery/history");
    let (site, right) = cold(site);
    let half = good[..good.len() / 2].to_owned();
    let other = good.replace("visit", "tisiv");
    assert_ne!(other, good);
    for broken in ["", "chancery history 1\n", "\0\0\0", &half, &other, "chancery history 2\t\tx\nz"] {
        site.write(".chancery/history", broken);
        site.run(&["build"]).assert_ok();
        assert_same_files(&files_of(&site.root().join("public")), &right);
        assert_eq!(site.read(".chancery/history"), good);
    }
    fs::remove_file(site.root().join(".chancery/history")).expect("a file");
    fs::create_dir(site.root().join(".chancery/history")).expect("a folder in its place");
    site.run(&["build"]).assert_ok();
    assert_same_files(&files_of(&site.root().join("public")), &right);
}

#[test]
fn git_that_is_killed_half_way_leaves_the_old_site_as_it_was() {
    let site = desk();
    site.run(&["build"]).assert_ok();
    let old = files_of(&site.root().join("public"));
    let site = site.briefing("visit", "", "Three.").committed("2024-04-03", "Update again");
    let real =
        String::from_utf8(Command::new("which").arg("git").output().expect("which").stdout).expect("a path");
    let real = real.trim();
    for victim in ["log", "cat-file"] {
        let folder = site.root().join(format!("../bin-{victim}"));
        fs::create_dir(&folder).expect("a folder");
        let script = format!(
            "#!/bin/sh\nfor word in \"$@\"; do\n  if [ \"$word\" = {victim} ]; then\n    {real} \"$@\" </dev/null | head -c 40\n    \
             kill -9 $$\n  fi\ndone\nexec {real} \"$@\"\n"
        );
        fs::write(folder.join("git"), script).expect("a script");
        fs::set_permissions(folder.join("git"), fs::Permissions::from_mode(0o755)).expect("rights");
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").expect("a path"));
        let output = site.command(&["build"]).env("PATH", path).output().expect("the binary runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{victim}: {said}");
        assert!(said.contains(&format!("`git {victim}` failed")), "{said}");
        assert_same_files(&files_of(&site.root().join("public")), &old);
    }
    assert!(site.build().has(&format!("{PLACE}history/3/")));
}
