//! The words of the interface: everything that a page says and no writer wrote, in the site's language.
//!
//! Each language is one file under `strings/`, embedded in the binary; a site's own file of that name
//! goes before it, string by string. What a language has no string for is said in English.

mod caveat;
mod direction;
mod file;
mod text;

pub use direction::Direction;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use self::text::Text;
pub use self::text::{COUNT, Piece};
use crate::dates::PartialDate;
use crate::problem::Problem;
use crate::source::{Source, read_text};

/// The folder of a site's own files of strings.
pub const FOLDER: &str = "strings/";

/// The language that every string is there in.
const BASE: &str = "en";

/// The languages that are embedded, by their tags.
const EMBEDDED: &[(&str, &str)] = &[
    (BASE, include_str!("../../strings/en.yaml")),
    ("fr", include_str!("../../strings/fr.yaml")),
    ("ar", include_str!("../../strings/ar.yaml")),
    ("es", include_str!("../../strings/es.yaml")),
    ("ru", include_str!("../../strings/ru.yaml")),
    ("zh", include_str!("../../strings/zh.yaml")),
    ("pt", include_str!("../../strings/pt.yaml")),
    ("de", include_str!("../../strings/de.yaml")),
    ("it", include_str!("../../strings/it.yaml")),
    ("uk", include_str!("../../strings/uk.yaml")),
    ("tr", include_str!("../../strings/tr.yaml")),
    ("fa", include_str!("../../strings/fa.yaml")),
];

/// The strings of one site.
#[derive(Debug)]
pub struct Interface {
    direction: Direction,
    texts: HashMap<String, Said>,
    /// Whether there are strings in the language of the site, or in the one that it is a variety of.
    is_translated: bool,
    /// The rules for counting of the languages that the strings are in.
    rules: Vec<PluralRules>,
}

/// A string, and which of the rules it counts by.
#[derive(Debug)]
struct Said {
    text: Text,
    rules: usize,
}

impl Interface {
    /// Returns the strings for a site in this language, its own before those that are embedded, and what
    /// is wrong with its own.
    pub fn load(source: &dyn Source, files: &BTreeSet<String>, language: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut interface = Self {
            direction: Direction::of(language),
            texts: HashMap::new(),
            is_translated: false,
            rules: Vec::new(),
        };
        let embedded = |tag: &str| EMBEDDED.iter().find(|(own, _)| *own == tag).map(|(_, text)| *text);
        if let Some(text) = embedded(BASE) {
            interface.add(BASE, file::read_embedded(text));
        }
        let known = interface.texts.iter().map(|(key, said)| (key.clone(), said.text.values())).collect();
        for tag in tags(language) {
            interface.is_translated |=
                embedded(tag).is_some() || files.contains(&format!("{FOLDER}{tag}.yaml"));
            if let Some(text) = embedded(tag).filter(|_| tag != BASE) {
                interface.add(tag, file::read_embedded(text));
            }
            let path = format!("{FOLDER}{tag}.yaml");
            if !files.contains(&path) {
                continue;
            }
            match read_text(source, &path) {
                Ok(text) => {
                    let (texts, found) = file::read(&path, &text, &known);
                    interface.add(tag, texts);
                    problems.extend(found);
                }
                Err(problem) => problems.push(problem),
            }
        }
        (interface, problems)
    }

    fn add(&mut self, tag: &str, texts: Vec<(String, Text)>) {
        let locale = tag.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        // A language that has no rules of its own counts like one that makes no difference.
        let rules = PluralRules::try_new_cardinal(locale.into());
        let Ok(rules) = rules.or_else(|_| PluralRules::try_new_cardinal(Locale::UNKNOWN.into())) else {
            return;
        };
        self.rules.push(rules);
        let rules = self.rules.len() - 1;
        self.texts.extend(texts.into_iter().map(|(key, text)| (key, Said { text, rules })));
    }

    /// Returns in which direction the site's language is written.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Returns whether there are strings in the language of the site; without any, all are in English.
    pub fn is_translated(&self) -> bool {
        self.is_translated
    }

    /// Returns whether there is a string of this name.
    pub fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key)
    }

    /// Returns the names of all strings.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// Returns a string that has no values.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// Returns a string with these values in it.
    pub fn say_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.made(key, None, values)
    }

    /// Returns the form of a string that goes with a number, with the number in it as `count`.
    pub fn count(&self, key: &str, number: usize) -> String {
        self.count_with(key, number, &[])
    }

    /// Returns the same with these values in it too.
    pub fn count_with(&self, key: &str, number: usize, values: &[(&str, &str)]) -> String {
        self.made(key, Some(number), values)
    }

    fn made(&self, key: &str, number: Option<usize>, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let known = self.write(key, number, &mut out, |piece, out| match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Value(name) => match values.iter().find(|(own, _)| own == name) {
                Some((_, value)) => out.push_str(value),
                None => {
                    let _ = write!(out, "{{{name}}}");
                }
            },
        });
        if known { out } else { key.to_owned() }
    }

    /// Writes a string, piece by piece, for who knows how to write its values; `count` is written here.
    /// Returns whether there is such a string.
    pub fn write(
        &self,
        key: &str,
        number: Option<usize>,
        out: &mut String,
        mut piece: impl FnMut(&Piece, &mut String),
    ) -> bool {
        let Some(said) = self.texts.get(key) else { return false };
        let category = number.map_or(PluralCategory::Other, |number| {
            self.rules.get(said.rules).map_or(PluralCategory::Other, |rules| rules.category_for(number))
        });
        for part in said.text.form(category) {
            match (part, number) {
                (Piece::Value(name), Some(number)) if name == COUNT => {
                    let _ = write!(out, "{number}");
                }
                _ => piece(part, out),
            }
        }
        true
    }

    /// Returns the forms of a string by the names of their categories of number, with the places of values as they are
    /// written: for who puts the values in elsewhere. A string that is not counted has the form `other` alone.
    pub fn forms(&self, key: &str) -> BTreeMap<&'static str, String> {
        self.texts.get(key).map(|said| said.text.forms()).unwrap_or_default()
    }

    /// Returns words as a sentence lists them: "A, B and C".
    pub fn list(&self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => {
                let first = first.join(&self.say("list.comma"));
                self.say_with("list.and", &[("first", &first), ("last", last)])
            }
        }
    }

    /// Returns a date as the language writes it, as exact as it was given: "February 2024".
    pub fn date(&self, date: PartialDate) -> String {
        let year = date.year().to_string();
        match (date.month(), date.day()) {
            (Some(month), Some(day)) => {
                let key = if day == 1 { "date.first-day" } else { "date.day" };
                let month = self.month("date.months", month);
                self.say_with(key, &[("day", &day.to_string()), ("month", month), ("year", &year)])
            }
            (Some(month), None) => {
                let month = self.month("date.months-alone", month);
                self.say_with("date.month", &[("month", month), ("year", &year)])
            }
            (None, _) => year,
        }
    }

    /// Returns the name of a month that stands alone.
    pub fn month_alone(&self, month: i8) -> &str {
        self.month("date.months-alone", month)
    }

    fn month(&self, key: &str, month: i8) -> &str {
        let place = usize::try_from(month - 1).unwrap_or_default();
        self.texts.get(key).and_then(|said| said.text.item(place)).unwrap_or_default()
    }
}

/// Returns the tags that a language's strings stand under, from the general to the particular: `fr`,
/// `fr-CA`.
fn tags(language: &str) -> Vec<&str> {
    let ends = language.match_indices('-').map(|(at, _)| at).chain([language.len()]);
    ends.map(|end| &language[..end]).collect()
}
