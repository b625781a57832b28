//! A new site: its files are embedded in the binary and written into an empty folder.

mod error;
mod workflow;

pub use error::InitError;
pub use workflow::{FILE as WORKFLOW_FILE, write_workflow};

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::check::CODES;
use crate::load::Library;
use crate::schema::{EDITOR_FILES, Schemas, schema_files};
use crate::source::WorkingTree;

macro_rules! embedded {
    ($($path:literal,)*) => { embedded!("", "": $($path,)*) };
    ($before:literal, $after:literal: $($name:literal,)*) => {
        &[$((concat!($before, $name, $after), include_str!(concat!("site/", $before, $name, $after))),)*]
    };
}

/// The files of a new site but for the topics: path, and text.
const FILES: &[(&str, &str)] = embedded!(
    "site.yaml",
    "README.md",
    "content/briefings/1963/elysee-treaty.md",
    "content/briefings/2019/treaty-of-aachen.md",
    "content/pages/about.md",
);

/// Its topics: each line begins with one that has no parent, and those below follow.
const TOPICS: &[(&str, &str)] = embedded!("content/topics/", ".md":
    "diplomacy", "bilateral-relations", "summits-and-visits", "recognition", "diplomatic-missions",
        "consular-affairs", "public-diplomacy",
    "security", "alliances", "security-guarantees", "armed-forces", "maritime-security", "terrorism",
        "organised-crime", "intelligence",
    "conflict-and-peace", "ceasefires", "peace-agreements", "mediation", "peacekeeping",
        "territorial-disputes",
    "arms-control", "nuclear-weapons", "non-proliferation", "chemical-and-biological-weapons", "missiles",
        "conventional-weapons", "arms-trade",
    "economy-and-trade", "trade", "sanctions", "finance-and-investment", "economic-security",
        "transport-and-infrastructure",
    "energy-and-climate", "climate-change", "energy-supply", "environment",
    "human-rights", "democracy-and-elections", "media-freedom", "minorities", "women-and-gender",
    "migration", "asylum-and-refugees", "borders-and-visas",
    "international-law", "treaties", "courts-and-tribunals", "humanitarian-law", "law-of-the-sea",
    "international-organisations", "united-nations", "european-integration", "regional-organisations",
        "informal-groups",
    "technology-and-information", "cyber-security", "disinformation", "emerging-technology", "outer-space",
    "health-and-development", "development-co-operation", "humanitarian-aid", "food-security",
        "global-health",
);

/// Under its own name it would hide files of this repository.
const GITIGNORE: (&str, &str) = (".gitignore", include_str!("site/gitignore"));

/// What a new repository has before anybody wrote anything: the names, or their parts before the first dot. They stay as they
/// are, but for lines that `.gitignore` lacks.
const OF_A_REPOSITORY: [&str; 7] =
    [".git", ".gitignore", ".gitattributes", ".DS_Store", "README", "LICENSE", "LICENCE"];

/// Makes a new site in a folder, which may exist if there is nothing in it but what a new repository has: `.git`, a README,
/// a licence.
///
/// `is_in_repository` says that it is a folder inside a repository, where GitHub would not look for a
/// workflow; so none is written there.
///
/// # Errors
/// Returns why it cannot be made; the folder is then as it was.
pub fn init(folder: &Path, is_in_repository: bool) -> Result<(), InitError> {
    check(folder)?;
    let mut made = Made::default();
    for (path, text) in FILES.iter().chain(TOPICS).chain([&GITIGNORE]) {
        let path = folder.join(path);
        if fs::symlink_metadata(&path).is_err() {
            made.file(&path, text)?;
        }
    }
    if !is_in_repository {
        made.file(&folder.join(WORKFLOW_FILE), &workflow::text(""))?;
    }
    write_editor_files(folder, &mut made)?;
    ignore_what_is_made(&folder.join(GITIGNORE.0))?;
    made.keep();
    Ok(())
}

/// Adds the lines to a `.gitignore` that was there which it lacks: what is built is no part of a repository.
fn ignore_what_is_made(path: &Path) -> Result<(), InitError> {
    let failed = |error| InitError::Write { path: path.to_owned(), error };
    let own = fs::read_to_string(path).map_err(failed)?;
    let missing: Vec<&str> =
        GITIGNORE.1.lines().filter(|line| own.lines().all(|there| there.trim() != *line)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let gap = if own.is_empty() || own.ends_with('\n') { "" } else { "\n" };
    let mut file = File::options().append(true).open(path).map_err(failed)?;
    file.write_all(format!("{gap}{}\n", missing.join("\n")).as_bytes()).map_err(failed)
}

/// Tells whether a file is one that a repository has before anybody wrote anything.
fn is_of_a_repository(name: &str) -> bool {
    let stem = name.char_indices().skip(1).find(|(_, c)| *c == '.').map_or(name, |(at, _)| &name[..at]);
    OF_A_REPOSITORY.iter().any(|own| own.eq_ignore_ascii_case(stem))
}

/// Writes what an editor needs to know of the site that is there now.
fn write_editor_files(folder: &Path, made: &mut Made) -> Result<(), InitError> {
    let source =
        WorkingTree::open(folder).map_err(|error| InitError::Write { path: folder.to_owned(), error })?;
    let library = Library::read(&source, None, &CODES);
    for (path, text) in EDITOR_FILES {
        made.file(&folder.join(path), text)?;
    }
    if let Some(config) = library.config() {
        for (path, text) in schema_files(&Schemas::new(config, &library.vocabulary())) {
            made.file(&folder.join(path), &text)?;
        }
    }
    Ok(())
}

fn check(folder: &Path) -> Result<(), InitError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            let file = folder.ancestors().find(|path| path.is_file());
            return Err(InitError::File { path: file.unwrap_or(folder).to_owned() });
        }
        Err(error) => return Err(InitError::Read { folder: folder.to_owned(), error }),
    };
    let unreadable = |error| InitError::Read { folder: folder.to_owned(), error };
    let mut names: Vec<String> = entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<_>>()
        .map_err(unreadable)?;
    names.sort_unstable();
    match names.into_iter().find(|name| !is_of_a_repository(name)) {
        Some(found) => Err(InitError::NotEmpty { folder: folder.to_owned(), found }),
        None => Ok(()),
    }
}

/// What was made, in its order. It is taken away again unless it is kept.
#[derive(Default)]
struct Made {
    paths: Vec<PathBuf>,
}

impl Made {
    fn file(&mut self, path: &Path, text: &str) -> Result<(), InitError> {
        if let Some(folder) = path.parent() {
            self.folder(folder)?;
        }
        let failed = |error| InitError::Write { path: path.to_owned(), error };
        let mut file = File::create_new(path).map_err(failed)?;
        self.paths.push(path.to_owned());
        file.write_all(text.as_bytes()).map_err(failed)
    }

    fn folder(&mut self, path: &Path) -> Result<(), InitError> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.folder(parent)?;
        }
        fs::create_dir(path).map_err(|error| InitError::Write { path: path.to_owned(), error })?;
        self.paths.push(path.to_owned());
        Ok(())
    }

    fn keep(mut self) {
        self.paths.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for path in self.paths.iter().rev() {
            // The error that led here is told; what cannot be removed either says no more.
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
}
