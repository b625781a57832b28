//! The desk at which revisions are judged: what each is to readers.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::first_parent::{FirstParentLog, Revision};
use super::notes::{Changed, NoteBasis, is_minor};
use super::published::{corrects, differs, news, print_of};
use super::timeline::{Exposure, Timeline};
use super::{ChangeKind, Gap, Remark};
use crate::config::Languages;
use crate::content::{Briefing, Document, Gate, HoldReason, Parsed, Publication, Verdict, briefing_name};
use crate::dates::Moment;
use crate::git::Damage;
use crate::problem::Code;
use crate::text::without_mail_addresses;

/// A revision of a briefing, and what became of it.
#[derive(Debug)]
pub struct Revised {
    /// The full id of the commit.
    pub commit: String,
    /// When it was committed.
    pub date: Moment,
    /// The first moment at which it was public; none if it never was.
    pub public_since: Option<Moment>,
    /// What its writers say of it.
    pub note: Option<String>,
    /// What has to be published for others to be told.
    pub note_basis: Option<Arc<NoteBasis>>,
    /// Who wrote it.
    pub author: String,
    /// The id of the contents of the file.
    pub blob: String,
    /// The path of the file then.
    pub path: String,
    /// The briefing as it was; none where its front matter cannot be read.
    pub briefing: Option<Arc<Briefing>>,
    /// What it is to readers.
    pub rank: RevisionStatus,
    /// The number of the version that it belongs to; none if it was never public.
    pub version: Option<usize>,
    /// Why it is not shown, though it was public; none for what is shown or never was public.
    pub gap: Option<Gap>,
}

impl Revised {
    /// Returns whether it is a version that is shown.
    pub fn is_shown_version(&self) -> bool {
        matches!(self.rank, RevisionStatus::Version(..)) && self.gap.is_none()
    }
}

/// What a revision is to readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevisionStatus {
    /// A version; its number counts from 1.
    Version(usize, ChangeKind),
    /// A change that is not worth telling: it belongs to the version before.
    Minor,
    /// It was held back for as long as it stood.
    Hidden(HoldReason),
    /// It cannot be loaded, so nothing was published from it.
    Unclear,
}

/// What is to be said of a revision, before its place among the others is known.
enum Judged<'a> {
    /// It was public.
    Public(&'a Arc<Briefing>),
    /// It was held back for as long as it stood.
    Hidden(HoldReason),
    /// It cannot be loaded.
    Unclear,
    /// Git does not give it, so nobody can tell what it was.
    Damaged,
}

/// A revision that was looked at.
pub struct CachedRevision {
    /// What its file gave; none where that is what the file gives now.
    pub parsed: Option<Parsed>,
    /// What stands for its words, once that was asked.
    pub print: OnceLock<blake3::Hash>,
    /// Why the repository does not give it, if it does not.
    pub damage: Option<Damage>,
}

impl CachedRevision {
    /// Returns a revision that nobody asked anything of yet.
    pub fn new(parsed: Option<Parsed>) -> Self {
        Self { parsed, print: OnceLock::new(), damage: None }
    }

    /// Returns a revision that the repository does not give.
    pub fn damaged(damage: Damage) -> Self {
        let nothing = Parsed { document: None, problems: Vec::new(), publication: None };
        Self { damage: Some(damage), ..Self::new(Some(nothing)) }
    }
}

/// Revisions that were read, by path and contents.
pub type ReadRevisions<'a> = HashMap<(&'a str, &'a str), Arc<CachedRevision>>;

/// What was read, and how it is judged.
pub struct RevisionClassifier<'a> {
    /// Revisions, by path and contents.
    pub read: ReadRevisions<'a>,
    /// Revisions that are the files as they are, by path and contents.
    pub known: HashMap<(&'a str, &'a str), &'a Arc<Briefing>>,
    /// What judges them today. It lets no drafts through.
    pub gate: &'a Gate,
    /// What judged them in their time.
    pub timeline: &'a Timeline,
    /// The languages of the site.
    pub languages: &'a Languages,
}

impl<'a> RevisionClassifier<'a> {
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

    /// Returns what decides on the publication of a file of these contents, with its date; none where that cannot
    /// be told.
    fn publication(&self, path: &'a str, blob: &'a str) -> Option<(&Publication, Option<&Moment>)> {
        let key = (path, blob);
        if let Some(briefing) = self.known.get(&key) {
            return Some((&briefing.publication, Some(&briefing.date)));
        }
        let parsed = self.parsed(&key)?;
        match &parsed.document {
            Some(document) => Some(document.publication()),
            None => parsed.publication.as_ref().map(|(publication, date)| (publication, date.as_ref())),
        }
    }

