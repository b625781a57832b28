//! The staging folder: where files wait until the whole site is rendered.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;

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
        let failed = |error| OutputError::write(&folder, error);
        fs::create_dir_all(&folder).map_err(failed)?;
        let lock = File::create(folder.join("lock")).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy { folder: output.to_owned() }),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
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

    /// Moves one file to its place in the output.
    pub fn place(&self, file: &str, output: &Path) -> Result<(), OutputError> {
        let to = output.join(file);
        let failed = |error| OutputError::write(&to, error);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::rename(self.site().join(file), &to).map_err(failed)
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
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
