//! Files beside documents and under `static/`: what goes out, and what stays in.

use std::fs;
use std::io::{Cursor, Write};

use insta::assert_snapshot;

use crate::preview::Preview;
use crate::site_test::SiteTest;

/// Stands in every file that must stay in.
const SECRET: &str = "Zanzibarite";

fn page_folder(front_matter: &str, text: &str) -> SiteTest {
    SiteTest::new().file(
        "content/briefings/talks/index.md",
        format!("---\ntitle: Talks\ndate: 2024-04-01\n{front_matter}---\n\n{text}\n"),
    )
}

#[test]
fn only_what_a_published_document_uses_goes_out() {
    let built = page_folder(
        "image: cover.svg\nfiles: [annex.txt, 'data/*.csv', 'deep/**/*.txt']\n",
        "[a](a.txt) ![b](b.svg)",
    )
    .file("content/briefings/talks/a.txt", "a")
    .file("content/briefings/talks/b.svg", "<svg/>")
    .file("content/briefings/talks/cover.svg", "<svg/>")
    .file("content/briefings/talks/annex.txt", "annex")
    .file("content/briefings/talks/data/one.csv", "1")
    .file("content/briefings/talks/data/deep/two.csv", SECRET)
    .file("content/briefings/talks/deep/er/three.txt", "3")
    .file("content/briefings/talks/left.txt", SECRET)
    .file("content/briefings/loose.txt", SECRET)
    .file("content/pages/index.md", "---\ntitle: Home\n---\nText.\n")
    .file("content/pages/loose.svg", SECRET)
    .build();
    built.assert_ok();
    for file in ["a.txt", "b.svg", "cover.svg", "annex.txt", "data/one.csv", "deep/er/three.txt"] {
        assert!(built.has(&format!("/briefings/2024/talks/{file}")), "{file}");
    }
    assert!(!built.holds(SECRET));
    for file in [
        "content/briefings/talks/data/deep/two.csv",
        "content/briefings/talks/left.txt",
        "content/briefings/loose.txt",
        "content/pages/loose.svg",
    ] {
        built.message("warning[unreferenced-file]", file);
    }
    assert_eq!(built.messages().len(), 4, "{}", built.said());
    assert_snapshot!(built.message("warning[unreferenced-file]", "content/briefings/talks/left.txt"));
}

#[test]
fn a_file_in_raw_html_is_used_where_raw_html_is_let_through() {
    let site = |html: &str| {
        page_folder("", "<img src=\"a.svg\" alt=\"x\"> <a href='b.txt'>b</a>")
            .file(
                "site.yaml",
                format!("title: T\nbase_url: https://example.org/\nmarkdown: {{ html: {html} }}\n"),
            )
            .file("content/briefings/talks/a.svg", "<svg/>")
            .file("content/briefings/talks/b.txt", "b")
            .build()
    };
    let (through, escaped) = (site("sanitize"), site("escape"));
    for file in ["/briefings/2024/talks/a.svg", "/briefings/2024/talks/b.txt"] {
        assert!(through.has(file) && !escaped.has(file), "{file}");
    }
}

#[test]
fn a_file_that_only_a_held_back_document_uses_stays_in_without_a_word() {
    for gate in ["status: draft", "embargo: 2030-01-01", "marking: TLP:RED", "date: 2030-01-01"] {
        let built = page_folder("", "Text. ![o](open.svg)")
            .file("content/briefings/talks/open.svg", "<svg/>")
            // Beside a draft that is nested in the folder of an open page.
            .briefing("talks/inner", gate, "![x](inner.svg) [y](../loose.txt)")
            .file("content/briefings/talks/inner.svg", format!("<svg>{SECRET}</svg>"))
            .briefing("held/index", &format!("{gate}\nfiles: [listed.txt]"), "[x](used.txt)")
            .file("content/briefings/held/used.txt", SECRET)
            .file("content/briefings/held/listed.txt", SECRET)
            .file("content/briefings/held/unused.txt", SECRET)
            .file("content/briefings/loose.txt", SECRET)
            .build();
        built.assert_ok();
        assert!(!built.holds(SECRET), "{gate}");
        assert!(built.has("/briefings/2024/talks/open.svg"));
        assert!(built.messages().is_empty(), "{gate}: {}", built.said());
    }
}

