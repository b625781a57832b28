//! The line of a site's history: what was published from, commit after commit, and each file's way along it.
//!
//! A site is built from one branch, so the line is that of first parents: a merge is one step on it, which
//! brings what was written elsewhere. The commits that it brought are asked for their change notes only.

use std::collections::{HashMap, HashSet};

use crate::git::{Commit, Fate};

/// The history of a site, oldest commit first.
pub struct Line<'a> {
    commits: &'a [Commit<'a>],
    /// The places of the commits on the line among all, the oldest first.
    steps: Vec<usize>,
    /// For each step, the places of the commits that it brought, the newest first.
    brought: Vec<Vec<usize>>,
    ways: Vec<Way<'a>>,
    /// The files that are there at the end, by path, with the places of their ways.
    at_end: HashMap<&'a str, usize>,
}

/// The revisions of one file, the oldest first, under whatever paths.
pub type Way<'a> = Vec<Revision<'a>>;

/// A file as one step of the line left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision<'a> {
    /// The place of the step, from 0 for the oldest.
    pub step: usize,
    /// The path.
    pub path: &'a str,
    /// The id of the contents.
    pub blob: &'a str,
    /// Whether it has another path than before, or had gone in between: then it may be another text than before.
    pub is_moved: bool,
}

impl<'a> Line<'a> {
    /// Returns the line that ends at a commit.
    pub fn new(commits: &'a [Commit<'a>], tip: &str) -> Self {
        let places: HashMap<&str, usize> =
            commits.iter().enumerate().map(|(place, commit)| (commit.id, place)).collect();
        let first_parent = |place: &usize| {
            let parent: &Commit = &commits[*place];
            places.get(parent.parents.first()?).copied()
        };
        let mut steps: Vec<usize> = std::iter::successors(places.get(tip).copied(), first_parent).collect();
        steps.reverse();
        let mut line = Self {
            commits,
            brought: brought(commits, &places, &steps),
            steps,
            ways: Vec::new(),
            at_end: HashMap::new(),
        };
        line.follow();
        line
    }

    /// Follows each file along the line.
    fn follow(&mut self) {
        let mut gone: HashMap<&'a str, usize> = HashMap::new();
        for step in 0..self.steps.len() {
            let commit = &self.commits[self.steps[step]];
            // Files may change places in one commit, so all leave before any arrives.
            let mut moving: HashMap<&'a str, usize> = HashMap::new();
            for change in &commit.changes {
                match change.fate {
                    Fate::Moved { from, .. } => {
                        moving.extend(self.at_end.remove(from).map(|way| (change.path, way)));
                    }
                    Fate::Deleted => gone.extend(self.at_end.remove_entry(change.path)),
                    Fate::Added { .. } | Fate::Changed { .. } => {}
                }
            }
            for change in &commit.changes {
                let (Fate::Added { blob } | Fate::Changed { blob } | Fate::Moved { blob, .. }) = change.fate
                else {
                    continue;
                };
                let (way, is_moved) = if let Some(way) = moving.remove(change.path) {
                    (Some(way), true)
                } else if let Some(way) = self.at_end.get(change.path) {
                    (Some(*way), false)
                } else {
                    (gone.remove(change.path), true)
                };
                let way = way.unwrap_or_else(|| {
                    self.ways.push(Vec::new());
                    self.ways.len() - 1
                });
                self.ways[way].push(Revision { step, path: change.path, blob, is_moved });
                self.at_end.insert(change.path, way);
            }
        }
    }

    /// Returns the way of a file that is there at the end of the line, the oldest revision first.
    pub fn way(&self, path: &str) -> &[Revision<'a>] {
        self.at_end.get(path).map(|way| self.ways[*way].as_slice()).unwrap_or_default()
    }

    /// Returns the commit of a step.
    pub fn commit(&self, step: usize) -> &'a Commit<'a> {
        &self.commits[self.steps[step]]
    }

    /// Returns the commits that a step brought from elsewhere, the newest first.
    pub fn brought(&self, step: usize) -> impl Iterator<Item = &'a Commit<'a>> {
        let commits = self.commits;
        self.brought[step].iter().map(move |place| &commits[*place])
    }

    /// Returns the last commit of the line before a time, in seconds since 1970.
    ///
    /// The clocks of writers differ, so this is the newest commit with such a time, whatever came before it.
    pub fn before(&self, time: i64) -> Option<&'a Commit<'a>> {
        (0..self.steps.len()).rev().map(|step| self.commit(step)).find(|commit| commit.time < time)
    }

    /// Returns the oldest commit.
    pub fn first(&self) -> Option<&'a Commit<'a>> {
        (!self.steps.is_empty()).then(|| self.commit(0))
    }

    /// Returns the commits of the line up to one of them; none where it is not on the line.
    pub fn until(&self, commit: &str) -> impl Iterator<Item = &'a Commit<'a>> {
        let end =
            (0..self.steps.len()).find(|step| self.commit(*step).id == commit).map_or(0, |step| step + 1);
        (0..end).map(|step| self.commit(step))
    }

    /// Returns the way of each file from an older commit on, as it was then, for those that are still there. The
    /// last revision is what it is now.
    ///
    /// None where the commit is not on the line.
    pub fn since(&self, commit: &str) -> Option<Vec<Way<'a>>> {
        let step = (0..self.steps.len()).find(|step| self.commit(*step).id == commit)?;
        let since = self.at_end.values().filter_map(|way| {
            let way = self.ways[*way].as_slice();
            let then = way.iter().rposition(|revision| revision.step <= step)?;
            Some(way[then..].to_vec())
        });
        Some(since.collect())
    }

    /// Returns the newest revision of each file that is there at the end of the line.
    pub fn newest(&self) -> Vec<&[Revision<'a>]> {
        let newest = self.at_end.values().map(|way| {
            let way = self.ways[*way].as_slice();
            &way[way.len() - 1..]
        });
        newest.collect()
    }
}

/// Returns for each step of a line the commits that only it brought: those that lead to it by another way than
/// the line.
fn brought(commits: &[Commit], places: &HashMap<&str, usize>, steps: &[usize]) -> Vec<Vec<usize>> {
    let mut seen: HashSet<usize> = steps.iter().copied().collect();
    steps
        .iter()
        .map(|step| {
            let others = |place: usize, skip: usize| {
                commits[place].parents.iter().skip(skip).filter_map(|parent| places.get(parent).copied())
            };
            let mut open: Vec<usize> = others(*step, 1).collect();
            let mut brought = Vec::new();
            while let Some(place) = open.pop() {
                if seen.insert(place) {
                    brought.push(place);
                    open.extend(others(place, 0));
                }
            }
            // Git tells the newest first.
            brought.sort_unstable();
            brought
        })
        .collect()
}
