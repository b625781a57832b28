//! Plain words: paragraphs of at most 72 characters a line, lists with hyphens, notes with their numbers.

use std::fmt::Write;

use super::format::{Format, Writer as FormatWriter};
use super::outgoing::{Export, source_line};
use super::paper::Paper;
use crate::content::{Body, Destination};
use crate::tree::{BodyContext, Cited, Kind, Link, Node, Step};

/// Plain words, UTF-8.
pub const TEXT: Format = Format { ending: "txt", about: "Plain words", writer: FormatWriter::Text(write) };

/// Returns a text as plain words.
fn write(export: &Export) -> String {
    let briefing = export.briefing;
    let mut paper = Paper::default();
    paper.paragraph(&briefing.title.to_uppercase());
    let mut meta = vec![export.edition.site.config.title.clone(), briefing.date.date().to_string()];
    if let Some((number, _)) = export.version {
        meta.push(
            export.edition.theme.interface.say_with("record.version", &[("number", &number.to_string())]),
        );
    }
    meta.extend(briefing.authors.iter().cloned());
    paper.paragraph(&meta.join(" · "));
    if let Some(url) = &export.url {
        paper.paragraph(url);
    }
    if let Some(summary) = &briefing.summary {
        paper.paragraph(summary);
    }
    let context = export.edition.context_elsewhere(export.entity());
    let mut writer = Writer::new(&briefing.body, &context, paper);
    let mut walk = briefing.body.walk_all();
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(index) => {
                let node = &briefing.body.nodes()[index];
                if matches!(node.kind, Kind::RawParagraph | Kind::Hidden) {
                    walk.pass_over();
                } else {
                    writer.enter(node);
                }
            }
            Step::Leave(index) => writer.leave(briefing.body.nodes()[index].kind),
        }
    }
    writer.end();
    let mut paper = writer.paper;
    if !briefing.sources.is_empty() {
        paper.paragraph(&export.edition.say("briefing.sources").to_uppercase());
        for (place, source) in briefing.sources.iter().enumerate() {
            paper.hanging(&format!("[{}] ", place + 1), &source_line(source));
        }
    }
    paper.finish(export.banner().as_deref())
}

/// The text while it is written.
struct Writer<'a, C> {
    body: &'a Body,
    context: &'a C,
    paper: Paper,
    open: String,
    /// The lists that are open: the next number of each, none for one with bullets.
    lists: Vec<Option<u32>>,
    /// What the next paragraph begins with.
    mark: String,
    quotes: usize,
}

impl<'a, C: BodyContext> Writer<'a, C> {
    fn new(body: &'a Body, context: &'a C, paper: Paper) -> Self {
        Self { body, context, paper, open: String::new(), lists: Vec::new(), mark: String::new(), quotes: 0 }
    }

    fn enter(&mut self, node: &Node) {
        match node.kind {
            // Plain words are as they were typed.
            Kind::Text | Kind::Smart(_) => self.open.push_str(self.body.source_of(node)),
            Kind::Replaced(text) | Kind::Code(text) => self.open.push_str(self.body.string(text)),
            Kind::SoftBreak => self.open.push(' '),
            Kind::HardBreak => self.open.push('\n'),
            Kind::Mark(mark) => {
                let label = self.body.mark(mark).map(|mark| label(mark.to)).unwrap_or_default();
                self.open.push_str(&label);
            }
            Kind::Rule => self.paper.paragraph("* * *"),
            Kind::Task(is_done) => self.open.push_str(if is_done { "[x] " } else { "[ ] " }),
            Kind::OrderedList(first) => self.start_list(Some(first)),
            Kind::List => self.start_list(None),
            Kind::Item => self.start_item(),
            Kind::Quote | Kind::Alert(_) => {
                self.end();
                self.quotes += 1;
            }
            Kind::Note(note) => {
                self.end();
                self.mark = format!("{} ", label(Cited::Note(note)));
            }
            Kind::Cell { .. } if !self.open.is_empty() => self.open.push_str(" | "),
            Kind::Paragraph
            | Kind::Heading(_)
            | Kind::CodeBlock(_)
            | Kind::TableHead
            | Kind::TableRow
            | Kind::Term => self.end(),
            Kind::Definition => {
                self.end();
                "    ".clone_into(&mut self.mark);
            }
            _ => {}
        }
    }

    fn start_list(&mut self, first: Option<u32>) {
        self.end();
        self.lists.push(first);
    }

    fn start_item(&mut self) {
        self.end();
        let depth = "  ".repeat(self.lists.len().saturating_sub(1));
        self.mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{depth}{number}. ");
                *number = number.saturating_add(1);
                mark
            }
            _ => format!("{depth}- "),
        };
    }

    fn leave(&mut self, kind: Kind) {
        match kind {
            Kind::Link(link) => {
                // A link whose words are its address needs it once.
                if let Some(url) = self.body.link(link).and_then(|link| self.url(link))
                    && !self.open.ends_with(url.trim_start_matches("mailto:"))
                {
                    let _ = write!(self.open, " <{url}>");
                }
            }
            Kind::CodeBlock(_) => {
                let code = std::mem::take(&mut self.open);
                self.paper.as_is(&code);
            }
            Kind::Heading(_) => {
                self.open = self.open.to_uppercase();
                self.end();
            }
            Kind::Quote | Kind::Alert(_) => {
                self.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            Kind::OrderedList(_) | Kind::List => {
                self.end();
                self.lists.pop();
            }
            Kind::Paragraph
            | Kind::Item
            | Kind::TableHead
            | Kind::TableRow
            | Kind::Note(_)
            | Kind::Term
            | Kind::Definition => self.end(),
            _ => {}
        }
    }

    /// Returns the address that a link leads to for readers elsewhere; none on the same page.
    fn url(&self, link: &Link) -> Option<String> {
        match &link.destination {
            Destination::Address(url) => Some(url.clone()),
            Destination::Inside(target) => self.context.url(target),
            Destination::Here(_) | Destination::Scheme(_) | Destination::Nowhere => None,
        }
    }

    /// Ends the open paragraph.
    fn end(&mut self) {
        let text = std::mem::take(&mut self.open);
        if text.trim().is_empty() {
            return;
        }
        let mark = std::mem::take(&mut self.mark);
        self.paper.hanging(&format!("{}{mark}", "> ".repeat(self.quotes)), &text);
    }
}

/// Returns the mark of a note: the number of its source, or that of a footnote.
fn label(cited: Cited) -> String {
    match cited {
        Cited::Source(index) => format!("[{}]", index + 1),
        Cited::Note(index) => format!("[n{}]", index + 1),
    }
}
