//! A day in the past, and what today says of the texts of that day.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::Gap;
use super::classifier::{Revised, RevisionClassifier};
use super::first_parent::{FirstParentLog, Revision};
use super::history::{Basis, History};
use super::timeline::Timeline;
use super::versions::VersionPolicy;
use crate::config::{BOUNDARIES_FILE, Config, RecordNotes};
use crate::content::{Briefing, DocumentKind, Gate, HoldReason};
use crate::dates::{Moment, PartialDate};
use crate::git::{Commit, GitError};

/// A commit of the past that a site is built from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// Its full id.
    pub commit: String,
    /// The last moment that counts: the end of the day that was asked for, or the time of the commit; never later than
    /// now.
    pub moment: Timestamp,
    /// The day that was asked for, or the day of the commit.
    pub day: PartialDate,
    /// What was asked for, and what it stands for: "2024-05-01 (commit 1a2b3c4d5e of 2024-04-30)".
    pub shown: String,
}

/// Why there is no such moment.
#[derive(Debug, thiserror::Error)]
pub enum NoMoment {
    /// It is a date on which there was nothing yet.
    #[error("there is nothing as of {asked}: the first commit is of {first}")]
    TooEarly {
        /// What was asked for.
        asked: String,
        /// The day of the first commit.
        first: String,
    },
    /// It is neither a date nor anything that git knows.
    #[error(
        "`{0}` is neither a date nor a commit; write a day such as 2024-05-01, or a commit, a tag or a branch"
    )]
    Unknown(String),
}

impl AsOf {
    /// Finds what a date, or a name of a commit, stands for. `history` is all history up to today.
    ///
    /// A date stands for what was published at its end in `zone`, on the line that the site is published from.
    ///
    /// # Errors
    /// Returns why it stands for nothing.
    pub fn find(history: &History, asked: &str, zone: &TimeZone, now: Timestamp) -> Result<Self, NoMoment> {
        let commits = history.log().commits();
        let line = FirstParentLog::new(&commits, history.tip());
        let clock = Timeline::new(&line, &HashMap::new(), now);
        let day_of = |time: Timestamp| PartialDate::from(Moment::at(time, zone).date());
        let day_of_commit = |commit: &Commit| {
            let time = commit.time.and_then(|time| Timestamp::from_second(time).ok());
            day_of(time.unwrap_or_default())
        };
        if let Some((end, day)) = end_of(asked, zone) {
            let Some(step) = (0..line.length()).rev().find(|step| clock.time(*step) < end) else {
                let first = (line.length() > 0).then(|| day_of_commit(line.commit(0)).to_string());
                return Err(NoMoment::TooEarly { asked: asked.to_owned(), first: first.unwrap_or_default() });
            };
            let commit = line.commit(step);
            let shown = shown(asked, commit.id, day_of_commit(commit));
            let moment = end.checked_sub(Span::new().nanoseconds(1)).unwrap_or(end).min(now);
            return Ok(Self { commit: commit.id.to_owned(), moment, day, shown });
        }
        let commit = history.repository().commit(asked).ok_or_else(|| NoMoment::Unknown(asked.to_owned()))?;
        let on_line = (0..line.length()).find(|step| line.commit(*step).id == commit);
        let moment = match on_line {
            Some(step) => clock.time(step),
            // A commit of another branch is in no log of this one.
            None => {
                let time = history.repository().time_of(&commit);
                let time = time.and_then(|time| Timestamp::from_second(time).ok());
                time.unwrap_or_default().min(now)
            }
        };
        let day = on_line.map_or_else(|| day_of(moment), |step| day_of_commit(line.commit(step)));
        let shown = shown(asked, &commit, day);
        Ok(Self { commit, moment, day, shown })
    }
}

fn shown(asked: &str, commit: &str, day: PartialDate) -> String {
    let short = commit.get(..10).unwrap_or(commit);
    format!("{asked} (commit {short} of {day})")
}

/// Returns the first second after a date, and the day that it means.
fn end_of(asked: &str, zone: &TimeZone) -> Option<(Timestamp, PartialDate)> {
    if let Ok(moment) = Moment::parse(asked, zone)
        && asked.trim().len() > 10
    {
        let second = Timestamp::from_second(moment.timestamp().as_second() + 1).ok()?;
        return Some((second, moment.date().into()));
    }
    let date = PartialDate::parse(asked).ok()?;
    let next = date.days().1.tomorrow().ok()?;
    let end = next.to_zoned(zone.clone()).ok()?;
    Some((end.timestamp(), date))
}

/// What of a site is published today, as its working tree is.
pub struct Present<'a> {
    /// The site's settings.
    pub config: &'a Config,
    /// What documents are judged by. It lets no drafts through.
    pub gate: &'a Gate,
    /// The published briefings.
    pub briefings: Vec<&'a Arc<Briefing>>,
    /// The paths of the published pages, topics and country profiles.
    pub others: Vec<&'a str>,
    /// The paths of documents that are there and are not published.
    pub held: Vec<&'a str>,
    /// The paths of all files.
    pub files: &'a BTreeSet<String>,
}

