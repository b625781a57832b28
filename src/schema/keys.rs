//! Keys and groups of keys out of their tables, as JSON Schema has them.

use serde_json::{Map, Value, json};

use super::rules::rules;
use super::shapes::{choice, defined, list, object, optional, told};
use crate::keys::{Group, Key, Shape, Word};

/// Returns a group of keys.
pub fn group(group: &Group) -> Map<String, Value> {
    let keys = group.keys.iter().map(|key| (key.name.to_owned(), explained(key.help, shape(key))));
    let required: Vec<&str> = group.keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    object(keys, &required)
}

/// Returns a shape with what its key is for.
pub fn explained(help: &str, mut shape: Value) -> Value {
    if let Value::Object(shape) = &mut shape {
        shape.insert("description".to_owned(), json!(help));
    }
    shape
}

/// Returns what a key takes.
fn shape(key: &Key) -> Value {
    let or_nothing = |shape| if key.can_be_empty() { optional(shape) } else { shape };
    let text = || if key.can_be_empty() { json!(["string", "null"]) } else { json!("string") };
    match key.shape {
        Shape::Title => told(
            json!({ "type": "string", "pattern": "\\S" }),
            "a text is expected here, in \"quotes\" if it is a number",
        ),
        Shape::Text => json!({ "type": text() }),
        Shape::Pattern { pattern, wanted } => told(json!({ "type": text(), "pattern": pattern }), wanted),
        Shape::Id { pattern, wanted } => {
            let types = if key.can_be_empty() {
                vec!["string", "integer", "null"]
            } else {
                vec!["string", "integer"]
            };
            let shape = if pattern.is_empty() {
                json!({ "type": types })
            } else {
                json!({ "type": types, "pattern": pattern })
            };
            told(shape, wanted)
        }
        Shape::Size => told(
            json!({ "type": ["string", "integer", "null"], "pattern": "^[0-9]+ ?([kKmMgG]?[bB])?$", "minimum": 0 }),
            "write it with its unit, such as 500MB or 2GB",
        ),
        Shape::Number => json!({ "type": ["integer", "null"], "minimum": 0 }),
        Shape::Flag => json!({ "type": ["boolean", "null"] }),
        Shape::FlagOrWords(words) => {
            let flags = [(json!(true), json!("Yes.")), (json!(false), json!("No."))];
            let words = words.iter().map(|word| (json!(word.word), json!(word.meaning)));
            or_nothing(choice(flags.into_iter().chain(words)))
        }
        Shape::Percent => {
            let types = if key.can_be_empty() { json!(["number", "null"]) } else { json!("number") };
            told(
                json!({ "type": types, "minimum": 0, "maximum": 100 }),
                "write a number of per cent, such as 85 or 12.5",
            )
        }
        Shape::Switch { .. } => json!({ "type": "boolean" }),
        Shape::Date => or_nothing(date()),
        Shape::PartialDate => or_nothing(partial_date()),
        Shape::Words(words) => or_nothing(one_of(words)),
        Shape::WordList(words) => list(one_of(words)),
        Shape::Names => list(json!({ "type": "string" })),
        Shape::PatternList { pattern, wanted } => {
            list(told(json!({ "type": "string", "pattern": pattern }), wanted))
        }
        Shape::Country => or_nothing(defined("country-name")),
        Shape::Countries => list(defined("country-name")),
        Shape::Organisations => list(defined("organisation-name")),
        Shape::Topic => or_nothing(defined("topic-name")),
        Shape::Topics => list(defined("topic-name")),
        Shape::Group(keys) => optional(group(keys).into()),
        Shape::Groups(keys) => list(group(keys).into()),
        Shape::ShortGroups(keys) => {
            list(json!({ "anyOf": [{ "type": ["string", "integer"] }, group(keys)] }))
        }
        Shape::GroupOrWord(keys, word) => {
            json!({ "anyOf": [group(keys), { "const": word }, { "type": "null" }] })
        }
        Shape::PerCountry(keys) => json!({
            "type": ["object", "null"],
            "propertyNames": defined("country-name"),
            "additionalProperties": optional(group(keys).into()),
        }),
        Shape::PerLanguage(keys) => json!({
            "type": ["object", "null"],
            "additionalProperties": optional(group(keys).into()),
        }),
        Shape::Rules => rules(),
        Shape::Anything => json!({}),
    }
}

fn one_of(words: &[Word]) -> Value {
    choice(words.iter().map(|word| (word.word, word.meaning)))
}

/// A date, or a date with a time.
fn date() -> Value {
    let shapes = [
        json!({ "type": "string", "format": "date" }),
        json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}" }),
    ];
    let message = "write a date like 2024-04-01, or with a time 2024-04-01T09:00:00+02:00";
    json!({ "anyOf": shapes.map(|shape| told(shape, message)) })
}

/// A date that may lack its day, or its month and day.
fn partial_date() -> Value {
    let shapes = [
        json!({ "type": "string", "format": "date" }),
        json!({ "type": "string", "pattern": r"^\d{4}(-(0[1-9]|1[0-2]))?$" }),
        json!({ "type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[Tt ]" }),
        json!({ "type": "integer", "minimum": 1000, "maximum": 9999 }),
    ];
    json!({ "anyOf": shapes.map(|shape| told(shape, "write a date like 2024, 2024-04 or 2024-04-01")) })
}