#[test]
fn texts_under_other_endings_are_no_files_of_a_page() {
    for name in ["n.MD", "n.markdown", "n.mdx", "n.mkd"] {
        let built = page_folder("files: [a.txt, '*']\n", "Text.")
            .file("content/briefings/talks/a.txt", "a")
            .file(&format!("content/briefings/talks/{name}"), format!("---\nstatus: draft\n---\n{SECRET}"))
            .build();
        built.assert_ok();
        assert!(!built.holds(SECRET), "{name}");
        built.message("warning[stray-document]", &format!("content/briefings/talks/{name}"));
        assert_eq!(built.messages().len(), 1, "{}", built.said());
        // Not even if somebody links to it.
        built.site.write(
            "content/briefings/talks/index.md",
            format!("---\ntitle: Talks\ndate: 2024-04-01\n---\n[n]({name})\n"),
        );
        let ran = built.site.run(&["build"]);
        assert_eq!(ran.code(), 1);
        assert!(ran.said().contains("looks like a document"), "{}", ran.said());
    }
}

const LEFTOVERS: [&str; 13] = [
    "n.md~",
    ".n.md.swp",
    "n.md.orig",
    "n.txt.rej",
    "#n.md#",
    "n.bak",
    "Thumbs.db",
    "desktop.ini",
    ".DS_Store",
    "n_LOCAL_4711.md",
    ".env",
    "server.pem",
    "id_rsa",
];

#[test]
fn what_editors_merges_and_systems_leave_stays_in() {
    for folder in ["content/briefings/talks", "static"] {
        let mut site = page_folder("files: ['**']\n", "Text.")
            .file("content/briefings/talks/a.txt", "a")
            .file("static/.gitkeep", SECRET);
        for name in LEFTOVERS {
            site = site.file(&format!("{folder}/{name}"), SECRET);
        }
        let built = site.file(&format!("{folder}/.git/config"), SECRET).build();
        built.assert_ok();
        assert!(!built.holds(SECRET), "{folder}");
        if folder == "static" {
            for name in LEFTOVERS.into_iter().chain([".git"]) {
                built.message("warning[leftover-file]", &format!("static/{name}"));
            }
            assert_eq!(built.messages().len(), LEFTOVERS.len() + 1, "{}", built.said());
            assert_snapshot!(built.message("warning[leftover-file]", "static/.env"));
        } else {
            // It ends in `.md`, so somebody may take it for a briefing.
            built.message("warning[leftover-file]", "content/briefings/talks/n_LOCAL_4711.md");
            assert_eq!(built.messages().len(), 1, "{}", built.said());
        }
    }
}

#[test]
fn a_file_that_is_linked_from_elsewhere_alone_says_what_to_do() {
    let built = page_folder("", "Text.")
        .file("content/briefings/talks/a.txt", "a")
        .briefing("other", "", "[a](/briefings/2024/talks/a.txt)")
        .build();
    built.assert_errors();
    assert_snapshot!(built.message("error[broken-link]", "content/briefings/other.md:7:1"));
    built.site.write(
        "content/briefings/talks/index.md",
        "---\ntitle: Talks\ndate: 2024-04-01\nfiles: [a.txt]\n---\nText.\n",
    );
    built.site.run(&["build"]).assert_ok();
}

#[test]
fn a_link_to_the_file_itself_publishes_it_from_wherever_it_stands() {
    let built = page_folder("", "Text.")
        .file("content/briefings/talks/a.txt", "a")
        .briefing("other", "", "[a](talks/a.txt)")
        .build();
    built.assert_ok();
    assert!(built.main("/briefings/2024/other/").contains("href=\"/briefings/2024/talks/a.txt\""));
    assert_eq!(built.page("/briefings/2024/talks/a.txt"), "a");
}

