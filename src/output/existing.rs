//! The output of an earlier build, and how it is brought up to date.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use cap_fs_ext::{FollowSymlinks, MetadataExt, OpenOptionsFollowExt};
use cap_std::fs::OpenOptions;
use rayon::prelude::*;

use super::OutputError;
use super::manifest::{FILE, Kept, Manifest, UNION};
use super::staging::Staging;
use crate::folder::Folder;

/// An output folder that something is in.
#[derive(Debug)]
pub struct Existing {
    folder: Folder,
    kept: Kept,
}

impl Existing {
    pub fn new(folder: Folder, kept: Kept) -> Self {
        Self { folder, kept }
    }

    /// Returns what the earlier build wrote.
    pub fn manifest(&self) -> &Manifest {
        &self.kept.manifest
    }

    /// Returns whether a file is there and has just these bytes.
    pub fn holds(&self, file: &str, bytes: &[u8]) -> bool {
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        let Ok(mut there) = self.folder.dir().open_with(file, &options) else { return false };
        // Most changed files differ in length, which needs no reading.
        let length = bytes.len();
        if !there.metadata().is_ok_and(|data| data.is_file() && data.len() == length as u64) {
            return false;
        }
        let mut read = Vec::with_capacity(length + 1);
        there.read_to_end(&mut read).is_ok() && read == bytes
    }

    /// Returns what its writers should know of the manifest that was there.
    pub fn notes(&self, removed: &Removed) -> Vec<String> {
        let manifest = self.folder.path().join(FILE).display().to_string();
        let lines = self.kept.distrusted.iter().map(|line| {
            format!("line {line} of {manifest} names no file that a build writes, so it was ignored")
        });
        let kept = (removed.kept > 0).then(|| {
            format!(
                "{} of an older version's build in {} that cannot be told from files of somebody else's, and stay",
                match removed.kept {
                    1 => "there is 1 file".to_owned(),
                    number => format!("there are {number} files"),
                },
                self.folder.path().display()
            )
        });
        lines.chain(kept).collect()
    }

    /// Brings the folder up to date with what waits in the staging folder.
    pub fn replace(
        &self,
        staging: &Staging,
        manifest: &Manifest,
        new: &BTreeSet<&str>,
    ) -> Result<Removed, OutputError> {
        let old = &self.kept.manifest;
        self.check_way(new, old)?;
        let (gone, kept) = self.gone(manifest);
        let mut removed = Removed { removed: 0, kept };
        let is_current = old == manifest && !self.kept.is_old && self.kept.distrusted.is_empty();
        if new.is_empty() && gone.is_empty() && is_current {
            return Ok(removed);
        }
        // What takes space on the disk is done first: renaming takes none.
        staging.write_aside(UNION, old.or(manifest).to_text().as_bytes())?;
        staging.write(FILE, manifest.to_text().as_bytes())?;
        self.make_folders(new)?;
        // Until the end, what is there may be of the old site or the new one. A build that is killed
        // meanwhile leaves a manifest that names both.
        staging.place_aside(UNION, &self.folder, FILE)?;
        // What goes makes room for what comes: a file may become a folder, and a folder a file.
        for file in &gone {
            removed.removed += usize::from(self.remove(file)?);
        }
        for file in new {
            self.clear_folders(file);
            staging.place(file, &self.folder)?;
        }
        staging.place(FILE, &self.folder)?;
        Ok(removed)
    }

