//! Finding the words of the gazetteer in a text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use crate::world::{Country, Organisation, Word, WordKind, gazetteer};

/// The words of the gazetteer, ready to be looked for all at once.
pub struct Words {
    all: Vec<Word>,
    /// Each spelling that is looked for, with its word.
    spellings: Vec<(String, usize)>,
    automaton: AhoCorasick,
}

/// A word in a text.
pub struct Found<'a> {
    /// The word.
    pub word: &'a Word,
    /// Its place, in bytes.
    pub range: Range<usize>,
}

impl Words {
    /// Returns the words of the gazetteer, and the names that a site itself gives to countries.
    pub fn new(
        labels: impl IntoIterator<Item = (Country, String)>,
    ) -> Result<Self, aho_corasick::BuildError> {
        let words = gazetteer();
        let mut spellings: Vec<(String, usize)> = words
            .iter()
            .enumerate()
            .flat_map(|(index, word)| spellings(word).into_iter().map(move |spelling| (spelling, index)))
            .collect();
        let mut words = words;
        for (country, label) in labels {
            if !words.iter().any(|word| word.text == label) {
                spellings.push((label, words.len()));
                words.push(Word { text: "", kind: WordKind::Name, countries: vec![country] });
            }
        }
        // "The Shanghai Cooperation Organisation" is not about China.
        for text in
            Organisation::all().flat_map(Organisation::english_names).filter(|name| name.contains(' '))
        {
            if !words.iter().any(|word| word.text == text) {
                spellings.push((text.to_owned(), words.len()));
                words.push(Word { text, kind: WordKind::Mask, countries: Vec::new() });
            }
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(spellings.iter().map(|(spelling, _)| spelling))?;
        Ok(Self { all: words, spellings, automaton })
    }

    /// Returns the words in a text, in order; of words that begin at one place, the longest.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found<'a>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(found) = self.automaton.find(Input::new(text).range(at..)) {
                let range = found.range();
                let hit = self.spellings.get(found.pattern().as_usize()).and_then(|(spelling, index)| {
                    let word = self.all.get(*index)?;
                    stands_there(text, &range, spelling, word.kind).then_some(word)
                });
                at = if hit.is_some() { range.end } else { range.start + 1 };
                if let Some(word) = hit {
                    return Some(Found { word, range });
                }
            }
            None
        })
    }
}

/// Returns the ways in which a word is written: without accents, with a typographic apostrophe, in the plural.
fn spellings(word: &Word) -> Vec<String> {
    let text = word.text.strip_prefix("The ").unwrap_or(word.text);
    let mut spellings = vec![text.replace('’', "'")];
    if !text.is_ascii() {
        spellings.push(deunicode::deunicode(text));
    }
    if spellings.iter().any(|spelling| spelling.contains('\'')) {
        spellings.extend(spellings.clone().iter().map(|spelling| spelling.replace('\'', "’")));
    }
    if word.kind == WordKind::Demonym && !text.ends_with(['s', 'h']) {
        spellings.extend(spellings.clone().iter().map(|spelling| format!("{spelling}s")));
    }
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

/// Tells whether the word itself stands there: whole, and with its capitals.
pub(super) fn stands_there(text: &str, range: &Range<usize>, spelling: &str, kind: WordKind) -> bool {
    let (Some(before), Some(found), Some(after)) =
        (text.get(..range.start), text.get(range.clone()), text.get(range.end..))
    else {
        return false;
    };
    if before.ends_with(char::is_alphanumeric) {
        return false;
    }
    if found.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric) {
        return false;
    }
    if kind == WordKind::Combining {
        let mut rest = after.chars();
        let is_compound =
            matches!(rest.next(), Some('-' | '‑' | '–')) && rest.next().is_some_and(char::is_alphabetic);
        if !is_compound {
            return false;
        }
    }
    let is_shouted = |text: &str| !text.contains(char::is_lowercase);
    if is_shouted(spelling) {
        // In a line of capitals, "US" is as likely a pronoun.
        return found == spelling && (spelling.contains('.') || !is_shouted(line_around(text, range)));
    }
    found == spelling || (is_shouted(found) && found.len() > 3)
}

/// Returns some of the text on both sides of a place.
fn line_around<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    const SOME: usize = 40;
    let start = (range.start.saturating_sub(SOME)..=range.start).find(|at| text.is_char_boundary(*at));
    let end = (range.end..=(range.end + SOME).min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    match (start, end) {
        (Some(start), Some(end)) => text.get(start..end).unwrap_or(text),
        _ => text,
    }
}
