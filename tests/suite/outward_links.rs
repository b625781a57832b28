//! Links that came with a repository do not lead reading or writing out of it.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::site_test::{SiteTest, files_of};

/// Returns a site beside a folder of somebody else's.
fn desk() -> SiteTest {
    SiteTest::new().file("../victim/site/index.html", "precious").file("../victim/lock", "precious").briefing(
        "visit",
        "countries: [FR]",
        "Text.",
    )
}

fn link(site: &SiteTest, target: &str, path: &str) {
    let link = site.root().join(path);
    fs::create_dir_all(link.parent().expect("a parent")).expect("folders");
    symlink(Path::new(target), link).expect("a link");
}

#[track_caller]
fn assert_untouched(site: &SiteTest) {
    let files = files_of(&site.root().join("../victim"));
    let precious = |path: &str| (path.to_owned(), b"precious".to_vec());
    assert_eq!(files, [precious("lock"), precious("site/index.html")]);
}

#[test]
fn a_staging_folder_that_is_a_link_is_refused() {
    for target in ["../victim", "content"] {
        let site = desk();
        link(&site, target, ".public.chancery-staging");
        let before = site.files();
        let ran = site.run(&["build"]);
        ran.assert_refused();
        assert!(ran.said().contains("it is a link, which is not followed"), "{}", ran.said());
        assert_untouched(&site);
        assert_eq!(site.files(), before);
    }
    // Nor what is in it.
    let site = desk();
    link(&site, "../../victim/site", ".public.chancery-staging/site");
    site.run(&["build"]).assert_ok();
    assert_untouched(&site);
    let site = desk();
    link(&site, "../../victim/lock", ".public.chancery-staging/lock");
    site.run(&["build"]);
    assert_untouched(&site);
}

#[test]
fn an_output_folder_that_came_as_a_link_is_refused_unless_it_is_asked_for() {
    let site = desk();
    fs::create_dir(site.root().join("../empty")).expect("a folder");
    link(&site, "../empty", "public");
    let ran = site.run(&["build"]);
    ran.assert_refused();
    assert!(ran.said().contains("it is a link that leads out of the site"), "{}", ran.said());
    assert_eq!(files_of(&site.root().join("../empty")), []);
    site.run(&["build", "--output=public"]).assert_ok();
    assert!(site.root().join("../empty/index.html").is_file());
}

#[test]
fn new_and_import_do_not_write_through_links_that_lead_out() {
    for path in ["content/briefings", "content/topics", "content"] {
        let site =
            SiteTest::new().file("../victim/lock", "precious").file("../victim/site/index.html", "precious");
        link(&site, &site.root().join("../victim").to_string_lossy(), path);
        site.write("../text.txt", "A visit to Paris\n\n1 April 2024\n\nFrance and China met in Paris.\n");
        let new = site.run(&["new", "A title", "-c", "FR"]);
        let import = site.run(&["import", "../text.txt"]);
        if path != "content/topics" {
            new.assert_refused();
            import.assert_refused();
            assert!(new.said().contains("is a link that leads out"), "{}", new.said());
            assert!(import.said().contains("is a link that leads out"), "{}", import.said());
        }
        assert_untouched(&site);
    }
}

#[test]
fn a_link_within_the_content_is_followed_as_before() {
    let site = SiteTest::new().file("content/desk/a.txt", "");
    link(&site, "desk", "content/briefings");
    site.run(&["new", "A title", "-c", "FR"]).assert_ok();
    assert!(site.root().join("content/desk/2024/a-title.md").is_file());
}

#[test]
fn the_schema_and_the_workflow_are_not_written_through_links_that_lead_out() {
    let site = desk();
    link(&site, "../victim", ".vscode");
    site.run(&["schema", "--write"]).assert_refused();
    assert_untouched(&site);
    let site = desk();
    link(&site, "../../victim/site/index.html", ".vscode/settings.json");
    link(&site, "../../../victim/lock", ".vscode/chancery/site.schema.json");
    site.run(&["schema", "--write"]);
    assert_untouched(&site);
    for path in [".github", ".github/workflows"] {
        let site = desk().committed("2024-04-01", "Begin");
        link(&site, &site.root().join("../victim").to_string_lossy(), path);
        site.run(&["init", "--workflow"]).assert_refused();
        assert_untouched(&site);
    }
}

#[test]
fn fixes_are_not_written_through_links_that_lead_out() {
    let site = desk().file("../victim.md", "---\ntitle: A\ndate: 2024-04-01\ncountries: [france]\n---\n");
    link(&site, "../../../victim.md", "content/briefings/linked.md");
    site.run(&["check", "--fix"]);
    assert!(site.read("../victim.md").contains("[france]"));
}

#[test]
fn import_does_not_copy_through_links_that_lead_out() {
    let site = desk().file("../old/post.md", "---\ntitle: Old\ndate: 2024-04-01\n---\n![x](images/lock)\n");
    link(&site, "../victim", "../old/images");
    site.write(
        "../old/post.md",
        "---\ntitle: Old\ndate: 2024-04-01\n---\n![x](images/lock) ![y](images/site/index.html)\n",
    );
    site.run(&["import", "../old/post.md"]);
    let copied = files_of(&site.root().join("content"));
    assert!(copied.iter().all(|(_, bytes)| bytes != b"precious"), "{copied:?}");
}

/// A static file that becomes a link after the site was listed, and before it is read.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_becomes_a_link_during_a_build_does_not_lead_out() {
    for target in ["/etc/passwd", "../.env", "../content/briefings/visit.md"] {
        let site = desk().file("static/data.txt", "data").file(".env", "PASSWORD=precious\n");
        let preview = crate::preview::Preview::start(site);
        assert_eq!(preview.get("/data.txt").body, "data");
        fs::remove_file(preview.site.root().join("static/data.txt")).expect("a file");
        symlink(target, preview.site.root().join("static/data.txt")).expect("a link");
        let answer = preview.get("/data.txt");
        assert_ne!(answer.status, 200, "{target}: {}", answer.body);
    }
}
