//! What a translation takes from its original: all that is no words.
//!
//! A translation has its own title and text. What it does not say of itself, such as its date, its countries or its
//! marking, is what the original says; lists of groups, such as sources and events, are filled up entry by entry.

use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use crate::dates::Moment;
use crate::finding::{Anchor, Finding};
use crate::keys::front_matter::OF_ONE_LANGUAGE;
use crate::outline::{KeyPath, Step};
use crate::problem::Code;
use crate::text::slug_of;
use crate::world::Country;
use crate::yaml::{Scalar, tree};

/// The front matter of the original of a translation.
#[derive(Clone, Debug)]
pub struct Original {
    path: String,
    keys: Mapping,
}

impl Original {
    /// Reads the front matter of an original at this path. One that cannot be read has nothing to give, and what is
    /// wrong with it is told of itself.
    pub(super) fn new(path: &str, yaml: &str) -> Self {
        let keys = match tree(yaml) {
            Some(Value::Mapping(keys)) => keys,
            _ => Mapping::new(),
        };
        Self { path: path.to_owned(), keys }
    }

    /// Returns its file, from the site's root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns what the original says under a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.keys.get(key).filter(|value| !value.is_null())
    }

    /// Returns the texts of a list of the original.
    pub fn texts(&self, key: &str) -> Vec<String> {
        let items = self.get(key).and_then(Value::as_sequence);
        items.into_iter().flatten().filter_map(crate::yaml::plain_text).collect()
    }

    /// Returns the slugs by which the original knows its names under a key, if there are as many of them as the
    /// translation has: a person whose name is written otherwise is the same person.
    pub fn slugs(&self, key: &str, count: usize) -> Option<Vec<String>> {
        let names = match self.get(key)? {
            Value::Sequence(_) => self.texts(key),
            one => crate::yaml::plain_text(one).into_iter().collect(),
        };
        (names.len() == count).then(|| names.iter().map(|name| slug_of(name)).collect())
    }

    /// Returns the countries of the original, as far as they are some.
    pub fn countries(&self) -> Vec<Country> {
        self.texts("countries").iter().filter_map(|name| Country::find(name).ok()).collect()
    }

    /// Returns the date of the original as it is written.
    pub fn date(&self) -> Option<String> {
        let scalar: Scalar = serde_yaml::from_value(self.get("date")?.clone()).ok()?;
        Some(scalar.0)
    }

    /// Reads the front matter of a translation, filled up with what the original says.
    ///
    /// None where it is no YAML, or does not fit; whoever reads the translation alone tells why.
    pub(super) fn fill<T: DeserializeOwned>(&self, yaml: &str) -> Option<T> {
        let own = match tree(yaml)? {
            Value::Mapping(own) => own,
            Value::Null => Mapping::new(),
            _ => return None,
        };
        serde_yaml::from_value(Value::Mapping(filled(own, &self.keys))).ok()
    }
}

/// Keeps what was found in a translation itself: of what it takes from its original, the original tells.
pub fn keep_own(yaml: &str, findings: &mut Vec<Finding>) {
    let Some(Value::Mapping(own)) = tree(yaml) else { return };
    findings.retain(|finding| match finding.position() {
        Anchor::Key(path) | Anchor::Value(path) => match path.0.first() {
            Some(Step::Key(key)) => own.contains_key(key.as_str()) || !is_shared(key),
            _ => true,
        },
        Anchor::File | Anchor::Top | Anchor::Part(_) | Anchor::Bytes(_) => true,
    });
}

/// Returns whether a key holds for all languages.
fn is_shared(key: &str) -> bool {
    !OF_ONE_LANGUAGE.contains(&key)
}

/// Fills the keys of a translation up with those of its original.
fn filled(mut own: Mapping, original: &Mapping) -> Mapping {
    for (key, value) in original {
        let Some(name) = key.as_str().filter(|name| is_shared(name)) else { continue };
        match own.get_mut(name) {
            None => {
                own.insert(key.clone(), value.clone());
            }
            Some(mine) if mine.is_null() => *mine = value.clone(),
            Some(Value::Sequence(mine)) => {
                if let Value::Sequence(theirs) = value {
                    fill_entries(mine, theirs);
                }
            }
            Some(_) => {}
        }
    }
    own
}

/// Fills the groups of a list up, each with the group of the same `id`, or else of the same place.
fn fill_entries(own: &mut [Value], original: &[Value]) {
    for (place, entry) in own.iter_mut().enumerate() {
        let Value::Mapping(entry) = entry else { continue };
        let id = entry.get("id").and_then(crate::yaml::plain_text);
        let same = match &id {
            Some(id) => original
                .iter()
                .find(|other| other.get("id").and_then(crate::yaml::plain_text).as_ref() == Some(id)),
            None => original.get(place),
        };
        let Some(Value::Mapping(same)) = same else { continue };
        for (key, value) in same {
            if !entry.contains_key(key) {
                entry.insert(key.clone(), value.clone());
            }
        }
    }
}

/// What a translation says of what its original says too.
pub(super) struct Shared<'a> {
    /// Its date.
    pub date: &'a Moment,
    /// Its countries.
    pub countries: &'a [Country],
}

/// Tells what a translation says otherwise than its original.
pub(super) fn tell_differences(
    original: &Original,
    own: &Shared,
    zone: &TimeZone,
    findings: &mut Vec<Finding>,
) {
    let date = original.date().and_then(|date| Moment::parse(&date, zone).ok());
    let is_elsewhen = date.as_ref().is_some_and(|date| date.timestamp() != own.date.timestamp());
    let mut countries = original.countries();
    countries.dedup();
    let is_elsewhere = own.countries.len() != countries.len()
        || own.countries.iter().any(|country| !countries.contains(country));
    for (key, differs) in [("date", is_elsewhen), ("countries", is_elsewhere)] {
        if differs {
            let message = format!("`{key}` differs from that of the original, {}", original.path());
            let hint = format!("take the line `{key}:` out: a translation has what its original has");
            let finding = Finding::new(Code::DiffersFromOriginal, message);
            findings.push(finding.anchor(Anchor::Value(KeyPath::key(key))).hint(hint));
        }
    }
}

/// Says that a translation has no words.
pub(super) fn empty_translation() -> Finding {
    Finding::new(Code::EmptyTranslation, "this translation has no text")
        .hint("translate the text, or delete the file: the original then stands in its place")
}
