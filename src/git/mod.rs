//! The `git` program: the one way to a site's history.
//!
//! Nothing here knows what a briefing is. Commits are named by their full hexadecimal ids, SHA-1 or SHA-256,
//! and paths are those from the site's root, with `/` between their parts.

mod blobs;
mod command;
mod log;
mod repository;
mod state;
mod trailers;

pub use blobs::{Blobs, Damage};
use command::Caller;
pub use log::{Change, Commit, FileChange, Log};
pub use repository::{Absent, Repository, TreeEntry};
pub use state::program_version;

use std::io;
use std::path::Path;

use crate::cache::{self, Cache};

/// Why git did not give what it was asked for at all. What it lacks of single files is [`Damage`].
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// It cannot be run, or its answer cannot be read.
    #[error("git cannot be run: {0}")]
    Run(#[from] io::Error),
    /// A part of the history is missing or damaged, so that none of it can be told.
    #[error("the history cannot be read: {why}")]
    Damaged {
        /// What git said of it.
        why: String,
    },
    /// It ended with an error, or something ended it.
    #[error("`git {command}` failed: {why}")]
    Failed {
        /// What it was asked for.
        command: &'static str,
        /// What it said of it.
        why: String,
    },
}

/// Returns the cache of the site in a folder; one that git tracks is not used.
pub fn cache_of(root: &Path) -> Cache {
    Cache::of(root, || {
        let listed = Caller::new(root).command(&["ls-files", "-z", "--", cache::FOLDER]).output();
        listed.is_ok_and(|output| !output.stdout.is_empty())
    })
}
