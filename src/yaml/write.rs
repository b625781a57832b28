//! Values as they stand in YAML that Chancery writes.

use std::collections::BTreeMap;

use serde::Serialize;

/// Returns a key and its value as YAML, with quotes where the value needs them.
pub fn entry<T: Serialize + ?Sized>(key: &str, value: &T) -> String {
    // Texts, numbers and lists of them can always be written as YAML.
    serde_yaml::to_string(&BTreeMap::from([(key, value)])).unwrap_or_default()
}

/// Returns a value as it can stand in a list between brackets.
pub fn inline(value: impl AsRef<str>) -> String {
    // Older readers of YAML, such as those of editors, take `NO` and its like for booleans.
    const BOOLEANS: [&str; 9] = ["no", "on", "off", "yes", "true", "false", "null", "y", "n"];
    let value = value.as_ref();
    let is_plain = value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !BOOLEANS.contains(&value.to_ascii_lowercase().as_str());
    if is_plain { value.to_owned() } else { serde_json::Value::from(value).to_string() }
}
