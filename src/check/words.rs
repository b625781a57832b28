//! Words of English, in sentences, and which of them are somebody else's.

use std::ops::Range;

/// How many bytes may stand between single quotes: an apostrophe opens nothing.
const LONGEST_SINGLE: usize = 300;

/// What opens a quotation, and what closes it.
const QUOTES: [(char, char); 6] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»'), ('\'', '\''), ('‘', '’')];

/// Words that end in a full stop without ending a sentence.
const SHORTENED: [&str; 28] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Col", "Lt", "Sgt", "Sen", "Rep", "Gov", "No", "Nos", "vs",
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
];

/// The words of a passage.
#[derive(Debug)]
pub struct Words<'a> {
    text: &'a str,
    places: Vec<Range<usize>>,
    /// The sentences, as places of their words.
    pub sentences: Vec<Range<usize>>,
    /// What stands between quotes, in bytes.
    quoted: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    /// Reads the words of a passage.
    pub fn of(text: &'a str) -> Self {
        let words = words(text);
        let mut sentences = Vec::new();
        let mut start = 0;
        for index in 1..words.len() {
            if ends_sentence(text, &words[index - 1], &words[index]) {
                sentences.push(start..index);
                start = index;
            }
        }
        if start < words.len() {
            sentences.push(start..words.len());
        }
        Self { text, quoted: quotations(text), places: words, sentences }
    }

    /// Returns the sentence that ends at some byte, or that the byte stands in, with its marks.
    fn sentence_before(&self, byte: usize) -> &'a str {
        let begins = |sentence: &&Range<usize>| self.span(sentence.start, sentence.start).start < byte;
        let Some(index) = self.sentences.iter().take_while(begins).count().checked_sub(1) else { return "" };
        let start = self.span(self.sentences[index].start, self.sentences[index].start).start;
        let end = self
            .sentences
            .get(index + 1)
            .map_or(self.text.len(), |next| self.span(next.start, next.start).start);
        self.text[start..end].trim_end()
    }

    /// Returns how many words there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Returns the word at a place; empty beyond the last one.
    pub fn get(&self, index: usize) -> &'a str {
        self.places.get(index).map_or("", |range| &self.text[range.clone()])
    }

    /// Returns the word that stands so many places before another; empty before the first one.
    pub fn before(&self, index: usize, places: usize) -> &'a str {
        index.checked_sub(places).map_or("", |index| self.get(index))
    }

    /// Returns what stands between a word and the next one.
    pub fn gap(&self, index: usize) -> &'a str {
        let Some(range) = self.places.get(index) else { return "" };
        let end = self.places.get(index + 1).map_or(self.text.len(), |next| next.start);
        &self.text[range.end..end]
    }

    /// Returns whether a word has `'s` at its end, which is read as a word of its own.
    pub fn is_possessive(&self, index: usize) -> bool {
        matches!(self.gap(index), "'" | "’") && self.get(index + 1) == "s"
    }

    /// Returns whether a word stands between quotes.
    pub fn is_quoted(&self, index: usize) -> bool {
        let Some(word) = self.places.get(index) else { return false };
        let after = self.quoted.partition_point(|range| range.start <= word.start);
        after.checked_sub(1).is_some_and(|last| self.quoted[last].end >= word.end)
    }

    /// Returns the bytes of the words from one place to another, both with it.
    pub fn span(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.places.get(first).map_or(0, |range| range.start);
        let end = self.places.get(last).map_or(self.text.len(), |range| range.end);
        start..end
    }

    /// Returns the text of some bytes.
    pub fn slice(&self, bytes: Range<usize>) -> &'a str {
        &self.text[bytes]
    }
}

/// Returns the sentence of a passage that ends at some byte, or that the byte stands in, with its marks.
pub fn sentence_before(text: &str, byte: usize) -> &str {
    Words::of(text).sentence_before(byte)
}

fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut start = None;
    for (at, character) in text.char_indices() {
        if character.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            words.push(start..at);
        }
    }
    words.extend(start.map(|start| start..text.len()));
    words
}

fn ends_sentence(text: &str, word: &Range<usize>, next: &Range<usize>) -> bool {
    let gap = &text[word.end..next.start];
    let Some(stop) = gap.find(['.', '!', '?', '…']) else { return false };
    if !gap[stop..].contains(char::is_whitespace) {
        return false;
    }
    let begins = text[next.clone()].starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let word = &text[word.clone()];
    let is_short = gap.starts_with('.')
        && (SHORTENED.contains(&word) || word.chars().count() == 1 && word.starts_with(char::is_uppercase));
    begins && !is_short
}

fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // A kind of quote that is not closed once is not looked for again.
    let mut open_ended = [false; QUOTES.len()];
    let mut done = 0;
    while let Some((at, character)) =
        text[done..].char_indices().find(|(_, c)| QUOTES.iter().any(|(open, _)| open == c))
    {
        let (at, inner) = (done + at, done + at + character.len_utf8());
        done = inner;
        let Some(kind) = QUOTES.iter().position(|(open, _)| *open == character) else { continue };
        let is_single = matches!(character, '\'' | '‘');
        let follows_word = text[..at].ends_with(char::is_alphanumeric);
        if open_ended[kind] || is_single && follows_word {
            continue;
        }
        let limit = if is_single { text.floor_char_boundary(inner + LONGEST_SINGLE) } else { text.len() };
        let close = QUOTES[kind].1;
        let end = text[inner..limit].match_indices(close).map(|(at, _)| inner + at).find(|end| {
            // `'s` is no end of a quotation.
            !is_single || !text[end + close.len_utf8()..].starts_with(char::is_alphanumeric)
        });
        match end {
            Some(end) => {
                found.push(inner..end);
                done = end + close.len_utf8();
            }
            None => open_ended[kind] = !is_single,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let words = Words::of(text);
        words.sentences.iter().map(|range| words.slice(words.span(range.start, range.end - 1))).collect()
    }

    #[test]
    fn full_stops_end_sentences_but_not_after_titles_and_initials() {
        assert_eq!(
            sentences(
                "Mr. Wang met J. F. Kennedy at 3.30 p.m. in Paris. Talks went on! Did they? No. 3 did."
            ),
            ["Mr. Wang met J. F. Kennedy at 3.30 p.m. in Paris", "Talks went on", "Did they", "No. 3 did"]
        );
        assert!(sentences(" … ").is_empty());
    }

    #[test]
    fn what_stands_between_quotes_is_quoted_and_apostrophes_quote_nothing() {
        let text = "It's the states' “last word”, 'so he said', \"now\" and not 'then. The “rest";
        let words = Words::of(text);
        let quoted: Vec<&str> =
            (0..words.len()).filter(|index| words.is_quoted(*index)).map(|index| words.get(index)).collect();
        assert_eq!(quoted, ["last", "word", "so", "he", "said", "now"]);
    }

    #[test]
    fn a_thousand_quotes_that_never_close_are_read_at_once() {
        let text = "“a ".repeat(100_000) + &"'b ".repeat(100_000);
        assert_eq!(Words::of(&text).len(), 200_000);
    }
}
