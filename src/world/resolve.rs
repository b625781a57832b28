//! From what a writer wrote to a [`Country`].
//!
//! Every code, name and alias stands in one map under its *fold*, which leaves out case, accents,
//! punctuation and a leading "the"; codes, names and aliases stand there as written, too, so that the
//! usual input is found at once and nothing is allocated.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::Country;

mod local;
mod suggest;
#[cfg(test)]
mod tests;

/// `data/aliases.tsv`: a header, then `alias TAB code`; an ambiguous alias has several codes,
/// separated by blanks.
const ALIASES: &str = include_str!("../../data/aliases.tsv");

/// Holds the meaning of everything that resolves, as written and folded.
static MEANINGS: LazyLock<HashMap<Cow<'static, str>, Meaning>> = LazyLock::new(meanings);

/// Says why a written country is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnresolvedCountry {
    /// No country has this code or name.
    Unknown {
        /// Names what may have been meant: closest first, at most three, often empty.
        suggestions: Vec<Country>,
    },
    /// More than one country goes by this name: Congo, Korea, Saint Martin.
    Ambiguous {
        /// Names the countries that go by it, at least two.
        choices: Vec<Country>,
    },
}

#[derive(Clone)]
enum Meaning {
    One(Country),
    Several(Vec<Country>),
}

impl Country {
    /// Returns the country that a writer means.
    ///
    /// Understands the alpha-2 and alpha-3 codes of ISO 3166-1 in either case, its numeric codes with
    /// or without leading zeros, the English and French names of CLDR, the names that M49 uses, and the
    /// usual others ("Ivory Coast", "DPRK"). Case, accents, punctuation and a leading "the" do not
    /// matter. What is none of these may be a name in one of the other languages that
    /// [`Country::name_in`] knows ("Deutschland").
    ///
    /// A former country goes by its alpha-4 code, and by its other codes and names unless a present one
    /// goes by them: "Burma" is Myanmar.
    ///
    /// # Errors
    ///
    /// [`UnresolvedCountry::Ambiguous`] if the name alone does not tell which country is meant, even if
    /// one of them is listed under just that name; [`UnresolvedCountry::Unknown`] for all else.
    pub fn resolve(written: &str) -> Result<Country, UnresolvedCountry> {
        if let Some(meaning) = MEANINGS.get(written) {
            return meaning.resolved();
        }
        let written = written.trim();
        let key = fold(written);
        let folded = || MEANINGS.get(key.as_str()).filter(|_| !is_accidental(written, &key));
        let meaning = if local::is_latin(written) {
            folded().or_else(|| local::meaning(written))
        } else {
            // Its own letters say more than what they become in ASCII.
            local::meaning(written).or_else(folded)
        };
        match meaning {
            Some(meaning) => meaning.resolved(),
            None => Err(UnresolvedCountry::Unknown { suggestions: suggest::closest(&key) }),
        }
    }
}

impl Meaning {
    fn of(choices: Vec<Country>) -> Self {
        match choices.as_slice() {
            [country] => Self::One(*country),
            _ => Self::Several(choices),
        }
    }

    fn resolved(&self) -> Result<Country, UnresolvedCountry> {
        match self {
            Self::One(country) => Ok(*country),
            Self::Several(choices) => Err(UnresolvedCountry::Ambiguous { choices: choices.clone() }),
        }
    }
}

/// Returns the key under which two spellings of a name are the same.
fn fold(written: &str) -> String {
    let slug = slug::slugify(written);
    match slug.strip_prefix("the-") {
        Some(rest) => rest.to_owned(),
        None => slug,
    }
}

/// Tells whether a code was hit only by transliteration: "ΕΕ" is the European Union in Greek, not Estonia.
fn is_accidental(written: &str, key: &str) -> bool {
    key.len() <= 3 && !written.is_ascii()
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

/// Returns every alias with what it can mean.
pub(super) fn aliases() -> impl Iterator<Item = (&'static str, Vec<Country>)> {
    ALIASES.lines().skip(1).filter_map(|line| {
        let (alias, codes) = line.split_once('\t')?;
        let choices = codes.split(' ').filter_map(Country::from_code).collect();
        Some((alias, choices))
    })
}
