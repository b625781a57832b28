//! Writes the events of the Markdown parser as HTML.

mod links;
mod marks;

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::anchors::Anchors;
use super::link::Destination;
use super::notes::Notes;
use super::place::Place;
use super::{Body, Heading, Link, Side, What, Word, escape, lead_of, sanitize};
use crate::config::Html;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;

/// How deep quotes, lists and emphasis may nest. No reader follows half of it, and browsers stop at 512.
const DEEPEST: usize = 100;

pub struct Writer<'a> {
    place: Place<'a>,
    sources: &'a [&'a str],
    html: Html,
    /// What stands for links while raw HTML is made safe.
    marks: sanitize::Marks,
    findings: &'a mut Vec<Finding>,

    out: String,
    links: Vec<Link>,
    body: Body,
    anchors: Anchors,
    notes: Notes,
    /// The words since the last block began or ended.
    words: String,
    /// What is open besides what the HTML itself keeps.
    open_links: Vec<Opened>,
    heading: Option<OpenHeading>,
    image: Option<OpenImage>,
    note: Option<OpenNote>,
    raw_block: Option<String>,
    in_code: bool,
    /// The ids on the same page that links point at, with the places of those links.
    pointed_at: Vec<(String, Range<usize>)>,
    table: Table,
    depth: usize,
    /// How many links there were so far.
    serials: usize,
    /// The sources that stand in the margin.
    sided: HashSet<usize>,
    /// What stands in the margin beside the marks that were written last.
    sides: Vec<Side>,
}

/// How a link opened, so that it closes alike.
enum Opened {
    Written,
    Noted,
    Dropped,
}

struct OpenHeading {
    level: u8,
    at: usize,
    first_link: usize,
    id: Option<String>,
    classes: Vec<String>,
}

struct OpenImage {
    /// How many images are open in its text.
    inner: usize,
    destination: Destination,
    title: String,
    range: Range<usize>,
    alt: String,
}

/// A footnote's definition, and the text around it that waits.
struct OpenNote {
    name: String,
    is_source: bool,
    out: String,
    links: Vec<Link>,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    is_open: bool,
    in_head: bool,
    cell: usize,
}

