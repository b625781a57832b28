//! Writes the words of a text into a document: paragraphs, and runs of one look within them.

use std::collections::BTreeMap;

use super::document::Document;
use super::numbering::{INDENT, LEVELS};
use super::parts::Part;
use super::run::{self, Look, Raised};
use crate::export::Export;
use crate::interface::Direction;
use crate::tree::{Align, Body, Cited};
use crate::xml::Markup;

/// How far a quote is set in, in twentieths of a point.
const QUOTE: usize = 567;

/// Writes a text into a document.
pub struct Writer<'a, C> {
    pub document: &'a mut Document,
    pub export: &'a Export<'a>,
    pub body: &'a Body,
    pub context: &'a C,
    /// What the names of bookmarks begin with: those of no other text in the document.
    pub prefix: String,
    /// By how much headings are lower than in the file: its second level is Word's first.
    pub raise: u8,
    /// The numbers of footnotes, by what the marks lead to.
    pub numbers: BTreeMap<(bool, u32), usize>,
    /// The footnotes that are to be written yet.
    pub waiting: Vec<(Cited, usize)>,
    pub place: Place,
    pub look: Depths,
    /// Whether a paragraph is open.
    is_open: bool,
    /// Words that are not written yet, since more of the same look may follow.
    words: Option<(Look, String)>,
    /// The bookmarks of the next paragraph.
    pub bookmarks: Vec<String>,
    /// The links that are open, and whether each is one in the document: of links in each other the outermost is.
    pub links: Vec<bool>,
    /// Whether a mark stands right before what is written next.
    pub follows_mark: bool,
}

/// Where the next paragraph stands.
#[derive(Debug, Default)]
pub struct Place {
    /// Its style, where what it stands in does not decide that.
    pub style: Option<&'static str>,
    /// The lists that are open: the id of each.
    pub lists: Vec<usize>,
    /// Whether it is the first one of an item.
    pub begins_item: bool,
    pub quotes: usize,
    pub alerts: usize,
    pub is_in_note: bool,
    /// In a cell, how its words are set.
    pub cell: Option<Align>,
    /// In a cell, whether it has a paragraph.
    pub cell_has_words: bool,
    /// Of the open table, how many columns it has.
    pub columns: usize,
    /// What the next paragraph of a footnote begins with.
    pub begins_note: bool,
}

/// How often each look is open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Depths {
    pub strong: usize,
    pub emphasis: usize,
    pub strike: usize,
    pub above: usize,
    pub below: usize,
    pub code: usize,
    pub link: usize,
}

impl Depths {
    fn look(self) -> Look {
        Look {
            bold: self.strong > 0,
            italic: self.emphasis > 0,
            strike: self.strike > 0,
            is_code: self.code > 0,
            is_link: self.link > 0,
            raised: match (self.above, self.below) {
                (0, 0) => Raised::No,
                (0, _) => Raised::Below,
                _ => Raised::Above,
            },
        }
    }
}

impl<'a, C> Writer<'a, C> {
    /// Returns a writer of a text.
    pub fn new(
        document: &'a mut Document,
        export: &'a Export<'a>,
        context: &'a C,
        prefix: String,
        raise: u8,
    ) -> Self {
        Self {
            document,
            export,
            body: &export.briefing.body,
            context,
            prefix,
            raise,
            numbers: BTreeMap::new(),
            waiting: Vec::new(),
            place: Place::default(),
            look: Depths::default(),
            is_open: false,
            words: None,
            bookmarks: Vec::new(),
            links: Vec::new(),
            follows_mark: false,
        }
    }

    /// Returns the part that is written.
    pub fn part(&mut self) -> &mut Part {
        if self.place.is_in_note { &mut self.document.notes } else { &mut self.document.text }
    }

    pub fn xml(&mut self) -> &mut Markup {
        &mut self.part().xml
    }

    /// Writes words as they look here.
    pub fn text(&mut self, text: &str) {
        // Between blocks there is white space that is none of the text.
        if text.is_empty() || !self.is_open && text.trim().is_empty() {
            return;
        }
        self.paragraph();
        self.follows_mark = false;
        let look = self.look.look();
        match &mut self.words {
            Some((open, words)) if *open == look => words.push_str(text),
            _ => {
                self.flush();
                self.words = Some((look, text.to_owned()));
            }
        }
    }

    /// Writes words that are waiting for more.
    pub fn flush(&mut self) {
        if let Some((look, words)) = self.words.take() {
            run::write(self.xml(), look, &words);
        }
    }

