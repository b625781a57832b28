//! New words in the manner of the old ones: lines that end where they did, quotation marks of the same kind.

use similar::{Algorithm, capture_diff_slices};

/// Returns words as the writer of the old ones would have typed them.
pub fn like(words: &str, old: &str) -> String {
    let words = typed(words, old);
    let is_paragraph = |text: &str| {
        text.lines()
            .all(|line| !line.is_empty() && !line.starts_with([' ', '>', '|', '`', '#', '-', '*', '+']))
    };
    if !old.contains('\n') || words.contains('\n') || !is_paragraph(old) || !is_paragraph(&words) {
        return words;
    }
    in_lines_of(&words, old)
}

/// Returns words with the signs of a keyboard in the place of those that Markdown makes of them, where the old words have
/// those.
fn typed(words: &str, old: &str) -> String {
    let mut words = words.to_owned();
    for (made, keys) in [(["‘", "’"], "'"), (["“", "”"], "\""), (["…", "…"], "...")] {
        if old.contains(keys) && made.iter().all(|sign| !old.contains(sign)) {
            words = made.iter().fold(words, |words, sign| words.replace(sign, keys));
        }
    }
    words
}

/// Returns words with the ends of lines of the old ones, where the words around them are the same: so a change of one word is
/// one of one line.
fn in_lines_of(words: &str, old: &str) -> String {
    let (old, new) = (spaced(old), spaced(words));
    let bare = |words: &[(&'_ str, &'_ str)]| -> Vec<String> {
        words.iter().map(|(_, word)| (*word).to_owned()).collect()
    };
    let mut out = String::new();
    for op in capture_diff_slices(Algorithm::Myers, &bare(&old), &bare(&new)) {
        let (before, after) = (op.old_range(), op.new_range());
        for (step, (_, word)) in new[after].iter().enumerate() {
            let there = old[before.clone()].get(step).map(|(space, _)| *space);
            if !out.is_empty() {
                out.push_str(there.filter(|space| !space.is_empty()).unwrap_or(" "));
            }
            out.push_str(word);
        }
    }
    out
}

/// Returns the words of a text, each with the white space before it.
fn spaced(text: &str) -> Vec<(&str, &str)> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.trim_start().is_empty() {
        let start = rest.len() - rest.trim_start().len();
        let length = rest[start..].find(char::is_whitespace).unwrap_or(rest.len() - start);
        words.push((&rest[..start], &rest[start..start + length]));
        rest = &rest[start + length..];
    }
    words
}
