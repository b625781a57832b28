//! The events of the Markdown parser into a tree.

mod builder;
mod links;
mod marks;
mod notes;
mod place;
mod raw;

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub use self::links::is_web;
pub use self::place::Source;

use self::builder::{Builder, Columns, DEEPEST, OpenHeading};
use self::place::Place;
use super::body::Body;
use super::node::{Heading, Kind, number};
use crate::config::Html;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;
use crate::text::shorten;

/// How many characters of the first paragraph stand for a summary that is not there.
const LEAD: usize = 240;

/// The extensions of CommonMark.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// Reads the Markdown of a document, whose sources have these ids. What is wrong with it goes to `findings`.
///
/// A text that nests too deep gives an empty tree and a finding.
pub fn parse(source: Source, sources: &[&str], html: Html, findings: &mut Vec<Finding>) -> Body {
    let supplied = notes::definitions(sources);
    let parsed = if supplied.is_empty() {
        std::borrow::Cow::Borrowed(source.markdown)
    } else {
        std::borrow::Cow::Owned(format!("{supplied}{}", source.markdown))
    };
    let place = Place { source, parsed: &parsed, supplied: supplied.len() };
    let events = Parser::new_ext(&parsed, EXTENSIONS).into_offset_iter();
    let mut builder = Builder::new(place, sources, html, findings);
    for (event, range) in events {
        // What was supplied to name the sources is no text of the document.
        if range.start < place.supplied {
            continue;
        }
        if !builder.event(event, range) {
            return Body::default();
        }
    }
    builder.finish()
}

