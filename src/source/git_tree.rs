//! The tree of a commit: a site's files as they were, without a checkout.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use super::links::{Refusal, judge};
use super::{FILES, FOLDERS, Found, Listing, Source, leftover_in, leftover_problem};
use crate::git::{Blobs, GitError, Repository, TreeEntry};
use crate::problem::Problem;
use crate::text::resolve_path;

/// How many links may stand on the way to a target, as in Linux.
const MOST_LINKS: usize = 40;

/// The files of a site in one commit.
#[derive(Debug)]
pub struct GitTree {
    /// The files by path, those that links lead to too.
    files: BTreeMap<String, TreeEntry>,
    /// The real paths of those that links lead to.
    links: BTreeMap<String, String>,
    problems: Vec<Problem>,
    blobs: Mutex<Blobs>,
}

impl GitTree {
    /// Opens the tree of a commit, by its id.
    ///
    /// # Errors
    /// Returns why git does not give it.
    pub fn open(repository: &Repository, commit: &str) -> Result<Self, GitError> {
        let mut names = FILES.to_vec();
        names.extend(FOLDERS);
        let leaves = repository.tree(commit, &names)?;
        let mut blobs = Blobs::open(repository)?;
        let mut problems: BTreeMap<String, Problem> = BTreeMap::new();
        let mut files = BTreeMap::new();
        let mut targets = BTreeMap::new();
        for leaf in leaves {
            if let Some(leftover) = leftover_in(&leaf.path) {
                problems.extend(leftover_problem(leftover).map(|problem| (leftover.to_owned(), problem)));
            } else if leaf.is_link {
                let target =
                    String::from_utf8_lossy(&blobs.read(&leaf.blob)?.unwrap_or_default()).into_owned();
                targets.insert(leaf.path, target);
            } else {
                files.insert(leaf.path.clone(), leaf);
            }
        }
        let links = follow(&targets, &mut files, &mut problems);
        Ok(Self { files, links, problems: problems.into_values().collect(), blobs: Mutex::new(blobs) })
    }

    /// Puts other contents, by their ids, in the place of those of some files.
    pub fn restore(&mut self, contents: &std::collections::HashMap<String, String>) {
        for (path, blob) in contents {
            if let Some(leaf) = self.files.get_mut(path) {
                leaf.blob.clone_from(blob);
            }
        }
    }

    /// Returns whether there is a file at this path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

/// Puts files where symbolic links lead to them, as a working tree shows them. Returns the real paths of these.
fn follow(
    targets: &BTreeMap<String, String>,
    files: &mut BTreeMap<String, TreeEntry>,
    problems: &mut BTreeMap<String, Problem>,
) -> BTreeMap<String, String> {
    let mut found: Vec<(String, TreeEntry)> = Vec::new();
    let mut refuse = |link: &str, refusal: &Refusal| {
        problems.insert(link.to_owned(), refusal.problem(link));
    };
    for (link, target) in targets {
        let real = match real_path(link, target, targets) {
            Ok(real) => real,
            Err(refusal) => {
                refuse(link, &refusal);
                continue;
            }
        };
        if let Err(refusal) = judge(link, Some(&real)) {
            refuse(link, &refusal);
            continue;
        }
        let inside = format!("{real}/");
        let whole = files.get(&real).into_iter();
        let within = files
            .range(inside.clone()..)
            .take_while(|(file, _)| file.starts_with(&inside))
            .map(|(_, leaf)| leaf);
        let reached: Vec<(String, TreeEntry)> = whole
            .chain(within)
            .map(|leaf| (format!("{link}{}", &leaf.path[real.len()..]), leaf.clone()))
            .collect();
        if reached.is_empty() {
            refuse(link, &Refusal::Nowhere);
        }
        found.extend(reached.into_iter().filter(|(path, leaf)| judge(path, Some(&leaf.path)).is_ok()));
        for nested in targets.keys().filter(|other| other.starts_with(&inside)) {
            refuse(&format!("{link}{}", &nested[real.len()..]), &Refusal::Nested);
        }
    }
    let mut links = BTreeMap::new();
    for (path, leaf) in found {
        links.insert(path.clone(), leaf.path.clone());
        files.insert(path.clone(), TreeEntry { path, ..leaf });
    }
    links
}

/// Returns the path at the end of all links, as the file system would find it.
fn real_path(link: &str, target: &str, targets: &BTreeMap<String, String>) -> Result<String, Refusal> {
    // One that begins at the root of the file system leads out, wherever the site is.
    let resolve = |from: &str, target: &str| {
        (!target.starts_with('/')).then(|| resolve_path(from, target)).flatten().ok_or(Refusal::Outside)
    };
    let mut path = resolve(link, target)?;
    for _ in 0..MOST_LINKS {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        let Some((through, next)) = ends.into_iter().find_map(|end| targets.get_key_value(&path[..end]))
        else {
            return Ok(path);
        };
        let rest = path[through.len()..].to_owned();
        path = format!("{}{rest}", resolve(through, next)?);
    }
    Err(Refusal::Circle)
}

impl Source for GitTree {
    fn list(&self) -> Listing {
        Listing {
            files: self.files.keys().cloned().collect(),
            links: self.links.clone(),
            problems: self.problems.clone(),
        }
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let leaf = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        let mut blobs = self.blobs.lock().unwrap_or_else(PoisonError::into_inner);
        let read = blobs.read(&leaf.blob).map_err(io::Error::other)?;
        read.map_err(|damage| io::Error::other(damage.to_string()))
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
