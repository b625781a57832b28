//! `chancery check --fix`

use rayon::prelude::*;

use super::file_edit::FileEdit;
use super::session;
use crate::check::CODES;
use crate::content::DocumentKind;
use crate::fix::{Fixed, Fixer};
use crate::load::Library;
use crate::problem::Problem;
use crate::source::{Source, WorkingTree};
use crate::text::counted;

/// Shows what can be put right without asking, and writes it unless it is a dry run. Returns whether there was anything.
pub fn run(source: &WorkingTree, dry_run: bool) -> anyhow::Result<bool> {
    let library = Library::read(source, None, &CODES);
    // The check that follows tells what is wrong with the settings.
    let Some(config) = library.config() else { return Ok(true) };
    // While topics themselves are wrong, a name may mean another one than its writer thinks.
    let is_of_topics = |problem: &Problem| {
        problem.is_error()
            && problem.places().any(|place| DocumentKind::of(&place.file) == Some(DocumentKind::Topic))
    };
    let problems = library.assemble(source, true, session::now()?).problems;
    let vocabulary = library.vocabulary();
    let vocabulary = (!problems.iter().any(is_of_topics)).then_some(&vocabulary);
    let fixer = Fixer::new(config, vocabulary);
    let changes: Vec<(FileEdit, Fixed)> = source
        .list()
        .files
        .into_par_iter()
        .filter_map(|path| {
            let kind = DocumentKind::of(&path)?;
            // One that cannot be read is told by the check.
            let old = source.read(&path).ok()?;
            let fixed = fixer.fix(kind, &path, &old)?;
            Some((FileEdit { path, old, new: fixed.text.clone() }, fixed))
        })
        .collect();

    for (revision, _) in &changes {
        session::print(&revision.diff())?;
    }
    let mut done = Vec::new();
    for (revision, fixed) in &changes {
        if dry_run || revision.write(source.root())? {
            done.push(fixed);
        }
    }
    if !done.is_empty() {
        session::say(&summary(&done, dry_run));
    }
    Ok(!changes.is_empty())
}

fn summary(done: &[&Fixed], dry_run: bool) -> String {
    let sum = |count: fn(&Fixed) -> usize| done.iter().map(|fixed| count(fixed)).sum::<usize>();
    let parts: Vec<String> = [
        (sum(|fixed| fixed.countries), "country to its code", "countries to their codes"),
        (
            sum(|fixed| fixed.organisations),
            "organisation out of `countries`",
            "organisations out of `countries`",
        ),
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
