//! Markdown into HTML: CommonMark with the extensions that briefings use.
//!
//! The result is HTML in which the targets of links inside the site are still open: they depend on
//! other files, and on the address that the site is published at. They are put in when a page is
//! rendered, by [`Body::render`].

mod anchors;
mod blank;
mod link;
mod notes;
mod place;
pub mod prose;
mod sanitize;
mod writer;

pub use blank::{plain_words, words};
pub use link::{Destination, Target};

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use self::place::Place;
use self::writer::Writer;
use super::document::Parts;
use crate::config::Html;
use crate::finding::Finding;
use crate::text::shorten;

/// How many characters of the first paragraph stand for a summary that is not there.
const LEAD: usize = 240;

/// How many words a reader reads in a minute.
const WORDS_A_MINUTE: usize = 230;

/// A text as HTML, with its links inside the site still open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    html: String,
    links: Vec<Link>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The ids that a link can point at.
    pub anchors: Vec<String>,
    /// How many words it has.
    pub words: usize,
    /// For each source, how often it is cited.
    pub citations: Vec<usize>,
    lead: String,
}

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// From 2 to 6: the title of the page is 1.
    pub level: u8,
    /// The id that a link can point at.
    pub id: String,
    /// The words, without markup.
    pub text: String,
}

/// A place in the HTML where something depends on the rest of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The place, in bytes of the HTML.
    at: usize,
    /// Its number among the links of the text, by which raw HTML is told where it goes.
    serial: usize,
    what: What,
    /// Where it stands in the file, in bytes.
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    /// A link opens here.
    Open { target: Target, title: String },
    /// The link that opened last closes here.
    Close,
    /// An image stands here.
    Image { target: Target, alt: String, title: String },
    /// The value of an attribute in raw HTML stands here.
    Address(Target),
    /// A word of the interface stands here.
    Word(Word),
    /// What a mark leads to can stand here, in the margin beside it.
    Side(Side),
}

/// A word that stands in a text and that no writer wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The title of `[!NOTE]`.
    Note,
    /// The title of `[!TIP]`.
    Tip,
    /// The title of `[!IMPORTANT]`.
    Important,
    /// The title of `[!WARNING]`.
    Warning,
    /// The title of `[!CAUTION]`.
    Caution,
    /// What a table is called that scrolls inside itself.
    Table,
}

/// What can stand in the margin, beside the mark that leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// The source at this place of the briefing's list.
    Source(usize),
    /// A footnote: its label, and its words as HTML without elements.
    Note {
        /// The label of its mark.
        label: String,
        /// Its words.
        words: String,
    },
}

/// An image as browsers need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Its URL, for browsers that do not choose one.
    pub url: String,
    /// Its width and its height in pixels, so that the page does not move when it comes.
    pub size: Option<(u32, u32)>,
    /// URLs by their widths, as `srcset` has them; empty for one that is not very wide.
    pub srcset: String,
}

/// How wide an image is on the page: as wide as the text, or as the screen where that is narrower.
pub const IMAGE_SIZES: &str = "(min-width: 45rem) 663px, 100vw";

impl Image {
    /// Writes it as HTML.
    pub fn write(&self, html: &mut String, alt: &str, title: &str) {
        html.push_str("<img src=\"");
        escape_href(html, &self.url);
        if !self.srcset.is_empty() {
            html.push_str("\" srcset=\"");
            escape(html, &self.srcset);
            html.push_str("\" sizes=\"");
            html.push_str(IMAGE_SIZES);
        }
        if let Some((width, height)) = self.size {
            html.push_str(&format!("\" width=\"{width}\" height=\"{height}"));
        }
        html.push_str("\" alt=\"");
        escape(html, alt);
        push_title(html, title);
        html.push_str("\" loading=\"lazy\">");
    }
}

/// What a text does not know by itself, since it depends on the rest of the site and on the page that it
/// stands in.
pub trait Surroundings {
    /// Returns the URL that a link leads to; none where that is not published.
    fn url(&self, target: &Target) -> Option<String>;

    /// Returns the image at a target; none where it is not published.
    fn image(&self, target: &Target) -> Option<Image>;

    /// Returns a word of the interface.
    fn word(&self, word: Word) -> String;

    /// Writes what stands in the margin at a mark, where the page has a margin.
    fn side(&self, side: &Side, html: &mut String);
}

/// No surroundings: a text as its own words alone.
pub struct Alone;

impl Surroundings for Alone {
    fn url(&self, _: &Target) -> Option<String> {
        None
    }

    fn image(&self, _: &Target) -> Option<Image> {
        None
    }

    fn word(&self, _: Word) -> String {
        String::new()
    }

    fn side(&self, _: &Side, _: &mut String) {}
}

