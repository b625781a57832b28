//! All that is wrong with a YAML text that did not fit its type, in words for its writer.

use serde::de::DeserializeOwned;
use serde_yaml::{Mapping, Value};

use super::slips::slip;
use crate::finding::{Anchor, Finding};
use crate::outline::{KeyPath, Outline, Part, Step};
use crate::problem::{Code, did_you_mean};

/// Returns why `text` is no `T`: at least one finding.
///
/// `T` must have no required fields, so that each key can be tried on its own.
pub fn diagnose<T: DeserializeOwned>(text: &str, error: &serde_yaml::Error) -> Vec<Finding> {
    let outline = match Outline::read(text) {
        Ok(outline) => outline,
        Err((part, words)) => return vec![no_yaml(part, &words)],
    };
    if !outline.is_map() {
        return vec![
            Finding::new(Code::WrongType, "this should be lines of the form `key: value`")
                .anchor(Anchor::Part(outline.part()))
                .hint("begin with a key and a colon, for example `title: A title`"),
        ];
    }
    let mut findings: Vec<Finding> = outline
        .doubled_keys()
        .into_iter()
        .map(|(name, first, second)| {
            Finding::new(Code::DuplicateKey, format!("the key `{name}` stands here a second time"))
                .anchor(Anchor::Part(second))
                .related(Anchor::Part(first), "it stands here first")
                .hint("keep one of the two")
        })
        .collect();
    if findings.is_empty() {
        findings = wrong_values::<T>(text);
    }
    if findings.is_empty() {
        findings.push(unexplained(text, error));
    }
    findings
}

fn wrong_values<T: DeserializeOwned>(text: &str) -> Vec<Finding> {
    let Ok(Value::Mapping(map)) = serde_yaml::from_str(text) else { return Vec::new() };
    map.into_iter()
        .filter_map(|(key, value)| {
            let Some(name) = key.as_str().map(str::to_owned) else {
                return Some(
                    Finding::new(Code::WrongType, "a key should be a word")
                        .hint("put the key in quotes, for example `\"2024\": …`"),
                );
            };
            let alone = Value::Mapping(Mapping::from_iter([(key, value)]));
            let error = serde_path_to_error::deserialize::<_, T>(alone).err()?;
            let mut path: Vec<Step> = error
                .path()
                .iter()
                .filter_map(|segment| match segment {
                    serde_path_to_error::Segment::Seq { index } => Some(Step::Item(*index)),
                    serde_path_to_error::Segment::Map { key } => Some(Step::Key(key.clone())),
                    _ => None,
                })
                .collect();
            if path.is_empty() {
                path.push(Step::Key(name));
            }
            Some(wrong_value(KeyPath(path), &error.inner().to_string()))
        })
        .collect()
}

fn no_yaml(part: Part, words: &str) -> Finding {
    let finding = match slip(words) {
        Some(slip) => Finding::new(Code::InvalidYaml, slip.message).hint(slip.hint),
        None => Finding::new(Code::InvalidYaml, format!("this cannot be read as YAML: {words}")).hint(
            "put a value in \"quotes\" if it has a colon and a space or a `#` in it, or starts with one of \
             `[ ] { } @ * & ! % | > '`; indent with spaces, not tabs",
        ),
    };
    finding.anchor(Anchor::Part(part))
}

/// Tells an error of the typed parser where the text, on its own, is YAML.
fn unexplained(text: &str, error: &serde_yaml::Error) -> Finding {
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    if words.contains("repetition limit") {
        let anchor = Outline::first_alias(text).map_or(Anchor::File, Anchor::Part);
        return Finding::new(Code::InvalidYaml, "`&` and `*` repeat a value too many times")
            .anchor(anchor)
            .hint("write the values out, or put a value that begins with `*` or `&` in \"quotes\"");
    }
    let part = error.location().map(|at| Part { line: at.line(), column: at.column(), length: 0 });
    match part {
        Some(part) => no_yaml(part, words),
        None => no_yaml(Part { line: 1, column: 1, length: 0 }, words),
    }
}

/// Says in plain words what serde says of a value.
fn wrong_value(path: KeyPath, error: &str) -> Finding {
    let key = format!("`{path}`");
    let finding = if let Some(rest) = error.strip_prefix("unknown variant ") {
        one_of(&key, rest)
    } else if let Some((found, expected)) =
        error.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        let finding = Finding::new(
            Code::WrongType,
            format!("{key} should be {}, but it is {}", wanted(expected), given(found)),
        );
        match type_hint(&path, found, expected) {
            Some(hint) => finding.hint(hint),
            None => finding,
        }
    } else if let Some(field) = error.strip_prefix("missing field ") {
        Finding::new(Code::MissingKey, format!("{field} is missing here"))
            .hint(format!("add a line `{}: …` here", field.trim_matches('`')))
    } else {
        Finding::new(Code::InvalidValue, format!("{key}: {error}"))
    };
    finding.anchor(Anchor::Value(path))
}

fn one_of(key: &str, rest: &str) -> Finding {
    let mut names = rest.split('`').skip(1).step_by(2);
    let written = names.next().unwrap_or_default();
    let choices: Vec<&str> = names.collect();
    let list = choices.join(", ");
    let hint = match did_you_mean(written, choices) {
        Some(choice) => format!("did you mean `{choice}`? It takes one of: {list}"),
        None => format!("it takes one of: {list}"),
    };
    Finding::new(Code::InvalidValue, format!("{key} cannot be `{written}`")).hint(hint)
}

fn wanted(expected: &str) -> &str {
    match expected {
        "a string" => "text",
        "a sequence" => "a list",
        "a boolean" => "`true` or `false`",
        _ if expected.starts_with("struct ") || expected == "a map" => "a group of `key: value` lines",
        _ if expected.starts_with(['u', 'i']) => "a whole number",
        _ => expected,
    }
}

fn given(found: &str) -> String {
    let value = || found.split_once(' ').map_or(found, |(_, value)| value).trim_start_matches("point ");
    match found {
        "unit value" | "null" => "empty".to_owned(),
        "sequence" => "a list".to_owned(),
        "map" => "a group of `key: value` lines".to_owned(),
        _ if found.starts_with("string") => format!("the text {}", value()),
        _ if found.starts_with("integer") || found.starts_with("floating") => {
            format!("the number {}", value())
        }
        _ if found.starts_with("boolean") => value().to_owned(),
        _ => found.to_owned(),
    }
}

fn type_hint(path: &KeyPath, found: &str, expected: &str) -> Option<String> {
    let key = path.last_key()?;
    let value = found.split(['`', '"']).nth(1).unwrap_or("…");
    match expected {
        "a string" if !matches!(found, "sequence" | "map") => {
            Some(format!("put it in quotes: `{key}: \"{value}\"`"))
        }
        "a string" if found == "sequence" => Some(format!("write one value: `{key}: …`")),
        "a sequence" if found.starts_with("string") || found.starts_with("integer") => {
            Some(format!("write it as a list, in brackets: `{key}: [{value}]`"))
        }
        "a sequence" => Some(format!("write a list, a dash before each item, or in brackets: `{key}: […]`")),
        "a boolean" => Some(format!("write `{key}: true` or `{key}: false`, without quotes")),
        _ if expected.starts_with("struct ") && matches!(path.0.last(), Some(Step::Item(_))) => {
            Some(format!("write each item of `{key}:` as a group, such as `- title: …`"))
        }
        _ if expected.starts_with("struct ") => {
            Some(format!("write its keys below `{key}:`, indented by two spaces"))
        }
        _ => None,
    }
}
