//! A block with its changes marked, as HTML.

use std::ops::Range;

use super::align::{WordEdits, compare};
use super::block::TextBlock;
use super::words::{Token, tokens};
use crate::tree::escape;
use crate::tree::html::Sink;

/// Takes a block as it is written, and marks inserted words in it and puts deleted ones in.
pub struct Marker<'a> {
    edits: &'a WordEdits,
    old: &'a str,
    old_words: Vec<Range<usize>>,
    html: String,
    /// The text since the last tag.
    run: String,
    /// How many words were written.
    word: usize,
    is_open: bool,
    /// White space waits, to go into a run of inserted words or not.
    space: String,
}

impl<'a> Marker<'a> {
    /// Returns a marker of the block that came of an older one with these edits.
    pub fn new(old: &'a TextBlock, edits: &'a WordEdits) -> Self {
        Self::of_words(old.text(), old.words(), edits)
    }

    fn of_words(old: &'a str, old_words: Vec<Range<usize>>, edits: &'a WordEdits) -> Self {
        Self {
            edits,
            old,
            old_words,
            html: String::new(),
            run: String::new(),
            word: 0,
            is_open: false,
            space: String::new(),
        }
    }

    /// Returns the HTML.
    pub fn finish(mut self) -> String {
        self.end_run();
        self.close();
        self.html.push_str(&self.space);
        self.html.truncate(self.html.trim_end().len());
        self.html
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        for token in tokens(&run) {
            match token {
                Token::Space(space) => space.clone_into(&mut self.space),
                Token::Word(word) => self.word(word),
            }
        }
        self.run = run;
        self.run.clear();
    }

    fn word(&mut self, word: &str) {
        let place = self.word;
        let is_new = self.is_new(place);
        let is_replaced = self.stands_before(place) && !self.gone(place).is_empty();
        if !is_new || is_replaced {
            self.close();
        }
        self.put_space();
        if is_replaced {
            self.put_gone(place);
        }
        if is_new && !self.is_open {
            self.html.push_str("<ins>");
            self.is_open = true;
        }
        escape(&mut self.html, word);
        self.word += 1;
        let next = self.word;
        if !self.stands_before(next) && !self.gone(next).is_empty() {
            self.close();
            self.put_gone(next);
        }
    }

    fn is_new(&self, place: usize) -> bool {
        self.edits.is_new.get(place).copied().unwrap_or_default()
    }

    /// What another word took the place of stands before that one, in the same cell or item; all else after the
    /// word that it came after. So it is always within what holds words.
    fn stands_before(&self, place: usize) -> bool {
        place == 0 || self.is_new(place)
    }

    fn gone(&self, place: usize) -> Range<usize> {
        self.edits.gone_before.get(place).cloned().unwrap_or_default()
    }

    fn put_gone(&mut self, place: usize) {
        let gone = self.gone(place);
        let is_before = self.stands_before(place);
        if !is_before && self.is_apart(gone.start) {
            self.html.push(' ');
        }
        self.html.push_str("<del>");
        for index in gone.clone() {
            if index > gone.start && self.is_apart(index) {
                self.html.push(' ');
            }
            let word = self.old_words.get(index).cloned().unwrap_or_default();
            escape(&mut self.html, &self.old[word]);
        }
        self.html.push_str("</del>");
        if is_before {
            self.html.push(' ');
        }
    }

    /// Returns whether white space stands before an old word.
    fn is_apart(&self, index: usize) -> bool {
        let start = self.old_words.get(index).map_or(0, |word| word.start);
        self.old[..start].ends_with(char::is_whitespace)
    }

    fn close(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.html.push_str("</ins>");
        }
    }

    fn put_space(&mut self) {
        self.html.push_str(&self.space);
        self.space.clear();
    }
}

impl Sink for Marker<'_> {
    fn tag(&mut self, html: &str, _: bool) {
        self.end_run();
        self.close();
        self.put_space();
        self.html.push_str(html);
    }

    fn text(&mut self, text: &str) {
        self.run.push_str(&crate::tree::without_controls(text));
    }

    fn trim_to(&mut self, start: usize) {
        self.end_run();
        let end = self.html.trim_end().len();
        if self.space.is_empty() || end > start {
            self.space.clear();
        }
        self.html.truncate(end.max(start));
    }

    fn length(&self) -> usize {
        // What waits is none of what comes.
        self.html.len() + self.run.len() + self.space.len()
    }
}

/// Returns a line of plain text with what changed since an older one marked, as HTML.
pub fn line(old: &str, new: &str) -> String {
    let words = |text: &str| -> Vec<String> {
        tokens(text).into_iter().filter_map(Token::word).map(str::to_owned).collect()
    };
    let edits = compare(&words(old), &words(new));
    let mut marker = Marker::of_words(old, word_places(old), &edits);
    marker.text(new);
    marker.finish()
}

fn word_places(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let places = tokens(text).into_iter().filter_map(|token| {
        let start = at;
        at += token.text().len();
        token.word().map(|_| start..at)
    });
    places.collect()
}
