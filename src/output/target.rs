//! The output folder: whether it may be written, and how it is brought up to date.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::manifest::{FILE, Manifest};
use super::staging::Staging;
use crate::source::FOLDERS;

/// The name in the staging folder of the manifest that names the old site and the new one.
const UNION: &str = "manifest-of-both";

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
}

impl OutputError {
    pub(super) fn write(path: &Path, error: io::Error) -> Self {
        Self::Write { path: path.to_owned(), error }
    }
}

/// An output folder that may be written.
#[derive(Debug)]
pub struct Target {
    folder: PathBuf,
    adopt: bool,
}

impl Target {
    /// Checks an output folder; `site` is the folder of the site.
    ///
    /// # Errors
    /// Returns why the folder must not be written.
    pub fn new(folder: &Path, site: &Path, adopt: bool) -> Result<Self, OutputError> {
        let failed = |error| OutputError::write(folder, error);
        let absolute = resolved(folder).map_err(failed)?;
        let site = fs::canonicalize(site).map_err(failed)?;
        let forbidden = |why| OutputError::Forbidden { folder: folder.to_owned(), why };
        if absolute.file_name().is_none() {
            return Err(forbidden("it is the root of the file system"));
        }
        if site.starts_with(&absolute) {
            return Err(forbidden("the site itself is in it"));
        }
        if FOLDERS.iter().any(|name| absolute.starts_with(site.join(name)))
            || absolute.starts_with(site.join(".git"))
        {
            return Err(forbidden("it is one of the site's own folders"));
        }
        if absolute.exists() && !absolute.is_dir() {
            return Err(forbidden("it is a file"));
        }
        let target = Self { folder: absolute, adopt };
        target.manifest()?;
        Ok(target)
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the manifest of what is there; none where nothing is there yet.
    pub(super) fn manifest(&self) -> Result<Option<Manifest>, OutputError> {
        let failed = |error| OutputError::write(&self.folder, error);
        let mut entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        if entries.next().is_none() {
            return Ok(None);
        }
        match Manifest::read(&self.folder).map_err(failed)? {
            Some(manifest) => Ok(Some(manifest)),
            None if self.adopt => Ok(Some(Manifest::default())),
            None => Err(OutputError::Foreign { folder: self.folder.clone() }),
        }
    }

    /// Brings the folder up to date with what waits in the staging folder.
    ///
    /// Returns how many files were removed.
    pub(super) fn replace(
        &self,
        staging: &Staging,
        old: &Manifest,
        manifest: &Manifest,
        new: &BTreeSet<&str>,
    ) -> Result<usize, OutputError> {
        self.check_way(new, old)?;
        let gone: Vec<&str> = old.without(manifest).collect();
        if new.is_empty() && gone.is_empty() && old == manifest {
            return Ok(0);
        }
        // What takes space on the disk is done first: renaming takes none.
        staging.write_aside(UNION, old.or(manifest).to_text().as_bytes())?;
        staging.write(FILE, manifest.to_text().as_bytes())?;
        self.make_folders(new)?;
        // Until the end, what is there may be of the old site or the new one. A build that is killed
        // meanwhile leaves a manifest that names both.
        staging.place_aside(UNION, &self.folder.join(FILE))?;
        let mut removed = 0;
        for file in &gone {
            removed += usize::from(self.remove(file)?);
        }
        for file in new {
            staging.place(file, &self.folder)?;
        }
        staging.place(FILE, &self.folder)?;
        Ok(removed)
    }

    /// Refuses to write where something of somebody else's stands, or through a link.
    fn check_way(&self, new: &BTreeSet<&str>, old: &Manifest) -> Result<(), OutputError> {
        let folders: BTreeSet<&str> = new
            .iter()
            .flat_map(|file| file.match_indices('/').map(move |(end, _)| &file[..end]))
            .filter(|folder| !old.has(folder))
            .collect();
        for folder in folders {
            let path = self.folder.join(folder);
            if fs::symlink_metadata(&path).is_ok_and(|data| !data.is_dir()) {
                return Err(OutputError::InTheWay { file: path });
            }
        }
        for file in new {
            let path = self.folder.join(file);
            match fs::symlink_metadata(&path) {
                Ok(data) if data.is_dir() => {
                    if let Some(file) = foreign_file(&path, &self.folder, old) {
                        return Err(OutputError::InTheWay { file });
                    }
                }
                Ok(_) if !old.has(file) => return Err(OutputError::InTheWay { file: path }),
                _ => {}
            }
        }
        Ok(())
    }

    fn make_folders(&self, new: &BTreeSet<&str>) -> Result<(), OutputError> {
        let folders: BTreeSet<&str> = new.iter().filter_map(|file| Some(file.rsplit_once('/')?.0)).collect();
        for folder in folders {
            let path = self.folder.join(folder);
            match fs::create_dir_all(&path) {
                Ok(()) => {}
                // An old file of the site is there still; it goes before the new one comes.
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists
                    ) => {}
                Err(error) => return Err(OutputError::write(&path, error)),
            }
        }
        Ok(())
    }

    /// Removes a file, and the folders that are empty without it. Returns whether it was there.
    fn remove(&self, file: &str) -> Result<bool, OutputError> {
        let path = self.folder.join(file);
        if self.is_behind_link(file) {
            return Ok(false);
        }
        match fs::remove_file(&path) {
            Ok(()) => {}
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(false);
            }
            Err(error) => return Err(OutputError::Update { path, error }),
        }
        let mut folder = path.parent();
        while let Some(empty) = folder.filter(|folder| *folder != self.folder) {
            // A folder that still holds something stays.
            if fs::remove_dir(empty).is_err() {
                break;
            }
            folder = empty.parent();
        }
        Ok(true)
    }

    /// Returns whether one of a file's folders is a link, behind which nothing is Chancery's own.
    fn is_behind_link(&self, file: &str) -> bool {
        file.match_indices('/').any(|(end, _)| self.folder.join(&file[..end]).is_symlink())
    }
}

/// Returns the first file in a folder of the output that Chancery did not write, or folder without any
/// that it did.
fn foreign_file(folder: &Path, output: &Path, old: &Manifest) -> Option<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().flatten();
    entries.map(walkdir::DirEntry::into_path).find(|path| {
        let inside = path.strip_prefix(output).unwrap_or(path).to_string_lossy().replace('\\', "/");
        !old.has(&inside) && !old.has_inside(&inside)
    })
}

/// Returns the path without links and dots, for a folder that may not exist yet.
fn resolved(folder: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(folder)?;
    let mut missing = Vec::new();
    let mut here = absolute.as_path();
    loop {
        match fs::canonicalize(here) {
            Ok(real) => {
                let mut path = real;
                for part in missing.iter().rev() {
                    match part {
                        std::path::Component::ParentDir => {
                            path.pop();
                        }
                        other => path.push(other),
                    }
                }
                return Ok(path);
            }
            Err(error) => {
                let (Some(parent), Some(last)) = (here.parent(), here.components().next_back()) else {
                    return Err(error);
                };
                missing.push(last);
                here = parent;
            }
        }
    }
}
