//! Markdown, with front matter or without.

use super::builder::ImportBuilder;
use super::dates::FoundDate;
use super::format::Format;
use super::report::shown_line;
use super::{encoding, header};
use crate::text::MARKDOWN as ENDINGS;

/// How many lines at the start of a text may hold its date.
const DATELINE_WITHIN: usize = 20;

/// Markdown of any generator.
pub const MARKDOWN: Format = Format { endings: &ENDINGS, is_markdown: true, text: encoding::text, bare };

/// Returns the date that one of the first lines gives, and the text as it is.
pub fn bare(text: &str, builder: &mut ImportBuilder) -> (Option<FoundDate>, String) {
    let lines: Vec<&str> = text.lines().take(DATELINE_WITHIN).collect();
    let found = header::dateline(&lines, 0).map(|line| {
        let evidence = format!("`{}`", shown_line(lines[line.line]));
        builder.guess("date", line.found.written.clone(), evidence, Some(line.line + 1));
        if let Some(doubt) = &line.found.doubt {
            builder.warn(doubt.clone(), Some(line.line + 1));
        }
        line.found
    });
    (found, text.to_owned())
}
