//! A folder of files, none of which is reached through a link that leads out of it.
//!
//! A repository may hold links, and whoever writes to it chooses where they lead. What is read or written here is
//! opened step by step from the folder on (`cap-std`), so that a link that leads out is refused, also one that was put
//! there a moment ago. A link that stays inside is followed.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

use cap_fs_ext::DirExt;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions, Permissions};

/// A folder, and the way to what is in it.
#[derive(Debug)]
pub struct Folder {
    dir: Dir,
    /// Where it is, for messages.
    path: PathBuf,
}

impl Folder {
    /// Opens a folder that its user has named, through whatever links lead there.
    ///
    /// # Errors
    /// Returns why it cannot be opened.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { dir: Dir::open_ambient_dir(path, ambient_authority())?, path: path.to_owned() })
    }

    /// Opens a folder in this one that is no link; it is made if it is not there.
    ///
    /// # Errors
    /// Returns why it cannot be opened, or that it is a link or a file.
    pub fn own(&self, name: &str) -> io::Result<Self> {
        make(&self.dir, name)?;
        self.own_if_there(name)
    }

    /// Opens a folder in this one that is no link.
    ///
    /// # Errors
    /// Returns why it cannot be opened, or that it is a link, a file, or not there.
    pub fn own_if_there(&self, name: &str) -> io::Result<Self> {
        let path = self.path.join(name);
        let dir = self.dir.open_dir_nofollow(name).map_err(|error| {
            if path.is_symlink() { io::Error::other("it is a link, which is not followed") } else { error }
        })?;
        Ok(Self { dir, path })
    }

    /// Returns the open folder.
    pub fn dir(&self) -> &Dir {
        &self.dir
    }

    /// Returns where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens a file for reading. A link may not lead out of the first folder of the path either.
    ///
    /// # Errors
    /// Returns why it cannot be opened.
    pub fn file(&self, path: &str) -> io::Result<File> {
        let opened = match path.split_once('/') {
            None => self.dir.open(path),
            Some((top, rest)) => self.dir.open_dir(top).and_then(|top| top.open(rest)),
        };
        match opened {
            Ok(file) => Ok(file.into_std()),
            // One that is written from the root of the file system on may lead inside all the same.
            Err(error) if is_way_out(&error) => match self.without_links(path) {
                Ok(real) => Ok(self.dir.open(real)?.into_std()),
                Err(_) => Err(self.explained(path, error)),
            },
            Err(error) => Err(error),
        }
    }

    /// Reads a file whole.
    ///
    /// # Errors
    /// Returns why it cannot be read.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut file = self.file(path)?;
        let length = file.metadata().map_or(0, |data| data.len());
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).min(MOST_AT_ONCE));
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Writes a file that is not there yet, with its folders; on failure, none of it stays.
    ///
    /// # Errors
    /// Returns why it cannot be written, or that something is there.
    pub fn write_new(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.copy_new(&mut &*bytes, path)
    }

    /// Copies something into a file that is not there yet, with its folders; on failure, none of it stays.
    ///
    /// # Errors
    /// Returns why it cannot be written, or that something is there.
    pub fn copy_new(&self, from: &mut dyn Read, path: &str) -> io::Result<()> {
        let explained = |error| self.explained(path, error);
        let (folder, name) = self.folder_of(path).map_err(explained)?;
        let mut options = OpenOptions::new();
        let mut file = folder.open_with(name, options.write(true).create_new(true)).map_err(explained)?;
        let written = io::copy(from, &mut file);
        if written.is_err() {
            // The error of the write is the one that counts.
            let _ = folder.remove_file(name);
        }
        written.map(|_| ())
    }

    /// Writes a file whole: beside its place first, and then by a rename.
    ///
    /// Its folder is made if it is not there. An old file keeps its permissions, and a link to one stays a link.
    ///
    /// # Errors
    /// Returns what the file system says; an old file is then as it was.
    pub fn replace(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let explained = |error| self.explained(path, error);
        let real = match self.dir.symlink_metadata(path) {
            Ok(data) if data.is_symlink() => self.without_links(path).map_err(explained)?,
            _ => PathBuf::from(path),
        };
        let real = real.to_str().ok_or(io::ErrorKind::InvalidFilename)?.replace('\\', "/");
        let (folder, name) = self.folder_of(&real).map_err(explained)?;
        let permissions = match folder.metadata(name) {
            Ok(old) if old.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
            old => old.ok().map(|old| old.permissions()),
        };
        let mut waiting = OsString::from(".");
        waiting.push(name);
        waiting.push(".chancery-new");
        // One that a killed run left; if there is none, all the better.
        let _ = folder.remove_file(&waiting);
        let done = write(&folder, &waiting, bytes, permissions)
            .and_then(|()| folder.rename(&waiting, &folder, name));
        if done.is_err() {
            // The error of the write is the one that counts.
            let _ = folder.remove_file(&waiting);
        }
        done
    }

    /// Removes a file.
    ///
    /// # Errors
    /// Returns why it cannot be removed.
    pub fn remove(&self, path: &str) -> io::Result<()> {
        self.dir.remove_file(path).map_err(|error| self.explained(path, error))
    }

    /// Returns the folder of a file, made if it is not there, and the file's name in it.
    fn folder_of<'a>(&self, path: &'a str) -> io::Result<(Dir, &'a str)> {
        let Some((folders, name)) = path.rsplit_once('/') else { return Ok((self.dir.try_clone()?, path)) };
        // What is under a folder of the site stays there, whatever links it holds.
        let (top, rest) = folders.split_once('/').unwrap_or((folders, ""));
        make(&self.dir, top)?;
        let top = self.dir.open_dir(top)?;
        if rest.is_empty() {
            return Ok((top, name));
        }
        top.create_dir_all(rest)?;
        Ok((top.open_dir(rest)?, name))
    }

    /// Returns a path from the folder on in which no part is a link.
    fn without_links(&self, path: &str) -> io::Result<PathBuf> {
        let top = path.split('/').next().unwrap_or_default();
        let root = fs::canonicalize(&self.path)?;
        let real = fs::canonicalize(self.path.join(path))?;
        let is_inside = real.starts_with(fs::canonicalize(self.path.join(top))?) || top == path;
        let inside = real.strip_prefix(root).ok().filter(|_| is_inside);
        inside.map(Path::to_owned).ok_or_else(|| io::ErrorKind::PermissionDenied.into())
    }

    /// Returns an error that names the link because of which something is refused.
    fn explained(&self, path: &str, error: io::Error) -> io::Error {
        if !is_way_out(&error) {
            return error;
        }
        let mut folder = PathBuf::new();
        for part in Path::new(path).components() {
            let Component::Normal(name) = part else { break };
            folder.push(name);
            if self.path.join(&folder).is_symlink() {
                let shown = folder.display();
                return io::Error::other(format!("{shown} is a link that leads out of where it may lead"));
            }
        }
        error
    }
}

/// How many bytes are set aside for a file before it is read.
const MOST_AT_ONCE: usize = 1 << 26;

/// Returns whether an error means that a path leads out: it is not one of the system's own.
fn is_way_out(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none()
}

/// Makes a folder unless there is something of that name.
fn make(folder: &Dir, name: &str) -> io::Result<()> {
    match folder.create_dir(name) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

fn write(folder: &Dir, name: &OsStr, bytes: &[u8], permissions: Option<Permissions>) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = folder.open_with(name, options.write(true).create_new(true))?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    // A rename may reach the disk before what was written, and a power cut leave an empty file.
    file.sync_all()
}
