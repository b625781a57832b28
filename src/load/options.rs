//! On what terms a site is looked at: today or in the past, for readers or for its writers.

use std::collections::HashSet;

use crate::config::{ImageMetadata, Marking};
use crate::dates::PartialDate;
use crate::record::{Hindsight, History};

/// On what terms a library is looked at.
#[derive(Default)]
pub struct AssembleOptions<'a> {
    /// The present.
    pub now: jiff::Timestamp,
    /// Whether drafts and future dates are let through, for a preview.
    pub drafts: bool,
    /// Whether whatever is held back is shown, for a preview of its writers alone.
    pub held: bool,
    /// Whether warnings are errors.
    pub is_strict: bool,
    /// For a site of the past, what today says of it.
    pub today: Option<&'a CurrentPolicy>,
    /// Where the versions of briefings come from; none for a site without a record.
    pub recording: Option<Recording<'a>>,
    /// For a site of the past, the day that every page tells.
    pub notice: Option<PartialDate>,
}

impl AssembleOptions<'_> {
    /// Returns the terms of a site without a record.
    pub fn at(now: jiff::Timestamp, drafts: bool) -> Self {
        Self { now, drafts, ..Self::default() }
    }
}

/// What today says of a site of the past.
#[derive(Clone, Debug)]
pub struct CurrentPolicy {
    /// The markings that the site publishes today.
    pub markings: Vec<Marking>,
    /// The most that it lets pictures say besides what they show.
    pub image_metadata: ImageMetadata,
    /// What its documents are today.
    pub hindsight: Hindsight,
}

/// Where the versions of briefings come from.
pub struct Recording<'a> {
    /// The history.
    pub history: &'a History,
    /// The files that may differ from those of the last commit; none where that is not known.
    pub edited: Option<HashSet<String>>,
    /// Whether a preview tells what was edited since.
    pub is_preview: bool,
}
