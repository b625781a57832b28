//! Which versions of a briefing are shown, and which are gaps.
//!
//! A number is given once, to a version that was public, and stays with it. What is not shown any more leaves a gap,
//! which says that there was a version, and when.

use std::sync::Arc;

use jiff::Timestamp;

use super::classifier::{Revised, RevisionStatus};
use super::{Gap, Version};
use crate::content::{Briefing, Gate, Judgement, Redaction, Resolution, Verdict};

/// What today's text of a briefing, and today's settings, say of its older versions.
pub struct VersionPolicy<'a> {
    /// What its older versions are judged by today. It lets no drafts through.
    pub gate: &'a Gate,
    /// Whether what was published before the text was held back for a time is shown again.
    pub keeps: bool,
    /// What was taken out.
    pub redactions: &'a [Redaction],
    /// The moment that the site's record begins at.
    pub since: Option<Timestamp>,
}

impl<'a> VersionPolicy<'a> {
    /// Returns what a briefing and its site say today.
    pub fn new(briefing: &'a Briefing, gate: &'a Gate, since: Option<Timestamp>) -> Self {
        Self { gate, keeps: briefing.keeps_record, redactions: &briefing.redactions, since }
    }

    /// Marks the revisions that were public and are not shown. Returns the places, among the redactions, of those
    /// that name no commit of this record.
    pub fn mark(&self, revised: &mut [Revised]) -> Vec<usize> {
        let newest = revised.iter().filter_map(|revision| revision.version).max().unwrap_or_default();
        let names = |redaction: &Redaction, revision: &Revised| {
            !redaction.commit.is_empty() && revision.commit.starts_with(&redaction.commit)
        };
        let is_named =
            |revision: &Revised| self.redactions.iter().any(|redaction| names(redaction, revision));
        let mut redacted = vec![false; newest + 1];
        let mut is_old = vec![false; newest + 1];
        for revision in revised.iter() {
            let Some(number) = revision.version else { continue };
            redacted[number] |= is_named(revision);
            let time = revision.public_since.as_ref().map(crate::dates::Moment::timestamp);
            // The newest version is what the page itself shows.
            is_old[number] |=
                number < newest && matches!(revision.rank, RevisionStatus::Version(..)) && time < self.since;
        }
        for revision in revised.iter_mut() {
            let Some(number) = revision.version else { continue };
            revision.gap = if redacted[number] {
                Some(Gap::Redacted)
            } else if matches!(revision.gap, Some(Gap::Deleted | Gap::Unreadable)) {
                revision.gap
            } else if revision.gap.is_some() && !self.keeps {
                Some(Gap::Ended)
            } else if self.since.is_some() && is_old[number] {
                Some(Gap::Cut)
            } else if !self.lets_through(revision) {
                Some(Gap::Hidden)
            } else {
                None
            };
        }
        let unknown = self.redactions.iter().enumerate();
        let unknown =
            unknown.filter(|(_, redaction)| !revised.iter().any(|revision| names(redaction, revision)));
        unknown.map(|(index, _)| index).collect()
    }

    fn lets_through(&self, revision: &Revised) -> bool {
        revision.briefing.as_ref().is_some_and(|briefing| {
            self.gate.judge(&briefing.publication, Some(&briefing.date)) == Verdict::Publish
        })
    }
}

/// Returns the years and slugs of the addresses that readers knew a briefing by in the versions that are shown, the
/// newest first.
pub fn places(revised: &[Revised]) -> Vec<(i16, String)> {
    let mut places = Vec::new();
    let shown = revised.iter().rev().filter(|revision| revision.version.is_some() && revision.gap.is_none());
    for briefing in shown.filter_map(|revision| revision.briefing.as_ref()) {
        let index = (briefing.date.year(), briefing.slug.clone());
        if !places.contains(&index) {
            places.push(index);
        }
    }
    places
}

/// Keeps of revisions what readers may see. Minor changes belong to the version before them.
pub fn versions(revised: Vec<Revised>, with_authors: bool) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for revision in revised {
        let taken_back = taken_back(&revision);
        let (Some(_), Some(since)) = (revision.version, revision.public_since) else { continue };
        let is_shown = revision.gap.is_none();
        let briefing: Option<Arc<Briefing>> = revision.briefing.filter(|_| is_shown);
        match revision.rank {
            RevisionStatus::Version(_, news) => versions.push(Version {
                date: since,
                commit: revision.commit,
                note: revision.note.filter(|_| is_shown),
                note_basis: revision.note_basis.filter(|_| is_shown),
                author: Some(revision.author).filter(|author| is_shown && with_authors && !author.is_empty()),
                news,
                gap: revision.gap,
                briefing,
                taken_back,
            }),
            _ => {
                if let Some(version) = versions.last_mut()
                    && is_shown
                {
                    version.gap = None;
                    version.taken_back = Vec::new();
                    version.briefing = briefing;
                }
            }
        }
    }
    versions
}

/// Returns what goes on to count of a revision that is not shown: its judgements, without a word of its writers.
fn taken_back(revision: &Revised) -> Vec<Judgement> {
    match (revision.gap, &revision.briefing) {
        (Some(Gap::Ended | Gap::Deleted | Gap::Hidden | Gap::Cut), Some(briefing)) => {
            briefing.judgements.iter().map(without_words).collect()
        }
        (Some(Gap::Redacted | Gap::Unreadable) | None, _) | (_, None) => Vec::new(),
    }
}

fn without_words(judgement: &Judgement) -> Judgement {
    let resolution = judgement.resolution.as_ref();
    Judgement {
        statement: String::new(),
        resolution: resolution.map(|own| Resolution { source: String::new(), ..own.clone() }),
        ..judgement.clone()
    }
}
