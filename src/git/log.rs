//! What happened to a site's content, commit by commit.
//!
//! One `git log` tells it all. What it printed is kept as it is, so that the same reader serves a fresh log and
//! one from the cache, and a cached one is brought up to date by putting the newer commits before it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::repository::{LINK, words_of};
use super::{GitError, Repository};
use crate::cache::keep;

/// The first line of the cache, with the version of its form.
const FORM: &str = "chancery history 1";

/// What begins a commit, and parts its data. The text of a commit comes last, so it may hold anything.
const MARK: char = '\u{1}';

/// The data of a commit: id, parents, time, author, change notes, text. `[]` parts change notes.
const FORMAT: &str = "--format=%x01%H%x01%P%x01%ct%x01%aN%x01\
                      %(trailers:key=Change-Note,valueonly,unfold,separator=%x02)%x01%B";

/// The part of a change's data that means "no file".
const NO_MODE: &str = "000000";

/// All commits up to one, with what each changed under a folder of the site.
#[derive(Debug)]
pub struct Log {
    tip: String,
    /// What git printed.
    raw: Arc<str>,
    prefix: String,
}

/// One commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit<'a> {
    /// Its id.
    pub id: &'a str,
    /// The commits that it was made from; more than one for a merge.
    pub parents: Vec<&'a str>,
    /// When it was committed, in seconds since 1970.
    pub time: i64,
    /// Who wrote it.
    pub author: &'a str,
    /// The `Change-Note:` trailers of its text.
    pub change_notes: Vec<&'a str>,
    /// Its text.
    pub message: &'a str,
    /// What it changed against its first parent.
    pub changes: Vec<Change<'a>>,
}

/// What a commit did to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    /// The path, after the change.
    pub path: &'a str,
    /// What became of it.
    pub fate: Fate<'a>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate<'a> {
    /// It is new.
    Added {
        /// The id of its contents.
        blob: &'a str,
    },
    /// It has other contents.
    Changed {
        /// The id of its contents.
        blob: &'a str,
    },
    /// It had another path, and maybe other contents.
    Moved {
        /// The path before.
        from: &'a str,
        /// The id of its contents.
        blob: &'a str,
    },
    /// It is gone.
    Deleted,
}

impl Log {
    /// Reads the log of everything under a folder of the site, up to a commit.
    ///
    /// `cache` is a file that is safe to delete: what it holds is not asked for again, and what it lacks is added
    /// to it. A cache that is broken, or of a history that was rewritten since, counts for nothing.
    ///
    /// # Errors
    /// Returns why git did not tell.
    pub fn read(repository: &Repository, tip: &str, folder: &str, cache: &Path) -> Result<Self, GitError> {
        let prefix = repository.prefix().to_owned();
        let cached = Cached::read(cache, &prefix);
        if let Some(cached) = &cached
            && cached.tip == tip
        {
            return Ok(Self { tip: tip.to_owned(), raw: cached.raw.as_str().into(), prefix });
        }
        let cached = cached.filter(|cached| repository.is_ancestor(&cached.tip, tip));
        let mut raw = ask(repository, tip, cached.as_ref().map(|cached| cached.tip.as_str()), folder)?;
        if let Some(cached) = &cached {
            raw.push_str(&cached.raw);
        }
        let log = Self { tip: tip.to_owned(), raw: raw.into(), prefix };
        keep(cache, Cached::text(&log).as_bytes());
        Ok(log)
    }

    /// Reads the log up to a commit from git alone.
    ///
    /// # Errors
    /// Returns why git did not tell.
    pub fn ask(repository: &Repository, tip: &str, folder: &str) -> Result<Self, GitError> {
        let raw = ask(repository, tip, None, folder)?;
        Ok(Self { tip: tip.to_owned(), raw: raw.into(), prefix: repository.prefix().to_owned() })
    }

    /// Returns the log up to an older commit that this one holds; none where it does not hold it.
    pub fn at(&self, commit: &str) -> Option<Self> {
        let is_held = self.raw.contains(&format!("{MARK}{commit}{MARK}"));
        is_held.then(|| Self {
            tip: commit.to_owned(),
            raw: Arc::clone(&self.raw),
            prefix: self.prefix.clone(),
        })
    }

    /// Returns the newest commit.
    pub fn tip(&self) -> &str {
        &self.tip
    }

