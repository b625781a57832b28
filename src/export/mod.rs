//! Texts in other forms: Markdown that stands alone, plain words, Word documents, books.
//!
//! What goes out is what the page of the text says. Comments stay behind, and links lead to full addresses; one
//! that leads to what is not published is only its words. A text that is held back carries its caveats.

mod collection;
mod epub;
mod format;
mod illustrations;
mod links;
mod markdown;
mod outgoing;
mod package;
mod paper;
mod sheet;
mod text;
mod volume;
mod word;

use std::io;

pub use collection::Collection;
pub use epub::EPUB;
pub use format::Format;
pub use illustrations::{Illustration, Illustrations, Media};
pub use markdown::MARKDOWN;
pub use outgoing::Export;
pub use paper::Paper;
pub use volume::{Cover, Volume};
pub use word::WORD;

use self::format::Writer;
use crate::content::Caveat;
use crate::text::slug_of_title;

/// All formats.
pub const FORMATS: [&Format; 4] = [&MARKDOWN, &text::TEXT, &WORD, &EPUB];

impl Volume<'_> {
    /// Returns it in a format. One whose files hold one text each has them one after the other.
    ///
    /// # Errors
    /// Returns what the library says that packs documents.
    pub fn write(&self, format: &Format) -> io::Result<Vec<u8>> {
        match format.writer {
            Writer::Text(write) => Ok(self.texts.iter().map(write).collect::<String>().into_bytes()),
            Writer::Document(write) => write(self),
        }
    }
}

impl Cover {
    /// Returns the name of the file of texts that it is the cover of.
    pub fn file_name(&self, format: &Format) -> String {
        format!("{}.{}", slug_of_title(&self.title), format.ending)
    }
}

impl Export<'_> {
    /// Returns the name of its file: its caveats, its year, its slug, and its version where it is an old one.
    pub fn file_name(&self, format: &Format) -> String {
        let mut parts: Vec<String> = self.caveats.iter().map(Caveat::for_file_name).collect();
        parts.push(format!("{:04}-{}", self.briefing.date.year(), self.briefing.slug));
        let mut name = parts.join("--");
        if let Some((number, newest)) = self.version
            && number < newest
        {
            name.push_str(&format!("-v{number}"));
        }
        format!("{name}.{}", format.ending)
    }
}
