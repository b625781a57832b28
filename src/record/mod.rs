//! The record: what git knows of each briefing, as readers may see it.
//!
//! A *revision* is a file as a commit left it. It *was public* if it loads, and if the gate of its own time let it
//! through while it stood (`timeline`): by the settings and the time zone of then. A *version* is a revision that was
//! public and whose published words differ from those of the version before; versions count from 1, for ever. A
//! version is *shown* if the gate of today lets it through as well, and if nothing ended it or took it out
//! (`versions`); else it leaves a gap, which says that it was there, and when. Nothing else of it goes further, and of
//! a revision that was never public nothing at all: neither its words, nor the note of its commit.

mod classifier;
mod cuts;
mod field_changes;
mod first_parent;
mod hindsight;
mod history;
mod notes;
mod open;
mod published;
pub mod redline;
mod remark;
mod renames;
mod request;
mod timeline;
mod tracker;
mod versions;

pub use classifier::{Revised, RevisionStatus};
pub use cuts::CutRecord;
pub use field_changes::{FieldChange, facts};
pub use hindsight::{AsOf, Hindsight, NoMoment, Present};
pub use history::History;
pub use notes::NoteBasis;
pub use remark::{Recorded, Records, Remark};
pub use request::RecordRequest;
pub use tracker::HistoryTracker;

use std::sync::Arc;

use crate::content::{Briefing, Judgement};
use crate::dates::Moment;

/// What git knows of one briefing.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Its versions, the oldest first.
    pub versions: Vec<Version>,
    /// The years and slugs that its address had, the newest first.
    pub places: Vec<(i16, String)>,
    /// The text of the last commit, for a preview that tells what changed since; none elsewhere.
    pub committed: Option<Arc<Briefing>>,
    /// The places, among the briefing's redactions, of those that name no commit of it: while there are any, no
    /// version is told.
    pub unknown_redactions: Vec<usize>,
}

/// One published version of a briefing.
#[derive(Clone, Debug)]
pub struct Version {
    /// The full id of the commit that made it.
    pub commit: String,
    /// The first moment at which it was public, in the site's time zone.
    pub date: Moment,
    /// What its writers say of it.
    pub note: Option<String>,
    /// What has to be published for readers to see that; none where nothing more has to be.
    pub note_basis: Option<Arc<NoteBasis>>,
    /// Who wrote it, where the site shows that.
    pub author: Option<String>,
    /// What it is to readers.
    pub news: ChangeKind,
    /// Why it is not shown; none for one that is.
    pub gap: Option<Gap>,
    /// The briefing as it was; none for one that is not shown.
    pub briefing: Option<Arc<Briefing>>,
    /// What a version that is not shown expected, without its words: what was public once goes on to count. None for
    /// one that was taken out.
    pub taken_back: Vec<Judgement>,
}

impl Version {
    /// Returns whether it states what it expects.
    pub fn states_judgements(&self) -> bool {
        let of_text = self.briefing.as_ref().is_some_and(|briefing| !briefing.judgements.is_empty());
        of_text || !self.taken_back.is_empty()
    }
}

/// Why a version that was public is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The briefing was held back after it, or deleted and brought back.
    Ended,
    /// The briefing's file was deleted after it, and what came under its name is another one.
    Deleted,
    /// The briefing's writers took it out.
    Redacted,
    /// The settings of today do not let it through.
    Hidden,
    /// It is from before the day that the site's record begins on.
    Cut,
    /// The repository does not give it, or not when it was made.
    Unreadable,
}

/// What a version is to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The briefing is new.
    New,
    /// Its words changed.
    Updated,
    /// It corrects what was wrong.
    Corrected,
    /// It is taken back.
    Withdrawn,
}

impl ChangeKind {
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
    /// Returns whether it has nothing to say.
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty() && self.committed.is_none() && self.unknown_redactions.is_empty()
    }

    /// Returns the version before the one at this place, which a redline compares it with; none where that is not
    /// shown.
    pub fn before(&self, index: usize) -> Option<(usize, &Arc<Briefing>)> {
        let before = index.checked_sub(1)?;
        Some((before, self.versions[before].briefing.as_ref()?))
    }

    /// Returns the numbers of the versions that are shown, from 1 on.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let versions = self.versions.iter().enumerate();
        versions.filter(|(_, version)| version.gap.is_none()).map(|(index, _)| index + 1)
    }

    /// Returns all texts of the briefing that the record has.
    pub fn briefings_mut(&mut self) -> impl Iterator<Item = &mut Arc<Briefing>> {
        let versions = self.versions.iter_mut().filter_map(|version| version.briefing.as_mut());
        versions.chain(&mut self.committed)
    }

    /// Returns the newest version.
    pub fn newest(&self) -> Option<&Version> {
        self.versions.last()
    }
}
