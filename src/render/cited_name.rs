//! Names of authors as styles and reference managers write them.
//!
//! Whose name is turned round is the author's word: a profile with `family` says which part is the family name. All
//! other names stay whole, with their commas: institutions, persons of one name, and authors without a profile, since
//! nobody can tell from the words alone that Ann Lee's family is Lee and Wang Yi's is Wang.

use serde_json::{Map, Value};

use crate::content::{PersonName, without_controls};
use crate::edition::Edition;

/// The name of an author, each part in one line.
#[derive(Debug, PartialEq, Eq)]
pub enum CitedName {
    /// A name that is never turned round.
    Whole(String),
    /// The name of a person.
    Person(Parts),
}

/// The parts of a person's name, as CSL 1.0.2 tells them apart.
#[derive(Debug, PartialEq, Eq)]
pub struct Parts {
    /// The name in its usual order.
    usual: String,
    /// What stays before the family name when the name is turned round: "van der". CSL: non-dropping particle.
    particle: String,
    family: String,
    given: String,
    /// What goes after the given names when the name is turned round: "de" of Alexis de Tocqueville. CSL: dropping
    /// particle.
    dropping: String,
    suffix: String,
}

impl CitedName {
    /// Returns the name of an author whom front matter names.
    pub fn of(edition: &Edition, written: &str) -> Self {
        let entry = edition.site.author_named(written).map(|id| edition.site.author(id));
        match entry.and_then(|entry| entry.profile.as_deref()) {
            Some(profile) => match &profile.person {
                Some(person) => Self::Person(Parts::new(person, &profile.name)),
                None => Self::Whole(one_line(&profile.name)),
            },
            None => Self::Whole(one_line(written)),
        }
    }

    /// Returns the name in its usual order.
    pub fn usual(&self) -> &str {
        match self {
            Self::Whole(name) => name,
            Self::Person(parts) => &parts.usual,
        }
    }

    /// Returns the name as MLA puts it first in a list: the family name, with its particle, before a comma. One that
    /// begins with its family name anyway stays as it is.
    pub fn first_in_mla(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person(parts) if parts.begins_with_family() => parts.usual.clone(),
            Self::Person(parts) => parts.inverted(&parts.given),
        }
    }

    /// Returns the same as Chicago has it, where the particle goes after the given names.
    pub fn first_in_chicago(&self) -> String {
        match self {
            Self::Person(parts) if !parts.particle.is_empty() => {
                let given = joined(" ", [&parts.given, &parts.dropping, &parts.particle]);
                joined(", ", [&parts.family, &given, &parts.suffix])
            }
            Self::Whole(_) | Self::Person(_) => self.first_in_mla(),
        }
    }

    /// Returns the name as APA has it: the family name and initials.
    pub fn with_initials(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person(parts) if parts.is_written_together() => parts.usual.clone(),
            Self::Person(parts) => parts.inverted(&initials(&parts.given)),
        }
    }

    /// Returns the name with the family name first, as RIS and Highwire Press tags have it.
    pub fn inverted(&self) -> String {
        match self {
            Self::Whole(name) => name.clone(),
            Self::Person(parts) => parts.inverted(&parts.given),
        }
    }

    /// Returns the name as `BibTeX` splits it: "von Last, Jr, First". `tex` escapes a text.
    pub fn bibtex(&self, tex: impl Fn(&str) -> String) -> String {
        let parts = match self {
            Self::Whole(name) => return format!("{{{}}}", tex(name)),
            Self::Person(parts) => parts,
        };
        let kept =
            |text: &str| if is_split_by_bibtex(text) { format!("{{{}}}", tex(text)) } else { tex(text) };
        let von = if parts.particle.is_empty() { &parts.dropping } else { &parts.particle };
        let family = joined(" ", [&tex(von), &kept(&parts.family)]);
        joined(", ", [&family, &kept(&parts.suffix), &kept(&parts.given)])
    }

    /// Returns the name as CSL-JSON has it.
    pub fn csl(&self) -> Value {
        let mut name = Map::new();
        match self {
            Self::Whole(whole) => {
                name.insert("literal".to_owned(), whole.as_str().into());
            }
            Self::Person(parts) => {
                for (key, value) in [
                    ("family", &parts.family),
                    ("given", &parts.given),
                    ("non-dropping-particle", &parts.particle),
                    ("dropping-particle", &parts.dropping),
                    ("suffix", &parts.suffix),
                ] {
                    if !value.is_empty() {
                        name.insert(key.to_owned(), value.as_str().into());
                    }
                }
                if parts.begins_with_family() {
                    name.insert("static-ordering".to_owned(), true.into());
                }
            }
        }
        name.into()
    }
}

