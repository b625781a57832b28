//! The history of a site: reads revisions from git, each once.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rayon::prelude::*;

use super::classifier::{CachedRevision, ReadRevisions, Revised, RevisionClassifier, names_of};
use super::first_parent::FirstParentLog;
use super::notes::{Changed, words};
use super::remark::Remark;
use super::timeline::{Policy, Timeline, settled};
use super::versions::VersionPolicy;
use crate::config::{CONFIG_FILE, Config};
use crate::content::{Briefing, DocumentKind, Gate, parse};
use crate::dates::Moment;
use crate::git::{Blobs, GitError, Log, Repository, cache_of};

/// The folder with the documents.
pub(super) const FOLDER: &str = "content";

/// The files and folders whose history counts: the settings, by which each text was judged in its time, what
/// was published, and what commits that speak to readers may have changed beside it.
const WATCHED: [&str; 3] = [CONFIG_FILE, FOLDER, "static"];

/// How many revisions one process reads at the least: to start one takes longer than to read a few.
const FEWEST: usize = 200;

/// A site's history up to one commit, and what was read from it so far.
pub struct History {
    repository: Repository,
    log: Log,
    /// Revisions that were read, by path and contents: a preview joins the site again after every edit.
    read: Mutex<HashMap<(String, String), Arc<CachedRevision>>>,
    /// What settings say of publication, by the ids of their contents.
    policies: Mutex<HashMap<String, Policy>>,
}

/// What revisions are read and judged by.
#[derive(Clone, Copy)]
pub(super) struct Basis<'a> {
    pub config: &'a Config,
    pub gate: &'a Gate,
    pub timeline: &'a Timeline,
}

impl<'a> Basis<'a> {
    /// Returns what judges revisions that were read.
    pub fn classifier(self, read: ReadRevisions<'a>) -> RevisionClassifier<'a> {
        let Self { config, gate, timeline } = self;
        RevisionClassifier { read, known: HashMap::new(), gate, timeline, languages: &config.languages }
    }
}

impl History {
    /// Reads a site's history up to a commit. `root` is the site's folder, with its cache.
    ///
    /// # Errors
    /// Returns why git did not tell it.
    pub fn read(repository: Repository, tip: &str, root: &Path) -> Result<Self, GitError> {
        let log = Log::read(&repository, tip, &WATCHED, &cache_of(root))?;
        Ok(Self { repository, log, read: Mutex::default(), policies: Mutex::default() })
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
            None => Log::ask(&self.repository, commit, &WATCHED)?,
        };
        let repository = self.repository.clone();
        Ok(Self { repository, log, read: Mutex::default(), policies: Mutex::default() })
    }

    /// Reads on to a newer commit. What was read of older ones stays.
    ///
    /// # Errors
    /// Returns why git did not tell.
    pub fn renew(&mut self, tip: &str, root: &Path) -> Result<(), GitError> {
        self.log = Log::read(&self.repository, tip, &WATCHED, &cache_of(root))?;
        Ok(())
    }

    /// Forgets what was read, since the settings have changed by which it was read.
    pub fn forget(&mut self) {
        self.read = Mutex::default();
    }

    /// Returns the commits of the line that the site is published from, up to one of them; none where it is not on
    /// that line.
    pub fn steps_until(&self, commit: &str) -> HashSet<String> {
        let commits = self.log.commits();
        let line = FirstParentLog::new(&commits, self.log.tip());
        line.until(commit).map(|commit| commit.id.to_owned()).collect()
    }

    /// Returns all revisions of a briefing, the oldest first, for its writers: nothing is left out, and their notes
    /// are told whole.
    ///
    /// # Errors
    /// Returns why git did not give what is in the history.
    pub fn revisions(
        &self,
        briefing: &Briefing,
        config: &Config,
        gate: &Gate,
    ) -> Result<Vec<Revised>, GitError> {
        let commits = self.log.commits();
        let mut line = FirstParentLog::new(&commits, self.log.tip());
        let (timeline, _) = self.timeline(&line, gate.now)?;
        let paths = [&*briefing.path];
        let basis = Basis { config, gate, timeline: &timeline };
        self.follow_renames(&mut line, &paths, &basis)?;
        line.resume(&paths);
        let way = line.file_history(&briefing.path);
        let wanted = way.iter().map(|revision| (revision.path, revision.blob));
        let read = self.read_all(wanted.filter(|key| DocumentKind::of(key.0).is_some()).collect(), config)?;
        let classifier = basis.classifier(read);
        let mut revised = classifier.revise(&line, way, &config.timezone);
        for (revision, told) in way.iter().zip(&mut revised) {
            let names = told.briefing.as_ref().map(|briefing| names_of(revision.path, briefing));
            let names = names.as_ref().map_or(&[][..], |names| &names[..]);
            let changed = Changed { step: revision.step, path: revision.path, names };
            told.note = words(&line, changed, true).into_iter().next().map(|words| words.text);
        }
        let since = config.record_since.as_ref().map(Moment::timestamp);
        VersionPolicy::new(briefing, gate, since).mark(&mut revised);
        Ok(revised)
    }