    /// Returns the files that are to go, and how many more would be if it were sure that they are Chancery's own.
    fn gone<'a>(&'a self, manifest: &'a Manifest) -> (Vec<&'a str>, usize) {
        let old = &self.kept.manifest;
        let all: Vec<&str> = old.without(manifest).collect();
        if !self.kept.is_old {
            return (all, 0);
        }
        // In the older form a file name with a line break in it could name the file of somebody else.
        let is_clear = walkdir::WalkDir::new(self.folder.path()).into_iter().all(|entry| {
            entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().contains(['\n', '\r']))
        });
        let is_own = |file: &&str| {
            let hash = self.folder.read(file).map(|bytes| blake3::hash(&bytes));
            is_clear && hash.is_ok_and(|hash| old.hash(file) == Some(hash))
        };
        let (own, others): (Vec<&str>, Vec<&str>) = all.into_iter().partition(is_own);
        let kept = others.iter().filter(|file| self.folder.dir().symlink_metadata(file).is_ok()).count();
        (own, kept)
    }

    /// Refuses to write where something of somebody else's stands, or through a link.
    fn check_way(&self, new: &BTreeSet<&str>, old: &Manifest) -> Result<(), OutputError> {
        let in_the_way = |file: &str| OutputError::InTheWay { file: self.folder.path().join(file) };
        let folders: BTreeSet<&str> = new
            .iter()
            .flat_map(|file| file.match_indices('/').map(move |(end, _)| &file[..end]))
            .filter(|folder| !old.has(folder))
            .collect();
        for folder in folders {
            if self.folder.dir().symlink_metadata(folder).is_ok_and(|data| !data.is_dir()) {
                return Err(in_the_way(folder));
            }
        }
        for file in new {
            match self.folder.dir().symlink_metadata(file) {
                Ok(data) if data.is_dir() => {
                    if let Some(file) = self.foreign_file(file, old) {
                        return Err(OutputError::InTheWay { file });
                    }
                }
                Ok(_) if !old.has(file) => return Err(in_the_way(file)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Returns the first file in a folder of the output that Chancery did not write. A folder that cannot be looked
    /// into may hold some.
    fn foreign_file(&self, folder: &str, old: &Manifest) -> Option<PathBuf> {
        let output = self.folder.path();
        let entries = walkdir::WalkDir::new(output.join(folder)).sort_by_file_name().into_iter();
        let mut found = entries.filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => {
                let path = entry.into_path();
                let inside = path.strip_prefix(output).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                (!old.has(&inside)).then_some(path)
            }
            Err(error) => Some(error.path().map_or_else(|| output.join(folder), Path::to_owned)),
        });
        found.next()
    }

    fn make_folders(&self, new: &BTreeSet<&str>) -> Result<(), OutputError> {
        let folders: BTreeSet<&str> = new.iter().filter_map(|file| Some(file.rsplit_once('/')?.0)).collect();
        for folder in folders {
            match self.folder.dir().create_dir_all(folder) {
                Ok(()) => {}
                // An old file of the site is there still; it goes before the new one comes.
                Err(error)
                    if matches!(
                        error.kind(),
                        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists
                    ) => {}
                Err(error) => return Err(OutputError::write(&self.folder.path().join(folder), error)),
            }
        }
        Ok(())
    }

    /// Removes a file, and the folders that are empty without it. Returns whether it was there.
    fn remove(&self, file: &str) -> Result<bool, OutputError> {
        let dir = self.folder.dir();
        if self.is_behind_link(file) {
            return Ok(false);
        }
        // A folder has taken its place: a build was killed after that.
        let is_file = dir.symlink_metadata(file).is_ok_and(|data| !data.is_dir());
        match if is_file { dir.remove_file(file) } else { Err(io::ErrorKind::NotFound.into()) } {
            Ok(()) => {}
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            Err(error) => return Err(OutputError::Update { path: self.folder.path().join(file), error }),
        }
        // Also if it was gone before: who took it away may have been killed before the folders went.
        let mut folder = file;
        while let Some((empty, _)) = folder.rsplit_once('/') {
            // A folder that still holds something stays.
            if dir.remove_dir(empty).is_err() {
                break;
            }
            folder = empty;
        }
        Ok(is_file)
    }

    /// Removes the folders, all without files, that stand where a file goes.
    fn clear_folders(&self, file: &str) {
        let dir = self.folder.dir();
        if !dir.symlink_metadata(file).is_ok_and(|data| data.is_dir()) {
            return;
        }
        let path = self.folder.path().join(file);
        for entry in walkdir::WalkDir::new(&path).contents_first(true).into_iter().flatten() {
            let Ok(inside) = entry.path().strip_prefix(self.folder.path()) else { continue };
            // One that is not empty is told when the file takes its place.
            let _ = dir.remove_dir(inside);
        }
    }

    /// Returns whether one of a file's folders is a link, behind which nothing is Chancery's own.
    fn is_behind_link(&self, file: &str) -> bool {
        let is_link = |folder| self.folder.dir().symlink_metadata(folder).is_ok_and(|data| data.is_symlink());
        file.match_indices('/').any(|(end, _)| is_link(&file[..end]))
    }

    /// Looks whether all is there: somebody else may have taken something away meanwhile.
    pub fn check_whole<'a>(
        &self,
        files: impl IndexedParallelIterator<Item = (&'a str, u64)>,
    ) -> Result<(), OutputError> {
        let path = self.folder.path();
        let is_same = || {
            let (own, there) = (self.folder.dir().dir_metadata()?, Folder::open(path)?.dir().dir_metadata()?);
            Ok::<bool, io::Error>((own.dev(), own.ino()) == (there.dev(), there.ino()))
        };
        if !is_same().unwrap_or(false) {
            return Err(OutputError::Gone { path: path.to_owned() });
        }
        let is_there = |file: &str, length: u64| {
            let data = self.folder.dir().symlink_metadata(file);
            data.is_ok_and(|data| data.is_file() && data.len() == length)
        };
        match files.find_first(|(file, length)| !is_there(file, *length)) {
            Some((file, _)) => Err(OutputError::Gone { path: path.join(file) }),
            None => Ok(()),
        }
    }
}

/// What became of the files that are no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// How many were removed.
    pub removed: usize,
    /// How many stay, since they may be somebody else's.
    pub kept: usize,
}
