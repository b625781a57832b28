//! Publishing: the address, the limits of GitHub Pages, every link under a base path, and other ways out.

use std::fs;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;

use crate::site_test::{Built, PICTURE, SiteTest};

#[test]
fn an_address_that_no_reader_could_use_is_refused() {
    let site = SiteTest::new().briefing("x", "", "Text.");
    let said: Vec<String> = [
        "example.org",
        "https:///example.org",
        "https://",
        "https://example.org/?draft",
        "https://example.org/#top",
        "https://me:secret@example.org/",
        "https://example.org,",
        "https://example.org;/",
        "https://example..org/",
        "https://example.org:99999/",
        "https://example.org/desk,",
        "https://example.org/desk>",
        "https://example.org/\"desk\"",
        "https://example.org/%zz/",
        "https://example.org/%e/",
        "https://example.org/index.html",
        "https://example.org/ desk/",
        "ftp://example.org/",
        "",
    ]
    .iter()
    .map(|url| site.run(&["build", "--base-url", url]).assert_refused().said())
    .collect();
    assert!(!site.root().join("public").exists());
    assert_snapshot!(said.join("\n"));
}

#[test]
fn ports_other_scripts_and_addresses_of_numbers_are_taken() {
    let site = SiteTest::new().briefing("x", "", "Text.");
    for (url, home) in [
        ("https://example.org:8443/a", "https://example.org:8443/a/"),
        ("http://127.0.0.1:4000", "http://127.0.0.1:4000/"),
        ("http://[::1]:80/x/", "http://[::1]/x/"),
        ("https://Münze.example/Büro/", "https://xn--mnze-0ra.example/B%C3%BCro/"),
        ("https://example.org/a%20b", "https://example.org/a%20b/"),
        ("https://example.org/~desk/a_(b)/", "https://example.org/~desk/a_(b)/"),
    ] {
        site.run(&["build", "--base-url", url]).assert_ok();
        let sitemap = site.read("public/sitemap.xml");
        assert!(sitemap.contains(&format!("<loc>{home}</loc>")), "{url}: {sitemap}");
    }
}

#[test]
fn a_cname_with_another_host_than_the_address_is_a_warning() {
    let with = |cname: &str| {
        SiteTest::new().briefing("x", "", "Text.").file("static/CNAME", cname).arg("--strict").build()
    };
    assert_snapshot!(with("www.example.org\n").assert_errors().said());
    for good in ["example.org", "example.org\n", "Example.ORG \r\n"] {
        with(good).assert_ok();
    }
    let moved = SiteTest::new().file("static/CNAME", "example.net").build();
    moved.assert_ok();
    moved.message("warning[cname-clash]", "static/CNAME:1:1");
    moved.site.run(&["build", "--strict", "--base-url", "https://example.net:8080/a/"]).assert_ok();
}

#[test]
fn an_alias_into_what_is_no_part_of_a_site_is_an_error() {
    for alias in ["/.git/hooks/", "/a/.GIT/x", "/.chancery-manifest", "/.chancery-manifest/x/"] {
        let built = SiteTest::new().briefing("x", &format!("aliases: ['{alias}']"), "Text.").build();
        built.assert_errors();
        built.message("error[invalid-alias]", "content/briefings/x.md:4:11");
    }
}

/// Makes a file of so many zeros, which take no place on the disk.
fn large_file(site: &SiteTest, path: &str, bytes: u64) {
    site.write(path, "");
    let file = fs::File::options().write(true).open(site.root().join(path)).expect("a file");
    file.set_len(bytes).expect("a length");
}

