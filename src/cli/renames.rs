//! `chancery check --fix`: records that end where a file got another name, and what their writers say of it.

use std::path::Path;
use std::sync::Arc;

use super::file_edit::FileEdit;
use super::{ask, session};
use crate::check::CODES;
use crate::content::{Briefing, DocumentKind, Gate, front_matter};
use crate::git::Repository;
use crate::load::Library;
use crate::record::{CutRecord, History};
use crate::source::{Source, WorkingTree};
use crate::text::counted;
use crate::yaml::add_text;

/// How an answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// By whoever sits at the terminal; nobody does elsewhere, and then nothing is written.
    Asked,
    /// With yes, to all.
    Yes,
}

/// Asks of each record that is cut whether it goes on, and writes `renamed_from` where it does, unless it is a dry run.
/// Returns whether there was any.
pub fn run(source: &WorkingTree, dry_run: bool, answer: Answer) -> anyhow::Result<bool> {
    let cut = cut_records(source)?;
    let (open, ended): (Vec<CutRecord>, Vec<CutRecord>) = cut.into_iter().partition(|cut| cut.may_go_on);
    for cut in &ended {
        session::say(&format!("note: {}", words(cut)));
    }
    let mut written = 0;
    let mut left = 0;
    for cut in &open {
        let Some(change) = change(source, cut)? else { continue };
        session::print(&change.diff())?;
        let is_confirmed = match answer {
            Answer::Yes => true,
            Answer::Asked if dry_run || !ask::can_ask() => false,
            Answer::Asked => ask::ask(&format!("{}. Is it the same briefing? [y/N]", words(cut)), yes_or_no)?,
        };
        if is_confirmed && !dry_run && change.write(source.root())? {
            written += 1;
        } else {
            session::say(&format!("note: {}", words(cut)));
            left += 1;
        }
    }
    if written > 0 {
        let records = counted(written, "record");
        session::say(&format!("`renamed_from` written: {records} with an older name"));
    }
    if left > 0 && answer == Answer::Asked && !ask::can_ask() {
        session::say(
            "run `chancery check --fix` at a terminal to be asked, or add --yes to say that all of these are the same",
        );
    }
    Ok(!open.is_empty() || !ended.is_empty())
}

fn yes_or_no(line: &str) -> Result<bool, String> {
    match line.to_lowercase().as_str() {
        "y" | "yes" => Ok(true),
        "" | "n" | "no" => Ok(false),
        _ => Err("answer y or n".to_owned()),
    }
}

/// Returns the records of a site that are cut; none where there is no history.
fn cut_records(source: &WorkingTree) -> anyhow::Result<Vec<CutRecord>> {
    let library = Library::read(source, None, &CODES);
    let Some(config) = library.config().filter(|config| config.outputs.record) else { return Ok(Vec::new()) };
    let root: &Path = source.root();
    let Ok(repository) = Repository::open(root) else { return Ok(Vec::new()) };
    let tip = repository.head()?;
    let history = History::read(repository, &tip, root)?;
    let gate = Gate { now: session::now()?, drafts: false, markings: config.markings.clone() };
    let documents = library.gated(&gate);
    let briefings: Vec<&Arc<Briefing>> = documents.briefings.iter().map(|(briefing, _)| briefing).collect();
    Ok(history.cut_records(&briefings, config, &gate)?)
}

/// Returns what tells a writer of a record that is cut.
fn words(cut: &CutRecord) -> String {
    let CutRecord { path, former, commit, .. } = cut;
    let (path, former) = (path.escape_debug(), former.escape_debug());
    let commit = commit.get(..10).unwrap_or(commit);
    let day = cut.date.as_ref().map(|date| format!(" of {}", date.date())).unwrap_or_default();
    if cut.may_go_on {
        format!("{path} came in commit {commit}{day} when {former} went, and its record begins there")
    } else if path.to_string() == former.to_string() {
        format!("{path} was deleted and came back in commit {commit}{day}, and its record begins there")
    } else {
        format!(
            "{path} came in commit {commit}{day} when several files went that may have been it, such as {former}; \
             `renamed_from` in its front matter says which"
        )
    }
}

/// Returns the file with `renamed_from` in it; none where it cannot be put in, or is there.
fn change(source: &WorkingTree, cut: &CutRecord) -> anyhow::Result<Option<FileEdit>> {
    let old = source.read(&cut.path)?;
    let Ok(text) = std::str::from_utf8(&old) else { return Ok(None) };
    let Some(yaml) = front_matter(text) else { return Ok(None) };
    let former = cut.former.strip_prefix("content/briefings/").unwrap_or(&cut.former);
    let before: Vec<&str> =
        DocumentKind::Briefing.keys().names().take_while(|key| *key != "renamed_from").collect();
    let Some(edited) = add_text(&text[yaml.clone()], "renamed_from", former, &before) else {
        return Ok(None);
    };
    let new = format!("{}{edited}{}", &text[..yaml.start], &text[yaml.end..]);
    Ok(Some(FileEdit { path: cut.path.clone(), old, new }))
}
