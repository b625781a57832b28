//! What happened to a site's content, commit by commit.
//!
//! One `git log` tells it all. What it printed is kept, so that the same reader serves a fresh log and one from the
//! cache, and a cached one is brought up to date by putting the newer commits before it. Only what commits say is not
//! kept, since some of it may be held back, and is asked for again.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::repository::{LINK, words_of};
use super::{GitError, Repository, trailers};
use crate::cache::Cache;

/// The name of the log in the cache.
const CACHED: &str = "history";

/// The first line of the cache, with the version of its form.
const FORM: &str = "chancery history 4";

/// What begins a commit, and parts its data. The text of a commit comes last, so it may hold anything.
const MARK: char = '\u{1}';

/// What parts the change notes of a commit.
const NOTE_MARK: char = '\u{2}';

/// The trailer that speaks to readers.
const CHANGE_NOTE: &str = "Change-Note";

/// The data of a commit: id, parents, time, author, change notes, text. The change notes are filled in here.
const FORMAT: &str = "--format=%x01%H%x01%P%x01%ct%x01%aN%x01%x01%B";

/// What a commit says, and who says it: id, author, text.
const WORDS_FORMAT: &str = "--format=%x01%H%x01%aN%x01%B";

/// The part of a change's data that means "no file".
const NO_MODE: &str = "000000";

/// All commits up to one, with what each changed under some folders of the site.
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
    /// When it was committed, in seconds since 1970; none where it has no date, or one that cannot be.
    pub time: Option<i64>,
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
    pub fate: FileChange<'a>,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange<'a> {
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
    /// It is gone from this path. No rename is guessed: what goes on under another name is decided elsewhere.
    Deleted,
}

impl Log {
    /// Reads the log of some files and folders of the site, up to a commit.
    ///
    /// What the cache holds is not asked for again, and what it lacks is added to it. A cache that is broken, or of a
    /// history that was rewritten since, counts for nothing.
    ///
    /// # Errors
    /// Returns why git did not tell.
    pub fn read(repository: &Repository, tip: &str, names: &[&str], cache: &Cache) -> Result<Self, GitError> {
        let prefix = repository.prefix().to_owned();
        let cached = Cached::read(cache, &prefix)
            .filter(|cached| cached.tip == tip || repository.is_ancestor(&cached.tip, tip));
        let known = match &cached {
            Some(cached) => filled(&cached.raw, &words(repository, &cached.tip)?),
            None => None,
        };
        let Some((cached, known)) = cached.as_ref().zip(known) else {
            let log = Self::ask(repository, tip, names)?;
            cache.keep(CACHED, Cached::text(&log).as_bytes());
            return Ok(log);
        };
        if cached.tip == tip {
            return Ok(Self { tip: tip.to_owned(), raw: known.into(), prefix });
        }
        let mut raw = ask(repository, tip, Some(&cached.tip), names)?;
        raw.push_str(&known);
        let log = Self { tip: tip.to_owned(), raw: raw.into(), prefix };
        cache.keep(CACHED, Cached::text(&log).as_bytes());
        Ok(log)
    }

    /// Reads the log up to a commit from git alone.
    ///
    /// # Errors
    /// Returns why git did not tell.
    pub fn ask(repository: &Repository, tip: &str, names: &[&str]) -> Result<Self, GitError> {
        let raw = ask(repository, tip, None, names)?;
        Ok(Self { tip: tip.to_owned(), raw: raw.into(), prefix: repository.prefix().to_owned() })
    }

    /// Returns the log up to a commit that git printed in the form asked for here, of a site in the folder `prefix`.
    pub fn of_printed(tip: String, printed: &str, prefix: &str) -> Self {
        Self { tip, raw: printed.into(), prefix: prefix.to_owned() }
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
        let mut current: Option<Commit> = None;
        let mut tokens = self.raw.split('\0');
        while let Some(token) = tokens.next() {
            let token = token.strip_prefix('\n').unwrap_or(token);
            if let Some(data) = token.strip_prefix(MARK) {
                commits.extend(current.take());
                current = commit(data);
            } else if let Some(data) = token.strip_prefix(':') {
                let change = self.change(data, &mut tokens);
                // What belongs to a commit that cannot be read belongs to no other.
                if let (Some(change), Some(commit)) = (change, &mut current) {
                    commit.changes.push(change);
                }
            }
        }
        commits.extend(current);
        commits
    }

    /// Reads a change: its data, and the path that follows.
    fn change<'a>(&'a self, data: &'a str, tokens: &mut impl Iterator<Item = &'a str>) -> Option<Change<'a>> {
        let path = tokens.next()?.strip_prefix(self.prefix.as_str())?;
        let mut data = data.split(' ');
        let (_, mode, _, blob, letter) =
            (data.next()?, data.next()?, data.next()?, data.next()?, data.next()?);
        let fate = match letter {
            "A" if !is_file(mode) => return None,
            "A" => FileChange::Added { blob },
            _ if mode == NO_MODE || !is_file(mode) => FileChange::Deleted,
            _ => FileChange::Changed { blob },
        };
        Some(Change { path, fate })
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
    let time = data.next()?.parse().ok().filter(|time| *time >= 0 && Timestamp::from_second(*time).is_ok());
    // Of a commit that names nobody, git prints the question.
    let author = data.next().filter(|author| *author != "%aN").unwrap_or_default();
    let change_notes = data.next().unwrap_or_default().split(NOTE_MARK).map(str::trim);
    let change_notes = change_notes.filter(|note| !note.is_empty()).collect();
    let message = data.next().unwrap_or_default().trim_end();
    Some(Commit { id, parents, time, author, change_notes, message, changes: Vec::new() })
}

