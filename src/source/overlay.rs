//! A source with more files on top, as it would be if they were written.

use std::collections::BTreeMap;
use std::io;

use super::{Found, Listing, Source};

/// A source, and texts that are not in it yet.
pub struct Overlay<'a> {
    /// What is there.
    pub source: &'a dyn Source,
    /// The new files: their texts by path from the site's root.
    pub new: &'a BTreeMap<String, String>,
}

impl Source for Overlay<'_> {
    fn list(&self) -> Listing {
        let mut listing = self.source.list();
        listing.files.extend(self.new.keys().cloned());
        listing.files.sort_unstable();
        listing.files.dedup();
        listing
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.new.get(path).map_or_else(|| self.source.read(path), |text| Ok(text.clone().into_bytes()))
    }

    fn size(&self, path: &str) -> Option<u64> {
        self.new.get(path).map_or_else(|| self.source.size(path), |text| Some(text.len() as u64))
    }

    fn look(&self, path: &str) -> Found {
        if self.new.contains_key(path) { Found::File } else { self.source.look(path) }
    }
}
