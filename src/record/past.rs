//! The history of a site: reads revisions from git, each once, and makes records of them.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::Record;
use super::desk::{Desk, Revised, Seen, places, versions};
use super::line::{Line, Revision};
use super::open::{brought_changes, is_document, open_changes};
use crate::cache;
use crate::config::Config;
use crate::content::{Briefing, Gate, Held, Kin, parse};
use crate::git::{Blobs, Commit, GitError, Log, Moved, Repository};

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
    read: Mutex<HashMap<(String, String), Arc<Seen>>>,
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
        let mut read = self.read_all(wanted, asked.config)?;
        self.remember(&known, &mut read);
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

    /// Adds the revisions that are the files as they are, with what is remembered of them.
    fn remember<'a>(
        &self,
        known: &HashMap<(&'a str, &'a str), &Arc<Briefing>>,
        read: &mut HashMap<(&'a str, &'a str), Arc<Seen>>,
    ) {
        let mut memory = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        for key in known.keys() {
            let own = (key.0.to_owned(), key.1.to_owned());
            let seen = memory.entry(own).or_insert_with(|| Arc::new(Seen::new(None)));
            read.insert(*key, Arc::clone(seen));
        }
    }

    /// Reads revisions, each once.
    fn read_all<'a>(
        &self,
        wanted: HashSet<(&'a str, &'a str)>,
        config: &Config,
    ) -> Result<HashMap<(&'a str, &'a str), Arc<Seen>>, GitError> {
        let mut memory = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let mut read: HashMap<(&str, &str), Arc<Seen>> = HashMap::with_capacity(wanted.len());
        let mut missing = Vec::new();
        for key in wanted {
            match memory.get(&(key.0.to_owned(), key.1.to_owned())) {
                // Of one that was the file as it was then, only its words are remembered.
                Some(seen) if seen.parsed.is_some() => {
                    read.insert(key, Arc::clone(seen));
                }
                _ => missing.push(key),
            }
        }
        let share = missing.len().div_ceil(rayon::current_num_threads()).max(FEWEST);
        let parts: Result<Vec<Vec<_>>, GitError> = missing
            .par_chunks(share)
            .map(|part| {
                let mut read = Vec::with_capacity(part.len());
                let mut keys = part.iter();
                Blobs::open(&self.repository)?.read_all(
                    part.iter().map(|(_, blob)| *blob),
                    part.len(),
                    |bytes| {
                        read.extend(keys.next().map(|(path, blob)| {
                            let kin = Kin::of(path).unwrap_or(Kin::Briefing);
                            ((*path, *blob), Arc::new(Seen::new(Some(parse(kin, path, &bytes, config)))))
                        }));
                    },
                )?;
                Ok(read)
            })
            .collect();
        for (key, seen) in parts?.into_iter().flatten() {
            memory.insert((key.0.to_owned(), key.1.to_owned()), Arc::clone(&seen));
            read.insert(key, seen);
        }
        Ok(read)
    }
}

/// Returns the way of a file that moved, from what it was to what it is.
fn moved(moved: &Moved) -> Vec<Revision<'_>> {
    let then = Revision { step: 0, path: &moved.from, blob: &moved.old_blob, is_moved: false };
    vec![then, Revision { path: &moved.to, blob: &moved.new_blob, is_moved: true, ..then }]
}
