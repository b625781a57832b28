//! From what a writer wrote to a [`Country`].
//!
//! Codes, names and aliases are looked up in one map; what is not in it may be a name in another language, or a
//! slip of the pen.

use super::Country;
use super::meaning::Meaning;
use super::spelling::{fold, is_latin};

mod local;
mod suggest;
#[cfg(test)]
mod tests;

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
        Self::find(written).map_err(|error| match error {
            UnresolvedCountry::Unknown { .. } => {
                UnresolvedCountry::Unknown { suggestions: suggest::closest(&fold(written.trim())) }
            }
            UnresolvedCountry::Ambiguous { .. } => error,
        })
    }

    /// Returns the country that a writer means, as [`Country::resolve`] does, and without a look at what else may be
    /// meant, which takes a thousand times as long.
    ///
    /// # Errors
    ///
    /// As [`Country::resolve`], without suggestions.
    pub fn find(written: &str) -> Result<Country, UnresolvedCountry> {
        if let Some(meaning) = Meaning::find(written) {
            return meaning.resolved();
        }
        let written = written.trim();
        let key = fold(written);
        let folded = || Meaning::find(key.as_str()).filter(|_| !is_accidental(written, &key));
        let meaning = if is_latin(written) {
            folded().or_else(|| local::meaning(written))
        } else {
            // Its own letters say more than what they become in ASCII.
            local::meaning(written).or_else(folded)
        };
        match meaning {
            Some(meaning) => meaning.resolved(),
            None => Err(UnresolvedCountry::Unknown { suggestions: Vec::new() }),
        }
    }
}

impl Meaning {
    fn resolved(&self) -> Result<Country, UnresolvedCountry> {
        match self {
            Self::One(country) => Ok(*country),
            Self::Several(choices) => Err(UnresolvedCountry::Ambiguous { choices: choices.clone() }),
        }
    }
}

/// Tells whether a code was hit only by transliteration: "ΕΕ" is the European Union in Greek, not Estonia.
fn is_accidental(written: &str, key: &str) -> bool {
    key.len() <= 3 && !written.is_ascii()
}
