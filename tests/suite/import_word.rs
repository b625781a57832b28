//! `chancery import` of Word documents.

use std::io::{Cursor, Write};

use insta::assert_snapshot;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::export_word::exported_bytes;
use crate::site_test::{PICTURE, SiteTest};

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// The parts of a document.
struct Docx(Vec<(String, Vec<u8>)>);

impl Docx {
    /// Returns a document with this text between the tags of its body.
    fn new(body: &str) -> Self {
        Self::of(TRANSITIONAL, body)
    }

    fn of(namespace: &str, body: &str) -> Self {
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{namespace}\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
             xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
             xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
             xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>{body}</w:body></w:document>"
        );
        Self(vec![("word/document.xml".to_owned(), document.into_bytes())])
    }

    /// Adds a part of WordprocessingML with this root.
    fn part(mut self, name: &str, root: &str, content: &str) -> Self {
        let xml = format!("<w:{root} xmlns:w=\"{TRANSITIONAL}\">{content}</w:{root}>");
        self.0.push((format!("word/{name}.xml"), xml.into_bytes()));
        self
    }

    fn file(mut self, name: &str, bytes: &[u8]) -> Self {
        self.0.push((name.to_owned(), bytes.to_vec()));
        self
    }

    fn relations(self, content: &str) -> Self {
        let xml = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{content}</Relationships>"
        );
        self.file("word/_rels/document.xml.rels", xml.as_bytes())
    }

    fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.0 {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a file");
            zip.write_all(bytes).expect("its bytes");
        }
        zip.finish().expect("an archive").into_inner()
    }
}