/// What today says of the texts and files of a day in the past: it shows only what was public on that day *and* is
/// shown today as well.
#[derive(Clone, Debug)]
pub struct Hindsight {
    moment: Timestamp,
    shows_authors: bool,
    shows_subjects: bool,
    /// Whether the files outside `content/` are those of today.
    is_in_todays_look: bool,
    /// For each document of the commit, by its path then: why it is held back, if it is.
    held: HashMap<String, Option<HoldReason>>,
    /// The documents of the commit that were not what was public on that day, with the contents that were, by path.
    restored: HashMap<String, String>,
    /// The revisions that today's site shows somewhere, by path and contents.
    shown: HashSet<(String, String)>,
    /// The files of the commit that are there today as well.
    files: HashSet<String>,
}

impl Hindsight {
    /// Judges all documents and files of a past commit. `history` is all history up to today, and `then` the one up to
    /// that commit.
    ///
    /// # Errors
    /// Returns why git did not give what is in the history.
    pub fn new(history: &History, then: &History, as_of: &AsOf, present: &Present) -> Result<Self, GitError> {
        let still = Still::new(history, present)?;
        let mut hindsight = Self {
            moment: as_of.moment,
            shows_authors: present.config.record_authors,
            shows_subjects: present.config.record_notes == RecordNotes::Subject,
            is_in_todays_look: false,
            held: HashMap::new(),
            restored: HashMap::new(),
            shown: HashSet::new(),
            files: present.files.iter().cloned().collect(),
        };
        let commits = then.log().commits();
        let line = FirstParentLog::new(&commits, then.tip());
        let (timeline, _) = then.timeline(&line, as_of.moment)?;
        let documents: Vec<(&str, &[Revision])> =
            line.all().filter(|(path, _)| DocumentKind::of(path).is_some()).collect();
        let mut wanted: HashSet<(&str, &str)> =
            documents.iter().filter_map(|(_, way)| way.last()).map(|last| (last.path, last.blob)).collect();
        let read = then.read_all(wanted.clone(), present.config)?;
        let basis = Basis { config: present.config, gate: present.gate, timeline: &timeline };
        let mut classifier = basis.classifier(read);
        // Where the newest revision of then could not be loaded, the one before it was what readers had.
        let broken =
            |way: &&[Revision]| way.last().is_some_and(|last| !classifier.loads(last.path, last.blob));
        let older = documents.iter().map(|(_, way)| *way).filter(broken).flatten();
        wanted.extend(older.map(|revision| (revision.path, revision.blob)));
        classifier.read = then.read_all(wanted, present.config)?;
        for (path, way) in documents {
            let (Some(newest), standing) =
                (way.last(), standing(&classifier, way, line.length(), as_of.moment))
            else {
                continue;
            };
            let held = match standing {
                Standing::Public(revision) if still.shows(revision) => {
                    if revision.blob != newest.blob {
                        hindsight.restored.insert(path.to_owned(), revision.blob.to_owned());
                    }
                    None
                }
                Standing::Public(revision) => Some(still.why_not(revision)),
                Standing::Held(held) => Some(held),
                // What is wrong with it is told.
                Standing::Broken if still.knows(newest) => None,
                Standing::Broken => Some(still.why_not(newest)),
            };
            hindsight.held.insert(path.to_owned(), held);
        }
        let others = line.all().filter(|(path, _)| DocumentKind::of(path).is_none());
        let same =
            others.filter(|(_, way)| way.last().is_some_and(|last| still.contents.contains(last.blob)));
        hindsight.files.extend(same.map(|(path, _)| path.to_owned()));
        hindsight.shown = still.shown;
        Ok(hindsight)
    }

    /// Returns the last moment of that day.
    pub fn moment(&self) -> Timestamp {
        self.moment
    }

    /// Returns whether today's site shows the names of committers.
    pub fn shows_authors(&self) -> bool {
        self.shows_authors
    }

    /// Returns whether today's site shows the subject lines of commits.
    pub fn shows_subjects(&self) -> bool {
        self.shows_subjects
    }

    /// Returns why a document is held back that stood at this path.
    pub fn held(&self, path: &str) -> Option<HoldReason> {
        self.held.get(path).copied().unwrap_or(Some(HoldReason::Deleted))
    }

    /// Returns the same for a site whose files outside `content/` are those of today.
    #[must_use]
    pub fn in_todays_look(self) -> Self {
        Self { is_in_todays_look: true, ..self }
    }

    /// Returns whether a file that is no document is shown.
    pub fn shows_file(&self, path: &str) -> bool {
        self.files.contains(path)
            || self.is_in_todays_look && !path.starts_with("content/") && path != BOUNDARIES_FILE
    }

    /// Returns the documents of the commit that could not be loaded then, with the ids of the contents that readers
    /// had in their place, by path.
    pub fn restored(&self) -> &HashMap<String, String> {
        &self.restored
    }

    /// Marks the revisions that today's site does not show.
    pub(super) fn mark(&self, revised: &mut [Revised]) {
        for revision in revised.iter_mut().filter(|revision| revision.version.is_some()) {
            let is_shown = self.shown.contains(&(revision.path.clone(), revision.blob.clone()));
            let gap = revision.gap.filter(|gap| *gap == Gap::Unreadable).unwrap_or(Gap::Ended);
            revision.gap = (!is_shown).then_some(gap);
        }
    }
}

