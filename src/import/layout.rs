//! The lines of a plain text: which are headings, and what Markdown needs to show the rest as it stands.

use std::borrow::Cow;

use super::builder::ImportBuilder;
use super::restriction::is_restricted;

/// The longest heading, in characters.
const LONGEST: usize = 90;

/// From this length on, in characters, a line is a paragraph of its own rather than one of several.
const PARAGRAPH: usize = 160;

/// A line that became a heading.
#[derive(Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its words.
    pub text: String,
    /// Its line, counted from 0.
    pub line: usize,
}

/// Words that are small in a title, too.
const SMALL: [&str; 26] = [
    "with", "from", "into", "over", "under", "against", "without", "within", "toward", "towards", "after",
    "before", "amid", "upon", "among", "across", "through", "during", "between", "versus", "than", "that",
    "their", "since", "until", "beyond",
];

/// Returns the line at `start` if it is a title: short, above a blank line or the dateline, with a text below.
pub fn title_line(lines: &[Cow<str>], start: usize, dateline: Option<usize>) -> Option<usize> {
    let line = lines.get(start)?.trim();
    let is_alone =
        dateline == Some(start + 1) || lines.get(start + 1).is_some_and(|next| next.trim().is_empty());
    let goes_on =
        lines[start + 1..].iter().any(|line| line.chars().count() > LONGEST || line.trim().ends_with('.'));
    let is_title = line.chars().count() <= 110
        && line.split_whitespace().count() >= 2
        && line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '"' | '‘'))
        && !line.ends_with(['.', ',', ';', ':', '!'])
        && !is_list_item(line)
        && !line.contains("://");
    (is_alone && goes_on && is_title).then_some(start)
}

/// Returns the first paragraph at or after `start`, on one line, and the number of its first line.
pub fn lead(lines: &[Cow<str>], start: usize) -> Option<(usize, String)> {
    // "Dear colleagues," says nothing of what follows.
    let is_greeting = |line: &str| line.trim_end().ends_with(',') && line.chars().count() < LONGEST / 2;
    let is_text = |line: &str| {
        !line.trim().is_empty()
            && !is_list_item(line)
            && !line.starts_with(['>', '#', '|'])
            && !is_greeting(line)
    };
    // Cables number their paragraphs, and have addresses and labels in capitals above them.
    let says_something = |line: &str| {
        let is_numbered = is_list_item(line) && line.starts_with(|c: char| c.is_ascii_digit());
        (is_text(line) || is_numbered) && is_sentence(line.trim()) && line.contains(char::is_lowercase)
    };
    let mut places = start..lines.len();
    let first = places.clone().find(|at| says_something(&lines[*at]) && !is_heading(lines, *at));
    let first = first.or_else(|| places.find(|at| is_text(&lines[*at]) && !is_heading(lines, *at)))?;
    let mut lead = String::new();
    for line in lines[first..].iter().take_while(|line| !line.trim().is_empty()) {
        if lead.is_empty() && is_list_item(line) {
            let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ');
            lead.push_str(line.trim_start_matches(number).trim_end());
            continue;
        }
        if !lead.is_empty() {
            lead.push(' ');
        }
        lead.push_str(line.trim());
        if line.chars().count() > PARAGRAPH {
            break;
        }
    }
    Some((first, lead))
}

/// Returns the text from `start` on as Markdown, and tells what was put into it.
pub fn markdown(lines: &[Cow<str>], start: usize, builder: &mut ImportBuilder) -> String {
    let end = lines.iter().rposition(|line| !line.trim().is_empty()).map_or(start, |last| last + 1);
    let mut body = String::from("\n");
    let mut headings = Vec::new();
    let mut told = Told::default();
    // Whether the block that goes on is a list, where indentation means something.
    let (mut in_list, mut indented) = (false, false);
    for at in start..end {
        let line = &*lines[at];
        let before = if at > start { lines[at - 1].trim() } else { "" };
        if line.trim().is_empty() {
            body.push_str(line);
            body.push('\n');
            continue;
        }
        if before.is_empty() {
            indented = !in_list && is_indented(line) || indented && is_indented(line);
        }
        if is_list_item(line) {
            in_list = true;
        } else if before.is_empty() && !line.starts_with([' ', '\t']) {
            in_list = false;
        }
        // What says who may read the text is a marking of all of it.
        if is_heading(lines, at) && !is_restricted(line) {
            headings.push(Heading { text: line.trim().to_owned(), line: at });
            body.push_str("## ");
            body.push_str(line.trim());
            body.push('\n');
            (in_list, indented) = (false, false);
            continue;
        }
        let is_rule = is_underline(line) && !before.is_empty();
        let is_paragraph =
            before.chars().count() > PARAGRAPH && !in_list && !line.starts_with(['>', '|', ' ', '\t']);
        if is_rule || is_paragraph {
            body.push('\n');
            told.blank_lines.note(at);
        }
        let line = if indented && is_indented(line) {
            told.indented.note(at);
            line.trim_start()
        } else {
            line
        };
        push_without_tags(&mut body, line, at, &mut told);
        body.push('\n');
    }
    tell_headings(&headings, builder);
    told.tell(builder);
    body
}