impl Builder<'_> {
    /// Takes an event. Returns whether to go on.
    fn event(&mut self, event: Event, range: Range<usize>) -> bool {
        if self.image.is_some() {
            self.image_event(event, &range);
            return true;
        }
        match event {
            Event::Start(tag) => {
                if self.open.len() >= DEEPEST {
                    self.too_deep(&range);
                    return false;
                }
                self.start(tag, range);
            }
            Event::End(tag) => self.end(tag),
            // Formulas are not enabled: "$5bn to $7bn" is none.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text, &range);
            }
            Event::Code(text) => {
                let code = self.strings.add(&text);
                self.leaf(Kind::Code(code), &range);
                self.words.push_str(&text);
            }
            Event::Html(html) => match &mut self.raw_block {
                Some((block, _)) => block.push_str(&html),
                None => self.raw_inline(&html, &range),
            },
            Event::InlineHtml(html) => self.raw_inline(&html, &range),
            Event::SoftBreak => self.line_break(Kind::SoftBreak, &range),
            Event::HardBreak => self.line_break(Kind::HardBreak, &range),
            Event::Rule => self.leaf(Kind::Rule, &range),
            Event::FootnoteReference(name) => self.cite(&name, &range),
            Event::TaskListMarker(is_done) => self.leaf(Kind::Task(is_done), &range),
        }
        true
    }

    fn finish(mut self) -> Body {
        self.count_words();
        self.close_to(0);
        self.check_pointed_at();
        let ids = self.sources.iter().map(|id| self.strings.add(id));
        let sources = ids.zip(self.citations.iter().map(|count| number(*count))).collect();
        // A site keeps thousands of trees.
        Body {
            source: self.place.source.markdown.into(),
            at: self.place.source.at,
            nodes: fitted(self.nodes),
            strings: self.strings.fitted(),
            links: fitted(self.links),
            marks: fitted(self.marks),
            notes: fitted(self.notes.into_notes()),
            elements: fitted(self.elements),
            headings: fitted(self.headings),
            raw_ids: fitted(self.raw_ids),
            sources,
            words: self.word_count,
            lead: self.lead.into(),
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        if !is_inline(tag.to_end()) {
            self.count_words();
        }
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, id, classes, attrs: _ } => {
                let classes: Vec<&str> = classes.iter().map(AsRef::as_ref).collect();
                let index = self.headings.len();
                self.headings.push(Heading {
                    // The title of the page is its only heading of level 1.
                    level: (level as u8).max(HeadingLevel::H2 as u8),
                    id: Box::default(),
                    text: Box::default(),
                    classes: classes.join(" ").into(),
                    is_in_note: self.open_notes > 0,
                });
                self.heading = Some(OpenHeading { id: id.map(|id| id.to_string()), index });
                Kind::Heading(number(index))
            }
            Tag::BlockQuote(None) => Kind::Quote,
            Tag::BlockQuote(Some(kind)) => Kind::Alert(kind.into()),
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                Kind::CodeBlock(self.strings.add(language))
            }
            Tag::HtmlBlock => {
                self.raw_block = Some((String::new(), range));
                return;
            }
            Tag::List(Some(first)) => Kind::OrderedList(u32::try_from(first).unwrap_or(u32::MAX)),
            Tag::List(None) => Kind::List,
            Tag::Item => Kind::Item,
            Tag::FootnoteDefinition(name) => return self.start_note(&name, &range),
            Tag::DefinitionList => Kind::DefinitionList,
            Tag::DefinitionListTitle => Kind::Term,
            Tag::DefinitionListDefinition => Kind::Definition,
            Tag::Table(alignments) => {
                self.columns = Columns { alignments, ..Columns::default() };
                self.open_tables += 1;
                Kind::Table
            }
            Tag::TableHead => {
                self.columns.is_head = true;
                self.columns.column = 0;
                Kind::TableHead
            }
            Tag::TableRow => {
                self.columns.column = 0;
                Kind::TableRow
            }
            Tag::TableCell => {
                let alignment = self.columns.alignments.get(self.columns.column);
                let align = alignment.copied().unwrap_or(Alignment::None).into();
                Kind::Cell { is_head: self.columns.is_head, align }
            }
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strikethrough,
            Tag::Superscript => Kind::Superscript,
            Tag::Subscript => Kind::Subscript,
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, &range)
            }
            Tag::Image { dest_url, title, .. } => self.start_image(&dest_url, &title, &range),
            Tag::MetadataBlock(_) => return,
        };
        self.open(kind, &range, None);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::HtmlBlock => {
                if let Some((block, range)) = self.raw_block.take() {
                    self.raw_html_block(&block, &range);
                }
                return self.count_words();
            }
            TagEnd::MetadataBlock(_) => return,
            TagEnd::Paragraph if self.lead.is_empty() && self.open_notes == 0 => {
                self.lead = shorten(self.words.trim(), LEAD);
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::FootnoteDefinition => self.open_notes = self.open_notes.saturating_sub(1),
            TagEnd::Table => self.open_tables = self.open_tables.saturating_sub(1),
            TagEnd::TableHead => self.columns.is_head = false,
            TagEnd::TableCell => self.columns.column += 1,
            TagEnd::Link => self.open_links = self.open_links.saturating_sub(1),
            _ => {}
        }
        self.close();
        if !is_inline(tag) {
            self.count_words();
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        self.push_text(text, range);
        self.words.push_str(text);
        if !self.in_code && text.contains('[') {
            self.look_for_undefined(text, range);
        }
    }

    /// Adds text, as it stands in the source where it does.
    fn push_text(&mut self, text: &str, range: &Range<usize>) {
        let written = self.place.slice(range);
        if written == text {
            let (start, end) = self.place.in_source(range);
            match self.nodes.last_mut() {
                Some(last) if self.is_in_text && last.end == start => last.end = end,
                _ => self.leaf(Kind::Text, range),
            }
            self.is_in_text = true;
            return;
        }
        let mut characters = text.chars();
        let kind = match (characters.next(), characters.next()) {
            (Some(character), None) if written.starts_with(['\'', '"', '-', '.']) => Kind::Smart(character),
            _ => Kind::Replaced(self.strings.add(text)),
        };
        self.leaf(kind, range);
    }

    fn line_break(&mut self, kind: Kind, range: &Range<usize>) {
        self.leaf(kind, range);
        self.words.push(' ');
    }

    fn end_heading(&mut self) {
        let Some(open) = self.heading.take() else { return };
        let Some(heading) = self.headings.get_mut(open.index) else { return };
        heading.text = self.words.trim().into();
        heading.id = self.anchors.claim(open.id.as_deref(), &heading.text).into();
    }

    fn too_deep(&mut self, range: &Range<usize>) {
        self.findings.push(
            Finding::new(Code::DeepNesting, format!("quotes and lists nest more than {DEEPEST} deep here"))
                .anchor(Anchor::Bytes(self.place.in_file(&(range.start..range.start + 1))))
                .hint("take out most of the `>`, `-` or `*` at the start of the line"),
        );
    }

    fn count_words(&mut self) {
        self.word_count += words_in(&self.words);
        self.words.clear();
    }
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Returns how many words there are between blanks. Bytes are enough for that, and quick.
#[inline]
fn words_in(text: &str) -> usize {
    let (words, _) = text.bytes().fold((0, true), |(words, after_blank), byte| {
        let is_blank = byte.is_ascii_whitespace();
        (words + usize::from(after_blank && !is_blank), is_blank)
    });
    words
}

/// Returns a list in an allocation of its own size. Shrinking one would keep it: an allocator leaves a block where it is as
/// long as half of it is used.
pub(super) fn fitted<T>(mut list: Vec<T>) -> Vec<T> {
    if list.len() == list.capacity() {
        return list;
    }
    let mut fitted = Vec::with_capacity(list.len());
    fitted.append(&mut list);
    fitted
}

impl Body {
    /// Reads Markdown that stands in `site.yaml`.
    pub fn of_setting(markdown: &str, html: Html) -> Self {
        let source = Source { path: crate::config::CONFIG_FILE, markdown, at: 0 };
        parse(source, &[], html, &mut Vec::new())
    }

    /// Reads Markdown of no site, which begins at a byte of its file.
    pub fn of_markdown(markdown: &str, at: usize) -> Self {
        parse(Source { path: "", markdown, at }, &[], Html::default(), &mut Vec::new())
    }
}
