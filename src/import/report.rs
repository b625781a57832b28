//! What an import did, for the people whose texts they are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Guess, Imported};
use crate::text::{shorten, shown as one_line};

/// How many characters of a value are shown.
const VALUE: usize = 100;

/// What is told first, in the order of a briefing; the changes of the text come after that.
const ORDER: [&str; 6] = ["title", "date", "summary", "country", "mention", "topic"];

/// Returns what was told of one text, with the evidence, and what somebody has to look at.
///
/// Empty where the text said everything itself.
pub fn block(shown: &str, path: &str, imported: &Imported) -> String {
    let mut text = String::new();
    if imported.guesses.is_empty() && imported.warnings.is_empty() {
        return text;
    }
    let place = |what: &str| ORDER.iter().position(|known| *known == what).unwrap_or(ORDER.len());
    let mut guesses: Vec<&Guess> = imported.guesses.iter().collect();
    guesses.sort_by_key(|guess| place(guess.what));
    let line_of = |line: Option<usize>| line.map_or_else(String::new, |line| format!("line {line}: "));
    let _ = writeln!(text, "{} → {path}", one_line(shown));
    for guess in guesses {
        let value = shorten(&guess.value, VALUE);
        let _ = writeln!(text, "  {:<8} {}", guess.what, one_line(&value));
        let _ = writeln!(text, "           └ {}{}", line_of(guess.line), one_line(&guess.evidence));
    }
    for warning in &imported.warnings {
        let _ = writeln!(text, "  warning: {}{}", line_of(warning.line), one_line(&warning.message));
    }
    text
}

/// Returns "layout (1000), weight (20)": the keys that mean nothing here, the most frequent first.
pub fn kept_keys<'a>(imported: impl IntoIterator<Item = &'a Imported>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for key in imported.into_iter().flat_map(|imported| &imported.kept) {
        *counts.entry(key).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
    counts.iter().map(|(key, count)| format!("{} ({count})", one_line(key))).collect::<Vec<_>>().join(", ")
}

/// Returns a line as a report shows it.
pub fn shown_line(line: &str) -> String {
    shorten(line.trim(), 60)
}
