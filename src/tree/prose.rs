//! A text as its writer sees it: its words, headings, images, links, notes and comments, each with its
//! place in the file.
//!
//! A page needs none of this; `chancery check` does.

use std::collections::HashSet;
use std::ops::Range;

use super::body::Body;
use super::destination::Destination;
use super::node::{Kind, LinkKind, Node};
use super::walk::Step;

/// What a text is made of. All places are bytes of the file.
#[derive(Debug, Default)]
pub struct Prose {
    /// The words, a paragraph, heading, list item or row of a table each.
    pub passages: Vec<Passage>,
    /// The headings: their levels, from 2 to 6 as on the page, and places.
    pub headings: Vec<(u8, Range<usize>)>,
    /// The images.
    pub pictures: Vec<Picture>,
    /// The links out of the site: address and place.
    pub addresses: Vec<(String, Range<usize>)>,
    /// The footnotes that are defined: name and place.
    pub notes: Vec<(String, Range<usize>)>,
    /// The names that are cited.
    pub cited: HashSet<String>,
    /// The marks that cite something, in the order of the text.
    pub citations: Vec<Citation>,
    /// The comments.
    pub comments: Vec<Comment>,
}

/// Words that belong together.
#[derive(Debug, Default)]
pub struct Passage {
    /// The words, without markup.
    pub text: String,
    /// Whether they are somebody else's: a block quote.
    pub is_quote: bool,
    /// The place among all passages of the heading above, or of the passage itself where it is one.
    pub heading: Option<usize>,
    /// Where each piece of `text` begins, there and in the file, and how long it is in the file.
    pieces: Vec<(usize, Range<usize>)>,
}

/// A mark that cites something.
#[derive(Debug)]
pub struct Citation {
    /// What it cites.
    pub name: String,
    /// The place of its passage among all, and how many bytes of that stand before it.
    pub passage: usize,
    pub byte: usize,
    /// Its place.
    pub range: Range<usize>,
}

/// An image.
#[derive(Debug)]
pub struct Picture {
    /// The words that stand for it.
    pub alt: String,
    /// Where it is.
    pub destination: Destination,
    /// Its place.
    pub range: Range<usize>,
}

/// A comment, which no reader sees.
#[derive(Debug)]
pub struct Comment {
    /// What stands between `<!--` and `-->`.
    pub text: String,
    /// Its place, with the marks at its ends.
    pub range: Range<usize>,
    /// The block below it, where it stands alone in its line.
    pub block: Option<Range<usize>>,
}

impl Passage {
    /// Returns where some bytes of `text` stand in the file.
    pub fn in_file(&self, bytes: &Range<usize>) -> Range<usize> {
        self.at(bytes.start, false)..self.at(bytes.end, true)
    }

    fn at(&self, byte: usize, is_end: bool) -> usize {
        let after =
            self.pieces.partition_point(|(start, _)| if is_end { *start < byte } else { *start <= byte });
        let Some((start, file)) = after.checked_sub(1).and_then(|index| self.pieces.get(index)) else {
            return self.pieces.first().map_or(0, |(_, file)| file.start);
        };
        (file.start + (byte - start)).min(file.end)
    }

    fn push(&mut self, text: &str, file: Range<usize>) {
        self.pieces.push((self.text.len(), file));
        self.text.push_str(text);
    }
}

impl Prose {
    /// Returns what a text is made of.
    pub fn of(body: &Body) -> Self {
        let mut reader = Reader {
            body,
            prose: Self::default(),
            open: Passage::default(),
            picture: None,
            quotes: 0,
            in_code: false,
            in_heading: false,
            heading: None,
            waiting: 0,
        };
        for step in body.walk_all() {
            match step {
                Step::Enter(index) => reader.enter(&body.nodes()[index]),
                Step::Leave(index) => reader.leave(body.nodes()[index].kind),
            }
        }
        reader.end_passage();
        reader.prose
    }
}

struct Reader<'a> {
    body: &'a Body,
    prose: Prose,
    open: Passage,
    /// The image that is open, with the words in it so far.
    picture: Option<Picture>,
    quotes: usize,
    in_code: bool,
    in_heading: bool,
    /// The heading that the next passages stand under.
    heading: Option<usize>,
    /// How many of the last comments wait for the block below them.
    waiting: usize,
}

