//! Single values of YAML.

use serde_yaml::Value;

/// Returns a plain value as text without white space around it; none for lists, groups and nothing.
pub fn plain_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is) => is.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