    /// Returns whether a build could be made with a file of these contents: it is a document without errors.
    pub fn loads(&self, path: &'a str, blob: &'a str) -> bool {
        let key = (path, blob);
        self.known.contains_key(&key) || self.parsed(&key).is_some_and(loads)
    }

    /// Returns when a document of these contents was public that stood on the line from one step up to another,
    /// which lies after the last for what still stands. What was held back at the time of its commit, and never
    /// could be read, was never public.
    pub fn exposure(&self, path: &'a str, blob: &'a str, steps: Range<usize>) -> Exposure {
        let exposure = match self.publication(path, blob) {
            Some((publication, date)) => self.timeline.exposure(publication, date, steps),
            None => Exposure { held: None, since: Some(self.timeline.time(steps.start)) },
        };
        let since = exposure.since.filter(|_| self.loads(path, blob));
        Exposure { since, ..exposure }
    }

    /// Returns why a file of these contents was held back at a moment by the settings of a step, if it was.
    pub fn held_at(
        &self,
        path: &'a str,
        blob: &'a str,
        step: usize,
        moment: Timestamp,
    ) -> Option<HoldReason> {
        let (publication, date) = self.publication(path, blob)?;
        self.timeline.held_at(publication, date, step, moment)
    }

    /// Returns whether a file that came back is what it was: its title and its date are the same.
    fn is_same(&self, older: &Revision<'a>, newer: &Revision<'a>) -> bool {
        let of = |revision| self.briefing(revision).map(|briefing| (&briefing.title, briefing.date.date()));
        of(older).is_some_and(|older| of(newer) == Some(older))
    }

    /// Returns whether the repository does not give a revision.
    fn is_lost(&self, revision: &Revision<'a>) -> bool {
        self.read.get(&(revision.path, revision.blob)).is_some_and(|seen| seen.damage.is_some())
    }

    /// Returns what its writers are told of a revision that cannot be shown, since git does not give all of it.
    pub fn damage(&self, line: &FirstParentLog<'a>, revision: &Revision<'a>) -> Option<Remark> {
        let commit = line.commit(revision.step);
        let (path, id) = (revision.path.to_owned(), commit.id.to_owned());
        let seen = self.read.get(&(revision.path, revision.blob));
        if let Some(damage) = seen.and_then(|seen| seen.damage) {
            return Some(Remark::Damaged { path, commit: id, damage });
        }
        commit.time.is_none().then_some(Remark::Undated { path, commit: id })
    }

