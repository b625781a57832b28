//! Countries and topics that the words of a text suggest.

use crate::world::Country;

/// Something that a text is about, and what in it says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion<T> {
    /// What it is about.
    pub value: T,
    /// The words that say so, and how often.
    pub evidence: String,
    /// The first line of the body that has them, counted from 1.
    pub line: Option<usize>,
}

/// What the words of a text suggest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    /// Its subjects.
    pub countries: Vec<Suggestion<Country>>,
    /// The countries that it touches on.
    pub mentions: Vec<Suggestion<Country>>,
    /// The ids of topics of the site.
    pub topics: Vec<Suggestion<String>>,
}

/// Returns what a title and a body suggest. The seam for the tagger: until it is there, nothing.
pub fn suggested(_title: &str, _body: &str) -> Suggested {
    Suggested::default()
}
