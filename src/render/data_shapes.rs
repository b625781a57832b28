//! Shapes of published data, as JSON Schema has them.

use serde_json::{Map, Value, json};

/// An object; other keys may stand in it.
pub fn object(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required })
}

/// A list of what is described in `$defs`.
pub fn list(of: &str) -> Value {
    json!({ "type": "array", "items": { "$ref": format!("#/$defs/{of}") } })
}

/// A number of things.
pub fn count(means: &str) -> Value {
    told(means, json!({ "type": "integer", "minimum": 0 }))
}

/// A full URL.
pub fn address() -> Value {
    json!({ "type": "string", "format": "uri" })
}

/// A calendar day.
pub fn day() -> Value {
    json!({ "type": "string", "format": "date" })
}

/// A date that may lack its day, or its month and day.
pub fn partial_day() -> Value {
    told("A day, a month or a year.", json!({ "type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$" }))
}

/// A shape with what it means.
pub fn told(means: &str, mut shape: Value) -> Value {
    if let Value::Object(shape) = &mut shape {
        shape.insert("description".to_owned(), json!(means));
    }
    shape
}

/// Keys with their shapes.
pub fn map<const N: usize>(entries: [(&str, Value); N]) -> Map<String, Value> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