#[test]
fn a_file_that_github_does_not_take_is_a_warning_of_the_build() {
    let site = SiteTest::new().briefing("x", "", "Text.");
    large_file(&site, "static/talks/fine.bin", 100_000_000);
    large_file(&site, "static/talks/large.bin", 100_000_001);
    let said = site.run(&["build"]).assert_ok().said();
    assert_snapshot!(said);
    let manifest = site.read("public/.chancery-manifest");
    site.write("site.yaml", "title: D\nbase_url: https://example.org/\nlints: { large-file: error }\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code(), 1, "{}", ran.said());
    assert!(ran.said().ends_with("1 error; nothing was written"), "{}", ran.said());
    assert_eq!(site.read("public/.chancery-manifest"), manifest);
}

/// A site with one of each thing that has an address in it.
fn small_site() -> SiteTest {
    SiteTest::new()
        .briefing("2024/a", "countries: [FR, CN]\ntopics: [trade]\npeople: [Wang Yi]\nseries: talks\nimage: a.png\nimage_alt: A\naliases: [/old/, /Old.html]\nsources: [{id: s, title: S, url: 'https://example.com/'}]\nevents: [{date: 2024-02, title: E}]", "## Part\n\n[B](b.md#part) ![A](a.png) [r](/r.pdf) [p](../../pages/about.md) text[^s].")
        .briefing("2024/b", "countries: [FR]\nmentions: [DE]\ntopics: [trade]\nseries: talks\nsupersedes: [2024/a]", "## Part\n\n[A](a.md).")
        .file("content/briefings/2024/a.png", PICTURE)
        .file("content/pages/about.md", "---\ntitle: About\naliases: [/imprint/]\n---\n\n[Home](index.md)\n")
        .file("content/pages/index.md", "---\ntitle: Home\n---\n\n[About](about.md)\n")
        .file("static/r.pdf", "pdf")
        .file("static/own.css", "a { background: url(r.pdf) }")
}

/// Looks at every link of a folder with the script of the repository, which reads it as GitHub Pages would
/// serve it. Returns none without Python.
fn check_links(public: &Path, base_url: &str) -> Option<(bool, String)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/check-links");
    let output =
        Command::new("python3").arg(script).arg(public).args(["--base-url", base_url]).output().ok()?;
    Some((output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
}

pub fn built_under(base_url: &str) -> Built {
    let built = small_site().arg("--base-url").arg(base_url).build();
    built.assert_ok();
    built
}

#[test]
fn no_address_in_the_output_is_dead_or_leaves_the_base_path() {
    for base_url in ["https://example.org/", "https://example.org/a/b/"] {
        let built = built_under(base_url);
        let Some((good, said)) = check_links(built.public(), base_url) else { return };
        assert!(good, "{base_url}: {said}");
    }
}

#[test]
fn the_script_finds_what_is_dead_and_what_leaves_the_base_path() {
    let base_url = "https://example.org/a/b/";
    for (planted, file) in [
        ("<a href=\"/about/\">x</a>", "about/index.html"),
        ("<a href=\"/a/b/About/\">x</a>", "about/index.html"),
        ("<img srcset=\"/a/b/gone.png 2x\">", "about/index.html"),
        ("<form action=\"/search/\"></form>", "about/index.html"),
        ("<meta http-equiv=\"refresh\" content=\"0; url=/a/b/gone/\">", "about/index.html"),
        ("<link rel=\"canonical\" href=\"https://example.org/about/\">", "about/index.html"),
        ("<a href=\"about/\">x</a>", "404.html"),
        (
            "<script type=\"application/ld+json\">{\"item\":\"https://example.org/a/b/gone/\"}</script>",
            "about/index.html",
        ),
        ("<script type=\"application/ld+json\">{</script>", "about/index.html"),
        ("<meta property=\"og:image\" content=\"https://example.org/a/b/gone.png\">", "about/index.html"),
        ("a { background: url(gone.png) }", "own.css"),
    ] {
        let built = built_under(base_url);
        let path = built.public().join(file);
        let text = fs::read_to_string(&path).expect("a file") + planted;
        fs::write(&path, text).expect("a file");
        let Some((good, said)) = check_links(built.public(), base_url) else { return };
        assert!(!good && said.contains(&format!("{file}: ")), "{planted}: {said}");
    }
}

/// Runs git as a person of no machine.
#[track_caller]
fn git(site: &SiteTest, folder: &str, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(site.root().join(folder))
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "")
        .env("HOME", site.root())
        .output()
        .expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn repository() -> SiteTest {
    let site = small_site().file(".gitignore", ".chancery/\n");
    git(&site, ".", &["init", "-q", "-b", "main"]);
    git(&site, ".", &["add", "."]);
    git(&site, ".", &["commit", "-qm", "Begin"]);
    site
}

#[test]
fn a_site_is_published_into_the_folder_docs_beside_what_is_there() {
    let site = repository();
    site.write("docs/notes.md", "by hand");
    site.run(&["build", "--output", "docs"]).assert_refused();
    site.run(&["build", "--output", "docs", "--adopt"]).assert_ok();
    assert_eq!(site.read("docs/notes.md"), "by hand");
    git(&site, ".", &["add", "docs"]);
    git(&site, ".", &["commit", "-qm", "Publish"]);
    // What a clone of the repository serves is what was built, to the byte.
    git(&site, ".", &["clone", "-q", ".", "../clone"]);
    let built = crate::site_test::files_of(&site.root().join("docs"));
    crate::site_test::assert_same_files(
        &crate::site_test::files_of(&site.root().join("../clone/docs")),
        &built,
    );
    // A build that finds nothing new leaves nothing to commit.
    site.run(&["build", "--output", "docs"]).assert_ok();
    assert_eq!(git(&site, ".", &["status", "--porcelain"]), "");
}

#[test]
fn a_site_is_published_into_a_worktree_of_another_branch() {
    let site = repository();
    git(&site, ".", &["worktree", "add", "-q", "--orphan", "-b", "gh-pages", "../pages"]);
    let before = fs::read(site.root().join("../pages/.git")).expect("the file that names the repository");
    site.write("../pages/CNAME", "example.org");
    site.run(&["build", "--output", "../pages", "--adopt"]).assert_ok();
    git(&site, "../pages", &["add", "--all"]);
    git(&site, "../pages", &["commit", "-qm", "Publish"]);
    site.delete("content/briefings/2024/b.md");
    site.write(
        "content/briefings/2024/a.md",
        "---\ntitle: A\ndate: 2024-04-01\nimage: a.png\nimage_alt: A\n---\nText.\n",
    );
    site.run(&["build", "--output", "../pages"]).assert_ok();
    assert!(git(&site, "../pages", &["status", "--porcelain"]).contains(" D briefings/2024/b/index.html"));
    assert_eq!(fs::read(site.root().join("../pages/.git")).expect("it is there"), before);
    assert_eq!(site.read("../pages/CNAME"), "example.org");
    assert_eq!(git(&site, "../pages", &["branch", "--show-current"]), "gh-pages\n");
}

#[test]
fn a_plain_copy_of_the_output_is_the_site() {
    let built = built_under("https://example.org/a/b/");
    let copy = built.site.root().join("../copy");
    for (path, bytes) in built.files() {
        let file = copy.join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("folders");
        fs::write(file, bytes).expect("a file");
    }
    let Some((good, said)) = check_links(&copy, "https://example.org/a/b/") else { return };
    assert!(good, "{said}");
}
