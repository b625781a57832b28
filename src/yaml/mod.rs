//! YAML into typed values, with problems that name the very words.
//!
//! The quick way is one typed pass. Only when that fails is the text read again with positions, to
//! tell all that is wrong with it at once and where: the parser itself reports missing and doubled
//! keys at the first line, and stops at the first fault.

mod budget;
mod diagnose;
mod edit;
mod scalar;
mod slips;
mod words;
mod write;

pub use edit::{add_groups, add_text, add_to_list};
pub use scalar::plain_text;
pub use words::words;
pub use write::{entry, inline};

use std::fmt;

use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, Visitor};

use crate::finding::{Anchor, Finding};
use crate::outline::Part;
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
    if let Some(budget::Excess { message, hint, part }) = budget::excess(text) {
        return Err(vec![Finding::new(Code::InvalidYaml, message).anchor(Anchor::Part(part)).hint(hint)]);
    }
    match serde_yaml::from_str::<Option<T>>(text) {
        Ok(value) => Ok(value.unwrap_or_default()),
        Err(error) => Err(diagnose::diagnose::<T>(text, &error)),
    }
}

/// Reads YAML as it is, without a type; none where it is no YAML.
pub fn tree(text: &str) -> Option<serde_yaml::Value> {
    let is_readable = too_deep(text).is_none() && budget::excess(text).is_none();
    if is_readable { serde_yaml::from_str(text).ok() } else { None }
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
