//! What holds for every text: slugs, paths, addresses and documents.

use chancery::config::{BaseUrl, Config};
use chancery::content::{Document, DocumentKind, Target, parse};
use chancery::text::{is_slug, resolve_path, slug_of};
use chancery::tree::{BodyContext, Image, Word};
use proptest::prelude::*;

fn config() -> Config {
    Config::parse("title: T\nbase_url: https://example.org/\n").0.expect("a good site.yaml")
}

fn sanitizing() -> Config {
    Config::parse("title: T\nbase_url: https://example.org/\nmarkdown: {html: sanitize}\n")
        .0
        .expect("a good site.yaml")
}

/// Pieces of Markdown, YAML and HTML that mean something, in any order.
pub fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "[",
            "](",
            ")",
            "![",
            "[^a]",
            "[^b]: ",
            "*",
            "**",
            "_",
            "`",
            "```\n",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "## A {#b .c}\n",
            "|a|b|\n|-|:-:|\n|c|d|\n",
            "~~",
            "<b>",
            "</b>",
            "<a href=\"x.md\">",
            "</a>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<p title=\"",
            "\">",
            "&#xFDD0;0&#xFDD1;",
            "javascript:",
            "data:",
            "https://e.org",
            "x.md",
            "../",
            "/",
            "#",
            "%2e%2e/",
            ": ",
            "- [ ] ",
            "[!NOTE]",
            "\u{0}",
            "\u{FEFF}",
            "é",
            "日",
            "\t",
            "    ",
            "\\",
            "\"",
            "'",
            "{",
            "}",
            "---",
            "...",
        ])
        .prop_map(str::to_owned),
        "[a-z ]{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A place where every link leads to the same page.
struct Anywhere;

impl BodyContext for Anywhere {
    fn url(&self, _: &Target) -> Option<String> {
        Some("/there/".to_owned())
    }

    fn image(&self, _: &Target) -> Option<Image> {
        Some(Image { url: "/there.jpg".to_owned(), ..Default::default() })
    }

    fn word(&self, _: Word) -> String {
        String::new()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_slug_of_anything_is_a_slug_or_empty(name in "\\PC{0,40}") {
        let slug = slug_of(&name);
        prop_assert!(slug.is_empty() || is_slug(&slug), "{slug}");
        prop_assert_eq!(slug_of(&slug), slug.clone());
        prop_assert_eq!(slug_of(&name.to_lowercase()), slug);
    }

    #[test]
    fn a_slug_is_one_safe_part_of_a_url(text in "[a-zA-Z0-9./%\\- \u{0}é]{0,12}") {
        if is_slug(&text) {
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
            prop_assert!(!text.starts_with('-') && !text.ends_with('-'));
        }
    }

    #[test]
    fn a_path_never_leads_out_of_the_site(from in "([a-c]{1,2}/){0,3}x\\.md", relative in "(\\.\\./|\\./|[a-c]/|/){0,6}[a-c]?") {
        if let Some(path) = resolve_path(&from, &relative) {
            prop_assert!(path.split('/').all(|part| part != ".." && part != "."), "{path}");
            prop_assert!(!path.starts_with('/'), "{path}");
            let deeper = relative.split('/').filter(|part| *part == "..").count();
            prop_assert!(deeper <= from.matches('/').count() + relative.matches('/').count());
        } else {
            prop_assert!(relative.contains(".."));
        }
    }

    #[test]
    fn a_path_from_one_file_to_another_leads_there(from in "([a-c]{1,2}/){0,3}x\\.md", to in "([a-c]{1,2}/){0,3}y\\.md") {
        let up = "../".repeat(from.matches('/').count());
        prop_assert_eq!(resolve_path(&from, &format!("{up}{to}")), Some(to));
    }

    #[test]
    fn a_url_of_the_site_is_ascii_and_keeps_its_base(base in "(/[a-z0-9]{1,5}){0,3}/?", path in "/\\PC{0,20}") {
        let base = BaseUrl::parse(&format!("https://example.org{base}")).expect("a base URL");
        let link = base.link(&path);
        prop_assert!(link.starts_with(base.path()), "{link}");
        prop_assert!(link.is_ascii() && !link.contains([' ', '"', '<', '>', '#', '?', '\\']), "{link}");
        let rest = percent_encoding::percent_decode_str(&link[base.path().len()..]).decode_utf8().expect("UTF-8").into_owned();
        prop_assert_eq!(rest.as_str(), path.trim_start_matches('/'));
        prop_assert!(base.absolute(&path).ends_with(&link));
    }

    #[test]
    fn a_base_url_is_read_as_it_is_shown(text in "(https?|ftp|x):/{0,3}[a-z.@:#?%/\\\\ ]{0,20}") {
        if let Ok(url) = BaseUrl::parse(&text) {
            let shown = url.to_string();
            prop_assert!(shown.starts_with("http") && shown.ends_with('/'));
            prop_assert_eq!(BaseUrl::parse(&shown), Ok(url));
        }
    }

    #[test]
    fn reading_any_document_never_ends_the_program(text in pieces(), yaml in pieces(), bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let (plain, sanitizing) = (config(), sanitizing());
        for kind in [DocumentKind::Briefing, DocumentKind::Page, DocumentKind::Topic, DocumentKind::Profile] {
            for config in [&plain, &sanitizing] {
                parse(kind, "content/x/a.md", format!("---\ntitle: T\ndate: 2024-01-01\nsources: [{{id: a, title: A}}]\n---\n{text}").as_bytes(), config);
            }
            parse(kind, "content/x/a.md", format!("---\n{yaml}\n---\n{text}").as_bytes(), &plain);
            let parsed = parse(kind, "content/x/a.md", &bytes, &plain);
            prop_assert!(parsed.document.is_some() || !parsed.problems.is_empty());
        }
    }

    #[test]
    fn no_text_makes_a_script_or_a_target_of_another_scheme(text in pieces()) {
        for config in [config(), sanitizing()] {
            let file = format!("---\ntitle: T\ndate: 2024-01-01\n---\n{text}");
            let parsed = parse(DocumentKind::Briefing, "content/briefings/a.md", file.as_bytes(), &config);
            let Some(Document::Briefing(briefing)) = parsed.document else { continue };
            for link in briefing.body.links() {
                if let Some(Target::File { path, .. } | Target::Path { path, .. }) = link.target() {
                    prop_assert!(path.split('/').all(|part| part != ".."), "{path}");
                }
            }
            let html = briefing.body.html(&Anywhere).to_lowercase();
            prop_assert!(!html.contains('\0'), "{html}");
            for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                prop_assert!(!tag.starts_with("script") && !tag.contains(" style="), "{tag}");
                for start in [" href=\"", " src=\""] {
                    let address = tag.split(start).nth(1).unwrap_or_default();
                    prop_assert!(!address.starts_with("javascript:") && !address.starts_with("data:"), "{tag}");
                }
            }
            prop_assert_eq!(html.matches("<a ").count(), html.matches("</a>").count(), "{}", html);
        }
    }
}
