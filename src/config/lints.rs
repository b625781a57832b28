//! `lints:` of `site.yaml`: names of rules, each with a level and what else is set for it.
//!
//! Settings stand below the rules and do not know them. Who does calls [`Lints::unfit`].

use std::collections::BTreeMap;

use serde_yaml::Value;

use crate::finding::{Anchor, Finding};
use crate::keys::{Group, unknown_keys};
use crate::outline::KeyPath;
use crate::problem::{Code, Level, did_you_mean};
use crate::yaml::Rest;

/// What a site says of rules, by their names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lints(BTreeMap<String, Lint>);

/// What a site says of one rule.
#[derive(Clone, Debug, Default, PartialEq)]
struct Lint {
    level: Option<Level>,
    /// What it sets besides.
    others: Rest,
}

impl Lints {
    /// Returns the level that the site sets for a code, if it sets one.
    pub(super) fn level(&self, code: Code) -> Option<Level> {
        self.0.get(code.name())?.level
    }

    /// Returns the number that a rule goes by; 0 for a rule that goes by none.
    pub fn number(&self, code: Code) -> u32 {
        let Some(number) = code.number() else { return 0 };
        let set = self.0.get(code.name()).and_then(|lint| lint.others.get(number.key)).and_then(positive);
        set.unwrap_or(number.usual)
    }

    /// Reads what is written, and tells levels that are none.
    pub(super) fn read(written: BTreeMap<String, Value>, findings: &mut Vec<Finding>) -> Self {
        let lints = written.into_iter().map(|(name, value)| {
            let path = KeyPath::key("lints").then(name.clone());
            let lint = match value {
                Value::Mapping(_) => {
                    let mut others: Rest = serde_yaml::from_value(value).unwrap_or_default();
                    let word = others.remove("level");
                    let level = word.and_then(|word| level(path.clone().then("level"), &word, findings));
                    Lint { level, others }
                }
                word => Lint { level: level(path, &word, findings), others: Rest::default() },
            };
            (name, lint)
        });
        Self(lints.collect())
    }

    /// Returns what does not fit the rules that there are, all of which are in `codes`.
    pub fn unfit(&self, codes: &[Code]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (name, lint) in &self.0 {
            let path = KeyPath::key("lints").then(name.clone());
            match codes.iter().find(|code| code.name() == name) {
                Some(code) if code.can_be_set() => lint.unfit(*code, &path, &mut findings),
                Some(_) => findings.push(
                    Finding::new(Code::InvalidValue, format!("`{name}` is an error whatever a site says"))
                        .anchor(Anchor::Key(path))
                        .hint("take the line out"),
                ),
                None => {
                    let rules = codes.iter().filter(|code| code.can_be_set()).map(|code| code.name());
                    let hint = match did_you_mean(name, rules) {
                        Some(rule) => format!("did you mean `{rule}`?"),
                        None => "`chancery check --explain` lists all rules".to_owned(),
                    };
                    let message = format!("`{name}` is no rule of this version");
                    findings
                        .push(Finding::new(Code::UnknownRule, message).anchor(Anchor::Key(path)).hint(hint));
                }
            }
        }
        findings
    }
}

impl Lint {
    fn unfit(&self, code: Code, path: &KeyPath, findings: &mut Vec<Finding>) {
        let mut others = self.others.clone();
        if let Some(number) = code.number()
            && let Some(value) = others.remove(number.key)
            && positive(&value).is_none()
        {
            let (key, usual) = (number.key, number.usual);
            findings.push(
                Finding::new(Code::InvalidValue, format!("`{key}` should be a whole number above 0"))
                    .anchor(Anchor::Value(path.clone().then(key)))
                    .hint(format!("write it like `{code}: {{ level: warning, {key}: {usual} }}`")),
            );
        }
        let known = std::iter::once("level").chain(code.number().map(|number| number.key));
        unknown_keys(&others, path, &Group { keys: &[] }, known, findings);
    }
}

fn positive(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0)
}

/// Returns the level of this word, and tells one that is none.
fn level(path: KeyPath, word: &Value, findings: &mut Vec<Finding>) -> Option<Level> {
    let name = match word {
        // YAML 1.1 takes `off` for a boolean.
        Value::Bool(false) => "off".to_owned(),
        Value::Bool(true) => "warning".to_owned(),
        Value::String(name) => name.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let level = Level::from_name(&name);
    if level.is_none() {
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
    level
}