/// A paragraph with properties and runs.
fn p(properties: &str, words: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

fn styled(style: &str, words: &str) -> String {
    p(&format!("<w:pStyle w:val=\"{style}\"/>"), words)
}

/// The styles of a German Word: their ids are German, their names are not.
const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Untertitel\"><w:name w:val=\"Subtitle\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Eigene\"><w:name w:val=\"Our heading\"/><w:basedOn w:val=\"berschrift2\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Beschriftung\"><w:name w:val=\"caption\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Verzeichnis1\"><w:name w:val=\"toc 1\"/></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"3\"/><w:numFmt w:val=\"lowerLetter\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"7\"><w:abstractNumId w:val=\"0\"/></w:num>";

fn site(docx: &Docx) -> SiteTest {
    SiteTest::new().file("cable.docx", docx.bytes())
}

/// Returns the briefing that a document becomes, and what is said of it.
fn imported(docx: &Docx) -> (String, String) {
    let site = site(docx);
    let ran = site.run(&["import", "cable.docx", "--date", "2024-04-01"]);
    let path = ran.assert_ok().printed();
    (site.read(path.trim()), ran.said())
}

fn body(text: &str) -> &str {
    text.splitn(3, "---\n").nth(2).unwrap_or_default()
}

#[test]
fn styles_are_known_by_their_names_in_every_language_of_word() {
    let docx = Docx::new(&format!(
        "{}{}{}{}{}{}{}",
        styled("Titel", "A visit to Paris"),
        styled("Untertitel", "What was said, and what was not."),
        styled("Verzeichnis1", "1 The talks"),
        styled("berschrift1", "The talks"),
        styled("Eigene", "In the morning"),
        styled("Zitat", "We spoke."),
        p("", "They went on."),
    ))
    .part("styles", "styles", STYLES);
    let (text, said) = imported(&docx);
    assert!(text.contains("title: A visit to Paris\n") && text.contains("summary: What was said"), "{text}");
    assert_snapshot!(body(&text), @r"
    ## The talks

    ### In the morning

    > We spoke.

    They went on.
    ");
    assert!(said.contains("the style Title"), "{said}");
}

#[test]
fn lists_of_lists_keep_their_levels_and_first_numbers() {
    let item = |level: usize, words: &str| {
        p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"7\"/></w:numPr>"), words)
    };
    let docx = Docx::new(&format!(
        "{}{}{}{}{}",
        item(0, "one"),
        item(1, "three"),
        item(1, "four"),
        item(0, "two"),
        p("", "After."),
    ))
    .part("numbering", "numbering", NUMBERING);
    assert_snapshot!(body(&imported(&docx).0), @r"
    - one
      3. three
      4. four
    - two

    After.
    ");
}

#[test]
fn looks_are_marks_around_words_and_not_around_spaces() {
    let run = |look: &str, words: &str| {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
    };
    let docx = Docx::new(&format!(
        "<w:p>{}{}{}{}{}{}{}{}</w:p>",
        run("", "Say "),
        run("<w:b/>", "bo"),
        run("<w:b/>", "ld "),
        run("<w:b/><w:i/>", "both"),
        run("<w:b w:val=\"0\"/>", " 5 * 3 [no link] snake_case "),
        run("<w:strike/>", "gone"),
        run("<w:vertAlign w:val=\"superscript\"/>", "2"),
        run("<w:vanish/>", "hidden"),
    ));
    assert_snapshot!(body(&imported(&docx).0).trim(), @r"Say **bold *both*** 5 \* 3 \[no link\] snake_case ~~gone~~²");
}

#[test]
fn what_looks_like_markup_in_word_is_none_in_the_text() {
    let docx = Docx::new(
        &["# no heading", "1. no list", "- none", "&lt;b&gt;", "&amp;copy; R&amp;D", "> quote"]
            .map(|words| p("", words))
            .concat(),
    );
    assert_snapshot!(body(&imported(&docx).0), @r"
    \# no heading

    1\. no list

    \- none

    \<b>

    \&copy; R&D

    \> quote
    ");
}

#[test]
fn footnotes_and_endnotes_are_notes_in_the_order_of_their_marks() {
    let docx = Docx::new(
        "<w:p><w:r><w:t>Said.</w:t></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
    )
    .part("footnotes", "footnotes", "<w:footnote w:id=\"1\"><w:p><w:r><w:t>Foot.</w:t></w:r></w:p><w:p><w:r><w:t>More.</w:t></w:r></w:p></w:footnote>")
    .part("endnotes", "endnotes", "<w:endnote w:id=\"2\"><w:p><w:r><w:t>End.</w:t></w:r></w:p></w:endnote>");
    assert_snapshot!(body(&imported(&docx).0), @r"
    Said.[^1][^2]

    [^1]: End.

    [^2]: Foot.

        More.
    ");
}

#[test]
fn tables_have_a_head_and_merged_cells_are_told() {
    let cell =
        |properties: &str, words: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", words));
    let docx = Docx::new(&format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("", "State"),
        cell("", "Votes | seats"),
        cell("<w:gridSpan w:val=\"2\"/>", "All"),
        cell("<w:vMerge/>", "not again"),
        "<w:tc><w:p><w:r><w:t>4</w:t></w:r></w:p><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>",
    ));
    let (text, said) = imported(&docx);
    assert_snapshot!(body(&text), @r"
    | State | Votes \| seats |
    | --- | --- |
    | All |  |
    |  | 4 5 |
    ");
    assert!(said.contains("a table has merged cells"), "{said}");
}

#[test]
fn tracked_changes_are_taken_and_told_and_so_are_comments() {
    let docx = Docx::new(
        "<w:p><w:r><w:t xml:space=\"preserve\">They </w:t></w:r><w:del w:author=\"A Name\"><w:r><w:delText>refused</w:delText></w:r></w:del>\
         <w:ins w:author=\"A Name\"><w:r><w:t>agreed</w:t></w:r></w:ins><w:commentRangeStart w:id=\"0\"/><w:r><w:t xml:space=\"preserve\"> to meet</w:t></w:r>\
         <w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>",
    )
    .part("comments", "comments", "<w:comment w:id=\"0\" w:author=\"A Name\"><w:p><w:r><w:t>When?</w:t></w:r></w:p></w:comment>");
    let (text, said) = imported(&docx);
    assert_eq!(body(&text).trim(), "They agreed to meet");
    assert!(said.contains("tracked changes: 1 insertion are taken, and 1 deletion are left out"), "{said}");
    assert!(said.contains("a comment at “to meet” is left out: “When?”"), "{said}");
    assert!(!said.contains("A Name") && !text.contains("A Name"), "nobody's name is told");
}

#[test]
fn fields_links_and_boxes_are_read_and_what_is_lost_is_told() {
    let docx = Docx::new(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://e.example/a b\" \\l \"c\" </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>there</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
         <w:hyperlink r:id=\"rId1\" w:anchor=\"x\"><w:r><w:t xml:space=\"preserve\"> and here</w:t></w:r></w:hyperlink></w:p>\
         <w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>\
         <w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath><w:r><w:drawing><a:graphic/></w:drawing></w:r></w:p>",
    )
    .relations("<Relationship Id=\"rId1\" Type=\"hyperlink\" Target=\"https://f.example/\" TargetMode=\"External\"/>");
    let (text, said) = imported(&docx);
    assert_snapshot!(body(&text), @r"
    [there](https://e.example/a%20b#c) [and here](https://f.example/#x)

    In a box.

    a+b
    ");
    assert!(
        said.contains("1 equation lost their form") && said.contains("1 drawing or chart are lost"),
        "{said}"
    );
}

#[test]
fn images_stand_beside_the_text_with_the_words_that_stand_for_them() {
    let image = |id: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" descr=\"A [map]\"/><a:graphic><a:blip r:embed=\"{id}\"/></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let docx = Docx::new(&format!("{}{}{}", image("rId1"), styled("Beschriftung", "The \"map\""), image("rId2")))
        .part("styles", "styles", STYLES)
        .relations(
            "<Relationship Id=\"rId1\" Type=\"image\" Target=\"media/../media/a.png\"/><Relationship Id=\"rId2\" Type=\"image\" Target=\"media/b.emf\"/>",
        )
        .file("word/media/a.png", PICTURE)
        .file("word/media/b.emf", b"x");
    let site = site(&docx);
    let ran = site.run(&["import", "cable.docx", "--date", "2024-04-01"]);
    ran.assert_ok();
    let text = site.read("content/briefings/2024/cable/index.md");
    assert!(text.contains("![A \\[map\\]](image1.png \"The \\\"map\\\"\")"), "{text}");
    assert_eq!(
        std::fs::read(site.root().join("content/briefings/2024/cable/image1.png")).expect("the image"),
        PICTURE
    );
    assert!(ran.said().contains("image1.png is taken out of cable.docx"), "{}", ran.said());
    assert!(ran.said().contains("images that browsers do not show are left out: b.emf"), "{}", ran.said());
}

#[test]
fn a_marking_at_the_head_of_each_sheet_counts() {
    let docx = Docx::new(&p("", "The text.")).part("header1", "hdr", &p("", "TLP:AMBER"));
    let (text, _) = imported(&docx);
    assert!(text.contains("marking: TLP:AMBER"), "{text}");
}

#[test]
fn strict_documents_are_read_alike() {
    let docx = Docx::of(STRICT, &p("", "The text."));
    assert_eq!(body(&imported(&docx).0).trim(), "The text.");
}

#[test]
fn documents_that_cannot_be_read_are_told_with_what_to_do() {
    let whole = Docx::new(&p("", "The text.")).bytes();
    let entities = Docx(vec![(
        "word/document.xml".to_owned(),
        format!("<!DOCTYPE a [<!ENTITY b \"c\">]><w:document xmlns:w=\"{TRANSITIONAL}\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>").into_bytes(),
    )]);
    let deep = Docx::new(&("<w:sdt>".repeat(5000) + &"</w:sdt>".repeat(5000)));
    let cases: [(Vec<u8>, &str); 6] = [
        (b"PK\x03\x04...".to_vec(), "no Word document, or only a part of one"),
        (whole[..whole.len() / 2].to_vec(), "no Word document, or only a part of one"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 locked".to_vec(), "has a password, or is of a Word before 2007"),
        (Docx(vec![("a.txt".to_owned(), b"x".to_vec())]).bytes(), "no Word document, or only a part of one"),
        (entities.bytes(), "declares entities of its own"),
        (deep.bytes(), "hold each other too deeply"),
    ];
    for (bytes, words) in cases {
        let site = SiteTest::new().file("cable.docx", bytes);
        let ran = site.run(&["import", "cable.docx", "--date", "2024-04-01"]);
        ran.assert_errors();
        assert!(ran.said().contains(words) && ran.said().contains("help: "), "{words}: {}", ran.said());
        assert!(!site.root().join("content").exists());
    }
}

#[test]
fn a_document_that_claims_to_hold_gigabytes_is_refused() {
    let huge = vec![b' '; 70 << 20];
    let docx = Docx::new(&p("", "The text.")).file("word/styles.xml", &huge);
    let site = site(&docx);
    let ran = site.run(&["import", "cable.docx", "--date", "2024-04-01"]);
    ran.assert_errors();
    assert!(ran.said().contains("too large when it is unpacked"), "{}", ran.said());
}

#[test]
fn documents_of_other_word_processors_say_what_to_do_where_nothing_reads_them() {
    for (name, words) in [
        ("a.doc", "documents of Word before 2007 are read through LibreOffice, which is not installed"),
        ("a.odt", "read through LibreOffice or pandoc, and neither is installed"),
    ] {
        let site = SiteTest::new().file(name, "…").env("PATH", "");
        let ran = site.run(&["import", name, "--date", "2024-04-01"]);
        ran.assert_errors();
        assert!(ran.said().contains(words) && ran.said().contains("save it as .docx"), "{}", ran.said());
    }
}

#[test]
fn what_is_exported_to_word_comes_back_with_the_same_words() {
    let written = "## First\n\nSay **bold** and *both*, `code`, [there](https://e.example/).[^1][^2] Again.[^1]\n\n- one\n  1. deep\n\n     still deep\n- two\n\n\
        > A quote.\n\n```\ncode\n  more\n```\n\n| a | b |\n| --- | --: |\n| 1 | 2 |\n\n---\n\nTerm\n: Definition\n\n> [!NOTE]\n> Careful.\n\nHard\\\nbreak.\n\n[^1]: A note.\n\n[^2]: Another.\n";
    let site = SiteTest::new()
        .file("content/briefings/2024/visit.md", format!("---\ntitle: A visit\ndate: 2024-04-01\nsummary: In short.\nauthors: [Ada Writer]\ncorrections:\n  - {{ date: 2024-05-01, note: No. }}\n---\n{written}"));
    let docx = exported_bytes(&site, &["visit"], "docx");
    let other = SiteTest::new().file("back.docx", docx);
    let path = other.run(&["import", "back.docx"]).assert_ok().printed();
    let text = other.read(path.trim());
    assert_eq!(body(&text), written);
    for line in
        ["title: A visit\n", "date: 2024-04-01\n", "summary: In short.\n", "authors: [\"Ada Writer\"]\n"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_document_is_read_or_told_and_never_stops_the_program(
        at in any::<prop::sample::Index>(),
        by in any::<u8>(),
        piece in 0_usize..6,
    ) {
        let pieces = ["</w:p>", "<w:tbl>", "<w:r><w:footnoteReference/></w:r>", "<w:fldChar w:fldCharType=\"end\"/>", "&", "<w:p><w:pPr><w:numPr/></w:pPr></w:p>"];
        let docx = Docx::new(&format!("{}{}{}", p("", "One."), pieces[piece], p("<w:ind w:left=\"-9\"/>", "Two.")));
        let mut bytes = docx.bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= by;
        let site = SiteTest::new().file("cable.docx", bytes);
        let code = site.run(&["import", "cable.docx", "--date", "2024-04-01"]).code();
        prop_assert!(code == 0 || code == 1, "{code}");
    }
}