    /// Opens a paragraph where none is.
    pub fn paragraph(&mut self) {
        if self.is_open {
            return;
        }
        self.is_open = true;
        self.xml().open("w:p", &[]);
        self.properties();
        if std::mem::take(&mut self.place.begins_note) {
            run::styled(self.xml(), "FootnoteReference", |xml| xml.empty("w:footnoteRef", &[]));
            run::write(self.xml(), Look::default(), " ");
        }
        for name in std::mem::take(&mut self.bookmarks) {
            self.bookmark(&name);
        }
        self.place.cell_has_words = true;
    }

    /// Writes a bookmark of one point, and returns nothing of it.
    pub fn bookmark(&mut self, name: &str) {
        let id = self.document.next_bookmark().to_string();
        self.xml().empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        self.xml().empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    fn properties(&mut self) {
        let style = self.style();
        let Place { begins_item, quotes, cell, .. } = self.place;
        self.place.begins_item = false;
        let list = self.place.lists.last().copied().filter(|_| begins_item);
        let depth = self.place.lists.len();
        let level = depth.saturating_sub(1).min(LEVELS - 1);
        let is_right_to_left = Direction::of(self.export.language()) == Direction::Rtl;
        let indent = INDENT * depth.min(LEVELS)
            + if depth > 0 { QUOTE * quotes } else { QUOTE * quotes.saturating_sub(1) };
        let jc = match cell {
            Some(Align::Center) => Some("center"),
            Some(Align::Right) => Some(if is_right_to_left { "left" } else { "right" }),
            Some(Align::Left) => Some(if is_right_to_left { "right" } else { "left" }),
            Some(Align::Unset) | None => None,
        };
        let mut xml = Markup::default();
        if let Some(style) = style {
            xml.empty("w:pStyle", &[("w:val", style)]);
        }
        if let Some(id) = list {
            xml.open("w:numPr", &[]);
            xml.empty("w:ilvl", &[("w:val", &level.to_string())]);
            xml.empty("w:numId", &[("w:val", &id.to_string())]);
            xml.close("w:numPr");
        }
        if is_right_to_left {
            xml.empty("w:bidi", &[]);
        }
        if indent > 0 {
            let (indent, hanging) = (indent.to_string(), INDENT.to_string());
            let mut attributes = vec![("w:left", indent.as_str())];
            attributes.extend(list.map(|_| ("w:hanging", hanging.as_str())));
            xml.empty("w:ind", &attributes);
        }
        if let Some(jc) = jc {
            xml.empty("w:jc", &[("w:val", jc)]);
        }
        let properties = xml.into_text();
        if !properties.is_empty() {
            let xml = self.xml();
            xml.open("w:pPr", &[]);
            xml.piece(&properties);
            xml.close("w:pPr");
        }
    }

    fn style(&self) -> Option<&'static str> {
        /// From how many columns on a table has small words.
        const MANY: usize = 9;
        let place = &self.place;
        match place.style {
            Some(style) => Some(style),
            None if place.is_in_note => Some("FootnoteText"),
            None if place.cell.is_some() && place.columns >= MANY => Some("TableWordsSmall"),
            None if place.cell.is_some() => Some("TableWords"),
            None if place.alerts > 0 => Some("Alert"),
            None if !place.lists.is_empty() => Some("ListParagraph"),
            None if place.quotes > 0 => Some("Quote"),
            None => None,
        }
    }

    /// Ends the open paragraph, if there is one.
    pub fn end(&mut self) {
        self.flush();
        self.follows_mark = false;
        if self.is_open {
            // A link does not go on in the next paragraph.
            if self.links.contains(&true) {
                self.xml().close("w:hyperlink");
                self.look.link = 0;
                self.links.iter_mut().for_each(|link| *link = false);
            }
            self.is_open = false;
            self.xml().close("w:p");
        }
        self.place.style = None;
    }

    /// Takes the white space off the end of the words that are waiting.
    pub fn trim_end(&mut self) {
        if let Some((_, words)) = &mut self.words {
            words.truncate(words.trim_end().len());
        }
    }

    /// Writes what begins a new sheet.
    pub fn page_break(&mut self) {
        self.end();
        let xml = self.xml();
        xml.open("w:p", &[]);
        xml.open("w:r", &[]);
        xml.empty("w:br", &[("w:type", "page")]);
        xml.close("w:r");
        xml.close("w:p");
    }

    /// Writes a paragraph in this style.
    pub fn line(&mut self, style: &'static str, words: &str) {
        self.end();
        self.place.style = Some(style);
        self.text(words);
        self.end();
    }
}
