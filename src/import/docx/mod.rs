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
pub use self::text::{Block, Kind, Text};
pub use self::write::blocks as markdown_of_blocks;
use super::builder::ImportBuilder;
use super::dates::{self, FoundDate};
use super::format::Format;
use super::report::shown_line;
use super::{NotImported, Original, markdown, restriction};
use crate::problem::{Code, Place, Problem};
use crate::text::clean_title;

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
    let (text, _) = parts_of(bytes).map_err(|damage| problem(shown, &damage))?;
    tell(&text, builder);
    let markdown = write::markdown(&text);
    builder.attachments = text.images;
    Ok(markdown)
}

/// A document that came back from Word, with what it says of the text that it was exported from.
pub struct Returned {
    /// What it says.
    pub text: Text,
    /// The number of the version.
    pub version: Option<usize>,
    /// The id of the contents of the file in git.
    pub blob: Option<String>,
}

/// Reads a document that came back.
///
/// # Errors
/// Returns why it cannot be read, and what to do.
pub fn returned(shown: &str, bytes: &[u8]) -> Result<Returned, Problem> {
    let (text, own) = parts_of(bytes).map_err(|damage| problem(shown, &damage))?;
    let said = |name: &str| own.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
    Ok(Returned {
        text,
        version: said("ChanceryVersion").and_then(|version| version.parse().ok()),
        blob: said("ChanceryBlob"),
    })
}

fn problem(shown: &str, damage: &Damage) -> Problem {
    Problem::new(Code::UnreadableFile, damage.to_string()).at(Place::file(shown)).hint(damage.hint())
}

/// Reads a document, and its properties of its own.
fn parts_of(bytes: &[u8]) -> Result<(Text, Vec<(String, String)>), Damage> {
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
    let own = own.iter().flat_map(Element::elements);
    let own: Vec<(String, String)> =
        own.filter_map(|own| Some((own.get("name")?.to_owned(), own.words()))).collect();
    let is_own = own.iter().any(|(name, _)| name == "ChanceryBriefing");
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
    Ok((text, own))
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
    for warning in text.told.warnings() {
        builder.warn(warning, None);
    }
    for (comment, words) in &text.told.comments {
        builder.warn(
            format!("a comment at “{}” is left out: “{}”", shown_line(words), shown_line(comment)),
            None,
        );
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
