//! The shapes of values: what can stand after a key, as JSON Schema has it.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::yaml::words;

/// A text that has words in it.
pub fn title() -> Value {
    told(
        json!({ "type": "string", "pattern": "\\S" }),
        "a text is expected here, in \"quotes\" if it is a number",
    )
}

/// A text, or nothing.
pub fn text() -> Value {
    json!({ "type": ["string", "null"] })
}

/// A text that fits a pattern, or nothing; the message says what is expected.
pub fn text_like(pattern: &str, message: &str) -> Value {
    told(json!({ "type": ["string", "null"], "pattern": pattern }), message)
}

/// A shape with what an editor says of values that do not fit it; to validators it is nothing.
pub fn told(mut shape: Value, message: &str) -> Value {
    if let Value::Object(shape) = &mut shape {
        shape.insert("errorMessage".to_owned(), json!(message));
    }
    shape
}

/// `true` or `false`, or nothing.
pub fn flag() -> Value {
    json!({ "type": ["boolean", "null"] })
}

/// Anything at all.
pub fn anything() -> Value {
    json!({})
}

/// A list of values of one shape, or nothing.
pub fn list(items: Value) -> Value {
    json!({ "type": ["array", "null"], "items": items })
}

/// A list of names.
pub fn names() -> Value {
    list(json!({ "type": "string" }))
}

/// A value of this shape, or nothing.
pub fn optional(shape: Value) -> Value {
    json!({ "anyOf": [shape, { "type": "null" }] })
}

/// One of the words of `T`, each with what it means.
pub fn one_of<T: for<'de> Deserialize<'de>>(meaning: impl Fn(&str) -> &'static str) -> Value {
    choice(words::<T>().iter().map(|word| (*word, meaning(word))))
}

/// One of these words, each with what it means. Editors show the meanings; to validators they are nothing.
pub fn choice<T: Into<Value>>(choices: impl IntoIterator<Item = (T, T)>) -> Value {
    let (words, meanings): (Vec<Value>, Vec<Value>) =
        choices.into_iter().map(|(word, meaning)| (word.into(), meaning.into())).unzip();
    json!({ "enum": words, "enumDescriptions": meanings })
}

/// A shape that is described once for all, in `$defs`.
pub fn defined(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A date, or a date with a time.
pub fn date() -> Value {
    let shapes = [
        json!({ "type": "string", "format": "date" }),
        json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}" }),
    ];
    let message = "write a date like 2024-04-01, or with a time 2024-04-01T09:00:00+02:00";
    json!({ "anyOf": shapes.map(|shape| told(shape, message)) })
}

/// A date that may lack its day, or its month and day.
pub fn partial_date() -> Value {
    let shapes = [
        json!({ "type": "string", "format": "date" }),
        json!({ "type": "string", "pattern": r"^\d{4}(-(0[1-9]|1[0-2]))?$" }),
        json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[Tt ]" }),
        json!({ "type": "integer", "minimum": 1000, "maximum": 9999 }),
    ];
    json!({ "anyOf": shapes.map(|shape| told(shape, "write a date like 2024, 2024-04 or 2024-04-01")) })
}

/// A group of keys and no others; the required ones must be there.
pub fn group(keys: impl IntoIterator<Item = (String, Value)>, required: &[&str]) -> Map<String, Value> {
    let mut group = Map::new();
    group.insert("type".to_owned(), json!("object"));
    group.insert("properties".to_owned(), Value::Object(keys.into_iter().collect()));
    group.insert("additionalProperties".to_owned(), json!(false));
    if !required.is_empty() {
        group.insert("required".to_owned(), json!(required));
    }
    group
}

/// A key's shape with what the key is for.
pub fn explained((help, shape): (&str, Value)) -> Value {
    let mut shape = shape;
    if let Value::Object(shape) = &mut shape {
        shape.insert("description".to_owned(), json!(help));
    }
    shape
}
