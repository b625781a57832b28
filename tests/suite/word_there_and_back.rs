//! `chancery import F.docx --into BRIEFING`: a text that came back from Word.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::export_word::{exported_bytes, unpacked};
use crate::site_test::{PICTURE, SiteTest};

const TEXT: &str = "The first paragraph is set\nin two lines, and it's quoted: \"word\".[^mfa][^n]\n\n\
    ## Talks\n\nSee [the other](other.md#x) and ![a map](visit/map.png).\n\n- one\n- two\n\n\
    | a | b |\n|---|--:|\n| 1 | 2 |\n\nThe last paragraph.[^n]\n\n[^n]: A note.\n";

fn front(sources: &str) -> String {
    format!("---\ntitle: A visit\ndate: 2024-04-01\n{sources}---\n")
}

/// Returns a desk whose briefing was published, and the document that was made of it.
fn desk() -> (SiteTest, Vec<u8>) {
    let sources = "sources:\n  - { id: mfa, title: Joint statement }\n";
    let site = SiteTest::new()
        .briefing("other", "", "## X\n\nOther.")
        .file("content/briefings/visit/map.png", PICTURE)
        .file("content/briefings/visit.md", format!("{}{TEXT}", front(sources)))
        .committed("2024-04-02", "Publish");
    let docx = exported_bytes(&site, &["2024/visit"], "docx");
    (site, docx)
}

