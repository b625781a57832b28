//! The redline: a text with what was inserted and deleted since an older one marked in it.
//!
//! Blocks are compared first, so that a paragraph that moved is no deletion and insertion; then the words of
//! each block that changed. What comes out has `ins` and `del` elements of HTML around words, in the markup of
//! the new text; deleted words have lost theirs. It stands beside the text itself on a page, so it has no ids,
//! and its headings are none.

mod align;
mod tokens;

pub use align::{Pair, Words, align, compare};
pub use tokens::{Token, of_text, text_of_html, words_of_html};

use std::borrow::Cow;
use std::ops::Range;

use self::align::share;
use self::tokens::{blocks, end_of_tag, name_of, of_html};
use crate::content::escape;

/// A text compared with an older one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redline {
    /// The blocks in the order of the new text, with those that are gone where they were.
    pub blocks: Vec<Block>,
    /// How many words were inserted.
    pub inserted: usize,
    /// How many words were deleted.
    pub deleted: usize,
    /// How many words both texts have together.
    total: usize,
}

/// A block of a redline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What became of it.
    pub change: Change,
    /// The HTML.
    pub html: String,
}

/// What became of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Same,
    /// It stands elsewhere.
    Moved,
    /// Some of its words changed.
    Changed,
    /// It is gone.
    Deleted,
    /// It is new.
    Inserted,
}

impl Change {
    /// Returns the word for it in templates.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::Inserted => "inserted",
        }
    }
}

impl Redline {
    /// Compares two texts, given as HTML.
    pub fn new(old: &str, new: &str) -> Self {
        let mut redline = Self { total: length(old) + length(new), ..Self::default() };
        let (old, new) = (blocks(old), blocks(new));
        // Most of a text stays as it is, at its start and at its end, and need not be taken apart.
        let start = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let ends = old[start..].iter().rev().zip(new[start..].iter().rev());
        let end = new.len() - ends.take_while(|(old, new)| old == new).count();
        redline.keep(&new[..start]);
        redline.compare_blocks(&old[start..old.len() - (new.len() - end)], &new[start..end]);
        redline.keep(&new[end..]);
        redline
    }

    fn keep(&mut self, blocks: &[&str]) {
        for html in blocks {
            self.push(Change::Same, plain(html));
        }
    }

    fn compare_blocks(&mut self, old: &[&str], new: &[&str]) {
        let old: Vec<Piece> = old.iter().map(|html| Piece::new(html)).collect();
        let new: Vec<Piece> = new.iter().map(|html| Piece::new(html)).collect();
        let old_keys: Vec<Vec<&str>> = old.iter().map(Piece::key).collect();
        let new_keys: Vec<Vec<&str>> = new.iter().map(Piece::key).collect();
        for pair in align(&old_keys, &new_keys) {
            match pair {
                Pair::Same(_, place) => self.push(Change::Same, plain(new[place].html)),
                Pair::Moved(_, place) => self.push(Change::Moved, plain(new[place].html)),
                Pair::Changed(old_place, new_place) => self.compare(&old[old_place], &new[new_place]),
                Pair::Deleted(place) => self.delete(&old[place]),
                Pair::Inserted(place) => self.insert(&new[place]),
            }
        }
    }

    fn push(&mut self, change: Change, html: String) {
        self.blocks.push(Block { change, html });
    }

    fn delete(&mut self, piece: &Piece) {
        self.deleted += count(&piece.words);
        self.push(Change::Deleted, format!("<del>{}</del>", piece.bare()));
    }

    fn insert(&mut self, piece: &Piece) {
        self.inserted += count(&piece.words);
        self.push(Change::Inserted, format!("<ins>{}</ins>", plain(piece.html)));
    }

    fn compare(&mut self, old: &Piece, new: &Piece) {
        if new.words.is_empty() || old.words.is_empty() {
            self.delete(old);
            self.insert(new);
            return;
        }
        let words = compare(&old.words, &new.words);
        self.inserted +=
            new.words.iter().zip(&words.is_new).filter(|(word, is_new)| **is_new && counts(word)).count();
        self.deleted += words.gone_before.iter().map(|gone| count(&old.words[gone.clone()])).sum::<usize>();
        self.push(Change::Changed, marked(old, new, &words));
    }

    /// Returns how much of the text changed, in per cent of the words of both texts; at least 1 where anything
    /// did.
    pub fn per_cent(&self) -> u8 {
        let changed = self.inserted + self.deleted;
        if changed == 0 {
            return 0;
        }
        // From 1 to 100.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
        {
            (share(changed, self.total) * 100.0).round().clamp(1.0, 100.0) as u8
        }
    }
}

/// Returns a line of plain text with what changed since an older one marked, as HTML.
pub fn line(old: &str, new: &str) -> String {
    let mut lines = [String::new(), String::new()];
    for (line, text) in lines.iter_mut().zip([old, new]) {
        escape(line, text);
    }
    let [old, new] = lines;
    let (old, new) = (Piece::new(&old), Piece::new(&new));
    marked(&old, &new, &compare(&old.words, &new.words))
}

