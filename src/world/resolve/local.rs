//! Names in the languages of `data/names.tsv`, for what has no meaning in English or French.
//!
//! They are many and few sites write them, so they are only looked through when one is needed.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::world::Country;
use crate::world::meaning::Meaning;
use crate::world::spelling::key;

static MEANINGS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut choices: HashMap<String, Vec<Country>> = HashMap::new();
    for (name, country) in Country::all_names() {
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
