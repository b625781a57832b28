//! Keeps a site's history, and follows it as its writers commit.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::history::History;
use crate::git::{Absent, GitError, Repository};

/// The history of a site in a folder, as far as there is one.
pub struct HistoryTracker {
    root: PathBuf,
    state: State,
}

enum State {
    /// There is none.
    Absent(Absent),
    /// It ends at the commit that is checked out, whichever that is.
    Follows(History),
    /// It ends at one commit of the past, of which the files are.
    Fixed(History),
}

impl HistoryTracker {
    /// Reads the history of the site in a folder.
    ///
    /// # Errors
    /// Returns why git did not tell it, though there is one.
    pub fn open(root: &Path) -> Result<Self, GitError> {
        Ok(Self { root: root.to_owned(), state: read(root)? })
    }

    /// Returns the keeper of a history that has ended.
    pub fn fixed(root: &Path, history: History) -> Self {
        Self { root: root.to_owned(), state: State::Fixed(history) }
    }

    /// Reads on, if something was committed since. Returns whether anything was.
    ///
    /// # Errors
    /// Returns why git did not tell; what was known before stays.
    pub fn follow(&mut self) -> Result<bool, GitError> {
        match &mut self.state {
            State::Fixed(_) => Ok(false),
            State::Absent(before) => {
                let state = read(&self.root)?;
                let is_new = !matches!(&state, State::Absent(now) if now == before);
                self.state = state;
                Ok(is_new)
            }
            State::Follows(history) => {
                let tip = history.repository().head()?;
                if tip == history.tip() { Ok(false) } else { history.renew(&tip, &self.root).map(|()| true) }
            }
        }
    }

    /// Returns the history.
    pub fn history(&self) -> Option<&History> {
        match &self.state {
            State::Absent(_) => None,
            State::Follows(history) | State::Fixed(history) => Some(history),
        }
    }

    /// Returns why there is no history.
    pub fn absent(&self) -> Option<&Absent> {
        match &self.state {
            State::Absent(absent) => Some(absent),
            State::Follows(_) | State::Fixed(_) => None,
        }
    }

    /// Forgets what was read, since the settings have changed by which it was read.
    pub fn forget(&mut self) {
        if let State::Follows(history) | State::Fixed(history) = &mut self.state {
            history.forget();
        }
    }

    /// Returns the files of the site that may differ from those of the last commit; none where that cannot be told.
    pub fn edited(&self) -> Option<HashSet<String>> {
        match &self.state {
            State::Absent(_) => None,
            // The files are those of the commit.
            State::Fixed(_) => Some(HashSet::new()),
            State::Follows(history) => {
                Some(history.repository().edited(super::history::FOLDER)?.into_iter().collect())
            }
        }
    }

    /// Returns the folder in which git keeps what changes with every commit.
    pub fn git_folder(&self) -> Option<PathBuf> {
        match &self.state {
            State::Follows(history) => history.repository().folder(),
            State::Absent(_) | State::Fixed(_) => None,
        }
    }
}

fn read(root: &Path) -> Result<State, GitError> {
    let repository = match Repository::open(root) {
        Ok(repository) => repository,
        Err(absent) => return Ok(State::Absent(absent)),
    };
    let tip = repository.head()?;
    match History::read(repository, &tip, root) {
        // A site is built without a record rather than not at all.
        Err(GitError::Damaged { why }) => Ok(State::Absent(Absent::Damaged(why))),
        read => read.map(State::Follows),
    }
}
