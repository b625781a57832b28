//! Values of front matter as texts.

use serde_yaml::Value;

use super::dates::{self, FoundDate};
use crate::yaml::plain_text;

/// Returns the name of a key in lower case, with `_` between its words.
pub fn normal(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    let mut after_small = false;
    for c in key.trim().chars() {
        if matches!(c, '-' | ' ' | '.') {
            name.push('_');
        } else {
            // `publishDate` and `publish_date` are one.
            if c.is_uppercase() && after_small {
                name.push('_');
            }
            name.extend(c.to_lowercase());
        }
        after_small = c.is_lowercase();
    }
    name
}

/// Returns a list of plain values, or one plain value, as texts; with `commas`, one text may hold several.
///
/// A group stands for its `name` or `title`. None where something in it can be none of these.
pub fn texts(value: &Value, commas: bool) -> Option<Vec<String>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::Sequence(items) => {
            let items: Option<Vec<Vec<String>>> = items.iter().map(|item| texts(item, false)).collect();
            Some(items?.concat())
        }
        Value::Mapping(keys) => {
            let name = ["name", "title"].into_iter().find_map(|key| keys.get(key))?;
            Some(vec![plain_text(name)?])
        }
        Value::String(written) if commas => Some(
            written.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect(),
        ),
        plain => Some(plain_text(plain).into_iter().collect()),
    }
}

/// Returns whether a value says yes or no, in any of the words that generators take for it.
pub fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(is) => Some(*is),
        Value::String(word) => match word.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        },
        Value::Number(number) if number.as_i64() == Some(1) => Some(true),
        Value::Number(number) if number.as_i64() == Some(0) => Some(false),
        _ => None,
    }
}

/// Returns the date that a value is.
pub fn date(value: &Value) -> Option<FoundDate> {
    match value {
        Value::String(text) => dates::whole(text),
        Value::Number(number) => {
            dates::of_epoch(number.as_i64().or_else(|| number.as_f64().and_then(whole_seconds))?)
        }
        _ => None,
    }
}

fn whole_seconds(seconds: f64) -> Option<i64> {
    // Between these bounds a number of seconds has no fraction that `i64` cannot leave out.
    (0.0..1e15).contains(&seconds).then(|| format!("{seconds:.0}").parse().ok()).flatten()
}
