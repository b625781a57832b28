//! A text as HTML.
//!
//! The writer walks over the tree and gives tags and text to a [`Sink`]. A page takes both as they come; a redline
//! marks words on the way.

mod inline;

pub use inline::addresses;

use super::body::{Body, label};
use super::context::{BodyContext, Word};
use super::escape::escape;
use super::node::{Alert, Align, Cited, Kind, Note};
use super::walk::{Step, Walk};

/// Takes what the writer writes.
pub trait Sink {
    /// Takes tags, and white space around them that is none of the text. `parts` tells whether they part the words
    /// before them from those after them.
    fn tag(&mut self, html: &str, parts: bool);

    /// Takes text, not escaped.
    fn text(&mut self, text: &str);

    /// Takes the text back to its last character that is no white space, but not beyond `start`.
    fn trim_to(&mut self, start: usize);

    /// Returns how many bytes were written.
    fn length(&self) -> usize;
}

impl Sink for String {
    fn tag(&mut self, html: &str, _: bool) {
        self.push_str(html);
    }

    fn text(&mut self, text: &str) {
        escape(self, text);
    }

    fn trim_to(&mut self, start: usize) {
        let end = self.trim_end().len();
        self.truncate(end.max(start));
    }

    fn length(&self) -> usize {
        self.len()
    }
}

/// What of a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The text of a page.
    Page,
    /// A chapter of a book (EPUB 3): as a page, with footnotes that readers show where their marks stand, and without images of
    /// other hosts.
    Chapter,
    /// A text beside itself on the same page: without ids, and with paragraphs for headings.
    Beside,
    /// A text that is gone: without links and images too, for what they lead to may be gone as well.
    Gone,
}

impl Purpose {
    /// Returns whether the text is the only one of its page, so that its parts can have ids.
    fn stands_alone(self) -> bool {
        match self {
            Self::Page | Self::Chapter => true,
            Self::Beside | Self::Gone => false,
        }
    }
}

/// Returns a text as HTML.
pub fn of(body: &Body, context: &impl BodyContext) -> String {
    let html = String::with_capacity(body.source().len() * 5 / 4);
    let mut writer = Writer::new(body, context, Purpose::Page, html);
    writer.body();
    writer.into_sink()
}

impl Body {
    /// Returns the text as HTML, with what its context gives for links, images, words and the margin.
    ///
    /// Where there is no URL, a link's words stay as plain text, and an image's text stands in for it.
    pub fn html(&self, context: &impl BodyContext) -> String {
        of(self, context)
    }
}

/// Writes a text, or its blocks one by one, into a sink.
pub struct Writer<'a, C, S> {
    body: &'a Body,
    context: &'a C,
    purpose: Purpose,
    sink: S,
    /// The marks written last, whose notes stand beside them.
    beside: Vec<Cited>,
    /// The links that are open, and whether each is one on the page: of links in each other the outermost is.
    links: Vec<bool>,
    /// What a tag is put together in.
    tag: String,
}

impl<'a, C: BodyContext, S: Sink> Writer<'a, C, S> {
    /// Returns a writer of a text into a sink.
    pub fn new(body: &'a Body, context: &'a C, purpose: Purpose, sink: S) -> Self {
        Self { body, context, purpose, sink, beside: Vec::new(), links: Vec::new(), tag: String::new() }
    }

    /// Returns the sink.
    pub fn into_sink(self) -> S {
        self.sink
    }

    /// Writes the whole text.
    pub fn body(&mut self) {
        self.nodes(self.body.walk_all());
        self.notes();
    }

    /// Writes the block whose node has this index.
    pub fn block(&mut self, index: usize) {
        self.nodes(self.body.walk(index));
    }

    /// Writes the footnotes, as a section of their own.
    pub fn notes(&mut self) {
        let mut notes = self.body.notes().enumerate().peekable();
        if notes.peek().is_none() {
            return;
        }
        let is_chapter = self.purpose == Purpose::Chapter;
        let (section, item, end) = if is_chapter {
            (">\n", "<aside epub:type=\"footnote\" role=\"doc-footnote\"", ("</aside>\n", "</section>\n"))
        } else {
            (" role=\"doc-endnotes\">\n<ol>\n", "<li", ("</li>\n", "</ol>\n</section>\n"))
        };
        self.tag_with_id("<section class=\"notes\"", "notes", section, true);
        for (index, (note, node)) in notes {
            let label = label(super::node::number(index));
            self.tag_with_id(item, &format!("note-{label}"), ">", true);
            self.ways_back(note, &label);
            if let Some(node) = node {
                let start = self.sink.length();
                self.nodes(self.body.walk_inside(node));
                self.sink.trim_to(start);
            }
            self.sink.tag(end.0, true);
        }
        self.sink.tag(end.1, true);
    }

