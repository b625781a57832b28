//! Word documents: Office Open XML (ECMA-376), Transitional, in a ZIP archive.
//!
//! Styles are Word's own where it has them, so that a text can be edited there as any other. Sources and notes are
//! footnotes. Each block has a hidden bookmark with its number, by which it is known when the text comes back.

mod blocks;
mod document;
mod front;
mod inline;
mod margins;
mod numbering;
mod parts;
mod properties;
mod run;
mod writer;

use std::collections::BTreeSet;
use std::io;

use self::document::Document;
use self::parts::relations;
use self::writer::Writer;
use super::format::{self, Format};
use super::illustrations::ImageFiles;
use super::package::Package;
use super::sheet::Sheet;
use super::volume::Volume;
use crate::interface::Direction;
use crate::xml::Markup;

/// Word documents.
pub const WORD: Format =
    Format { ending: "docx", about: "A Word document", writer: format::Writer::Document(write) };

const STYLES: &str = include_str!("fixed/styles.xml");
const SETTINGS: &str = include_str!("fixed/settings.xml");
const THEME: &str = include_str!("fixed/theme.xml");
const FONTS: &str = include_str!("fixed/fonts.xml");

/// What the types of all parts begin with.
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The parts that every document has: the name, the type, and the kind of relation that leads to it.
const PARTS: [(&str, &str, &str); 7] = [
    ("styles.xml", "styles", "styles"),
    ("settings.xml", "settings", "settings"),
    ("fontTable.xml", "fontTable", "fontTable"),
    ("numbering.xml", "numbering", "numbering"),
    ("footnotes.xml", "footnotes", "footnotes"),
    ("header1.xml", "header", "header"),
    ("footer1.xml", "footer", "footer"),
];

/// Returns texts as a document.
fn write(volume: &Volume) -> io::Result<Vec<u8>> {
    let mut document = Document::new();
    blocks::separators(&mut document.notes.xml);
    document.text.xml.open("w:body", &[]);
    for (index, export) in volume.texts.iter().enumerate() {
        let context = export.edition.context_elsewhere(export.entity());
        let sheet = Sheet::of(export);
        // A text by itself has its title in the style of that name, and its headings from Word's first level on.
        let (prefix, raise, title) = match &volume.cover {
            None => (String::new(), 1, "Title"),
            Some(_) => (format!("T{}", index + 1), 0, "Heading1"),
        };
        let mut writer = Writer::new(&mut document, export, &context, prefix, raise);
        if let Some(cover) = &volume.cover {
            if index == 0 {
                writer.line("Title", &cover.title);
                if let Some(summary) = &cover.summary {
                    writer.line("Subtitle", summary);
                }
                let titles = (1..).zip(&volume.texts);
                let entries =
                    titles.map(|(number, text)| (format!("_T{number}Title"), text.briefing.title.clone(), 1));
                writer.table_of_contents(entries.collect());
            }
            writer.page_break();
        }
        writer.head(&sheet, title);
        if volume.cover.is_none() {
            writer.contents();
        }
        writer.body();
        writer.foot(&sheet);
        writer.footnotes();
    }
    package(volume, document)
}