/// A block, taken apart.
struct Piece<'a> {
    html: &'a str,
    tokens: Vec<Token<'a>>,
    /// Its words.
    words: Vec<Cow<'a, str>>,
    /// For each word, whether white space or a tag stands before it.
    is_apart: Vec<bool>,
}

impl<'a> Piece<'a> {
    fn new(html: &'a str) -> Self {
        let tokens = of_html(html);
        let mut words = Vec::new();
        let mut is_apart = Vec::new();
        let mut apart = false;
        for token in &tokens {
            match token {
                Token::Word(word) => {
                    words.push(word.clone());
                    is_apart.push(std::mem::take(&mut apart));
                }
                Token::Space(_) => apart = true,
                Token::Tag(tag) => apart |= !is_inline(name_of(tag)),
            }
        }
        Self { html, tokens, words, is_apart }
    }

    /// Returns what the block is known by: its words, or, without any, its markup.
    fn key(&self) -> Vec<&str> {
        if self.words.is_empty() { vec![self.html] } else { self.words.iter().map(AsRef::as_ref).collect() }
    }

    /// Returns the block without links and images: what they lead to may be gone as well.
    fn bare(&self) -> String {
        let mut html = String::with_capacity(self.html.len());
        for token in &self.tokens {
            if !matches!(token, Token::Tag(tag) if matches!(name_of(tag), "a" | "img")) {
                push(&mut html, token);
            }
        }
        html
    }

    fn text(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        for place in range.clone() {
            if place > range.start && self.is_apart[place] {
                text.push(' ');
            }
            escape(&mut text, &self.words[place]);
        }
        text
    }
}

/// Returns a block as it is, fit to stand beside itself.
fn plain(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let end = end_of_tag(&rest[start..]).map_or(rest.len(), |end| start + end);
        push_tag(&mut out, &rest[start..end]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Returns how many words a text has, as white space parts them.
fn length(html: &str) -> usize {
    text_of_html(html).split_ascii_whitespace().filter(|word| counts(word)).count()
}

/// Returns whether an element stands within a line, so that it parts no words.
fn is_inline(name: &str) -> bool {
    matches!(name, "a" | "b" | "i" | "em" | "strong" | "del" | "s" | "code" | "sup" | "sub" | "span" | "abbr")
}

/// Writes the new block, with inserted words marked in it and deleted ones put in.
fn marked(old: &Piece, new: &Piece, words: &Words) -> String {
    let mut html = String::with_capacity(new.html.len() * 5 / 4);
    let mut word = 0;
    let mut is_open = false;
    // White space waits, to go into a run of inserted words or not.
    let mut space = "";
    // What another word took the place of stands before that one, in the same cell or item; all else after the
    // word that it came after. So it is always within what holds words.
    let stands_before = |place: usize| place == 0 || words.is_new.get(place).copied().unwrap_or_default();
    let gone = |html: &mut String, place: usize| {
        let range = words.gone_before[place].clone();
        if range.is_empty() {
            return;
        }
        let is_before = stands_before(place);
        if !is_before && old.is_apart[range.start] {
            html.push(' ');
        }
        html.push_str("<del>");
        html.push_str(&old.text(range));
        html.push_str("</del>");
        if is_before {
            html.push(' ');
        }
    };
    for token in &new.tokens {
        match token {
            Token::Space(text) => space = text,
            Token::Tag(_) => {
                close(&mut html, &mut is_open);
                html.push_str(std::mem::take(&mut space));
                push(&mut html, token);
            }
            Token::Word(_) => {
                let is_replaced = stands_before(word) && !words.gone_before[word].is_empty();
                if !words.is_new[word] || is_replaced {
                    close(&mut html, &mut is_open);
                }
                html.push_str(std::mem::take(&mut space));
                if is_replaced {
                    gone(&mut html, word);
                }
                if words.is_new[word] && !is_open {
                    html.push_str("<ins>");
                    is_open = true;
                }
                push(&mut html, token);
                word += 1;
                if !stands_before(word) && !words.gone_before[word].is_empty() {
                    close(&mut html, &mut is_open);
                    gone(&mut html, word);
                }
            }
        }
    }
    close(&mut html, &mut is_open);
    html.push_str(space);
    html
}

fn close(html: &mut String, is_open: &mut bool) {
    if std::mem::take(is_open) {
        html.push_str("</ins>");
    }
}

fn push(html: &mut String, token: &Token) {
    match token {
        Token::Word(word) => escape(html, word),
        Token::Space(text) => html.push_str(text),
        Token::Tag(tag) => push_tag(html, tag),
    }
}

/// Writes a tag without its id; that of a heading becomes one of a paragraph.
fn push_tag(html: &mut String, tag: &str) {
    if matches!(name_of(tag), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
        html.push_str(if tag.starts_with("</") { "</p>" } else { "<p class=\"heading\">" });
        return;
    }
    let Some(start) = tag.find(" id=\"") else { return html.push_str(tag) };
    let value = start + " id=\"".len();
    let end = tag[value..].find('"').map_or(tag.len(), |end| value + end + 1);
    html.push_str(&tag[..start]);
    html.push_str(&tag[end..]);
}

/// Returns how many words there are, punctuation aside.
fn count(words: &[Cow<str>]) -> usize {
    words.iter().filter(|word| counts(word)).count()
}

fn counts(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}