#[test]
fn a_pattern_that_means_no_file_is_an_error_at_its_place() {
    for pattern in ["b.txt", "*.pdf", "../other/a.txt", "/a.txt", "index.md", "[", "a.TXT"] {
        let built = page_folder(&format!("files: [a.txt, '{pattern}']\n"), "Text.")
            .file("content/briefings/talks/a.txt", "a")
            .file("content/briefings/other/a.txt", "a")
            .build();
        built.assert_errors();
        built.message("error[broken-link]", "content/briefings/talks/index.md:4:16");
    }
}

#[test]
fn many_files_that_nothing_uses_are_counted() {
    let mut site = page_folder("", "Text.");
    for number in 100..130 {
        site = site.file(&format!("content/briefings/talks/{number}.txt"), "x");
    }
    let built = site.build();
    built.assert_ok();
    assert_eq!(built.messages().len(), 20, "{}", built.said());
    assert!(built.said().contains("so do 10 further files"), "{}", built.said());
}

#[test]
fn the_first_build_that_leaves_a_file_out_names_it() {
    let built = page_folder("", "[a](a.txt)").file("content/briefings/talks/a.txt", "a").build();
    built.assert_ok();
    built.site.write("content/briefings/talks/index.md", "---\ntitle: Talks\ndate: 2024-04-01\n---\nText.\n");
    let ran = built.site.run(&["build"]);
    ran.assert_ok();
    let note = "note: no longer published, since nothing refers to them: briefings/2024/talks/a.txt;";
    assert!(ran.said().contains(note), "{}", ran.said());
    assert!(!built.has("/briefings/2024/talks/a.txt"));
    assert!(!built.site.run(&["build"]).said().contains("no longer published"));
}

#[cfg(unix)]
fn link(site: &SiteTest, target: &str, path: &str) {
    let path = site.root().join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
    std::os::unix::fs::symlink(target, path).expect("a link");
}

/// Links that must not be followed: where each stands, and what it leads to.
#[cfg(unix)]
const BAD_LINKS: [(&str, &str); 12] = [
    ("static/config.txt", "../.git/config"),
    ("static/env.txt", "../.env"),
    ("static/cache", "../.chancery"),
    ("static/text.txt", "../content/briefings/held.md"),
    ("static/all", "../content"),
    ("static/root", ".."),
    ("static/settings.txt", "../site.yaml"),
    ("static/hop.txt", "hop-2"),
    ("content/briefings/again.md", "held.md"),
    ("content/briefings/talks/text.txt", "../held.md"),
    ("content/briefings/talks/static.txt", "../../../static/own.txt"),
    ("content/pages/loop", "../pages"),
];

#[cfg(unix)]
fn linked() -> SiteTest {
    let site = page_folder("files: ['*', 'folder/*']\n", "Text.")
        .file("content/briefings/talks/a.txt", "a")
        .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
        .briefing("held", "status: draft", SECRET)
        .briefing("secret/index", "status: draft", "Text.")
        .file("content/briefings/secret/photo.txt", SECRET)
        .file("content/briefings/shared/open.txt", "shared")
        .file(
            "content/briefings/shared/n.md",
            format!("---\ntitle: N\ndate: 2024-04-01\nstatus: draft\n---\n{SECRET}\n"),
        )
        .file(".env", SECRET)
        .file("static/own.txt", "own")
        .file("static/deep/own.txt", "deep");
    for (path, target) in BAD_LINKS {
        link(&site, target, path);
    }
    link(&site, "../.env", "static/hop-2");
    // Good ones: a file, and a folder whose texts are published where they are.
    link(&site, "own.txt", "static/alias.txt");
    link(&site, "deep", "static/alias");
    link(&site, "../shared", "content/briefings/talks/folder");
    // A file of a page that is held back stays in under any name.
    link(&site, "../secret/photo.txt", "content/briefings/talks/photo.txt");
    site
}

