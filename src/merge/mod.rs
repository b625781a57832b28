//! A text that came back from Word: what changed there changes in the file, whatever else changed in the file stays.
//!
//! The document that came back is compared with the same document as it was when it went out, made again from the version
//! that it was exported from. So nothing counts as a change that Word writes otherwise than Markdown does. Blocks that
//! changed only in Word are written anew; those that changed only here, and those that did not change, stay as they are, to
//! the byte; those that changed in both are left and told.

mod changes;
mod restore;
mod style;

use std::ops::Range;

use self::changes::{Changes, changes};
use self::restore::{NoteChange, Origin};
use crate::export::Export;
use crate::import::{Text, markdown_of_blocks};
use crate::text::one_line;
use crate::tree::{Body, Cited};

/// A file that is to take what changed in Word.
pub struct Here<'a> {
    /// Its text, front matter and all.
    pub text: &'a str,
    /// Its Markdown.
    pub body: &'a Body,
}

/// What came of it.
#[derive(Debug)]
pub struct Merged {
    /// The text of the file.
    pub text: String,
    /// How many blocks changed.
    pub changed: usize,
    /// What changed in Word and in the file, or cannot be said in it: the words in Word.
    pub conflicts: Vec<Conflict>,
}

/// What changed in Word and is left to whoever knows better.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Why it is left.
    pub why: Why,
    /// The words in Word; empty for what was taken out there.
    pub words: String,
}

/// Why something is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The same block changed in the file.
    ChangedHere,
    /// It is what a source says of itself, which stands in front matter.
    Source,
    /// It stands in front matter.
    FrontMatter,
}

/// A piece of the file, and what stands in its place.
struct Edit {
    range: Range<usize>,
    by: String,
}

/// Puts what changed in Word into a file.
///
/// `base` is the version that the document was exported from, `own` the document that is made of it, `returned` the one that came
/// back.
pub fn merge(base: &Export, own: &Text, returned: &Text, here: &Here) -> Merged {
    let origin = Origin::of(base);
    let before = origin.for_own(own);
    let (after, notes) = origin.for_returned(own, returned);
    let Changes { changed, inserted } = changes(&own.blocks, &before, &returned.blocks, &after);
    let places = places(&base.briefing.body, here.body);
    let ranges = ranges(here);
    let mut edits = Vec::new();
    let mut conflicts = Vec::new();
    for (number, blocks) in changed {
        let words = markdown_of_blocks(&blocks).trim().to_owned();
        match place(&places, number) {
            Some(place) => {
                let range = ranges[place].clone();
                let old = here.text.get(range.clone()).unwrap_or_default();
                if words.is_empty() {
                    edits.push(Edit { range: with_gap(here.text, range), by: String::new() });
                } else {
                    edits.push(Edit { by: style::like(&words, old), range });
                }
            }
            None if is_here(here, &words) => {}
            None => conflicts.push(Conflict { why: Why::ChangedHere, words }),
        }
    }
    for (number, blocks) in inserted {
        let words = markdown_of_blocks(&blocks).trim().to_owned();
        if number == 0 {
            let at = ranges.first().map_or(here.text.len(), |range| range.start);
            edits.push(Edit { range: at..at, by: format!("{words}\n\n") });
        } else if let Some(place) = place(&places, number) {
            let at = ranges[place].end;
            let old = here.text.get(ranges[place].clone()).unwrap_or_default();
            edits.push(Edit { range: at..at, by: format!("\n\n{}", style::like(&words, old)) });
        } else if !is_here(here, &words) {
            conflicts.push(Conflict { why: Why::ChangedHere, words });
        }
    }
    for change in notes {
        note(base, here, change, &mut edits, &mut conflicts);
    }
    for (old, new) in [(&own.title, &returned.title), (&own.subtitle, &returned.subtitle)] {
        if let Some(words) = new.as_ref().filter(|new| Some(*new) != old.as_ref()) {
            conflicts.push(Conflict { why: Why::FrontMatter, words: words.clone() });
        }
    }
    let changed = edits.len();
    Merged { text: edited(here.text, edits), changed, conflicts }
}

