//! Files beside documents, and which of them are published where.
//!
//! A page folder's files belong to its page and share its fate. A file that lies loose beside several
//! documents is published with each one that uses it, and with no other, so that a held-back document
//! leaves no file behind.

use std::collections::{BTreeSet, HashMap};

use super::Entity;

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

/// Where a file is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileGoal<'a> {
    /// At this path of the site.
    Static(&'a str),
    /// As this asset.
    Asset(usize),
}

/// Which files there are, and which of them are published.
#[derive(Debug, Default)]
pub struct FileMap {
    all: BTreeSet<String>,
    in_folders: HashMap<String, usize>,
    loose: HashMap<(Entity, String), usize>,
}

impl FileMap {
    /// Sorts the files: `folders` are the page folders, with what became of their pages.
    pub fn new(
        files: impl IntoIterator<Item = String>,
        folders: &HashMap<&str, Option<Entity>>,
        assets: &mut Vec<Asset>,
    ) -> Self {
        let mut map = Self::default();
        for path in files {
            if let Some((folder, owner)) = folder_of(&path, folders)
                && let Some(owner) = owner
            {
                map.in_folders.insert(path.clone(), assets.len());
                let name = path[folder.len() + 1..].to_owned();
                assets.push(Asset { owner, name, source: path.clone() });
            }
            map.all.insert(path);
        }
        map
    }

    /// Publishes a loose file with the page that uses it.
    ///
    /// Does nothing for a file of a page folder, which is or is not published with its own page.
    pub fn use_file(
        &mut self,
        owner: Entity,
        path: &str,
        folders: &HashMap<&str, Option<Entity>>,
        assets: &mut Vec<Asset>,
    ) {
        if !path.starts_with("content/") || !self.all.contains(path) || folder_of(path, folders).is_some() {
            return;
        }
        self.loose.entry((owner, path.to_owned())).or_insert_with(|| {
            let name = path.rsplit('/').next().unwrap_or(path).to_owned();
            assets.push(Asset { owner, name, source: path.to_owned() });
            assets.len() - 1
        });
    }

    /// Returns the paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }

    pub fn exists(&self, path: &str) -> bool {
        self.all.contains(path)
    }

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

/// Returns the nearest page folder around a file, and what became of its page.
fn folder_of<'a>(
    path: &'a str,
    folders: &HashMap<&str, Option<Entity>>,
) -> Option<(&'a str, Option<Entity>)> {
    let mut folder = path;
    while let Some((parent, _)) = folder.rsplit_once('/') {
        if let Some(owner) = folders.get(parent) {
            return Some((parent, *owner));
        }
        folder = parent;
    }
    None
}
