//! Problems: what is wrong in the content, where, and what to do about it.
//!
//! Readers of these messages write briefings and do not program. So every problem names the file,
//! the line and the words, and says how to mend them. Content never stops the program: each step
//! returns what is good together with the problems of what is not.

mod code;
mod codes;
mod few;
mod github;
mod human;
mod json;

pub use code::{Code, Descriptor, Explanation, Level, Number, ReportedBy};
pub use codes::loading_codes;
pub use few::{ProblemCounts, TOLD, few};
pub use github::render_github;
pub use human::{print_human, render_human};
pub use json::render_json;

use std::fmt;
use std::io;

use crate::text::shown;

/// One thing that is wrong in the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which kind of problem it is.
    pub code: Code,
    /// Whether it stops a build.
    pub level: Level,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where it is.
    pub place: Option<Place>,
    /// Other places that have a part in it, each with a few words about its part.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub hint: Option<String>,
    /// How many problems of its kind in its file it stands for, in place of one of its own; 0 for one of its own.
    pub more: usize,
    /// Whether it stops nobody, whatever level its code has: it is inside a document that is held back.
    pub is_soft: bool,
}

impl Problem {
    /// Returns a problem of the code's own level, without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            level: code.level(),
            message: message.into(),
            place: None,
            related: Vec::new(),
            hint: None,
            more: 0,
            is_soft: false,
        }
    }

    /// Returns the problem of a file that cannot be read.
    pub fn unreadable_file(path: impl Into<String>, error: &io::Error) -> Self {
        Self::new(Code::UnreadableFile, format!("this file cannot be read: {error}")).at(Place::file(path))
    }

    /// Puts the problem somewhere.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Names another place that has a part in it.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Returns all places that have a part in it.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.place.iter().chain(self.related.iter().map(|(place, _)| place))
    }

    /// Returns how many problems it tells: one, or all those that it counts.
    pub fn count(&self) -> usize {
        self.more.max(1)
    }

    /// Returns whether the problem stops a build.
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }

    /// Says that it is inside a document that is held back, so that it stops nobody.
    #[must_use]
    pub fn softened(mut self) -> Self {
        self.is_soft = true;
        self
    }

    /// Returns the order in which problems are told: by file, then by position. What is only counted comes last.
    pub fn order(&self) -> impl Ord + '_ {
        let place = self.place.as_ref();
        (
            place.map(|place| place.file.as_str()),
            self.more > 0,
            place.and_then(|place| place.spot.as_ref()).map(|spot| (spot.line, spot.column)),
            self.code,
            self.message.as_str(),
        )
    }
}

/// A file, and as the case may be some words in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file's path from the site's root, with `/` between its parts.
    pub file: String,
    /// The words in it; none where the whole file is meant.
    pub spot: Option<Spot>,
}

/// Some words on one line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// How many characters are meant; 0 for a point between two.
    pub length: usize,
    /// The line itself, without its end; of a very long one, the part about these words.
    pub text: String,
    /// How many characters of the line stand before `text`.
    pub cut: usize,
}

/// How many characters of a line are kept before the words that are meant, and from them on. A thousand
/// problems in a text of one long line would fill the memory with copies of it.
const KEPT: (usize, usize) = (1000, 3000);

impl Place {
    /// Returns a whole file as a place.
    pub fn file(path: impl Into<String>) -> Self {
        Self { file: path.into(), spot: None }
    }

    /// Returns a place by line and column, both counted from 1, in the file's text.
    pub fn line(path: impl Into<String>, text: &str, line: usize, column: usize, length: usize) -> Self {
        let line_text = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        let width = line_text.chars().count();
        let column = column.clamp(1, width + 1);
        let cut = if width > KEPT.0 + KEPT.1 { (column - 1).saturating_sub(KEPT.0) } else { 0 };
        let text = line_text.chars().skip(cut).take(KEPT.0 + KEPT.1).collect();
        let length = length.min(width + 1 - column);
        Self { file: path.into(), spot: Some(Spot { line, column, length, text, cut }) }
    }

    /// Returns a place by byte offsets in the file's text.
    ///
    /// A range over several lines is cut at the end of its first one. Offsets beyond the text or
    /// inside a character are moved to the next place that exists.
    pub fn bytes(path: impl Into<String>, text: &str, range: std::ops::Range<usize>) -> Self {
        let start = text.floor_char_boundary(range.start.min(text.len()));
        let end = text.floor_char_boundary(range.end.clamp(start, text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line = text[..start].bytes().filter(|byte| *byte == b'\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;
        let words = text[start..end].lines().next().unwrap_or_default();
        Self::line(path, text, line, column, words.chars().count())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.file))?;
        if let Some(spot) = &self.spot {
            write!(f, ":{}:{}", spot.line, spot.column)?;
        }
        Ok(())
    }
}

/// How many bytes a name may have to be taken for another one. Comparing two takes the product of their lengths.
const LONGEST_MEANT: usize = 256;

/// Returns the closest of `choices` to `written`, if any is close enough to be meant.
///
/// Case does not count. The bar is one typing slip for every four letters, so that nonsense gives
/// no answer at all.
pub fn did_you_mean<'a>(written: &str, choices: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if written.len() > LONGEST_MEANT {
        return None;
    }
    let wanted = written.to_lowercase();
    let allowed = (wanted.chars().count() / 4).max(1);
    // Names of very different lengths are far apart, which is quicker to see than to measure.
    let near = |choice: &&str| choice.len().abs_diff(written.len()) <= allowed * 4;
    choices
        .into_iter()
        .filter(near)
        .map(|choice| (strsim::osa_distance(&wanted, &choice.to_lowercase()), choice))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, choice)| choice)
}
