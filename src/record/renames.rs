//! Which documents go on under another name.
//!
//! One rule decides, whatever git takes for alike: a document that went and one that came in the same step are the
//! same if their contents are the same, or if the newer one says so (`renamed_from`), or if their title and their
//! date are the same and both were public. Where more than one fits, none does.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use jiff::civil::Date;

use super::classifier::RevisionClassifier;
use super::first_parent::{FirstParentLog, Revision};
use crate::content::{Document, DocumentKind};
use crate::dates::Moment;

/// What a revision says of the document that it is one of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its title.
    pub title: String,
    /// Its date, if it has one.
    pub date: Option<Date>,
    /// Whether it was public.
    pub was_public: bool,
    /// The path, from the site's root, that it says it had before.
    pub renamed_from: Option<String>,
}

/// Tells the identity of a revision that stood up to a step; none where it cannot be read.
pub type Identify<'f, 'a> = dyn Fn(&Revision<'a>, usize) -> Option<Identity> + 'f;

impl<'a> FirstParentLog<'a> {
    /// Returns the ways that go on in documents that came in a step with the same contents, by the paths of those.
    pub(super) fn unchanged(&self, gone: &[usize], came: &[Revision<'a>]) -> HashMap<&'a str, usize> {
        if gone.is_empty() || came.is_empty() {
            return HashMap::new();
        }
        let gone = gone.iter().filter_map(|way| Some((self.file_histories[*way].last()?, *way)));
        let mut gone: Vec<(&Revision, usize)> = gone.filter(|(last, _)| is_document(last)).collect();
        let mut came: Vec<&Revision<'a>> = came.iter().filter(|revision| is_document(revision)).collect();
        let mut moved = HashMap::new();
        // Where several have the same contents, the name of the file tells them apart.
        for name in [|_: &str| String::new(), |path: &str| name_of(path).to_owned()] {
            let key = |revision: &Revision<'a>| {
                (DocumentKind::of(revision.path), revision.blob, name(revision.path))
            };
            let pairs = pairs(
                gone.iter().map(|(last, way)| (key(last), *way)),
                came.iter().map(|revision| (key(revision), revision.path)),
            );
            let file_histories: HashSet<usize> = pairs.iter().map(|(way, _)| *way).collect();
            moved.extend(pairs.into_iter().map(|(way, path)| (path, way)));
            gone.retain(|(_, way)| !file_histories.contains(way));
            came.retain(|revision| !moved.contains_key(revision.path));
        }
        moved
    }

    /// Returns the revisions that tell whether these files go on from others: all of those that came when others went,
    /// and the last ones of those.
    pub fn undecided(&self, paths: &[&str]) -> Vec<Revision<'a>> {
        let mut undecided = Vec::new();
        for (step, _) in self.beginnings(paths) {
            undecided.extend(self.ends(step).map(|(_, revision)| *revision));
            undecided.extend(self.begins(step).flat_map(|(way, _)| &self.file_histories[way]).copied());
        }
        undecided
    }

    /// Lets files go on from those that they were before. Returns whether any does: then what it goes on from may
    /// itself go on from another.
    pub fn join(&mut self, paths: &[&str], identify: &Identify<'_, 'a>) -> bool {
        let mut has_joined = false;
        for (step, asked) in self.beginnings(paths) {
            let joins = self.joins(step, &asked, identify);
            let joined: HashSet<usize> = joins.iter().flat_map(|(old, new)| [*old, *new]).collect();
            for list in [&mut self.parted, &mut self.begun] {
                list.entry(step).or_default().retain(|way| !joined.contains(way));
            }
            for (old, new) in joins {
                has_joined = true;
                let mut way = std::mem::take(&mut self.file_histories[old]);
                // It begins now where the other one began, and what bore its own name before is not what it was.
                match self.former.remove(&old) {
                    Some(former) => self.former.insert(new, former),
                    None => self.former.remove(&new),
                };
                let begun = way.first().and_then(|first| self.begun.get_mut(&first.step));
                begun.into_iter().flatten().filter(|way| **way == old).for_each(|way| *way = new);
                way.append(&mut self.file_histories[new]);
                self.file_histories[new] = way;
            }
        }
        has_joined
    }

    /// Puts before these files those that were deleted under their names: their words are gone, but the numbers of
    /// their versions stay taken.
    pub fn resume(&mut self, paths: &[&str]) {
        for path in paths {
            let Some(mut new) = self.at_end.get(path).copied() else { continue };
            let mut file_histories = vec![std::mem::take(&mut self.file_histories[new])];
            let name = new;
            while let Some(former) = self.former.remove(&new) {
                file_histories.push(std::mem::take(&mut self.file_histories[former]));
                new = former;
            }
            let mut whole: Vec<Revision<'a>> = Vec::new();
            for mut way in file_histories.into_iter().rev() {
                // What went on under another name is not of this one any more.
                if let Some(first) = way.first_mut().filter(|_| !whole.is_empty()) {
                    first.came_back = true;
                }
                whole.append(&mut way);
            }
            self.file_histories[name] = whole;
        }
    }

    /// Returns the ways of these files that began in a step in which others ended, by step.
    fn beginnings(&self, paths: &[&str]) -> Vec<(usize, Vec<usize>)> {
        let mut beginnings: HashMap<usize, Vec<usize>> = HashMap::new();
        for way in paths.iter().filter_map(|path| self.at_end.get(path)) {
            let first = self.file_histories[*way].first().map(|first| first.step);
            if let Some(step) = first.filter(|step| self.ends(*step).next().is_some()) {
                beginnings.entry(step).or_default().push(*way);
            }
        }
        beginnings.into_iter().collect()
    }

    /// Returns the documents that ended where a file began and went on nowhere, each as it was last.
    pub(super) fn ended_with(&self, path: &str) -> impl Iterator<Item = &Revision<'a>> {
        let first = self.file_history(path).first();
        first.into_iter().flat_map(|first| self.ends(first.step)).map(|(_, last)| last)
    }

    /// Returns the file that was deleted under the name of one that is there, as it was last.
    pub(super) fn came_back_for(&self, path: &str) -> Option<&Revision<'a>> {
        let former = self.former.get(self.at_end.get(path)?)?;
        self.file_histories[*former].last()
    }

    /// Returns the documents that ended in a step, each as it was last.
    fn ends(&self, step: usize) -> impl Iterator<Item = (usize, &Revision<'a>)> {
        let file_histories = self.parted.get(&step).into_iter().flatten();
        file_histories.filter_map(|way| Some((*way, self.file_histories[*way].last()?)))
    }

    /// Returns the documents that began in a step, each as it was first.
    fn begins(&self, step: usize) -> impl Iterator<Item = (usize, &Revision<'a>)> {
        let file_histories = self.begun.get(&step).into_iter().flatten();
        file_histories.filter_map(|way| Some((*way, self.file_histories[*way].first()?)))
    }

    /// Returns which of the ways that end in a step go on in which of those that begin in it.
    fn joins(&self, step: usize, asked: &[usize], identify: &Identify<'_, 'a>) -> Vec<(usize, usize)> {
        let by_path: HashMap<&str, usize> = self.ends(step).map(|(way, last)| (last.path, way)).collect();
        // What others say that are not asked for counts too, so that the answer does not hang on who is.
        let named: HashSet<(usize, usize)> = self
            .begins(step)
            .flat_map(|(new, _)| {
                let said =
                    self.file_histories[new].iter().filter_map(|revision| identify(revision, self.length()));
                let paths = said.filter_map(|identity| identity.renamed_from);
                paths.filter_map(|path| by_path.get(&*path).copied()).map(move |old| (old, new))
            })
            .collect();
        let mut joins = one_to_one(&named);
        // What its writers say goes before what is alike.
        let is_named: HashSet<usize> = named.iter().flat_map(|(old, new)| [*old, *new]).collect();
        // Where the older one stood up to this step, the newer one stood up to its next revision.
        let until = |way: usize| {
            let next = self.file_histories[way].iter().find(|revision| revision.step > step);
            next.map_or(self.length(), |next| next.step)
        };
        let key = |(way, revision): (usize, &Revision<'a>)| {
            let until = if revision.step < step { step } else { until(way) };
            let identity = identify(revision, until).filter(|identity| identity.was_public)?;
            Some(((DocumentKind::of(revision.path), identity.title, identity.date?), way))
        };
        let alike = pairs(
            self.ends(step).filter(|(way, _)| !is_named.contains(way)).filter_map(key),
            self.begins(step).filter(|(way, _)| !is_named.contains(way)).filter_map(key),
        );
        let asked: HashSet<usize> = asked.iter().copied().collect();
        joins.extend(alike);
        joins.retain(|(_, new)| asked.contains(new));
        joins
    }
}

