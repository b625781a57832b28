//! A text as its writer sees it: its words, headings, images, links, notes and comments, each with its
//! place in the file.
//!
//! A page needs none of this, so it is read apart from the HTML, and by `chancery check` alone.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::link::Destination;
use super::place::Place;
use super::{STRUCTURE, notes};
use crate::content::Manuscript;

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
    /// Reads the body of the file at `path`, whose sources have these ids.
    pub fn read(path: &str, manuscript: &Manuscript, sources: &[&str]) -> Self {
        let body = manuscript.body();
        let supplied = notes::definitions(sources);
        let markdown = format!("{supplied}{body}");
        let place =
            Place { path, markdown: &markdown, supplied: supplied.len(), body_at: manuscript.body_at };
        let mut reader = Reader::new(place);
        for (event, range) in Parser::new_ext(&markdown, STRUCTURE).into_offset_iter() {
            // What was supplied to name the sources is no text of the document.
            if range.end > place.supplied {
                reader.event(event, range);
            }
        }
        reader.end_passage();
        reader.prose
    }
}

struct Reader<'a> {
    place: Place<'a>,
    prose: Prose,
    open: Passage,
    /// Images that are open, with the words in each so far.
    pictures: Vec<Picture>,
    quotes: usize,
    in_code: bool,
    in_html: bool,
    in_heading: bool,
    /// The heading that the next passages stand under.
    heading: Option<usize>,
    /// How many of the last comments wait for the block below them.
    waiting: usize,
}

impl<'a> Reader<'a> {
    fn new(place: Place<'a>) -> Self {
        Self {
            place,
            prose: Prose::default(),
            open: Passage::default(),
            pictures: Vec::new(),
            quotes: 0,
            in_code: false,
            in_html: false,
            in_heading: false,
            heading: None,
            waiting: 0,
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.words(&text, range);
            }
            Event::Code(code) => match self.pictures.last_mut() {
                Some(picture) => picture.alt.push_str(&code),
                // Code is not language, but it stands between words.
                None => self.words("\u{FFFC}", range),
            },
            Event::SoftBreak | Event::HardBreak => self.words("\n", range),
            Event::InlineHtml(html) => {
                if html.starts_with("<!--") {
                    self.comments(range, false);
                }
            }
            Event::FootnoteReference(name) => {
                self.prose.cited.insert(name.to_string());
            }
            Event::Rule => self.block(&range),
            Event::Html(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match &tag {
            Tag::HtmlBlock => {
                self.end_passage();
                self.in_html = true;
                return self.comments(range, true);
            }
            Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript => {}
            Tag::TableCell => {
                if !self.open.text.is_empty() {
                    self.words(" · ", range.start..range.start);
                }
            }
            _ => {
                self.end_passage();
                self.block(&range);
            }
        }
        match tag {
            Tag::Heading { level, .. } => {
                let level = (level as u8).max(HeadingLevel::H2 as u8);
                self.prose.headings.push((level, self.place.in_file(&range)));
                self.in_heading = true;
            }
            Tag::BlockQuote(None) => self.quotes += 1,
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::FootnoteDefinition(name) => {
                self.prose.notes.push((name.to_string(), self.place.in_file(&range)));
            }
            Tag::Link { link_type, dest_url, .. } if link_type != LinkType::Email => {
                if let Destination::Address(url) = Destination::of(&dest_url, self.place.path) {
                    self.prose.addresses.push((url, self.place.in_file(&range)));
                }
            }
            Tag::Image { dest_url, .. } => self.pictures.push(Picture {
                alt: String::new(),
                destination: Destination::of(&dest_url, self.place.path),
                range: self.place.in_file(&range),
            }),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link
            | TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::TableCell => {}
            TagEnd::Image => {
                if let Some(picture) = self.pictures.pop() {
                    // What stands in the text of another image is words, and no image.
                    match self.pictures.last_mut() {
                        Some(outer) => outer.alt.push_str(&picture.alt),
                        None => self.prose.pictures.push(picture),
                    }
                }
            }
            TagEnd::BlockQuote(None) => {
                self.end_passage();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::HtmlBlock => self.in_html = false,
            TagEnd::Heading(_) => {
                let place = self.prose.passages.len();
                self.heading = Some(place);
                self.end_passage();
                self.in_heading = false;
            }
            _ => self.end_passage(),
        }
    }

    fn words(&mut self, text: &str, range: Range<usize>) {
        if self.in_code || self.in_html {
            return;
        }
        match self.pictures.last_mut() {
            Some(picture) => picture.alt.push_str(text),
            None => {
                let file = self.place.in_file(&range);
                self.open.push(text, file);
            }
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
    fn block(&mut self, range: &Range<usize>) {
        let file = self.place.in_file(range);
        for comment in self.prose.comments.iter_mut().rev().take(std::mem::take(&mut self.waiting)) {
            comment.block = Some(file.clone());
        }
    }

    fn comments(&mut self, range: Range<usize>, is_block: bool) {
        let source = self.place.markdown.get(range.clone()).unwrap_or_default();
        let mut done = 0;
        while let Some(start) = source[done..].find("<!--").map(|at| at + done) {
            let inner = start + "<!--".len();
            let (text, end) = match source[inner..].find("-->") {
                Some(length) => (&source[inner..inner + length], inner + length + "-->".len()),
                None => (&source[inner..], source.len()),
            };
            let place = range.start + start..range.start + end;
            let range = self.place.in_file(&place);
            self.prose.comments.push(Comment { text: text.to_owned(), range, block: None });
            self.waiting += usize::from(is_block);
            done = end;
        }
    }
}
