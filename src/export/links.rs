//! A text that stands alone: without comments, and with full addresses.

use std::ops::Range;

use super::outgoing::Export;
use crate::content::Target;
use crate::route::resolve;
use crate::tree::Prose;

/// A piece of the text, and what stands in its place.
struct Change {
    range: Range<usize>,
    by: String,
}

/// Returns the Markdown of a text without its comments, and with its links as they are elsewhere.
pub fn alone(export: &Export) -> String {
    let body = &export.briefing.body;
    let text = body.source();
    let mut changes: Vec<Change> = Prose::of(body)
        .comments
        .iter()
        .map(|comment| Change {
            range: whole_lines(text, &body.in_source(&comment.range)),
            by: String::new(),
        })
        .collect();
    for link in body.links() {
        let range = body.in_source(&link.range);
        let Some((target, written)) = link.target().zip(text.get(range.clone())) else { continue };
        if let Some(by) = elsewhere(export, target, written) {
            changes.push(Change { range, by });
        }
    }
    changes.sort_by_key(|change| (change.range.start, std::cmp::Reverse(change.range.end)));
    let mut out = String::new();
    let mut at = 0;
    for change in changes {
        // A link within one that is changed already, or in a comment.
        if change.range.start < at {
            continue;
        }
        out.push_str(text.get(at..change.range.start).unwrap_or_default());
        out.push_str(&change.by);
        at = change.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out.trim_matches('\n').to_owned()
}

/// Returns the range with the end of its line, where nothing else stands in the lines that it has.
fn whole_lines(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let starts_line = before.is_empty() || before.ends_with('\n');
    if starts_line && after.starts_with('\n') { range.start..range.end + 1 } else { range.clone() }
}

/// Returns a link or an image with the address that it has for readers elsewhere, or only its words where what it
/// leads to is not published. None where it cannot be taken apart, as in raw HTML.
fn elsewhere(export: &Export, target: &Target, written: &str) -> Option<String> {
    let (mark, rest) = match written.strip_prefix('!') {
        Some(rest) => ("!", rest),
        None => ("", written),
    };
    let words = rest.get(1..closing(rest)?)?;
    let edition = export.edition;
    let found = resolve(&edition.site, &edition.plan, export.entity(), target);
    Some(match found {
        Some((path, fragment)) => {
            let hash = if fragment.is_empty() { "" } else { "#" };
            format!("{mark}[{words}](<{}{hash}{fragment}>)", edition.absolute(&path))
        }
        None => words.to_owned(),
    })
}

/// Returns where the bracket closes that opens a text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => depth += 1,
            ']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ if at == 0 => return None,
            _ => {}
        }
    }
    None
}
