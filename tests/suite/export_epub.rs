//! `chancery export --to epub`: books for e-readers.

use std::collections::BTreeSet;

use insta::assert_snapshot;

use crate::export_word::{assert_well_formed, exported, exported_bytes, text_of};
use crate::site_test::{PICTURE, SiteTest};

fn desk() -> SiteTest {
    SiteTest::new()
        .file("content/briefings/visit/map.png", PICTURE)
        .briefing("held", "series: Talks\nstatus: draft\ncountries: [FR]", "Draft words.")
        .briefing("open", "series: Talks\ncountries: [FR]\ntopics: [trade]\ndate: 2024-03-01", "## X\n\nOpen, and [on](visit/index.md).")
        .file(
            "content/briefings/visit/index.md",
            "---\ntitle: A visit & its <end>\ndate: 2024-04-01\nsummary: In short.\ncountries: [FR, CN]\nseries: Talks\n\
             authors: [Ada Writer]\nmarking: TLP:CLEAR\nsources:\n  \
             - { id: mfa, title: Joint statement, publisher: MFA, date: 2024-04-01, url: 'https://mfa.example/a' }\n  \
             - { title: Talks }\n---\n\
             The [open one](../open.md#x), the [other](../held.md), [talks](#talks).[^mfa][^n]\n\n\
             ## Talks\n\n![A map](map.png)\n\n![Elsewhere](https://e.example/a.png)\n\n- [x] done<br>\n\nA  \nbreak.\n\n\
             [^n]: A note.\n",
        )
}

#[test]
fn a_book_has_a_chapter_for_each_text_of_a_series_in_its_order() {
    let parts = exported(&desk(), &["series/talks"], "epub");
    assert_snapshot!("package", text_of(&parts, "EPUB/package.opf").replace("><", ">\n<"));
    assert_snapshot!("navigation", text_of(&parts, "EPUB/nav.xhtml").replace("><", ">\n<"));
    assert_snapshot!("chapter", text_of(&parts, "EPUB/chapter-2.xhtml"));
    assert!(!parts.contains_key("EPUB/chapter-3.xhtml"), "drafts are in no book");
    for (name, bytes) in &parts {
        assert!(!String::from_utf8_lossy(bytes).contains("Draft"), "{name}");
    }
}

#[test]
fn a_book_begins_with_its_media_type_as_readers_look_for_it() {
    let bytes = exported_bytes(&desk(), &["series/talks"], "epub");
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    assert_eq!(bytes, exported_bytes(&desk(), &["series/talks"], "epub"), "and is the same each time");
}

