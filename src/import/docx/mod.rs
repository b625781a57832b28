//! Word documents: Office Open XML (ECMA-376, ISO/IEC 29500), Transitional and Strict.
//!
//! A document becomes blocks by what its styles mean, and these become Markdown. Whatever Markdown cannot say, and whatever
//! somebody has to decide, is told: tracked changes, comments, equations, drawings.

mod element;
mod field;
mod inline;
mod numbering;
mod package;
mod reader;
mod relations;
mod styles;
mod table;
mod text;
mod words;
mod write;

use std::borrow::Cow;

use self::element::{Element, read};
use self::numbering::Numbering;
use self::package::{Damage, Package};
use self::reader::{Parts, Reader};
use self::relations::Relations;
use self::styles::Styles;
use self::text::{Text, Told};
use super::builder::ImportBuilder;
use super::dates::{self, FoundDate};
use super::format::Format;
use super::report::shown_line;
use super::{NotImported, Original, markdown, restriction};
use crate::problem::{Code, Place, Problem};
use crate::text::{clean_title, counted};

/// Word documents.
pub const WORD: Format = Format { endings: &["docx", "docm"], is_markdown: true, text, bare };

fn text<'a>(original: &Original<'a>, builder: &mut ImportBuilder) -> Result<Cow<'a, str>, NotImported> {
    Ok(markdown_of(original.shown, original.bytes, builder)?.into())
}

/// Returns the Markdown of a document, and tells the builder what else it says.
///
/// # Errors
/// Returns why it cannot be read, and what to do.
pub fn markdown_of(shown: &str, bytes: &[u8], builder: &mut ImportBuilder) -> Result<String, Problem> {
    let text = text_of(bytes).map_err(|damage| {
        Problem::new(Code::UnreadableFile, damage.to_string()).at(Place::file(shown)).hint(damage.hint())
    })?;
    tell(&text, builder);
    let markdown = write::markdown(&text);
    builder.attachments = text.images;
    Ok(markdown)
}

/// Reads a document.
fn text_of(bytes: &[u8]) -> Result<Text, Damage> {
    let mut package = Package::open(bytes)?;
    let mut part = |name: &str| -> Result<Option<Element>, Damage> {
        package.bytes(name)?.map(|bytes| read(name, &bytes)).transpose()
    };
    let path = main_part(part("_rels/.rels")?.as_ref());
    let Some(document) = part(&path)? else { return Err(Damage::Broken) };
    let relations = |root: Option<Element>| root.as_ref().map(Relations::read).unwrap_or_default();
    let parts = Parts {
        styles: part("word/styles.xml")?.as_ref().map(Styles::read).unwrap_or_default(),
        numbering: part("word/numbering.xml")?.as_ref().map(Numbering::read).unwrap_or_default(),
        relations: relations(part("word/_rels/document.xml.rels")?),
        footnote_relations: relations(part("word/_rels/footnotes.xml.rels")?),
        endnote_relations: relations(part("word/_rels/endnotes.xml.rels")?),
        footnotes: part("word/footnotes.xml")?,
        endnotes: part("word/endnotes.xml")?,
    };
    let comments = part("word/comments.xml")?;
    let own = part("docProps/custom.xml")?;
    let is_own =
        own.is_some_and(|root| root.elements().any(|own| own.get("name") == Some("ChanceryBriefing")));
    let mut margins = Vec::new();
    for name in ["header", "footer"] {
        for number in 1..=3 {
            if let Some(margin) = part(&format!("word/{name}{number}.xml"))? {
                margins.extend(margin.below("p").iter().map(|line| line.words().trim().to_owned()));
            }
        }
    }
    let mut reader = Reader::new(&parts, is_own);
    reader.read(&document);
    let Reader { mut text, images, .. } = reader;
    for (name, path) in images {
        if let Some(bytes) = package.bytes(&path)? {
            text.images.push((name, bytes));
        }
    }
    let said = |id: &str| {
        let mut found = comments.iter().flat_map(Element::elements).filter(|comment| comment.is("comment"));
        found.find(|comment| comment.get("id") == Some(id)).map(Element::words)
    };
    let hung = std::mem::take(&mut text.told.comments);
    text.told.comments = hung.into_iter().filter_map(|(id, words)| Some((said(&id)?, words))).collect();
    margins.retain(|line| !line.is_empty());
    text.told.margins = margins;
    Ok(text)
}

