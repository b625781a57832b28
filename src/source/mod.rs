//! Where a site's files come from.
//!
//! The steps after this one see a list of files and their bytes, and cannot tell a working tree from
//! the tree of a commit.

mod dressed;
mod git_tree;
mod overlay;
mod working_tree;

pub use dressed::Dressed;
pub use git_tree::GitTree;
pub use overlay::Overlay;
pub use working_tree::WorkingTree;

use std::io;

use crate::problem::Problem;

/// The folders of a site that are read, besides `site.yaml`.
pub const FOLDERS: [&str; 4] = ["content", "static", "strings", "templates"];

/// A place that a site's files come from.
pub trait Source: Send + Sync {
    /// Lists all files of the site, sorted by path.
    fn list(&self) -> Listing;

    /// Reads one file whole.
    ///
    /// # Errors
    /// Returns why it cannot be read.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// Reads the start of one file, up to this many bytes.
    ///
    /// # Errors
    /// Returns why it cannot be read.
    fn read_start(&self, path: &str, length: u64) -> io::Result<Vec<u8>> {
        let mut bytes = self.read(path)?;
        bytes.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    /// Returns how many bytes a file has; none where that cannot be told.
    fn size(&self, path: &str) -> Option<u64>;

    /// Returns what is at a path now.
    fn look(&self, path: &str) -> Found;
}

/// What is at a path of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file that belongs to the site.
    File,
    /// A folder.
    Folder,
    /// Nothing, or nothing that belongs to the site.
    Nothing,
}

/// The files of a site.
#[derive(Debug, Default)]
pub struct Listing {
    /// Their paths from the site's root, with `/` between the parts, sorted.
    pub files: Vec<String>,
    /// What could not be listed.
    pub problems: Vec<Problem>,
}
