//! Why an output folder cannot be written.

use std::io;
use std::path::{Path, PathBuf};

/// Why an output folder cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// It is a folder that must not be overwritten.
    #[error("the output folder {} cannot be used: {why}", folder.display())]
    Forbidden {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        why: &'static str,
    },
    /// It holds files of somebody else's.
    #[error(
        "the output folder {} has files in it that Chancery did not write; choose another one with --output, \
         or add --adopt to keep those files and build beside them",
        folder.display()
    )]
    Foreign {
        /// The folder.
        folder: PathBuf,
    },
    /// A file of somebody else's stands where one of the site's goes.
    #[error(
        "{} is in the way: Chancery did not write it, and the site has a file of that name; move it away first",
        file.display()
    )]
    InTheWay {
        /// The file.
        file: PathBuf,
    },
    /// Another build writes into it.
    #[error("another build writes into {} now; wait until it ends", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// The file system says no.
    #[error("{} cannot be written: {error}; the site is as it was", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the file system says.
        error: io::Error,
    },
    /// The file system says no, while the new files take their places.
    #[error(
        "{} cannot be written: {error}; part of the site is new and part of it old, until the next build",
        path.display()
    )]
    Update {
        /// The file or folder.
        path: PathBuf,
        /// What the file system says.
        error: io::Error,
    },
    /// Something that was as it should be is there no more.
    #[error("{} was taken away or changed by somebody else while the site was built; build it again", path.display())]
    Gone {
        /// The file or folder.
        path: PathBuf,
    },
}

impl OutputError {
    pub(super) fn write(path: &Path, error: io::Error) -> Self {
        Self::Write { path: path.to_owned(), error }
    }
}
