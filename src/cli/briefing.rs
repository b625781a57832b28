//! The briefing that an argument names, with its history.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};

use super::failure::Failure;
use super::session;
use crate::config::Config;
use crate::content::{Briefing, Document, DocumentKind, Gate, briefing_name, last_part, parse, written_name};
use crate::git::Repository;
use crate::load::Library;
use crate::problem::did_you_mean;
use crate::record::{History, Revised};
use crate::source::{Source, WorkingTree};

/// A briefing and its revisions.
pub struct Found {
    /// Its file, from the site's root.
    pub path: String,
    /// Its revisions, the oldest first.
    pub revisions: Vec<Revised>,
    history: History,
    tree: WorkingTree,
}

impl Found {
    /// Returns the file of the briefing that an argument names, from the site's root.
    pub fn file(tree: &WorkingTree, library: &Library, name: &str) -> anyhow::Result<String> {
        path_of(tree, &briefings(library), name)
    }

    /// Finds what an argument names: a file, or the path of one under content/briefings, or the place of a briefing
    /// in URLs, or the last part of one.
    pub fn find(root: Option<PathBuf>, name: &str) -> Result<Self, Failure> {
        let root = session::find_root(root)?;
        let tree = session::open(&root)?;
        let (library, config) = session::library(&tree)?;
        let briefings = briefings(&library);
        let path = path_of(&tree, &briefings, name)?;
        let repository =
            Repository::open(&root).map_err(|absent| anyhow!("there is no history to tell: {absent}"))?;
        let tip = repository.head()?;
        let history = History::read(repository, &tip, &root)?;
        let gate = Gate { now: session::now()?, drafts: false, markings: config.markings.clone() };
        let briefing = briefings.iter().find(|briefing| *briefing.path == *path);
        let briefing = briefing.ok_or_else(|| anyhow!("there is no briefing {path}"))?;
        if let Some(original) = &briefing.original {
            return Err(
                anyhow!("{path} is a translation; the record is that of its original, {original}").into()
            );
        }
        let revisions = history.revisions(briefing, &config, &gate)?;
        Ok(Self { path, revisions, history, tree })
    }

    /// Returns the text of the file as it is now.
    pub fn text_now(&self) -> anyhow::Result<String> {
        let bytes = self.tree.read(&self.path)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Returns the text of the file in a revision.
    pub fn text_in(&self, revision: &Revised) -> anyhow::Result<String> {
        let bytes = self.history.repository().file(&revision.commit, &revision.path)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Returns the briefing as it was in a revision; none where it cannot be read.
    pub fn briefing_in(&self, revision: &Revised, config: &Config) -> anyhow::Result<Option<Arc<Briefing>>> {
        let text = self.text_in(revision)?;
        let parsed = parse(DocumentKind::Briefing, &revision.path, text.as_bytes(), config);
        Ok(match parsed.document {
            Some(Document::Briefing(briefing)) => Some(briefing),
            _ => None,
        })
    }

    /// Returns whether the file was edited since the last commit.
    pub fn is_edited(&self) -> anyhow::Result<bool> {
        match self.revisions.last() {
            Some(newest) => Ok(self.text_in(newest)? != self.text_now()?),
            None => Ok(false),
        }
    }

    /// Returns the revision that stood in a commit that git knows by this name.
    pub fn revision_in(&self, name: &str) -> anyhow::Result<&Revised> {
        let Some(commit) = self.history.repository().commit(name) else {
            bail!("`{name}` is neither the number of a version nor a commit");
        };
        let steps = self.history.steps_until(&commit);
        let revision = self.revisions.iter().rev().find(|revision| steps.contains(&revision.commit));
        revision.ok_or_else(|| anyhow!("this briefing was not there yet in {name}"))
    }
}

fn briefings(library: &Library) -> Vec<&Briefing> {
    let documents = library.documents();
    let briefings = documents.filter_map(|(_, document)| match document {
        Document::Briefing(briefing) => Some(&**briefing),
        _ => None,
    });
    briefings.collect()
}

/// Returns the file of a briefing that is named in one way or another.
fn path_of(tree: &WorkingTree, briefings: &[&Briefing], name: &str) -> anyhow::Result<String> {
    let is_briefing = |path: &str| briefings.iter().any(|briefing| *briefing.path == *path);
    let absolute = std::path::absolute(Path::new(name)).ok();
    let as_file = absolute.and_then(|path| tree.site_path(&path)).filter(|path| is_briefing(path));
    if let Some(path) = as_file.or_else(|| is_briefing(name).then(|| name.to_owned())) {
        return Ok(path);
    }
    let trimmed = written_name(name);
    let trimmed = trimmed.strip_prefix("content/").unwrap_or(trimmed);
    let trimmed = trimmed.strip_prefix("briefings/").unwrap_or(trimmed);
    let names = |briefing: &Briefing| {
        let file = briefing_name(&briefing.path).to_owned();
        let last = last_part(&file).to_owned();
        [file, format!("{:04}/{}", briefing.date.year(), briefing.slug), briefing.slug.clone(), last]
    };
    // Whole paths go before their last parts.
    for kinds in [0..2, 2..4] {
        let found: Vec<&&Briefing> = briefings
            .iter()
            .filter(|briefing| names(briefing)[kinds.clone()].iter().any(|own| own == trimmed))
            .collect();
        // A translation may be called as its original is, which is meant then.
        let has_original = found.iter().any(|briefing| briefing.original.is_none());
        let found: Vec<&&Briefing> =
            found.into_iter().filter(|briefing| !has_original || briefing.original.is_none()).collect();
        match found[..] {
            [] => {}
            [only] => return Ok(only.path.to_string()),
            [..] => {
                let paths: Vec<&str> = found.iter().map(|briefing| &*briefing.path).collect();
                bail!("`{name}` may be {}; write more of its path", paths.join(" or "));
            }
        }
    }
    let known: Vec<String> = briefings.iter().flat_map(|briefing| names(briefing)).collect();
    match did_you_mean(trimmed, known.iter().map(String::as_str)) {
        Some(close) => bail!("there is no briefing `{name}`; did you mean `{close}`?"),
        None => {
            bail!("there is no briefing `{name}`; write its file, or its place such as 2024/france-china")
        }
    }
}
