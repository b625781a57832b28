//! Links inside the site: between documents, to files, and to what is not there.

use insta::assert_snapshot;

use crate::site_test::{Built, PICTURE, SiteTest};

/// A site with one of each thing that can be linked to.
fn desk() -> SiteTest {
    SiteTest::new()
        .briefing(
            "2023/older",
            "date: 2023-05-01\ncountries: [FR]\ntopics: [trade]",
            "## The talks\n\nText[^n].\n\n[^n]: N.",
        )
        .file(
            "content/briefings/2024/summit/index.md",
            "---\ntitle: Summit\ndate: 2024-02-01\nfiles: [annex/*.pdf]\n---\n\n![Map](map.png)\n",
        )
        .file("content/briefings/2024/summit/map.png", PICTURE)
        .file("content/briefings/2024/summit/annex/note.pdf", "annex")
        .file("content/pages/about.md", "---\ntitle: About\n---\n\n## Contact\n")
        .file("content/pages/index.md", "---\ntitle: Home\n---\n\nSee [about](about.md).\n")
        .file(
            "content/topics/trade.md",
            "---\ntitle: Trade\n---\n\nSee [older](../briefings/2023/older.md).\n",
        )
        .file("content/countries/fr.md", "---\ncapital: Paris\n---\n\nSee [trade](../topics/trade.md).\n")
        .file("static/report.pdf", "report")
}

/// Builds it with a text in `content/briefings/2024/x.md`, whose first line is line 7.
fn with(text: &str) -> Built {
    desk().briefing("2024/x", "", text).build()
}

#[track_caller]
fn paragraph(built: &Built) -> String {
    built.assert_ok();
    let main = built.main("/briefings/2024/x/");
    let start = main.find("<p>").expect("a paragraph");
    main[start..start + main[start..].find("</p>").expect("its end") + 4].to_owned()
}

#[test]
fn every_kind_of_document_and_file_can_be_linked_to() {
    for (written, url) in [
        ("../2023/older.md", "/briefings/2023/older/"),
        ("../2023/older.md#the-talks", "/briefings/2023/older/#the-talks"),
        ("../2023/older.md#notes", "/briefings/2023/older/#notes"),
        ("summit/index.md", "/briefings/2024/summit/"),
        ("./summit/../summit/index.md", "/briefings/2024/summit/"),
        ("summit/map.png", "/briefings/2024/summit/map.png"),
        ("summit/annex/note.pdf", "/briefings/2024/summit/annex/note.pdf"),
        ("../../pages/about.md", "/about/"),
        ("../../pages/about.md#contact", "/about/#contact"),
        ("../../pages/index.md", "/"),
        ("../../topics/trade.md", "/topics/trade/"),
        ("../../countries/fr.md", "/countries/france/"),
        ("../../../static/report.pdf", "/report.pdf"),
        ("/report.pdf", "/report.pdf"),
        ("/about/", "/about/"),
        ("/about/#contact", "/about/#contact"),
        ("/countries/france/", "/countries/france/"),
        ("/feed.xml", "/feed.xml"),
        ("/", "/"),
        ("x.md", "/briefings/2024/x/"),
        ("#part", "#part"),
    ] {
        let built = with(&format!("A [word]({written} \"Title\").\n\n## Part\n"));
        assert_eq!(
            paragraph(&built),
            format!("<p>A <a href=\"{url}\" title=\"Title\">word</a>.</p>"),
            "{written}"
        );
        assert!(built.messages().is_empty(), "{}", built.said());
    }
}

#[test]
fn links_in_pages_topics_and_profiles_are_resolved() {
    let built = desk().build();
    built.assert_ok();
    assert!(built.main("/").contains("<a href=\"/about/\">about</a>"));
    assert!(built.main("/topics/trade/").contains("<a href=\"/briefings/2023/older/\">older</a>"));
    assert!(built.main("/countries/france/").contains("<a href=\"/topics/trade/\">trade</a>"));
}

