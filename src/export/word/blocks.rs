//! The blocks of a text: headings, lists, quotes, tables.

use super::numbering::{LEVELS, Numbering};
use super::run;
use super::writer::Writer;
use crate::tree::{Align, BodyContext, Cited, Element, Kind, Step};
use crate::xml::Markup;

/// How wide the words stand on the sheet, in twentieths of a point: A4 less its margins.
pub const TEXT_WIDTH: usize = 9_356;

/// The styles of headings, from the highest.
const HEADINGS: [&str; 6] = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"];

impl<C: BodyContext> Writer<'_, C> {
    /// Writes the text, and the footnotes that its marks lead to.
    pub fn body(&mut self) {
        let mut number = 0;
        for block in self.body.blocks() {
            number += 1;
            // Word hides bookmarks that begin like this.
            let name = format!("_{}Block{number}", self.prefix);
            self.bookmarks.push(name);
            self.nodes(self.body.walk(block));
            self.end();
            // A block without words has no paragraph that could have its name.
            self.bookmarks.clear();
        }
        self.footnotes();
    }

    /// Writes the footnotes that are waiting.
    pub fn footnotes(&mut self) {
        let mut at = 0;
        while let Some((cited, number)) = self.waiting.get(at).copied() {
            at += 1;
            self.place.is_in_note = true;
            self.xml().open("w:footnote", &[("w:id", &number.to_string())]);
            self.place.begins_note = true;
            match cited {
                Cited::Source(source) => {
                    let name = format!("_{}Source{}", self.prefix, source + 1);
                    self.bookmarks.push(name);
                    self.source(source as usize);
                }
                Cited::Note(note) => {
                    let node = self.body.notes().nth(note as usize).and_then(|(_, node)| node);
                    if let Some(node) = node {
                        self.nodes(self.body.walk_inside(node));
                    }
                }
            }
            if self.place.begins_note {
                // An empty note is a note all the same.
                self.paragraph();
            }
            self.end();
            self.xml().close("w:footnote");
            self.place.is_in_note = false;
        }
        self.waiting.clear();
    }

    fn nodes(&mut self, mut walk: crate::tree::Walk) {
        while let Some(step) = walk.next() {
            match step {
                Step::Enter(index) => {
                    if !self.enter(index) {
                        walk.pass_over();
                    }
                }
                Step::Leave(index) => self.leave(self.body.nodes()[index].kind),
            }
        }
    }

    /// Returns whether what stands inside is written.
    fn enter(&mut self, index: usize) -> bool {
        let node = &self.body.nodes()[index];
        match node.kind {
            Kind::Paragraph | Kind::RawParagraph | Kind::DefinitionList => self.end(),
            Kind::Heading(heading) => self.heading(heading),
            Kind::Quote => {
                self.end();
                self.place.quotes += 1;
            }
            Kind::Alert(alert) => {
                self.end();
                self.place.alerts += 1;
                let title = self.context.word(alert.into());
                self.line("AlertTitle", &title);
            }
            Kind::CodeBlock(_) => {
                self.end();
                self.place.style = Some("Code");
            }
            Kind::OrderedList(first) => {
                let level = self.place.lists.len().min(LEVELS - 1);
                let id = self.document.numbering.add(level, first);
                self.list(id);
            }
            Kind::List => self.list(Numbering::bullets()),
            Kind::Item => {
                self.end();
                self.place.begins_item = true;
            }
            Kind::Note(_) | Kind::Hidden => return false,
            Kind::Term => {
                self.end();
                self.place.style = Some("Term");
            }
            Kind::Definition => {
                self.end();
                self.place.style = Some("Definition");
            }
            Kind::Table => self.table(index),
            Kind::TableHead => self.row(true),
            Kind::TableRow => self.row(false),
            Kind::Cell { align, .. } => self.cell(align),
            Kind::Emphasis => self.look.emphasis += 1,
            Kind::Strong => self.look.strong += 1,
            Kind::Strikethrough => self.look.strike += 1,
            Kind::Superscript => self.look.above += 1,
            Kind::Subscript => self.look.below += 1,
            Kind::Link(link) => self.open_link(link),
            Kind::Image(link) => {
                self.image(index, link);
                return false;
            }
            Kind::Element(element) => {
                if let Some(element) = self.body.element(element) {
                    self.element(element, true);
                }
            }
            Kind::Text => self.text(self.body.source_of(node)),
            Kind::Smart(character) => self.text(character.encode_utf8(&mut [0; 4])),
            Kind::Replaced(text) | Kind::RawText(text) => self.text(self.body.string(text)),
            Kind::Code(code) => {
                self.look.code += 1;
                self.text(self.body.string(code));
                self.look.code -= 1;
            }
            Kind::SoftBreak => self.text(" "),
            Kind::HardBreak => self.text("\n"),
            Kind::Rule => self.rule(),
            Kind::Mark(mark) => self.mark(mark),
            Kind::Task(is_done) => self.text(if is_done { "☑ " } else { "☐ " }),
            Kind::Raw { .. } => {}
        }
        true
    }

    fn leave(&mut self, kind: Kind) {
        match kind {
            Kind::Quote => {
                self.end();
                self.place.quotes = self.place.quotes.saturating_sub(1);
            }
            Kind::Alert(_) => {
                self.end();
                self.place.alerts = self.place.alerts.saturating_sub(1);
            }
            Kind::CodeBlock(_) => self.end_code(),
            Kind::OrderedList(_) | Kind::List => {
                self.end();
                self.place.lists.pop();
                self.place.begins_item = false;
            }
            Kind::Item => {
                if self.place.begins_item {
                    // An item without words has its number all the same.
                    self.paragraph();
                }
                self.end();
            }
            Kind::Table => {
                self.xml().close("w:tbl");
                self.place.columns = 0;
                // Word makes one table of two without a paragraph between them.
                self.line("TableEnd", " ");
            }
            Kind::TableHead | Kind::TableRow => self.xml().close("w:tr"),
            Kind::Cell { .. } => self.end_cell(),
            Kind::Emphasis => self.look.emphasis -= 1,
            Kind::Strong => self.look.strong -= 1,
            Kind::Strikethrough => self.look.strike -= 1,
            Kind::Superscript => self.look.above -= 1,
            Kind::Subscript => self.look.below -= 1,
            Kind::Link(_) => self.close_link(),
            Kind::Element(element) => {
                if let Some(element) = self.body.element(element) {
                    self.element(element, false);
                }
            }
            Kind::Paragraph
            | Kind::RawParagraph
            | Kind::Heading(_)
            | Kind::Term
            | Kind::Definition
            | Kind::DefinitionList => self.end(),
            Kind::Note(_)
            | Kind::Hidden
            | Kind::Image(_)
            | Kind::Text
            | Kind::Smart(_)
            | Kind::Replaced(_)
            | Kind::RawText(_)
            | Kind::Code(_)
            | Kind::SoftBreak
            | Kind::HardBreak
            | Kind::Rule
            | Kind::Mark(_)
            | Kind::Task(_)
            | Kind::Raw { .. } => {}
        }
    }

    fn heading(&mut self, index: u32) {
        self.end();
        let Some(heading) = self.body.heading(index) else { return };
        let level = usize::from(heading.level.saturating_sub(self.raise)).clamp(1, HEADINGS.len());
        self.place.style = Some(HEADINGS[level - 1]);
        self.bookmarks.push(self.heading_bookmark(index));
    }

    /// Returns the name of the bookmark of a heading.
    pub fn heading_bookmark(&self, index: u32) -> String {
        format!("_{}Heading{}", self.prefix, index + 1)
    }

    fn list(&mut self, id: usize) {
        if self.place.begins_item {
            // An item that begins with a list has its own number before it.
            self.paragraph();
        }
        self.end();
        self.place.lists.push(id);
    }

    fn end_code(&mut self) {
        self.trim_end();
        self.end();
    }

    fn rule(&mut self) {
        self.end();
        self.place.style = Some("Rule");
        self.paragraph();
        self.end();
    }

    fn table(&mut self, index: usize) {
        self.end();
        let mut walk = self.body.walk_inside(index);
        let mut columns = 0;
        for step in walk.by_ref() {
            match step {
                Step::Enter(node) if matches!(self.body.nodes()[node].kind, Kind::Cell { .. }) => {
                    columns += 1;
                }
                Step::Leave(node) if self.body.nodes()[node].kind == Kind::TableHead => break,
                Step::Enter(_) | Step::Leave(_) => {}
            }
        }
        self.place.columns = columns;
        let is_right_to_left = self.is_right_to_left();
        let width = (TEXT_WIDTH / columns.max(1)).to_string();
        let xml = self.xml();
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        xml.empty("w:tblStyle", &[("w:val", "BriefingTable")]);
        if is_right_to_left {
            xml.empty("w:bidiVisual", &[]);
        }
        xml.empty("w:tblW", &[("w:w", "5000"), ("w:type", "pct")]);
        xml.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1")]);
        xml.close("w:tblPr");
        xml.open("w:tblGrid", &[]);
        for _ in 0..columns {
            xml.empty("w:gridCol", &[("w:w", &width)]);
        }
        xml.close("w:tblGrid");
    }

    fn row(&mut self, is_head: bool) {
        let xml = self.xml();
        xml.open("w:tr", &[]);
        xml.open("w:trPr", &[]);
        xml.empty("w:cantSplit", &[]);
        if is_head {
            xml.empty("w:tblHeader", &[]);
        }
        xml.close("w:trPr");
    }

    fn cell(&mut self, align: Align) {
        let width = (TEXT_WIDTH / self.place.columns.max(1)).to_string();
        let xml = self.xml();
        xml.open("w:tc", &[]);
        xml.open("w:tcPr", &[]);
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", "dxa")]);
        xml.close("w:tcPr");
        self.place.cell = Some(align);
        self.place.cell_has_words = false;
    }

    fn end_cell(&mut self) {
        if !self.place.cell_has_words {
            self.paragraph();
        }
        self.end();
        self.place.cell = None;
        self.xml().close("w:tc");
    }

    /// Takes an element of raw HTML for what it is to readers.
    fn element(&mut self, element: &Element, begins: bool) {
        let count = match &*element.name {
            "b" | "strong" => &mut self.look.strong,
            "i" | "em" | "cite" | "dfn" | "var" => &mut self.look.emphasis,
            "s" | "del" | "strike" => &mut self.look.strike,
            "sup" => &mut self.look.above,
            "sub" => &mut self.look.below,
            "code" | "kbd" | "samp" | "tt" => &mut self.look.code,
            "br" => {
                if begins {
                    self.text("\n");
                }
                return;
            }
            "a" => return self.raw_link(element, begins),
            _ if element.parts_words() => return self.end(),
            _ => return,
        };
        *count = if begins { *count + 1 } else { count.saturating_sub(1) };
    }
}

/// Writes the footnotes that Word parts from the text with: a line, and a line where they go on.
pub fn separators(xml: &mut Markup) {
    for (id, kind, element) in
        [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")]
    {
        xml.open("w:footnote", &[("w:type", kind), ("w:id", id)]);
        xml.open("w:p", &[]);
        xml.open("w:r", &[]);
        xml.empty(element, &[]);
        xml.close("w:r");
        xml.close("w:p");
        xml.close("w:footnote");
    }
}

/// Writes a mark of a footnote.
pub fn reference(xml: &mut Markup, number: usize) {
    run::styled(xml, "FootnoteReference", |xml| {
        xml.empty("w:footnoteReference", &[("w:id", &number.to_string())]);
    });
}
