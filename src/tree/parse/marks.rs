//! Marks of sources and footnotes, and the footnotes themselves.

use std::ops::Range;

use super::super::node::{Cited, Kind, Mark, number};
use super::builder::Builder;
use crate::finding::{Anchor, Finding};
use crate::problem::{Code, did_you_mean};

impl Builder<'_> {
    /// The parser leaves `[^id]` as text where no footnote has that id.
    pub(super) fn look_for_undefined(&mut self, text: &str, range: &Range<usize>) {
        for (offset, _) in text.match_indices('[') {
            let at = range.start + offset;
            let rest = self.place.parsed.get(at..).unwrap_or_default();
            let escaped = at > 0 && self.place.parsed.as_bytes().get(at - 1) == Some(&b'\\');
            let Some(name) = rest.strip_prefix("[^").and_then(mark_name).filter(|_| !escaped) else {
                continue;
            };
            let length = name.len() + "[^]".len();
            let known = self.sources.iter().filter(|id| !id.is_empty()).copied();
            let finding =
                Finding::new(Code::UndefinedFootnote, format!("`[^{name}]` is no source and no footnote"))
                    .anchor(Anchor::Bytes(self.place.in_file(&(at..at + length))));
            // What is only counted needs no hint.
            if !self.undefined.add(Code::UndefinedFootnote) {
                self.findings.push(finding);
                continue;
            }
            self.findings.push(match did_you_mean(name, known) {
                Some(close) => finding.hint(format!("did you mean `[^{close}]`?")),
                None => finding
                    .hint(format!("add a source with `id: {name}`, or a line `[^{name}]: …` at the end")),
            });
        }
    }

    pub(super) fn cite(&mut self, name: &str, range: &Range<usize>) {
        let can_stand_beside = self.has_margin();
        let (to, ordinal, has_margin_note) = match self.source_indices.get(name).copied() {
            Some(index) => {
                self.citations[index] += 1;
                let is_first = can_stand_beside && !std::mem::replace(&mut self.has_margin_note[index], true);
                (Cited::Source(number(index)), number(self.citations[index]), is_first)
            }
            None => {
                let (index, marks) = self.notes.mark(name);
                (Cited::Note(index), marks, can_stand_beside && marks == 1)
            }
        };
        let mark = number(self.marks.len());
        self.marks.push(Mark { to, ordinal, has_margin_note });
        self.leaf(Kind::Mark(mark), range);
    }

    /// Returns whether there is a margin beside what is read now.
    fn has_margin(&self) -> bool {
        self.open_notes == 0 && self.heading.is_none() && self.open_tables == 0 && self.open_links == 0
    }

    pub(super) fn start_note(&mut self, name: &str, range: &Range<usize>) {
        if self.source_indices.contains_key(name) {
            self.findings.push(
                Finding::new(Code::DuplicateId, format!("`{name}` is the id of a source and of a footnote"))
                    .anchor(Anchor::Bytes(self.place.in_file(range)))
                    .hint("give the footnote another name, here and where it is cited"),
            );
        }
        self.open_notes += 1;
        let index = self.notes.define(name, number(self.nodes.len()));
        self.open(Kind::Note(index), range, None);
    }
}

/// Returns the name at the start of `text`, up to its `]`.
fn mark_name(text: &str) -> Option<&str> {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']'))?;
    (end > 0 && text[end..].starts_with(']')).then(|| &text[..end])
}
