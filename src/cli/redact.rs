//! `chancery redact`

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{anyhow, bail};

use super::briefing::Found;
use super::failure::Failure;
use super::file_edit::FileEdit;
use super::{ask, session};
use crate::content::front_matter;
use crate::record::{Gap, Revised, RevisionStatus};
use crate::text::counted;
use crate::yaml::add_groups;

/// Take versions out of the record of a briefing
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The briefing: its file, or its place such as 2024/france-china
    briefing: String,
    /// The versions, such as 2 or 1-3 or 1,3; or the id of a commit
    versions: String,
    /// Why; it stands in the file, and on no page
    #[arg(long, value_name = "REASON")]
    reason: String,
    /// Write it without asking
    #[arg(long)]
    yes: bool,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let reason = arguments.reason.trim();
    if reason.is_empty() || reason.chars().any(char::is_control) {
        return Err(anyhow!("--reason is one line that says why").into());
    }
    let root = session::find_root(root)?;
    let found = Found::find(Some(root.clone()), &arguments.briefing)?;
    let commits = commits(&found, &arguments.versions)?;
    if commits.is_empty() {
        session::say("these versions are taken out already; nothing was written");
        return Ok(());
    }
    let groups: Vec<Vec<(&str, String)>> = commits
        .iter()
        .map(|commit| vec![("commit", commit.clone()), ("reason", reason.to_owned())])
        .collect();
    let old = found.text_now()?;
    let yaml = front_matter(&old).ok_or_else(|| anyhow!("{} has no front matter", found.path))?;
    let edited = old.get(yaml.clone()).and_then(|written| add_groups(written, "redact", &groups)).ok_or_else(|| {
        let lines: Vec<String> = commits.iter().map(|commit| format!("  - \"{commit}\"")).collect();
        anyhow!(
            "{} is laid out in a way that cannot be changed safely; write these lines into its front matter:\n\nredact:\n{}",
            found.path,
            lines.join("\n")
        )
    })?;
    let mut new = old.clone();
    new.replace_range(yaml, &edited);
    let revision = FileEdit { path: found.path.clone(), old: old.into_bytes(), new };
    session::print(&revision.diff())?;
    if !arguments.yes && !is_confirmed(&found.path)? {
        session::say("nothing was written");
        return Ok(());
    }
    if !revision.write(&root)? {
        return Err(Failure::Content);
    }
    session::say(&format!(
        "{} of {} taken out of the record; what is left is the number, the date and the word that it was taken out\n\
         commit and publish this; git, forks, caches and archives still have the text: see docs/take-down.md",
        counted(commits.len(), "version"),
        found.path
    ));
    Ok(())
}

fn is_confirmed(path: &str) -> anyhow::Result<bool> {
    if !ask::can_ask() {
        bail!("this changes {path}: add --yes to write it without being asked");
    }
    ask::ask(&format!("Write this into {path}? (y/n)"), |answer| match answer.to_lowercase().as_str() {
        "y" | "yes" => Ok(true),
        "n" | "no" | "" => Ok(false),
        _ => Err("y or n".to_owned()),
    })
}

/// Returns the commits that made these versions, without those that are taken out already.
fn commits(found: &Found, asked: &str) -> anyhow::Result<Vec<String>> {
    let newest = found.revisions.iter().filter_map(|revision| revision.version).max().unwrap_or_default();
    if let Some(numbers) = numbers(asked, newest)? {
        let mut commits = Vec::new();
        for number in numbers {
            let is_it = |revision: &&Revised| matches!(revision.rank, RevisionStatus::Version(own, _) if own == number);
            let Some(revision) = found.revisions.iter().find(is_it) else {
                bail!("there is no version {number} of {}; `chancery log` lists them", found.path)
            };
            if number == newest {
                bail!(
                    "version {number} is what the page shows now; change the text first and commit that, or take the \
                     briefing back with `status: withdrawn` or a marking"
                );
            }
            if revision.gap != Some(Gap::Redacted) {
                commits.push(revision.commit.clone());
            }
        }
        return Ok(commits);
    }
    let revision = found.revision_in(asked)?;
    if revision.version == Some(newest) {
        bail!("`{asked}` is what the page shows now; change the text first and commit that");
    }
    Ok(if revision.gap == Some(Gap::Redacted) { Vec::new() } else { vec![revision.commit.clone()] })
}

/// Returns the numbers that `2`, `1-3` or `1,3-4` stand for; none for what is no list of numbers of versions.
fn numbers(asked: &str, newest: usize) -> anyhow::Result<Option<BTreeSet<usize>>> {
    let mut numbers = BTreeSet::new();
    for part in asked.split(',').map(str::trim) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (Ok(first), Ok(last)) = (first.trim().parse::<usize>(), last.trim().parse::<usize>()) else {
            return Ok(None);
        };
        // The id of a commit may have no letter in it.
        if first > newest && part.len() >= 7 {
            return Ok(None);
        }
        if first == 0 || first > last || last > newest {
            bail!("there are versions 1 to {newest}, and `{part}` is none of them");
        }
        numbers.extend(first..=last);
    }
    Ok(Some(numbers))
}