/// Asks git for the commits up to one, but for those up to an older one.
fn ask(repository: &Repository, tip: &str, known: Option<&str>, names: &[&str]) -> Result<String, GitError> {
    let known = known.map(|known| format!("^{known}"));
    let mut arguments = vec![
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-relative",
        "--no-notes",
        "--encoding=UTF-8",
        // Git would read whatever came and went to guess what is like what, large images too.
        "--no-renames",
        // Every commit is told, so that the line of first parents has no gaps; a merge as the change that it
        // is to the branch it was merged into.
        "--full-history",
        "--sparse",
        "--diff-merges=first-parent",
        FORMAT,
        tip,
    ];
    arguments.extend(known.as_deref());
    arguments.push("--");
    arguments.extend(names);
    let raw = printed(repository, &arguments)?;
    let own = |data: &str| {
        let mut data = data.splitn(6, MARK);
        let (id, parents, time) = (data.next()?, data.next()?, data.next()?);
        let (author, _, text) = (data.next()?, data.next()?, data.next()?);
        Some(commit_token(id, parents, time, author, text))
    };
    // What cannot be read is left out by the reader too.
    Ok(rewritten(&raw, |data| Some(own(data).unwrap_or_else(|| format!("{MARK}{data}")))).unwrap_or_default())
}

/// Asks git what the commits up to one say, by their ids.
fn words(repository: &Repository, tip: &str) -> Result<Words, GitError> {
    let arguments =
        ["log", "-z", "--no-patch", "--no-color", "--no-notes", "--encoding=UTF-8", WORDS_FORMAT, tip];
    let raw = printed(repository, &arguments)?;
    let words = raw.split('\0').filter_map(|token| {
        let mut data = token.strip_prefix(MARK)?.splitn(3, MARK);
        Some((data.next()?.to_owned(), (data.next()?.to_owned(), data.next()?.to_owned())))
    });
    Ok(words.collect())
}

/// Authors and texts of commits, by their ids.
type Words = HashMap<String, (String, String)>;

/// Returns what `git log` prints.
fn printed(repository: &Repository, arguments: &[&str]) -> Result<String, GitError> {
    let output = repository.command(arguments).output()?;
    if !output.status.success() {
        let why = words_of(&output);
        // What git ends over by itself is a part of the history that it lacks.
        let is_damaged = output.status.code().is_some();
        return Err(if is_damaged {
            GitError::Damaged { why }
        } else {
            GitError::Failed { command: "log", why }
        });
    }
    Ok(match String::from_utf8(output.stdout) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// Returns the data of a commit, with the change notes that its text holds.
fn commit_token(id: &str, parents: &str, time: &str, author: &str, text: &str) -> String {
    let notes = trailers::values(text, CHANGE_NOTE).join(&NOTE_MARK.to_string());
    format!("{MARK}{id}{MARK}{parents}{MARK}{time}{MARK}{author}{MARK}{notes}{MARK}{text}")
}

/// Returns a log with other data of its commits; none where there is none of one.
fn rewritten(raw: &str, commit: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    for (index, token) in raw.split('\0').enumerate() {
        if index > 0 {
            text.push('\0');
        }
        match token.strip_prefix('\n').unwrap_or(token).strip_prefix(MARK) {
            Some(data) => text.push_str(&commit(data)?),
            None => text.push_str(token),
        }
    }
    Some(text)
}

/// Returns a log without what its commits say.
fn stripped(raw: &str) -> String {
    let bare = |data: &str| {
        let mut data = data.splitn(4, MARK);
        let (id, parents, time) = (data.next()?, data.next()?, data.next()?);
        Some(format!("{MARK}{id}{MARK}{parents}{MARK}{time}{MARK}{MARK}{MARK}"))
    };
    rewritten(raw, |data| Some(bare(data).unwrap_or_default())).unwrap_or_default()
}

/// Returns a log with what its commits say; none where that is not known of one.
fn filled(raw: &str, words: &Words) -> Option<String> {
    rewritten(raw, |data| {
        let mut data = data.splitn(4, MARK);
        let (id, parents, time) = (data.next()?, data.next()?, data.next()?);
        let (author, text) = words.get(id)?;
        Some(commit_token(id, parents, time, author, text))
    })
}

/// A log that was kept.
struct Cached {
    tip: String,
    raw: String,
}

impl Cached {
    /// Reads the cache; none where there is none, or where it is of another folder.
    fn read(cache: &Cache, prefix: &str) -> Option<Self> {
        let text = String::from_utf8(cache.read(CACHED)?).ok()?;
        let (header, raw) = text.split_once('\n')?;
        let mut header = header.split('\t');
        let is_ours = header.next()? == FORM && header.next()? == prefix;
        let tip = header.next()?.to_owned();
        is_ours.then(|| Self { tip, raw: raw.to_owned() })
    }

    fn text(log: &Log) -> String {
        format!("{FORM}\t{}\t{}\n{}", log.prefix, log.tip, stripped(&log.raw))
    }
}
