//! The tree of a commit: a site's files as they were, without a checkout.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use super::working_tree::is_ignored;
use super::{FOLDERS, Found, Listing, Source};
use crate::config::CONFIG_FILE;
use crate::git::{Blobs, GitError, Leaf, Repository};
use crate::problem::{Code, Place, Problem};
use crate::text::resolve_path;

/// How many links may lead to each other.
const MOST_LINKS: usize = 40;

/// The files of a site in one commit.
#[derive(Debug)]
pub struct GitTree {
    /// The files by path, those that links lead to too.
    files: BTreeMap<String, Leaf>,
    problems: Vec<Problem>,
    blobs: Mutex<Blobs>,
}

impl GitTree {
    /// Opens the tree of a commit, by its id.
    ///
    /// # Errors
    /// Returns why git does not give it.
    pub fn open(repository: &Repository, commit: &str) -> Result<Self, GitError> {
        let mut names = vec![CONFIG_FILE];
        names.extend(FOLDERS);
        let leaves = repository.tree(commit, &names)?;
        let mut blobs = Blobs::open(repository)?;
        let (links, files): (Vec<Leaf>, Vec<Leaf>) = leaves
            .into_iter()
            .filter(|leaf| !leaf.path.split('/').any(is_ignored))
            .partition(|leaf| leaf.is_link);
        let files = files.into_iter().map(|leaf| (leaf.path.clone(), leaf)).collect();
        let (files, problems) = follow(&links, files, &mut blobs)?;
        Ok(Self { files, problems, blobs: Mutex::new(blobs) })
    }

    /// Returns whether there is a file at this path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

/// Puts files where symbolic links lead to them, as a working tree shows them.
fn follow(
    links: &[Leaf],
    mut files: BTreeMap<String, Leaf>,
    blobs: &mut Blobs,
) -> Result<(BTreeMap<String, Leaf>, Vec<Problem>), GitError> {
    let mut targets = Vec::new();
    for link in links {
        let target = String::from_utf8_lossy(&blobs.read(&link.blob)?).into_owned();
        // One that begins at the root of the file system leads out, wherever the site is.
        let target = if target.starts_with('/') { None } else { resolve_path(&link.path, &target) };
        targets.push((&link.path, target));
    }
    // A link may lead to a folder with links in it, so they are followed until nothing new comes.
    for _ in 0..MOST_LINKS {
        let mut found = Vec::new();
        for (path, target) in &targets {
            let Some(target) = target else { continue };
            for (file, leaf) in files.range(target.clone()..) {
                let inside = match file.strip_prefix(target.as_str()) {
                    Some("") => "",
                    Some(inside) if inside.starts_with('/') => inside,
                    Some(_) => continue,
                    None => break,
                };
                let there = format!("{path}{inside}");
                if !files.contains_key(&there) {
                    found.push((there.clone(), Leaf { path: there, ..leaf.clone() }));
                }
            }
        }
        if found.is_empty() {
            break;
        }
        files.extend(found);
    }
    let is_reached = |path: &str| {
        let inside = format!("{path}/");
        files.contains_key(path)
            || files.range(inside.clone()..).next().is_some_and(|(file, _)| file.starts_with(&inside))
    };
    let problems = targets.iter().filter(|(path, _)| !is_reached(path)).map(|(path, target)| {
        let (message, hint) = match target {
            None => {
                ("this symbolic link leads out of the site, so it is skipped", "copy the file into the site")
            }
            Some(_) => (
                "this symbolic link leads nowhere, so it is skipped",
                "delete the link, or bring its target back",
            ),
        };
        Problem::new(Code::Symlink, message).at(Place::file(path.as_str())).hint(hint)
    });
    let problems = problems.collect();
    Ok((files, problems))
}

impl Source for GitTree {
    fn list(&self) -> Listing {
        Listing { files: self.files.keys().cloned().collect(), problems: self.problems.clone() }
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let leaf = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        let mut blobs = self.blobs.lock().unwrap_or_else(PoisonError::into_inner);
        blobs.read(&leaf.blob).map_err(io::Error::other)
    }

    fn size(&self, path: &str) -> Option<u64> {
        self.files.get(path).map(|leaf| leaf.size)
    }

    fn look(&self, path: &str) -> Found {
        let inside = format!("{path}/");
        if self.has(path) {
            Found::File
        } else if self.files.range(inside.clone()..).next().is_some_and(|(file, _)| file.starts_with(&inside))
        {
            Found::Folder
        } else {
            Found::Nothing
        }
    }
}
