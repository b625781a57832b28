//! Plain text, mails and cables: everything that can be told of a text that says nothing of itself.
//!
//! The text stays as it is, line by line, but for the changes that are reported: header lines and a date
//! that go into the front matter, and marks that make Markdown show what plain text shows.

use std::borrow::Cow;

use serde_yaml::{Mapping, Value};

use super::dates::{self, FoundDate};
use super::header::{self, Header};
use super::layout::{self, Heading};
use super::making::Making;
use super::publication::marking_of;
use super::{shown_line, title};
use crate::draft::clean_title;

/// Words that stand above a text that is not for everyone.
const CLOSED: [&str; 8] = [
    "CONFIDENTIAL",
    "SECRET",
    "TOP SECRET",
    "RESTRICTED",
    "NOFORN",
    "SENSITIVE",
    "INTERNAL",
    "LIMITED DISTRIBUTION",
];

/// Reads a plain text into a briefing that is being made. Returns its date, where it says one, and its body.
pub fn read(text: &str, making: &mut Making) -> (Option<FoundDate>, String) {
    let plain = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    if plain.len() != text.len() {
        making.guess("text", "line ends", "those of Windows, made plain ones", None);
    }
    let lines: Vec<&str> = plain.lines().collect();
    let (mut headers, mut start) = header::read(&lines);
    let subject = if headers.is_empty() { header::subject(&lines, start) } else { None };
    let subject_line = subject.as_ref().map(|subject| subject.line);
    headers.extend(subject);
    let mut date = headers_into(&headers, making);

    let mut own: Vec<Cow<str>> = lines.iter().map(|line| Cow::Borrowed(*line)).collect();
    own[..start].iter_mut().for_each(|line| *line = Cow::Borrowed(""));
    if let Some(line) = subject_line {
        own[line] = Cow::Borrowed("");
    }
    let mut dateline = None;
    if date.is_none()
        && let Some(found) = header::dateline(&lines, start)
    {
        dateline = Some(found.line);
        let line = lines[found.line];
        let what = if found.taken > 0 { "taken out of the text" } else { "left in the text" };
        let shown = if found.taken > 0 { &line[..found.taken] } else { line };
        let evidence = format!("`{}`, {what}", shown_line(shown));
        making.guess("date", found.found.written.clone(), evidence, Some(found.line + 1));
        if let Some(doubt) = &found.found.doubt {
            making.warn(doubt.clone(), Some(found.line + 1));
        }
        own[found.line] = Cow::Borrowed(&line[found.taken..]);
        date = Some(found.found);
    }
    restrictions(&lines, making);

    while own.get(start).is_some_and(|line| line.trim().is_empty()) {
        start += 1;
    }
    if !making.sheet.has("title")
        && let Some(line) = layout::title_line(&own, start, dateline)
    {
        let title = clean_title(&own[line]);
        making.guess("title", title.clone(), "the first line, taken out of the text", Some(line + 1));
        making.sheet.set("title", title);
        own[line] = Cow::Borrowed("");
    }
    while own.get(start).is_some_and(|line| line.trim().is_empty()) {
        start += 1;
    }
    let body = layout::markdown(&own, start, making);
    if let Some((line, lead)) = layout::lead(&own, start) {
        if !making.sheet.has("title") {
            let title = title::of_lead(&lead);
            making.guess("title", title.clone(), "the beginning of the lead", Some(line + 1));
            making.sheet.set("title", title);
        }
        let summary = title::summary_of(&lead);
        if !making.sheet.has("summary") && !summary.is_empty() {
            making.guess("summary", summary.clone(), "the beginning of the lead", Some(line + 1));
            making.sheet.set("summary", summary);
        }
    }
    (date, body)
}

