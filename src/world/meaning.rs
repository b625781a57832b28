//! What codes and names mean: one map for all of them.
//!
//! Every code, name and alias stands in it under its *fold*; codes, names and aliases stand there as written, too,
//! so that the usual input is found at once and nothing is allocated.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::Country;
use super::alias::aliases;
use super::spelling::fold;

/// Holds the meaning of everything that resolves, as written and folded.
static MEANINGS: LazyLock<HashMap<Cow<'static, str>, Meaning>> = LazyLock::new(meanings);

/// What a name stands for.
#[derive(Clone)]
pub(super) enum Meaning {
    /// One country.
    One(Country),
    /// Each of several.
    Several(Vec<Country>),
}

impl Meaning {
    /// Returns the meaning of a name of these countries.
    pub(super) fn of(choices: Vec<Country>) -> Self {
        match choices.as_slice() {
            [country] => Self::One(*country),
            _ => Self::Several(choices),
        }
    }

    /// Returns what a code, a name or an alias means that is written just so, or is a fold.
    pub(super) fn find(key: &str) -> Option<&'static Self> {
        MEANINGS.get(key)
    }
}

fn meanings() -> HashMap<Cow<'static, str>, Meaning> {
    let mut meanings = HashMap::new();
    let mut written = Vec::new();
    for country in Country::all().filter(|country| country.former().is_none()) {
        if let Some(numeric) = country.numeric() {
            for width in 1..=3 {
                let digits = format!("{numeric:0width$}");
                meanings.insert(Cow::Owned(digits), Meaning::One(country));
            }
        }
        for text in [country.code(), country.alpha3(), country.name(), country.slug()] {
            meanings.insert(Cow::Owned(fold(text)), Meaning::One(country));
            written.push(text);
        }
    }
    // After the names, because an ambiguous alias ("Congo") is more than the name of one country.
    for (alias, choices) in aliases() {
        meanings.insert(Cow::Owned(fold(alias)), Meaning::of(choices));
        written.push(alias);
    }
    for (text, choices) in of_former(&meanings) {
        meanings.insert(Cow::Owned(text), Meaning::of(choices));
    }
    for text in written {
        if let Some(meaning) = meanings.get(fold(text).as_str()).cloned() {
            meanings.insert(Cow::Borrowed(text), meaning);
        }
    }
    meanings
}

/// Returns what former countries are called and nothing else is, folded.
fn of_former(taken: &HashMap<Cow<'static, str>, Meaning>) -> HashMap<String, Vec<Country>> {
    let mut of_former: HashMap<String, Vec<Country>> = HashMap::new();
    for country in Country::all().filter(|country| country.former().is_some()) {
        let numeric = country.numeric().map(|number| format!("{number:03}"));
        let texts = [country.code(), country.alpha2(), country.alpha3(), country.name(), country.slug()];
        let folds: BTreeSet<String> = texts.into_iter().map(fold).chain(numeric).collect();
        for text in folds {
            if !taken.contains_key(text.as_str()) {
                of_former.entry(text).or_default().push(country);
            }
        }
    }
    of_former
}
