//! What answered, and when.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::cache::keep;

/// For how many seconds an answer counts: a week.
const KEPT: i64 = 7 * 24 * 3600;

/// The addresses that answered, in a file that is safe to delete.
pub struct Cache {
    file: PathBuf,
    now: i64,
    /// Addresses, each with the time of its answer in seconds since 1970.
    answered: BTreeMap<String, i64>,
    is_changed: bool,
}

impl Cache {
    /// Reads the cache; what cannot be read is as good as nothing.
    pub fn read(file: &Path, now: Timestamp) -> Self {
        let now = now.as_second();
        let text = fs::read(file).unwrap_or_default();
        let mut answered: BTreeMap<String, i64> = serde_json::from_slice(&text).unwrap_or_default();
        // A time to come is one of a clock that was wrong.
        answered.retain(|_, at| (now.saturating_sub(KEPT)..=now).contains(at));
        Self { file: file.to_owned(), now, answered, is_changed: false }
    }

    /// Returns whether an address answered lately.
    pub fn holds(&self, url: &str) -> bool {
        self.answered.contains_key(url)
    }

    /// Keeps that an address answers.
    pub fn keep(&mut self, url: &str) {
        self.is_changed = true;
        self.answered.insert(url.to_owned(), self.now);
    }

    /// Writes the cache.
    pub fn write(&self) {
        if !self.is_changed {
            return;
        }
        let text = serde_json::to_vec_pretty(&self.answered).unwrap_or_default();
        keep(&self.file, &text);
    }
}
