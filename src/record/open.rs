//! Whether the words of a commit may be told: only if all that it changed is published, and was then.
//!
//! What is published is asked in two parts. Of briefings and pages the record knows itself which revisions are shown.
//! Which other files go out is known once the site is joined: their paths go with the note, and it is left out there
//! if one of them stays in.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::Remark;
use super::classifier::{Revised, RevisionClassifier, names_of};
use super::first_parent::{FirstParentLog, Revision};
use super::notes::{Changed, NoteBasis, Words, words};
use crate::content::{Body, Briefing, Document, DocumentKind, referred_files};
use crate::git::{Change, Commit, FileChange};
use crate::text::resolve_path;

/// Why the words of a commit may not be told: the path that it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed(pub String);

/// The revisions of a briefing, with what became of each.
pub type Judgement<'w, 'a> = (&'w [Revision<'a>], Vec<Revised>);

/// A document that is published today, with its revisions.
#[derive(Clone, Copy)]
pub struct OwnWay<'w, 'a> {
    /// The revisions, the oldest first.
    pub way: &'w [Revision<'a>],
    /// The briefing as it is; none for a page.
    pub briefing: Option<&'w Arc<Briefing>>,
}

/// Returns whether a change of this file counts for the words of its commit.
fn counts(path: &str) -> bool {
    path.starts_with("content/") || path.starts_with("static/")
}

fn blob_of<'a>(change: &Change<'a>) -> Option<&'a str> {
    match change.fate {
        FileChange::Added { blob } | FileChange::Changed { blob } => Some(blob),
        FileChange::Deleted => None,
    }
}

/// Returns the documents that have to be read to judge the words of the steps of these files, by path and contents:
/// what was changed elsewhere and brought by a step, and what else than briefings and pages a step changed.
pub fn changed_beside<'a, 'w>(
    line: &FirstParentLog<'a>,
    file_histories: impl Iterator<Item = &'w [Revision<'a>]> + Clone,
    speaks: impl Fn(&Commit<'a>) -> bool,
) -> HashSet<(&'a str, &'a str)>
where
    'a: 'w,
{
    let paths: HashSet<&str> = file_histories.clone().flatten().map(|revision| revision.path).collect();
    let steps: HashSet<usize> = file_histories.flatten().map(|revision| revision.step).collect();
    let commits =
        steps.into_iter().flat_map(|step| std::iter::once(line.commit(step)).chain(line.brought(step)));
    let changes = commits.filter(|commit| speaks(commit)).flat_map(|commit| &commit.changes);
    changes
        .filter(|change| match DocumentKind::of(change.path) {
            Some(DocumentKind::Briefing | DocumentKind::Page) => paths.contains(change.path),
            Some(
                DocumentKind::Topic
                | DocumentKind::Profile
                | DocumentKind::Organisation
                | DocumentKind::Author,
            ) => true,
            None => false,
        })
        .filter_map(|change| Some((change.path, blob_of(change)?)))
        .collect()
}

