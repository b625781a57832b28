//! The gate: which documents go on to the site, and why the others do not.
//!
//! It is the only place that looks at a clock, and only at the time that it is given.

use std::fmt;

use jiff::Timestamp;

use super::{Publication, Status};
use crate::config::Marking;
use crate::dates::Moment;

/// Lets documents through, or holds them back.
#[derive(Clone, Debug)]
pub struct Gate {
    /// The present.
    pub now: Timestamp,
    /// Whether drafts and future dates are let through, for a preview.
    pub drafts: bool,
    /// The markings that the site publishes.
    pub markings: Vec<Marking>,
}

/// Why a document is held back. The order is the one in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HoldReason {
    /// It is a draft.
    Draft,
    /// Its date has not come.
    Future,
    /// Its embargo runs.
    Embargo,
    /// The site does not publish its marking.
    Marking,
    /// It has a key that may have been meant to hold it back, and cannot be understood.
    Unclear,
    /// It was deleted since the day that the site is built of.
    Deleted,
    /// It was held back, replaced or taken out since the day that the site is built of.
    TakenDown,
}

/// What the gate says of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is published.
    Publish,
    /// It is shown in a preview only, for the reason that would hold it back.
    Preview(HoldReason),
    /// It is held back.
    Hold(HoldReason),
}

impl Gate {
    /// Judges a document by its publication data and its date, if it has one.
    pub fn judge(&self, publication: &Publication, date: Option<&Moment>) -> Verdict {
        let marking = publication.marking.unwrap_or(Marking::Clear);
        if publication.marking.is_some() && !self.markings.contains(&marking) {
            return Verdict::Hold(HoldReason::Marking);
        }
        if publication.embargo.as_ref().is_some_and(|end| end.timestamp() > self.now) {
            return Verdict::Hold(HoldReason::Embargo);
        }
        let reason = if publication.status == Status::Draft {
            Some(HoldReason::Draft)
        } else if date.is_some_and(|date| date.timestamp() > self.now) {
            Some(HoldReason::Future)
        } else {
            None
        };
        match reason {
            Some(reason) if !self.drafts => Verdict::Hold(reason),
            _ if publication.is_unclear => Verdict::Hold(HoldReason::Unclear),
            Some(reason) => Verdict::Preview(reason),
            None => Verdict::Publish,
        }
    }
}

impl fmt::Display for HoldReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Draft => "draft",
            Self::Future => "future",
            Self::Embargo => "embargo",
            Self::Marking => "marking",
            Self::Unclear => "unclear",
            Self::Deleted => "deleted since",
            Self::TakenDown => "taken down since",
        })
    }
}
