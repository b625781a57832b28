//! `lints` of `site.yaml`: the rules, and what can be set for each.

use serde_json::{Map, Value, json};

use super::shapes::{choice, object};
use crate::check::CODES;
use crate::problem::{Code, Level};

/// Returns the shape of `lints`: a level for each rule, and the number that a rule goes by.
pub fn rules() -> Value {
    let rules = CODES.iter().copied().filter(|code| code.can_be_set());
    let levels = [
        (Level::Off, "Not told at all."),
        (Level::Warning, "Told, but a build goes on."),
        (Level::Error, "Told, and nothing is built."),
    ];
    let mut level = choice(levels.map(|(level, meaning)| (level.name(), meaning)));
    // YAML 1.1, which many editors still read, takes `off` for a boolean.
    level = json!({ "anyOf": [level, { "type": "boolean" }] });
    json!({
        "type": ["object", "null"],
        "properties": rules.map(|rule| (rule.name().to_owned(), rule_settings(rule, &level))).collect::<Map<_, _>>(),
        "additionalProperties": false,
    })
}

/// Returns what a rule takes: a level, or for one that goes by a number, both.
fn rule_settings(rule: Code, level: &Value) -> Value {
    let Some(number) = rule.number() else { return level.clone() };
    let both = object(
        [
            ("level".to_owned(), level.clone()),
            (number.key.to_owned(), json!({ "type": "integer", "minimum": 1, "maximum": u32::MAX })),
        ],
        &[],
    );
    json!({ "anyOf": [level, both] })
}
