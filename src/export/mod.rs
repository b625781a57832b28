//! One text in another form: Markdown that stands alone, or plain words.
//!
//! What goes out is what the page of the text says. Comments stay behind, and links lead to full addresses; one
//! that leads to what is not published is only its words. A text that is held back carries its caveats.

mod format;
mod links;
mod markdown;
mod outgoing;
mod text;

pub use format::Format;
pub use outgoing::Export;

use crate::content::Caveat;

/// All formats.
pub const FORMATS: [&Format; 2] = [&markdown::MARKDOWN, &text::TEXT];

impl Export<'_> {
    /// Returns the text in a format.
    pub fn write(&self, format: &Format) -> String {
        (format.write)(self)
    }

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