#[test]
fn reference_links_and_links_in_notes_and_headings_are_resolved() {
    let built = with(
        "A [word][r][^n].\n\n## See [older](../2023/older.md) {#see}\n\n[r]: ../2023/older.md\n[^n]: In [about](../../pages/about.md).\n",
    );
    assert!(paragraph(&built).contains("<a href=\"/briefings/2023/older/\">word</a>"));
    let main = built.main("/briefings/2024/x/");
    assert!(main.contains("<h2 id=\"see\">See <a href=\"/briefings/2023/older/\">older</a></h2>"), "{main}");
    assert!(main.contains("In <a href=\"/about/\">about</a>."), "{main}");
}

#[test]
fn every_link_carries_the_base_path() {
    let built = desk()
        .briefing(
            "2024/x",
            "aliases: [/old/]\nimage: c.png",
            "A [word](../2023/older.md) ![i](c.png) [r](/report.pdf).",
        )
        .file("content/briefings/2024/c.png", PICTURE)
        .arg("--base-url")
        .arg("https://example.github.io/desk")
        .build();
    assert_eq!(
        paragraph(&built),
        "<p>A <a href=\"/desk/briefings/2023/older/\">word</a> <img src=\"/desk/briefings/2024/x/c.png\" width=\"1\" height=\"1\" alt=\"i\" loading=\"lazy\"> <a href=\"/desk/report.pdf\">r</a>.</p>"
    );
}

/// Returns the addresses in a page's attributes, as they are written.
fn addresses(html: &str) -> Vec<String> {
    ["href=\"", "src=\""]
        .iter()
        .flat_map(|start| html.split(start).skip(1).filter_map(|rest| rest.split('"').next()))
        .map(|url| url.replace("&#x27;", "'").replace("&amp;", "&"))
        .collect()
}

#[test]
fn every_internal_address_in_the_output_leads_to_a_file_with_that_id() {
    let mut site = desk().arg("--base-url").arg("https://example.github.io/desk/");
    for number in 0..60 {
        site = site.briefing(
            &format!("many/b{number}"),
            "countries: [FR, DE]\nmentions: [CN]\ntopics: [trade]\npeople: [Wang Yi]\nseries: s\naliases: []\nsources: [{id: a, title: A}]",
            "## One\n\nText[^a] and [older](../2023/older.md#the-talks) and[^n].\n\n## Two\n\n## Three\n\n[^n]: N.\n",
        );
    }
    let built = site.build();
    built.assert_ok();
    let mut seen = 0;
    for (path, bytes) in built.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for url in addresses(&html) {
            let inside = url.strip_prefix("https://example.github.io").unwrap_or(&url);
            if inside.starts_with("https://") {
                continue;
            }
            let (file, id) = inside.split_once('#').unwrap_or((inside, ""));
            let file = file.split('?').next().unwrap_or_default();
            let page = if file.is_empty() {
                html.to_string()
            } else {
                let inside =
                    file.strip_prefix("/desk/").unwrap_or_else(|| panic!("{url} in {path} is outside"));
                assert!(built.has(&format!("/{inside}")), "{url} in {path} leads nowhere");
                if id.is_empty() { String::new() } else { built.page(&format!("/{inside}")) }
            };
            assert!(
                id.is_empty() || page.contains(&format!("id=\"{id}\"")),
                "{url} in {path} has no such id"
            );
            seen += 1;
        }
    }
    assert!(seen > 2000, "{seen}");
}

#[test]
fn a_link_to_a_file_that_is_not_there_is_an_error_with_a_suggestion() {
    let built = with("See [it](../2023/oldr.md).");
    built.assert_errors();
    assert_snapshot!(built.only_message("error[broken-link]", "content/briefings/2024/x.md:7:5"));
    let built = with("See [it](../2023/older).");
    built.assert_errors();
    assert_snapshot!(built.only_message("error[broken-link]", "content/briefings/2024/x.md:7:5"));
    let built = with("See [it](www.example.org).");
    built.assert_errors();
    assert_snapshot!(built.only_message("error[broken-link]", "content/briefings/2024/x.md:7:5"));
    let built = with("See [it](nothing/like/it.pdf).");
    built.assert_errors();
    assert_snapshot!(built.only_message("error[broken-link]", "content/briefings/2024/x.md:7:5"));
}

