//! What a text does not know by itself.

use super::destination::Target;
use super::escape::{escape, escape_href};
use super::node::Alert;

/// What a text does not know by itself, since it depends on the rest of the site and on the page that it
/// stands in.
pub trait BodyContext {
    /// Returns the URL that a link leads to; `None` if that is not published.
    fn url(&self, target: &Target) -> Option<String>;

    /// Returns the image at a target; `None` if it is not published.
    fn image(&self, target: &Target) -> Option<Image>;

    /// Returns a word of the interface.
    fn word(&self, word: Word) -> String;

    /// Returns whether the page has a margin.
    fn has_margin(&self) -> bool {
        false
    }

    /// Writes what stands in the margin at a mark. It is called only where there is a margin.
    fn margin_note(&self, note: &MarginNote, html: &mut String) {
        let _ = (note, html);
    }
}

/// No context: a text as its own words alone.
pub struct NullContext;

impl BodyContext for NullContext {
    fn url(&self, _: &Target) -> Option<String> {
        None
    }

    fn image(&self, _: &Target) -> Option<Image> {
        None
    }

    fn word(&self, _: Word) -> String {
        String::new()
    }
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

impl From<Alert> for Word {
    fn from(alert: Alert) -> Self {
        match alert {
            Alert::Note => Self::Note,
            Alert::Tip => Self::Tip,
            Alert::Important => Self::Important,
            Alert::Warning => Self::Warning,
            Alert::Caution => Self::Caution,
        }
    }
}

/// What can stand in the margin, beside the mark that leads to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarginNote {
    /// The source with this index in the briefing's list.
    Source(usize),
    /// A footnote.
    Note {
        /// The label of its mark.
        label: String,
        /// Its words, not escaped.
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

/// Writes the title of a link, where it has one, after the value of another attribute.
pub(super) fn push_title(html: &mut String, title: &str) {
    if !title.is_empty() {
        html.push_str("\" title=\"");
        escape(html, title);
    }
}
