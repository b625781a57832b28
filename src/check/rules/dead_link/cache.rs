//! What answered, and when.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::cache::Cache;

/// The name of the answers in the cache.
const NAME: &str = "links";

/// For how many seconds an answer counts: a week.
const KEPT: i64 = 7 * 24 * 3600;

/// The addresses that answered, as far as the cache knows.
pub struct Answered<'a> {
    cache: &'a Cache,
    now: i64,
    /// Hashes of addresses, each with the time of its answer in seconds since 1970. The addresses themselves may
    /// stand in a text that is held back tomorrow.
    times: BTreeMap<String, i64>,
    is_changed: bool,
}

impl<'a> Answered<'a> {
    /// Reads the cache; what cannot be read is as good as nothing.
    pub fn read(cache: &'a Cache, now: Timestamp) -> Self {
        let now = now.as_second();
        let text = cache.read(NAME).unwrap_or_default();
        let mut times: BTreeMap<String, i64> = serde_json::from_slice(&text).unwrap_or_default();
        // A time to come is one of a clock that was wrong.
        times.retain(|_, at| (now.saturating_sub(KEPT)..=now).contains(at));
        Self { cache, now, times, is_changed: false }
    }

    /// Returns whether an address answered lately.
    pub fn holds(&self, url: &str) -> bool {
        self.times.contains_key(&hash(url))
    }

    /// Keeps that an address answers.
    pub fn keep(&mut self, url: &str) {
        self.is_changed = true;
        self.times.insert(hash(url), self.now);
    }

    /// Writes the cache.
    pub fn write(&self) {
        if self.is_changed {
            self.cache.keep(NAME, &serde_json::to_vec(&self.times).unwrap_or_default());
        }
    }
}

fn hash(url: &str) -> String {
    blake3::hash(url.as_bytes()).to_hex().to_string()
}
