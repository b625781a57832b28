//! A document while it is written: its parts, and what they have in common.

use super::numbering::Numbering;
use super::parts::Part;
use crate::export::illustrations::ImageFiles;

/// A document while it is written.
pub struct Document {
    /// The text.
    pub text: Part,
    /// The footnotes.
    pub notes: Part,
    /// The lists.
    pub numbering: Numbering,
    /// Its images, in the folder of the text.
    pub images: ImageFiles,
    /// How many footnotes it has.
    pub note_count: usize,
    /// How many bookmarks it has.
    bookmarks: usize,
    /// How many drawings it has.
    drawings: usize,
}

impl Document {
    /// Returns an empty document.
    pub fn new() -> Self {
        Self {
            text: Part::new("w:document"),
            notes: Part::new("w:footnotes"),
            numbering: Numbering::default(),
            images: ImageFiles::new("media"),
            note_count: 0,
            bookmarks: 0,
            drawings: 0,
        }
    }

    /// Returns the number of the next bookmark.
    pub fn next_bookmark(&mut self) -> usize {
        self.bookmarks += 1;
        self.bookmarks
    }

    /// Returns the number of the next drawing.
    pub fn next_drawing(&mut self) -> usize {
        self.drawings += 1;
        self.drawings
    }
}
