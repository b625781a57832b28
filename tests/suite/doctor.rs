//! `chancery doctor`: what is wrong around a site.

use crate::site_test::SiteTest;

fn desk() -> SiteTest {
    SiteTest::new()
        .file("site.yaml", "title: Desk\nbase_url: https://desk.gov.example/\n")
        .file(".gitignore", ".chancery/\npublic/\n")
        .briefing("visit", "", "Text.")
}

/// Returns what the doctor says of a site that has something wrong.
#[track_caller]
fn told(site: &SiteTest) -> String {
    let ran = site.run(&["doctor"]);
    assert_eq!(ran.code(), 1, "{}", ran.said());
    ran.printed()
}

#[test]
fn a_site_in_order_has_nothing_to_look_at() {
    let ran = desk().committed("2024-04-01", "All").run(&["doctor"]);
    ran.assert_ok();
    assert_eq!((ran.printed().as_str(), ran.said().as_str()), ("", "nothing is wrong with the set-up"));
}

#[test]
fn what_is_told_is_counted_in_plain_words() {
    let site = desk().file("site.yaml", "title: Desk\nbase_url: http://desk.gov.example/\n");
    assert_eq!(site.run(&["doctor"]).said(), "2 things to look at");
    assert_eq!(site.committed("2024-04-01", "All").run(&["doctor"]).said(), "1 thing to look at");
}

#[test]
fn a_machine_without_git_and_a_folder_in_no_repository_are_told() {
    let site = desk();
    assert!(told(&site).contains("this folder is in no git repository"));
    assert!(told(&site.env("PATH", "/nonexistent")).contains("git is not installed"));
}

#[test]
fn a_shallow_and_a_partial_clone_are_told_with_the_way_out() {
    let site =
        desk().committed("2024-04-01", "One").briefing("visit", "", "More.").committed("2024-04-02", "Two");
    let from = format!("file://{}", site.root().display());
    site.git("2024-04-03", &["clone", "--quiet", "--depth=1", &from, "../shallow"]);
    site.git("2024-04-03", &["config", "uploadpack.allowFilter", "true"]);
    site.git("2024-04-03", &["clone", "--quiet", "--filter=blob:none", &from, "../partial"]);
    for (folder, said) in [("../shallow", "fetch-depth: 0"), ("../partial", "git fetch --refetch")] {
        let ran = site.run(&["doctor", "--root", folder]);
        assert!(ran.code() == 1 && ran.printed().contains(said), "{folder}: {}{}", ran.printed(), ran.said());
    }
}

#[test]
fn an_address_that_cannot_be_is_told() {
    for (url, said) in [
        ("https://example.org/briefings/", "is a placeholder"),
        ("https://www.example.com/", "is a placeholder"),
        ("http://localhost:4000/", "is a placeholder"),
        ("http://desk.gov.example/", "is not encrypted"),
    ] {
        let site = desk()
            .file("site.yaml", format!("title: Desk\nbase_url: {url}\n"))
            .committed("2024-04-01", "All");
        assert!(told(&site).contains(said), "{url}");
    }
    let site = desk()
        .file("site.yaml", "title: D\nbase_url: https://desk.github.io/\n")
        .committed("2024-04-01", "x");
    site.git("2024-04-01", &["remote", "add", "origin", "git@github.com:Desk/briefs.git"]);
    assert!(told(&site).contains("its address is https://desk.github.io/briefs/"));
    site.write("site.yaml", "title: D\nbase_url: https://desk.github.io/briefs/\n");
    site.run(&["doctor"]).assert_ok();
}

#[test]
fn a_cache_that_git_tracks_or_that_is_a_link_is_told() {
    let site = desk().file(".gitignore", "").file(".chancery/history", "x").committed("2024-04-01", "All");
    assert!(told(&site).contains("the cache is tracked by git: .chancery/history"));
    let site = desk().committed("2024-04-01", "All");
    std::os::unix::fs::symlink("/tmp", site.root().join(".chancery")).expect("a link");
    assert!(told(&site).contains(".chancery is a link or a file"));
}

