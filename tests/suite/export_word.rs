//! `chancery export --to docx`: Word documents, as Word and others read them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use insta::assert_snapshot;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::site_test::{PICTURE, SiteTest};

/// Returns the files of an archive.
pub fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("a file");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            (file.name().expect("its name").into_owned(), bytes)
        })
        .collect()
}

/// Returns what `export` writes as this form.
pub fn exported(site: &SiteTest, what: &[&str], form: &str) -> BTreeMap<String, Vec<u8>> {
    unpacked(&exported_bytes(site, what, form))
}

pub fn exported_bytes(site: &SiteTest, what: &[&str], form: &str) -> Vec<u8> {
    let output = format!("exported.{form}");
    let _ = std::fs::remove_file(site.root().join(&output));
    let mut arguments = vec!["export"];
    arguments.extend(what);
    arguments.extend(["--to", form, "--output", &output]);
    site.run(&arguments).assert_ok();
    let read = std::fs::read_dir(site.root()).expect("the folder of the site");
    let written = read.filter_map(|entry| Some(entry.ok()?.path()));
    // A held text has its caveats before the name.
    let mut found = written.filter(|path| path.to_string_lossy().ends_with(&output));
    let path = found.next().expect("a file");
    let bytes = std::fs::read(&path).expect("the bytes");
    std::fs::remove_file(path).expect("it goes");
    bytes
}

pub fn text_of<'a>(parts: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    std::str::from_utf8(&parts[name]).expect("text")
}

/// Fails where a part is no XML, or a relation leads to a part that is not there.
fn assert_whole(parts: &BTreeMap<String, Vec<u8>>) {
    for (name, bytes) in parts {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            assert_well_formed(name, std::str::from_utf8(bytes).expect("text"));
        }
    }
    let types = text_of(parts, "[Content_Types].xml");
    for name in parts.keys().filter(|name| !name.starts_with('[')) {
        let ending = name.rsplit('.').next().unwrap_or_default();
        let is_typed = types.contains(&format!("PartName=\"/{name}\""))
            || types.contains(&format!("Extension=\"{ending}\""));
        assert!(is_typed, "{name} has no type");
    }
    for (name, bytes) in parts.iter().filter(|(name, _)| name.ends_with(".rels")) {
        let folder = name.split("_rels").next().unwrap_or_default();
        let part = name.replace("_rels/", "").replace(".rels", "");
        let listed = std::str::from_utf8(bytes).expect("text");
        for relation in listed.split("<Relationship ").skip(1) {
            let target = attribute(relation, "Target");
            if !relation.contains("TargetMode=\"External\"") {
                assert!(parts.contains_key(&format!("{folder}{target}")), "{name} leads to {target}");
            }
        }
        let ids: BTreeSet<&str> =
            listed.split("<Relationship ").skip(1).map(|relation| attribute(relation, "Id")).collect();
        if let Some(bytes) = parts.get(&part) {
            let text = std::str::from_utf8(bytes).expect("text");
            for asked in text.split("r:id=\"").chain(text.split("r:embed=\"")).skip(1) {
                let id = asked.split('"').next().unwrap_or_default();
                if id.starts_with("rId") {
                    assert!(ids.contains(id), "{part} asks for {id}");
                }
            }
        }
    }
    let text = text_of(parts, "word/document.xml");
    let names: Vec<&str> =
        text.split("<w:bookmarkStart ").skip(1).map(|mark| attribute(mark, "w:name")).collect();
    let once: BTreeSet<&&str> = names.iter().collect();
    assert_eq!(once.len(), names.len(), "a bookmark has a name of its own: {names:?}");
    for anchor in text.split("w:anchor=\"").skip(1) {
        let name = anchor.split('"').next().unwrap_or_default();
        assert!(names.contains(&name), "no bookmark {name}");
    }
    let notes = text_of(parts, "word/footnotes.xml");
    for mark in text.split("<w:footnoteReference ").skip(1) {
        let id = attribute(mark, "w:id");
        assert!(notes.contains(&format!("<w:footnote w:id=\"{id}\">")), "no footnote {id}");
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let rest = tag.split(&format!("{name}=\"")).nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default()
}

