//! What a text calls by names and relative paths, and Word by numbers and full addresses.

use std::collections::HashMap;

use similar::TextDiff;

use crate::export::Export;
use crate::import::{Text, markdown_of_blocks};
use crate::tree::{Body, BodyContext, Cited, Kind, Link, Step, Target};

/// How much two notes have to have in common to be the same one with other words.
const SAME_NOTE: f32 = 0.5;

/// Gives the words of a document the names and paths of the text that it was exported from.
pub struct Restorer {
    /// The names of its notes, in their order.
    pub notes: Vec<String>,
    /// Paths, by full addresses.
    links: HashMap<String, String>,
    /// Paths, by the names of images.
    images: HashMap<String, String>,
}

/// What a text calls its notes, links and images.
pub struct Origin {
    notes: Vec<(String, Cited)>,
    links: HashMap<String, String>,
    /// Paths, by the hashes of images.
    images: HashMap<blake3::Hash, String>,
}

/// What became of a note in Word.
pub enum NoteChange {
    /// It has other words: its name, what it is, and the new words in Markdown.
    Changed(String, Cited, String),
    /// It is new: its name and its words.
    New(String, String),
}

impl Origin {
    /// Returns what a text calls its notes, links and images.
    pub fn of(export: &Export) -> Self {
        let body = &export.briefing.body;
        let context = export.edition.context_elsewhere(export.entity());
        let path = |target: &Target| written(&export.briefing.path, target);
        let inside = |link: &'_ Link| link.target().cloned();
        let links = body.links().iter().filter_map(inside);
        let links = links.filter_map(|target| Some((context.url(&target)?, path(&target)))).collect();
        let images = export.illustrations.iter().filter_map(|(index, image)| {
            Some((blake3::hash(&image.bytes), path(body.link(*index)?.target()?)))
        });
        Self { notes: marks(body), links, images: images.collect() }
    }

    /// Returns the names for the document that was just made of the text.
    pub fn for_own(&self, text: &Text) -> Restorer {
        let notes = self.notes.iter().map(|(name, _)| name.clone()).collect();
        self.restorer(text, notes)
    }

    /// Returns the names for a document that came back, and what became of its notes. `own` is the document as it was made.
    pub fn for_returned(&self, own: &Text, returned: &Text) -> (Restorer, Vec<NoteChange>) {
        let words = |text: &Text| -> Vec<String> {
            text.notes.iter().map(|note| markdown_of_blocks(note).trim().to_owned()).collect()
        };
        let (before, after) = (words(own), words(returned));
        let mut left: Vec<usize> = (0..before.len().min(self.notes.len())).collect();
        let mut found: Vec<Option<usize>> = vec![None; after.len()];
        for (place, note) in after.iter().enumerate() {
            if let Some(at) = left.iter().position(|known| before[*known] == *note) {
                found[place] = Some(left.remove(at));
            }
        }
        let mut changes = Vec::new();
        let mut names = Vec::new();
        for (place, note) in after.iter().enumerate() {
            if found[place].is_none() {
                let close = |known: &usize| TextDiff::from_words(&before[*known], note).ratio();
                let best = left
                    .iter()
                    .enumerate()
                    .max_by(|(_, one), (_, other)| close(one).total_cmp(&close(other)));
                if let Some((at, known)) = best.filter(|(_, known)| close(known) >= SAME_NOTE) {
                    let known = *known;
                    left.remove(at);
                    found[place] = Some(known);
                    let (name, cited) = &self.notes[known];
                    changes.push(NoteChange::Changed(name.clone(), *cited, note.clone()));
                }
            }
            names.push(match found[place] {
                Some(known) => self.notes[known].0.clone(),
                None => {
                    let name = self.free_name(&names);
                    changes.push(NoteChange::New(name.clone(), note.clone()));
                    name
                }
            });
        }
        (self.restorer(returned, names), changes)
    }

    /// Returns a name that no note has.
    fn free_name(&self, others: &[String]) -> String {
        let is_taken = |name: &String| others.contains(name) || self.notes.iter().any(|(own, _)| own == name);
        let mut number = 1;
        loop {
            let name = format!("word-{number}");
            if !is_taken(&name) {
                return name;
            }
            number += 1;
        }
    }

    fn restorer(&self, text: &Text, notes: Vec<String>) -> Restorer {
        let images = text
            .images
            .iter()
            .filter_map(|(name, bytes)| Some((name.clone(), self.images.get(&blake3::hash(bytes))?.clone())));
        Restorer { notes, links: self.links.clone(), images: images.collect() }
    }
}

impl Restorer {
    /// Returns Markdown with names and paths in it.
    pub fn words(&self, markdown: &str) -> String {
        let mut out = String::with_capacity(markdown.len());
        let mut rest = markdown;
        while let Some(at) = rest.find(['[', ']']) {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            let (written, length) =
                self.note(from).or_else(|| self.goal(from)).unwrap_or_else(|| (from[..1].to_owned(), 1));
            out.push_str(&written);
            rest = &from[length..];
        }
        out.push_str(rest);
        out
    }

    /// Returns the mark of a note that a text begins with, with its name, and how long it is.
    fn note(&self, text: &str) -> Option<(String, usize)> {
        let end = text.strip_prefix("[^")?.find(']')?;
        let number: usize = text[2..2 + end].parse().ok()?;
        let name = self.notes.get(number.checked_sub(1)?)?;
        Some((format!("[^{name}]"), end + 3))
    }

    /// Returns the end of a link or an image that a text begins with, with its path, and how long it is.
    fn goal(&self, text: &str) -> Option<(String, usize)> {
        let goal = text.strip_prefix("](")?;
        let end = goal.find([')', ' '])?;
        let url = &goal[..end];
        let path = self.links.get(url).or_else(|| self.images.get(url))?;
        Some((format!("]({path}"), end + 2))
    }
}

/// Returns what the marks of a text lead to, each once and in the order of their first marks, with the names in the text.
fn marks(body: &Body) -> Vec<(String, Cited)> {
    let mut found: Vec<(String, Cited)> = Vec::new();
    for block in body.blocks() {
        for step in body.walk(block) {
            let Step::Enter(index) = step else { continue };
            let Kind::Mark(mark) = body.nodes()[index].kind else { continue };
            let Some(to) = body.mark(mark).map(|mark| mark.to) else { continue };
            if found.iter().all(|(_, known)| *known != to) {
                found.push((body.cited_name(to).to_owned(), to));
            }
        }
    }
    found
}

/// Returns a target as the file at `from` writes it.
fn written(from: &str, target: &Target) -> String {
    let (path, fragment) = match target {
        Target::File { path, fragment } => (relative(from, path), fragment),
        Target::Path { path, fragment } => (path.clone(), fragment),
    };
    if fragment.is_empty() { path } else { format!("{path}#{fragment}") }
}

/// Returns the path of a file from the folder of another one.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let folders = from.len() - 1;
    let same =
        from.iter().zip(&to).take(folders.min(to.len() - 1)).take_while(|(one, other)| one == other).count();
    let ups = std::iter::repeat_n("..", folders - same);
    ups.chain(to[same..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_path_from_a_folder_goes_up_no_further_than_it_has_to() {
        let from = "content/briefings/2024/visit.md";
        assert_eq!(relative(from, "content/briefings/2024/map.png"), "map.png");
        assert_eq!(relative(from, "content/briefings/2023/a.md"), "../2023/a.md");
        assert_eq!(relative(from, "content/countries/fr.md"), "../../countries/fr.md");
        assert_eq!(relative("a.md", "b/c.md"), "b/c.md");
    }
}
