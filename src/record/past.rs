//! Reads revisions from git, judges each by the gate, and tells which are versions.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::line::{Line, Revision};
use super::notes::{Note, note};
use super::published::{differs, news};
use super::{News, Record, Version};
use crate::cache;
use crate::config::Config;
use crate::content::{Briefing, Document, Gate, Held, Kin, Parsed, Verdict, parse};
use crate::dates::Moment;
use crate::git::{Blobs, Commit, Fate, GitError, Log, Moved, Repository};

/// The records of briefings, by the paths of their files.
pub type Records = HashMap<Arc<str>, Arc<Record>>;

/// The folder whose history counts.
pub(super) const FOLDER: &str = "content";

/// The name of the log in the cache.
const LOG: &str = "history";

/// How many revisions one process reads at the least: to start one takes longer than to read a few.
const FEWEST: usize = 200;

/// A site's history up to one commit, and what was read from it so far.
pub struct Past {
    repository: Repository,
    log: Log,
    /// Revisions that were read, by path and contents: a preview joins the site again after every edit.
    read: Mutex<HashMap<(String, String), Arc<Parsed>>>,
}

/// Whose records are asked for.
pub struct Asked<'a> {
    /// The site's settings.
    pub config: &'a Config,
    /// What revisions are judged by. It lets no drafts through.
    pub gate: &'a Gate,
    /// The published briefings.
    pub briefings: Vec<&'a Arc<Briefing>>,
    /// The paths of the published pages.
    pub pages: Vec<&'a str>,
    /// The files that may differ from those of the last commit; none where that is not known.
    pub edited: Option<HashSet<String>>,
    /// Whether the records keep the text of the last commit.
    pub keeps_committed: bool,
}

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

impl Past {
    /// Reads a site's history up to a commit. `root` is the site's folder, with its cache.
    ///
    /// # Errors
    /// Returns why git did not tell it.
    pub fn read(repository: Repository, tip: &str, root: &Path) -> Result<Self, GitError> {
        let log = Log::read(&repository, tip, FOLDER, &root.join(cache::FOLDER).join(LOG))?;
        Ok(Self { repository, log, read: Mutex::default() })
    }

    /// Returns the repository.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// Returns the commit that the history ends at.
    pub fn tip(&self) -> &str {
        self.log.tip()
    }

    /// Returns the history itself.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Returns the history up to another commit.
    ///
    /// # Errors
    /// Returns why git did not tell it.
    pub fn at(&self, commit: &str) -> Result<Self, GitError> {
        let log = match self.log.at(commit) {
            Some(log) => log,
            // A commit of another branch; the cache is for the branch that is published.
            None => Log::ask(&self.repository, commit, FOLDER)?,
        };
        Ok(Self { repository: self.repository.clone(), log, read: Mutex::default() })
    }

    /// Reads on to a newer commit. What was read of older ones stays.
    ///
    /// # Errors
    /// Returns why git did not tell.
    pub fn renew(&mut self, tip: &str, root: &Path) -> Result<(), GitError> {
        self.log = Log::read(&self.repository, tip, FOLDER, &root.join(cache::FOLDER).join(LOG))?;
        Ok(())
    }

    /// Forgets what was read, since the settings have changed by which it was read.
    pub fn forget(&mut self) {
        self.read = Mutex::default();
    }

