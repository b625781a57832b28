//! A text as plain words, in lines: a paragraph, an item, a row of a table each.

use super::body::{Body, label};
use super::node::{Element, Kind, Note};
use super::walk::{Step, Walk};
use crate::text::one_line;

/// What stands in plain words for the marks of sources and footnotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// Nothing.
    Left,
    /// What readers see: `[1]` for the first source, `a` for the first footnote.
    Shown,
}

/// Returns the words of a text, with its footnotes at the end.
pub fn of(body: &Body, marks: Marks) -> String {
    let mut writer = Writer::new(body, marks, String::with_capacity(body.source().len()));
    writer.nodes(body.walk_all());
    for (index, (note, node)) in body.notes().enumerate() {
        writer.gap("\n");
        if marks == Marks::Shown {
            writer.ways_back(note, index);
        }
        if let Some(node) = node {
            writer.nodes(body.walk_inside(node));
        }
    }
    writer.out
}

/// Returns the words of a footnote, in one line.
pub fn note(body: &Body, index: usize) -> String {
    let Some(node) = body.notes().nth(index).and_then(|(_, node)| node) else { return String::new() };
    let mut writer = Writer::new(body, Marks::Shown, String::new());
    writer.nodes(body.walk_inside(node));
    one_line(&writer.out)
}

/// Returns the text that stands for an image.
pub fn alt(body: &Body, node: usize) -> String {
    let mut alt = String::new();
    for step in body.walk_inside(node) {
        let Step::Enter(index) = step else { continue };
        match body.nodes()[index].kind {
            Kind::SoftBreak | Kind::HardBreak => alt.push(' '),
            _ => push_text(body, index, &mut alt),
        }
    }
    alt
}

/// Writes the text of a node that is text.
fn push_text(body: &Body, index: usize, out: &mut String) {
    let node = &body.nodes()[index];
    match node.kind {
        Kind::Text => out.push_str(body.source_of(node)),
        Kind::Smart(character) => out.push(character),
        Kind::Replaced(text) | Kind::RawText(text) | Kind::Code(text) => out.push_str(body.string(text)),
        _ => {}
    }
}

struct Writer<'a> {
    body: &'a Body,
    marks: Marks,
    out: String,
    /// What stands before the next words.
    gap: &'static str,
}

impl<'a> Writer<'a> {
    fn new(body: &'a Body, marks: Marks, out: String) -> Self {
        Self { body, marks, out, gap: "" }
    }

    fn nodes(&mut self, mut walk: Walk) {
        while let Some(step) = walk.next() {
            let (Step::Enter(index) | Step::Leave(index)) = step;
            let kind = self.body.nodes()[index].kind;
            match kind {
                Kind::Note(_) | Kind::Hidden => walk.pass_over(),
                Kind::SoftBreak => self.gap(" "),
                Kind::HardBreak => self.gap("\n"),
                Kind::Cell { .. } => self.gap("\t"),
                Kind::Mark(mark) => {
                    if let Some(mark) = self.body.mark(mark).filter(|_| self.marks == Marks::Shown) {
                        self.push(&self.body.label(mark.to));
                    }
                }
                Kind::Task(is_done) => {
                    self.push(if is_done { "☑" } else { "☐" });
                    self.gap(" ");
                }
                kind if self.parts_words(kind) => self.gap("\n"),
                _ if matches!(step, Step::Enter(_)) => self.text(index),
                _ => {}
            }
        }
    }

    fn parts_words(&self, kind: Kind) -> bool {
        match kind {
            Kind::Element(element) => self.body.element(element).is_some_and(Element::parts_words),
            kind => !kind.is_inline(),
        }
    }

    fn text(&mut self, index: usize) {
        let before = self.out.len();
        let gap = std::mem::take(&mut self.gap);
        if before > 0 {
            self.out.push_str(gap);
        }
        let start = self.out.len();
        push_text(self.body, index, &mut self.out);
        if self.out.len() == start {
            // It was no text.
            self.out.truncate(before);
            self.gap = gap;
        }
    }

    fn push(&mut self, text: &str) {
        let gap = std::mem::take(&mut self.gap);
        if !self.out.is_empty() {
            self.out.push_str(gap);
        }
        self.out.push_str(text);
    }

    /// Parts the words before from those after; the wider gap counts.
    fn gap(&mut self, gap: &'static str) {
        let width = |gap: &str| ["", " ", "\t", "\n"].iter().position(|known| *known == gap);
        if width(gap) > width(self.gap) {
            self.gap = gap;
        }
    }

    fn ways_back(&mut self, note: &Note, index: usize) {
        for mark in 1..=note.marks {
            let text = if mark == 1 { label(super::node::number(index)) } else { mark.to_string() };
            self.push(&text);
            self.gap(" ");
        }
    }
}
