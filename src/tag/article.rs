//! The text that is looked at, in its parts.

use std::borrow::Cow;

use serde::Deserialize;

use crate::content::Manuscript;
use crate::tree::{Body, plain_words, words};
use crate::world::Country;

/// A text in its parts. What is in the title or the lead weighs more than the rest.
#[derive(Clone, Debug, Default)]
pub struct Article<'a> {
    /// The title.
    pub title: Passage<'a>,
    /// The summary, if one is written.
    pub summary: Passage<'a>,
    /// The text itself, in which markup is blank.
    pub body: Passage<'a>,
    /// Where the first paragraph of the body ends, in bytes.
    pub lead: usize,
    /// The countries that its writer says it is about: a doubtful word may mean one of them.
    tagged: Vec<Country>,
}

/// A part of a text, and where it stands in its file.
#[derive(Clone, Debug, Default)]
pub struct Passage<'a> {
    /// The words.
    text: Cow<'a, str>,
    /// The line on which it begins, from 1.
    line: usize,
    /// Where its lines end, in bytes.
    ends: Vec<usize>,
}

/// The words of front matter that are read; a file without them, or with others, is read as well.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Known {
    title: String,
    summary: String,
}

impl<'a> Article<'a> {
    /// Returns the article of a Markdown file, with or without front matter, whose text this is.
    pub fn of_file(manuscript: &'a Manuscript, body: &Body) -> Self {
        let known: Known = crate::yaml::read(manuscript.yaml()).unwrap_or_default();
        let line_of = |at: usize| 1 + manuscript.text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        let line_of_key = |key: &str| {
            let starts = |line: &&str| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':'));
            let before: Option<usize> = manuscript.yaml().lines().position(|line| starts(&line));
            line_of(manuscript.yaml.start) + before.unwrap_or(0)
        };
        Self {
            title: Passage::new(known.title.into(), "", line_of_key("title")),
            summary: Passage::new(known.summary.into(), "", line_of_key("summary")),
            lead: end_of_lead(body.source()),
            tagged: Vec::new(),
            body: Passage::new(words(body).into(), body.source(), line_of(manuscript.body_at)),
        }
    }

    /// Returns an article of a title, which stands on the line before, and Markdown that begins at a line.
    pub fn of_body(title: &'a str, body: &Body, line: usize) -> Self {
        Self {
            title: Passage::new(title.into(), "", line.saturating_sub(1).max(1)),
            summary: Passage::default(),
            lead: end_of_lead(body.source()),
            tagged: Vec::new(),
            body: Passage::new(words(body).into(), body.source(), line),
        }
    }

    /// Returns the article with the countries that its writer says it is about.
    #[must_use]
    pub fn with_tagged(self, tagged: Vec<Country>) -> Self {
        Self { tagged, ..self }
    }

    /// Returns the countries that its writer says it is about.
    pub fn tagged(&self) -> &[Country] {
        &self.tagged
    }

    /// Returns an article of text without markup.
    ///
    /// Its first line is the title where it is short and a blank line comes after it.
    pub fn of_text(text: &'a str) -> Self {
        const LONGEST_TITLE: usize = 160;
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        let has_title =
            first.len() <= LONGEST_TITLE && rest.lines().next().is_some_and(|line| line.trim().is_empty());
        let (title, body, line) = if has_title { (first, rest, 2) } else { ("", text, 1) };
        Self {
            title: Passage::new(title.into(), title, 1),
            summary: Passage::default(),
            lead: end_of_lead(body),
            tagged: Vec::new(),
            body: Passage::new(plain_words(body).into(), body, line),
        }
    }
}

impl<'a> Passage<'a> {
    /// Returns a passage of this text, whose lines end where those of `original` do.
    fn new(text: Cow<'a, str>, original: &str, line: usize) -> Self {
        Self { text, line, ends: original.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// Returns the words.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the line of the file at a place in bytes, from 1.
    pub fn line_at(&self, at: usize) -> usize {
        self.line + self.ends.partition_point(|end| *end < at)
    }
}

/// Returns where the first paragraph ends that is no heading: at a blank line, or at one that is indented, as
/// in texts of wire services.
fn end_of_lead(text: &str) -> usize {
    let mut end = 0;
    let mut has_words = false;
    for line in text.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if has_words && (is_blank || line.starts_with([' ', '\t'])) {
            break;
        }
        has_words |= !is_blank && !line.starts_with('#');
        end += line.len();
    }
    end
}
