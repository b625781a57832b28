//! The staging folder: where files wait until the whole site is rendered.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use cap_fs_ext::{DirExt, FollowSymlinks, MetadataExt, OpenOptionsFollowExt};
use cap_std::fs::{Dir, OpenOptions};
use rayon::prelude::*;

use super::OutputError;
use super::manifest::UNION;
use crate::folder::Folder;

/// The name of the file that a running build holds the lock of.
const LOCK: &str = "lock";

/// The name of the folder in it that becomes the site.
const SITE: &str = "site";

/// A folder beside the output, on the same file system, so that a rename moves what is in it.
///
/// It is removed when it is dropped, and what a killed build left in it when the next one opens it. Neither it nor
/// what is in it is reached through a link: a repository may hold one of its name.
pub struct Staging {
    site: Dir,
    place: Place,
}

/// Where the staging folder is. It goes when this does.
struct Place {
    /// The folder that it is in.
    parent: Folder,
    name: String,
    folder: Folder,
    /// Held for as long as the build runs, so that two builds do not write into one output.
    _lock: File,
}

impl Staging {
    pub fn open(output: &Path) -> Result<Self, OutputError> {
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        let name = format!(".{name}.chancery-staging");
        let path = output.with_file_name(&name);
        let failed = |error| OutputError::write(&path, error);
        let parent = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(failed)?;
        let parent = Folder::open(parent).map_err(failed)?;
        let (folder, lock) = lock(&parent, &name, output)?;
        let place = Place { parent, name, folder, _lock: lock };
        place.clear().map_err(failed)?;
        place.folder.dir().create_dir(SITE).map_err(failed)?;
        let site = place.folder.dir().open_dir_nofollow(SITE).map_err(failed)?;
        Ok(Self { site, place })
    }

    /// Makes the folders of these files, each once.
    pub fn make_parents<'a>(&self, files: impl Iterator<Item = &'a str>) -> Result<(), OutputError> {
        let folders: BTreeSet<&str> =
            files.flat_map(|file| file.match_indices('/').map(move |(end, _)| &file[..end])).collect();
        let mut levels: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for folder in folders {
            levels.entry(folder.matches('/').count()).or_default().push(folder);
        }
        // Those of one level are in folders of the level before.
        levels.into_values().try_for_each(|level| {
            level.into_par_iter().try_for_each(|folder| match self.site.create_dir(folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(self.failed(folder, error)),
                _ => Ok(()),
            })
        })
    }

    /// Writes a file, and its folder if that was not made before.
    pub fn write(&self, file: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let written = match (self.site.write(file, bytes), file.rsplit_once('/')) {
            (Err(error), Some((folder, _))) if error.kind() == io::ErrorKind::NotFound => {
                self.site.create_dir_all(folder).and_then(|()| self.site.write(file, bytes))
            }
            (written, _) => written,
        };
        written.map_err(|error| self.failed(file, error))
    }

    /// Writes a file that has another name here than in the output.
    pub fn write_aside(&self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let folder = &self.place.folder;
        // One that a killed build left, or a link.
        let _ = folder.dir().remove_file(name);
        folder.write_new(name, bytes).map_err(|error| OutputError::write(&folder.path().join(name), error))
    }

    /// Moves one file to its place in the output.
    pub fn place(&self, file: &str, output: &Folder) -> Result<(), OutputError> {
        let done = match file.rsplit_once('/') {
            Some((folder, _)) => output.dir().create_dir_all(folder),
            None => Ok(()),
        };
        done.and_then(|()| self.site.rename(file, output.dir(), file))
            .map_err(|error| OutputError::Update { path: output.path().join(file), error })
    }

    /// Moves a file that has another name here to its place in the output.
    pub fn place_aside(&self, name: &str, output: &Folder, file: &str) -> Result<(), OutputError> {
        let moved = self.place.folder.dir().rename(name, output.dir(), file);
        moved.map_err(|error| OutputError::Update { path: output.path().join(file), error })
    }

    /// Moves all at once to where no output is yet.
    pub fn become_folder(self, output: &Path) -> Result<(), OutputError> {
        let failed = |error| OutputError::write(output, error);
        let Self { site, place } = self;
        // Where a folder that is open cannot be moved.
        drop(site);
        let name = output.file_name().unwrap_or_default();
        let parent = place.parent.dir();
        match parent.symlink_metadata(name) {
            // It is empty, or it would not be written into.
            Ok(data) if data.is_dir() => parent.remove_dir(name).map_err(failed)?,
            _ => {}
        }
        place.folder.dir().rename(SITE, parent, name).map_err(failed)
    }

    fn failed(&self, file: &str, error: io::Error) -> OutputError {
        let path: PathBuf = self.place.folder.path().join(SITE).join(file);
        OutputError::write(&path, error)
    }
}

impl Place {
    /// Removes the site that waits here. A link goes itself, and not what it leads to.
    fn clear(&self) -> io::Result<()> {
        let dir = self.folder.dir();
        match dir.symlink_metadata(SITE) {
            Ok(data) if data.is_dir() => dir.remove_dir_all(SITE),
            Ok(_) => dir.remove_file(SITE),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build. The lock goes last, and the folder
        // only if it is empty then: from there on it may be the next build's.
        let _ = self.clear();
        let _ = self.folder.dir().remove_file(UNION);
        let _ = self.folder.dir().remove_file(LOCK);
        let _ = self.parent.dir().remove_dir(&self.name);
    }
}

/// Makes the folder, and takes the lock in it.
fn lock(parent: &Folder, name: &str, output: &Path) -> Result<(Folder, File), OutputError> {
    let failed = |error| OutputError::write(&parent.path().join(name), error);
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true).follow(FollowSymlinks::No);
    loop {
        let folder = match parent.own(name) {
            Ok(folder) => folder,
            // A build that ends just now took the folder away again.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(failed(error)),
        };
        let lock = match folder.dir().open_with(LOCK, &options) {
            Ok(lock) => lock,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(failed(error)),
        };
        let own = lock.metadata().map_err(failed)?;
        let lock = lock.into_std();
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy { folder: output.to_owned() }),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        // A lock on a file that is deleted would keep nobody out.
        match folder.dir().symlink_metadata(LOCK) {
            Ok(there) if (own.dev(), own.ino()) == (there.dev(), there.ino()) => return Ok((folder, lock)),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
    }
}
