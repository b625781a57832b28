//! The lists of a document: which levels have numbers, and where they begin.

use std::collections::HashMap;

use super::element::Element;

/// How a level of a list is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// With a bullet, or nothing.
    Bullet,
    /// With numbers or letters, from this one on.
    Number(u32),
}

/// The lists of a document.
#[derive(Default)]
pub struct Numbering {
    /// By the ids that paragraphs know them by.
    lists: HashMap<String, List>,
}

/// A list: several of them can count on from each other.
struct List {
    /// The id of what they have in common.
    base: String,
    levels: HashMap<usize, Mark>,
    /// The levels that begin anew with this list.
    restarts: Vec<usize>,
}

impl Numbering {
    /// Reads the part.
    pub fn read(root: &Element) -> Self {
        let bases: HashMap<&str, HashMap<usize, Mark>> = root
            .elements()
            .filter(|element| element.is("abstractNum"))
            .filter_map(|list| Some((list.get("abstractNumId")?, levels(list))))
            .collect();
        let lists = root.elements().filter(|element| element.is("num")).filter_map(|list| {
            let base = list.child("abstractNumId")?.val()?;
            let mut levels = bases.get(base).cloned().unwrap_or_default();
            let mut restarts = Vec::new();
            for changed in list.elements().filter(|element| element.is("lvlOverride")) {
                let level: usize = changed.get("ilvl")?.parse().ok()?;
                if let Some(own) = changed.child("lvl") {
                    levels.insert(level, mark(own));
                }
                let first = changed.child("startOverride").and_then(Element::val);
                if let Some(first) = first.and_then(|first| first.parse().ok()) {
                    restarts.push(level);
                    if let Some(Mark::Number(number)) = levels.get_mut(&level) {
                        *number = first;
                    }
                }
            }
            Some((list.get("numId")?.to_owned(), List { base: base.to_owned(), levels, restarts }))
        });
        Self { lists: lists.collect() }
    }

    /// Returns what a list has in common with others, how a level of it is marked, and which levels begin anew with it; none where
    /// there is no such list: then its paragraphs are none of one.
    pub fn list(&self, list: &str, level: usize) -> Option<(&str, Mark, &[usize])> {
        // The list 0 takes a paragraph out of the list that its style gives it.
        let list = self.lists.get(list).filter(|_| list != "0")?;
        let mark = list.levels.get(&level).copied().unwrap_or(Mark::Bullet);
        Some((&list.base, mark, &list.restarts))
    }
}

fn levels(list: &Element) -> HashMap<usize, Mark> {
    let levels = list.elements().filter(|element| element.is("lvl"));
    levels.filter_map(|level| Some((level.get("ilvl")?.parse().ok()?, mark(level)))).collect()
}

fn mark(level: &Element) -> Mark {
    let value = |name| level.child(name).and_then(Element::val);
    match value("numFmt") {
        Some("bullet" | "none") | None => Mark::Bullet,
        Some(_) => Mark::Number(value("start").and_then(|start| start.parse().ok()).unwrap_or(1)),
    }
}
