//! The cache: files in a folder of the site that are safe to delete.
//!
//! It saves time and decides nothing. Each entry carries a keyed hash (BLAKE3) of its name and its bytes, and the key
//! lies in the state folder of the user, outside of the site: what somebody else wrote there, or what is not whole,
//! is as good as not there. Where the key cannot be kept, nothing is.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::folder::Folder;

/// The folder of the cache, in the site's folder.
pub const FOLDER: &str = ".chancery";

/// The name of the key in the state folder.
const KEY: &str = "chancery/key";

/// What an entry begins with, before its hash.
pub const HEADER: &str = "chancery cache 1 ";

/// The cache of one site.
#[derive(Clone, Debug)]
pub struct Cache {
    state: State,
    is_read_only: bool,
}

#[derive(Clone, Debug)]
enum State {
    Kept(Arc<Kept>),
    Unused(Unused),
}

/// Why there is no cache to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unused {
    /// It is a link or a file.
    NoFolder,
    /// It is among the files of the repository.
    Tracked,
    /// The site's folder cannot be opened.
    NoSite,
    /// It is not wanted.
    Unwanted,
}

#[derive(Debug)]
struct Kept {
    site: Folder,
    /// None where no key can be had.
    key: OnceLock<Option<[u8; blake3::KEY_LEN]>>,
}

impl Cache {
    /// Returns the cache of the site in a folder. `is_tracked` tells whether its repository has files of that name;
    /// it is asked only if there are any.
    pub fn of(root: &Path, is_tracked: impl FnOnce() -> bool) -> Self {
        let state = match fs::symlink_metadata(root.join(FOLDER)) {
            Ok(data) if !data.is_dir() => State::Unused(Unused::NoFolder),
            Ok(_) if is_tracked() => State::Unused(Unused::Tracked),
            _ => match Folder::open(root) {
                Ok(site) => State::Kept(Arc::new(Kept { site, key: OnceLock::new() })),
                Err(_) => State::Unused(Unused::NoSite),
            },
        };
        Self { state, is_read_only: false }
    }

    /// Returns no cache, for what is to leave no trace and take nothing from before.
    pub fn none() -> Self {
        Self { state: State::Unused(Unused::Unwanted), is_read_only: true }
    }

    /// Returns the same cache for what is shown and not published: nothing is added to it.
    #[must_use]
    pub fn read_only(&self) -> Self {
        Self { is_read_only: true, ..self.clone() }
    }

    /// Returns whether nothing is added to it.
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// Returns why it is not used, if it is not.
    pub fn unused(&self) -> Option<Unused> {
        match &self.state {
            State::Kept(_) => None,
            State::Unused(why) => Some(*why),
        }
    }

    /// Returns an entry as it was kept; none where there is none, or where it is not as it was kept.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        let State::Kept(kept) = &self.state else { return None };
        let mut bytes = kept.folder_if_there()?.read(name).ok()?;
        let rest = bytes.strip_prefix(HEADER.as_bytes())?;
        let (hash, rest) = rest.split_at_checked(2 * blake3::OUT_LEN)?;
        let content = rest.strip_prefix(b"\n")?;
        let is = blake3::Hash::from_hex(hash).ok()?;
        // Hashes are compared in constant time.
        if is != kept.hash(name, content)? {
            return None;
        }
        let start = bytes.len() - content.len();
        bytes.drain(..start);
        Some(bytes)
    }

    /// Keeps an entry, whole or not at all. The parts of its name stand between `/`.
    ///
    /// Without it the next run only takes longer, so a failure is told to nobody.
    pub fn keep(&self, name: &str, content: &[u8]) {
        if let State::Kept(kept) = &self.state
            && !self.is_read_only
        {
            let _ = kept.keep(name, content);
        }
    }

    /// Returns the names of the entries in one of its folders.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let State::Kept(kept) = &self.state else { return Vec::new() };
        let entries = kept.folder_if_there().and_then(|own| own.dir().read_dir(folder).ok());
        let names = entries.into_iter().flatten().flatten();
        names.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    /// Forgets an entry.
    pub fn forget(&self, name: &str) {
        if let State::Kept(kept) = &self.state
            && let Some(own) = kept.folder_if_there()
        {
            let _ = own.remove(name);
        }
    }
}

impl Kept {
    fn folder_if_there(&self) -> Option<Folder> {
        self.site.own_if_there(FOLDER).ok()
    }

