//! Why no site can be made in a folder.

use std::io;
use std::path::PathBuf;

/// Why no site can be made in a folder.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// There is a file of that name.
    #[error("{} is a file; name a new folder, or an empty one", path.display())]
    File {
        /// The file.
        path: PathBuf,
    },
    /// There is something in the folder.
    #[error("{} is not empty: {found} is in it; name a new folder, or an empty one", folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
        /// The first thing that is in it, by name.
        found: String,
    },
    /// There is a workflow already.
    #[error(
        "{} is there already and stays as it is; move it away first if you want a new one",
        path.display()
    )]
    Workflow {
        /// The workflow.
        path: PathBuf,
    },
    /// It cannot be told what is in the folder.
    #[error("{} cannot be read: {error}", folder.display())]
    Read {
        /// The folder.
        folder: PathBuf,
        /// What the file system says.
        error: io::Error,
    },
    /// The file system says no.
    #[error("{} cannot be written: {error}; nothing was left behind", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the file system says.
        error: io::Error,
    },
}