    /// Returns all commits, in the order in which git tells them: no commit comes after one that it was made from.
    pub fn commits(&self) -> Vec<Commit<'_>> {
        let mut commits = Vec::new();
        let mut tokens = self.raw.split('\0');
        while let Some(token) = tokens.next() {
            let token = token.strip_prefix('\n').unwrap_or(token);
            if let Some(data) = token.strip_prefix(MARK) {
                commits.extend(commit(data));
            } else if let Some(data) = token.strip_prefix(':') {
                let change = self.change(data, &mut tokens);
                if let (Some(change), Some(commit)) = (change, commits.last_mut()) {
                    commit.changes.push(change);
                }
            }
        }
        commits
    }

    /// Reads a change: its data, and the one or two paths that follow.
    fn change<'a>(&'a self, data: &'a str, tokens: &mut impl Iterator<Item = &'a str>) -> Option<Change<'a>> {
        let first = tokens.next()?;
        let mut data = data.split(' ');
        let (_, mode, _, blob, letter) =
            (data.next()?, data.next()?, data.next()?, data.next()?, data.next()?);
        let inside = |path: &'a str| path.strip_prefix(self.prefix.as_str());
        if letter.starts_with('R') || letter.starts_with('C') {
            let second = tokens.next()?;
            let path = inside(second)?;
            let fate = match inside(first) {
                Some(from) if letter.starts_with('R') => Fate::Moved { from, blob },
                _ => Fate::Added { blob },
            };
            return is_file(mode).then_some(Change { path, fate });
        }
        let path = inside(first)?;
        let fate = match letter {
            "A" => Fate::Added { blob },
            _ if mode == NO_MODE || !is_file(mode) => Fate::Deleted,
            _ => Fate::Changed { blob },
        };
        Some(Change { path, fate }).filter(|change| change.fate == Fate::Deleted || is_file(mode))
    }
}

/// Returns whether a mode is that of a file with contents of its own.
fn is_file(mode: &str) -> bool {
    mode.starts_with("100") && mode != LINK
}

fn commit(data: &str) -> Option<Commit<'_>> {
    let mut data = data.splitn(6, MARK);
    let id = data.next()?;
    let parents = data.next()?.split(' ').filter(|parent| !parent.is_empty()).collect();
    let time = data.next()?.parse().ok()?;
    let author = data.next()?;
    let change_notes = data.next()?.split('\u{2}').map(str::trim).filter(|note| !note.is_empty()).collect();
    let message = data.next()?.trim_end();
    Some(Commit { id, parents, time, author, change_notes, message, changes: Vec::new() })
}

/// Asks git for the commits up to one, but for those up to an older one.
fn ask(repository: &Repository, tip: &str, known: Option<&str>, folder: &str) -> Result<String, GitError> {
    let known = known.map(|known| format!("^{known}"));
    let mut arguments = vec![
        "-c",
        "diff.renameLimit=5000",
        "-c",
        "log.showSignature=false",
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--no-color",
        "--no-ext-diff",
        "--no-relative",
        "--no-notes",
        "--encoding=UTF-8",
        "-M",
        // Every commit is told, so that the line of first parents has no gaps; a merge as the change that it
        // is to the branch it was merged into.
        "--full-history",
        "--sparse",
        "--diff-merges=first-parent",
        FORMAT,
        tip,
    ];
    arguments.extend(known.as_deref());
    arguments.extend(["--", folder]);
    let output = repository.command(&arguments).output()?;
    if !output.status.success() {
        return Err(GitError::Failed { command: "log", why: words_of(&output) });
    }
    Ok(match String::from_utf8(output.stdout) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// A log that was kept.
struct Cached {
    tip: String,
    raw: String,
}

impl Cached {
    /// Reads a cache; none where there is none, or where not all of it is as it was written.
    fn read(file: &Path, prefix: &str) -> Option<Self> {
        let text = String::from_utf8(fs::read(file).ok()?).ok()?;
        let (header, raw) = text.split_once('\n')?;
        let mut header = header.split('\t');
        let is_ours = header.next()? == FORM && header.next()? == prefix;
        let tip = header.next()?.to_owned();
        let hash = header.next()?;
        (is_ours && hash == blake3::hash(raw.as_bytes()).to_hex().as_str())
            .then(|| Self { tip, raw: raw.to_owned() })
    }

    fn text(log: &Log) -> String {
        let hash = blake3::hash(log.raw.as_bytes()).to_hex();
        format!("{FORM}\t{}\t{}\t{hash}\n{}", log.prefix, log.tip, log.raw)
    }
}
