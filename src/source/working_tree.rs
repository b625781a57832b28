//! The working tree: a site's files as they are on disk now.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::leftovers::is_leftover;
use super::links::{Refusal, judge};
use super::{FILES, FOLDERS, Found, Listing, Source, leftover_in, leftover_problem};
use crate::folder::Folder;
use crate::problem::{Code, Place, Problem};

/// A site's folder on disk.
#[derive(Clone, Debug)]
pub struct WorkingTree {
    root: PathBuf,
    /// The root without symbolic links, to tell which links lead out of it.
    real_root: PathBuf,
    /// The root, from which files are opened.
    folder: Arc<Folder>,
}

impl WorkingTree {
    /// Returns the working tree of the site in this folder.
    ///
    /// # Errors
    /// Returns why the folder cannot be reached.
    pub fn open(root: &Path) -> io::Result<Self> {
        Ok(Self {
            root: root.to_owned(),
            real_root: fs::canonicalize(root)?,
            folder: Arc::new(Folder::open(root)?),
        })
    }

    /// Returns the site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn list_folder(&self, folder: &str, listing: &mut Listing) {
        let top = self.root.join(folder);
        // A link that leads nowhere is told.
        if !top.is_dir() && !top.is_symlink() {
            return;
        }
        // The folder that was reached through a link last, with its real path.
        let mut linked: Option<(PathBuf, String)> = None;
        let mut walk = WalkDir::new(&top).follow_links(true).into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map(|path| self.shown(path)).unwrap_or_default();
                    match leftover_in(&path) {
                        // An editor's lock is a link that leads nowhere.
                        Some(leftover) => listing.problems.extend(leftover_problem(leftover)),
                        None => listing.problems.push(self.walk_problem(&error)),
                    }
                    continue;
                }
            };
            let path = entry.path();
            let real = match self.real_path(&entry, linked.as_ref()) {
                Ok(real) => real,
                Err(told) => {
                    listing.problems.extend(told);
                    if entry.file_type().is_dir() {
                        walk.skip_current_dir();
                    }
                    continue;
                }
            };
            if entry.file_type().is_file() {
                self.list_file(&entry, real, listing);
            } else if let Some(real) = real.filter(|_| entry.path_is_symlink()) {
                linked = Some((path.to_owned(), real));
            }
        }
    }

    /// Returns the real path from the site's root of what is reached through a symbolic link; `None` for what is not.
    ///
    /// # Errors
    /// Returns what is told of an entry that is no part of the site.
    fn real_path(
        &self,
        entry: &DirEntry,
        linked: Option<&(PathBuf, String)>,
    ) -> Result<Option<String>, Option<Problem>> {
        let shown = self.shown(entry.path());
        if entry.depth() > 0 && is_leftover(&entry.file_name().to_string_lossy()) {
            return Err(leftover_problem(&shown));
        }
        let around = linked.and_then(|(link, real)| Some((entry.path().strip_prefix(link).ok()?, real)));
        let real = match (entry.path_is_symlink(), around) {
            (false, None) => return Ok(None),
            (true, Some(_)) => return Err(Some(Refusal::Nested.problem(&shown))),
            (true, None) => fs::canonicalize(entry.path()).ok().and_then(|target| self.inside(&target)),
            (false, Some((inside, real))) => {
                let inside = inside.to_string_lossy().replace('\\', "/");
                Some(if inside.is_empty() { real.clone() } else { format!("{real}/{inside}") })
            }
        };
        match judge(&shown, real.as_deref()) {
            Ok(()) => Ok(real),
            // The documents of a linked folder are published where they are, which needs no word.
            Err(Refusal::Document) if !entry.path_is_symlink() => Err(None),
            Err(refusal) => Err(Some(refusal.problem(&shown))),
        }
    }

    /// Returns the path from the site's root of a file without links; `None` if it is outside.
    fn inside(&self, target: &Path) -> Option<String> {
        Some(target.strip_prefix(&self.real_root).ok()?.to_string_lossy().replace('\\', "/"))
    }

    fn list_file(&self, entry: &DirEntry, real: Option<String>, listing: &mut Listing) {
        match self.site_path(entry.path()) {
            Some(path) => {
                listing.links.extend(real.map(|real| (path.clone(), real)));
                listing.files.push(path);
            }
            None => listing.problems.push(
                Problem::new(Code::UnreadableFile, "this file's name is not UTF-8")
                    .at(Place::file(self.shown(entry.path())))
                    .hint("rename the file"),
            ),
        }
    }

    fn walk_problem(&self, error: &walkdir::Error) -> Problem {
        let path = error.path().map(|path| self.shown(path)).unwrap_or_default();
        if error.loop_ancestor().is_some() {
            return Refusal::Circle.problem(&path);
        }
        if error.path().is_some_and(Path::is_symlink) {
            return Refusal::Nowhere.problem(&path);
        }
        let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        Problem::new(Code::UnreadableFile, format!("this cannot be read: {why}")).at(Place::file(path))
    }

    /// Returns a path from the site's root; none if it is outside, or not UTF-8.
    pub fn site_path(&self, path: &Path) -> Option<String> {
        let relative = path.strip_prefix(&self.root).or_else(|_| path.strip_prefix(&self.real_root)).ok()?;
        let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
        Some(parts?.join("/"))
    }

    fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }
}

impl Source for WorkingTree {
    fn list(&self) -> Listing {
        let mut listing = Listing::default();
        let files = FILES.into_iter().filter(|name| self.root.join(name).is_file());
        listing.files.extend(files.map(str::to_owned));
        for folder in FOLDERS {
            self.list_folder(folder, &mut listing);
        }
        listing.files.sort_unstable();
        listing
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.folder.read(path)
    }

    fn read_start(&self, path: &str, length: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.folder.file(path)?.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn size(&self, path: &str) -> Option<u64> {
        Some(fs::metadata(self.root.join(path)).ok()?.len())
    }

    fn look(&self, path: &str) -> Found {
        let file = self.root.join(path);
        if leftover_in(path).is_some() {
            return Found::Nothing;
        }
        let (real, data) = match fs::canonicalize(&file).and_then(|real| Ok((real, fs::metadata(&file)?))) {
            Ok(found) => found,
            // A link that leads nowhere is told when the site is listed.
            Err(_) if file.is_symlink() => return Found::Link,
            Err(error) if is_absence(&error) => return Found::Nothing,
            // Why it cannot be reached is told by whoever reads it.
            Err(_) => return Found::File,
        };
        if self.inside(&real).as_deref() != Some(path) {
            Found::Link
        } else if data.is_file() {
            Found::File
        } else if data.is_dir() {
            Found::Folder
        } else {
            Found::Nothing
        }
    }
}

/// Returns whether an error says that there is nothing at a path.
fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