/// Takes what header lines say. Returns the date.
fn headers_into(headers: &[Header], making: &mut Making) -> Option<FoundDate> {
    let mut date = None;
    let mut kept = Mapping::new();
    for header in headers {
        let line = Some(header.line + 1);
        let value = clean_title(&header.value);
        let evidence = format!("the header line `{}`, taken out of the text", header.name);
        let is_used = match header.name.as_str() {
            name if header::is_date_name(name) && date.is_none() => {
                date = dates::whole(&value).or_else(|| dates::at_start(&value));
                if let Some(found) = &date {
                    making.guess("date", found.written.clone(), evidence.clone(), line);
                    if let Some(doubt) = &found.doubt {
                        making.warn(doubt.clone(), line);
                    }
                }
                date.is_some()
            }
            "subject" | "subj" | "title" | "re" if !value.is_empty() => {
                let title = title::of_subject(&value);
                let is_first = !title.is_empty() && making.sheet.set_first("title", title.clone());
                if is_first {
                    making.guess("title", title, evidence.clone(), line);
                }
                is_first
            }
            "from" | "author" | "by" | "drafted by" => match name_of(&value) {
                Some(name) => {
                    making.sheet.add("authors", [name.clone()]);
                    making.guess("author", name, evidence.clone(), line);
                    !value.contains('@')
                }
                None => false,
            },
            "classification" | "marking" => {
                if let Some(marking) = marking_of(&value) {
                    making.sheet.set("marking", marking.label());
                    making.guess("marking", marking.label(), evidence.clone(), line);
                    true
                } else {
                    making.warn(format!("`{value}` is no marking of TLP 2.0"), line);
                    false
                }
            }
            _ => false,
        };
        if !is_used && !value.is_empty() {
            let mut name = header.name.replace([' ', '-'], "_");
            while kept.contains_key(&name) {
                name.push('_');
            }
            kept.insert(Value::String(name), Value::String(value));
        }
    }
    if !kept.is_empty() {
        let names: Vec<&str> = kept.keys().filter_map(Value::as_str).collect();
        making.guess(
            "extra",
            names.join(", "),
            "header lines, taken out of the text and kept under `extra.header`",
            None,
        );
        making.sheet.keep("header", Value::Mapping(kept));
    }
    date
}

/// Returns the name of a sender; none for an address alone.
fn name_of(value: &str) -> Option<String> {
    let name = value.split('<').next().unwrap_or_default().trim().trim_matches('"').trim();
    (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
}

/// Heeds what the first lines say of who may read the text.
fn restrictions(lines: &[&str], making: &mut Making) {
    const FIRST: usize = 12;
    const LONGEST: usize = 120;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()).take(FIRST) {
        let words: String = line.trim().chars().take(LONGEST).collect();
        let words = words.trim_matches(['/', '*', '(', ')', '[', ']', '-', ' ']);
        if let Some(marking) = words.to_uppercase().starts_with("TLP").then(|| marking_of(words)).flatten() {
            if making.sheet.set_first("marking", marking.label()) {
                making.guess("marking", marking.label(), format!("`{}`", shown_line(line)), Some(index + 1));
            }
        } else if CLOSED.iter().any(|word| words.starts_with(word))
            && words.chars().all(|c| !c.is_lowercase())
        {
            making.warn(
                format!(
                    "`{}` stands above the text: see whether it may be published, and set `marking`",
                    shown_line(line)
                ),
                Some(index + 1),
            );
        } else if words.to_uppercase().starts_with("EMBARGO") {
            let date = words.match_indices(' ').find_map(|(at, _)| dates::at_start(words[at..].trim_start()));
            match date {
                Some(found) if making.sheet.set_first("embargo", found.written.clone()) => {
                    making.guess(
                        "embargo",
                        found.written,
                        format!("`{}`", shown_line(line)),
                        Some(index + 1),
                    );
                }
                _ => making
                    .warn(format!("`{}`: set `embargo` to that date", shown_line(line)), Some(index + 1)),
            }
        }
    }
}

/// Says which lines became headings.
pub fn tell_headings(headings: &[Heading], making: &mut Making) {
    for heading in headings {
        let evidence = "short, in title case, without a full stop, alone on its line; marked with `##`";
        making.guess("heading", heading.text.clone(), evidence, Some(heading.line + 1));
    }
}
