//! The terms of documents, collected for some of them at a time.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::terms::each_term;

/// How much a term counts where it stands in a title; what it counts elsewhere is below that.
const TITLE: u16 = 0x8000;

/// The level that a title adds.
pub const TITLE_LEVEL: u8 = 4;

/// Where the words of a document stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title, or the name of a thing.
    Title,
    /// The summary, and the names of what it is about.
    Summary,
    /// A heading, which is part of the text too.
    Heading,
    /// The text, with notes, sources and events.
    Text,
}

impl Field {
    fn weight(self) -> u16 {
        match self {
            Self::Title => TITLE | 1,
            Self::Summary => 3,
            Self::Heading => 2,
            Self::Text => 1,
        }
    }
}

/// The terms of some documents, and which of these have them.
#[derive(Default)]
pub struct Collector {
    /// All terms in a row, and where each of them ends.
    text: String,
    ends: Vec<usize>,
    by_text: HashTable<u32>,
    hasher: DefaultHashBuilder,
    /// What each term weighs in the document at hand, and which terms it has.
    weights: Vec<u16>,
    touched: Vec<u32>,
    /// Term, document and level, document by document.
    found: Vec<(u32, u32, u8)>,
}

impl Collector {
    /// Adds words of the document at hand. Returns how many terms they are.
    pub fn add(&mut self, field: Field, words: &str) -> usize {
        let mut count = 0;
        each_term(words, |term| {
            count += 1;
            let id = self.id(term);
            let weight = &mut self.weights[id as usize];
            if *weight == 0 {
                self.touched.push(id);
            }
            let both = (*weight | field.weight()) & TITLE;
            *weight = (*weight & !TITLE).saturating_add(field.weight() & !TITLE).min(!TITLE) | both;
        });
        count
    }

    /// Ends the document at hand.
    pub fn end(&mut self, document: u32) {
        for id in std::mem::take(&mut self.touched) {
            let weight = std::mem::take(&mut self.weights[id as usize]);
            self.found.push((id, document, level(weight)));
        }
    }

    fn id(&mut self, term: &str) -> u32 {
        let Self { text, ends, by_text, hasher, weights, .. } = self;
        let at = |id: u32| term_at(text, ends, id);
        let entry = by_text.entry(hasher.hash_one(term), |id| at(*id) == term, |id| hasher.hash_one(at(*id)));
        match entry {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(free) => {
                let id = u32::try_from(ends.len()).unwrap_or(u32::MAX);
                free.insert(id);
                text.push_str(term);
                ends.push(text.len());
                weights.push(0);
                id
            }
        }
    }

    /// Returns what was found, term by term.
    pub fn finish(self) -> Collected {
        let mut starts = vec![0; self.ends.len() + 1];
        for (id, ..) in &self.found {
            starts[*id as usize + 1] += 1;
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        let mut next = starts.clone();
        let mut lists = vec![(0, 0); self.found.len()];
        for (id, document, level) in self.found {
            let place = &mut next[id as usize];
            lists[*place] = (document, level);
            *place += 1;
        }
        Collected { text: self.text, ends: self.ends, starts, lists }
    }
}

/// The terms of some documents, each with those that have it, in order.
pub struct Collected {
    text: String,
    ends: Vec<usize>,
    /// Where the list of each term starts; one more for the end of the last.
    starts: Vec<usize>,
    lists: Vec<(u32, u8)>,
}

impl Collected {
    /// Returns the terms with their lists, in the order in which they were met.
    pub fn terms(&self) -> impl Iterator<Item = (&str, &[(u32, u8)])> {
        (0..self.ends.len()).map(|id| {
            let number = u32::try_from(id).unwrap_or(u32::MAX);
            (term_at(&self.text, &self.ends, number), &self.lists[self.starts[id]..self.starts[id + 1]])
        })
    }
}

fn term_at<'a>(text: &'a str, ends: &[usize], id: u32) -> &'a str {
    let id = id as usize;
    let start = id.checked_sub(1).map_or(0, |before| ends[before]);
    &text[start..ends[id]]
}

/// Returns the level of a weight.
fn level(weight: u16) -> u8 {
    let of_text = (weight & !TITLE).checked_ilog2().unwrap_or_default().min(3);
    let of_title = if weight & TITLE == 0 { 0 } else { TITLE_LEVEL };
    u8::try_from(of_text).unwrap_or_default() + of_title
}

#[cfg(test)]
mod tests {
    use super::{Collector, Field};

    #[test]
    fn a_level_tells_how_often_and_whether_in_the_title() {
        let mut collector = Collector::default();
        collector.add(Field::Title, "Grain deal");
        collector.add(Field::Summary, "A deal");
        collector.end(3);
        collector.add(Field::Text, "grain, grain and GRAIN; corn grain");
        collector.end(5);
        let collected = collector.finish();
        let mut terms: Vec<_> = collected.terms().map(|(term, list)| (term, list.to_vec())).collect();
        terms.sort();
        assert_eq!(
            terms,
            [
                ("a", vec![(3, 1)]),
                ("and", vec![(5, 0)]),
                ("corn", vec![(5, 0)]),
                ("deal", vec![(3, 6)]),
                ("grain", vec![(3, 4), (5, 2)]),
            ]
        );
    }
}
