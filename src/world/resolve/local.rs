//! Names in the languages of `data/names.tsv`, for what has no meaning in English or French.
//!
//! They are many and few sites write them, so they are only looked through when one is needed.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Meaning, fold};
use crate::world::{Country, names};

static MEANINGS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut choices: HashMap<String, Vec<Country>> = HashMap::new();
    for (name, country) in names::all() {
        let choices = choices.entry(key(name)).or_default();
        if !choices.contains(&country) {
            choices.push(country);
        }
    }
    choices.into_iter().map(|(key, choices)| (key, Meaning::of(choices))).collect()
});

/// Returns what a name means in any of the languages.
pub(super) fn meaning(written: &str) -> Option<&'static Meaning> {
    MEANINGS.get(&key(written))
}

/// Tells whether a text has no letters of another script than the Latin one.
pub(super) fn is_latin(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c))
}

/// Returns the key under which two spellings of a name are the same.
///
/// Other scripts than the Latin one keep their letters: written in ASCII, names of different countries
/// become alike, and some become codes.
fn key(text: &str) -> String {
    if is_latin(text) {
        fold(text)
    } else {
        // U+02B0 to U+02FF count as letters, but are apostrophes and accents that stand alone.
        let is_kept = |c: &char| c.is_alphanumeric() && !('\u{2b0}'..'\u{300}').contains(c);
        text.chars().filter(is_kept).flat_map(char::to_lowercase).collect()
    }
}