    /// Returns the records of briefings.
    ///
    /// # Errors
    /// Returns why git did not give what is in the history.
    pub fn records(&self, asked: &Asked) -> Result<Records, GitError> {
        let commits = self.log.commits();
        let line = Line::new(&commits, self.log.tip());
        let ways: Vec<(&Arc<Briefing>, &[Revision])> =
            asked.briefings.iter().map(|briefing| (*briefing, line.way(&briefing.path))).collect();
        let pages: Vec<&[Revision]> = asked.pages.iter().map(|path| line.way(path)).collect();

        let known: HashMap<(&str, &str), &Arc<Briefing>> = ways
            .iter()
            .filter(|(briefing, _)| {
                asked.edited.as_ref().is_some_and(|edited| !edited.contains(&*briefing.path))
            })
            .filter_map(|(briefing, way)| {
                let newest = way.last()?;
                Some(((newest.path, newest.blob), *briefing))
            })
            .collect();
        let all = || ways.iter().map(|(_, way)| *way).chain(pages.iter().copied());
        let brought = brought_changes(&line, all());
        let wanted: HashSet<(&str, &str)> = all()
            .flatten()
            .map(|revision| (revision.path, revision.blob))
            .chain(brought.iter().map(|(_, path, blob)| (*path, *blob)))
            .filter(|key| Kin::of(key.0).is_some() && !known.contains_key(key))
            .collect();
        let read = self.read_all(wanted, asked.config)?;
        let desk = Desk { read, known, gate: asked.gate };

        let starts: Vec<usize> = ways.par_iter().map(|(_, way)| desk.start(way)).collect();
        let open = open_changes(&line, &desk, &ways, &starts, &pages, &brought);
        let is_open = |commit: &Commit| {
            let documents = commit.changes.iter().filter(|change| is_document(change.path));
            documents.into_iter().all(|change| open.contains(&(commit.id, change.path)))
        };
        let records = ways.par_iter().zip(starts).filter_map(|((briefing, way), start)| {
            let revised = desk.revise(&line, &way[start..], &asked.config.timezone, &is_open);
            let committed = || desk.briefing(way.last()?).cloned();
            let record = Record {
                committed: if asked.keeps_committed { committed() } else { None },
                places: places(&revised),
                versions: versions(revised, asked.config.record_authors),
            };
            (!record.versions.is_empty() || record.committed.is_some())
                .then(|| (Arc::clone(&briefing.path), Arc::new(record)))
        });
        Ok(records.collect())
    }

    /// Returns the commits of the line that the site is published from, up to one of them; none where it is not on
    /// that line.
    pub fn steps_until(&self, commit: &str) -> HashSet<String> {
        let commits = self.log.commits();
        let line = Line::new(&commits, self.log.tip());
        line.until(commit).map(|commit| commit.id.to_owned()).collect()
    }

    /// Returns all revisions of a briefing's file, the oldest first, for its writers: nothing is left out, and
    /// their notes are told whole.
    ///
    /// # Errors
    /// Returns why git did not give what is in the history.
    pub fn revisions(&self, path: &str, config: &Config, gate: &Gate) -> Result<Vec<Revised>, GitError> {
        let commits = self.log.commits();
        let line = Line::new(&commits, self.log.tip());
        let way = line.way(path);
        let wanted = way.iter().map(|revision| (revision.path, revision.blob));
        let read = self.read_all(wanted.filter(|key| Kin::of(key.0).is_some()).collect(), config)?;
        let desk = Desk { read, known: HashMap::new(), gate };
        Ok(desk.revise(&line, &way[desk.start(way)..], &config.timezone, &|_| true))
    }