#[test]
fn a_link_to_a_page_that_is_not_there_is_an_error() {
    let built = with("See [it](/abuot/).");
    built.assert_errors();
    assert_snapshot!(built.only_message("error[broken-link]", "content/briefings/2024/x.md:7:5"));
    let built = with("See [it](/about).");
    built.assert_errors();
    assert_snapshot!(built.only_message("error[broken-link]", "content/briefings/2024/x.md:7:5"));
}

#[test]
fn a_link_to_a_heading_that_is_not_there_is_an_error() {
    let built = with("See [it](../2023/older.md#the-talk).");
    built.assert_errors();
    assert_snapshot!(built.only_message("error[broken-link]", "content/briefings/2024/x.md:7:5"));
    let built = with("See [it](/about/#contcat).");
    built.assert_errors();
    built.only_message("error[broken-link]", "content/briefings/2024/x.md:7:5");
    let built = with("See [it](#nowhere).\n\n## Somewhere\n");
    built.assert_errors();
    built.only_message("error[broken-link]", "content/briefings/2024/x.md:7:5");
}

#[test]
fn a_link_without_a_target_or_out_of_the_site_is_an_error() {
    for written in
        ["[it]()", "[it](../../../../etc/passwd)", "[it](/../x)", "[it](..%2f..%2f..%2f..%2fetc/passwd)"]
    {
        let built = with(&format!("See {written}."));
        built.assert_errors();
        let message = built.only_message("error[broken-link]", "content/briefings/2024/x.md:7:5");
        if written.contains("passwd") && !written.contains('%') {
            assert_snapshot!(message);
        }
    }
}

#[test]
fn an_image_that_is_not_there_is_an_error() {
    let built = with("![A map](map.png)");
    built.assert_errors();
    assert_snapshot!(built.only_message("error[broken-image]", "content/briefings/2024/x.md:7:1"));
    let built = desk().briefing("2024/x", "image: gone.png", "Text.").build();
    built.assert_errors();
    assert_snapshot!(built.only_message("error[broken-image]", "content/briefings/2024/x.md:4:8"));
}

#[test]
fn a_link_to_a_folder_or_to_the_sites_own_files_is_an_error() {
    for written in ["../../../site.yaml", "../../../templates/base.html", "summit/", "."] {
        with(&format!("See [it]({written}).")).assert_errors();
    }
}

#[test]
fn files_are_published_with_the_documents_that_use_them_and_no_others() {
    let built = SiteTest::new()
        .briefing("2024/a", "image: cover.jpg", "![Chart](charts/one.svg)")
        .briefing("2024/b", "", "[Data](data.csv)")
        .file("content/briefings/2024/cover.jpg", PICTURE)
        .file("content/briefings/2024/charts/one.svg", "<svg/>")
        .file("content/briefings/2024/data.csv", "d")
        .file("content/briefings/2024/unused.pdf", "u")
        .build();
    built.assert_ok();
    assert!(
        built.has("/briefings/2024/a/cover.jpg")
            && built.has("/briefings/2024/a/one.svg")
            && built.has("/briefings/2024/b/data.csv")
    );
    assert!(built.files().iter().all(|(path, _)| !path.contains("unused")));
    assert!(built.main("/briefings/2024/a/").contains("src=\"/briefings/2024/a/cover.jpg\""));
}

#[test]
fn two_files_of_one_name_from_two_folders_are_an_error_and_not_mixed_up() {
    let built = SiteTest::new()
        .briefing("2024/a", "", "![One](one/map.png) ![Two](two/map.png)")
        .file("content/briefings/2024/one/map.png", PICTURE)
        .file("content/briefings/2024/two/map.png", PICTURE)
        .build();
    built.assert_errors();
    assert_snapshot!(built.messages().join("\n\n"));
}