/// What is open of a history.
pub struct Openness<'d, 'a> {
    line: &'d FirstParentLog<'a>,
    classifier: &'d RevisionClassifier<'a>,
    file_histories: &'d [OwnWay<'d, 'a>],
    /// The revisions that are shown, by step and path.
    shown: HashSet<(usize, &'a str)>,
    /// The paths that published documents have or had.
    paths: HashSet<&'a str>,
    /// The names that documents gave up in a step for others.
    renamed: HashSet<(usize, &'a str)>,
    /// The places of the published documents that refer to a file, by its path.
    users: OnceLock<HashMap<String, Vec<usize>>>,
}

impl<'d, 'a> Openness<'d, 'a> {
    /// Returns what is open where these revisions are shown, by step and path.
    pub fn new(
        line: &'d FirstParentLog<'a>,
        classifier: &'d RevisionClassifier<'a>,
        file_histories: &'d [OwnWay<'d, 'a>],
        shown: HashSet<(usize, &'a str)>,
    ) -> Self {
        let revisions = || file_histories.iter().flat_map(|own| own.way);
        let pairs = file_histories.iter().flat_map(|own| own.way.windows(2));
        let renamed = pairs.filter_map(|pair| match pair {
            [older, newer] if older.path != newer.path && !newer.came_back => Some((newer.step, older.path)),
            _ => None,
        });
        Self {
            line,
            classifier,
            file_histories,
            shown,
            paths: revisions().map(|revision| revision.path).collect(),
            renamed: renamed.collect(),
            users: OnceLock::new(),
        }
    }

    /// Returns on what basis the words that a step has for a file may be told.
    ///
    /// # Errors
    /// Returns what it changed that is not published.
    pub fn basis(&self, step: usize, path: &str, words: &Words<'a>) -> Result<NoteBasis, Closed> {
        let on_line = self.line.commit(step);
        let is_on_line = words.commit.id == on_line.id;
        let mut files = Vec::new();
        for change in words.commit.changes.iter().filter(|change| !words.is_own || change.path == path) {
            files.extend(self.check(step, change, is_on_line)?);
        }
        // What a merge says is said of all that it brought.
        if is_on_line && !words.is_own {
            for change in self.line.brought(step).flat_map(|commit| &commit.changes) {
                files.extend(self.check(step, change, false)?);
            }
        }
        files.sort_unstable();
        files.dedup();
        Ok(NoteBasis { commit: words.commit.id.to_owned(), files })
    }

    /// Checks one change, and returns the file that the site has to publish, if that is not known yet.
    fn check(&self, step: usize, change: &Change<'a>, is_on_line: bool) -> Result<Option<String>, Closed> {
        let path = change.path;
        let closed = || Closed(path.to_owned());
        if !counts(path) {
            return Ok(None);
        }
        let Some(blob) = blob_of(change) else {
            return if self.renamed.contains(&(step, path)) { Ok(None) } else { Err(closed()) };
        };
        let steps = step..step + 1;
        let (is_open, is_known) = match DocumentKind::of(path) {
            Some(DocumentKind::Briefing | DocumentKind::Page) if is_on_line => {
                (self.shown.contains(&(step, path)), true)
            }
            Some(DocumentKind::Briefing | DocumentKind::Page) => {
                let was_public = || self.classifier.exposure(path, blob, steps).since.is_some();
                (self.paths.contains(path) && self.classifier.is_public(path, blob) && was_public(), true)
            }
            Some(
                DocumentKind::Topic
                | DocumentKind::Profile
                | DocumentKind::Organisation
                | DocumentKind::Author,
            ) => (
                self.classifier.exposure(path, blob, steps).since.is_some()
                    && self.classifier.is_public(path, blob),
                false,
            ),
            None => (path.starts_with("static/") || self.was_used(step, path), false),
        };
        match (is_open, is_known) {
            (false, _) => Err(closed()),
            (true, true) => Ok(None),
            (true, false) => Ok(Some(path.to_owned())),
        }
    }

    /// Returns whether a document that is published refers to a file, and did so in a revision that is shown and stood
    /// after a step.
    fn was_used(&self, step: usize, path: &str) -> bool {
        let users = self.users.get_or_init(|| self.users());
        users.get(path).into_iter().flatten().any(|index| {
            let way = self.file_histories[*index].way;
            let then = way.iter().rev().find(|revision| revision.step <= step);
            then.is_some_and(|then| {
                self.shown.contains(&(then.step, then.path))
                    && self.files_of(then).iter().any(|file| file == path)
            })
        })
    }

    fn users(&self) -> HashMap<String, Vec<usize>> {
        let mut users: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, own) in self.file_histories.iter().enumerate() {
            let files = match (own.briefing, own.way.last()) {
                (Some(briefing), _) => of_briefing(&briefing.path, briefing),
                (None, Some(newest)) => self.files_of(newest),
                (None, None) => Vec::new(),
            };
            for file in files {
                users.entry(file).or_default().push(index);
            }
        }
        users
    }

    /// Returns the files that a revision of a document refers to.
    fn files_of(&self, revision: &Revision<'a>) -> Vec<String> {
        if let Some(briefing) = self.classifier.briefing(revision) {
            return of_briefing(revision.path, briefing);
        }
        let seen = self.classifier.read.get(&(revision.path, revision.blob));
        match seen.and_then(|seen| seen.parsed.as_ref()?.document.as_ref()) {
            Some(Document::Page(page)) => files_of(revision.path, &page.body, None, &page.files),
            _ => Vec::new(),
        }
    }
}

fn of_briefing(path: &str, briefing: &Briefing) -> Vec<String> {
    files_of(path, &briefing.body, briefing.image.as_ref(), &briefing.files)
}

/// Returns the files that a text refers to, and those that its front matter names one by one.
fn files_of(from: &str, body: &Body, image: Option<&String>, listed: &[String]) -> Vec<String> {
    let referred =
        referred_files(from, body, image.map(String::as_str)).filter(|path| DocumentKind::of(path).is_none());
    referred.map(Cow::into_owned).chain(listed.iter().filter_map(|name| resolve_path(from, name))).collect()
}

/// Gives the versions that are shown the words that may be told of them. Returns which words are left out, and why.
pub fn tell<'a>(
    openness: &Openness<'_, 'a>,
    revised: &mut [Judgement<'_, 'a>],
    subjects: bool,
) -> BTreeSet<Remark> {
    let mut remarks = BTreeSet::new();
    // Many versions may be of one commit.
    let mut known: HashMap<(usize, &'a str), Result<Arc<NoteBasis>, Closed>> = HashMap::new();
    for (way, revised) in revised {
        for (revision, told) in way.iter().zip(revised) {
            let Some(briefing) = told.briefing.as_ref().filter(|_| told.is_shown_version()) else { continue };
            let names = names_of(revision.path, briefing);
            let changed = Changed { step: revision.step, path: revision.path, names: &names };
            for words in words(openness.line, changed, subjects) {
                let ask = || openness.basis(revision.step, revision.path, &words).map(Arc::new);
                let basis = if words.is_own {
                    ask()
                } else {
                    known.entry((revision.step, words.commit.id)).or_insert_with(ask).clone()
                };
                match basis {
                    Ok(basis) => {
                        told.note = Some(words.text);
                        told.note_basis = Some(basis).filter(|basis| !basis.files.is_empty());
                        break;
                    }
                    Err(Closed(path)) => {
                        let commit = words.commit.id.to_owned();
                        remarks.insert(Remark::NoteLeftOut { commit, path });
                    }
                }
            }
        }
    }
    remarks
}
