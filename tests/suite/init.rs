//! `chancery init`

use std::fs;
use std::path::Path;
use std::process::Output;

use insta::assert_snapshot;

use crate::site_test::{CLOCK, NO_REPOSITORY, SiteTest, assert_same_files, files_of};

/// Runs a command in the folder `place` of a test.
fn run_in(test: &SiteTest, place: &str, arguments: &[&str]) -> Output {
    let mut command = test.command(arguments);
    command.current_dir(test.root().join(place)).output().expect("the binary runs")
}

#[test]
fn a_new_site_builds_without_a_single_warning() {
    let test = SiteTest::bare();
    let ran = test.run(&["init", "desk"]);
    ran.assert_ok();
    assert_eq!(ran.printed(), "");
    assert_snapshot!(ran.said(), @r"
    a new site is in desk

    Now see it:

        cd desk
        chancery serve

    Settings are in site.yaml, and README.md tells how to write a briefing.
    Pushed to GitHub, the site is published by .github/workflows/pages.yml.

    Drafts, embargoes and markings are kept out of the site, and can still be read in its repository:
    keep that private if they must not be.
    ");
    let files: Vec<String> = test.files().into_iter().map(|(path, _)| path).collect();
    let others: Vec<&str> =
        files.iter().map(String::as_str).filter(|path| !path.starts_with("desk/content/topics/")).collect();
    assert_snapshot!(others.join("\n"), @r"
    desk/.github/workflows/pages.yml
    desk/.gitignore
    desk/.vscode/chancery/author.schema.json
    desk/.vscode/chancery/briefing.schema.json
    desk/.vscode/chancery/country.schema.json
    desk/.vscode/chancery/organisation.schema.json
    desk/.vscode/chancery/page.schema.json
    desk/.vscode/chancery/site.schema.json
    desk/.vscode/chancery/topic.schema.json
    desk/.vscode/extensions.json
    desk/.vscode/settings.json
    desk/.vscode/tasks.json
    desk/README.md
    desk/content/briefings/1963/elysee-treaty.md
    desk/content/briefings/2019/treaty-of-aachen.md
    desk/content/pages/about.md
    desk/site.yaml
    ");

    let checked = run_in(&test, "desk", &["check", "--strict"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let built = run_in(&test, "desk", &["build", "--strict"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let said = String::from_utf8_lossy(&built.stderr);
    assert_eq!(said.lines().filter(|line| *line != NO_REPOSITORY && *line != CLOCK).count(), 1, "{said}");
    let newer =
        fs::read_to_string(test.root().join("desk/public/briefings/2019/treaty-of-aachen/index.html"))
            .expect("a page");
    assert!(newer.contains(r#"<a href="/briefings/1963/elysee-treaty/">"#), "the two are not linked");
    for page in ["about/index.html", "countries/france/index.html", "topics/bilateral-relations/index.html"] {
        assert!(test.root().join("desk/public").join(page).is_file(), "{page} is missing");
    }
}

/// Makes a new site and returns it with its topics: id, and the lines of the file.
fn new_site_with_topics() -> (SiteTest, Vec<(String, String)>) {
    let test = SiteTest::bare();
    test.run(&["init", "."]).assert_ok();
    let topics = test.files().into_iter().filter_map(|(path, bytes)| {
        let id = path.strip_prefix("content/topics/")?.strip_suffix(".md")?;
        Some((id.to_owned(), String::from_utf8(bytes).expect("UTF-8")))
    });
    let topics = topics.collect();
    (test, topics)
}

/// Returns the value of a key that stands on one line.
fn value_of<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
}

#[test]
fn a_new_site_has_about_sixty_topics_each_with_a_title_and_a_hint() {
    let (_, topics) = new_site_with_topics();
    assert!((55..=70).contains(&topics.len()), "{} topics", topics.len());
    for (id, text) in &topics {
        assert!(value_of(text, "title").is_some(), "{id} has no title");
        let hint = value_of(text, "hint").unwrap_or_default();
        assert!((20..=160).contains(&hint.chars().count()), "the hint of {id}: {hint}");
    }
}

#[test]
fn the_topics_of_a_new_site_are_a_tree_of_two_levels() {
    let (_, topics) = new_site_with_topics();
    let (top, below): (Vec<_>, Vec<_>) =
        topics.iter().partition(|(_, text)| value_of(text, "parent").is_none());
    let top: Vec<&str> = top.iter().map(|(id, _)| id.as_str()).collect();
    assert!((9..=12).contains(&top.len()), "{top:?}");
    for (id, text) in below {
        let parent = value_of(text, "parent").unwrap_or_default();
        assert!(top.contains(&parent), "the parent of {id}: {parent}");
    }
}

#[test]
fn every_topic_of_a_new_site_can_be_used_by_its_id() {
    let (test, topics) = new_site_with_topics();
    let ids: Vec<&str> = topics.iter().map(|(id, _)| id.as_str()).collect();
    test.write(
        "content/briefings/2024/all.md",
        format!("---\ntitle: All\ndate: 2024-04-01\ntopics: [{}]\n---\n", ids.join(", ")),
    );
    test.run(&["build", "--strict"]).assert_ok();
    for id in ids {
        assert!(test.root().join(format!("public/topics/{id}/index.html")).is_file(), "{id} has no page");
    }
}

#[test]
fn a_topic_that_a_new_site_does_not_use_has_no_page_and_can_be_deleted() {
    let (test, _) = new_site_with_topics();
    test.run(&["build", "--strict"]).assert_ok();
    assert!(test.root().join("public/topics/security").is_dir());
    assert!(!test.root().join("public/topics/terrorism").exists());
    test.delete("content/topics/terrorism.md");
    test.run(&["check", "--strict"]).assert_ok();
    test.delete("content/topics/security.md");
    let checked = test.check();
    assert_eq!(checked.code(), 1, "{}", checked.said());
    checked.message("error[unknown-topic]", "content/briefings/1963/elysee-treaty.md:7:31");
    checked.message("error[unknown-topic]", "content/topics/alliances.md:3:9");
}

#[test]
fn init_writes_every_file_that_the_repository_holds_for_a_new_site() {
    let (test, _) = new_site_with_topics();
    let written: Vec<(String, Vec<u8>)> =
        test.files().into_iter().filter(|(path, _)| !path.starts_with(".vscode/")).collect();
    let mut held = files_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/init/site"));
    for (path, bytes) in &mut held {
        if path == "gitignore" {
            ".gitignore".clone_into(path);
        } else if path == "pages.yml" {
            ".github/workflows/pages.yml".clone_into(path);
            let text = String::from_utf8_lossy(bytes);
            *bytes = text.replace("{version}", env!("CARGO_PKG_VERSION")).replace("{site}", ".").into_bytes();
        }
    }
    held.sort();
    assert_same_files(&written, &held);
}

#[test]
fn a_new_site_has_the_files_that_an_editor_needs() {
    let (test, _) = new_site_with_topics();
    let before = test.files();
    assert!(test.read(".vscode/chancery/briefing.schema.json").contains("\"women-and-gender\""));
    assert!(
        test.read(".vscode/settings.json").contains("\"./.vscode/chancery/site.schema.json\": \"site.yaml\"")
    );
    let ran = test.run(&["schema", "--write"]);
    assert_eq!(ran.assert_ok().printed(), "");
    assert_same_files(&test.files(), &before);
}

#[test]
fn git_ignores_what_commands_make_in_a_new_site() {
    let test = SiteTest::bare();
    test.run(&["init", "."]).assert_ok();
    assert_eq!(test.read(".gitignore"), "public/\n.chancery/\n");
}

#[test]
fn the_first_briefing_of_a_new_site_follows_its_readme() {
    let test = SiteTest::bare();
    test.run(&["init", "."]).assert_ok();
    let readme = test.read("README.md");
    assert_eq!(readme.lines().count(), 13);
    assert!(readme.contains(r#"chancery new "France asks China for a clear word" -c FR -c CN -t trade"#));
    test.run(&["new", "France asks China for a clear word", "-c", "FR", "-c", "CN", "-t", "trade"])
        .assert_ok();
    test.run(&["check", "--strict", "--drafts"]).assert_ok();
}

#[test]
fn an_empty_folder_and_one_with_a_git_repository_alone_are_taken() {
    let test = SiteTest::bare().file("there/.git/HEAD", "ref: refs/heads/main\n");
    fs::create_dir(test.root().join("empty")).expect("a folder");
    test.run(&["init", "empty"]).assert_ok();
    test.run(&["init", "there"]).assert_ok();
    test.run(&["init", "a/b/c"]).assert_ok();
    assert_eq!(test.read("there/.git/HEAD"), "ref: refs/heads/main\n");
    assert!(test.root().join("there/site.yaml").is_file());
    assert!(test.root().join("a/b/c/site.yaml").is_file());
}

#[test]
fn in_the_folder_itself_there_is_no_need_to_go_anywhere() {
    let test = SiteTest::bare();
    assert_snapshot!(test.run(&["init", "."]).assert_ok().said(), @r"
    a new site is in .

    Now see it:

        chancery serve

    Settings are in site.yaml, and README.md tells how to write a briefing.
    Pushed to GitHub, the site is published by .github/workflows/pages.yml.

    Drafts, embargoes and markings are kept out of the site, and can still be read in its repository:
    keep that private if they must not be.
    ");
}

#[test]
fn a_folder_name_with_a_space_is_quoted_in_the_advice() {
    let test = SiteTest::bare();
    let said = test.run(&["init", "Tom's desk"]).assert_ok().said();
    assert!(said.contains(r"cd 'Tom'\''s desk'"), "{said}");
}

#[test]
fn a_folder_with_anything_in_it_is_refused_and_left_alone() {
    let test =
        SiteTest::bare().file("desk/notes.txt", "mine").file("desk/.git/HEAD", "").file("hidden/.env", "");
    let before = test.files();
    assert_snapshot!(test.run(&["init", "desk"]).assert_refused().said(), @"error: desk is not empty: notes.txt is in it; name a new folder, or an empty one");
    assert_snapshot!(test.run(&["init", "hidden"]).assert_refused().said(), @"error: hidden is not empty: .env is in it; name a new folder, or an empty one");
    assert_snapshot!(test.run(&["init", "desk/notes.txt"]).assert_refused().said(), @"error: desk/notes.txt is a file; name a new folder, or an empty one");
    assert_same_files(&test.files(), &before);
}

#[test]
fn a_second_init_is_refused() {
    let test = SiteTest::bare();
    test.run(&["init", "desk"]).assert_ok();
    let before = test.files();
    test.run(&["init", "desk"]).assert_refused();
    assert_same_files(&test.files(), &before);
}

#[test]
fn what_cannot_be_finished_leaves_nothing_behind() {
    let test = SiteTest::bare().file("file", "");
    assert_snapshot!(test.run(&["init", "file/desk"]).assert_refused().said(), @"error: file is a file; name a new folder, or an empty one");
    // The name is too long for a file system, and only after its parent was made.
    let long = format!("parent/{}", "x".repeat(300));
    test.run(&["init", &long]).assert_refused();
    assert_eq!(test.files().len(), 1);
    assert!(!test.root().join("parent").exists(), "a folder was left behind");
}

#[test]
fn root_and_init_do_not_go_together() {
    let test = SiteTest::bare();
    assert_snapshot!(test.run(&["--root", ".", "init", "desk"]).assert_refused().said(), @"error: --root names a site that is there; `init` takes the new one as `init DIR`");
    assert_same_files(&files_of(&test.root()), &[]);
}

#[test]
fn what_a_new_repository_has_stays_and_the_site_is_made_beside_it() {
    let test = SiteTest::bare()
        .file("README.md", "Ours.\n")
        .file("LICENSE", "MIT\n")
        .file(".gitignore", "*.tmp\npublic/")
        .file(".git/HEAD", "ref: refs/heads/main\n");
    test.run(&["init"]).assert_ok();
    assert_eq!(test.read("README.md"), "Ours.\n");
    assert_eq!(test.read("LICENSE"), "MIT\n");
    assert_eq!(test.read(".gitignore"), "*.tmp\npublic/\n.chancery/\n");
    test.run(&["check", "--strict"]).assert_ok();
}