#[test]
fn file_names_of_every_kind_work_in_documents_images_and_links() {
    for name in [
        "with space",
        "with 'quote'",
        "50%",
        "a%20b",
        "a#b",
        "naïve-état",
        "日本",
        "a&b",
        "a+b",
        "(a)",
        "a;b,c",
    ] {
        let encoded: String = name
            .bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect();
        let built = SiteTest::new()
            .briefing("x", "", &format!("[doc]({encoded}.md) ![image]({encoded}.png) [file](/{encoded}.pdf)"))
            .briefing(name, "title: Named", "Text.")
            .file(&format!("content/briefings/{name}.png"), PICTURE)
            .file(&format!("static/{name}.pdf"), "pdf")
            .build();
        built.assert_ok();
        let main = built.main("/briefings/2024/x/");
        let urls: Vec<String> =
            addresses(&main[main.find("<p>").expect("text")..main.find("</p>\n</div>").expect("an end")]);
        assert_eq!(urls.len(), 3, "{main}");
        for url in urls {
            assert!(url.is_ascii() && !url.contains(['#', ' ', '"']), "{url}");
            let path = percent_encoding::percent_decode_str(&url).decode_utf8().expect("UTF-8").into_owned();
            assert!(
                built.has(&path),
                "{url} of {name} leads nowhere: {:?}",
                built.files().iter().map(|f| &f.0).collect::<Vec<_>>()
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_name_with_double_quotes_and_markup_works() {
    let name = "a\"><b>";
    let built = SiteTest::new()
        .briefing("x", "", "![image](a%22%3E%3Cb%3E.png) [doc](a%22%3E%3Cb%3E.md)")
        .briefing(name, "title: Named", "Text.")
        .file(&format!("content/briefings/{name}.png"), PICTURE)
        .build();
    built.assert_ok();
    let main = built.main("/briefings/2024/x/");
    assert!(main.contains("src=\"/briefings/2024/x/a%22%3E%3Cb%3E.png\""), "{main}");
    assert!(main.contains("href=\"/briefings/2024/a-b/\""), "{main}");
}

#[cfg(unix)]
#[test]
fn symbolic_links_inside_the_site_are_followed_and_others_skipped_with_a_warning() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::TempDir::new().expect("a folder");
    std::fs::write(outside.path().join("secret.md"), "---\ntitle: OUTSIDE\ndate: 2024-01-01\n---\nOUTSIDE\n")
        .expect("a file");
    let site = SiteTest::new().briefing("a", "", "Text.").file("static/real.txt", "real");
    let root = site.root();
    symlink(outside.path(), root.join("content/briefings/out")).expect("a link");
    symlink(outside.path().join("secret.md"), root.join("content/briefings/secret.md")).expect("a link");
    symlink(outside.path().join("secret.md"), root.join("static/secret.txt")).expect("a link");
    symlink(root.join("content"), root.join("content/briefings/loop")).expect("a link");
    symlink(root.join("content/briefings/self.md"), root.join("content/briefings/self.md")).expect("a link");
    symlink("nowhere.md", root.join("content/briefings/dangling.md")).expect("a link");
    symlink("real.txt", root.join("static/alias.txt")).expect("a link");
    let built = site.build();
    built.assert_ok();
    for (path, bytes) in built.files() {
        assert!(!String::from_utf8_lossy(&bytes).contains("OUTSIDE"), "{path}");
    }
    assert_eq!(built.page("/alias.txt"), "real");
    for file in [
        "content/briefings/out",
        "content/briefings/secret.md",
        "static/secret.txt",
        "content/briefings/loop",
        "content/briefings/self.md",
        "content/briefings/dangling.md",
    ] {
        let message = built.message("warning[symlink]", file);
        if file.ends_with("out") || file.ends_with("loop") || file.ends_with("dangling.md") {
            assert_snapshot!(message);
        }
    }
    assert_eq!(built.messages().len(), 6, "{}", built.said());
}
