//! Suggesting the countries and topics of a text, with the words that speak for each.
//!
//! All words are looked for at once (`words`). What a word may mean is settled by the rest of the text
//! (`reading`); how much of the text is about a country decides whether it is a subject or only mentioned
//! (`salience`).

mod additions;
mod article;
mod reading;
mod salience;
mod topics;
mod words;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

pub use additions::{Additions, is_same_or_successor};
pub use article::{Article, Passage};

use self::reading::Reading;
use self::topics::TopicWords;
use self::words::Words;
use crate::site::Vocabulary;
use crate::world::Country;

/// Suggests countries and topics. Making one costs some milliseconds; it serves any number of texts.
pub struct Tagger {
    words: Words,
    topics: TopicWords,
}

/// What a text seems to be about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// The subjects, the weightiest first.
    pub countries: Vec<Suggested<Country>>,
    /// What is touched on only, likewise.
    pub mentions: Vec<Suggested<Country>>,
    /// The ids of the topics, likewise.
    pub topics: Vec<Suggested<String>>,
}

/// Something suggested, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested<T> {
    /// What is suggested.
    pub what: T,
    /// The words that speak for it, the most frequent first; at least one.
    pub evidence: Vec<Evidence>,
}

/// A word that speaks for a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The word, as it stands in the text.
    pub term: String,
    /// The line of the file where it stands first, from 1.
    pub line: usize,
    /// How often it stands in the text.
    pub count: usize,
}

impl fmt::Display for Evidence {
    /// Writes the word and how often it stands there: "10 × “France”".
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} × “{}”", self.count, self.term)
    }
}

impl Tagger {
    /// Returns a tagger that knows these topics, and the labels that a site gives to countries.
    ///
    /// # Errors
    ///
    /// If there are more words than a search can hold: more than two thousand million bytes of them.
    pub fn new(
        vocabulary: &Vocabulary,
        labels: impl IntoIterator<Item = (Country, String)>,
    ) -> Result<Self, aho_corasick::BuildError> {
        Ok(Self { words: Words::new(labels)?, topics: TopicWords::new(vocabulary)? })
    }

    /// Returns what an article seems to be about.
    pub fn suggest(&self, article: &Article) -> Suggestions {
        let reading = Reading::of(article, &self.words);
        let (countries, mentions) = salience::sort_out(&reading);
        Suggestions { countries, mentions, topics: self.topics.suggest(article) }
    }
}

/// Where words were found that speak for one thing.
#[derive(Clone, Debug, Default)]
struct Tally {
    terms: BTreeMap<String, (usize, usize)>,
}

impl Tally {
    /// Counts a word that stands at this line.
    fn count(&mut self, term: &str, line: usize) {
        match self.terms.get_mut(term) {
            Some((first, count)) => {
                *first = line.min(*first);
                *count += 1;
            }
            None => {
                self.terms.insert(term.to_owned(), (line, 1));
            }
        }
    }

    fn merge(&mut self, other: Self) {
        for (term, (line, count)) in other.terms {
            let own = self.terms.entry(term).or_insert((line, 0));
            *own = (line.min(own.0), own.1 + count);
        }
    }

    fn evidence(&self) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = self
            .terms
            .iter()
            .map(|(term, (line, count))| Evidence { term: term.clone(), line: *line, count: *count })
            .collect();
        evidence.sort_by(|one, other| other.count.cmp(&one.count).then(one.line.cmp(&other.line)));
        evidence
    }
}
