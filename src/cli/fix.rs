//! `chancery check --fix`

use std::fs;
use std::path::Path;

use anyhow::Context;
use rayon::prelude::*;
use similar::TextDiff;

use super::session;
use crate::content::Kin;
use crate::fix::{Fixed, Fixer};
use crate::load::Library;
use crate::problem::Problem;
use crate::replace::replace;
use crate::source::{Source, WorkingTree};
use crate::text::counted;

/// A file, what is in it and what should be.
struct Change {
    path: String,
    old: Vec<u8>,
    fixed: Fixed,
}

/// Shows what can be put right without asking, and writes it unless it is a dry run.
pub fn run(source: &WorkingTree, dry_run: bool) -> anyhow::Result<()> {
    let library = Library::read(source, None);
    // The check that follows tells what is wrong with the settings.
    let Some(config) = library.config() else { return Ok(()) };
    // While topics themselves are wrong, a name may mean another one than its writer thinks.
    let is_of_topics = |problem: &Problem| {
        problem.is_error() && problem.places().any(|place| Kin::of(&place.file) == Some(Kin::Topic))
    };
    let problems = library.assemble(source, true, session::now()?).problems;
    let vocabulary = library.vocabulary();
    let vocabulary = (!problems.iter().any(is_of_topics)).then_some(&vocabulary);
    let fixer = Fixer::new(config, vocabulary);
    let changes: Vec<Change> = source
        .list()
        .files
        .into_par_iter()
        .filter_map(|path| {
            let kin = Kin::of(&path)?;
            // One that cannot be read is told by the check.
            let old = source.read(&path).ok()?;
            let fixed = fixer.fix(kin, &path, &old)?;
            Some(Change { path, old, fixed })
        })
        .collect();

    for change in &changes {
        session::print(&diff(change))?;
    }
    let mut done = Vec::new();
    for change in &changes {
        if dry_run || write(source.root(), change)? {
            done.push(&change.fixed);
        }
    }
    session::say(&summary(&done, dry_run));
    Ok(())
}

/// Returns what changes in a file, as `git apply` reads it.
fn diff(change: &Change) -> String {
    let old = String::from_utf8_lossy(&change.old);
    let (from, to) = (format!("a/{}", change.path), format!("b/{}", change.path));
    let diff = TextDiff::from_lines(&*old, &change.fixed.text);
    diff.unified_diff().context_radius(1).header(&from, &to).to_string()
}

/// Writes a file, unless somebody else did meanwhile. Returns whether it is as it should be.
fn write(root: &Path, change: &Change) -> anyhow::Result<bool> {
    let file = root.join(&change.path);
    let shown = session::shown(&file);
    let now = fs::read(&file).with_context(|| format!("{shown} cannot be read"))?;
    if now == change.fixed.text.as_bytes() {
        // It goes by two names.
        return Ok(true);
    }
    if now != change.old {
        session::say(&format!("{shown} was changed by somebody else just now, and is left alone"));
        return Ok(false);
    }
    replace(&file, change.fixed.text.as_bytes()).with_context(|| format!("{shown} cannot be written"))?;
    Ok(true)
}

fn summary(done: &[&Fixed], dry_run: bool) -> String {
    if done.is_empty() {
        return "there is nothing to fix".to_owned();
    }
    let sum = |count: fn(&Fixed) -> usize| done.iter().map(|fixed| count(fixed)).sum::<usize>();
    let parts: Vec<String> = [
        (sum(|fixed| fixed.countries), "country to its code", "countries to their codes"),
        (sum(|fixed| fixed.topics), "topic to its id", "topics to their ids"),
        (sum(|fixed| fixed.dates), "date to ISO 8601", "dates to ISO 8601"),
        (
            sum(|fixed| usize::from(fixed.keys)),
            "file with its keys in order",
            "files with their keys in order",
        ),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, more)| format!("{number} {}", if number == 1 { one } else { more }))
    .collect();
    let files = counted(done.len(), "file");
    let parts = parts.join(", ");
    if dry_run {
        format!("{files} to fix: {parts}; nothing was written")
    } else {
        format!("{files} fixed: {parts}")
    }
}
