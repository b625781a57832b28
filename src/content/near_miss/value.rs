//! What values of front matter say of whether a text may be seen.

use serde_yaml::Value;

use crate::config::Marking;
use crate::dates::PartialDate;
use crate::yaml::plain_text;

/// Words that say that a text is not for everyone.
const CLOSED: [&str; 16] = [
    "secret",
    "confidential",
    "restricted",
    "noforn",
    "sensitive",
    "classified",
    "internal",
    "private",
    "hidden",
    "draft",
    "drafts",
    "unpublished",
    "embargoed",
    "wip",
    "protected",
    "limited",
];

/// Words that say that the time of a text has not come.
pub const NOT_YET: [&str; 6] = ["not", "never", "later", "pending", "hold", "embargo"];

/// Words that stand beside those.
const BESIDE: [&str; 12] =
    ["top", "only", "use", "official", "for", "in", "eu", "nato", "yet", "before", "until", "on"];

/// Words that say that a text is for everyone.
const OPEN: [&str; 12] = [
    "public",
    "open",
    "clear",
    "white",
    "unclassified",
    "everyone",
    "all",
    "visible",
    "none",
    "world",
    "anyone",
    "unlimited",
];

/// Returns a value without its tags.
pub fn untagged(value: &Value) -> &Value {
    match value {
        Value::Tagged(tagged) => untagged(&tagged.value),
        other => other,
    }
}

/// Returns whether a value is none, or nothing but white space.
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Returns whether a value is one of these words, in any case.
fn says(value: &Value, words: &[&str]) -> bool {
    plain_text(value).is_some_and(|text| words.contains(&text.to_lowercase().as_str()))
}

/// Returns whether a value says yes, in the words of YAML 1.1 and of some languages.
pub fn says_yes(value: &Value) -> bool {
    says(value, &["true", "yes", "on", "y", "t", "1", "always", "oui", "si", "sí", "ja", "да", "نعم", "是"])
}

/// Returns whether a value says no, likewise.
pub fn says_no(value: &Value) -> bool {
    says(
        value,
        &["false", "no", "off", "n", "f", "0", "never", "none", "null", "non", "nein", "нет", "لا", "否"],
    )
}

/// Returns whether a value is the word `draft`, or has it in a list or a group.
pub fn says_draft(value: &Value) -> bool {
    match value {
        Value::Sequence(items) => items.iter().any(|item| says_draft(untagged(item))),
        Value::Mapping(group) => group.values().any(|value| says_draft(untagged(value))),
        other => says(other, &["draft"]),
    }
}

/// Returns whether a value, or one item of a list, says that a text is not for everyone.
pub fn says_closed(value: &Value) -> bool {
    match value {
        Value::Sequence(items) => items.iter().any(|item| says_closed(untagged(item))),
        other => is_made_of(other, &CLOSED) || label_of(other).is_some_and(|label| label != Marking::Clear),
    }
}

/// Returns whether a value has one of these words, and no others but numbers and those that stand beside them.
pub fn is_made_of(value: &Value, words: &[&str]) -> bool {
    plain_text(value).is_some_and(|text| {
        let lower = text.to_lowercase();
        let all = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        all().any(|word| words.contains(&word))
            && all().all(|word| words.contains(&word) || BESIDE.contains(&word) || is_number(word))
    })
}

/// Returns whether a value says nothing but that a text is for everyone.
pub fn says_open(value: &Value) -> bool {
    says_no(value)
        || plain_text(value).is_some_and(|text| {
            let lower = text.to_lowercase().replace("tlp", "");
            let mut words =
                lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
            words.peek().is_some() && words.all(|word| OPEN.contains(&word))
        })
}

/// Returns the label of TLP that a value means, or the first one in a list.
pub fn label_of(value: &Value) -> Option<Marking> {
    match value {
        Value::Sequence(items) => items.iter().find_map(|item| label_of(untagged(item))),
        other => plain_text(other).and_then(|text| Marking::meant_by(&text)),
    }
}

/// Returns a value that is a date, as it is written.
pub fn date_of(value: &Value) -> Option<String> {
    plain_text(value).filter(|text| is_date(text))
}

/// Returns whether a text begins like a date: `2024`, `2024-04-01T09:00`, `1 April 2024`, `01.04.2024`.
fn is_date(text: &str) -> bool {
    let has_year = || {
        let digits = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        text.split(|c: char| !c.is_alphanumeric()).any(digits)
    };
    PartialDate::parse(text).is_ok() || text.starts_with(|c: char| c.is_ascii_digit()) && has_year()
}