    /// Lets files go on from those that they were under another name. Returns what of those cannot be read.
    pub(super) fn follow_renames(
        &self,
        line: &mut FirstParentLog,
        paths: &[&str],
        basis: &Basis,
    ) -> Result<BTreeSet<Remark>, GitError> {
        let mut remarks = BTreeSet::new();
        loop {
            let undecided = line.undecided(paths);
            let wanted = undecided.iter().map(|revision| (revision.path, revision.blob)).collect();
            let classifier = basis.classifier(self.read_all(wanted, basis.config)?);
            remarks.extend(undecided.iter().filter_map(|revision| classifier.damage(line, revision)));
            if !line.join(paths, &|revision, until| classifier.identity(revision, until)) {
                return Ok(remarks);
            }
        }
    }

    /// Returns the clock of a line, with what the settings said at each of its steps, and which of those cannot be
    /// read.
    pub(super) fn timeline(
        &self,
        line: &FirstParentLog,
        now: Timestamp,
    ) -> Result<(Timeline, BTreeSet<Remark>), GitError> {
        let mut policies = self.policies.lock().unwrap_or_else(PoisonError::into_inner);
        let settled = settled(line);
        let missing: HashSet<&str> = settled.iter().filter_map(|settled| settled.blob).collect();
        let missing: Vec<&str> = missing.into_iter().filter(|blob| !policies.contains_key(*blob)).collect();
        let mut damaged = HashMap::new();
        if !missing.is_empty() {
            Blobs::open(&self.repository)?.read_all(&missing, |blob, contents| match contents {
                Ok(bytes) => {
                    policies.insert(blob.to_owned(), Policy::read(&bytes));
                }
                Err(damage) => {
                    damaged.insert(blob, damage);
                }
            })?;
        }
        let remarks = settled.iter().filter_map(|settled| {
            let damage = *damaged.get(settled.blob?)?;
            let commit = line.commit(settled.step).id.to_owned();
            Some(Remark::Damaged { path: CONFIG_FILE.to_owned(), commit, damage })
        });
        let known = settled.iter().filter_map(|settled| settled.blob);
        let known = known.filter_map(|blob| Some((blob, policies.get(blob)?.clone())));
        Ok((Timeline::new(line, &known.collect(), now), remarks.collect()))
    }

    /// Adds the revisions that are the files as they are, with what is remembered of them.
    pub(super) fn remember<'a>(
        &self,
        known: &HashMap<(&'a str, &'a str), &Arc<Briefing>>,
        read: &mut HashMap<(&'a str, &'a str), Arc<CachedRevision>>,
    ) {
        let mut memory = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        for key in known.keys() {
            let own = (key.0.to_owned(), key.1.to_owned());
            let seen = memory.entry(own).or_insert_with(|| Arc::new(CachedRevision::new(None)));
            read.insert(*key, Arc::clone(seen));
        }
    }

    /// Reads revisions, each once.
    pub(super) fn read_all<'a>(
        &self,
        wanted: HashSet<(&'a str, &'a str)>,
        config: &Config,
    ) -> Result<HashMap<(&'a str, &'a str), Arc<CachedRevision>>, GitError> {
        let mut memory = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let mut read: HashMap<(&str, &str), Arc<CachedRevision>> = HashMap::with_capacity(wanted.len());
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
        let mut of_blob: HashMap<&str, Vec<&str>> = HashMap::new();
        for (path, blob) in missing {
            of_blob.entry(blob).or_default().push(path);
        }
        let blobs: Vec<&str> = of_blob.keys().copied().collect();
        let share = blobs.len().div_ceil(rayon::current_num_threads()).max(FEWEST);
        let parts: Result<Vec<Vec<_>>, GitError> = blobs
            .par_chunks(share)
            .map(|part| {
                let mut read = Vec::with_capacity(part.len());
                Blobs::open(&self.repository)?.read_all(part, |blob, contents| {
                    read.extend(of_blob.get(blob).into_iter().flatten().map(|path| {
                        let kind = DocumentKind::of(path).unwrap_or(DocumentKind::Briefing);
                        let seen = match &contents {
                            Ok(bytes) => CachedRevision::new(Some(parse(kind, path, bytes, config))),
                            Err(damage) => CachedRevision::damaged(*damage),
                        };
                        ((*path, blob), Arc::new(seen))
                    }));
                })?;
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
