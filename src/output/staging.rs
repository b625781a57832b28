//! The staging folder: where files wait until the whole site is rendered.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;

/// The name of the file that a running build holds the lock of.
const LOCK: &str = "lock";

/// A folder beside the output, on the same file system, so that a rename moves what is in it.
///
/// It is removed when it is dropped, and what a killed build left in it when the next one opens it.
pub struct Staging {
    folder: PathBuf,
    /// Held for as long as the build runs, so that two builds do not write into one output.
    _lock: File,
}

impl Staging {
    pub fn open(output: &Path) -> Result<Self, OutputError> {
        let name = output.file_name().unwrap_or_default().to_string_lossy();
        let folder = output.with_file_name(format!(".{name}.chancery-staging"));
        let lock = lock(&folder, output)?;
        let staging = Self { folder, _lock: lock };
        if staging.site().exists() {
            fs::remove_dir_all(staging.site()).map_err(|error| OutputError::write(&staging.folder, error))?;
        }
        fs::create_dir(staging.site()).map_err(|error| OutputError::write(&staging.folder, error))?;
        Ok(staging)
    }

    fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    /// Makes the folders that several files share, once.
    pub fn make_parents<'a>(&self, files: impl Iterator<Item = &'a str>) -> Result<(), OutputError> {
        let shared: BTreeSet<&str> =
            files.filter_map(|file| Some(file.rsplit_once('/')?.0.rsplit_once('/')?.0)).collect();
        for folder in shared {
            fs::create_dir_all(self.site().join(folder))
                .map_err(|error| OutputError::write(&self.folder, error))?;
        }
        Ok(())
    }

    pub fn write(&self, file: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let path = self.folder.join("site").join(file);
        let failed = |error| OutputError::write(&path, error);
        if let Some(folder) = path.parent()
            && let Err(error) = fs::create_dir(folder)
            && error.kind() != io::ErrorKind::AlreadyExists
        {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, bytes).map_err(failed)
    }

    /// Writes a file that has another name here than in the output.
    pub fn write_aside(&self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let path = self.folder.join(name);
        fs::write(&path, bytes).map_err(|error| OutputError::write(&path, error))
    }

    /// Moves one file to its place in the output.
    pub fn place(&self, file: &str, output: &Path) -> Result<(), OutputError> {
        rename(&self.site().join(file), &output.join(file))
    }

    /// Moves a file that has another name here to its place in the output.
    pub fn place_aside(&self, name: &str, to: &Path) -> Result<(), OutputError> {
        rename(&self.folder.join(name), to)
    }

    /// Moves all at once to where no output is yet.
    pub fn become_folder(&self, output: &Path) -> Result<(), OutputError> {
        let failed = |error| OutputError::write(output, error);
        if output.is_dir() {
            // It is empty, or it would not be written into.
            fs::remove_dir(output).map_err(failed)?;
        }
        fs::rename(self.site(), output).map_err(failed)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build. The lock goes last, and the folder
        // only if it is empty then: from there on it may be the next build's.
        let _ = fs::remove_dir_all(self.site());
        let _ = fs::remove_file(self.folder.join(LOCK));
        let _ = fs::remove_dir(&self.folder);
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), OutputError> {
    let failed = |error| OutputError::Update { path: to.to_owned(), error };
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::rename(from, to).map_err(failed)
}

/// Makes the folder, and takes the lock in it.
fn lock(folder: &Path, output: &Path) -> Result<File, OutputError> {
    let failed = |error| OutputError::write(folder, error);
    let path = folder.join(LOCK);
    loop {
        fs::create_dir_all(folder).map_err(failed)?;
        let lock = match File::options().create(true).truncate(false).write(true).open(&path) {
            Ok(lock) => lock,
            // A build that ends just now took the folder away again.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(failed(error)),
        };
        match lock.try_lock() {
            // A lock on a file that is deleted would keep nobody out.
            Ok(()) if is_at(&lock, &path).map_err(failed)? => return Ok(lock),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy { folder: output.to_owned() }),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
}

/// Returns whether an open file is still the one at its path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let own = file.metadata()?;
    match fs::metadata(path) {
        Ok(there) => Ok((own.dev(), own.ino()) == (there.dev(), there.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Elsewhere a file that is open is not deleted.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail elsewhere")]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}