    /// Returns for each document of a past commit, by its path then, why today holds it back, if it does.
    ///
    /// # Errors
    /// Returns why git did not give what is in the history.
    pub fn fates(
        &self,
        commit: &str,
        config: &Config,
        gate: &Gate,
    ) -> Result<HashMap<String, Option<Held>>, GitError> {
        let commits = self.log.commits();
        let line = Line::new(&commits, self.log.tip());
        let moves;
        let ways = match line.since(commit) {
            Some(ways) => ways,
            None => {
                // Of a commit beside the line, git is asked what its files are called now.
                moves = self.repository.moves(commit, self.log.tip(), FOLDER)?;
                line.newest().into_iter().map(<[Revision]>::to_vec).chain(moves.iter().map(moved)).collect()
            }
        };
        let ways: Vec<Vec<Revision>> =
            ways.into_iter().filter(|way| way.last().is_some_and(|now| is_document(now.path))).collect();
        let counts = |way: &[Revision]| {
            // Only what moved has to be looked at in between.
            if way.iter().skip(1).any(|revision| revision.is_moved) { way.len() } else { 1 }
        };
        let wanted = ways.iter().flat_map(|way| way.iter().rev().take(counts(way)));
        let wanted = wanted.map(|revision| (revision.path, revision.blob));
        let read = self.read_all(wanted.filter(|key| Kin::of(key.0).is_some()).collect(), config)?;
        let desk = Desk { read, known: HashMap::new(), gate };
        let fates = ways.iter().filter_map(|way| {
            let (then, now) = (way.first()?, way.last()?);
            let is_same = counts(way) == 1 || desk.start(way) == 0;
            let held = if is_same { desk.held(now) } else { Some(Held::Deleted) };
            Some((then.path.to_owned(), held))
        });
        Ok(fates.collect())
    }

    /// Reads revisions, each once.
    fn read_all<'a>(
        &self,
        wanted: HashSet<(&'a str, &'a str)>,
        config: &Config,
    ) -> Result<HashMap<(&'a str, &'a str), Arc<Parsed>>, GitError> {
        let mut memory = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let mut read: HashMap<(&str, &str), Arc<Parsed>> = HashMap::with_capacity(wanted.len());
        let mut missing = Vec::new();
        for key in wanted {
            match memory.get(&(key.0.to_owned(), key.1.to_owned())) {
                Some(parsed) => {
                    read.insert(key, Arc::clone(parsed));
                }
                None => missing.push(key),
            }
        }
        let share = missing.len().div_ceil(rayon::current_num_threads()).max(FEWEST);
        let parts: Result<Vec<Vec<_>>, GitError> = missing
            .par_chunks(share)
            .map(|part| {
                let mut blobs = Blobs::open(&self.repository)?;
                part.iter()
                    .map(|(path, blob)| {
                        let kin = Kin::of(path).unwrap_or(Kin::Briefing);
                        let bytes = blobs.read(blob)?;
                        Ok(((*path, *blob), Arc::new(parse(kin, path, &bytes, config))))
                    })
                    .collect()
            })
            .collect();
        for (key, parsed) in parts?.into_iter().flatten() {
            memory.insert((key.0.to_owned(), key.1.to_owned()), Arc::clone(&parsed));
            read.insert(key, parsed);
        }
        Ok(read)
    }
}

/// What was read, and how it is judged.
struct Desk<'a> {
    read: HashMap<(&'a str, &'a str), Arc<Parsed>>,
    /// Revisions that are the files as they are, by path and contents.
    known: HashMap<(&'a str, &'a str), &'a Arc<Briefing>>,
    gate: &'a Gate,
}

