//! Footnotes, and the sources that are cited like footnotes.

use std::collections::HashMap;

use super::super::node::{Note, number};

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

/// The footnotes of one text, in the order in which their names were met.
#[derive(Default)]
pub struct Notes {
    notes: Vec<Note>,
    indices: HashMap<Box<str>, u32>,
}

impl Notes {
    /// Counts a mark for the note of this name. Returns the note's index, and how many marks it has now.
    pub fn mark(&mut self, name: &str) -> (u32, u32) {
        let index = self.index(name);
        let note = &mut self.notes[index as usize];
        note.marks += 1;
        (index, note.marks)
    }

    /// Takes the node of the definition of the note of this name; the first one counts. Returns the note's index.
    pub fn define(&mut self, name: &str, node: u32) -> u32 {
        let index = self.index(name);
        self.notes[index as usize].node.get_or_insert(node);
        index
    }

    /// Returns the notes.
    pub fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    fn index(&mut self, name: &str) -> u32 {
        if let Some(index) = self.indices.get(name) {
            return *index;
        }
        let index = number(self.notes.len());
        self.indices.insert(name.into(), index);
        self.notes.push(Note { name: name.into(), marks: 0, node: None });
        index
    }
}