/// Packs the parts of a document.
fn package(volume: &Volume, mut document: Document) -> io::Result<Vec<u8>> {
    let ids: Vec<(&str, String)> =
        PARTS.iter().map(|(name, _, kind)| (*name, document.text.relate(kind, name))).collect();
    document.text.relate("theme", "theme/theme1.xml");
    let id_of = |wanted: &str| ids.iter().find(|(name, _)| *name == wanted).map_or("", |(_, id)| id);
    section(&mut document.text.xml, volume, id_of("header1.xml"), id_of("footer1.xml"));
    document.text.xml.close("w:body");
    let (text, text_relations) = document.text.finish("w:document");
    let (notes, note_relations) = document.notes.finish("w:footnotes");
    let (header, header_relations) = margins::header(volume);
    let (footer, footer_relations) = margins::footer(volume);

    let mut package = Package::new();
    package.add("[Content_Types].xml", content_types(&document.images).as_bytes())?;
    let listed = [
        ("officeDocument", "word/document.xml", false),
        ("core-properties", "docProps/core.xml", false),
        ("extended-properties", "docProps/app.xml", false),
        ("custom-properties", "docProps/custom.xml", false),
    ];
    package.add("_rels/.rels", relations(&listed).as_bytes())?;
    package.add("docProps/core.xml", properties::core(volume).as_bytes())?;
    package.add("docProps/app.xml", properties::app().as_bytes())?;
    package.add("docProps/custom.xml", properties::custom(volume).as_bytes())?;
    for (name, part, relations) in [
        ("document", text, text_relations),
        ("footnotes", notes, note_relations),
        ("header1", header, header_relations),
        ("footer1", footer, footer_relations),
    ] {
        package.add(&format!("word/{name}.xml"), part.as_bytes())?;
        if let Some(relations) = relations {
            package.add(&format!("word/_rels/{name}.xml.rels"), relations.as_bytes())?;
        }
    }
    package.add("word/numbering.xml", document.numbering.write().as_bytes())?;
    package.add("word/styles.xml", in_language(STYLES, volume).as_bytes())?;
    package.add("word/settings.xml", in_language(SETTINGS, volume).as_bytes())?;
    package.add("word/fontTable.xml", FONTS.as_bytes())?;
    package.add("word/theme/theme1.xml", THEME.as_bytes())?;
    for (path, image) in document.images.all() {
        package.store(&format!("word/{path}"), &image.bytes)?;
    }
    package.finish()
}

/// Returns a fixed part with the language of the texts in it: as that of Latin, of East Asian and of right-to-left words,
/// each of which Word asks for.
fn in_language(part: &str, volume: &Volume) -> String {
    let language = volume.language();
    let east_asian = if matches!(language.get(..2), Some("zh" | "ja" | "ko")) { language } else { "en-US" };
    let right_to_left = if Direction::of(language) == Direction::Rtl { language } else { "ar-SA" };
    part.replace("{language}", language)
        .replace("{east-asian}", east_asian)
        .replace("{right-to-left}", right_to_left)
}

/// Writes what the sheets are like: A4 with margins of 2.2 and 2.5 centimetres.
fn section(xml: &mut Markup, volume: &Volume, header: &str, footer: &str) {
    xml.open("w:sectPr", &[]);
    xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", header)]);
    xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", footer)]);
    xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
    xml.empty(
        "w:pgMar",
        &[
            ("w:top", "1418"),
            ("w:right", "1275"),
            ("w:bottom", "1418"),
            ("w:left", "1275"),
            ("w:header", "624"),
            ("w:footer", "567"),
            ("w:gutter", "0"),
        ],
    );
    if Direction::of(volume.language()) == Direction::Rtl {
        xml.empty("w:bidi", &[]);
    }
    xml.close("w:sectPr");
}

fn content_types(images: &ImageFiles) -> String {
    let mut xml = Markup::document();
    xml.open("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
    xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
    let media = images.all().map(|(_, image)| (image.media.ending(), image.media.media_type()));
    for (ending, media_type) in media.collect::<BTreeSet<_>>() {
        xml.empty("Default", &[("Extension", ending), ("ContentType", media_type)]);
    }
    let mut part = |name: &str, media_type: &str| {
        xml.empty("Override", &[("PartName", name), ("ContentType", media_type)]);
    };
    part("/word/document.xml", &format!("{TYPES}.document.main+xml"));
    for (name, kind, _) in PARTS {
        part(&format!("/word/{name}"), &format!("{TYPES}.{kind}+xml"));
    }
    let office = "application/vnd.openxmlformats-officedocument";
    part("/word/theme/theme1.xml", &format!("{office}.theme+xml"));
    part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part("/docProps/app.xml", &format!("{office}.extended-properties+xml"));
    part("/docProps/custom.xml", &format!("{office}.custom-properties+xml"));
    xml.close("Types");
    xml.into_text()
}
