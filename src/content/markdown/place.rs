//! Where in its file a text stands.

use std::ops::Range;

/// The text that is being written, and where in its file it stands.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub path: &'a str,
    /// The text that is parsed: what was supplied, then the body of the file.
    pub markdown: &'a str,
    /// How many bytes were supplied.
    pub supplied: usize,
    /// Where in the file the body begins, in bytes.
    pub body_at: usize,
}

impl Place<'_> {
    pub fn in_file(self, range: &Range<usize>) -> Range<usize> {
        let move_to = |at: usize| (at + self.body_at).saturating_sub(self.supplied);
        move_to(range.start)..move_to(range.end)
    }
}
