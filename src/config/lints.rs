//! The levels of rules, and the numbers that some of them go by.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::raw::unknown_keys;
use crate::finding::{Anchor, Finding};
use crate::problem::{Code, Level, did_you_mean};
use crate::yaml::{KeyPath, Rest};

/// What a site says of rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lints {
    levels: BTreeMap<Code, Level>,
    numbers: BTreeMap<Code, u32>,
}

/// The rules that go by a number: the key that sets it, and what it is unless a site sets it.
const NUMBERS: [(Code, &str, u32); 2] =
    [(Code::StaleStatus, "days", 180), (Code::LargeImage, "kilobytes", 500)];

impl Lints {
    /// Returns the level that the site sets for a code, if it sets one.
    pub fn set(&self, code: Code) -> Option<Level> {
        self.levels.get(&code).copied()
    }

    /// Returns the level of a code: the one that the site sets, or its own.
    pub fn level(&self, code: Code) -> Level {
        self.set(code).unwrap_or_else(|| code.level())
    }

    /// Returns the number that a rule goes by; 0 for a rule that goes by none.
    pub fn number(&self, code: Code) -> u32 {
        let own = || NUMBERS.iter().find(|(rule, ..)| *rule == code).map(|(.., number)| *number);
        self.numbers.get(&code).copied().or_else(own).unwrap_or_default()
    }

    /// Returns the key that sets the number of a rule; none for a rule that goes by none.
    pub fn number_key(code: Code) -> Option<&'static str> {
        NUMBERS.iter().find(|(rule, ..)| *rule == code).map(|(_, key, _)| *key)
    }

    pub(super) fn read(written: BTreeMap<String, Value>, findings: &mut Vec<Finding>) -> Self {
        let mut lints = Self::default();
        for (name, value) in written {
            let path = KeyPath::key("lints").then(name.clone());
            let Some(code) = rule(&name, &path, findings) else { continue };
            match value {
                Value::Mapping(_) => lints.read_group(code, &path, value, findings),
                word => lints.read_level(code, path, &word, findings),
            }
        }
        lints
    }

    fn read_level(&mut self, code: Code, path: KeyPath, word: &Value, findings: &mut Vec<Finding>) {
        let name = match word {
            // YAML 1.1 takes `off` for a boolean.
            Value::Bool(false) => "off".to_owned(),
            Value::Bool(true) => "warning".to_owned(),
            Value::String(name) => name.clone(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        match Level::from_name(&name) {
            Some(level) => {
                self.levels.insert(code, level);
            }
            None => {
                let message = match name.as_str() {
                    "" => "this is no level".to_owned(),
                    name => format!("`{}` is no level", name.escape_debug()),
                };
                findings.push(
                    Finding::new(Code::InvalidValue, message)
                        .anchor(Anchor::Value(path))
                        .hint("use `off`, `warning` or `error`"),
                );
            }
        }
    }

    /// Reads a rule with more than a level, such as `{ level: warning, days: 90 }`.
    fn read_group(&mut self, code: Code, path: &KeyPath, group: Value, findings: &mut Vec<Finding>) {
        let mut rest: Rest = serde_yaml::from_value(group).unwrap_or_default();
        if let Some(word) = rest.remove("level") {
            self.read_level(code, path.clone().then("level"), &word, findings);
        }
        let own = NUMBERS.iter().find(|(rule, ..)| *rule == code);
        if let Some((_, key, usual)) = own
            && let Some(value) = rest.remove(*key)
        {
            match value.as_u64().and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0) {
                Some(number) => {
                    self.numbers.insert(code, number);
                }
                None => findings.push(
                    Finding::new(Code::InvalidValue, format!("`{key}` should be a whole number above 0"))
                        .anchor(Anchor::Value(path.clone().then(*key)))
                        .hint(format!("write it like `{code}: {{ level: warning, {key}: {usual} }}`")),
                ),
            }
        }
        let known: Vec<&str> = std::iter::once("level").chain(own.map(|(_, key, _)| *key)).collect();
        unknown_keys(&rest, path, &known, findings);
    }
}

/// Returns the rule of this name, whose level a site may set.
fn rule(name: &str, path: &KeyPath, findings: &mut Vec<Finding>) -> Option<Code> {
    let at_key = |finding: Finding| finding.anchor(Anchor::Key(path.clone()));
    match Code::from_name(name) {
        Some(code) if code.level() < Level::Error => Some(code),
        Some(_) => {
            let message = format!("`{name}` is an error whatever a site says");
            findings.push(at_key(Finding::new(Code::InvalidValue, message).hint("take the line out")));
            None
        }
        None => {
            let rules = Code::ALL.iter().filter(|code| code.level() < Level::Error).map(|code| code.name());
            let message = format!("`{name}` is no rule of this version");
            let hint = match did_you_mean(name, rules) {
                Some(rule) => format!("did you mean `{rule}`?"),
                None => "`chancery check --explain` lists all rules".to_owned(),
            };
            findings.push(at_key(Finding::new(Code::UnknownRule, message).hint(hint)));
            None
        }
    }
}