/// Takes what became of a note.
fn note(
    base: &Export,
    here: &Here,
    change: NoteChange,
    edits: &mut Vec<Edit>,
    conflicts: &mut Vec<Conflict>,
) {
    match change {
        NoteChange::New(name, words) => {
            let end = here.text.trim_end().len();
            edits.push(Edit {
                range: end..here.text.len(),
                by: format!("\n\n{}\n", definition(&name, &words)),
            });
        }
        NoteChange::Changed(_, Cited::Source(_), words) => {
            conflicts.push(Conflict { why: Why::Source, words });
        }
        NoteChange::Changed(name, Cited::Note(_), words) => {
            let of_base = defined(&base.briefing.body, &name)
                .map(|range| base.briefing.body.source()[range].trim_end());
            let of_here = defined(here.body, &name);
            match of_here.filter(|range| Some(here.body.source()[range.clone()].trim_end()) == of_base) {
                Some(range) => {
                    let length = here.body.source()[range.clone()].trim_end().len();
                    let range = here.body.in_file(&(range.start..range.start + length));
                    edits.push(Edit { range, by: definition(&name, &words) });
                }
                None => conflicts.push(Conflict { why: Why::ChangedHere, words }),
            }
        }
    }
}

/// Returns where a note is defined, in the source of a text.
fn defined(body: &Body, name: &str) -> Option<Range<usize>> {
    let (_, node) = body.notes().find(|(note, _)| &*note.name == name)?;
    Some(body.nodes()[node?].range())
}

/// Returns the definition of a note.
fn definition(name: &str, words: &str) -> String {
    let mut lines = words.lines();
    let mut text = format!("[^{name}]: {}", lines.next().unwrap_or_default());
    for line in lines {
        text.push('\n');
        if !line.is_empty() {
            text.push_str("    ");
            text.push_str(line);
        }
    }
    text
}

/// Returns, for each block of the base, its place among the blocks of the file, if it is there as it was.
fn places(base: &Body, here: &Body) -> Vec<Option<usize>> {
    let sources = |body: &'_ Body| -> Vec<String> {
        body.blocks().map(|index| body.source_of(&body.nodes()[index]).trim().to_owned()).collect()
    };
    let (old, new) = (sources(base), sources(here));
    let mut places = vec![None; old.len()];
    for op in similar::capture_diff_slices(similar::Algorithm::Patience, &old, &new) {
        if let similar::DiffOp::Equal { old_index, new_index, len } = op {
            for step in 0..len {
                places[old_index + step] = Some(new_index + step);
            }
        }
    }
    places
}

/// Returns the place of the block with this number, from 1.
fn place(places: &[Option<usize>], number: usize) -> Option<usize> {
    places.get(number.checked_sub(1)?).copied().flatten()
}

/// Returns where the blocks of a file stand in it, without the white space after them.
fn ranges(here: &Here) -> Vec<Range<usize>> {
    let range = |index: usize| {
        let range = here.body.in_file(&here.body.nodes()[index].range());
        let words = here.text.get(range.clone()).unwrap_or_default();
        range.start..range.start + words.trim_end().len()
    };
    here.body.blocks().map(range).collect()
}

/// Returns a block with the gap after it, or before it where it is the last.
fn with_gap(text: &str, range: Range<usize>) -> Range<usize> {
    let after = text[range.end..].len() - text[range.end..].trim_start_matches('\n').len();
    if range.end + after < text.len() {
        return range.start..range.end + after;
    }
    let before = text[..range.start].trim_end_matches('\n').len();
    before..range.end
}

/// Returns whether a file has these words already.
fn is_here(here: &Here, words: &str) -> bool {
    let wanted = one_line(words);
    let mut blocks = here.body.blocks();
    words.is_empty() || blocks.any(|index| one_line(here.body.source_of(&here.body.nodes()[index])) == wanted)
}

fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        // Two blocks that are taken out share the gap between them.
        let start = edit.range.start.max(at);
        out.push_str(text.get(at..start).unwrap_or_default());
        out.push_str(&edit.by);
        at = edit.range.end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}
