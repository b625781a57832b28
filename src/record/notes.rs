//! What the writers of a version say of it.

use super::line::Line;
use crate::git::Commit;

/// What a commit says to readers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Nothing, and what it changed is no version of its own.
    Minor,
    /// These words; none where its words are not for readers.
    Words(Option<String>),
}

/// The change note that makes a commit a minor one.
const MINOR: &str = "minor";

/// Returns what the commit of a step says to the readers of the file at `path`.
///
/// `is_open` tells whether nothing that a commit changed is held back: else its words may tell of that.
pub fn note<'a>(line: &Line<'a>, step: usize, path: &str, is_open: &dyn Fn(&Commit<'a>) -> bool) -> Note {
    let commit = line.commit(step);
    if let Some(said) = said(commit) {
        return if is_minor(said) {
            Note::Minor
        } else {
            Note::Words(is_open(commit).then(|| said.to_owned()))
        };
    }
    if commit.parents.len() < 2 {
        return Note::Words(subject(commit).filter(|_| is_open(commit)));
    }
    // A merge has words of git's own. Those who wrote what it brought have said what they did.
    let writers: Vec<&Commit> = line
        .brought(step)
        .filter(|brought| brought.changes.iter().any(|change| change.path == path))
        .collect();
    if !writers.is_empty() && writers.iter().all(|commit| said(commit).is_some_and(is_minor)) {
        return Note::Minor;
    }
    let open = || writers.iter().copied().filter(|commit| is_open(commit));
    let noted = open().filter_map(said).find(|said| !is_minor(said)).map(str::to_owned);
    let words = noted.or_else(|| match writers[..] {
        [only] if is_open(only) => subject(only),
        _ => None,
    });
    Note::Words(words.or_else(|| title_of_request(commit).filter(|_| is_open(commit))))
}

/// Returns the change note of a commit; the last one counts.
fn said<'a>(commit: &Commit<'a>) -> Option<&'a str> {
    commit.change_notes.last().copied()
}

fn is_minor(note: &str) -> bool {
    note.eq_ignore_ascii_case(MINOR)
}

/// Returns the subject line of a commit.
fn subject(commit: &Commit) -> Option<String> {
    let lines = commit.message.lines().map(str::trim).take_while(|line| !line.is_empty());
    let subject = lines.collect::<Vec<_>>().join(" ");
    (!subject.is_empty()).then_some(subject)
}

/// Returns the title of the pull request that a merge on GitHub is of: it stands below the subject.
fn title_of_request(commit: &Commit) -> Option<String> {
    let mut lines = commit.message.lines();
    lines.next()?.starts_with("Merge pull request #").then_some(())?;
    lines.map(str::trim).find(|line| !line.is_empty()).map(str::to_owned)
}
