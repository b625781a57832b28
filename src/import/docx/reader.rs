//! Reads the blocks of a document, with the words in them.

use std::collections::{HashMap, HashSet};

use super::element::{Element, Vocabulary, chosen};
use super::field::Field;
use super::numbering::Numbering;
use super::relations::Relations;
use super::styles::{Role, Styles, numbering_of, outline_level};
use super::text::{Block, Kind, Text};
use super::words::{Span, markdown, plain};
use crate::text::one_line;

/// What a document has besides its text.
#[derive(Default)]
pub struct Parts {
    pub styles: Styles,
    pub numbering: Numbering,
    /// What the text leads to, and what its footnotes and endnotes lead to.
    pub relations: Relations,
    pub footnote_relations: Relations,
    pub endnote_relations: Relations,
    pub footnotes: Option<Element>,
    pub endnotes: Option<Element>,
}

/// Where a note stands: in which part, and by which id.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NoteId {
    pub is_endnote: bool,
    pub id: String,
}

/// Reads a document.
pub struct Reader<'a> {
    pub parts: &'a Parts,
    pub relations: &'a Relations,
    pub text: Text,
    /// The paths of images in the archive, by the names that they get.
    pub images: Vec<(String, String)>,
    pub notes: Vec<NoteId>,
    /// The notes that bookmarks lead to.
    pub bookmarks: HashMap<String, usize>,
    /// The bookmarks that are open, by their ids.
    pub open_bookmarks: HashMap<String, String>,
    /// The fields that are open.
    pub fields: Vec<Field>,
    /// The words that comments hang on, of those that are open.
    pub comments: HashMap<String, String>,
    /// Whether what follows is of the program, not of the writers.
    pub is_over: bool,
    /// Whether Chancery made the document.
    pub is_own: bool,
    pub is_in_table: bool,
    /// Whether it is the first row of a table.
    pub is_in_head: bool,
    /// The lists that were met.
    pub lists: HashSet<String>,
    /// How often a level of what several lists have in common began anew.
    pub restarts: HashMap<(String, usize), usize>,
    /// The bookmarks since the last words: LibreOffice ends them before the mark that they are of.
    pub fresh_bookmarks: Vec<String>,
    /// The number of the block that begins.
    pub number: Option<usize>,
}

/// The words of a paragraph while they are read.
#[derive(Default)]
pub struct Line {
    pub spans: Vec<Span>,
    /// The address that the words lead to which are read.
    pub link: Option<String>,
}

impl<'a> Reader<'a> {
    /// Returns a reader of a document with these parts.
    pub fn new(parts: &'a Parts, is_own: bool) -> Self {
        Self {
            parts,
            relations: &parts.relations,
            text: Text::default(),
            images: Vec::new(),
            notes: Vec::new(),
            bookmarks: HashMap::new(),
            open_bookmarks: HashMap::new(),
            fields: Vec::new(),
            comments: HashMap::new(),
            is_over: false,
            is_own,
            is_in_table: false,
            is_in_head: false,
            lists: HashSet::new(),
            restarts: HashMap::new(),
            fresh_bookmarks: Vec::new(),
            number: None,
        }
    }

    /// Reads the text, and the notes that it has marks of.
    pub fn read(&mut self, document: &Element) {
        let body = document.child("body").unwrap_or(document);
        let mut blocks = Vec::new();
        self.blocks(body, &mut blocks);
        self.text.blocks = blocks;
        self.is_over = false;
        let mut at = 0;
        while let Some(note) = self.notes.get(at).cloned() {
            at += 1;
            let words = self.note(&note);
            self.text.notes.push(words);
        }
    }

    fn note(&mut self, note: &NoteId) -> Vec<Block> {
        let (part, name, relations) = if note.is_endnote {
            (&self.parts.endnotes, "endnote", &self.parts.endnote_relations)
        } else {
            (&self.parts.footnotes, "footnote", &self.parts.footnote_relations)
        };
        let found = part.iter().flat_map(Element::elements);
        let found =
            found.filter(|element| element.is(name)).find(|element| element.get("id") == Some(&note.id));
        let mut blocks = Vec::new();
        if let Some(found) = found {
            self.relations = relations;
            self.blocks(found, &mut blocks);
            self.relations = &self.parts.relations;
        }
        blocks
    }

    /// Reads the blocks in an element.
    pub fn blocks(&mut self, within: &Element, blocks: &mut Vec<Block>) {
        for element in within.elements() {
            match (element.vocabulary, element.name.as_str()) {
                (Vocabulary::Word, "p") => self.paragraph(element, blocks),
                (Vocabulary::Word, "tbl") => self.table(element, blocks),
                // What holds blocks and is none itself: controls, and what was put in.
                (Vocabulary::Word, "sdt" | "sdtContent" | "smartTag" | "customXml" | "ins" | "moveTo") => {
                    self.blocks(element, blocks);
                }
                (Vocabulary::Word, "del" | "moveFrom") => self.text.told.deleted += 1,
                (Vocabulary::Word, "bookmarkStart") => self.bookmark(element),
                (Vocabulary::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(element) {
                        self.blocks(chosen, blocks);
                    }
                }
                _ => {}
            }
        }
    }

    pub fn bookmark(&mut self, element: &Element) {
        let (Some(id), Some(name)) = (element.get("id"), element.get("name")) else { return };
        self.open_bookmarks.insert(id.to_owned(), name.to_owned());
        self.fresh_bookmarks.push(name.to_owned());
        if self.is_own && name == "_End" {
            self.is_over = true;
        }
        if let Some(number) = name.strip_prefix("_Block").and_then(|number| number.parse().ok()) {
            self.number = Some(number);
        }
    }

