//! The lines above a text: those of a mail or a cable, its date, and what it says of its own publication.

use super::dates::{self, FoundDate};

/// The names of header lines that a block of them can begin with.
const NAMES: [&str; 24] = [
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "sent",
    "received",
    "reply-to",
    "message-id",
    "return-path",
    "delivered-to",
    "mime-version",
    "classification",
    "marking",
    "distribution",
    "reference",
    "ref",
    "re",
    "title",
    "author",
    "by",
    "drafted by",
    "fm",
];

/// The most header lines that a mail has; more of them are a list of some kind.
const MOST: usize = 200;

/// A header line.
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    /// Its name, in lower case.
    pub name: String,
    /// Its value, on one line.
    pub value: String,
    /// Its line, counted from 0.
    pub line: usize,
}

/// Returns the header lines that a text begins with, and the first line after them.
pub fn read(lines: &[&str]) -> (Vec<Header>, usize) {
    let start = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(lines.len());
    let mut headers: Vec<Header> = Vec::new();
    let mut at = start;
    for line in &lines[start..] {
        let is_continued = line.starts_with([' ', '\t']) && !line.trim().is_empty();
        match header(line) {
            Some((name, value)) if !headers.is_empty() || NAMES.contains(&name.as_str()) => {
                headers.push(Header { name, value, line: at });
            }
            _ => match headers.last_mut() {
                Some(last) if is_continued => {
                    last.value.push(' ');
                    last.value.push_str(line.trim());
                }
                _ => break,
            },
        }
        at += 1;
    }
    if headers.len() > MOST {
        return (Vec::new(), start);
    }
    // One line with a colon may be a sentence: "To: be or not to be" alone is no header, but a subject is.
    let is_header = headers.len() > 1
        || headers.first().is_some_and(|header| {
            matches!(header.name.as_str(), "subject" | "title" | "classification" | "marking" | "from")
                || is_date_name(&header.name)
                    && dates::at_start(&header.value).is_some_and(|found| found.length == header.value.len())
        });
    if is_header { (headers, at) } else { (Vec::new(), start) }
}

/// Returns whether a header line gives the date.
pub fn is_date_name(name: &str) -> bool {
    matches!(name, "date" | "sent")
}

fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.len() <= 40
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b' ' | b'_'));
    let lower = name.trim().to_ascii_lowercase();
    let is_header = is_name
        && (value.is_empty() || value.starts_with([' ', '\t']))
        && (NAMES.contains(&lower.as_str()) || !name.contains(' '));
    is_header.then(|| (lower, value.trim().to_owned()))
}

/// Returns the subject of a cable, which stands on a line of its own below others.
pub fn subject(lines: &[&str], from: usize) -> Option<Header> {
    const LINES: usize = 12;
    let mut near =
        lines.iter().enumerate().skip(from).filter(|(_, line)| !line.trim().is_empty()).take(LINES);
    near.find_map(|(line, text)| {
        let (name, value) = header(text)?;
        (matches!(name.as_str(), "subject" | "subj") && !value.is_empty()).then_some(Header {
            name,
            value,
            line,
        })
    })
}

/// A date in the first lines of a text.
pub struct Dateline {
    /// The date.
    pub found: FoundDate,
    /// Its line, counted from 0.
    pub line: usize,
    /// How many bytes at the start of that line are nothing but the date; 0 where it is part of a sentence.
    pub taken: usize,
}

/// Returns the date that stands at the start of a text, on a line of its own near it, or in its dateline.
pub fn dateline(lines: &[&str], from: usize) -> Option<Dateline> {
    const LINES: usize = 8;
    let near = lines.iter().enumerate().skip(from).filter(|(_, line)| !line.trim().is_empty()).take(LINES);
    for (nonblank, (line, text)) in near.enumerate() {
        if let Some((found, taken)) = at_start(text, nonblank == 0) {
            return Some(Dateline { found, line, taken });
        }
        if nonblank < 3
            && let Some(found) = after_place(text)
        {
            return Some(Dateline { found, line, taken: 0 });
        }
    }
    None
}

/// Returns the date that a line begins with, and how much of the line goes with it.
///
/// Below the first line, only a line that is nothing but a date counts.
fn at_start(line: &str, first: bool) -> Option<(FoundDate, usize)> {
    let mut at = line.len() - line.trim_start().len();
    let mut is_marked = false;
    // The precedence of a cable: "R 011430Z APR 24".
    if let [b'R' | b'P' | b'O' | b'Z' | b'Y', b' ', b'0'..=b'3', ..] = &line.as_bytes()[at..] {
        at += 2;
    }
    let word = line[at..].find(|c: char| !c.is_alphabetic()).map_or("", |end| &line[at..at + end]);
    if ["date", "dated"].iter().any(|name| word.eq_ignore_ascii_case(name)) {
        let rest = &line[at + word.len()..];
        is_marked = true;
        at = line.len() - rest.trim_start_matches([':', ' ', '\t']).len();
    }
    let found = dates::at_start(&line[at..])?;
    let end = at + found.length;
    let rest = &line[end..];
    let after = rest.trim_start_matches([' ', '\t', ',', '.', ':', ';', '|', '–', '—', '-', ')']);
    let has_mark = rest.trim_start().starts_with([':', '|', '–', '—', '-', '.']);
    let begins_anew = after.starts_with(|c: char| !c.is_lowercase());
    let is_alone = after.is_empty();
    if !(first || is_alone) {
        return None;
    }
    let taken = if is_alone || is_marked || has_mark || begins_anew { line.len() - after.len() } else { 0 };
    Some((found, taken))
}

/// Returns the date of a dateline: "PARIS, 1 April 2024 – The minister …".
fn after_place(line: &str) -> Option<FoundDate> {
    let head: String = line.chars().take(70).collect();
    head.match_indices([',', '(', '–', '—']).find_map(|(at, mark)| {
        let rest = line[at + mark.len()..].trim_start();
        let place = head[..at].trim();
        let is_place = place.split_whitespace().count() <= 4 && place.starts_with(char::is_uppercase);
        is_place.then(|| dates::at_start(rest)).flatten()
    })
}
