//! Shapes of values as JSON Schema has them.

use serde_json::{Map, Value, json};

/// A shape with what an editor says of values that do not fit it; to validators it is nothing.
pub fn told(mut shape: Value, message: &str) -> Value {
    if let Value::Object(shape) = &mut shape {
        shape.insert("errorMessage".to_owned(), json!(message));
    }
    shape
}

/// A list of values of one shape, or nothing.
pub fn list(items: Value) -> Value {
    json!({ "type": ["array", "null"], "items": items })
}

/// A value of this shape, or nothing.
pub fn optional(shape: Value) -> Value {
    json!({ "anyOf": [shape, { "type": "null" }] })
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

/// A group of keys and no others; the required ones must be there.
pub fn object(keys: impl IntoIterator<Item = (String, Value)>, required: &[&str]) -> Map<String, Value> {
    let mut group = Map::new();
    group.insert("type".to_owned(), json!("object"));
    group.insert("properties".to_owned(), Value::Object(keys.into_iter().collect()));
    group.insert("additionalProperties".to_owned(), json!(false));
    if !required.is_empty() {
        group.insert("required".to_owned(), json!(required));
    }
    group
}