    fn keep(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let hash = self.hash(name, content).ok_or(io::ErrorKind::Unsupported)?;
        let own = self.site.own(FOLDER)?;
        if own.dir().symlink_metadata(IGNORE).is_err() {
            // Git must not take it for a part of the site, in repositories that do not say so themselves.
            own.write_new(IGNORE, b"*\n").or_else(unless_there)?;
        }
        let (folder, file) = match name.split_once('/') {
            Some((folder, file)) => (own.own(folder)?, file),
            None => (own, name),
        };
        let mut bytes = Vec::with_capacity(HEADER.len() + 2 * blake3::OUT_LEN + 1 + content.len());
        bytes.extend_from_slice(HEADER.as_bytes());
        bytes.extend_from_slice(hash.to_hex().as_bytes());
        bytes.push(b'\n');
        bytes.extend_from_slice(content);
        let waiting = format!("{file}.part");
        let _ = folder.dir().remove_file(&waiting);
        let written = folder
            .write_new(&waiting, &bytes)
            .and_then(|()| folder.dir().rename(&waiting, folder.dir(), file));
        if written.is_err() {
            let _ = folder.dir().remove_file(&waiting);
        }
        written
    }

    /// Returns the hash of an entry: of its name too, so that none stands in for another.
    fn hash(&self, name: &str, content: &[u8]) -> Option<blake3::Hash> {
        let key = self.key.get_or_init(|| key(self.site.path())).as_ref()?;
        let mut hasher = blake3::Hasher::new_keyed(key);
        hasher.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes()).update(content);
        Some(hasher.finalize())
    }
}

/// The file that keeps git from the cache.
const IGNORE: &str = ".gitignore";

fn unless_there(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(error) }
}

/// Returns the user's folder for what programs keep from run to run; none where that is unknown.
fn state_folder() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if let Some(folder) = named("XDG_STATE_HOME") {
        return Some(folder);
    }
    if cfg!(windows) {
        return named("LOCALAPPDATA");
    }
    Some(named("HOME")?.join(".local/state"))
}

/// Returns the key of the user, which is made if there is none; none where it cannot be kept, or would lie in the
/// site's folder.
fn key(site: &Path) -> Option<[u8; blake3::KEY_LEN]> {
    let file = state_folder()?.join(KEY);
    let folder = file.parent()?;
    make_private_folder(folder).ok()?;
    if fs::canonicalize(folder).ok()?.starts_with(fs::canonicalize(site).ok()?) {
        return None;
    }
    if let Some(key) = read_key(&file) {
        return Some(key);
    }
    let mut key = [0; blake3::KEY_LEN];
    getrandom::fill(&mut key).ok()?;
    let waiting = file.with_extension(format!("{}.part", std::process::id()));
    let _ = fs::remove_file(&waiting);
    let mut options = OpenOptions::new();
    let written = private(options.write(true).create_new(true))
        .open(&waiting)
        .and_then(|mut new| new.write_all(&key).and_then(|()| new.sync_all()));
    // Of two that are made at once the first counts: a link takes no place that is taken.
    let placed = written.and_then(|()| match fs::hard_link(&waiting, &file) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && read_key(&file).is_some() => Ok(()),
        Err(_) => fs::rename(&waiting, &file),
        Ok(()) => Ok(()),
    });
    let _ = fs::remove_file(&waiting);
    placed.ok()?;
    read_key(&file)
}

/// Reads a key that nobody else can.
fn read_key(file: &Path) -> Option<[u8; blake3::KEY_LEN]> {
    let data = fs::symlink_metadata(file).ok()?;
    if !data.is_file() || !is_private(&data) {
        return None;
    }
    let mut bytes = Vec::with_capacity(blake3::KEY_LEN);
    File::open(file).ok()?.take(blake3::KEY_LEN as u64 + 1).read_to_end(&mut bytes).ok()?;
    bytes.try_into().ok()
}

/// Returns whether neither the group nor others may do anything with a file: the lower six bits of its mode.
#[cfg(unix)]
fn is_private(data: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    data.permissions().mode().trailing_zeros() >= 6
}

/// Elsewhere the folder of a user is that user's own.
#[cfg(not(unix))]
fn is_private(_: &fs::Metadata) -> bool {
    true
}

#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

impl std::fmt::Display for Unused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoFolder => {
                ".chancery is no folder of this site's own, so nothing is kept in it from build to build"
            }
            Self::Tracked => {
                "the cache .chancery is among the files of the repository, so it is not used; \
                 `git rm -r --cached .chancery` takes it out"
            }
            Self::NoSite => "the site's folder cannot be opened, so nothing is kept from build to build",
            Self::Unwanted => "nothing is kept from build to build",
        })
    }
}
