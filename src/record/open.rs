//! Which changes may be told of: those of what is published, in a revision that was fit to be.

use std::collections::HashSet;
use std::sync::Arc;

use super::desk::Desk;
use super::line::{Line, Revision};
use crate::content::{Briefing, Kin};
use crate::git::Fate;

/// Returns whether a change of this file may be one that is held back.
pub fn is_document(path: &str) -> bool {
    matches!(Kin::of(path), Some(Kin::Briefing | Kin::Page))
}

/// Returns what was changed elsewhere in these files, and was brought by a step of theirs: commit, path and
/// contents.
pub fn brought_changes<'a, 'w>(
    line: &Line<'a>,
    ways: impl Iterator<Item = &'w [Revision<'a>]> + Clone,
) -> Vec<(&'a str, &'a str, &'a str)>
where
    'a: 'w,
{
    let paths: HashSet<&str> = ways.clone().flatten().map(|revision| revision.path).collect();
    let steps: HashSet<usize> = ways.flatten().map(|revision| revision.step).collect();
    let commits = steps.into_iter().flat_map(|step| line.brought(step));
    commits
        .flat_map(|commit| commit.changes.iter().map(|change| (commit.id, change)))
        .filter(|(_, change)| paths.contains(change.path))
        .filter_map(|(id, change)| match change.fate {
            Fate::Added { blob } | Fate::Changed { blob } | Fate::Moved { blob, .. } => {
                Some((id, change.path, blob))
            }
            Fate::Deleted => None,
        })
        .collect()
}

/// Returns the changes that are fit to be published, by commit and path: those of a document that is published
/// now, in a revision that the gate lets through.
pub fn open_changes<'a>(
    line: &Line<'a>,
    desk: &Desk<'a>,
    ways: &[(&Arc<Briefing>, &[Revision<'a>])],
    starts: &[usize],
    pages: &[&[Revision<'a>]],
    brought: &[(&'a str, &'a str, &'a str)],
) -> HashSet<(&'a str, &'a str)> {
    let of_briefings = ways.iter().zip(starts).flat_map(|((_, way), start)| &way[*start..]);
    let own = of_briefings.chain(pages.iter().copied().flatten());
    let own = own
        .filter(|revision| desk.is_public(revision.path, revision.blob))
        .map(|revision| (line.commit(revision.step).id, revision.path));
    let others = brought
        .iter()
        .filter(|(_, path, blob)| desk.is_public(path, blob))
        .map(|(commit, path, _)| (*commit, *path));
    own.chain(others).collect()
}
