//! The desk at which revisions are judged: what each is to readers.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::line::{Line, Revision};
use super::notes::{Note, note};
use super::published::{differs, news, print_of};
use super::{News, Version};
use crate::content::{Briefing, Document, Gate, Held, Kin, Parsed, Verdict};
use crate::dates::Moment;
use crate::git::Commit;

/// A revision of a briefing, and what became of it.
#[derive(Debug)]
pub struct Revised {
    /// The full id of the commit.
    pub commit: String,
    /// When it was committed.
    pub date: Moment,
    /// What its writers say of it.
    pub note: Option<String>,
    /// Who wrote it.
    pub author: String,
    /// The path of the file then.
    pub path: String,
    /// The briefing as it was; none where its front matter cannot be read.
    pub briefing: Option<Arc<Briefing>>,
    /// What it is to readers.
    pub rank: Rank,
}

/// What a revision is to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// A version; its number counts from 1.
    Version(usize, News),
    /// A change that is not worth telling: it belongs to the version before.
    Minor,
    /// It was not fit to be published.
    Hidden(Held),
    /// It cannot be told whether it was fit to be published.
    Unclear,
}

/// What the gate says of a revision.
enum Judged<'a> {
    Public(&'a Arc<Briefing>),
    Hidden(Held),
    /// Fit to be published, but for its front matter.
    Unreadable,
    Unclear,
}

/// A revision that was looked at.
pub struct Seen {
    /// What its file gave; none where that is what the file gives now.
    pub parsed: Option<Parsed>,
    /// What stands for its words, once that was asked.
    pub print: OnceLock<blake3::Hash>,
}

impl Seen {
    /// Returns a revision that nobody asked anything of yet.
    pub fn new(parsed: Option<Parsed>) -> Self {
        Self { parsed, print: OnceLock::new() }
    }
}

/// What was read, and how it is judged.
pub struct Desk<'a> {
    /// Revisions, by path and contents.
    pub read: HashMap<(&'a str, &'a str), Arc<Seen>>,
    /// Revisions that are the files as they are, by path and contents.
    pub known: HashMap<(&'a str, &'a str), &'a Arc<Briefing>>,
    /// What judges them. It lets no drafts through.
    pub gate: &'a Gate,
}

impl<'a> Desk<'a> {
    fn parsed(&self, key: &(&'a str, &'a str)) -> Option<&Parsed> {
        self.read.get(key)?.parsed.as_ref()
    }

    /// Returns what stands for the words of a revision; it is made once.
    fn print(&self, revision: &Revision<'a>, briefing: &Briefing) -> blake3::Hash {
        match self.read.get(&(revision.path, revision.blob)) {
            Some(seen) => *seen.print.get_or_init(|| print_of(&briefing.body)),
            None => print_of(&briefing.body),
        }
    }

    /// Returns a revision as a briefing; none where it is none, or cannot be read.
    pub fn briefing(&self, revision: &Revision<'a>) -> Option<&Arc<Briefing>> {
        let key = (revision.path, revision.blob);
        match self.known.get(&key) {
            Some(briefing) => Some(*briefing),
            None => match self.parsed(&key)?.document.as_ref()? {
                Document::Briefing(briefing) => Some(briefing),
                _ => None,
            },
        }
    }

