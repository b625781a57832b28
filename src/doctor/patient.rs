//! What is looked at, and what is said of it.

use std::path::Path;

use jiff::Timestamp;

use crate::config::Config;
use crate::load::Loaded;
use crate::source::WorkingTree;

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What is so.
    pub what: String,
    /// What to do.
    pub todo: String,
}

impl Advice {
    /// Returns a piece of advice.
    pub fn new(what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { what: what.into(), todo: todo.into() }
    }
}

/// What is looked at.
pub struct Patient<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// The folder of its repository; none where it is in none.
    pub repository: Option<&'a Path>,
    /// Its files.
    pub tree: &'a WorkingTree,
    /// Its settings.
    pub config: &'a Config,
    /// What was read of it, by the gate of readers.
    pub loaded: &'a Loaded,
    /// When what is held back by a date or an embargo may be published: the file, and the moment.
    pub waiting: Vec<(String, Timestamp)>,
    /// The present.
    pub now: Timestamp,
}