impl Reader<'_> {
    fn enter(&mut self, node: &Node) {
        match node.kind {
            // Words are looked at as they were typed.
            Kind::Text | Kind::Smart(_) => self.words(self.body.source_of(node), node),
            Kind::Replaced(text) => self.words(self.body.string(text), node),
            Kind::Code(code) => match &mut self.picture {
                Some(picture) => picture.alt.push_str(self.body.string(code)),
                // Code is not language, but it stands between words.
                None => self.words("\u{FFFC}", node),
            },
            Kind::SoftBreak | Kind::HardBreak => self.words("\n", node),
            Kind::Mark(mark) => {
                let name = self.body.mark(mark).map_or("", |mark| self.body.cited_name(mark.to));
                self.prose.cited.insert(name.to_owned());
                self.prose.citations.push(Citation {
                    name: name.to_owned(),
                    passage: self.prose.passages.len(),
                    byte: self.open.text.len(),
                    range: self.body.in_file(&node.range()),
                });
            }
            Kind::Raw { is_block } => {
                if is_block {
                    self.end_passage();
                }
                self.comments(node, is_block);
            }
            Kind::Cell { .. } => {
                if !self.open.text.is_empty() {
                    self.words(" · ", &Node { end: node.start, ..*node });
                }
            }
            Kind::Rule => self.block(node),
            Kind::Link(link) => {
                if let Some(link) = self.body.link(link).filter(|link| link.kind != LinkKind::Email)
                    && let Destination::Address(url) = &link.destination
                {
                    self.prose.addresses.push((url.clone(), link.range.clone()));
                }
            }
            Kind::Image(link) => {
                self.picture = self.body.link(link).map(|link| Picture {
                    alt: String::new(),
                    destination: link.destination.clone(),
                    range: link.range.clone(),
                });
            }
            kind if kind.is_inline() || kind == Kind::RawParagraph => {}
            kind => {
                self.end_passage();
                self.block(node);
                self.enter_block(kind, node);
            }
        }
    }

    fn enter_block(&mut self, kind: Kind, node: &Node) {
        let range = self.body.in_file(&node.range());
        match kind {
            Kind::Heading(heading) => {
                let level = self.body.heading(heading).map_or(2, |heading| heading.level);
                self.prose.headings.push((level, range));
                self.in_heading = true;
            }
            Kind::Quote => self.quotes += 1,
            Kind::CodeBlock(_) => self.in_code = true,
            Kind::Note(note) => {
                let name = self.body.cited_name(super::Cited::Note(note)).to_owned();
                self.prose.notes.push((name, range));
            }
            _ => {}
        }
    }

    fn leave(&mut self, kind: Kind) {
        match kind {
            Kind::Image(_) => self.prose.pictures.extend(self.picture.take()),
            Kind::Quote => {
                self.end_passage();
                self.quotes = self.quotes.saturating_sub(1);
            }
            Kind::CodeBlock(_) => self.in_code = false,
            Kind::Heading(_) => {
                let place = self.prose.passages.len();
                self.heading = Some(place);
                self.end_passage();
                self.in_heading = false;
            }
            kind if kind.is_inline() || matches!(kind, Kind::Cell { .. } | Kind::RawParagraph) => {}
            _ => self.end_passage(),
        }
    }

    fn words(&mut self, text: &str, node: &Node) {
        if self.in_code {
            return;
        }
        match &mut self.picture {
            Some(picture) => picture.alt.push_str(text),
            None => self.open.push(text, self.body.in_file(&node.range())),
        }
    }

    fn end_passage(&mut self) {
        let passage = std::mem::take(&mut self.open);
        if !passage.text.trim().is_empty() {
            self.prose.passages.push(Passage { is_quote: self.quotes > 0, heading: self.heading, ..passage });
        } else if self.in_heading {
            self.heading = None;
        }
    }

    /// Gives the block that begins here to the comments that stand above it.
    fn block(&mut self, node: &Node) {
        let file = self.body.in_file(&node.range());
        for comment in self.prose.comments.iter_mut().rev().take(std::mem::take(&mut self.waiting)) {
            comment.block = Some(file.clone());
        }
    }

    fn comments(&mut self, node: &Node, is_block: bool) {
        let source = self.body.source_of(node);
        if !is_block && !source.starts_with("<!--") {
            return;
        }
        let mut done = 0;
        while let Some(start) = source[done..].find("<!--").map(|at| at + done) {
            let inner = start + "<!--".len();
            let (text, end) = match source[inner..].find("-->") {
                Some(length) => (&source[inner..inner + length], inner + length + "-->".len()),
                None => (&source[inner..], source.len()),
            };
            let at = node.range().start;
            let range = self.body.in_file(&(at + start..at + end));
            self.prose.comments.push(Comment { text: text.to_owned(), range, block: None });
            self.waiting += usize::from(is_block);
            done = end;
        }
    }
}
