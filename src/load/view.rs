//! What is looked at: a site as it is, or as it was.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Recording, Terms, Today};
use crate::dates::PartialDate;
use crate::record::Keeper;
use crate::source::Source;

/// A site as it is, or as it was on a day of the past.
pub struct View {
    /// The files that are read.
    pub source: Arc<dyn Source>,
    /// The history; none where nobody wants it.
    pub keeper: Option<Keeper>,
    /// For a site of the past, what today says of it.
    pub today: Option<Today>,
    /// For a site of the past, the day that every page tells.
    pub notice: Option<PartialDate>,
}

impl View {
    /// Returns on what terms the site is looked at. A preview tells what was edited since the last commit.
    pub fn terms(&self, now: Timestamp, drafts: bool, is_preview: bool) -> Terms<'_> {
        let recording = self.keeper.as_ref().and_then(|keeper| {
            let past = keeper.past()?;
            Some(Recording { past, edited: keeper.edited(), is_preview })
        });
        Terms { now, drafts, today: self.today.as_ref(), recording, notice: self.notice }
    }
}
