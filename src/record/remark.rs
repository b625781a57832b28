//! What the writers of a site are told of its record when it is built.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

use super::Record;
use crate::git::Damage;

/// The records of briefings, by the paths of their files.
pub type Records = HashMap<Arc<str>, Arc<Record>>;

/// The records of a site's briefings, and what their writers are told of them.
#[derive(Debug, Default)]
pub struct Recorded {
    /// The records.
    pub records: Records,
    /// When each translation of a briefing was last changed, by its path.
    pub translated: HashMap<String, Timestamp>,
    /// What is told, each once.
    pub remarks: BTreeSet<Remark>,
}

/// Something that readers do not see, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// A revision that the repository does not give.
    Damaged {
        /// The file, from the site's root, as it was called then.
        path: String,
        /// The full id of the commit.
        commit: String,
        /// Why it is not given.
        damage: Damage,
    },
    /// A revision of which nobody knows when it was made.
    Undated {
        /// The file, from the site's root, as it was called then.
        path: String,
        /// The full id of the commit.
        commit: String,
    },
    /// The words of a commit that readers do not see.
    NoteLeftOut {
        /// The full id of the commit.
        commit: String,
        /// What it changed that is not published, from the site's root.
        path: String,
    },
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged { path, commit, damage } => {
                let why = match damage {
                    Damage::Missing => {
                        "the repository lacks it; `git fetch --refetch` brings it, where another clone has it"
                    }
                    Damage::Corrupt => "the repository has it damaged; `git fsck` tells what else is",
                };
                write!(f, "{} as of commit {} is not readable: {why}", path.escape_debug(), short(commit))
            }
            Self::NoteLeftOut { commit, path } => write!(
                f,
                "the note of commit {} is left out: it also changed {}, which is not published, or was not then, or \
                 is so by a pattern under `files:` alone; write `Change-Note: 2024/visit: …` with the place of a briefing \
                 where a note is of that one alone",
                short(commit),
                path.escape_debug()
            ),
            Self::Undated { path, commit } => write!(
                f,
                "{} as of commit {} is not readable: the commit has no date, or one before 1970",
                path.escape_debug(),
                short(commit)
            ),
        }
    }
}

/// Returns the first part of the id of a commit.
fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}
