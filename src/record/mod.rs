//! The record: what git knows of each briefing, as readers may see it.
//!
//! A *revision* is a file as a commit left it. A *version* is a revision that was fit to be published and whose
//! published words differ from those of the version before; versions count from 1. What a revision says of its
//! own publication is judged by the gate of today, so a text that was a draft, or is under an embargo that
//! still runs, or has a marking that the site does not publish, is no version, and nothing of it goes further:
//! neither its words, nor the note of its commit.

mod desk;
mod facts;
mod hindsight;
mod keeper;
mod line;
mod notes;
mod open;
mod past;
mod published;
pub mod redline;

pub use desk::{Rank, Revised};
pub use facts::{Fact, facts};
pub use hindsight::{AsOf, Hindsight, NoMoment};
pub use keeper::Keeper;
pub use past::{Asked, Past, Records};

use std::sync::Arc;

use crate::content::Briefing;
use crate::dates::Moment;

/// What git knows of one briefing.
#[derive(Debug, Default)]
pub struct Record {
    /// Its versions, the oldest first.
    pub versions: Vec<Version>,
    /// The years and slugs that its address had, the newest first.
    pub places: Vec<(i16, String)>,
    /// The text of the last commit, for a preview that tells what changed since; none elsewhere.
    pub committed: Option<Arc<Briefing>>,
}

/// One published version of a briefing.
#[derive(Debug)]
pub struct Version {
    /// The full id of the commit that made it.
    pub commit: String,
    /// When it was committed, in the site's time zone.
    pub date: Moment,
    /// What its writers say of it.
    pub note: Option<String>,
    /// Who wrote it, where the site shows that.
    pub author: Option<String>,
    /// What it is to readers.
    pub news: News,
    /// The briefing as it was; none where its front matter cannot be read.
    pub briefing: Option<Arc<Briefing>>,
}

/// What a version is to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// The briefing is new.
    New,
    /// Its words changed.
    Updated,
    /// It corrects what was wrong.
    Corrected,
    /// It is taken back.
    Withdrawn,
}

impl News {
    /// Returns the word for it in data and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl Record {
    /// Returns the readable version before the one at this place, which a redline compares it with.
    pub fn before(&self, place: usize) -> Option<(usize, &Arc<Briefing>)> {
        let mut older = self.versions[..place].iter().enumerate().rev();
        older.find_map(|(place, version)| Some((place, version.briefing.as_ref()?)))
    }

    /// Returns the newest version.
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }
}