impl<'a> Writer<'a> {
    pub fn new(place: Place<'a>, sources: &'a [&'a str], html: Html, findings: &'a mut Vec<Finding>) -> Self {
        Self {
            place,
            sources,
            html,
            marks: sanitize::Marks::of(place.markdown),
            findings,
            out: String::with_capacity(place.markdown.len() * 5 / 4),
            links: Vec::new(),
            body: Body { citations: vec![0; sources.len()], ..Body::default() },
            anchors: Anchors::default(),
            notes: Notes::default(),
            words: String::new(),
            open_links: Vec::new(),
            heading: None,
            image: None,
            note: None,
            raw_block: None,
            in_code: false,
            pointed_at: Vec::new(),
            table: Table::default(),
            depth: 0,
            serials: 0,
            sided: HashSet::new(),
            sides: Vec::new(),
        }
    }

    pub fn run(mut self, events: impl Iterator<Item = (Event<'a>, Range<usize>)>) -> Body {
        for (event, range) in events {
            if self.image.is_some() {
                self.image_event(event);
                continue;
            }
            // Marks that follow each other stay together.
            if !matches!(event, Event::FootnoteReference(_)) {
                for side in std::mem::take(&mut self.sides) {
                    self.push_link(What::Side(side), 0..0);
                }
            }
            match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        self.too_deep(&range);
                        return Body::default();
                    }
                    self.start(tag, range);
                }
                Event::End(tag) => {
                    self.depth -= 1;
                    self.end(tag);
                }
                // Formulas are not enabled: "$5bn to $7bn" is none.
                Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                    self.text(&text, &range);
                }
                Event::Code(text) => {
                    self.out.push_str("<code>");
                    escape(&mut self.out, &text);
                    self.out.push_str("</code>");
                    self.words.push_str(&text);
                }
                Event::Html(html) => match &mut self.raw_block {
                    Some(block) => block.push_str(&html),
                    None => self.raw(&html),
                },
                Event::InlineHtml(html) => self.raw(&html),
                Event::SoftBreak => self.line_break("\n"),
                Event::HardBreak => self.line_break("<br>\n"),
                Event::Rule => self.out.push_str("<hr>\n"),
                Event::FootnoteReference(name) => self.cite(&name),
                Event::TaskListMarker(done) => self.out.push_str(if done {
                    "<span class=\"task done\" role=\"img\" aria-label=\"☑\">☑</span> "
                } else {
                    "<span class=\"task\" role=\"img\" aria-label=\"☐\">☐</span> "
                }),
            }
        }
        self.finish()
    }

    fn finish(mut self) -> Body {
        self.count_words();
        let notes = std::mem::take(&mut self.notes);
        notes.fill_sides(&mut self.links);
        notes.write(&mut self.out, &mut self.links);
        if self.html == Html::Sanitize {
            (self.out, self.links) = sanitize::sanitize(&self.out, self.links, &self.marks, self.place);
        }
        self.out.shrink_to_fit();
        self.check_pointed_at();
        Body { html: self.out, links: self.links, ..self.body }
    }

    /// Tells the links that point at an id on the same page which is not there.
    fn check_pointed_at(&mut self) {
        if self.html == Html::Sanitize {
            let ids = self.out.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
            self.body.anchors = ids.map(str::to_owned).collect();
        }
        for (id, range) in std::mem::take(&mut self.pointed_at) {
            if !self.body.has_id(&id) {
                let message = format!("there is no heading `#{id}` on this page");
                let finding = Finding::new(Code::BrokenLink, message).anchor(Anchor::Bytes(range));
                let ids = self.body.anchors.iter().map(String::as_str);
                self.findings.push(match crate::problem::did_you_mean(&id, ids) {
                    Some(close) => finding.hint(format!("did you mean `#{close}`?")),
                    None => finding.hint("link to one of the headings, in small letters with hyphens"),
                });
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        if !is_inline(&tag) {
            self.count_words();
        }
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { level, id, classes, attrs: _ } => {
                let classes = classes.iter().map(ToString::to_string).collect();
                self.heading = Some(OpenHeading {
                    // The title of the page is its only heading of level 1.
                    level: (level as u8).max(HeadingLevel::H2 as u8),
                    at: self.out.len(),
                    first_link: self.links.len(),
                    id: id.map(|id| id.to_string()),
                    classes,
                });
            }
            Tag::BlockQuote(None) => self.out.push_str("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let (class, title) = alert(kind);
                self.out.push_str(&format!(
                    "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">"
                ));
                self.push_link(What::Word(title), 0..0);
                self.out.push_str("</p>\n");
            }
            Tag::CodeBlock(kind) => {
                self.in_code = true;
                self.out.push_str("<pre><code");
                if let CodeBlockKind::Fenced(info) = kind
                    && let Some(language) = info.split_whitespace().next()
                {
                    self.out.push_str(" class=\"language-");
                    escape(&mut self.out, language);
                    self.out.push('"');
                }
                self.out.push('>');
            }
            Tag::HtmlBlock => self.raw_block = Some(String::new()),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(start)) => self.out.push_str(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(name) => self.start_note(&name, &range),
            Tag::DefinitionList => self.out.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.out.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.out.push_str("<dd>"),
            Tag::Table(alignments) => {
                self.table = Table { alignments, is_open: true, ..Table::default() };
                // Who has no mouse can scroll it only if it can have the focus.
                self.out.push_str("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
                self.push_link(What::Word(Word::Table), 0..0);
                self.out.push_str("\"><table>\n");
            }
            Tag::TableHead => {
                self.table.in_head = true;
                self.table.cell = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.cell = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Superscript => self.out.push_str("<sup>"),
            Tag::Subscript => self.out.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(link_type, &dest_url, &title, &range);
            }
            Tag::Image { dest_url, title, .. } => {
                self.image = Some(OpenImage {
                    inner: 0,
                    destination: Destination::of(&dest_url, self.place.path),
                    title: title.to_string(),
                    range: self.place.in_file(&range),
                    alt: String::new(),
                });
            }
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                if self.body.lead.is_empty() && self.note.is_none() {
                    self.body.lead = lead_of(&self.words);
                }
                self.out.push_str("</p>\n");
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(None) => self.out.push_str("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.out.push_str("</div>\n"),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.out.push_str("</code></pre>\n");
            }
            TagEnd::HtmlBlock => {
                if let Some(block) = self.raw_block.take() {
                    self.raw_html_block(&block);
                }
            }
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => {
                self.table.is_open = false;
                self.out.push_str("</tbody></table></div>\n");
            }
            TagEnd::TableHead => {
                self.table.in_head = false;
                self.out.push_str("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.table.cell += 1;
                self.out.push_str(if self.table.in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Link => match self.open_links.pop() {
                Some(Opened::Written) => self.out.push_str("</a>"),
                Some(Opened::Noted) => self.push_link(What::Close, 0..0),
                Some(Opened::Dropped) | None => {}
            },
            TagEnd::Image | TagEnd::MetadataBlock(_) => {}
        }
        if !is_inline_end(tag) {
            self.count_words();
        }
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        escape(&mut self.out, text);
        // What was supplied to name the sources is no text of the document.
        if range.end > self.place.supplied {
            self.words.push_str(text);
        }
        if !self.in_code && text.contains('[') {
            self.look_for_undefined(text, range);
        }
    }

    fn line_break(&mut self, html: &str) {
        self.out.push_str(html);
        self.words.push(' ');
    }

    fn raw(&mut self, html: &str) {
        match self.html {
            Html::Sanitize => self.out.push_str(html),
            Html::Escape => escape(&mut self.out, &without_comments(html)),
        }
    }

    fn raw_html_block(&mut self, html: &str) {
        match self.html {
            Html::Sanitize => self.out.push_str(html),
            Html::Escape => {
                let shown = without_comments(html);
                if !shown.trim().is_empty() {
                    self.out.push_str("<p>");
                    escape(&mut self.out, shown.trim());
                    self.out.push_str("</p>\n");
                }
            }
        }
    }

    fn start_cell(&mut self) {
        self.out.push_str(if self.table.in_head { "<th" } else { "<td" });
        self.out.push_str(match self.table.alignments.get(self.table.cell) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::None) | None => ">",
        });
    }

    fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let text = self.words.trim().to_owned();
        let id = self.anchors.claim(heading.id.as_deref(), &text);
        let mut tag = format!("<h{} id=\"{id}\"", heading.level);
        if !heading.classes.is_empty() {
            tag.push_str(" class=\"");
            escape(&mut tag, &heading.classes.join(" "));
            tag.push('"');
        }
        tag.push('>');
        self.out.insert_str(heading.at, &tag);
        for link in &mut self.links[heading.first_link..] {
            link.at += tag.len();
        }
        self.out.push_str(&format!("</h{}>\n", heading.level));
        self.body.anchors.push(id.clone());
        if self.note.is_none() {
            self.body.headings.push(Heading { level: heading.level, id, text });
        }
    }

    fn too_deep(&mut self, range: &Range<usize>) {
        self.findings.push(
            Finding::new(Code::DeepNesting, format!("quotes and lists nest more than {DEEPEST} deep here"))
                .anchor(Anchor::Bytes(self.place.in_file(&(range.start..range.start + 1))))
                .hint("take out most of the `>`, `-` or `*` at the start of the line"),
        );
    }

    fn count_words(&mut self) {
        self.body.words += words_in(&self.words);
        self.words.clear();
    }
}

fn without_comments(html: &str) -> String {
    let mut shown = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--") {
        shown.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    shown.push_str(rest);
    shown
}

fn alert(kind: BlockQuoteKind) -> (&'static str, Word) {
    match kind {
        BlockQuoteKind::Note => ("note", Word::Note),
        BlockQuoteKind::Tip => ("tip", Word::Tip),
        BlockQuoteKind::Important => ("important", Word::Important),
        BlockQuoteKind::Warning => ("warning", Word::Warning),
        BlockQuoteKind::Caution => ("caution", Word::Caution),
    }
}

fn is_inline(tag: &Tag) -> bool {
    is_inline_end(tag.to_end())
}

fn is_inline_end(tag: TagEnd) -> bool {
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
fn words_in(text: &str) -> usize {
    let (words, _) = text.bytes().fold((0, true), |(words, after_blank), byte| {
        let is_blank = byte.is_ascii_whitespace();
        (words + usize::from(after_blank && !is_blank), is_blank)
    });
    words
}