impl<'a> Desk<'a> {
    fn briefing(&self, revision: &Revision<'a>) -> Option<&Arc<Briefing>> {
        let key = (revision.path, revision.blob);
        match self.known.get(&key) {
            Some(briefing) => Some(*briefing),
            None => match self.read.get(&key)?.document.as_ref()? {
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
        match self.read.get(&(revision.path, revision.blob)).and_then(|parsed| parsed.publication.as_ref()) {
            Some((publication, date)) => match self.gate.judge(publication, date.as_ref()) {
                Verdict::Publish => Judged::Unreadable,
                Verdict::Preview(held) | Verdict::Hold(held) => Judged::Hidden(held),
            },
            None => Judged::Unclear,
        }
    }

    /// Returns why a revision of a briefing or a page is held back, if it is.
    fn held(&self, revision: &Revision<'a>) -> Option<Held> {
        let parsed = self.read.get(&(revision.path, revision.blob));
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
    fn is_public(&self, path: &'a str, blob: &'a str) -> bool {
        self.held(&Revision { step: 0, path, blob, is_moved: false }).is_none()
    }

    /// Returns from which revision on a file is the briefing that it is now.
    ///
    /// Git takes a new file for an old one under another name where they are half alike, and weekly reports made
    /// of one form are more than that: so a briefing that moved keeps its title or its date.
    fn start(&self, way: &[Revision<'a>]) -> usize {
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
    fn revise(
        &self,
        line: &Line<'a>,
        way: &[Revision<'a>],
        zone: &TimeZone,
        is_open: &dyn Fn(&Commit<'a>) -> bool,
    ) -> Vec<Revised> {
        let mut revised: Vec<Revised> = Vec::with_capacity(way.len());
        let mut versions = 0;
        // The words that readers saw last; none where the last version cannot be read.
        let mut last: Option<&Arc<Briefing>> = None;
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
                    let is_same = last.is_some_and(|last| is_silent || !differs(last, briefing));
                    let rank = if is_same {
                        Rank::Minor
                    } else {
                        versions += 1;
                        Rank::Version(versions, news(older.map(|older| &**older), briefing))
                    };
                    (last, older) = (Some(briefing), Some(briefing));
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
fn places(revised: &[Revised]) -> Vec<(i16, String)> {
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
fn versions(revised: Vec<Revised>, with_authors: bool) -> Vec<Version> {
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

/// Returns the way of a file that moved, from what it was to what it is.
fn moved(moved: &Moved) -> Vec<Revision<'_>> {
    let then = Revision { step: 0, path: &moved.from, blob: &moved.old_blob, is_moved: false };
    vec![then, Revision { path: &moved.to, blob: &moved.new_blob, is_moved: true, ..then }]
}

/// Returns whether a change of this file may be one that is held back.
fn is_document(path: &str) -> bool {
    matches!(Kin::of(path), Some(Kin::Briefing | Kin::Page))
}

/// Returns what was changed elsewhere in these files, and was brought by a step of theirs: commit, path and
/// contents.
fn brought_changes<'a, 'w>(
    line: &Line<'a>,
    ways: impl Iterator<Item = &'w [Revision<'a>]> + Clone,
) -> Vec<(&'a str, &'a str, &'a str)>
where
    'a: 'w,
{
    let paths: HashSet<&str> = ways.clone().flatten().map(|revision| revision.path).collect();
    let steps: HashSet<usize> = ways.flatten().map(|revision| revision.step).collect();
    let commits = steps.into_iter().flat_map(|step| line.brought(step));
    commits
        .flat_map(|commit| commit.changes.iter().map(|change| (commit.id, change)))
        .filter(|(_, change)| paths.contains(change.path))
        .filter_map(|(id, change)| match change.fate {
            Fate::Added { blob } | Fate::Changed { blob } | Fate::Moved { blob, .. } => {
                Some((id, change.path, blob))
            }
            Fate::Deleted => None,
        })
        .collect()
}

/// Returns the changes that are fit to be published, by commit and path: those of a document that is published
/// now, in a revision that the gate lets through.
fn open_changes<'a>(
    line: &Line<'a>,
    desk: &Desk<'a>,
    ways: &[(&Arc<Briefing>, &[Revision<'a>])],
    starts: &[usize],
    pages: &[&[Revision<'a>]],
    brought: &[(&'a str, &'a str, &'a str)],
) -> HashSet<(&'a str, &'a str)> {
    let of_briefings = ways.iter().zip(starts).flat_map(|((_, way), start)| &way[*start..]);
    let own = of_briefings.chain(pages.iter().copied().flatten());
    let own = own
        .filter(|revision| desk.is_public(revision.path, revision.blob))
        .map(|revision| (line.commit(revision.step).id, revision.path));
    let others = brought
        .iter()
        .filter(|(_, path, blob)| desk.is_public(path, blob))
        .map(|(commit, path, _)| (*commit, *path));
    own.chain(others).collect()
}