#[cfg(unix)]
#[test]
fn a_link_is_judged_by_its_real_target_in_every_folder() {
    let site = linked();
    site.git("2024-05-01", &["init", "--quiet", "--initial-branch=main"]);
    let built = site.build();
    built.assert_ok();
    assert!(!built.holds(SECRET) && !built.holds("repositoryformatversion"));
    for (path, _) in BAD_LINKS {
        built.message("warning[symlink]", path);
    }
    assert_eq!(built.page("/alias.txt"), "own");
    assert_eq!(built.page("/alias/own.txt"), "deep");
    assert_eq!(built.page("/briefings/2024/talks/folder/open.txt"), "shared");
    assert_snapshot!(built.message("warning[symlink]", "static/text.txt"));
    assert_snapshot!(built.message("warning[symlink]", "content/briefings/again.md"));
    assert_snapshot!(built.message("warning[symlink]", "static/env.txt"));
}

#[cfg(unix)]
#[test]
fn links_in_a_commit_are_judged_as_in_a_folder() {
    let site = linked();
    site.commit("2024-05-01", "All");
    let now = site.run(&["build"]);
    now.assert_ok();
    let then = site.run(&["build", "--as-of", "2024-05-02", "--output", "then"]);
    then.assert_ok();
    let told = |said: String| {
        let mut lines: Vec<String> =
            said.lines().filter(|line| line.contains("-->")).map(|line| line.trim().to_owned()).collect();
        lines.sort();
        lines.dedup();
        lines
    };
    assert_eq!(told(now.said()), told(then.said()));
    let then = crate::site_test::files_of(&site.root().join("then"));
    assert!(then.iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains(SECRET)));
    assert!(then.iter().any(|(path, _)| path == "briefings/2024/talks/folder/open.txt"));
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_that_a_link_leads_to_is_not_followed() {
    let site = page_folder("files: ['**/*.txt']\n", "Text.").file("content/briefings/shared/a.txt", "a");
    link(&site, "../shared", "content/briefings/talks/folder");
    link(&site, "../shared/a.txt", "content/briefings/shared/again.txt");
    let built = site.build();
    built.assert_ok();
    assert!(built.has("/briefings/2024/talks/folder/a.txt"));
    assert!(!built.has("/briefings/2024/talks/folder/again.txt"));
    built.message("warning[symlink]", "content/briefings/talks/folder/again.txt");
}

#[cfg(unix)]
#[test]
fn an_editors_lock_that_leads_nowhere_is_no_problem() {
    let site = page_folder("", "Text.");
    link(&site, "anna@desk.4711", "content/briefings/talks/.#index.md");
    let built = site.build();
    built.assert_ok();
    assert!(built.messages().is_empty(), "{}", built.said());
}

#[test]
fn a_drawing_beside_a_text_is_published_without_its_scripts() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script><path d=\"M0 0\"/></svg>";
    let built = page_folder("", "![a](a.svg)")
        .file("content/briefings/talks/a.svg", svg)
        .file("static/b.svg", svg)
        .build();
    built.assert_ok();
    let clean = "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>";
    assert_eq!(built.page("/briefings/2024/talks/a.svg"), clean);
    // Under static/ it is its owner's, and told.
    assert_eq!(built.page("/b.svg"), svg);
    assert_snapshot!(built.message("warning[active-static]", "static/b.svg"));
    assert_eq!(built.messages().len(), 1, "{}", built.said());
}

#[test]
fn a_drawing_that_cannot_be_read_is_refused() {
    for svg in ["<svg><g></svg>", "<html/>", "", "\u{feff}", "<svg", "<svg/>trailing<b/>"] {
        let built = page_folder("", "![a](a.svg)").file("content/briefings/talks/a.svg", svg).build();
        built.assert_errors();
        built.message("error[active-file]", "content/briefings/talks/a.svg");
    }
}

