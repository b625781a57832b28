//! The working tree: a site's files as they are on disk now.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{FOLDERS, Found, Listing, Source};
use crate::config::CONFIG_FILE;
use crate::problem::{Code, Place, Problem};

/// A site's folder on disk.
#[derive(Clone, Debug)]
pub struct WorkingTree {
    root: PathBuf,
    /// The root without symbolic links, to tell which links lead out of it.
    real_root: PathBuf,
}

impl WorkingTree {
    /// Returns the working tree of the site in this folder.
    ///
    /// # Errors
    /// Returns why the folder cannot be reached.
    pub fn open(root: &Path) -> io::Result<Self> {
        Ok(Self { root: root.to_owned(), real_root: fs::canonicalize(root)? })
    }

    /// Returns the site's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn list_folder(&self, folder: &str, listing: &mut Listing) {
        let top = self.root.join(folder);
        if !top.is_dir() {
            return;
        }
        let mut outside = Vec::new();
        let walk = WalkDir::new(&top).follow_links(true).into_iter().filter_entry(|entry| {
            let leads_out = entry.path_is_symlink() && self.target_is_outside(entry.path());
            if leads_out {
                outside.push(entry.path().to_owned());
            }
            !leads_out && (entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy()))
        });
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_file() => self.list_file(&entry, listing),
                Ok(_) => {}
                Err(error) => listing.problems.push(self.walk_problem(&error)),
            }
        }
        listing.problems.extend(outside.iter().map(|link| {
            Problem::new(Code::Symlink, "this symbolic link leads out of the site, so it is skipped")
                .at(Place::file(self.shown(link)))
                .hint("copy the file into the site")
        }));
    }

    fn list_file(&self, entry: &DirEntry, listing: &mut Listing) {
        match self.site_path(entry.path()) {
            Some(path) => listing.files.push(path),
            None => listing.problems.push(
                Problem::new(Code::UnreadableFile, "this file's name is not UTF-8")
                    .at(Place::file(self.shown(entry.path())))
                    .hint("rename the file"),
            ),
        }
    }

    fn target_is_outside(&self, link: &Path) -> bool {
        fs::canonicalize(link).is_ok_and(|target| !target.starts_with(&self.real_root))
    }

    fn walk_problem(&self, error: &walkdir::Error) -> Problem {
        let place = Place::file(error.path().map(|path| self.shown(path)).unwrap_or_default());
        if error.loop_ancestor().is_some() {
            return Problem::new(
                Code::Symlink,
                "this symbolic link leads round in a circle, so it is skipped",
            )
            .at(place)
            .hint("delete the link");
        }
        let dangling = error.path().is_some_and(Path::is_symlink);
        if dangling {
            return Problem::new(Code::Symlink, "this symbolic link leads nowhere, so it is skipped")
                .at(place)
                .hint("delete the link, or bring its target back");
        }
        let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        Problem::new(Code::UnreadableFile, format!("this cannot be read: {why}")).at(place)
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
        if self.root.join(CONFIG_FILE).is_file() {
            listing.files.push(CONFIG_FILE.to_owned());
        }
        for folder in FOLDERS {
            self.list_folder(folder, &mut listing);
        }
        listing.files.sort_unstable();
        listing
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(self.root.join(path))
    }

    fn read_start(&self, path: &str, length: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        fs::File::open(self.root.join(path))?.take(length).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn size(&self, path: &str) -> Option<u64> {
        Some(fs::metadata(self.root.join(path)).ok()?.len())
    }

    fn look(&self, path: &str) -> Found {
        let file = self.root.join(path);
        if path.split('/').any(is_ignored) || self.target_is_outside(&file) {
            return Found::Nothing;
        }
        match fs::metadata(&file) {
            Ok(data) if data.is_file() => Found::File,
            Ok(data) if data.is_dir() => Found::Folder,
            _ => Found::Nothing,
        }
    }
}

/// Returns whether a file or folder of this name is the business of an editor, of git or of the system.
pub(super) fn is_ignored(name: &str) -> bool {
    // GitHub Pages serves `.well-known`; nothing else with a dot is content.
    name.starts_with('.') && name != ".well-known" || name.ends_with('~')
}
