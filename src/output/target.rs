//! The output folder: whether it may be written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;
use super::existing::Existing;
use super::manifest::Kept;
use crate::folder::Folder;
use crate::source::FOLDERS;

/// The name of the output folder in the site's folder, unless another one is named.
const USUAL: &str = "public";

/// An output folder that may be written.
#[derive(Debug)]
pub struct Target {
    folder: PathBuf,
    adopt: bool,
}

impl Target {
    /// Checks the output folder of a site in its own folder, which may have come with it. A link out of it is not
    /// followed: it would choose what is written over.
    ///
    /// # Errors
    /// Returns why the folder must not be written.
    pub fn usual(site: &Path, adopt: bool) -> Result<Self, OutputError> {
        let folder = site.join(USUAL);
        let leads_out = folder.is_symlink()
            && !matches!((resolved(&folder), fs::canonicalize(site)), (Ok(to), Ok(site)) if to.starts_with(&site));
        if leads_out {
            let why =
                "it is a link that leads out of the site; if that is what you want, name it with --output";
            return Err(OutputError::Forbidden { folder, why });
        }
        Self::new(&folder, site, adopt)
    }

    /// Checks an output folder that its user has named; `site` is the folder of the site.
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
        target.existing()?;
        Ok(target)
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns what is there; none where nothing is there yet.
    pub(super) fn existing(&self) -> Result<Option<Existing>, OutputError> {
        let failed = |error| OutputError::write(&self.folder, error);
        let folder = match Folder::open(&self.folder) {
            Ok(folder) => folder,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        if folder.dir().entries().map_err(failed)?.next().is_none() {
            return Ok(None);
        }
        match Kept::read(&folder).map_err(failed)? {
            Some(kept) => Ok(Some(Existing::new(folder, kept))),
            None if self.adopt => Ok(Some(Existing::new(folder, Kept::default()))),
            None => Err(OutputError::Foreign { folder: self.folder.clone() }),
        }
    }
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
