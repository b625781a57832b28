//! YAML into typed values, with problems that name the very words.
//!
//! The quick way is one typed pass. Only when that fails is the text read again with positions, to
//! tell all that is wrong with it at once and where: the parser itself reports missing and doubled
//! keys at the first line, and stops at the first fault.

mod diagnose;

mod edit;
mod keys;
mod outline;
mod slips;
pub use edit::add_to_list;
pub(crate) use keys::group;
pub use keys::words;
pub use outline::{Outline, Part};

use std::fmt;

use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, Visitor};

use crate::finding::{Anchor, Finding};
use crate::problem::Code;

/// How many brackets may be open at once. The parsers stop at 128 levels, but take time that grows
/// with the square of the brackets before they do.
const MOST_OPEN: usize = 1000;

/// Reads YAML into `T`; an empty text is as good as no keys at all.
///
/// `T` must have no required fields, so that each key can be tried on its own.
///
/// # Errors
/// Returns everything that stands in the way: at least one finding.
pub fn read<T: DeserializeOwned + Default>(text: &str) -> Result<T, Vec<Finding>> {
    if let Some(part) = too_deep(text) {
        let finding = Finding::new(Code::InvalidYaml, "lists and groups nest too deeply here");
        return Err(vec![finding.anchor(Anchor::Part(part)).hint("close the brackets, or take them out")]);
    }
    match serde_yaml::from_str::<Option<T>>(text) {
        Ok(value) => Ok(value.unwrap_or_default()),
        Err(error) => Err(diagnose::diagnose::<T>(text, &error)),
    }
}

/// Reads YAML as it is, without a type; none where it is no YAML.
pub fn tree(text: &str) -> Option<serde_yaml::Value> {
    if too_deep(text).is_some() { None } else { serde_yaml::from_str(text).ok() }
}

/// Returns where more brackets are open than any YAML here needs.
fn too_deep(text: &str) -> Option<Part> {
    if text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() <= MOST_OPEN {
        return None;
    }
    let mut open = 0_usize;
    for (index, line) in text.lines().enumerate() {
        for (column, character) in line.chars().enumerate() {
            match character {
                '[' | '{' => open += 1,
                ']' | '}' => open = open.saturating_sub(1),
                _ => {}
            }
            if open > MOST_OPEN {
                return Some(Part { line: index + 1, column: column + 1, length: 1 });
            }
        }
    }
    None
}

/// One step into a YAML document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value of this key.
    Key(String),
    /// The item at this place of a list, counted from 0.
    Item(usize),
}

/// The way from the root of a YAML document to one of its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyPath(pub Vec<Step>);

impl KeyPath {
    /// Returns the path of a key at the top.
    pub fn key(name: impl Into<String>) -> Self {
        Self(vec![Step::Key(name.into())])
    }

    /// Goes on to a key.
    #[must_use]
    pub fn then(mut self, name: impl Into<String>) -> Self {
        self.0.push(Step::Key(name.into()));
        self
    }

    /// Goes on to an item, counted from 0.
    #[must_use]
    pub fn item(mut self, index: usize) -> Self {
        self.0.push(Step::Item(index));
        self
    }

    /// Returns the last key on the way, if there is one.
    pub fn last_key(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|step| match step {
            Step::Key(name) => Some(name.as_str()),
            Step::Item(_) => None,
        })
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(name) if place == 0 => f.write_str(name)?,
                Step::Key(name) => write!(f, ".{name}")?,
                Step::Item(index) => write!(f, "[{}]", index + 1)?,
            }
        }
        Ok(())
    }
}

/// A plain value as its writer wrote it: text, or a number, which YAML would make of `2024` or `250`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ScalarVisitor;
        impl Visitor<'_> for ScalarVisitor {
            type Value = Scalar;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }
            fn visit_string<E: de::Error>(self, text: String) -> Result<Scalar, E> {
                Ok(Scalar(text))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
        }
        deserializer.deserialize_any(ScalarVisitor)
    }
}

/// Reads a key that is there without a value, such as `topics:`, as if it were not there.
///
/// # Errors
/// Returns what reading the value says.
pub fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Finds the bounds of a mapping's keys that no field took up.
pub type Rest = std::collections::BTreeMap<String, serde_yaml::Value>;