impl Link {
    /// Returns what it points at; none for what is no link.
    pub fn target(&self) -> Option<&Target> {
        match &self.what {
            What::Open { target, .. } | What::Image { target, .. } | What::Address(target) => Some(target),
            What::Close | What::Word(_) | What::Side(_) => None,
        }
    }

    /// Returns whether it is an image.
    pub fn is_image(&self) -> bool {
        matches!(self.what, What::Image { .. })
    }
}

impl Body {
    /// Returns the HTML, with what its surroundings give for each open place.
    ///
    /// Where there is no URL, a link's words stay as plain text, and an image's text stands in for it.
    pub fn render(&self, surroundings: &impl Surroundings) -> String {
        if self.links.is_empty() {
            return self.html.clone();
        }
        let mut html = String::with_capacity(self.html.len() + self.links.len() * 48);
        let mut done = 0;
        let mut is_open = false;
        for link in &self.links {
            html.push_str(&self.html[done..link.at]);
            done = link.at;
            match &link.what {
                What::Open { target, title } => {
                    if let Some(url) = surroundings.url(target) {
                        is_open = true;
                        html.push_str("<a href=\"");
                        escape_href(&mut html, &url);
                        push_title(&mut html, title);
                        html.push_str("\">");
                    }
                }
                What::Close => {
                    if std::mem::take(&mut is_open) {
                        html.push_str("</a>");
                    }
                }
                What::Image { target, alt, title } => match surroundings.image(target) {
                    Some(image) => image.write(&mut html, alt, title),
                    None => escape(&mut html, alt),
                },
                What::Address(target) => match surroundings.url(target) {
                    Some(url) => escape_href(&mut html, &url),
                    None => html.push('#'),
                },
                What::Word(word) => escape(&mut html, &surroundings.word(*word)),
                What::Side(side) => surroundings.side(side, &mut html),
            }
        }
        html.push_str(&self.html[done..]);
        html
    }

    /// Returns the places that depend on the rest of the site.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Returns whether all that other documents see of this text is as in `before`: the targets of its
    /// links and its anchors.
    pub fn joins_like(&self, before: &Self) -> bool {
        let targets =
            |body: &'_ Self| -> Vec<Target> { body.links.iter().filter_map(Link::target).cloned().collect() };
        self.anchors == before.anchors && targets(self) == targets(before)
    }

    /// Returns whether the page of this text has an element with this id.
    pub fn has_id(&self, id: &str) -> bool {
        anchors::is_reserved(id) || self.anchors.iter().any(|anchor| anchor == id)
    }

    /// Returns whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// Returns the start of the first paragraph as plain text.
    pub fn lead(&self) -> &str {
        &self.lead
    }

    /// Returns how many minutes it takes to read; at least 1.
    pub fn minutes(&self) -> usize {
        self.words.div_ceil(WORDS_A_MINUTE).max(1)
    }

    /// Reads Markdown that stands in `site.yaml`.
    pub fn of_setting(markdown: &str, html: Html) -> Self {
        let parts = Parts { path: crate::config::CONFIG_FILE, yaml: "", text: markdown, body_at: 0 };
        parse(parts, &[], html, &mut Vec::new())
    }
}

/// The extensions of CommonMark that change what a text is made of.
const STRUCTURE: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Reads the Markdown of a document, whose sources have these ids.
pub(super) fn parse(parts: Parts, sources: &[&str], html: Html, findings: &mut Vec<Finding>) -> Body {
    let supplied = notes::definitions(sources);
    let markdown = format!("{supplied}{}", parts.body());
    let parser = Parser::new_ext(&markdown, STRUCTURE | Options::ENABLE_SMART_PUNCTUATION).into_offset_iter();
    let place =
        Place { path: parts.path, markdown: &markdown, supplied: supplied.len(), body_at: parts.body_at };
    Writer::new(place, sources, html, findings).run(parser)
}

/// Writes text for HTML, without the control characters that HTML cannot have.
pub fn escape(out: &mut String, text: &str) {
    // Writing into a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(out, &without_controls(text));
}

/// Returns the text without the control characters that HTML cannot have.
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let is_control = |byte: u8| byte < b' ' && byte != b'\n' && byte != b'\t';
    // Every byte is looked at, without a way out on the first find: that is many bytes at a time.
    if text.bytes().fold(false, |found, byte| found | is_control(byte)) {
        Cow::Owned(text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Writes a URL as the value of an attribute.
pub fn escape_href(out: &mut String, url: &str) {
    // Writing into a string cannot fail.
    let _ = pulldown_cmark_escape::escape_href(out, url);
}

fn push_title(html: &mut String, title: &str) {
    if !title.is_empty() {
        html.push_str("\" title=\"");
        escape(html, title);
    }
}

fn lead_of(paragraph: &str) -> String {
    shorten(paragraph.trim(), LEAD)
}
