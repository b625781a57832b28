//! Cards that were drawn before.

use std::collections::HashSet;
use std::sync::Mutex;

use crate::cache::Cache;

/// The folder of cards in the cache.
const FOLDER: &str = "cards";

/// Cards by their keys, in the cache.
///
/// Whatever goes wrong in it costs time only: a card is drawn again.
pub struct Kept {
    cache: Cache,
    /// The names of the cards that were asked for.
    used: Mutex<HashSet<String>>,
}

impl Kept {
    pub fn new(cache: &Cache) -> Self {
        Self { cache: cache.clone(), used: Mutex::default() }
    }

    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let name = format!("{key}.png");
        let png = self.cache.read(&format!("{FOLDER}/{name}"));
        if let Ok(mut used) = self.used.lock() {
            used.insert(name);
        }
        png
    }

    pub fn put(&self, key: &str, png: &[u8]) {
        self.cache.keep(&format!("{FOLDER}/{key}.png"), png);
    }

    /// Deletes the cards that were not asked for.
    pub fn forget_others(&self) {
        let Ok(used) = self.used.lock() else { return };
        for name in self.cache.names(FOLDER) {
            if name.ends_with(".png") && !used.contains(&name) {
                self.cache.forget(&format!("{FOLDER}/{name}"));
            }
        }
    }
}
