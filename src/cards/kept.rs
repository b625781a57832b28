//! Cards that were drawn before, as files that are safe to delete.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::cache;

/// What the bytes of a PNG begin and end with; a file that a full disk cut short does not.
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const END: &[u8] = b"IEND\xAE\x42\x60\x82";

/// A folder of cards by their keys, in the cache.
///
/// Whatever goes wrong in it costs time only: a card is drawn again.
pub struct Kept {
    folder: PathBuf,
    /// The names of the files that were asked for.
    used: Mutex<HashSet<String>>,
}

impl Kept {
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), used: Mutex::default() }
    }

    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let name = format!("{key}.png");
        let png = fs::read(self.folder.join(&name)).ok();
        if let Ok(mut used) = self.used.lock() {
            used.insert(name);
        }
        png.filter(|png| png.starts_with(SIGNATURE) && png.ends_with(END))
    }

    pub fn put(&self, key: &str, png: &[u8]) {
        cache::keep(&self.folder.join(format!("{key}.png")), png);
    }

    /// Deletes the cards that were not asked for.
    pub fn forget_others(&self) {
        let Ok(used) = self.used.lock() else { return };
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.ends_with(".png") && !used.contains(&*name) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}
