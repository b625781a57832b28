//! Keys that hold a document back and stand below its front matter, where they are text and nobody reads them.
//!
//! They stand in a block of their own, or go on where a line `---` or `...` ended the front matter early.

use std::ops::Range;

use super::fence::Fence;
use super::near_miss::{Known, holds_by_value};
use super::publication::of_lines;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;

/// Keys below the front matter.
pub(super) struct LateKeys {
    /// Where they stand in the file, in bytes.
    block: Range<usize>,
    /// Whether they stand in a block between two fences.
    pub is_fenced: bool,
}

impl LateKeys {
    /// Says what is wrong with them.
    pub fn finding(&self) -> Finding {
        let message = if self.is_fenced {
            "a second block of keys stands here, and would not hold the document back"
        } else {
            "these lines stand below the front matter, and would not hold the document back"
        };
        Finding::new(Code::NearMiss, message)
            .anchor(Anchor::Bytes(self.block.clone()))
            .hint("put its lines into the block at the top of the file")
    }
}

/// Returns the keys below the front matter of a file, if one of them was to hold it back. The Markdown begins at
/// `body_at`.
pub(super) fn late_keys(text: &str, body_at: usize, known: Known) -> Option<LateKeys> {
    if let Some(block) = fenced(text, body_at).filter(|block| of_lines(&text[block.clone()], known).is_some())
    {
        return Some(LateKeys { block, is_fenced: true });
    }
    let block = run_on(text, body_at)?;
    let ends_with_fence = text[block.end..].lines().next().is_some_and(is_fence);
    let holds = |line: &str| {
        let pair = key_and_value(line).filter(|(key, _)| !key.starts_with(char::is_whitespace));
        pair.is_some_and(|(key, value)| holds_by_value(key, value, known))
    };
    let lines = &text[block.clone()];
    let holds_back = lines.lines().any(holds) || ends_with_fence && of_lines(lines, known).is_some();
    holds_back.then_some(LateKeys { block, is_fenced: false })
}

/// Returns the lines of a second block of keys, where a text begins with one.
fn fenced(text: &str, body_at: usize) -> Option<Range<usize>> {
    let start = beginning(text, body_at)?;
    let first = text[start..].lines().next()?;
    let fence = Fence::opened_by(first)?;
    let inside = start + first.len();
    let length = text[inside..].find(&format!("\n{}", fence.text()))?;
    Some(inside + 1..inside + length).filter(|block| block.start < block.end)
}

/// Returns the lines that a text begins with, up to an empty one or a fence, if they are all like lines of front
/// matter.
fn run_on(text: &str, body_at: usize) -> Option<Range<usize>> {
    let start = beginning(text, body_at)?;
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() || is_fence(line) {
            break;
        }
        let goes_on = line.starts_with([' ', '\t', '-', '#', ']', '}']);
        if key_and_value(line).is_none() && (end == start || !goes_on) {
            return None;
        }
        end += line.len();
    }
    (start < end).then_some(start..end)
}

/// Returns where a text begins below its front matter.
fn beginning(text: &str, body_at: usize) -> Option<usize> {
    let body = text.get(body_at..)?;
    Some(body_at + body.len() - body.trim_start().len())
}

fn is_fence(line: &str) -> bool {
    Fence::Yaml.is_closed_by(line) || Fence::Toml.is_closed_by(line)
}

/// Returns the key and the value of a line of front matter; a key is a word or two.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '"' | '\''))
        && (1..=3).contains(&key.split_whitespace().count());
    let is_apart = value.is_empty() || value.starts_with(char::is_whitespace);
    let value = value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    (is_key && is_apart).then(|| (key.trim_end().trim_matches(['"', '\'']), value))
}
