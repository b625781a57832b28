//! From what a writer wrote to an [`Organisation`].

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Organisation;
use crate::world::spelling;

#[cfg(test)]
mod tests;

/// How many organisations are suggested at most.
const LIMIT: usize = 3;

/// From how many letters on a key is a name; those below are abbreviations, all close to each other.
const SHORTEST_NAME: usize = 7;

/// From how many letters on a word of a name can have another slip than two letters swapped or one doubled.
const SHORTEST_LONG_WORD: usize = 5;

/// Holds what each name means, by its key.
static MEANINGS: LazyLock<HashMap<String, Vec<Organisation>>> = LazyLock::new(|| {
    let mut meanings: HashMap<String, Vec<Organisation>> = HashMap::new();
    let ids = Organisation::all().map(|it| (it.id(), it));
    for (name, organisation) in ids.chain(Organisation::all_names()) {
        meanings.entry(key(name)).or_default().push(organisation);
    }
    for choices in meanings.values_mut() {
        choices.sort_unstable();
        choices.dedup();
    }
    meanings
});

/// Says why a written organisation is none of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnresolvedOrganisation {
    /// No organisation has this name.
    Unknown {
        /// Names what may have been meant: closest first, at most three, often empty.
        suggestions: Vec<Organisation>,
    },
    /// More than one organisation goes by this name: EC, CE.
    Ambiguous {
        /// Names the organisations that go by it, at least two.
        choices: Vec<Organisation>,
    },
}

impl UnresolvedOrganisation {
    /// Returns whether an organisation of the table may be meant.
    #[must_use]
    pub fn has_choices(&self) -> bool {
        match self {
            Self::Unknown { suggestions } => !suggestions.is_empty(),
            Self::Ambiguous { .. } => true,
        }
    }
}

impl Organisation {
    /// Returns the organisation that a writer means.
    ///
    /// Understands ids, short names, names and other usual names in all languages of the table ("OTAN", "欧盟"). Case,
    /// accents, punctuation and a leading "the" do not matter. Codes of countries do: "AU" is the African Union here
    /// and Australia where a country is expected.
    ///
    /// # Errors
    ///
    /// [`UnresolvedOrganisation::Ambiguous`] if the name alone does not tell which organisation is meant;
    /// [`UnresolvedOrganisation::Unknown`] for all else.
    pub fn resolve(written: &str) -> Result<Organisation, UnresolvedOrganisation> {
        Self::find(written).map_err(|error| match error {
            UnresolvedOrganisation::Unknown { .. } => {
                UnresolvedOrganisation::Unknown { suggestions: closest(&key(written)) }
            }
            UnresolvedOrganisation::Ambiguous { .. } => error,
        })
    }

    /// Returns the organisation that a writer means, as [`Organisation::resolve`] does, and without a look at what else
    /// may be meant, which takes longer.
    ///
    /// # Errors
    ///
    /// As [`Organisation::resolve`], without suggestions.
    pub fn find(written: &str) -> Result<Organisation, UnresolvedOrganisation> {
        match MEANINGS.get(&key(written)).map(Vec::as_slice) {
            Some([organisation]) => Ok(*organisation),
            Some(choices) => Err(UnresolvedOrganisation::Ambiguous { choices: choices.to_vec() }),
            None => Err(UnresolvedOrganisation::Unknown { suggestions: Vec::new() }),
        }
    }
}

/// Returns the key under which two spellings of a name are the same: "E.U." is "EU", "OPEC+" is not "OPEC".
fn key(written: &str) -> String {
    spelling::key(&written.trim().replace('.', "").replace('+', " plus"))
}

/// Returns the organisations with a name that is close to a key, the closest first.
fn closest(key: &str) -> Vec<Organisation> {
    let close = |(name, choices): (&'static String, &'static Vec<Organisation>)| {
        let distance = distance(key, name)?;
        Some(choices.iter().map(move |organisation| (distance, *organisation)))
    };
    let mut found: Vec<(usize, Organisation)> = MEANINGS.iter().filter_map(close).flatten().collect();
    found.sort_unstable();

    let mut closest = Vec::new();
    for (_, organisation) in found {
        if closest.len() < LIMIT && !closest.contains(&organisation) {
            closest.push(organisation);
        }
    }
    closest
}

/// Returns the distance of two keys, if one can only be the other with a slip of the pen.
///
/// A site may have organisations of its own, with names that have most words in common with these. So there are as many
/// words in both, and each is the same but for a slip; of an abbreviation and of a short word, that is two letters
/// swapped or one doubled.
fn distance(key: &str, name: &str) -> Option<usize> {
    if name.len() < SHORTEST_NAME && !name.contains('-') {
        return (name.len() > 2 && is_slip(key, name)).then_some(1);
    }
    // Names of very different lengths are far apart, which is quicker to see than to measure.
    if key.len().abs_diff(name.len()) > key.len().max(name.len()) / 4 + 2 {
        return None;
    }
    let (mut words, mut expected) = (key.split('-'), name.split('-'));
    let mut distance = 0;
    loop {
        match (words.next(), expected.next()) {
            (Some(word), Some(expected)) => distance += slips(word, expected)?,
            (None, None) => return Some(distance),
            _ => return None,
        }
    }
}

/// Returns how many slips lie between two words, if few do.
fn slips(word: &str, expected: &str) -> Option<usize> {
    if word == expected {
        return Some(0);
    }
    let shorter = word.len().min(expected.len());
    if shorter < SHORTEST_LONG_WORD {
        return is_slip(word, expected).then_some(1);
    }
    let is_alike = word.as_bytes().first() == expected.as_bytes().first()
        && word.len().abs_diff(expected.len()) <= shorter / 4;
    is_alike.then(|| strsim::osa_distance(word, expected)).filter(|distance| *distance <= shorter / 4)
}

/// Tells whether two letters are swapped, or one doubled or not.
fn is_slip(word: &str, expected: &str) -> bool {
    is_swapped(word, expected) || undoubled(word).eq(undoubled(expected))
}

/// Tells whether two texts differ in two neighbouring letters that changed places.
fn is_swapped(one: &str, other: &str) -> bool {
    one.len() == other.len() && strsim::osa_distance(one, other) == 1 && {
        let sorted = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters
        };
        sorted(one) == sorted(other)
    }
}

/// Returns the letters of a text with one of each run of the same letter.
fn undoubled(text: &str) -> impl Iterator<Item = char> {
    let before = std::iter::once(None).chain(text.chars().map(Some));
    text.chars().zip(before).filter(|(letter, before)| Some(*letter) != *before).map(|(letter, _)| letter)
}
