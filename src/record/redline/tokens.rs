//! HTML and plain text into tags, words and spaces.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// A tag of HTML, whole.
    Tag(&'a str),
    /// A word or a mark of punctuation, as Unicode Standard Annex 29 parts them; no longer escaped.
    Word(Cow<'a, str>),
    /// White space.
    Space(&'a str),
}

/// The elements of HTML that have no end tag.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Returns the pieces of HTML.
pub fn of_html(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        push_escaped(&rest[..start], &mut tokens);
        let end = end_of_tag(&rest[start..]).map_or(rest.len(), |end| start + end);
        tokens.push(Token::Tag(&rest[start..end]));
        rest = &rest[end..];
    }
    push_escaped(rest, &mut tokens);
    tokens
}

/// Returns the pieces of plain text.
pub fn of_text(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    push_text(text, &mut tokens);
    tokens
}

/// Returns the words of HTML, as a reader sees them.
pub fn words_of_html(html: &str) -> Vec<String> {
    of_html(html).into_iter().filter_map(Token::into_word).collect()
}

/// Returns the text of HTML, still escaped, with single spaces for all white space.
///
/// To compare two texts this takes a small part of the time that it takes to part their words.
pub fn text_of_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    loop {
        let start = rest.find('<').unwrap_or(rest.len());
        for word in rest[..start].split_inclusive(char::is_whitespace) {
            let trimmed = word.trim_end();
            text.push_str(trimmed);
            if trimmed.len() < word.len() && !text.ends_with(' ') {
                text.push(' ');
            }
        }
        if start == rest.len() {
            return text;
        }
        let end = end_of_tag(&rest[start..]).map_or(rest.len(), |end| start + end);
        rest = &rest[end..];
    }
}

impl Token<'_> {
    /// Returns the word, if it is one.
    pub fn into_word(self) -> Option<String> {
        match self {
            Self::Word(word) => Some(word.into_owned()),
            Self::Tag(_) | Self::Space(_) => None,
        }
    }
}

/// Returns the blocks of HTML: the elements that stand in no other, in order.
pub fn blocks(html: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|open| at + open) {
        if depth == 0 {
            push_block(&html[start..open], &mut blocks);
            start = open;
        }
        let end = end_of_tag(&html[open..]).map_or(html.len(), |end| open + end);
        let tag = &html[open..end];
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !VOID.contains(&name_of(tag)) && !tag.ends_with("/>") {
            depth += 1;
        }
        at = end;
        if depth == 0 {
            push_block(&html[start..end], &mut blocks);
            start = end;
        }
    }
    push_block(&html[start..], &mut blocks);
    blocks
}

fn push_block<'a>(block: &'a str, blocks: &mut Vec<&'a str>) {
    if !block.trim().is_empty() {
        blocks.push(block.trim());
    }
}

/// Returns the name of the element that a tag opens or closes.
pub fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    &name[..end]
}

/// Returns where a tag ends that begins a text; `>` in the value of an attribute does not end it.
pub fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn push_escaped<'a>(text: &'a str, tokens: &mut Vec<Token<'a>>) {
    if !text.contains('&') {
        return push_text(text, tokens);
    }
    let text = unescaped(text);
    let mut own = Vec::new();
    push_text(&text, &mut own);
    tokens.extend(own.into_iter().map(|token| match token {
        Token::Word(word) => Token::Word(Cow::Owned(word.into_owned())),
        // What is kept of white space is that there is some.
        Token::Space(_) | Token::Tag(_) => Token::Space(" "),
    }));
}

fn push_text<'a>(text: &'a str, tokens: &mut Vec<Token<'a>>) {
    let mut rest = text;
    while !rest.is_empty() {
        let is_space = rest.starts_with(char::is_whitespace);
        let end = rest.find(|c: char| c.is_whitespace() != is_space).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        if is_space {
            tokens.push(Token::Space(run));
        } else {
            push_run(run, tokens);
        }
    }
}

/// Adds the words of a run without white space.
///
/// Most runs are a word of ASCII, with or without one mark behind it, and need no tables of Unicode.
fn push_run<'a>(run: &'a str, tokens: &mut Vec<Token<'a>>) {
    let word = |piece: &'a str| Token::Word(Cow::Borrowed(piece));
    let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_plain(run) {
        tokens.push(word(run));
        return;
    }
    match run.split_at_checked(run.len() - 1) {
        Some((start, mark @ ("." | "," | ";" | ":" | "!" | "?" | ")"))) if is_plain(start) => {
            tokens.extend([word(start), word(mark)]);
        }
        _ => tokens.extend(run.split_word_bounds().map(word)),
    }
}

/// Returns text without the escapes that Chancery writes. Others stay as they are.
fn unescaped(text: &str) -> String {
    let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}")];
    let text = escapes.iter().fold(text.to_owned(), |text, (escape, meant)| text.replace(escape, meant));
    // Last, or `&amp;lt;` would become `<`.
    text.replace("&amp;", "&")
}
