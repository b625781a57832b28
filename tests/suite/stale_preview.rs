//! What the preview does when it cannot follow a change: it says so, and catches up with the next one that it can.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;

use crate::preview::Preview;
use crate::site_test::SiteTest;

const ROME: &str = "/briefings/2024/rome/";

fn desk() -> SiteTest {
    SiteTest::new().briefing("rome", "countries: [IT]", "The first text.").committed("2024-04-01", "Write")
}

/// A `git` that fails for as long as a file is there.
struct FailingGit {
    flag: PathBuf,
}

impl FailingGit {
    fn of(site: SiteTest) -> (Self, SiteTest) {
        let path = std::env::var("PATH").expect("a path");
        let real = std::env::split_paths(&path).map(|folder| folder.join("git")).find(|file| file.is_file());
        let folder = site.root().join("../bin");
        let flag = site.root().join("../failing");
        fs::create_dir(&folder).expect("a folder");
        let script = format!(
            "#!/bin/sh\nif [ -e '{}' ]; then echo 'fatal: the disk is gone' >&2; . '{}'; fi\nexec '{}' \"$@\"\n",
            flag.display(),
            flag.display(),
            real.expect("git").display()
        );
        fs::write(folder.join("git"), script).expect("a script");
        fs::set_permissions(folder.join("git"), fs::Permissions::from_mode(0o755)).expect("rights");
        let site = site.env("PATH", &format!("{}:{path}", folder.display()));
        (Self { flag }, site)
    }

    /// From now on it says that it failed.
    fn fail(&self) {
        fs::write(&self.flag, "exit 128").expect("a file");
    }

    /// From now on something ends it.
    fn die(&self) {
        fs::write(&self.flag, "kill -9 $$").expect("a file");
    }

    fn mend(&self) {
        fs::remove_file(&self.flag).expect("a file");
    }
}

#[test]
fn a_commit_that_git_does_not_tell_is_told_and_shown_with_the_next_change() {
    let (git, site) = FailingGit::of(desk());
    let preview = Preview::start(site);
    let mut events = preview.events("/");
    assert_eq!(events.next()["problems"], serde_json::json!([]));
    git.fail();
    preview
        .site
        .write("content/briefings/rome.md", "---\ntitle: Rome\ndate: 2024-04-01\n---\n\nThe second text.\n");
    let state = events.until(1);
    assert_eq!(state["problems"][0]["code"], "stale-preview");
    assert_eq!(
        state["problems"][0]["message"],
        "what was committed is not shown: `git rev-parse` failed: the disk is gone"
    );
    preview.hear("error[stale-preview]");
    // What needs no git is shown.
    preview.until(ROME, |answer| answer.body.contains("The second text."));

    git.mend();
    preview
        .site
        .write("content/briefings/rome.md", "---\ntitle: Rome\ndate: 2024-04-01\n---\n\nThe third text.\n");
    preview.until(ROME, |answer| answer.body.contains("The third text."));
    preview.hear("no problems");
}

#[test]
fn a_site_that_cannot_be_joined_stays_as_it_was_and_says_so_until_the_next_change() {
    let (git, site) = FailingGit::of(desk().briefing("oslo", "", "Oslo."));
    let preview = Preview::start(site);
    let mut events = preview.events("/");
    assert_eq!(events.next()["problems"], serde_json::json!([]));
    git.die();
    preview.site.write("site.yaml", "title: Another Desk\nbase_url: https://example.org/\n");
    let state = events.until(2);
    let messages: Vec<&str> = state["problems"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["message"].as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "what was committed is not shown: `git rev-parse` failed: the disk is gone",
            "the pages are as they were before the last change: `git cat-file` failed: it ended half-way"
        ]
    );
    assert!(preview.get("/").body.contains("Test Desk"));

    // The words of one text alone change; what could not be shown before comes with them.
    git.mend();
    preview
        .site
        .write("content/briefings/oslo.md", "---\ntitle: oslo\ndate: 2024-04-01\n---\n\nOslo again.\n");
    preview.until("/briefings/2024/oslo/", |answer| answer.body.contains("Oslo again."));
    events.until(0);
    assert!(preview.get("/").body.contains("Another Desk"));
}

#[test]
fn a_text_that_becomes_a_link_to_itself_is_told_and_not_only_gone() {
    let preview = Preview::start(desk());
    let file = preview.site.root().join("content/briefings/rome.md");
    fs::remove_file(&file).expect("a file");
    symlink("rome.md", &file).expect("a link");
    preview.hear("warning[symlink]");
    preview.until(ROME, |answer| answer.status == 404);
    fs::remove_file(&file).expect("a link");
    preview.site.write("content/briefings/rome.md", "---\ntitle: Rome\ndate: 2024-04-01\n---\n\nMended.\n");
    preview.until(ROME, |answer| answer.body.contains("Mended."));
    preview.hear("no problems");
}
