//! What each code means, for `chancery check --explain`.

use super::codes::{CODES, can_be_allowed, is_rule};
use crate::problem::{Code, Explanation, Level, ReportedBy};

/// Returns what a code means, as text for a terminal.
pub fn explain(code: Code) -> String {
    let Explanation { why, bad, good } = *code.explanation();
    let told = match code.told() {
        ReportedBy::Always => "told by every command",
        ReportedBy::ByComparison => "told by `chancery check --public --since`",
        ReportedBy::ByPreview => "told by `chancery serve`",
        ReportedBy::ByCheck => "told by `chancery check`",
    };
    let level = match code.level() {
        Level::Off => "off unless a site turns it on",
        Level::Warning => "a warning",
        Level::Error => "an error",
    };
    let mut text = format!("{code}: {}\n{level}, {told}\n\n{}\n", code.summary(), wrapped(why));
    for (heading, example) in [("Not like this:", bad), ("Like this:", good)] {
        let lines: Vec<String> =
            example.lines().map(|line| format!("    {line}").trim_end().to_owned()).collect();
        text.push_str(&format!("\n{heading}\n\n{}\n", lines.join("\n")));
    }
    if code.can_be_set() {
        text.push_str(&format!("\nIts level for a site, in site.yaml:\n\n    lints: {{ {code}: off }}    # or warning, or error\n"));
    }
    if can_be_allowed(code) {
        text.push_str(&format!("\nTo allow it at one place, in the text or in the front matter:\n\n    <!-- chancery: allow {code} -->\n    # chancery: allow {code}\n"));
    }
    text
}

/// Returns all codes with their levels and what they name, a line each.
pub fn list() -> String {
    let mut text = String::new();
    for (heading, of_rules) in [("Told by every command:", false), ("Told by `chancery check`:", true)] {
        text.push_str(&format!("{heading}\n\n"));
        for code in CODES.iter().filter(|code| is_rule(**code) == of_rules) {
            text.push_str(&format!("  {:<22} {:<8} {}\n", code.name(), code.level().name(), code.summary()));
        }
        text.push('\n');
    }
    text.push_str("`chancery check --explain NAME` says more of each.\n");
    text
}

/// Returns a text in lines of at most 80 characters.
fn wrapped(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < 80 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}
