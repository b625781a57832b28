//! A document while it is written: its parts, and what they have in common.

use std::collections::BTreeMap;

use super::numbering::Numbering;
use super::parts::Part;
use crate::export::illustrations::Illustration;

/// A document while it is written.
pub struct Document {
    /// The text.
    pub text: Part,
    /// The footnotes.
    pub notes: Part,
    /// The lists.
    pub numbering: Numbering,
    /// The files of its images, by their hash, each with its name.
    pub images: BTreeMap<[u8; 32], (String, Vec<u8>)>,
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
            images: BTreeMap::new(),
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

    /// Keeps the file of an image, once for all places that show it, and returns its path from the folder of the text.
    pub fn image(&mut self, image: &Illustration) -> String {
        let hash = *blake3::hash(&image.bytes).as_bytes();
        let number = self.images.len() + 1;
        let (name, _) = self.images.entry(hash).or_insert_with(|| {
            (format!("media/image{number}.{}", image.media.ending()), image.bytes.clone())
        });
        name.clone()
    }
}