    fn judge(&self, revision: &Revision<'a>, exposure: Exposure) -> Judged<'_> {
        match (self.briefing(revision), exposure) {
            (Some(briefing), Exposure { since: Some(_), .. }) => Judged::Public(briefing),
            (_, Exposure { held: Some(held), .. }) => Judged::Hidden(held),
            _ => Judged::Unclear,
        }
    }

    /// Returns why today's gate holds a revision of a briefing or a page back, if it does.
    pub fn held(&self, revision: &Revision<'a>) -> Option<HoldReason> {
        match self.publication(revision.path, revision.blob) {
            Some((publication, date)) => match self.gate.judge(publication, date) {
                Verdict::Publish => None,
                Verdict::Preview(held) | Verdict::Hold(held) => Some(held),
            },
            // What cannot be understood is not ready.
            None if self.loads(revision.path, revision.blob) => None,
            None => Some(HoldReason::Draft),
        }
    }

    /// Returns whether today's gate lets a file of these contents through. Of a translation the file alone cannot tell.
    pub fn is_public(&self, path: &'a str, blob: &'a str) -> bool {
        let revision = Revision { step: 0, path, blob, came_back: false, gone_at: None };
        !self.languages.is_translation(path) && self.held(&revision).is_none()
    }

    /// Tells what each revision of a briefing was to readers in its time; `zone` is the one that its dates are told
    /// in.
    ///
    /// Neither the number of a version nor whether it ended hangs on anything that came after the revision that
    /// ended it, so a number never comes to mean another text.
    pub fn revise(&self, line: &FirstParentLog<'a>, way: &[Revision<'a>], zone: &TimeZone) -> Vec<Revised> {
        let mut revised: Vec<Revised> = Vec::with_capacity(way.len());
        let mut versions = 0;
        // The words that readers saw last; none where nothing of them is there to be compared with.
        let mut last: Option<(&Revision<'a>, &Arc<Briefing>)> = None;
        let mut older: Option<&Arc<Briefing>> = None;
        // Whether a revision that the repository does not give may have been public: as the one before it was.
        let mut may_be_public = true;
        for (index, revision) in way.iter().enumerate() {
            let commit = line.commit(revision.step);
            let until = revision.until(way.get(index + 1), line.length());
            let mut exposure = self.exposure(revision.path, revision.blob, revision.step..until);
            let dated = self.timeline.dated(revision.step);
            let is_lost = self.is_lost(revision);
            if is_lost {
                exposure = Exposure { held: None, since: dated };
            }
            if revision.came_back || exposure.held.is_some() {
                last = None;
                let is_another = revision.came_back && !self.is_same(&way[index - 1], revision);
                let gap = if is_another { Gap::Deleted } else { Gap::Ended };
                for before in revised.iter_mut().filter(|before| before.version.is_some()) {
                    before.gap = before.gap.filter(|gap| *gap == Gap::Deleted).or(Some(gap));
                }
            }
            if revision.came_back {
                (older, may_be_public) = (None, true);
            }
            let judged = match self.judge(revision, exposure) {
                Judged::Unclear if is_lost && may_be_public && dated.is_some() => Judged::Damaged,
                Judged::Public(_) if commit.time.is_none() && dated.is_some() => Judged::Damaged,
                Judged::Public(_) if commit.time.is_none() => Judged::Unclear,
                judged => judged,
            };
            let rank = match judged {
                Judged::Hidden(held) => RevisionStatus::Hidden(held),
                Judged::Unclear => RevisionStatus::Unclear,
                Judged::Damaged => {
                    versions += 1;
                    last = None;
                    RevisionStatus::Version(
                        versions,
                        if versions == 1 { ChangeKind::New } else { ChangeKind::Updated },
                    )
                }
                Judged::Public(briefing) => {
                    let is_same = last.is_some_and(|(before, last)| {
                        let has_other_text = || self.print(before, last) != self.print(revision, briefing);
                        let names = names_of(revision.path, briefing);
                        let changed = Changed { step: revision.step, path: revision.path, names: &names };
                        // What is expected is held against its writers, so no change of it is minor.
                        let is_silent = is_minor(line, changed)
                            && !corrects(last, briefing)
                            && last.judgements == briefing.judgements;
                        is_silent || !differs(last, briefing, has_other_text)
                    });
                    let rank = if is_same {
                        RevisionStatus::Minor
                    } else {
                        versions += 1;
                        RevisionStatus::Version(versions, news(older.map(|older| &**older), briefing))
                    };
                    (last, older) = (Some((revision, briefing)), Some(briefing));
                    rank
                }
            };
            let is_public = matches!(judged, Judged::Public(_) | Judged::Damaged);
            may_be_public = if matches!(judged, Judged::Unclear) { may_be_public } else { is_public };
            let at = |time: Timestamp| Moment::at(time, zone);
            revised.push(Revised {
                commit: commit.id.to_owned(),
                date: at(commit.time.and_then(|time| Timestamp::from_second(time).ok()).unwrap_or_default()),
                public_since: exposure.since.filter(|_| is_public).map(at),
                note: None,
                note_basis: None,
                author: without_mail_addresses(commit.author),
                blob: revision.blob.to_owned(),
                path: revision.path.to_owned(),
                briefing: self.briefing(revision).filter(|_| commit.time.is_some()).cloned(),
                rank,
                version: is_public.then_some(versions),
                gap: matches!(judged, Judged::Damaged).then_some(Gap::Unreadable),
            });
        }
        revised
    }
}

/// Returns the names that notes call a briefing by: its year and slug, and its path under `content/briefings/`.
pub fn names_of(path: &str, briefing: &Briefing) -> [String; 2] {
    [format!("{:04}/{}", briefing.date.year(), briefing.slug), briefing_name(path).to_owned()]
}

/// Returns whether a build could be made with what a file gave. What another generator linked to is seldom all there,
/// and stops no build.
fn loads(parsed: &Parsed) -> bool {
    let is_imported = parsed.document.as_ref().is_some_and(|document| document.imported_from().is_some());
    parsed.document.is_some()
        && parsed.problems.iter().all(|problem| {
            // What a word of probability stands for is a setting, which may have changed since.
            let is_of_settings = problem.code == Code::UnknownLikelihood;
            !problem.is_error() || is_of_settings || is_imported && problem.code.is_reference()
        })
}
