//! Where a site's files come from.
//!
//! The steps after this one see a list of files and their bytes, and cannot tell a working tree from
//! the tree of a commit.

mod git_tree;
mod leftovers;
mod links;
mod overlay;
mod text;
mod themed;
mod working_tree;

pub use git_tree::GitTree;
pub use leftovers::looks_like_document;
pub use overlay::Overlay;
pub use text::read_text;
pub use themed::ThemedSource;
pub use working_tree::WorkingTree;

use std::collections::BTreeMap;
use std::io;

use self::leftovers::{is_leftover, is_told};
use crate::config::{BOUNDARIES_FILE, CONFIG_FILE};
use crate::problem::{Code, Place, Problem};

/// The folders of a site that are read, besides `site.yaml`.
pub const FOLDERS: [&str; 4] = ["content", "static", "strings", "templates"];

/// The files of a site that are read, besides those in its folders.
pub const FILES: [&str; 2] = [CONFIG_FILE, BOUNDARIES_FILE];

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
    /// What a symbolic link leads to: whether it belongs to the site is told by a whole listing alone.
    Link,
    /// Nothing, or nothing that belongs to the site.
    Nothing,
}

/// The files of a site.
#[derive(Debug, Default)]
pub struct Listing {
    /// Their paths from the site's root, with `/` between the parts, sorted.
    pub files: Vec<String>,
    /// What those of them lead to that are reached through symbolic links: the paths of the real files.
    pub links: BTreeMap<String, String>,
    /// What could not be listed.
    pub problems: Vec<Problem>,
}

/// Returns the path of the first part of a path that is an editor's or the system's, if any.
fn leftover_in(path: &str) -> Option<&str> {
    let mut end = 0;
    for name in path.split('/') {
        end += name.len();
        if is_leftover(name) {
            return Some(&path[..end]);
        }
        end += 1;
    }
    None
}

/// Tells a file or folder that stays in, since it is an editor's or the system's.
fn leftover_problem(path: &str) -> Option<Problem> {
    let name = path.rsplit('/').next()?;
    // Beside documents only what somebody may take for one is told.
    let matters = match path.split('/').next() {
        Some("static") => is_told(name),
        Some("content") => looks_like_document(name) && !name.starts_with('.'),
        _ => false,
    };
    matters.then(|| {
        Problem::new(Code::LeftoverFile, format!("`{}` is not published", name.escape_debug()))
            .at(Place::file(path))
            .hint(
                "delete it; what editors, git and systems leave behind, and keys, never go out. A file that should \
                 go out needs another name",
            )
    })
}