pub fn assert_well_formed(name: &str, xml: &str) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut open = 0_i32;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => open += 1,
            Ok(Event::End(_)) => open -= 1,
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{name} is no XML: {error}\n{xml}"),
        }
    }
    assert_eq!(open, 0, "{name} ends too early");
}

/// Returns a part with each paragraph in a line of its own.
fn in_lines(xml: &str) -> String {
    let xml = xml.replace("<w:p>", "\n<w:p>").replace("<w:tbl>", "\n<w:tbl>");
    xml.replace("<w:footnote ", "\n<w:footnote ").replace("<w:sectPr>", "\n<w:sectPr>")
}

fn desk() -> SiteTest {
    SiteTest::new()
        .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
        .file("content/briefings/visit/map.png", PICTURE)
        .briefing("open", "", "## X\n\nOpen.")
        .briefing("secret", "embargo: 2025-01-01", "Not yet.")
        .file(
            "content/briefings/visit/index.md",
            "---\ntitle: A visit & its <end>\ndate: 2024-04-01\nsummary: In short.\ncountries: [FR, CN]\n\
             authors: [Ada Writer, Bo Author]\nmarking: TLP:CLEAR\nsources:\n  \
             - { id: mfa, title: Joint statement, publisher: MFA, date: 2024-04-01, url: 'https://mfa.example/a?b=1&c=2' }\n  \
             - { title: Talks }\ncorrections:\n  - { date: 2024-05-01, note: The day was wrong. }\n---\n\
             The [open one](../open.md#x) and the [other](../secret.md \"T\") and [about][a] it.[^mfa][^n] See [talks](#talks).\n\n\
             ## Talks\n\n<!-- ask the minister -->\nMany *words* of **weight** and `code`, ~~gone~~ again.[^mfa]\n\n\
             - one\n- two\n  1. three\n\n     still three\n\n> A quote.\n\n    code\n      more\n\n\
             | a | b |\n|---|--:|\n| 1 | 2 |\n\n![A map](map.png \"The map\")\n\n\
             ![Gone](nowhere.png)\n\n[^n]: A note, after[^mfa].\n\n[a]: ../../pages/about.md\n",
        )
}

#[test]
fn a_word_document_has_styles_footnotes_lists_and_tables_of_its_own() {
    let parts = exported(&desk(), &["visit"], "docx");
    assert_whole(&parts);
    assert_snapshot!("document", in_lines(text_of(&parts, "word/document.xml")));
    assert_snapshot!("footnotes", in_lines(text_of(&parts, "word/footnotes.xml")));
}

#[test]
fn a_word_document_says_what_it_is_and_nothing_of_the_machine() {
    let site = desk().committed("2024-04-01", "Publish");
    let parts = exported(&site, &["visit"], "docx");
    let core = text_of(&parts, "docProps/core.xml");
    for words in [
        "<dc:title>A visit &amp; its &lt;end&gt;</dc:title>",
        "<dc:creator>Ada Writer; Bo Author</dc:creator>",
        "<dc:language>en</dc:language>",
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2024-04-01T00:00:00Z</dcterms:created>",
    ] {
        assert!(core.contains(words), "{words}: {core}");
    }
    let custom = text_of(&parts, "docProps/custom.xml");
    assert!(custom.contains("2024/visit") && custom.contains("ChanceryVersion"), "{custom}");
    for name in ["word/header1.xml", "word/footer1.xml"] {
        assert!(text_of(&parts, name).contains("TLP:CLEAR"), "{name}");
    }
    let footer = text_of(&parts, "word/footer1.xml");
    assert!(
        footer.contains("https://example.org/briefings/2024/visit/") && footer.contains(" PAGE "),
        "{footer}"
    );
}

#[test]
fn the_same_text_gives_the_same_word_document() {
    assert_eq!(exported_bytes(&desk(), &["visit"], "docx"), exported_bytes(&desk(), &["visit"], "docx"));
}