impl Parts {
    fn new(person: &PersonName, usual: &str) -> Self {
        let (family, given) = (one_line(&person.family), one_line(&person.given));
        let (particle, family) = particle_before(&family);
        let (given, dropping) = particle_after(&given);
        Self {
            usual: one_line(usual),
            particle: particle.to_owned(),
            family: family.to_owned(),
            given: given.to_owned(),
            dropping: dropping.to_owned(),
            suffix: one_line(&person.suffix),
        }
    }

    /// Returns whether the usual order has the family name first, as in Wang Yi.
    fn begins_with_family(&self) -> bool {
        let rest = self.usual.strip_prefix(&self.family);
        !self.given.is_empty() && rest.is_some_and(|rest| rest.trim_start().starts_with(&self.given))
    }

    /// Returns whether the script of the name has no spaces, capitals or initials.
    fn is_written_together(&self) -> bool {
        self.family.chars().any(|c| c >= '\u{2E80}')
    }

    fn inverted(&self, given: &str) -> String {
        let family = joined(" ", [&self.particle, &self.family]);
        joined(", ", [&family, &joined(" ", [given, &self.dropping]), &self.suffix])
    }
}

/// Returns those of the parts that are there, with a mark between them.
fn joined<const N: usize>(mark: &str, parts: [&str; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(mark)
}

/// Returns the words in small letters that a family name begins with, and the rest, which has a word at least.
fn particle_before(family: &str) -> (&str, &str) {
    let mut at = 0;
    for word in family.split_inclusive(' ') {
        let is_last = at + word.len() == family.len();
        if is_last || !is_particle(word) {
            break;
        }
        at += word.len();
    }
    (family[..at].trim_end(), &family[at..])
}

/// Returns the given names, which have a word at least, and the words in small letters that they end with.
fn particle_after(given: &str) -> (&str, &str) {
    let mut rest = given;
    while let Some((before, word)) = rest.rsplit_once(' ') {
        if !is_particle(word) {
            break;
        }
        rest = before;
    }
    (rest, given[rest.len()..].trim_start())
}

/// Returns whether a word is one that names carry before the family name: it has small letters only.
fn is_particle(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase) && !word.chars().any(char::is_uppercase)
}

/// Returns the initials of given names: "Jean-Paul Marie" is "J.-P. M.". Letters without capitals have none.
fn initials(given: &str) -> String {
    let of_part = |part: &str| match part.chars().next() {
        Some(first) if first.is_uppercase() => format!("{first}."),
        _ => part.to_owned(),
    };
    let of_word = |word: &str| word.split('-').map(of_part).collect::<Vec<_>>().join("-");
    given.split(' ').map(of_word).collect::<Vec<_>>().join(" ")
}

/// Returns whether `BibTeX` would take a part of a name for several.
fn is_split_by_bibtex(part: &str) -> bool {
    let is_small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    part.contains(',') || part.split(' ').skip(1).any(is_small) || part.split(' ').any(|word| word == "and")
}

/// Returns a text in one line, without control characters.
pub fn one_line(text: &str) -> String {
    crate::text::one_line(&without_controls(text))
}
