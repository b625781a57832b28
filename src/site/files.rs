//! Files beside documents, and which of them are published where.
//!
//! A file is published only if a published document refers to it: with a link, an image, `image:` or `files:`.
//! One in a page folder goes out beside its page and shares its fate, whoever refers to it; one that lies loose
//! beside several documents goes out with each one that uses it, and with no other. So a held-back document
//! leaves no file behind, and neither does one that nobody speaks of.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use glob::{MatchOptions, Pattern};

use super::{AssetId, Entity};
use crate::source::looks_like_document;

/// A file that is published beside a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The page that it is published with.
    pub owner: Entity,
    /// Its path under the page's URL.
    pub name: String,
    /// The file, from the site's root.
    pub source: String,
}

/// A file under `content/` that nothing published refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnusedFile {
    /// The file, from the site's root.
    pub path: String,
    /// Where it would be published, if its page folder is: the page, and the file's path under it.
    pub place: Option<(Entity, String)>,
    /// Whether it belongs to a page that is not published.
    pub is_held: bool,
}

/// Where a file is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileGoal<'a> {
    /// At this path of the site.
    Static(&'a str),
    /// As this asset.
    Asset(AssetId),
}

/// The page folders, with what became of their pages.
#[derive(Debug, Default)]
pub struct PageFolders<'a>(pub HashMap<&'a str, Option<Entity>>);

/// Which files there are, and which of them are published.
#[derive(Debug, Default)]
pub struct FileMap {
    all: BTreeSet<String>,
    /// What those lead to that are reached through symbolic links.
    links: BTreeMap<String, String>,
    in_folders: HashMap<String, AssetId>,
    loose: HashMap<(Entity, String), AssetId>,
}

impl PageFolders<'_> {
    /// Returns the nearest page folder around a file, and what became of its page.
    fn around<'a>(&self, path: &'a str) -> Option<(&'a str, Option<Entity>)> {
        let mut folder = path;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            if let Some(owner) = self.0.get(parent) {
                return Some((parent, *owner));
            }
            folder = parent;
        }
        None
    }

    /// Returns whether a file belongs to a page that is not published.
    fn holds_back(&self, path: &str) -> bool {
        matches!(self.around(path), Some((_, None)))
    }
}

impl FileMap {
    /// Returns a map of all files, none of which is published yet.
    pub fn new(files: impl IntoIterator<Item = String>, links: BTreeMap<String, String>) -> Self {
        Self { all: files.into_iter().collect(), links, ..Self::default() }
    }

    /// Publishes a file with the page that uses it, or with the page whose folder it is in.
    ///
    /// Does nothing for a file of a page that is not published, and for what looks like a document.
    pub fn use_file(&mut self, user: Entity, path: &str, folders: &PageFolders<'_>, assets: &mut Vec<Asset>) {
        if !path.starts_with("content/") || !self.all.contains(path) || looks_like_document(path) {
            return;
        }
        // A link shares the fate of what it leads to.
        if folders.holds_back(self.real_path(path)) {
            return;
        }
        let mut publish = |owner, name: &str| {
            let id = AssetId::new(assets.len());
            assets.push(Asset { owner, name: name.to_owned(), source: path.to_owned() });
            id
        };
        match folders.around(path) {
            Some((_, None)) => {}
            Some((folder, Some(owner))) => {
                if !self.in_folders.contains_key(path) {
                    self.in_folders.insert(path.to_owned(), publish(owner, &path[folder.len() + 1..]));
                }
            }
            None => {
                self.loose
                    .entry((user, path.to_owned()))
                    .or_insert_with(|| publish(user, path.rsplit('/').next().unwrap_or(path)));
            }
        }
    }

    /// Returns the files that a pattern of `files:` in the document at `from` means.
    pub fn matching(&self, from: &str, pattern: &str) -> Vec<String> {
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
        // Only what begins like the pattern is looked at, so that many patterns cost no more than their files.
        let literal = pattern.split(['*', '?', '[']).next().unwrap_or_default();
        let start = format!("{folder}/{literal}");
        self.all
            .range(start.clone()..)
            .take_while(|path| path.starts_with(&start))
            .filter(|path| is_meant(path, from, pattern) && !looks_like_document(path))
            .cloned()
            .collect()
    }

    /// Returns the files under `content/` that nothing published refers to, sorted.
    pub fn unused(&self, folders: &PageFolders<'_>, assets: &[Asset]) -> Vec<UnusedFile> {
        let used: HashSet<&str> = assets.iter().map(|asset| asset.source.as_str()).collect();
        let content = self.all.range("content/".to_owned()..).take_while(|path| path.starts_with("content/"));
        content
            .filter(|path| !used.contains(path.as_str()))
            .map(|path| {
                let place = folders
                    .around(path)
                    .and_then(|(folder, owner)| Some((owner?, path[folder.len() + 1..].to_owned())));
                let is_held = folders.holds_back(path) || folders.holds_back(self.real_path(path));
                UnusedFile { path: path.clone(), place, is_held }
            })
            .collect()
    }

    /// Returns the paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }

    /// Returns whether there is a file at this path, published or not.
    pub fn exists(&self, path: &str) -> bool {
        self.all.contains(path)
    }

    /// Returns the path of what a file is, without symbolic links.
    pub fn real_path<'a>(&'a self, path: &'a str) -> &'a str {
        self.links.get(path).map_or(path, String::as_str)
    }

    /// Returns where a file is published that the document `from` uses; `None` if it is not.
    pub fn find<'a>(&self, from: Entity, path: &'a str) -> Option<FileGoal<'a>> {
        if !self.all.contains(path) {
            return None;
        }
        if let Some(rest) = path.strip_prefix("static") {
            return Some(FileGoal::Static(rest));
        }
        let found = self.in_folders.get(path).or_else(|| self.loose.get(&(from, path.to_owned())));
        found.copied().map(FileGoal::Asset)
    }
}

/// Returns whether a pattern of `files:` in the document at `from` means a file.
///
/// A pattern is a path from the document's folder: `*` stands for any part of a name, `**` for any folders.
/// It reaches no file outside that folder.
pub fn is_meant(path: &str, from: &str, pattern: &str) -> bool {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let inside = path.strip_prefix(folder).and_then(|inside| inside.strip_prefix('/'));
    let options = MatchOptions { require_literal_separator: true, ..MatchOptions::new() };
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    match (inside, Pattern::new(pattern)) {
        (Some(inside), Ok(glob)) => inside == pattern || glob.matches_with(inside, options),
        // What is no pattern may be a name all the same.
        (Some(inside), Err(_)) => inside == pattern,
        (None, _) => false,
    }
}