#[test]
fn no_comment_and_no_trace_of_what_is_held_back_goes_into_a_document() {
    for form in ["docx", "epub"] {
        let parts = exported(&desk(), &["visit"], form);
        for (name, bytes) in &parts {
            let text = String::from_utf8_lossy(bytes);
            for word in ["minister", "secret", "Not yet"] {
                assert!(!text.contains(word), "{word} is in {name}");
            }
        }
        assert!(
            parts.values().any(|bytes| String::from_utf8_lossy(bytes).contains("the other")),
            "its words stay"
        );
    }
}

#[test]
fn a_held_text_says_so_at_the_head_and_the_foot_of_each_sheet() {
    let site = desk();
    let ran = site.run(&["export", "secret", "--to", "docx", "--output", "x.docx"]);
    assert!(ran.assert_refused().said().contains("--held"), "{}", ran.said());
    assert!(!site.root().join("x.docx").exists());
    let parts = exported(&site, &["secret", "--held"], "docx");
    for name in ["word/header1.xml", "word/footer1.xml", "docProps/custom.xml"] {
        let text = text_of(&parts, name);
        assert!(text.contains("NOT FOR PUBLICATION: EMBARGOED UNTIL 2025-01-01"), "{name}: {text}");
        assert!(!text.contains("https://example.org/"), "no reader finds it there");
    }
}

#[test]
fn an_image_that_is_damaged_is_the_words_that_stand_for_it() {
    let site = SiteTest::new().file("content/briefings/visit/map.png", "no picture").file(
        "content/briefings/visit/index.md",
        "---\ntitle: V\ndate: 2024-04-01\n---\n![A map](map.png)\n",
    );
    let parts = exported(&site, &["visit"], "docx");
    assert_whole(&parts);
    assert!(text_of(&parts, "word/document.xml").contains(">A map<"));
    assert!(!parts.keys().any(|name| name.contains("media")));
}

#[test]
fn an_image_is_in_the_document_once_with_the_words_that_stand_for_it() {
    let site = SiteTest::new().file("content/briefings/visit/a.png", PICTURE).file(
        "content/briefings/visit/index.md",
        "---\ntitle: V\ndate: 2024-04-01\n---\n![One & all](a.png) and ![two](a.png)\n",
    );
    let parts = exported(&site, &["visit"], "docx");
    assert_whole(&parts);
    assert_eq!(parts.keys().filter(|name| name.contains("media/")).count(), 1);
    let text = text_of(&parts, "word/document.xml");
    assert!(text.contains("descr=\"One &amp; all\"") && text.contains("descr=\"two\""), "{text}");
}

#[test]
fn a_table_of_thirty_columns_two_hundred_notes_and_a_long_title_are_whole() {
    let columns = "|".to_owned() + &"c|".repeat(30) + "\n|" + &"---|".repeat(30) + "\n|" + &"1|".repeat(30);
    let marks = (0..200).map(|note| format!("Word.[^n{note}]")).collect::<Vec<_>>().join(" ");
    let notes = (0..200).map(|note| format!("[^n{note}]: Note {note}.")).collect::<Vec<_>>().join("\n\n");
    let site = SiteTest::new().file(
        "content/briefings/2024/long.md",
        format!("---\ntitle: {}\ndate: 2024-04-01\n---\n{columns}\n\n{marks}\n\n{notes}", "Long ".repeat(60)),
    );
    let parts = exported(&site, &["long"], "docx");
    assert_whole(&parts);
    let text = text_of(&parts, "word/document.xml");
    assert_eq!(text.matches("<w:gridCol ").count(), 30);
    assert_eq!(text.matches("<w:footnoteReference ").count(), 200);
    assert!(text.contains("TableWordsSmall"), "so many columns have small words");
}

#[test]
fn a_text_from_right_to_left_is_one_in_word() {
    let site = SiteTest::new().file("site.yaml", "title: الشرق\nlanguage: ar\nbase_url: https://example.org/\n").file(
        "content/briefings/2024/visit.md",
        "---\ntitle: زيارة\ndate: 2024-04-01\n---\nالنص مع NATO فيه.\n\n| أ | ب |\n|---|---|\n| 1 | 2 |\n",
    );
    let parts = exported(&site, &["visit"], "docx");
    assert_whole(&parts);
    let text = text_of(&parts, "word/document.xml");
    assert!(
        text.contains("<w:bidi/>") && text.contains("<w:rtl/>") && text.contains("<w:bidiVisual/>"),
        "{text}"
    );
    assert!(text_of(&parts, "word/styles.xml").contains("w:bidi=\"ar\""));
}