/// Returns the path of the part that is the text.
fn main_part(relations: Option<&Element>) -> String {
    let listed = relations.into_iter().flat_map(Element::elements);
    let mut found =
        listed.filter(|own| own.get("Type").is_some_and(|kind| kind.ends_with("/officeDocument")));
    let target = found.next().and_then(|relation| relation.get("Target"));
    target.unwrap_or("word/document.xml").trim_start_matches('/').to_owned()
}

/// Tells the builder what a document says besides its text, and what somebody has to look at.
fn tell(text: &Text, builder: &mut ImportBuilder) {
    if let Some(title) = text.title.as_deref().map(clean_title).filter(|title| !title.is_empty()) {
        builder.guess("title", title.clone(), "the style Title", None);
        builder.front_matter.set("title", title);
    }
    if let Some(subtitle) = text.subtitle.as_deref().map(clean_title).filter(|words| !words.is_empty()) {
        builder.guess("summary", subtitle.clone(), "the style Subtitle", None);
        builder.front_matter.set("summary", subtitle);
    }
    if !text.authors.is_empty() {
        builder.guess("authors", text.authors.join(", "), "the style Byline", None);
        builder.front_matter.add("authors", text.authors.clone());
    }
    if let Some(line) = &text.dateline
        && let Some(found) = date_in(line)
    {
        builder.guess("date", found.written.clone(), format!("`{}`", shown_line(line)), None);
        builder.found_date = Some(found);
    }
    restriction::read(text.told.margins.iter().map(String::as_str), 0, builder);
    warn(&text.told, builder);
}

fn warn(told: &Told, builder: &mut ImportBuilder) {
    let mut say = |message: String| builder.warn(message, None);
    if told.inserted > 0 || told.deleted > 0 {
        say(format!(
            "it has tracked changes: {} are taken, and {} are left out; see whether that is meant",
            counted(told.inserted, "insertion"),
            counted(told.deleted, "deletion"),
        ));
    }
    for (comment, words) in &told.comments {
        say(format!("a comment at “{}” is left out: “{}”", shown_line(words), shown_line(comment)));
    }
    if told.equations > 0 {
        say(format!("{} lost their form; only their signs are left", counted(told.equations, "equation")));
    }
    if told.drawings > 0 {
        say(format!("{} are lost; save them as images in Word", counted(told.drawings, "drawing or chart")));
    }
    if !told.images.is_empty() {
        say(format!(
            "images that browsers do not show are left out: {}; save them as PNG in Word",
            told.images.join(", ")
        ));
    }
    if told.has_merged_cells {
        say("a table has merged cells, which Markdown has not: what stood in them stands in the first"
            .to_owned());
    }
    if told.has_nested_tables {
        say("a table stands in another one: its words stand in one cell".to_owned());
    }
}

/// Returns the date in the line that says where a document is from, or else one that the text begins with.
pub fn bare(text: &str, builder: &mut ImportBuilder) -> (Option<FoundDate>, String) {
    match builder.found_date.take() {
        Some(found) => (Some(found), text.to_owned()),
        None => markdown::bare(text, builder),
    }
}

/// Returns the date in a line whose pieces have a dot between them.
fn date_in(line: &str) -> Option<FoundDate> {
    let mut pieces = line.split('·').map(str::trim);
    pieces.find_map(|piece| dates::at_start(piece).filter(|found| found.length == piece.len()))
}