/// What a document was to readers at a moment.
enum Standing<'w, 'a> {
    /// This revision was public.
    Public(&'w Revision<'a>),
    /// It was held back.
    Held(HoldReason),
    /// No revision could be loaded.
    Broken,
}

/// Returns what a document was to readers at a moment after the last step of a line.
fn standing<'w, 'a>(
    classifier: &RevisionClassifier<'a>,
    way: &'w [Revision<'a>],
    length: usize,
    moment: Timestamp,
) -> Standing<'w, 'a> {
    for revision in way.iter().rev() {
        if let Some(held) = classifier.held_at(revision.path, revision.blob, length.saturating_sub(1), moment)
        {
            return Standing::Held(held);
        }
        if classifier.loads(revision.path, revision.blob) {
            return Standing::Public(revision);
        }
    }
    Standing::Broken
}

/// What today's site still shows of its past.
struct Still {
    /// The revisions that it shows, by path and contents.
    shown: HashSet<(String, String)>,
    /// All revisions of what is published today.
    known: HashSet<(String, String)>,
    /// All revisions of what is there today and held back.
    held: HashSet<(String, String)>,
    /// The ids of the contents of the files that are there today.
    contents: HashSet<String>,
}

impl Still {
    fn new(history: &History, present: &Present) -> Result<Self, GitError> {
        let Present { config, gate, .. } = *present;
        let commits = history.log().commits();
        let mut line = FirstParentLog::new(&commits, history.tip());
        let (timeline, _) = history.timeline(&line, gate.now)?;
        let briefings: Vec<&str> = present.briefings.iter().map(|briefing| &*briefing.path).collect();
        let published = [&briefings[..], &present.others[..]].concat();
        let all = [&published[..], &present.held[..]].concat();
        let basis = Basis { config, gate, timeline: &timeline };
        history.follow_renames(&mut line, &all, &basis)?;
        line.resume(&all);
        let revisions = |paths: &[&str]| -> HashSet<(String, String)> {
            let file_histories = paths.iter().flat_map(|path| line.file_history(path));
            file_histories.map(|revision| (revision.path.to_owned(), revision.blob.to_owned())).collect()
        };
        let wanted = published.iter().flat_map(|path| line.file_history(path));
        let wanted = wanted.map(|revision| (revision.path, revision.blob));
        let read =
            history.read_all(wanted.filter(|key| DocumentKind::of(key.0).is_some()).collect(), config)?;
        let classifier = basis.classifier(read);
        let since = config.record_since.as_ref().map(Moment::timestamp);
        let mut shown = HashSet::new();
        for briefing in &present.briefings {
            let mut revised = classifier.revise(&line, line.file_history(&briefing.path), &config.timezone);
            if VersionPolicy::new(briefing, gate, since).mark(&mut revised).is_empty() {
                let open = revised.into_iter();
                let open = open.filter(|revision| revision.version.is_some() && revision.gap.is_none());
                shown.extend(open.map(|revision| (revision.path, revision.blob)));
            }
        }
        for path in &present.others {
            shown.extend(open_revisions(&classifier, line.file_history(path), line.length(), since));
        }
        let files = line.all().filter(|(path, _)| present.files.contains(*path));
        let contents = files.filter_map(|(_, way)| Some(way.last()?.blob.to_owned())).collect();
        Ok(Self { shown, known: revisions(&published), held: revisions(&present.held), contents })
    }

    fn shows(&self, revision: &Revision) -> bool {
        self.shown.contains(&(revision.path.to_owned(), revision.blob.to_owned()))
    }

    fn knows(&self, revision: &Revision) -> bool {
        self.known.contains(&(revision.path.to_owned(), revision.blob.to_owned()))
    }

    /// Returns why a revision is not shown.
    fn why_not(&self, revision: &Revision) -> HoldReason {
        let key = (revision.path.to_owned(), revision.blob.to_owned());
        if self.known.contains(&key) || self.held.contains(&key) {
            HoldReason::TakenDown
        } else {
            HoldReason::Deleted
        }
    }
}

/// Returns the revisions of a page, a topic or a profile that were public and that nothing ended since, and that
/// today's gate lets through, by path and contents.
fn open_revisions(
    classifier: &RevisionClassifier,
    way: &[Revision],
    length: usize,
    since: Option<Timestamp>,
) -> Vec<(String, String)> {
    let mut open = Vec::new();
    for (index, revision) in way.iter().enumerate() {
        let next = way.get(index + 1);
        let exposure =
            classifier.exposure(revision.path, revision.blob, revision.step..revision.until(next, length));
        if exposure.held.is_some() || revision.came_back {
            open.clear();
        }
        let is_old = next.is_some() && exposure.since < since;
        if exposure.since.is_some() && !is_old && classifier.held(revision).is_none() {
            open.push((revision.path.to_owned(), revision.blob.to_owned()));
        }
    }
    open
}