#[test]
fn a_page_with_scripts_beside_a_text_is_refused_and_under_static_told() {
    let site = |html: &str| {
        page_folder("", "[a](a.html)")
            .file("content/briefings/talks/a.html", html)
            .file("static/b.html", html)
            .build()
    };
    let built = site("<p onclick='x'>A</p>");
    built.assert_errors();
    assert_snapshot!(built.message("error[active-file]", "content/briefings/talks/a.html"));
    built.message("warning[active-static]", "static/b.html");
    assert!(built.site.check().said().contains("error[active-file]"));
    let built = site("<p>A table</p>");
    built.assert_ok();
    assert!(built.messages().is_empty(), "{}", built.said());
}

#[test]
fn nothing_of_a_site_runs_in_the_preview() {
    let site = page_folder("", "![a](a.svg) [p](p.txt)")
        .file("content/briefings/talks/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("content/briefings/talks/p.txt", "p")
        .file("static/b.html", "<script>1</script>")
        .file("static/b.xhtml", "x")
        .file("static/own.js", "1");
    let preview = Preview::start(site);
    let host = preview.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
    for path in ["/", "/briefings/2024/talks/", "/nothing/"] {
        let answer = preview.ask("GET", path, &host);
        let policy = answer.header("content-security-policy");
        let script = format!("script-src http://{host}/__chancery/live.js;");
        assert!(policy.contains(&script) && policy.starts_with("default-src 'none'"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    }
    for path in ["/b.html", "/b.xhtml", "/briefings/2024/talks/a.svg"] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 200, "{path}");
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.ends_with("; sandbox"),
            "{path}: {policy}"
        );
    }
    assert_eq!(preview.get("/b.html").body, "<script>1</script>");
    for path in ["/own.js", "/briefings/2024/talks/p.txt"] {
        assert_eq!(preview.get(path).header("x-content-type-options"), "nosniff", "{path}");
    }
}

/// Returns an Office file that says who wrote it.
fn office(name: &str, text: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
    archive.write_all(text.as_bytes()).expect("memory");
    archive.finish().expect("memory").into_inner()
}

#[test]
fn pdf_and_office_files_are_told_with_author_and_title() {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed
        .write_all(b"1 0 <</Producer (x)/Author(Anna \\(A.\\))/Title <FEFF0045007200730074>>>")
        .expect("memory");
    let packed = packed.finish().expect("memory");
    let stream =
        [b"%PDF-1.5\n1 0 obj <</Type/ObjStm/Filter/FlateDecode>>stream\n", &packed[..], b"\nendstream"]
            .concat();
    let core =
        "<cp:coreProperties><dc:title>Erst</dc:title><dc:creator>Anna (A.)</dc:creator></cp:coreProperties>";
    let meta = "<office:meta><dc:title>Erst</dc:title><dc:creator>Anna (A.)</dc:creator></office:meta>";
    for (name, bytes) in [
        ("a.pdf", b"%PDF-1.4\n1 0 obj <</Title (Erst) /Author (Anna \\050A.\\051)>>".to_vec()),
        ("b.pdf", stream),
        ("a.docx", office("docProps/core.xml", core)),
        ("a.odt", office("meta.xml", meta)),
    ] {
        let built = page_folder("", &format!("[a]({name})"))
            .file(&format!("content/briefings/talks/{name}"), &bytes)
            .build();
        built.assert_ok();
        let message = built.message("warning[file-metadata]", &format!("content/briefings/talks/{name}"));
        assert!(message.contains("its author is `Anna (A.)` and its title `Erst`"), "{name}: {message}");
    }
    for (name, bytes) in
        [("a.pdf", b"%PDF-1.4\n1 0 obj <</Title ()>>".to_vec()), ("a.docx", b"PK\x03\x04".to_vec())]
    {
        let built = page_folder("", &format!("[a]({name})"))
            .file(&format!("content/briefings/talks/{name}"), &bytes)
            .build();
        assert!(built.messages().is_empty(), "{name}: {}", built.said());
    }
}