    fn judge(&self, revision: &Revision<'a>) -> Judged<'_> {
        if let Some(briefing) = self.briefing(revision) {
            return match self.gate.judge(&briefing.publication, Some(&briefing.date)) {
                Verdict::Publish => Judged::Public(briefing),
                Verdict::Preview(held) | Verdict::Hold(held) => Judged::Hidden(held),
            };
        }
        match self.parsed(&(revision.path, revision.blob)).and_then(|parsed| parsed.publication.as_ref()) {
            Some((publication, date)) => match self.gate.judge(publication, date.as_ref()) {
                Verdict::Publish => Judged::Unreadable,
                Verdict::Preview(held) | Verdict::Hold(held) => Judged::Hidden(held),
            },
            None => Judged::Unclear,
        }
    }

    /// Returns why a revision of a briefing or a page is held back, if it is.
    pub fn held(&self, revision: &Revision<'a>) -> Option<Held> {
        let parsed = self.parsed(&(revision.path, revision.blob));
        if let Some(Document::Page(page)) = parsed.and_then(|parsed| parsed.document.as_ref()) {
            return match self.gate.judge(&page.publication, page.date.as_ref()) {
                Verdict::Publish => None,
                Verdict::Preview(held) | Verdict::Hold(held) => Some(held),
            };
        }
        match self.judge(revision) {
            Judged::Public(_) | Judged::Unreadable => None,
            Judged::Hidden(held) => Some(held),
            // Whoever cannot be understood is not ready.
            Judged::Unclear => Some(Held::Draft),
        }
    }

    /// Returns whether a file of these contents is fit to be published.
    pub fn is_public(&self, path: &'a str, blob: &'a str) -> bool {
        self.held(&Revision { step: 0, path, blob, is_moved: false }).is_none()
    }

    /// Returns from which revision on a file is the briefing that it is now.
    ///
    /// Git takes a new file for an old one under another name where they are half alike, and weekly reports made
    /// of one form are more than that: so a briefing that moved keeps its title or its date.
    pub fn start(&self, way: &[Revision<'a>]) -> usize {
        let goes_on = |older: &Revision<'a>, newer: &Revision<'a>| {
            let same = || {
                let (older, newer) = (self.briefing(older)?, self.briefing(newer)?);
                Some(older.title == newer.title || older.date.date() == newer.date.date())
            };
            Kin::of(older.path) == Some(Kin::Briefing)
                && (!newer.is_moved || older.blob == newer.blob || same().unwrap_or_default())
        };
        (1..way.len()).rev().find(|place| !goes_on(&way[place - 1], &way[*place])).unwrap_or_default()
    }

    /// Tells what each revision of a briefing is to readers.
    pub fn revise(
        &self,
        line: &Line<'a>,
        way: &[Revision<'a>],
        zone: &TimeZone,
        is_open: &dyn Fn(&Commit<'a>) -> bool,
    ) -> Vec<Revised> {
        let mut revised: Vec<Revised> = Vec::with_capacity(way.len());
        let mut versions = 0;
        // The words that readers saw last; none where the last version cannot be read.
        let mut last: Option<(&Revision<'a>, &Arc<Briefing>)> = None;
        let mut older: Option<&Arc<Briefing>> = None;
        let mut was_public = false;
        for revision in way {
            let commit = line.commit(revision.step);
            let note = note(line, revision.step, revision.path, is_open);
            let judged = self.judge(revision);
            let rank = match judged {
                Judged::Hidden(held) => Rank::Hidden(held),
                Judged::Unclear if !was_public => Rank::Unclear,
                Judged::Unclear | Judged::Unreadable => {
                    versions += 1;
                    last = None;
                    Rank::Version(versions, if versions == 1 { News::New } else { News::Updated })
                }
                Judged::Public(briefing) => {
                    let is_silent = note == Note::Minor;
                    let is_same = last.is_some_and(|(before, last)| {
                        let has_other_text = || self.print(before, last) != self.print(revision, briefing);
                        is_silent || !differs(last, briefing, has_other_text)
                    });
                    let rank = if is_same {
                        Rank::Minor
                    } else {
                        versions += 1;
                        Rank::Version(versions, news(older.map(|older| &**older), briefing))
                    };
                    (last, older) = (Some((revision, briefing)), Some(briefing));
                    rank
                }
            };
            was_public = matches!(rank, Rank::Version(..) | Rank::Minor);
            let is_readable = matches!(judged, Judged::Public(_));
            revised.push(Revised {
                commit: commit.id.to_owned(),
                date: Moment::at(Timestamp::from_second(commit.time).unwrap_or_default(), zone),
                note: match note {
                    // The words of a commit that broke a text may be about what nobody can judge.
                    Note::Words(words) if is_readable || matches!(rank, Rank::Hidden(_) | Rank::Unclear) => {
                        words
                    }
                    _ => None,
                },
                author: commit.author.to_owned(),
                path: revision.path.to_owned(),
                briefing: self.briefing(revision).cloned(),
                rank,
            });
        }
        revised
    }
}

/// Returns the years and slugs of the addresses that readers knew a briefing by, the newest first.
pub fn places(revised: &[Revised]) -> Vec<(i16, String)> {
    let mut places = Vec::new();
    let public =
        revised.iter().rev().filter(|revision| matches!(revision.rank, Rank::Version(..) | Rank::Minor));
    for briefing in public.filter_map(|revision| revision.briefing.as_ref()) {
        let place = (briefing.date.year(), briefing.slug.clone());
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// Keeps of revisions what readers may see. Minor changes belong to the version before them.
pub fn versions(revised: Vec<Revised>, with_authors: bool) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for revision in revised {
        match revision.rank {
            Rank::Version(_, news) => versions.push(Version {
                commit: revision.commit,
                date: revision.date,
                note: revision.note,
                author: Some(revision.author).filter(|author| with_authors && !author.is_empty()),
                news,
                briefing: revision.briefing,
            }),
            Rank::Minor => {
                if let Some(version) = versions.last_mut() {
                    version.briefing = revision.briefing;
                }
            }
            Rank::Hidden(_) | Rank::Unclear => {}
        }
    }
    versions
}