/// Returns a document with other words in its text, and in its notes.
fn edited(docx: &[u8], edits: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut left: Vec<&(&str, &str)> = edits.iter().collect();
    for (name, bytes) in unpacked(docx) {
        let mut text = bytes;
        if name == "word/document.xml" || name == "word/footnotes.xml" {
            let mut xml = String::from_utf8(text).expect("text");
            left.retain(|(old, new)| {
                let is_here = xml.contains(old);
                xml = xml.replacen(old, new, 1);
                !is_here
            });
            text = xml.into_bytes();
        }
        zip.start_file(name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(&text).expect("its bytes");
    }
    assert!(left.is_empty(), "{left:?} stand nowhere");
    zip.finish().expect("an archive").into_inner()
}

const FILE: &str = "content/briefings/visit.md";

#[test]
fn what_did_not_change_in_word_changes_nothing_here() {
    let (site, docx) = desk();
    let before = site.read(FILE);
    let site = site.file("back.docx", docx);
    let ran = site.run(&["import", "back.docx", "--into", "2024/visit"]);
    assert!(
        ran.assert_ok()
            .said()
            .contains("is compared with version 1 of 2024-04-02, from which it was exported"),
        "{}",
        ran.said()
    );
    assert!(ran.printed().is_empty(), "{}", ran.printed());
    assert_eq!(site.read(FILE), before);
}

#[test]
fn what_changed_in_word_changes_here_and_all_else_stays_to_the_byte() {
    let (site, docx) = desk();
    let before = site.read(FILE);
    let parts = unpacked(&docx);
    let xml = String::from_utf8(parts["word/document.xml"].clone()).expect("text");
    let named = xml.find("w:name=\"_Block6\"").expect("the last block");
    let last = xml[xml[..named].rfind("<w:p>").expect("its start")..named].to_owned();
    let docx = edited(
        &docx,
        &[
            ("in two lines", "in some lines"),
            (">Talks<", ">Conversations<"),
            (">two<", ">two and a half<"),
            (&last, &format!("<w:p><w:r><w:t>It's new.</w:t></w:r></w:p>{last}")),
        ],
    );
    let site = site.file("back.docx", docx);
    let ran = site.run(&["import", "back.docx", "--into", "visit"]);
    ran.assert_ok();
    assert!(
        ran.printed().contains("[-two-]{+some+}") || ran.printed().contains("{+some+}"),
        "the redline is shown: {}",
        ran.printed()
    );
    let wanted = before
        .replace("in two lines", "in some lines")
        .replace("## Talks", "## Conversations")
        .replace("- two", "- two and a half")
        .replace("The last paragraph", "It's new.\n\nThe last paragraph");
    assert_eq!(site.read(FILE), wanted);
}

#[test]
fn a_dry_run_shows_what_would_change_and_writes_nothing() {
    let (site, docx) = desk();
    let before = site.read(FILE);
    let site = site.file("back.docx", edited(&docx, &[(">Talks<", ">Conversations<")]));
    let ran = site.run(&["import", "back.docx", "--into", "visit", "--dry-run"]);
    assert!(ran.assert_ok().printed().contains("{+Conversations+}"), "{}", ran.printed());
    assert!(ran.said().contains("1 block of content/briefings/visit.md would change"), "{}", ran.said());
    assert_eq!(site.read(FILE), before);
}

#[test]
fn what_changed_here_stays_and_what_changed_in_both_is_told_and_left() {
    let (site, docx) = desk();
    let docx = edited(
        &docx,
        &[("in two lines", "in some lines"), ("The last paragraph", "The very last paragraph")],
    );
    let here = site
        .read(FILE)
        .replace("The last paragraph", "The final paragraph")
        .replace("- one\n", "- one here\n");
    site.write(FILE, &here);
    let site = site.file("back.docx", docx);
    let ran = site.run(&["import", "back.docx", "--into", "visit"]);
    assert_eq!(ran.code(), 1, "what is left is told: {}", ran.said());
    assert!(ran.said().contains("changed in Word and in content/briefings/visit.md, and left as it is here; in Word: “The very last paragraph.[^n]”"), "{}", ran.said());
    assert_eq!(site.read(FILE), here.replace("in two lines", "in some lines"));
}

#[test]
fn a_change_that_was_made_in_both_is_no_conflict() {
    let (site, docx) = desk();
    let here = site.read(FILE).replace("The last paragraph", "The final paragraph");
    site.write(FILE, &here);
    let site = site.file("back.docx", edited(&docx, &[("The last paragraph", "The final paragraph")]));
    site.run(&["import", "back.docx", "--into", "visit"]).assert_ok();
    assert_eq!(site.read(FILE), here);
}

#[test]
fn links_images_and_citations_of_a_changed_block_survive() {
    let (site, docx) = desk();
    let docx = edited(&docx, &[("See ", "Look at "), ("in two lines", "in 2 lines")]);
    let before = site.read(FILE);
    let site = site.file("back.docx", docx);
    site.run(&["import", "back.docx", "--into", "visit"]).assert_ok();
    let text = site.read(FILE);
    assert!(text.contains("Look at [the other](other.md#x) and ![a map](visit/map.png).\n"), "{text}");
    assert_eq!(text, before.replace("See [", "Look at [").replace("in two lines", "in 2 lines"));
}

#[test]
fn notes_that_changed_or_are_new_in_word_come_along_and_sources_are_told() {
    let (site, docx) = desk();
    let docx =
        edited(&docx, &[("A note.", "A better note."), ("Joint statement", "Joint statement of both")]);
    let before = site.read(FILE);
    let site = site.file("back.docx", docx);
    let ran = site.run(&["import", "back.docx", "--into", "visit"]);
    assert_eq!(ran.code(), 1);
    assert!(
        ran.said().contains(
            "a source has other words in Word; change it under `sources:`: “Joint statement of both”"
        ),
        "{}",
        ran.said()
    );
    assert_eq!(site.read(FILE), before.replace("A note.", "A better note."));
}

#[test]
fn what_is_taken_out_in_word_goes_here_too() {
    let (site, docx) = desk();
    let parts = unpacked(&docx);
    let xml = String::from_utf8(parts["word/document.xml"].clone()).expect("text");
    let last = xml.find("The last paragraph").expect("the words");
    let start = xml[..last].rfind("<w:p>").expect("its start");
    let end = last + xml[last..].find("</w:p>").expect("its end") + "</w:p>".len();
    let before = site.read(FILE);
    let site = site.file("back.docx", edited(&docx, &[(&xml[start..end], "")]));
    site.run(&["import", "back.docx", "--into", "visit"]).assert_ok();
    assert_eq!(site.read(FILE), before.replace("The last paragraph.[^n]\n\n", ""));
}

#[test]
fn tracked_changes_and_comments_are_told_with_their_lines() {
    let (site, docx) = desk();
    let docx = edited(
        &docx,
        &[(
            "<w:t xml:space=\"preserve\">The last paragraph.</w:t></w:r>",
            "<w:t xml:space=\"preserve\">The </w:t></w:r><w:ins><w:r><w:t xml:space=\"preserve\">very </w:t></w:r></w:ins><w:commentRangeStart w:id=\"0\"/><w:r><w:t>last paragraph.</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>",
        )],
    );
    let comments = format!(
        "<w:comments xmlns:w=\"{}\"><w:comment w:id=\"0\" w:author=\"A Name\"><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment></w:comments>",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    );
    let mut zip = ZipWriter::new_append(Cursor::new(docx)).expect("an archive");
    zip.start_file("word/comments.xml", SimpleFileOptions::default()).expect("a file");
    zip.write_all(comments.as_bytes()).expect("its bytes");
    let site = site.file("back.docx", zip.finish().expect("an archive").into_inner());
    let ran = site.run(&["import", "back.docx", "--into", "visit"]);
    let said = ran.assert_ok().said();
    assert!(said.contains("it has tracked changes: 1 insertion"), "{said}");
    assert!(
        said.contains("content/briefings/visit.md:21: a comment at “last paragraph.”: “Really?”"),
        "{said}"
    );
    assert!(site.read(FILE).contains("The very last paragraph.[^n]"));
}

#[test]
fn a_document_that_does_not_say_where_it_is_from_is_compared_with_the_closest_version() {
    let (site, docx) = desk();
    let own = unpacked(&docx);
    let custom = String::from_utf8(own["docProps/custom.xml"].clone()).expect("text");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in own {
        let bytes = if name == "docProps/custom.xml" {
            custom.replace("Chancery", "Other").into_bytes()
        } else {
            bytes
        };
        zip.start_file(name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(&bytes).expect("its bytes");
    }
    let site = site.file("back.docx", zip.finish().expect("an archive").into_inner());
    let ran = site.run(&["import", "back.docx", "--into", "visit", "--dry-run"]);
    assert!(ran.said().contains("which it has most words in common with"), "{}", ran.said());
}

#[test]
fn a_file_with_the_line_ends_of_windows_keeps_them() {
    let (site, _) = desk();
    let windows = site.read(FILE).replace('\n', "\r\n");
    site.write(FILE, &windows);
    site.commit("2024-04-03", "Windows");
    let docx = exported_bytes(&site, &["2024/visit"], "docx");
    let site = site.file("back.docx", edited(&docx, &[(">Talks<", ">Conversations<")]));
    site.run(&["import", "back.docx", "--into", "visit"]).assert_ok();
    assert_eq!(site.read(FILE), windows.replace("## Talks", "## Conversations"));
}

#[test]
fn what_cannot_be_merged_is_told_and_nothing_is_written() {
    let (site, docx) = desk();
    let before = site.read(FILE);
    let site = site.file("back.docx", &docx).file("half.docx", &docx[..docx.len() / 2]);
    for (arguments, words) in [
        (&["half.docx", "--into", "visit"][..], "only a part of one"),
        (&["back.docx", "--into", "vist"], "did you mean"),
        (&["back.docx", "back.docx", "--into", "visit"], "--into takes one document"),
        (&["none.docx", "--into", "visit"], "none.docx cannot be read"),
        (&["back.docx", "--into", "visit", "--title", "T"], "--title"),
    ] {
        let mut all = vec!["import"];
        all.extend(arguments);
        let ran = site.run(&all);
        assert_ne!(ran.code(), 0, "{arguments:?}");
        assert!(ran.said().contains(words), "{arguments:?}: {}", ran.said());
    }
    assert_eq!(site.read(FILE), before);
}
