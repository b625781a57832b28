//! The manifest: which files of an output folder are Chancery's own.

use std::fs;
use std::io;
use std::path::Path;

use super::Hashes;

/// The name of the manifest in the output folder.
pub use crate::config::MANIFEST_FILE as FILE;

/// The first line, so that a later form can be told from this one.
const HEADER: &str = "# Files written by Chancery: BLAKE3 hash and path. It deletes no others.";

/// What stands for the hash of a file that was being written.
const UNKNOWN: &str = "-";

/// The files that Chancery wrote, with their hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    files: Hashes,
}

impl Manifest {
    pub fn new(files: impl IntoIterator<Item = (String, blake3::Hash)>) -> Self {
        Self { files: files.into_iter().map(|(file, hash)| (file, Some(hash))).collect() }
    }

    /// Reads the manifest of a folder; none where there is no manifest that can be trusted.
    pub fn read(folder: &Path) -> io::Result<Option<Self>> {
        match fs::read(folder.join(FILE)) {
            Ok(bytes) => Ok(Self::parse(&String::from_utf8_lossy(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return None;
        }
        let mut files = Hashes::new();
        for line in lines {
            let (hash, path) = line.split_once("  ")?;
            // A path that leads out of the folder is none of ours, whoever wrote it there.
            if path.is_empty()
                || path.split('/').any(|part| matches!(part, "" | "." | ".."))
                || path.contains('\\')
            {
                return None;
            }
            files.insert(path.to_owned(), blake3::Hash::from_hex(hash).ok());
        }
        Some(Self { files })
    }

    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (path, hash) in &self.files {
            match hash {
                Some(hash) => text.push_str(&hash.to_hex()),
                None => text.push_str(UNKNOWN),
            }
            text.push_str("  ");
            text.push_str(path);
            text.push('\n');
        }
        text
    }

    pub fn has(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    /// Returns whether it has a file in this folder.
    pub fn has_inside(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        self.files.range(start.clone()..).next().is_some_and(|(file, _)| file.starts_with(&start))
    }

    /// Returns the files that are not in `other`.
    pub fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a str> {
        self.files.keys().map(String::as_str).filter(|file| !other.has(file))
    }

    /// Returns a manifest of the files of both, for the time when either may be there.
    pub fn or(&self, other: &Self) -> Self {
        let mut files = self.files.clone();
        for (file, hash) in &other.files {
            let known = files.entry(file.clone()).or_insert(None);
            if known != hash {
                *known = None;
            }
        }
        Self { files }
    }
}
