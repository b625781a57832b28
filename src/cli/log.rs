//! `chancery log`

use std::path::PathBuf;

use super::briefing::Found;
use super::failure::Failure;
use super::session;
use crate::record::{Gap, Revised, RevisionStatus};
use crate::text::shown;

/// Tell the revisions of a briefing, and which of them are versions
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The briefing: its file, or its place such as 2024/france-china
    briefing: String,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let found = Found::find(root, &arguments.briefing)?;
    let mut lines = String::new();
    if found.is_edited()? {
        lines.push_str("edited                              not committed yet\n");
    }
    for revision in found.revisions.iter().rev() {
        lines.push_str(line(revision).trim_end());
        lines.push('\n');
    }
    if lines.is_empty() {
        session::say(&format!("{} is not in git yet", found.path));
    }
    Ok(session::print(&lines)?)
}

/// Returns why a version is not shown, in a word.
fn word(gap: Gap) -> &'static str {
    match gap {
        Gap::Ended => "ended",
        Gap::Deleted => "deleted",
        Gap::Unreadable => "not readable",
        Gap::Redacted => "redacted",
        Gap::Hidden => "not shown",
        Gap::Cut => "before the record",
    }
}

/// Returns a revision as a line: what it is to readers, its day, its commit and its note.
fn line(revision: &Revised) -> String {
    let rank = match (revision.rank, revision.gap) {
        (RevisionStatus::Version(number, _), Some(gap)) => format!("version {number} ({})", word(gap)),
        (RevisionStatus::Version(number, news), None) => format!("version {number} ({})", news.word()),
        (RevisionStatus::Minor, _) => "minor".to_owned(),
        (RevisionStatus::Hidden(held), _) => format!("held back: {held}"),
        (RevisionStatus::Unclear, _) => "cannot be read".to_owned(),
    };
    let unreadable = if revision.briefing.is_none() { " [cannot be read]" } else { "" };
    let note = shown(revision.note.as_deref().unwrap_or_default());
    let commit = revision.commit.get(..10).unwrap_or_default();
    format!("{rank:<24}{}  {commit}  {note}{unreadable}", revision.date.date())
}