/// Says which lines became headings.
fn tell_headings(headings: &[Heading], builder: &mut ImportBuilder) {
    for heading in headings {
        let evidence = "short, in title case, without a full stop, alone on its line; marked with `##`";
        builder.guess("heading", heading.text.clone(), evidence, Some(heading.line + 1));
    }
}

/// How often something was put into a text, and in which line first.
#[derive(Default)]
struct Tally {
    count: usize,
    first: usize,
}

impl Tally {
    fn note(&mut self, line: usize) {
        if self.count == 0 {
            self.first = line + 1;
        }
        self.count += 1;
    }
}

#[derive(Default)]
struct Told {
    blank_lines: Tally,
    indented: Tally,
    tags: Tally,
}

impl Told {
    fn tell(self, builder: &mut ImportBuilder) {
        let all = [
            (self.blank_lines, "blank line", "between paragraphs that Markdown would run together"),
            (self.indented, "indented line", "moved to the left: Markdown would take it for code"),
            (self.tags, "`<`", "written `\\<`: Markdown would take it for HTML"),
        ];
        for (tally, what, why) in all {
            if tally.count > 0 {
                builder.guess("text", format!("{} × {what}", tally.count), why, Some(tally.first));
            }
        }
    }
}

/// Writes a line so that what looks like HTML stays text. Addresses in angle brackets are Markdown, too.
fn push_without_tags(body: &mut String, line: &str, at: usize, told: &mut Told) {
    let mut done = 0;
    for (place, _) in line.match_indices('<') {
        let rest = &line[place + 1..];
        let word = rest.split(['>', ' ', '<']).next().unwrap_or_default();
        let is_address = word.contains('@') || word.contains("://") || word.starts_with("mailto:");
        let is_tag = rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if is_tag && !is_address && !line[..place].ends_with('\\') {
            body.push_str(&line[done..place]);
            body.push('\\');
            done = place;
            told.tags.note(at);
        }
    }
    body.push_str(&line[done..]);
}

fn is_indented(line: &str) -> bool {
    line.starts_with("    ") || line.starts_with('\t') || line.starts_with(" \t")
}

/// Returns whether a line would make a heading of the one above it.
fn is_underline(line: &str) -> bool {
    let marks = line.trim();
    marks.len() >= 2 && (marks.bytes().all(|byte| byte == b'-') || marks.bytes().all(|byte| byte == b'='))
}

fn is_list_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = &line[digits..];
    line.starts_with("- ")
        || line.starts_with("* ")
        || line.starts_with("+ ")
        || line.starts_with('•')
        || (digits > 0 && (after.starts_with(". ") || after.starts_with(") ")))
}

/// Returns whether a line is a heading: one in form, alone, and with a text below it.
fn is_heading(lines: &[Cow<str>], at: usize) -> bool {
    if !looks_like_heading(&lines[at]) {
        return false;
    }
    let before = if at > 0 { lines[at - 1].trim() } else { "" };
    let next = lines.get(at + 1).map(|line| line.trim()).unwrap_or_default();
    let is_long = |line: &str| line.chars().count() > PARAGRAPH;
    let is_alone = (before.is_empty() || is_long(before)) && (next.is_empty() || is_long(next));
    is_alone
        && below(lines, at)
            .is_some_and(|below| is_list_item(below) || is_sentence(below) || below.starts_with('>'))
}

/// Returns the next line with words on it, not far below.
fn below<'a>(lines: &'a [Cow<str>], at: usize) -> Option<&'a str> {
    const FAR: usize = 8;
    lines[at + 1..].iter().take(FAR).map(|line| line.trim()).find(|line| !line.is_empty())
}

fn is_sentence(line: &str) -> bool {
    line.chars().count() > LONGEST / 2 || line.ends_with(['.', '!', '?', ':', ';', '”', '"'])
}

fn looks_like_heading(line: &str) -> bool {
    let words = line.trim();
    if words.len() > LONGEST * 4 || words.chars().count() > LONGEST || is_list_item(words) {
        return false;
    }
    let good_start = words.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘' | '\''));
    let good_end =
        words.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '?' | '”' | '"' | '’' | '\''));
    if !good_start || !good_end || words.contains("://") || words.contains('@') || words.contains(". ") {
        return false;
    }
    words.split_whitespace().count() <= 14
        && words.split(|c: char| c.is_whitespace() || matches!(c, '–' | '—' | '/')).all(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            bare.chars().count() <= 3 || !bare.starts_with(char::is_lowercase) || SMALL.contains(&bare)
        })
}
