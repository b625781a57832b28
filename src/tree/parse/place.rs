//! The Markdown that is parsed, and where in its file it stands.

use std::ops::Range;

use super::super::node::number;

/// Markdown, and where it comes from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The file, from the site's root.
    pub path: &'a str,
    /// The Markdown.
    pub markdown: &'a str,
    /// Where in the file it begins, in bytes.
    pub at: usize,
}

/// What the parser is given: definitions of the sources, then the Markdown.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub source: Source<'a>,
    /// All that is parsed.
    pub parsed: &'a str,
    /// How many bytes of it were supplied.
    pub supplied: usize,
}

impl<'a> Place<'a> {
    /// Returns the bytes of the file that a range of what is parsed means.
    pub fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        let move_to = |at: usize| (at + self.source.at).saturating_sub(self.supplied);
        move_to(range.start)..move_to(range.end)
    }

    /// Returns the bytes of the Markdown that a range of what is parsed means.
    pub fn in_source(&self, range: &Range<usize>) -> (u32, u32) {
        (number(range.start.saturating_sub(self.supplied)), number(range.end.saturating_sub(self.supplied)))
    }

    /// Returns the text of a range of what is parsed.
    pub fn slice(&self, range: &Range<usize>) -> &'a str {
        self.parsed.get(range.clone()).unwrap_or_default()
    }
}
