//! Marks of sources and footnotes, and the footnotes themselves.

use std::ops::Range;

use super::{OpenNote, Writer};
use crate::content::markdown::Side;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;

impl Writer<'_> {
    /// The parser leaves `[^id]` as text where no footnote has that id.
    pub(super) fn look_for_undefined(&mut self, text: &str, range: &Range<usize>) {
        for (offset, _) in text.match_indices('[') {
            let at = range.start + offset;
            let rest = self.place.markdown.get(at..).unwrap_or_default();
            let escaped = at > 0 && self.place.markdown.as_bytes().get(at - 1) == Some(&b'\\');
            let Some(name) = rest.strip_prefix("[^").and_then(mark_name).filter(|_| !escaped) else {
                continue;
            };
            let length = name.len() + "[^]".len();
            let known = self.sources.iter().filter(|id| !id.is_empty()).copied();
            let finding =
                Finding::new(Code::UndefinedFootnote, format!("`[^{name}]` is no source and no footnote"))
                    .anchor(Anchor::Bytes(self.place.in_file(&(at..at + length))));
            self.findings.push(match crate::problem::did_you_mean(name, known) {
                Some(close) => finding.hint(format!("did you mean `[^{close}]`?")),
                None => finding
                    .hint(format!("add a source with `id: {name}`, or a line `[^{name}]: …` at the end")),
            });
        }
    }

    pub(super) fn cite(&mut self, name: &str) {
        let Some(index) = self.sources.iter().position(|id| *id == name) else {
            if let Some(side) = self.notes.mark(name, &mut self.out) {
                self.push_side(side);
            }
            return;
        };
        self.body.citations[index] += 1;
        let (count, number) = (self.body.citations[index], index + 1);
        // The ids of sources are checked to be letters, digits, `-`, `_` and `.`.
        self.out.push_str(&format!(
            "<sup class=\"cite\"><a href=\"#source-{name}\" id=\"cite-{name}-{count}\">[{number}]</a></sup>"
        ));
        if self.has_margin() && self.sided.insert(index) {
            self.push_side(Side::Source(index));
        }
    }

    /// Returns whether there is a margin beside what is written now.
    fn has_margin(&self) -> bool {
        self.note.is_none() && self.heading.is_none() && !self.table.is_open && self.open_links.is_empty()
    }

    fn push_side(&mut self, side: Side) {
        if self.has_margin() {
            self.sides.push(side);
        }
    }

    pub(super) fn start_note(&mut self, name: &str, range: &Range<usize>) {
        let is_source = range.start < self.place.supplied;
        if !is_source && self.sources.contains(&name) {
            self.findings.push(
                Finding::new(Code::DuplicateId, format!("`{name}` is the id of a source and of a footnote"))
                    .anchor(Anchor::Bytes(self.place.in_file(range)))
                    .hint("give the footnote another name, here and where it is cited"),
            );
        }
        self.note = Some(OpenNote {
            name: name.to_owned(),
            is_source,
            out: std::mem::take(&mut self.out),
            links: std::mem::take(&mut self.links),
        });
    }

    pub(super) fn end_note(&mut self) {
        let Some(note) = self.note.take() else { return };
        let html = std::mem::replace(&mut self.out, note.out);
        let links = std::mem::replace(&mut self.links, note.links);
        if note.is_source {
            // What was supplied to name a source is no text of the briefing.
            self.words.clear();
        } else {
            self.notes.define(&note.name, html, links);
        }
    }
}

/// Returns the name at the start of `text`, up to its `]`.
fn mark_name(text: &str) -> Option<&str> {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']'))?;
    (end > 0 && text[end..].starts_with(']')).then(|| &text[..end])
}