#[test]
fn an_older_version_says_that_it_is_not_the_newest() {
    let site = SiteTest::new()
        .briefing("visit", "", "The first text.")
        .committed("2024-04-02", "Publish")
        .briefing("visit", "", "The second text.")
        .committed("2024-04-03", "Update");
    let parts = exported(&site, &["visit@1"], "docx");
    let text = text_of(&parts, "word/document.xml");
    assert!(text.contains("The first text.") && !text.contains("The second text."), "{text}");
    assert!(text.contains("This is version 1 of 2, and not the newest one."), "{text}");
    assert!(text_of(&parts, "word/footer1.xml").contains("/history/1/"));
    // What was edited since is no version.
    site.write(
        "content/briefings/2024/visit.md",
        "---\ntitle: Visit\ndate: 2024-04-01\n---\nA third text.\n",
    );
    let parts = exported(&site, &["visit@2"], "docx");
    assert!(text_of(&parts, "word/document.xml").contains("The second text."));
}

#[test]
fn a_withdrawn_text_says_so_in_word() {
    let site = SiteTest::new().briefing("visit", "status: withdrawn", "The text.");
    let parts = exported(&site, &["visit"], "docx");
    assert!(text_of(&parts, "word/document.xml").contains("This briefing has been withdrawn."));
}

#[test]
fn several_texts_of_a_series_are_one_document_with_a_table_of_contents() {
    let site = SiteTest::new()
        .briefing("one", "series: Talks", "First.[^n]\n\n[^n]: N.\n\n## Same")
        .briefing("two", "series: Talks\ndate: 2024-05-01", "Second.[^n]\n\n[^n]: N.\n\n## Same")
        .briefing("held", "series: Talks\nstatus: draft", "Draft words.");
    let parts = exported(&site, &["series/talks"], "docx");
    assert_whole(&parts);
    let text = text_of(&parts, "word/document.xml");
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is missing: {text}"));
    assert!(place(" TOC ") < place("First.") && place("First.") < place("Second."));
    assert!(!text.contains("Draft words."));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_text_is_made_of_its_documents_are_whole(
        pieces in proptest::collection::vec(0_usize..PIECES.len(), 1..12),
    ) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        let site = SiteTest::new()
            .file("site.yaml", "title: T\nbase_url: https://example.org/\nmarkdown: { html: sanitize }\n")
            .file(
                "content/briefings/2024/x.md",
                format!("---\ntitle: X\ndate: 2024-04-01\nsources:\n  - {{ id: s, title: S }}\n---\n{text}\n\n[^n]: N *m*.\n"),
            );
        assert_whole(&exported(&site, &["x"], "docx"));
        for (name, bytes) in exported(&site, &["x"], "epub") {
            if name.ends_with("html") || name.ends_with(".opf") || name.ends_with(".svg") {
                assert_well_formed(&name, std::str::from_utf8(&bytes).expect("text"));
            }
        }
    }
}

/// Pieces of Markdown that stand in each other in every way.
const PIECES: [&str; 26] = [
    "word ",
    "*em ",
    "** ",
    "`c` ",
    "[a](https://e.example/ \"t\") ",
    "[b ",
    "](x.md) ",
    "![i](n.png) ",
    "[^s] ",
    "[^n] ",
    "\n\n",
    "\n- ",
    "\n  1. ",
    "\n> ",
    "\n# H\n",
    "\n\n| a | b |\n|---|---|\n| 1[^n] | **2** |\n\n",
    "\n\n```\ncode\n```\n\n",
    "<b>",
    "</b>",
    "<p>",
    "<a href=\"https://e.example\">",
    "</div>",
    "<table><tr><td>",
    "\n***\n",
    "  \n",
    "\u{7}&amp;<br>",
];
