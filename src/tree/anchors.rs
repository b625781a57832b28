//! The ids of headings: as GitHub makes them, each once.

use std::collections::{HashMap, HashSet};

use crate::text::slug_of;

/// Ids that the templates use on a page with a text.
const PAGE_IDS: [&str; 10] = [
    "main",
    "contents",
    "sources",
    "events",
    "corrections",
    "notes",
    "related",
    "series",
    "countries",
    "topics",
];

/// What the ids of sources, notes and their marks begin with.
const PAGE_PREFIXES: [&str; 3] = ["source-", "note-", "cite-"];

/// Gives out ids.
#[derive(Default)]
pub struct Anchors {
    taken: HashSet<String>,
    /// For each id that was wanted more than once, the last number that it got.
    numbers: HashMap<String, usize>,
}

impl Anchors {
    /// Returns an id for a heading with these words, or for which its writer asked.
    pub fn claim(&mut self, asked: Option<&str>, words: &str) -> String {
        let wanted = match asked.map(usable).filter(|id| !id.is_empty()) {
            Some(id) => id,
            None => slug_of(words),
        };
        let wanted = if wanted.is_empty() { "section".to_owned() } else { wanted };
        if !is_reserved(&wanted) && self.taken.insert(wanted.clone()) {
            return wanted;
        }
        let number = self.numbers.entry(wanted.clone()).or_default();
        loop {
            *number += 1;
            let id = format!("{wanted}-{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Returns whether an id is one that the templates give out on a page with a text.
pub fn is_reserved(id: &str) -> bool {
    PAGE_IDS.contains(&id) || PAGE_PREFIXES.iter().any(|prefix| id.starts_with(prefix))
}

fn usable(id: &str) -> String {
    id.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')).collect()
}
