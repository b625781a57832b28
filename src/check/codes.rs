//! All codes that there are: those of loading, and those of the rules.

use std::sync::LazyLock;

use super::rule::Look;
use super::rules::RULES;
use crate::problem::{Code, ReportedBy, did_you_mean, loading_codes};

/// All codes, those of loading first.
pub static CODES: LazyLock<Vec<Code>> =
    LazyLock::new(|| loading_codes().chain(RULES.iter().map(|rule| rule.code())).collect());

/// Returns the code of this name.
///
/// # Errors
/// Returns which one may be meant, for whoever wrote it.
pub fn named(name: &str) -> Result<Code, String> {
    find(name).ok_or_else(|| match did_you_mean(name, CODES.iter().map(|code| code.name())) {
        Some(close) => format!("`{name}` is no rule; did you mean `{close}`?"),
        None => format!("`{name}` is no rule; `chancery check --explain` lists all of them"),
    })
}

/// Returns the code of this name, if there is one.
pub fn find(name: &str) -> Option<Code> {
    CODES.iter().copied().find(|code| code.name() == name)
}

/// Returns whether a code belongs to a rule of `chancery check`, and not to loading.
pub fn is_rule(code: Code) -> bool {
    code.told() == ReportedBy::ByCheck
}

/// Returns whether a comment can keep the rule of this code silent.
pub fn can_be_allowed(code: Code) -> bool {
    RULES.iter().any(|rule| rule.code() == code && !matches!(rule.look, Look::UnusedAllow(_)))
}

/// Returns the codes of all rules.
pub fn rule_codes() -> impl Iterator<Item = Code> {
    CODES.iter().copied().filter(|code| is_rule(*code))
}