#[test]
fn what_a_killed_build_or_an_older_program_left_in_the_cache_is_told() {
    let site = desk().committed("2024-04-01", "All");
    site.run(&["build"]).assert_ok();
    site.run(&["doctor"]).assert_ok();
    site.write(".chancery/history.7.part", "half");
    site.write(".chancery/links.json", "{}");
    assert!(
        told(&site).contains("files that nothing reads any more: history.7.part, links.json"),
        "{}",
        told(&site)
    );
}

#[test]
fn links_that_lead_out_and_pointers_of_lfs_are_told() {
    let site =
        desk().file("static/map.tif", "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 3\n");
    std::os::unix::fs::symlink("/etc/passwd", site.root().join("static/users.txt")).expect("a link");
    let told = told(&site.committed("2024-04-01", "All"));
    assert!(told.contains("pointers of git LFS") && told.contains("static/map.tif"), "{told}");
    assert!(told.contains("lead out of the site") && told.contains("static/users.txt"), "{told}");
}

#[test]
fn what_is_public_and_may_not_have_been_meant_to_be_is_told() {
    let site = desk()
        .file("static/backup/site.sql", "x")
        .briefing("cable", "", "**CONFIDENTIAL**\n\nThe ambassador said so.")
        .briefing("held", "status: draft", "SECRET\n\nNobody reads this.")
        .committed("2024-04-01", "All");
    let told = told(&site);
    assert!(told.contains("static/backup/site.sql"), "{told}");
    assert!(told.contains("say of themselves that they are not: content/briefings/cable.md\n"), "{told}");
}

#[test]
fn what_is_held_back_in_a_repository_on_a_forge_is_told() {
    let site = desk().briefing("held", "status: draft", "Not yet.").committed("2024-04-01", "All");
    site.run(&["doctor"]).assert_ok();
    site.git("2024-04-01", &["remote", "add", "origin", "https://github.com/desk/site"]);
    assert!(told(&site).contains("1 document is held back from the site, but lies in the repository"));
}

#[test]
fn a_daily_workflow_that_lifts_an_embargo_of_the_morning_on_the_next_day_is_told() {
    let workflow = |cron: &str| {
        format!("on:\n  schedule:\n{cron}jobs:\n  build:\n    steps:\n      - run: chancery build\n")
    };
    let site = desk().briefing("talks", "embargo: 2024-06-03T09:00:00+02:00", "Not yet.").briefing(
        "never",
        "embargo: 2024-06-03T09:00:00+02:00\nstatus: draft",
        "A draft waits for more than that.",
    );
    let daily = site
        .file(".github/workflows/pages.yml", workflow("    - cron: \"17 4 * * *\"\n"))
        .committed("2024-04-01", "All");
    let told_daily = told(&daily);
    assert!(
        told_daily.contains(
            "content/briefings/talks.md may be published at 2024-06-03 07:00 +00:00, and the next build after that is at \
             2024-06-04 04:17 +00:00, 21 hours later"
        ),
        "{told_daily}"
    );
    assert!(told_daily.contains("- cron: \"0 7 3 6 *\"") && !told_daily.contains("never.md"), "{told_daily}");
    daily.write(
        ".github/workflows/pages.yml",
        workflow("    - cron: \"17 4 * * *\"\n    - cron: \"0 7 3 6 *\"\n"),
    );
    daily.run(&["doctor"]).assert_ok();
    daily.write(".github/workflows/pages.yml", workflow(""));
    assert!(told(&daily).contains("no build is scheduled for then"));

    // A run of the minute in which an embargo ends would come too early.
    let talks = daily.read("content/briefings/talks.md");
    daily.write("content/briefings/talks.md", talks.replace("T09:00:00", "T09:00:30"));
    assert!(told(&daily).contains("- cron: \"1 7 3 6 *\""), "{}", told(&daily));
}
