//! Words that are not what they look like: markup that other programs read, and that would be published as it stands.

use std::ops::Range;

use crate::config::Html;
use crate::finding::{Anchor, Finding};
use crate::problem::{Code, ProblemCounts};
use crate::text::{name_key, shorten};
use crate::tree::{self, Body, Kind};

/// How far behind its beginning the end of a mark is looked for, in bytes.
const LONGEST_MARK: usize = 1000;

/// How git begins the one of two changes, and how it ends the other.
const OURS: &str = "<<<<<<< ";
const THEIRS: &str = "\n>>>>>>> ";

/// How much of a mark a message repeats, in characters.
const SHOWN: usize = 40;

/// A mark of another program.
struct Foreign {
    start: &'static str,
    /// Tells whether what follows the start makes it such a mark.
    follows: fn(&str) -> bool,
    end: &'static str,
    /// What it is.
    name: &'static str,
    hint: &'static str,
}

/// The marks, the longer ones before those that they begin with.
const FOREIGN: &[Foreign] = &[
    Foreign {
        start: "{{",
        follows: |rest| rest.starts_with(['<', '%']),
        end: "}}",
        name: "a shortcode of Hugo",
        hint: "write in Markdown what it stands for: an image, a link, a quote",
    },
    Foreign {
        start: "{{",
        follows: |_| true,
        end: "}}",
        name: "a placeholder of a template",
        hint: "write the words that it stands for, or put it between backticks to show it",
    },
    Foreign {
        start: "{%",
        follows: |_| true,
        end: "%}",
        name: "a tag of a template, as Jekyll has them",
        hint: "write in Markdown what it stands for: an image, a link, a quote",
    },
    Foreign {
        start: "[@",
        follows: |rest| rest.starts_with(char::is_alphanumeric),
        end: "]",
        name: "a citation of Pandoc",
        hint: "list the source under `sources:` with an `id`, and cite it as `[^id]`",
    },
    Foreign {
        start: "^[",
        follows: |rest| {
            rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '‘' | '\''))
        },
        end: "]",
        name: "a footnote of Pandoc",
        hint: "write `[^1]` here, and a line `[^1]: …` at the end of the text",
    },
    Foreign {
        start: "[[",
        follows: |rest| !rest.starts_with(['[', ']']),
        end: "]]",
        name: "a link of a wiki",
        hint: "write `[words](path/to/file.md)`",
    },
    Foreign {
        start: "%%",
        follows: |rest| !rest.starts_with('%'),
        end: "%%",
        name: "a comment of Obsidian, which readers see here",
        hint: "take it out, or write `<!-- … -->` around it",
    },
    Foreign {
        start: "](",
        follows: has_blank_in_target,
        end: ")",
        name: "no link, since there is a blank in its target",
        hint: "write `%20` for each blank, or put the target between `<` and `>`",
    },
];

