//! What came of a file: a briefing with all that was told of it, or why there is none.

use super::front_matter::FrontMatterBuilder;
use crate::dates::Moment;
use crate::problem::Problem;

/// Something that was told of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// What it is about: a key, or `heading`, or `text` for a change of the text.
    pub what: &'static str,
    /// What was taken or made.
    pub value: String,
    /// Why.
    pub evidence: String,
    /// The line of the original, counted from 1.
    pub line: Option<usize>,
}

/// Something that somebody has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is, in one sentence without a full stop.
    pub message: String,
    /// The line of the original, counted from 1.
    pub line: Option<usize>,
}

/// A topic that the site does not have yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTopic {
    /// Its id.
    pub id: String,
    /// Its title as it was written.
    pub title: String,
}

/// Why a file gives no briefing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotImported {
    /// Something is wrong with it.
    Problem(Problem),
    /// It is no briefing, for this reason.
    Skipped(String),
}

impl From<Problem> for NotImported {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// A briefing made of another file.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The path of the original, as it stands in the briefing.
    pub name: String,
    /// The moment that its date stands for.
    pub moment: Moment,
    /// The last segment of its URL.
    pub slug: String,
    /// What was told of it.
    pub guesses: Vec<Guess>,
    /// What somebody has to look at.
    pub warnings: Vec<Warning>,
    /// The topics that the site does not have yet.
    pub topics: Vec<NewTopic>,
    /// The keys that mean nothing here and are kept under `extra`.
    pub kept: Vec<String>,
    /// The files beside it that its text points at, by their paths from its folder.
    pub wanted: Vec<String>,
    /// The files that were in it, by the names that they have beside the text.
    pub attachments: Vec<(String, Vec<u8>)>,
    pub(super) front_matter: FrontMatterBuilder,
    pub(super) body: String,
}

impl Imported {
    /// Returns the title.
    pub fn title(&self) -> &str {
        self.front_matter.text("title").unwrap_or_default()
    }

    /// Returns whether it has topics.
    pub fn has_topics(&self) -> bool {
        self.front_matter.has("topics")
    }

    /// Returns the path of the file, from the site's root: of a page folder where it has files beside it.
    pub fn path(&self, in_folder: bool) -> String {
        let (year, slug) = (self.moment.year(), &self.slug);
        let end = if in_folder { "/index.md" } else { ".md" };
        format!("content/briefings/{year:04}/{slug}{end}")
    }

    /// Returns the text of the file.
    pub fn text(&self) -> String {
        let mut text = self.front_matter.write();
        text.push_str(&self.body);
        text
    }
}
