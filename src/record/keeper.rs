//! Keeps a site's history, and follows it as its writers commit.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::past::Past;
use crate::git::{Absent, GitError, Repository};

/// The history of a site in a folder, as far as there is one.
pub struct Keeper {
    root: PathBuf,
    state: State,
}

enum State {
    /// There is none.
    Absent(Absent),
    /// It ends at the commit that is checked out, whichever that is.
    Follows(Past),
    /// It ends at one commit of the past, of which the files are.
    Fixed(Past),
}

impl Keeper {
    /// Reads the history of the site in a folder.
    ///
    /// # Errors
    /// Returns why git did not tell it, though there is one.
    pub fn open(root: &Path) -> Result<Self, GitError> {
        Ok(Self { root: root.to_owned(), state: read(root)? })
    }

    /// Returns the keeper of a history that has ended.
    pub fn fixed(root: &Path, past: Past) -> Self {
        Self { root: root.to_owned(), state: State::Fixed(past) }
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
            State::Follows(past) => match past.repository().head() {
                Some(tip) if tip != past.tip() => past.renew(&tip, &self.root).map(|()| true),
                _ => Ok(false),
            },
        }
    }

    /// Returns the history.
    pub fn past(&self) -> Option<&Past> {
        match &self.state {
            State::Absent(_) => None,
            State::Follows(past) | State::Fixed(past) => Some(past),
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
        if let State::Follows(past) | State::Fixed(past) = &mut self.state {
            past.forget();
        }
    }

    /// Returns the files of the site that may differ from those of the last commit; none where that cannot be told.
    pub fn edited(&self) -> Option<HashSet<String>> {
        match &self.state {
            State::Absent(_) => None,
            // The files are those of the commit.
            State::Fixed(_) => Some(HashSet::new()),
            State::Follows(past) => {
                Some(past.repository().edited(super::past::FOLDER)?.into_iter().collect())
            }
        }
    }

    /// Returns the folder in which git keeps what changes with every commit.
    pub fn git_folder(&self) -> Option<PathBuf> {
        match &self.state {
            State::Follows(past) => past.repository().folder(),
            State::Absent(_) | State::Fixed(_) => None,
        }
    }
}

fn read(root: &Path) -> Result<State, GitError> {
    let repository = match Repository::open(root) {
        Ok(repository) => repository,
        Err(absent) => return Ok(State::Absent(absent)),
    };
    let Some(tip) = repository.head() else { return Ok(State::Absent(Absent::NoCommits)) };
    Past::read(repository, &tip, root).map(State::Follows)
}
