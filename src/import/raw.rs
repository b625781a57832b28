//! Plain text, mails and cables: everything that can be told of a text that says nothing of itself.
//!
//! The text stays as it is, line by line, but for the changes that are reported: header lines and a date
//! that go into the front matter, and marks that make Markdown show what plain text shows.

use std::borrow::Cow;

use serde_yaml::{Mapping, Value};

use super::builder::ImportBuilder;
use super::dates::{self, FoundDate};
use super::header::{self, Header};
use super::layout;
use super::report::shown_line;
use super::{restriction, title};
use crate::config::Marking;
use crate::text::clean_title;

/// Reads a plain text into a briefing that is being made. Returns its date, where it says one, and its body.
pub fn read(text: &str, builder: &mut ImportBuilder) -> (Option<FoundDate>, String) {
    let plain = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    if plain.len() != text.len() {
        builder.guess("text", "line ends", "those of Windows, made plain ones", None);
    }
    let lines: Vec<&str> = plain.lines().collect();
    let (mut headers, mut start) = header::read(&lines);
    let subject = if headers.is_empty() { header::subject(&lines, start) } else { None };
    let subject_line = subject.as_ref().map(|subject| subject.line);
    headers.extend(subject);
    let mut date = headers_into(&headers, builder);

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
        builder.guess("date", found.found.written.clone(), evidence, Some(found.line + 1));
        if let Some(doubt) = &found.found.doubt {
            builder.warn(doubt.clone(), Some(found.line + 1));
        }
        own[found.line] = Cow::Borrowed(&line[found.taken..]);
        date = Some(found.found);
    }
    restriction::read(lines.iter().copied(), 0, builder);
    embargoes(&lines, builder);

    while own.get(start).is_some_and(|line| line.trim().is_empty()) {
        start += 1;
    }
    if !builder.front_matter.has("title")
        && let Some(line) = layout::title_line(&own, start, dateline)
    {
        let title = clean_title(&own[line]);
        builder.guess("title", title.clone(), "the first line, taken out of the text", Some(line + 1));
        builder.front_matter.set("title", title);
        own[line] = Cow::Borrowed("");
    }
    while own.get(start).is_some_and(|line| line.trim().is_empty()) {
        start += 1;
    }
    let body = layout::markdown(&own, start, builder);
    if let Some((line, lead)) = layout::lead(&own, start) {
        if !builder.front_matter.has("title") {
            let title = title::of_lead(&lead);
            builder.guess("title", title.clone(), "the beginning of the lead", Some(line + 1));
            builder.front_matter.set("title", title);
        }
        let summary = title::summary_of(&lead);
        if !builder.front_matter.has("summary") && !summary.is_empty() {
            builder.guess("summary", summary.clone(), "the beginning of the lead", Some(line + 1));
            builder.front_matter.set("summary", summary);
        }
    }
    (date, body)
}

/// Takes what header lines say. Returns the date.
fn headers_into(headers: &[Header], builder: &mut ImportBuilder) -> Option<FoundDate> {
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
                    builder.guess("date", found.written.clone(), evidence.clone(), line);
                    if let Some(doubt) = &found.doubt {
                        builder.warn(doubt.clone(), line);
                    }
                }
                date.is_some()
            }
            "subject" | "subj" | "title" | "re" if !value.is_empty() => {
                let title = title::of_subject(&value);
                let is_first = !title.is_empty() && builder.front_matter.set_first("title", title.clone());
                if is_first {
                    builder.guess("title", title, evidence.clone(), line);
                }
                is_first
            }
            "from" | "author" | "by" | "drafted by" => match name_of(&value) {
                Some(name) => {
                    builder.front_matter.add("authors", [name.clone()]);
                    builder.guess("author", name, evidence.clone(), line);
                    !value.contains('@')
                }
                None => false,
            },
            name if is_marking_name(name) && !value.is_empty() => {
                let written = format!("`{}: {value}`", header.name);
                match Marking::meant_by(&value) {
                    Some(marking) => {
                        builder.mark(marking);
                        builder.guess("marking", marking.label(), evidence.clone(), line);
                        if marking != Marking::Clear {
                            builder.draft(written, line);
                        }
                        true
                    }
                    None => {
                        builder.warn(format!("`{value}` is no marking of TLP 2.0"), line);
                        if !restriction::is_open(&value) {
                            builder.restrict(Marking::Red, written, line);
                        }
                        false
                    }
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
        builder.guess(
            "extra",
            names.join(", "),
            "header lines, taken out of the text and kept under `extra.header`",
            None,
        );
        builder.front_matter.keep("header", Value::Mapping(kept));
    }
    date
}

/// Returns whether a header line says who may read the text: those of mails and cables, and `X-` ones of programs.
pub fn is_marking_name(name: &str) -> bool {
    let name = name.strip_prefix("x-").unwrap_or(name);
    ["classification", "marking", "sensitivity", "caveat", "tlp"].iter().any(|word| name.contains(word))
}

/// Returns the name of a sender; none for an address alone.
fn name_of(value: &str) -> Option<String> {
    let name = value.split('<').next().unwrap_or_default().trim().trim_matches('"').trim();
    (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
}

/// Heeds what the first lines say of the day on which the text may be read.
fn embargoes(lines: &[&str], builder: &mut ImportBuilder) {
    const FIRST: usize = 12;
    const LONGEST: usize = 120;
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()).take(FIRST) {
        let words: String = line.trim().chars().take(LONGEST).collect();
        let words = words.trim_matches(['/', '*', '(', ')', '[', ']', '-', ' ']);
        if words.to_uppercase().starts_with("EMBARGO") {
            let date = words.match_indices(' ').find_map(|(at, _)| dates::at_start(words[at..].trim_start()));
            match date {
                Some(found) if builder.front_matter.set_first("embargo", found.written.clone()) => {
                    builder.guess(
                        "embargo",
                        found.written,
                        format!("`{}`", shown_line(line)),
                        Some(index + 1),
                    );
                }
                _ => builder
                    .warn(format!("`{}`: set `embargo` to that date", shown_line(line)), Some(index + 1)),
            }
        }
    }
}
