//! The line of a site's history: what was published from, commit after commit, and each file's way along it.
//!
//! A site is built from one branch, so the line is that of first parents: a merge is one step on it, which
//! brings what was written elsewhere. The commits that it brought are asked for their change notes only.

use std::collections::{HashMap, HashSet};

use crate::content::DocumentKind;
use crate::git::{Commit, FileChange};

/// The history of a site, oldest commit first.
pub struct FirstParentLog<'a> {
    commits: &'a [Commit<'a>],
    /// The places of the commits on the line among all, the oldest first.
    steps: Vec<usize>,
    /// For each step, the places of the commits that it brought, the newest first.
    brought: Vec<Vec<usize>>,
    pub(super) file_histories: Vec<FileHistory<'a>>,
    /// The files that are there at the end, by path, with the places of their ways.
    pub(super) at_end: HashMap<&'a str, usize>,
    /// The ways of documents that ended in a step in which others began, by step.
    pub(super) parted: HashMap<usize, Vec<usize>>,
    /// The ways of files that were deleted, by the ways of those that came back under their names.
    pub(super) former: HashMap<usize, usize>,
    /// The ways of documents that began in a step in which others ended, by step.
    pub(super) begun: HashMap<usize, Vec<usize>>,
}

/// The revisions of one file, the oldest first, under whatever paths.
pub type FileHistory<'a> = Vec<Revision<'a>>;

/// A file as one step of the line left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision<'a> {
    /// The place of the step, from 0 for the oldest.
    pub step: usize,
    /// The path.
    pub path: &'a str,
    /// The id of the contents.
    pub blob: &'a str,
    /// Whether it begins anew under the name of a file that was deleted.
    pub came_back: bool,
    /// The place of the step at which it was gone from its path, if it was.
    pub gone_at: Option<usize>,
}

impl Revision<'_> {
    /// Returns the place of the step up to which it stood: that of the next revision, or the one after the last of
    /// the line, unless it was gone before.
    pub fn until(&self, next: Option<&Self>, length: usize) -> usize {
        self.gone_at.unwrap_or_else(|| next.map_or(length, |next| next.step))
    }
}

