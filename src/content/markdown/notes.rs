//! Footnotes, and the sources that are cited like footnotes.

use std::collections::HashMap;

use super::{Link, Side, What, escape, sanitize};

/// Returns Markdown that defines the ids of the sources, so that the parser knows `[^id]` as a mark.
///
/// It stands before the text, where nothing that is left open in the text can swallow it. The
/// comment at its end keeps an indented first line of the text out of the last definition.
pub fn definitions(sources: &[&str]) -> String {
    let mut markdown = String::new();
    for id in sources.iter().filter(|id| !id.is_empty()) {
        markdown.push_str("[^");
        markdown.push_str(id);
        markdown.push_str("]: source\n\n");
    }
    if !markdown.is_empty() {
        markdown.push_str("<!-- -->\n\n");
    }
    markdown
}

/// The footnotes of one text.
#[derive(Default)]
pub struct Notes {
    notes: Vec<Note>,
    places: HashMap<String, usize>,
}

#[derive(Default)]
struct Note {
    marks: usize,
    text: Option<(String, Vec<Link>)>,
}

impl Notes {
    /// Writes a mark for the note of this name. Returns what can stand beside the first one; its words
    /// are filled in when all are known.
    pub fn mark(&mut self, name: &str, out: &mut String) -> Option<Side> {
        let index = self.index(name);
        let note = &mut self.notes[index];
        note.marks += 1;
        let label = label(index);
        out.push_str(&format!(
            "<sup class=\"note\"><a href=\"#note-{label}\" id=\"cite-note-{label}-{}\">{label}</a></sup>",
            note.marks
        ));
        (note.marks == 1).then(|| Side::Note { label, words: String::new() })
    }

    /// Gives the notes in the margin their words.
    pub fn fill_sides(&self, links: &mut [Link]) {
        let texts: HashMap<String, &str> = self
            .notes
            .iter()
            .enumerate()
            .filter_map(|(index, note)| Some((label(index), note.text.as_ref()?.0.as_str())))
            .collect();
        for link in links {
            if let What::Side(Side::Note { label, words }) = &mut link.what
                && let Some(html) = texts.get(label.as_str())
            {
                *words = words_of(html);
            }
        }
    }

    /// Takes the text of the note of this name; the first one counts.
    pub fn define(&mut self, name: &str, html: String, links: Vec<Link>) {
        let index = self.index(name);
        self.notes[index].text.get_or_insert((html, links));
    }

    /// Writes all notes, in the order of their marks.
    pub fn write(self, out: &mut String, links: &mut Vec<Link>) {
        if self.notes.is_empty() {
            return;
        }
        out.push_str("<section class=\"notes\" id=\"notes\" role=\"doc-endnotes\">\n<ol>\n");
        for (index, note) in self.notes.into_iter().enumerate() {
            let label = label(index);
            out.push_str(&format!("<li id=\"note-{label}\">"));
            for mark in 1..=note.marks {
                out.push_str(&format!("<a class=\"back\" href=\"#cite-note-{label}-{mark}\">"));
                escape(out, &if mark == 1 { label.clone() } else { mark.to_string() });
                out.push_str("</a> ");
            }
            if let Some((html, own)) = note.text {
                let start = out.len();
                out.push_str(html.trim_end());
                links.extend(own.into_iter().map(|link| Link { at: link.at + start, ..link }));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }

    fn index(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        self.places.insert(name.to_owned(), self.notes.len());
        self.notes.push(Note::default());
        self.notes.len() - 1
    }
}

/// Returns the words of HTML that was written here, still escaped: without elements, and without the
/// marks of links.
fn words_of(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', sanitize::OPEN]) {
        words.push_str(&rest[..at]);
        let end = if rest[at..].starts_with('<') { '>' } else { sanitize::CLOSE };
        rest = rest[at..].split_once(end).map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the label of a note: a, b, … z, aa, ab, … Letters, because sources have the numbers.
fn label(index: usize) -> String {
    let mut label = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        label.extend(('a'..='z').nth(rest % 26));
        rest /= 26;
    }
    label.iter().rev().collect()
}