impl<'a> RevisionClassifier<'a> {
    /// Returns what a revision says of the document that it is one of, which stood up to a step; none where it cannot
    /// be read.
    pub(super) fn identity(&self, revision: &Revision<'a>, until: usize) -> Option<Identity> {
        let seen = self.read.get(&(revision.path, revision.blob))?;
        let (title, date, renamed_from) = match seen.parsed.as_ref()?.document.as_ref()? {
            Document::Briefing(briefing) => {
                (&briefing.title, Some(briefing.date.date()), briefing.renamed_from.clone())
            }
            Document::Page(page) => (&page.title, page.date.as_ref().map(Moment::date), None),
            Document::Topic(_) | Document::Profile(_) | Document::Organisation(_) | Document::Author(_) => {
                return None;
            }
        };
        let exposure = self.exposure(revision.path, revision.blob, revision.step..until);
        let was_public = exposure.since.is_some();
        Some(Identity { title: title.clone(), date, was_public, renamed_from })
    }
}

fn is_document(revision: &Revision) -> bool {
    DocumentKind::of(revision.path).is_some()
}

/// Returns those pairs whose parts are in no other pair.
fn one_to_one(all: &HashSet<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut olds: HashMap<usize, usize> = HashMap::new();
    let mut news: HashMap<usize, usize> = HashMap::new();
    for (old, new) in all {
        *olds.entry(*old).or_default() += 1;
        *news.entry(*new).or_default() += 1;
    }
    all.iter().copied().filter(|(old, new)| olds[old] == 1 && news[new] == 1).collect()
}

/// Returns what has a key in common that nothing else has.
fn pairs<K: Eq + Hash, O, N>(
    old: impl Iterator<Item = (K, O)>,
    new: impl Iterator<Item = (K, N)>,
) -> Vec<(O, N)> {
    let mut found: HashMap<K, (Vec<O>, Vec<N>)> = HashMap::new();
    for (key, one) in old {
        found.entry(key).or_default().0.push(one);
    }
    for (key, one) in new {
        found.entry(key).or_default().1.push(one);
    }
    let single = found.into_values().filter(|(old, new)| old.len() == 1 && new.len() == 1);
    single.flat_map(|(old, new)| old.into_iter().zip(new)).collect()
}

/// Returns the name of a document's file, or of its folder where it is the `index.md` of one.
pub(super) fn name_of(path: &str) -> &str {
    let path = path.strip_suffix("/index.md").unwrap_or(path);
    path.rsplit('/').next().unwrap_or(path)
}
