//! Texts of other people's at a terminal and in the log of a workflow: what is in them changes neither.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::deceptive::is_hidden;

/// Returns a text on one line, as a terminal can show it.
///
/// Control characters, line ends and characters that hide or turn others round are written as escapes of Rust's:
/// `\n`, `\u{1b}`. So is a `::` that a workflow of GitHub's would take for a command.
pub fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, |c| matches!(c, '\n' | '\t'))
}

/// Returns a text of several lines, as a terminal can show it: line ends and tabs stay as they are.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// Returns JSON that says the same, as a terminal can show it.
pub fn shown_json(json: &str) -> Cow<'_, str> {
    let is_bad = |c: char| c.is_control() && c != '\n' || is_hidden(c);
    if !json.contains("##[") && !json.contains(is_bad) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    // None of these characters stands outside of a string, where each can be written as an escape.
    for c in json.chars() {
        if is_bad(c) || c == '[' && out.ends_with("##") {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing into a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn escaped(text: &str, with_breaks: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_bad = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t') || is_hidden(c) || matches!(c, '\u{2028}' | '\u{2029}')
    };
    let has_command = text.contains("::") || text.contains("##[");
    if !has_command && !text.contains(|c| is_bad(c) || with_breaks(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    // Whether nothing but white space stands before this place of its line.
    let mut is_start = true;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_command = is_start && c == ':' && rest.peek() == Some(&':') || c == '[' && out.ends_with("##");
        // Windows ends lines with two characters.
        let is_line_end = c == '\r' && rest.peek() == Some(&'\n') && !with_breaks('\n');
        if (is_bad(c) || with_breaks(c)) && !is_line_end {
            out.extend(c.escape_default());
            is_start = false;
            continue;
        } else if is_command {
            // Writing into a string cannot fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
        is_start = c == '\n' || is_start && c.is_whitespace();
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{shown, shown_lines};

    #[test]
    fn nothing_in_a_text_reaches_the_terminal_or_a_workflow_as_a_command() {
        for (text, line, lines) in [
            ("plain: a::b", "plain: a::b", "plain: a::b"),
            ("a\nb\tc", "a\\nb\\tc", "a\nb\tc"),
            ("\u{1b}[2Jx\u{9b}1m\u{7f}", "\\u{1b}[2Jx\\u{9b}1m\\u{7f}", "\\u{1b}[2Jx\\u{9b}1m\\u{7f}"),
            ("::error::x", "\\u{3a}:error::x", "\\u{3a}:error::x"),
            ("a\n  ::warning::x", "a\\n  ::warning::x", "a\n  \\u{3a}:warning::x"),
            ("x ##[error]y", "x ##\\u{5b}error]y", "x ##\\u{5b}error]y"),
            ("a\r\nb\rc", "a\\r\\nb\\rc", "a\r\nb\\rc"),
            ("a\u{202E}b\u{2028}c", "a\\u{202e}b\\u{2028}c", "a\\u{202e}b\\u{2028}c"),
            ("Côte – “é” Путин قمة", "Côte – “é” Путин قمة", "Côte – “é” Путин قمة"),
        ] {
            assert_eq!(shown(text), line);
            assert_eq!(shown_lines(text), lines);
        }
    }
}
