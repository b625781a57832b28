//! `chancery log`

use std::path::PathBuf;

use super::briefing::Found;
use super::{Failure, session};
use crate::record::{Rank, Revised};

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

/// Returns a revision as a line: what it is to readers, its day, its commit and its note.
fn line(revision: &Revised) -> String {
    let rank = match revision.rank {
        Rank::Version(number, news) => format!("version {number} ({})", news.word()),
        Rank::Minor => "minor".to_owned(),
        Rank::Hidden(held) => format!("held back: {held}"),
        Rank::Unclear => "cannot be read".to_owned(),
    };
    let unreadable = if revision.briefing.is_none() { " [cannot be read]" } else { "" };
    let note = revision.note.as_deref().unwrap_or_default();
    let commit = revision.commit.get(..10).unwrap_or_default();
    format!("{rank:<24}{}  {commit}  {note}{unreadable}", revision.date.date())
}