/// Tells whether a target that ends with the next bracket is a path with blanks, and no remark in brackets.
fn has_blank_in_target(rest: &str) -> bool {
    let target = rest.split(')').next().unwrap_or_default().trim();
    let is_file = target.rsplit_once('.').is_some_and(|(_, end)| {
        (1..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    is_file && target.contains(' ') && !target.starts_with('<') && !target.contains('"')
}

/// Tells what of a text its writer meant otherwise than it is shown.
pub(super) fn tell_foreign(body: &Body, html: Html, findings: &mut Vec<Finding>) {
    let starts = starts(body.source());
    tell_merge_markers(&starts, body, findings);
    tell_marks(&starts, body, findings);
    tell_tables(body, findings);
    if html == Html::Escape {
        tell_raw_html(body, findings);
    }
    for node in body.nodes() {
        if let Kind::Heading(index) = node.kind
            && body.heading(index).is_some_and(|heading| heading.text.is_empty())
            && body.source_of(node).trim_matches(['#', ' ', '\n']).is_empty()
        {
            findings.push(
                Finding::new(Code::EmptyHeading, "this heading has no words")
                    .anchor(Anchor::Bytes(body.in_file(&node.range())))
                    .hint("write its words, or take the `#` out"),
            );
        }
    }
}

/// Tells a first heading that says the title again, which the page has above it.
pub(super) fn tell_repeated_title(title: &str, body: &Body, findings: &mut Vec<Finding>) {
    let Some(first) = body.blocks().next().and_then(|index| body.nodes().get(index)) else { return };
    let Kind::Heading(index) = first.kind else { return };
    if body.heading(index).is_some_and(|heading| name_key(&heading.text) == name_key(title)) {
        findings.push(
            Finding::new(Code::RepeatedTitle, "the first heading says the title again")
                .anchor(Anchor::Bytes(body.in_file(&first.range())))
                .hint("take the heading out: every page shows its title above the text"),
        );
    }
}

/// Tells what git leaves in a file where two changes met.
fn tell_merge_markers(starts: &[usize], body: &Body, findings: &mut Vec<Finding>) {
    let source = body.source();
    let is_line_start = |at: usize| at == 0 || source.as_bytes().get(at - 1) == Some(&b'\n');
    let is_code = |at: usize| {
        body.nodes().iter().any(|node| matches!(node.kind, Kind::CodeBlock(_)) && node.range().contains(&at))
    };
    for at in starts.iter().copied().filter(|at| is_line_start(*at)) {
        let rest = source.get(at..).unwrap_or_default();
        if !rest.starts_with(OURS) || !rest.contains(THEIRS) || is_code(at) {
            continue;
        }
        let line = rest.lines().next().unwrap_or_default();
        findings.push(
            Finding::new(Code::MergeMarker, "two changes of this text met here, and git left both")
                .anchor(Anchor::Bytes(body.in_file(&(at..at + line.len()))))
                .hint("keep one of the two, and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`"),
        );
    }
}

/// Tells which bytes something of [`FOREIGN`] or [`OURS`] begins with.
const FIRST_BYTES: [bool; 256] = {
    let mut table = [false; 256];
    let first = b"{[^%]<";
    let mut at = 0;
    while at < first.len() {
        table[first[at] as usize] = true;
        at += 1;
    }
    table
};

/// Returns where in a text something of [`FOREIGN`] or [`OURS`] may begin. Every text is looked through, so this is one
/// pass over its bytes that looks twice at few of them.
fn starts(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let mut starts = Vec::new();
    let mut from = 0;
    while let Some(next) = bytes[from..].iter().position(|byte| FIRST_BYTES[usize::from(*byte)]) {
        let at = from + next;
        from = at + 1;
        if matches!(
            bytes.get(at..at + 2),
            Some(b"{{" | b"{%" | b"[@" | b"[[" | b"^[" | b"%%" | b"](" | b"<<")
        ) {
            starts.push(at);
        }
    }
    starts
}

fn tell_marks(starts: &[usize], body: &Body, findings: &mut Vec<Finding>) {
    let source = body.source();
    let at_start = |at: usize| {
        let rest = source.get(at..)?;
        let mut foreign = FOREIGN.iter().filter(|foreign| rest.starts_with(foreign.start));
        foreign.find_map(|foreign| Some((foreign.range(source, at)?, foreign)))
    };
    let marks: Vec<(Range<usize>, &Foreign)> = starts.iter().filter_map(|at| at_start(*at)).collect();
    if marks.is_empty() {
        return;
    }
    let words = tree::words(body);
    let mut told = ProblemCounts::default();
    let mut end_of_last = 0;
    for (range, foreign) in marks {
        let is_read_as_words = words.get(range.start..).is_some_and(|rest| rest.starts_with(foreign.start));
        if range.start < end_of_last || !is_read_as_words {
            continue;
        }
        end_of_last = range.end;
        let mark = shorten(&source[range.clone()], SHOWN).replace('\n', " ");
        let finding = Finding::new(Code::ForeignMarkup, format!("`{mark}` is {}", foreign.name))
            .anchor(Anchor::Bytes(body.in_file(&range)));
        let is_told = told.add(Code::ForeignMarkup);
        findings.push(if is_told { finding.hint(foreign.hint) } else { finding });
    }
}

impl Foreign {
    /// Returns where the mark that begins at a byte stands, if it ends in the same paragraph.
    fn range(&self, source: &str, at: usize) -> Option<Range<usize>> {
        let inside = at + self.start.len();
        let rest = source.get(inside..)?;
        let is_escaped = at > 0 && source.as_bytes().get(at - 1) == Some(&b'\\');
        if is_escaped || !(self.follows)(rest) {
            return None;
        }
        let rest = &rest[..rest.floor_char_boundary(LONGEST_MARK)];
        let length = rest.split("\n\n").next()?.find(self.end)?;
        (length > 0).then(|| at..inside + length + self.end.len())
    }
}

/// Tells tables that came in with tabs between their cells, as word processors and spreadsheets copy them.
fn tell_tables(body: &Body, findings: &mut Vec<Finding>) {
    if !body.source().contains('\t') {
        return;
    }
    for node in body.nodes().iter().filter(|node| node.kind == Kind::Paragraph) {
        let rows = body.source_of(node).trim_end().lines();
        let cells: Vec<usize> = rows.map(|row| row.trim().matches('\t').count()).collect();
        if let [first, rest @ ..] = cells.as_slice()
            && *first > 0
            && !rest.is_empty()
            && rest.iter().all(|number| number == first)
        {
            findings.push(
                Finding::new(
                    Code::TabTable,
                    format!("these {} lines are a table with tabs, and shown as a paragraph", cells.len()),
                )
                .anchor(Anchor::Bytes(body.in_file(&node.range())))
                .hint("write `|` between the cells, and a line `|---|---|` below the first"),
            );
        }
    }
}

/// Tells the first raw HTML of a text, which is shown as it was typed. Comments are not shown.
fn tell_raw_html(body: &Body, findings: &mut Vec<Finding>) {
    let is_tag = |text: &str| {
        let name = text.trim_start().strip_prefix('<').unwrap_or_default();
        name.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let mut raw = body.nodes().iter().filter(|node| matches!(node.kind, Kind::Raw { .. }));
    let Some(first) = raw.find(|node| is_tag(body.source_of(node))) else { return };
    let range = first.range();
    let line = body.source_of(first).lines().next().unwrap_or_default().trim_end();
    findings.push(
        Finding::new(Code::RawHtml, format!("`{}` is shown as it is typed", shorten(line, SHOWN)))
            .anchor(Anchor::Bytes(body.in_file(&(range.start..range.start + line.len()))))
            .hint("write it in Markdown, or let a safe part of HTML through with `markdown: { html: sanitize }` in site.yaml"),
    );
}
