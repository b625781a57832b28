//! `chancery init`

use std::fs;
use std::process::Output;

use insta::assert_snapshot;

use crate::site_test::{SiteTest, assert_same_files, files_of};

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
    ");
    let files: Vec<String> = test.files().into_iter().map(|(path, _)| path).collect();
    assert_snapshot!(files.join("\n"), @r"
    desk/.gitignore
    desk/README.md
    desk/content/briefings/1963/elysee-treaty.md
    desk/content/briefings/2019/treaty-of-aachen.md
    desk/content/pages/about.md
    desk/content/topics/bilateral-relations.md
    desk/content/topics/energy-and-climate.md
    desk/content/topics/european-integration.md
    desk/content/topics/human-rights.md
    desk/content/topics/international-law.md
    desk/content/topics/migration.md
    desk/content/topics/security.md
    desk/content/topics/trade.md
    desk/site.yaml
    ");

    let built = run_in(&test, "desk", &["build", "--strict"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let said = String::from_utf8_lossy(&built.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    let newer =
        fs::read_to_string(test.root().join("desk/public/briefings/2019/treaty-of-aachen/index.html"))
            .expect("a page");
    assert!(newer.contains(r#"<a href="/briefings/1963/elysee-treaty/">"#), "the two are not linked");
    for page in ["about/index.html", "countries/france/index.html", "topics/bilateral-relations/index.html"] {
        assert!(test.root().join("desk/public").join(page).is_file(), "{page} is missing");
    }
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
    assert_eq!(readme.lines().count(), 5);
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
