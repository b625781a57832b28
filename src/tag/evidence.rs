//! The words that speak for a suggestion.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

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

/// Where words were found that speak for one thing.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    terms: BTreeMap<String, (usize, usize)>,
}

impl Tally {
    /// Counts a word that stands at this line.
    pub fn count(&mut self, term: &str, line: usize) {
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

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: Self) {
        for (term, (line, count)) in other.terms {
            let own = self.terms.entry(term).or_insert((line, 0));
            *own = (line.min(own.0), own.1 + count);
        }
    }

    /// Returns the words, the most frequent first.
    pub fn evidence(&self) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = self
            .terms
            .iter()
            .map(|(term, (line, count))| Evidence { term: term.clone(), line: *line, count: *count })
            .collect();
        evidence.sort_by(|one, other| other.count.cmp(&one.count).then(one.line.cmp(&other.line)));
        evidence
    }
}
