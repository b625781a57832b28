//! The `git` program: the one way to a site's history.
//!
//! Nothing here knows what a briefing is. Commits are named by their full hexadecimal ids, SHA-1 or SHA-256,
//! and paths are those from the site's root, with `/` between their parts.

mod blobs;
mod log;
mod repository;

pub use blobs::Blobs;
pub use log::{Change, Commit, Fate, Log};
pub use repository::{Absent, Leaf, Moved, Repository};

use std::io;

/// Why git did not give what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// It cannot be run, or its answer cannot be read.
    #[error("git cannot be run: {0}")]
    Run(#[from] io::Error),
    /// It ended with an error, or something ended it.
    #[error("`git {command}` failed: {why}")]
    Failed {
        /// What it was asked for.
        command: &'static str,
        /// What it said of it.
        why: String,
    },
}