#[test]
fn every_link_within_a_book_leads_somewhere() {
    let parts = exported(&desk(), &["series/talks"], "epub");
    let pages = parts.iter().filter(|(name, _)| name.ends_with(".xhtml"));
    let mut seen = 0;
    for (name, bytes) in pages {
        let html = std::str::from_utf8(bytes).expect("text");
        assert_well_formed(name, html);
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}: {ids:?}");
        for goal in
            html.split("href=\"").chain(html.split("src=\"")).filter_map(|rest| rest.split('"').next())
        {
            if goal.starts_with("https://") || goal.contains('<') {
                continue;
            }
            let (file, fragment) = goal.split_once('#').unwrap_or((goal, ""));
            let file = if file.is_empty() { name.trim_start_matches("EPUB/") } else { file };
            let found =
                parts.get(&format!("EPUB/{file}")).unwrap_or_else(|| panic!("{name} leads to {goal}"));
            let text = String::from_utf8_lossy(found);
            assert!(
                fragment.is_empty() || text.contains(&format!(" id=\"{fragment}\"")),
                "{name} leads to {goal}"
            );
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn a_book_of_a_country_or_of_a_question_has_what_is_public() {
    let site = desk();
    let country = exported(&site, &["countries/france"], "epub");
    assert!(text_of(&country, "EPUB/title.xhtml").contains("<h1>France</h1>"));
    assert!(
        text_of(&country, "EPUB/chapter-1.xhtml").contains("A visit &amp; its"),
        "the newest comes first"
    );
    let asked = exported(&site, &["--country", "FR", "--country", "CN", "--since", "2024-01-01"], "epub");
    assert!(text_of(&asked, "EPUB/title.xhtml").contains("France · China"));
    assert!(!asked.contains_key("EPUB/chapter-2.xhtml"));
}

#[test]
fn held_texts_go_out_only_when_they_are_named_one_by_one() {
    for what in [&["series/talks"][..], &["--country", "FR"]] {
        let arguments = [&["export"], what, &["--to", "epub", "--held"]].concat();
        let ran = desk().run(&arguments);
        assert!(ran.assert_refused().said().contains("named one by one"), "{}", ran.said());
    }
}

#[test]
fn a_book_in_another_language_has_what_is_translated() {
    let site = SiteTest::new()
        .file("site.yaml", "title: T\nbase_url: https://example.org/\nlanguages: [en, fr]\noutputs: { epub: true, word: true }\n")
        .briefing("visit", "countries: [FR]", "The text.")
        .file("content/briefings/visit.fr.md", "---\ntitle: Une visite\n---\nLe texte.\n")
        .briefing("talks", "countries: [DE]", "More.");
    let built = site.build();
    let books: Vec<String> = built
        .files()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| path.contains("fr/") && !path.ends_with('l'))
        .collect();
    assert!(books.contains(&"fr/countries/france/france.epub".to_owned()), "{books:?}");
    assert!(books.contains(&"fr/briefings/2024/visit/visit.docx".to_owned()), "{books:?}");
    assert!(!books.iter().any(|path| path.contains("germany") && path.ends_with(".epub")), "{books:?}");
}

#[test]
fn a_question_that_nothing_answers_is_told() {
    let site = desk();
    for (arguments, words) in [
        (&["--topic", "tarde"][..], "did you mean `trade`?"),
        (&["--country", "Frnace"], "France"),
        (&["--country", "DE"], "no published briefing is about Germany"),
        (&["--since", "2030-01-01"], "no published briefing answers this"),
        (&["--since", "soon"], "--since"),
        (&["series/nothing"], "there is no briefing `series/nothing`"),
    ] {
        let mut all = vec!["export"];
        all.extend(arguments);
        all.extend(["--to", "epub"]);
        let ran = site.run(&all);
        assert_ne!(ran.code(), 0, "{arguments:?}");
        assert!(ran.said().contains(words), "{arguments:?}: {}", ran.said());
    }
    assert!(!site.files().iter().any(|(path, _)| path.ends_with(".epub")));
}

#[test]
fn texts_in_other_forms_are_published_where_the_site_asks_for_them() {
    let settings = "title: T\nbase_url: https://example.org/\n";
    let built = desk().file("site.yaml", settings).build();
    assert!(!built.files().iter().any(|(path, _)| path.ends_with(".docx") || path.ends_with(".epub")));
    let asked = format!("{settings}outputs: {{ word: true, epub: true, markdown: true }}\n");
    let built = desk().file("site.yaml", &asked).build();
    let forms: Vec<String> = built
        .files()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| [".docx", ".epub", ".md"].iter().any(|ending| path.ends_with(ending)))
        .collect();
    assert_snapshot!("forms", forms.join("\n"));
    let page = built.page("briefings/2024/visit/index.html");
    assert!(page.contains("href=\"/briefings/2024/visit/visit.docx\""), "{page}");
    let country = built.page("countries/france/index.html");
    assert!(country.contains("href=\"/countries/france/france.epub\""), "{country}");
    // The published file is what `export` writes.
    let (_, bytes) = built
        .files()
        .into_iter()
        .find(|(path, _)| path == "briefings/2024/visit/visit.docx")
        .expect("the file");
    let site = desk().file("site.yaml", &asked);
    assert_eq!(bytes, exported_bytes(&site, &["2024/visit"], "docx"));
}
