//! Plain text into words and white space.

use unicode_segmentation::UnicodeSegmentation;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A word or a mark of punctuation, as Unicode Standard Annex 29 parts them.
    Word(&'a str),
    /// White space.
    Space(&'a str),
}

impl<'a> Token<'a> {
    /// Returns the word, if it is one.
    pub fn word(self) -> Option<&'a str> {
        match self {
            Self::Word(word) => Some(word),
            Self::Space(_) => None,
        }
    }

    /// Returns the text.
    pub fn text(self) -> &'a str {
        match self {
            Self::Word(text) | Self::Space(text) => text,
        }
    }
}

/// Returns the pieces of a text.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let is_space = rest.starts_with(char::is_whitespace);
        let end = rest.find(|c: char| c.is_whitespace() != is_space).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        if is_space {
            tokens.push(Token::Space(run));
        } else {
            push_run(run, &mut tokens);
        }
    }
    tokens
}

/// Adds the words of a run without white space.
///
/// Most runs are a word of ASCII, with or without one mark behind it, and need no tables of Unicode.
fn push_run<'a>(run: &'a str, tokens: &mut Vec<Token<'a>>) {
    let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_plain(run) {
        tokens.push(Token::Word(run));
        return;
    }
    match run.split_at_checked(run.len() - 1) {
        Some((start, mark @ ("." | "," | ";" | ":" | "!" | "?" | ")"))) if is_plain(start) => {
            tokens.extend([Token::Word(start), Token::Word(mark)]);
        }
        _ => tokens.extend(run.split_word_bounds().map(Token::Word)),
    }
}

/// Returns whether a word is more than punctuation.
pub fn counts(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric)
}