    fn ways_back(&mut self, note: &Note, label: &str) {
        for mark in 1..=note.marks {
            self.link_tag(&format!("<a class=\"back\" href=\"#cite-note-{label}-{mark}\">"));
            if mark == 1 {
                self.sink.text(label);
            } else {
                self.sink.text(&mark.to_string());
            }
            self.link_tag("</a>");
            self.sink.text(" ");
        }
    }

    fn nodes(&mut self, mut walk: Walk) {
        while let Some(step) = walk.next() {
            let (Step::Enter(index) | Step::Leave(index)) = step;
            let kind = self.body.nodes()[index].kind;
            // Marks that follow each other stay together.
            if !self.beside.is_empty() && !matches!(kind, Kind::Mark(_)) {
                self.margin();
            }
            if matches!(step, Step::Leave(_)) {
                self.leave(kind);
            } else if self.enter(index, kind) == Inside::No {
                walk.pass_over();
            }
        }
        self.margin();
    }

    fn enter(&mut self, index: usize, kind: Kind) -> Inside {
        match kind {
            Kind::Paragraph | Kind::RawParagraph => self.sink.tag("<p>", true),
            Kind::Heading(heading) => self.heading(heading),
            Kind::Quote => self.sink.tag("<blockquote>\n", true),
            Kind::Alert(alert) => self.alert(alert),
            Kind::CodeBlock(language) => match self.body.string(language) {
                "" => self.sink.tag("<pre><code>", true),
                language => {
                    self.tag_of(|tag| {
                        tag.push_str("<pre><code class=\"language-");
                        escape(tag, language);
                        tag.push_str("\">");
                    });
                    self.put_tag(true);
                }
            },
            Kind::OrderedList(1) => self.sink.tag("<ol>\n", true),
            Kind::OrderedList(first) => self.sink.tag(&format!("<ol start=\"{first}\">\n"), true),
            Kind::List => self.sink.tag("<ul>\n", true),
            Kind::Item => self.sink.tag("<li>", true),
            Kind::Note(_) | Kind::Hidden => return Inside::No,
            Kind::DefinitionList => self.sink.tag("<dl>\n", true),
            Kind::Term => self.sink.tag("<dt>", true),
            Kind::Definition => self.sink.tag("<dd>", true),
            Kind::Table => {
                // Who has no mouse can scroll it only if it can have the focus.
                self.sink.tag("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"", true);
                let label = self.context.word(Word::Table);
                self.tag_of(|tag| {
                    escape(tag, &label);
                    tag.push_str("\"><table>\n");
                });
                self.put_tag(true);
            }
            Kind::TableHead => self.sink.tag("<thead><tr>", true),
            Kind::TableRow => self.sink.tag("<tr>", true),
            Kind::Cell { is_head, align } => self.sink.tag(cell(is_head, align), true),
            Kind::Emphasis => self.sink.tag("<em>", false),
            Kind::Strong => self.sink.tag("<strong>", false),
            Kind::Strikethrough => self.sink.tag("<del>", false),
            Kind::Superscript => self.sink.tag("<sup>", false),
            Kind::Subscript => self.sink.tag("<sub>", false),
            Kind::Link(link) => self.open_link(link),
            Kind::Image(link) => {
                self.image(index, link);
                return Inside::No;
            }
            Kind::Element(element) => self.element(element),
            Kind::Text => self.sink.text(self.body.source_of(&self.body.nodes()[index])),
            Kind::Smart(character) => self.sink.text(character.encode_utf8(&mut [0; 4])),
            Kind::Replaced(text) | Kind::RawText(text) => self.sink.text(self.body.string(text)),
            Kind::Code(code) => {
                self.sink.tag("<code>", false);
                self.sink.text(self.body.string(code));
                self.sink.tag("</code>", false);
            }
            Kind::SoftBreak => self.sink.text("\n"),
            Kind::HardBreak => self.sink.tag("<br>\n", true),
            Kind::Rule => self.sink.tag("<hr>\n", true),
            Kind::Mark(mark) => self.mark(mark),
            Kind::Task(is_done) => self.task(is_done),
            Kind::Raw { .. } => {}
        }
        Inside::Yes
    }

    fn leave(&mut self, kind: Kind) {
        let (tags, parts) = match kind {
            Kind::Paragraph | Kind::RawParagraph => ("</p>\n", true),
            Kind::Heading(heading) => {
                let level = self.body.heading(heading).map_or(2, |heading| heading.level);
                match self.purpose {
                    Purpose::Page | Purpose::Chapter => self.sink.tag(&format!("</h{level}>\n"), true),
                    Purpose::Beside | Purpose::Gone => self.sink.tag("</p>\n", true),
                }
                return;
            }
            Kind::Quote => ("</blockquote>\n", true),
            Kind::Alert(_) => ("</div>\n", true),
            Kind::CodeBlock(_) => ("</code></pre>\n", true),
            Kind::OrderedList(_) => ("</ol>\n", true),
            Kind::List => ("</ul>\n", true),
            Kind::Item => ("</li>\n", true),
            Kind::DefinitionList => ("</dl>\n", true),
            Kind::Term => ("</dt>\n", true),
            Kind::Definition => ("</dd>\n", true),
            Kind::Table => ("</tbody></table></div>\n", true),
            Kind::TableHead => ("</tr></thead><tbody>\n", true),
            Kind::TableRow => ("</tr>\n", true),
            Kind::Cell { is_head: true, .. } => ("</th>", true),
            Kind::Cell { is_head: false, .. } => ("</td>", true),
            Kind::Emphasis => ("</em>", false),
            Kind::Strong => ("</strong>", false),
            Kind::Strikethrough => ("</del>", false),
            Kind::Superscript => ("</sup>", false),
            Kind::Subscript => ("</sub>", false),
            Kind::Link(_) => {
                if self.links.pop() == Some(true) {
                    self.sink.tag("</a>", false);
                }
                return;
            }
            Kind::Element(element) => return self.end_element(element),
            _ => return,
        };
        self.sink.tag(tags, parts);
    }

    fn heading(&mut self, index: u32) {
        let Some(heading) = self.body.heading(index) else { return };
        if !self.purpose.stands_alone() {
            return self.sink.tag("<p class=\"heading\">", true);
        }
        self.tag_of(|tag| {
            tag.push_str(&format!("<h{} id=\"{}\"", heading.level, heading.id));
            if !heading.classes.is_empty() {
                tag.push_str(" class=\"");
                escape(tag, &heading.classes);
                tag.push('"');
            }
            tag.push('>');
        });
        self.put_tag(true);
    }

    fn alert(&mut self, alert: Alert) {
        let class = match alert {
            Alert::Note => "note",
            Alert::Tip => "tip",
            Alert::Important => "important",
            Alert::Warning => "warning",
            Alert::Caution => "caution",
        };
        self.sink.tag(
            &format!("<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">"),
            true,
        );
        self.sink.text(&self.context.word(alert.into()));
        self.sink.tag("</p>\n", true);
    }

    fn tag_with_id(&mut self, start: &str, id: &str, end: &str, parts: bool) {
        let purpose = self.purpose;
        self.tag_of(|tag| {
            tag.push_str(start);
            if purpose.stands_alone() {
                tag.push_str(" id=\"");
                tag.push_str(id);
                tag.push('"');
            }
            tag.push_str(end);
        });
        self.put_tag(parts);
    }

    fn tag_of(&mut self, write: impl FnOnce(&mut String)) {
        self.tag.clear();
        write(&mut self.tag);
    }

    fn put_tag(&mut self, parts: bool) {
        self.sink.tag(&self.tag, parts);
    }
}

/// Whether the nodes inside a node are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Yes,
    No,
}

fn cell(is_head: bool, align: Align) -> &'static str {
    match (is_head, align) {
        (true, Align::Unset) => "<th>",
        (true, Align::Left) => "<th class=\"left\">",
        (true, Align::Center) => "<th class=\"center\">",
        (true, Align::Right) => "<th class=\"right\">",
        (false, Align::Unset) => "<td>",
        (false, Align::Left) => "<td class=\"left\">",
        (false, Align::Center) => "<td class=\"center\">",
        (false, Align::Right) => "<td class=\"right\">",
    }
}