    fn paragraph(&mut self, paragraph: &Element, blocks: &mut Vec<Block>) {
        let mut line = Line::default();
        let mut boxes = Vec::new();
        self.inline(paragraph, &mut line, &mut boxes);
        if self.is_over {
            return;
        }
        let properties = paragraph.child("pPr");
        let value = |name: &str| properties.and_then(|properties| properties.child(name)?.val());
        let style = value("pStyle").unwrap_or_default();
        let own_level = properties.and_then(outline_level).map(Role::Heading);
        let role = match self.parts.styles.role(style) {
            Role::Text => own_level.unwrap_or_default(),
            role => role,
        };
        let indent = properties.and_then(|properties| {
            let indent = properties.child("ind")?;
            indent.get("left").or_else(|| indent.get("start"))?.parse().ok()
        });
        let kind = self.kind(role, properties, style);
        if matches!(kind, Kind::Heading(_)) || self.is_in_head {
            // It is set in bold as a whole, which it is anyway.
            line.spans.iter_mut().for_each(|span| span.look.strong = false);
        }
        let words = if kind == Kind::Code { plain(&line.spans) } else { markdown(&line.spans) };
        let words = if kind == Kind::Code { words } else { words.trim().to_owned() };
        self.take(role, kind, words, &line, indent.unwrap_or_default(), blocks);
        blocks.extend(boxes);
    }

    /// Returns what a paragraph is.
    fn kind(&mut self, role: Role, properties: Option<&Element>, style: &str) -> Kind {
        let numbered = properties.and_then(|properties| properties.child("numPr")).map(numbering_of);
        let of_style = self.parts.styles.numbering(style);
        let (list, level) = match (&numbered, of_style) {
            (Some((Some(list), level)), _) => (Some(list.as_str()), *level),
            (Some((None, level)), Some((list, _))) => (list, *level),
            (_, Some((list, level))) => (list, level),
            _ => (None, 0),
        };
        let item = list.and_then(|list| self.item(list, level));
        match (role, item) {
            // A heading with a number is a heading.
            (Role::Heading(level), _) => Kind::Heading(level),
            (_, Some(item)) => item,
            (Role::Quote, _) => Kind::Quote,
            (Role::Code, _) => Kind::Code,
            (Role::Rule, _) => Kind::Rule,
            (Role::Term, _) => Kind::Term,
            (Role::Definition, _) => Kind::Definition,
            (Role::Alert { is_title }, _) => Kind::Alert { is_title },
            _ => Kind::Paragraph,
        }
    }

    /// Returns the item that a paragraph is of a list.
    fn item(&mut self, list: &str, level: usize) -> Option<Kind> {
        let (base, mark, restarts) = self.parts.numbering.list(list, level)?;
        if self.lists.insert(list.to_owned()) {
            for level in restarts {
                *self.restarts.entry((base.to_owned(), *level)).or_default() += 1;
            }
        }
        let times = self.restarts.get(&(base.to_owned(), level)).copied().unwrap_or_default();
        Some(Kind::Item { list: format!("{base}.{times}"), level, mark })
    }

    /// Takes a paragraph for what its style says it is.
    fn take(
        &mut self,
        role: Role,
        kind: Kind,
        words: String,
        line: &Line,
        indent: u32,
        blocks: &mut Vec<Block>,
    ) {
        let is_empty = words.trim().is_empty();
        let number = if self.is_in_table { None } else { self.number.take() };
        let said = || one_line(&plain(&line.spans));
        match role {
            Role::Title if self.text.title.is_none() && !is_empty => self.text.title = Some(said()),
            Role::Subtitle if self.text.subtitle.is_none() && !is_empty => self.text.subtitle = Some(said()),
            Role::Dateline if blocks.is_empty() => {
                self.text.dateline.get_or_insert_with(said);
            }
            Role::Byline if self.is_own => {
                self.text.authors.extend(said().split(", ").map(str::to_owned));
            }
            Role::Aside if self.is_own => {}
            Role::Contents => {}
            _ if kind == Kind::Rule => blocks.push(Block { kind, words: String::new(), indent: 0, number }),
            Role::Code => self.code(words, indent, number, blocks),
            Role::Caption if !is_empty && is_image(blocks.last()) => {
                if let Some(image) = blocks.last_mut() {
                    caption(&mut image.words, &said());
                }
            }
            _ if is_empty => {}
            _ => blocks.push(Block { kind, words, indent, number }),
        }
    }

    /// Adds lines of code: those that follow each other are one block.
    fn code(&mut self, words: String, indent: u32, number: Option<usize>, blocks: &mut Vec<Block>) {
        match blocks.last_mut() {
            Some(last) if last.kind == Kind::Code && !self.is_own => {
                last.words.push('\n');
                last.words.push_str(&words);
            }
            _ => blocks.push(Block { kind: Kind::Code, words, indent, number }),
        }
    }
}

/// Returns whether a block is an image and nothing else.
fn is_image(block: Option<&Block>) -> bool {
    block.is_some_and(|block| {
        let words = &block.words;
        block.kind == Kind::Paragraph
            && words.starts_with("![")
            && words.ends_with(')')
            && words.matches("](").count() == 1
    })
}

/// Gives an image the title that stands below it.
fn caption(image: &mut String, title: &str) {
    image.pop();
    image.push_str(&format!(" \"{}\")", title.replace('\\', "\\\\").replace('"', "\\\"")));
}
