//! What is looked at: a site as it is, or as it was.

use std::sync::Arc;

use jiff::Timestamp;

use super::{AssembleOptions, CurrentPolicy, Recording};
use crate::dates::PartialDate;
use crate::record::HistoryTracker;
use crate::source::Source;

/// A site as it is, or as it was on a day of the past.
pub struct View {
    /// The files that are read.
    pub source: Arc<dyn Source>,
    /// The history; none where nobody wants it.
    pub tracker: Option<HistoryTracker>,
    /// For a site of the past, what today says of it.
    pub today: Option<CurrentPolicy>,
    /// For a site of the past, the day that every page tells.
    pub notice: Option<PartialDate>,
    /// Whether whatever is held back is shown, for its writers alone.
    pub held: bool,
}

impl View {
    /// Returns on what terms the site is looked at. A preview tells what was edited since the last commit.
    pub fn terms(&self, now: Timestamp, drafts: bool, is_preview: bool) -> AssembleOptions<'_> {
        let recording = self.tracker.as_ref().and_then(|tracker| {
            let history = tracker.history()?;
            Some(Recording { history, edited: tracker.edited(), is_preview })
        });
        let (held, today, notice) = (self.held, self.today.as_ref(), self.notice);
        AssembleOptions { now, drafts, held, is_strict: false, today, recording, notice }
    }
}