impl<'a> FirstParentLog<'a> {
    /// Returns the line that ends at a commit.
    ///
    /// A document goes on under another name where its contents stayed to the byte; whether it does elsewhere is for
    /// [`FirstParentLog::join`] to say. A file that is deleted ends; one that comes back under its name is another one.
    pub fn new(commits: &'a [Commit<'a>], tip: &str) -> Self {
        let places: HashMap<&str, usize> =
            commits.iter().enumerate().map(|(index, commit)| (commit.id, index)).collect();
        let first_parent = |index: &usize| {
            let parent: &Commit = &commits[*index];
            places.get(parent.parents.first()?).copied()
        };
        let mut steps: Vec<usize> = std::iter::successors(places.get(tip).copied(), first_parent).collect();
        steps.reverse();
        let mut line = Self {
            commits,
            brought: brought(commits, &places, &steps),
            steps,
            file_histories: Vec::new(),
            at_end: HashMap::new(),
            parted: HashMap::new(),
            former: HashMap::new(),
            begun: HashMap::new(),
        };
        let mut ended = HashMap::new();
        for step in 0..line.steps.len() {
            line.take(step, &mut ended);
        }
        line
    }

    /// Follows each file through a step. `ended` has the ways of the files that are gone, by their last paths.
    fn take(&mut self, step: usize, ended: &mut HashMap<&'a str, usize>) {
        let changes = &self.commits[self.steps[step]].changes;
        // Files may change places in one commit, so all leave before any arrives.
        let gone = changes.iter().filter(|change| change.fate == FileChange::Deleted);
        let gone: Vec<usize> = gone.filter_map(|change| self.at_end.remove(change.path)).collect();
        for way in &gone {
            if let Some(last) = self.file_histories[*way].last_mut() {
                last.gone_at = Some(step);
            }
        }
        let mut came = Vec::new();
        for change in changes {
            let (FileChange::Added { blob } | FileChange::Changed { blob }) = change.fate else { continue };
            let revision = Revision { step, path: change.path, blob, came_back: false, gone_at: None };
            match self.at_end.get(change.path) {
                Some(way) => self.file_histories[*way].push(revision),
                None => came.push(revision),
            }
        }
        let mut moved = self.unchanged(&gone, &came);
        let mut begun = Vec::new();
        for revision in came {
            let way = moved.remove(revision.path).unwrap_or_else(|| {
                self.file_histories.push(Vec::new());
                let way = self.file_histories.len() - 1;
                begun.push(way);
                self.former.extend(ended.get(revision.path).map(|former| (way, *former)));
                way
            });
            self.file_histories[way].push(revision);
            self.at_end.insert(revision.path, way);
        }
        let is_document = |way: &usize| {
            self.file_histories[*way].last().is_some_and(|last| DocumentKind::of(last.path).is_some())
        };
        let has_ended = |way: &usize| self.file_histories[*way].last().is_some_and(|last| last.step < step);
        for way in &gone {
            ended.extend(
                self.file_histories[*way]
                    .last()
                    .filter(|last| last.step < step)
                    .map(|last| (last.path, *way)),
            );
        }
        begun.retain(is_document);
        let parted: Vec<usize> = gone.into_iter().filter(|way| is_document(way) && has_ended(way)).collect();
        if !begun.is_empty() && !parted.is_empty() {
            self.begun.insert(step, begun);
            self.parted.insert(step, parted);
        }
    }

    /// Returns the way of a file that is there at the end of the line, the oldest revision first.
    pub fn file_history(&self, path: &str) -> &[Revision<'a>] {
        self.at_end.get(path).map(|way| self.file_histories[*way].as_slice()).unwrap_or_default()
    }

    /// Returns how many steps it has.
    pub fn length(&self) -> usize {
        self.steps.len()
    }

    /// Returns the commit of a step.
    pub fn commit(&self, step: usize) -> &'a Commit<'a> {
        &self.commits[self.steps[step]]
    }

    /// Returns the commits that a step brought from elsewhere, the newest first.
    pub fn brought(&self, step: usize) -> impl Iterator<Item = &'a Commit<'a>> {
        let commits = self.commits;
        self.brought[step].iter().map(move |index| &commits[*index])
    }

    /// Returns the commits of the line up to one of them; none where it is not on the line.
    pub fn until(&self, commit: &str) -> impl Iterator<Item = &'a Commit<'a>> {
        let end =
            (0..self.steps.len()).find(|step| self.commit(*step).id == commit).map_or(0, |step| step + 1);
        (0..end).map(|step| self.commit(step))
    }

    /// Returns the ways of the files that are there at the end, each with its path.
    pub fn all(&self) -> impl Iterator<Item = (&'a str, &[Revision<'a>])> {
        self.at_end.iter().map(|(path, way)| (*path, self.file_histories[*way].as_slice()))
    }
}

/// Returns for each step of a line the commits that only it brought: those that lead to it by another way than
/// the line.
fn brought(commits: &[Commit], places: &HashMap<&str, usize>, steps: &[usize]) -> Vec<Vec<usize>> {
    let mut seen: HashSet<usize> = steps.iter().copied().collect();
    steps
        .iter()
        .map(|step| {
            let others = |index: usize, skip: usize| {
                commits[index].parents.iter().skip(skip).filter_map(|parent| places.get(parent).copied())
            };
            let mut open: Vec<usize> = others(*step, 1).collect();
            let mut brought = Vec::new();
            while let Some(index) = open.pop() {
                if seen.insert(index) {
                    brought.push(index);
                    open.extend(others(index, 0));
                }
            }
            // Git tells the newest first.
            brought.sort_unstable();
            brought
        })
        .collect()
}
