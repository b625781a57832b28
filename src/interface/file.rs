//! A file of strings: YAML, from names to strings.

use std::collections::{BTreeMap, HashMap};

use icu_plurals::PluralCategory;
use serde_yaml::Value;

use super::text::{COUNT, Text, pieces};
use crate::finding::{self, Anchor, FileText, Finding};
use crate::outline::KeyPath;
use crate::problem::{Code, Problem, did_you_mean};
use crate::yaml;

/// The categories of numbers that CLDR knows, by their names there. `other` comes last, as every
/// language has it.
const CATEGORIES: [(&str, PluralCategory); 6] = [
    ("zero", PluralCategory::Zero),
    ("one", PluralCategory::One),
    ("two", PluralCategory::Two),
    ("few", PluralCategory::Few),
    ("many", PluralCategory::Many),
    ("other", PluralCategory::Other),
];

/// How many months a list of them has.
const MONTHS: usize = 12;

/// What is wrong with a string, and what to do about it.
struct Wrong {
    code: Code,
    message: String,
    hint: String,
}

/// Reads a file that is part of the program.
pub fn read_embedded(text: &str) -> Vec<(String, Text)> {
    let values = yaml::read::<BTreeMap<String, Value>>(text).unwrap_or_default();
    values.into_iter().filter_map(|(key, value)| Some((key.clone(), text_of(&key, &value).ok()?))).collect()
}

/// Reads a site's own file. `known` has the values that each string of the theme can have.
pub fn read(
    path: &str,
    text: &str,
    known: &HashMap<String, Vec<String>>,
) -> (Vec<(String, Text)>, Vec<Problem>) {
    let file = FileText::new(path, text, 0..text.len());
    let values = match yaml::read::<BTreeMap<String, Value>>(text) {
        Ok(values) => values,
        Err(found) => return (Vec::new(), finding::problems(found, &file)),
    };
    let mut texts = Vec::new();
    let mut found = Vec::new();
    for (key, value) in values {
        let mut tell = |wrong: Wrong, anchor: fn(KeyPath) -> Anchor| {
            let finding = Finding::new(wrong.code, wrong.message).anchor(anchor(KeyPath::key(key.clone())));
            found.push(finding.hint(wrong.hint));
        };
        match text_of(&key, &value) {
            Ok(text) => {
                if let Some(wrong) = doubtful_key(&key, known) {
                    tell(wrong, Anchor::Key);
                }
                if let Some(wrong) = unknown_value(&text, known.get(&key)) {
                    tell(wrong, Anchor::Value);
                }
                texts.push((key.clone(), text));
            }
            Err(wrong) => tell(wrong, Anchor::Value),
        }
    }
    (texts, finding::problems(found, &file))
}

fn text_of(key: &str, value: &Value) -> Result<Text, Wrong> {
    let wrong = |message: String, hint: &str| Wrong { code: Code::WrongType, message, hint: hint.to_owned() };
    match value {
        Value::String(words) => Ok(Text::Plain(pieces(words))),
        Value::Sequence(items) => {
            let words = items.iter().map(|item| item.as_str().map(str::to_owned));
            match words.collect::<Option<Vec<_>>>() {
                Some(words) if words.len() == MONTHS => Ok(Text::List(words)),
                _ => Err(wrong(
                    format!("`{key}` has {} items, and a year has {MONTHS} months", items.len()),
                    "write the twelve names, from January on",
                )),
            }
        }
        Value::Mapping(forms) => {
            let unknown = forms
                .keys()
                .find(|name| !CATEGORIES.iter().any(|(category, _)| name.as_str() == Some(category)));
            if let Some(name) = unknown {
                return Err(wrong(
                    format!("`{}` is no form of a counted string", name.as_str().unwrap_or("this")),
                    "the forms are zero, one, two, few, many and other, those of the plural rules of CLDR",
                ));
            }
            if !forms.contains_key("other") {
                return Err(wrong(
                    format!("`{key}` has no form `other`"),
                    "add the form for all numbers that have none of their own",
                ));
            }
            let read = CATEGORIES.iter().filter_map(|(name, category)| {
                let form = forms.get(*name)?;
                Some(form.as_str().map(|words| (*category, pieces(words))))
            });
            match read.collect::<Option<Vec<_>>>() {
                Some(forms) => Ok(Text::Counted(forms)),
                None => Err(wrong(
                    format!("a form of `{key}` is no text"),
                    "put it in quotes, such as `one: \"{count} briefing\"`",
                )),
            }
        }
        _ => Err(wrong(format!("`{key}` is no text"), "put it in quotes")),
    }
}

/// A site may have strings of its own for its own templates; but a name that is nearly one of the
/// theme's is a slip.
fn doubtful_key(key: &str, known: &HashMap<String, Vec<String>>) -> Option<Wrong> {
    if known.contains_key(key) {
        return None;
    }
    let mut names: Vec<&str> = known.keys().map(String::as_str).collect();
    names.sort_unstable();
    let close = did_you_mean(key, names)?;
    Some(Wrong {
        code: Code::UnknownKey,
        message: format!("no string of the theme is called `{key}`"),
        hint: format!("did you mean `{close}`?"),
    })
}

fn unknown_value(text: &Text, known: Option<&Vec<String>>) -> Option<Wrong> {
    let known = known?;
    let value = text.values().into_iter().find(|value| value != COUNT && !known.contains(value))?;
    let hint = if known.is_empty() {
        "this string has no values; take it out".to_owned()
    } else {
        format!(
            "its values are {}",
            known.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ")
        )
    };
    Some(Wrong { code: Code::InvalidValue, message: format!("this string has no value `{{{value}}}`"), hint })
}
