//! `chancery check --public`

use std::cell::RefCell;
use std::path::Path;

use anyhow::anyhow;
use jiff::Timestamp;
use serde_json::json;

use super::failure::Failure;
use super::opened::{OpenedSite, PastArguments};
use super::session;
use crate::check::CODES;
use crate::content::without_controls;
use crate::disclosure::{Change, Disclosure, rewritten};
use crate::edition::Edition;
use crate::git::{Absent, Repository};
use crate::load::{AssembleOptions, Library, Loaded, Recording};
use crate::output;
use crate::problem::{Code, Problem, render_github, render_json};
use crate::record::{Gap, History};
use crate::source::{GitTree, Source};

/// What stands for no commit at all, where a forge tells the one that was pushed before.
const NOTHING: &str = "0000000";

/// In what form the list is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As text, on standard output.
    Human,
    /// As JSON.
    Json,
    /// As text, with what is wrong as annotations of a GitHub workflow.
    Github,
}

/// Lists what a build would publish that was not public before, and what it leaves out.
pub fn run(root: &Path, since: Option<&str>, form: Form) -> Result<(), Failure> {
    let now = session::now()?;
    let seen = OpenedSite::open(root, &PastArguments::default(), now, true)?;
    let source = &*seen.view.source;
    let loaded =
        Library::read(source, None, &CODES).assemble_on(source, &seen.view.terms(now, false, false))?;
    let Some(edition) = &loaded.edition else { return Err(session::settings_first(&seen.tree)) };
    let (disclosure, unreadable) = disclosed(&loaded, source);

    let since = since.filter(|since| !since.is_empty() && !since.starts_with(NOTHING));
    let mut problems: Vec<Problem> =
        loaded.problems.iter().filter(|problem| problem.is_error()).cloned().collect();
    problems.extend(unreadable);
    let before = match since {
        Some(asked) => match earlier(root, asked)? {
            Earlier::Found(old) => {
                problems.extend(rewritten(&old.site, &edition.site));
                Before { name: format!("commit {asked}"), disclosure: old.disclosure }
            }
            Earlier::Broken => Before {
                name: format!(
                    "nothing: there are errors in commit {asked}, so that it cannot have been published"
                ),
                disclosure: Disclosure::default(),
            },
            Earlier::Lost(problem) => {
                problems.push(problem);
                Before { name: format!("commit {asked}"), disclosure: Disclosure::default() }
            }
        },
        None => match output::files_in(&root.join(session::OUTPUT_FOLDER))? {
            Some(files) => Before {
                name: "the site in public".to_owned(),
                disclosure: Disclosure::of_files(files.iter().map(String::as_str), &disclosure),
            },
            None => Before {
                name: "nothing: no site was built yet".to_owned(),
                disclosure: Disclosure::default(),
            },
        },
    };
    match form {
        Form::Json => session::print(&data(&disclosure, &before, &loaded, edition, &problems))?,
        Form::Human | Form::Github => session::print(&text(&disclosure, &before, &loaded, edition))?,
    }
    if form == Form::Github {
        session::print(&render_github(&problems, &session::folder_in_repository(root)))?;
    } else {
        session::tell(&problems);
    }
    if problems.is_empty() { Ok(()) } else { Err(Failure::Content) }
}

/// What was public before.
struct Before {
    name: String,
    disclosure: Disclosure,
}

enum Earlier {
    Found(Old),
    /// It has errors, so that nothing can have been published from it.
    Broken,
    /// It is not to be had, which is wrong in itself.
    Lost(Problem),
}

struct Old {
    site: std::sync::Arc<crate::site::Site>,
    disclosure: Disclosure,
}

/// Returns what was published from a commit, at the time of the commit.
fn earlier(root: &Path, asked: &str) -> Result<Earlier, Failure> {
    let absent = |absent: Absent| anyhow!("--since needs the history: {absent}");
    let repository = Repository::open(root).map_err(absent)?;
    let tip = repository.head()?;
    let lost = |message: String| {
        Ok(Earlier::Lost(Problem::new(Code::RecordRewritten, message).hint(
            "push no rewritten history, and pull with --rebase; if it was meant, publish once without --since, by hand",
        )))
    };
    let Some(commit) = repository.commit(asked) else {
        return lost(format!("the commit {asked}, which was published last, is not in this repository"));
    };
    if !repository.is_on_line(&commit, &tip) {
        return lost(format!(
            "the commit {asked}, which was published last, is not on the line that the site is published from now"
        ));
    }
    let time = repository.time_of(&commit).and_then(|time| Timestamp::from_second(time).ok());
    let now = time.unwrap_or(session::now()?).min(session::now()?);
    let history = History::read(repository, &tip, root)?.at(&commit)?;
    let tree = GitTree::open(history.repository(), &commit)?;
    let recording =
        Recording { history: &history, edited: Some(std::collections::HashSet::new()), is_preview: false };
    let terms = AssembleOptions { recording: Some(recording), ..AssembleOptions::at(now, false) };
    let loaded = Library::read(&tree, None, &CODES).assemble_on(&tree, &terms)?;
    match &loaded.edition {
        Some(edition) if loaded.problems.iter().all(|problem| !problem.is_error()) => {
            let (disclosure, unreadable) = disclosed(&loaded, &tree);
            if let Some(problem) = unreadable.first() {
                let path = problem.place.as_ref().map_or("", |place| &place.file);
                return Err(anyhow!("{path} as it was in the commit {asked}: {}", problem.message).into());
            }
            Ok(Earlier::Found(Old { disclosure, site: std::sync::Arc::clone(&edition.site) }))
        }
        _ => Ok(Earlier::Broken),
    }
}

/// Returns what a site publishes, and the files of it that cannot be read.
fn disclosed(loaded: &Loaded, source: &dyn Source) -> (Disclosure, Vec<Problem>) {
    let unreadable = RefCell::new(Vec::new());
    let disclosure = Disclosure::of(loaded.editions(), &|path| {
        let tell = |error| unreadable.borrow_mut().push(Problem::unreadable_file(path, &error));
        source.read(path).map_err(tell).ok()
    });
    (disclosure, unreadable.into_inner())
}

fn text(disclosure: &Disclosure, before: &Before, loaded: &Loaded, edition: &Edition) -> String {
    let mut out = format!("What goes out, compared with {}\n", before.name);
    let mut heading = None;
    for (kind, path, item, change) in disclosure.since(&before.disclosure) {
        if heading != Some(kind) {
            heading = Some(kind);
            out.push_str(&format!("\n{}:\n", kind.heading()));
        }
        let mark = if change == Change::New { '+' } else { '~' };
        out.push_str(&one_line(&format!("{mark} {path}  {}", item.shown)));
    }
    if heading.is_none() {
        out.push_str("\nnothing that was not public before\n");
    }
    let left_out: Vec<String> =
        left_out(loaded, edition).map(|(what, why)| one_line(&format!("- {what}  {why}"))).collect();
    if !left_out.is_empty() {
        out.push_str("\nleft out:\n");
        out.push_str(&left_out.concat());
    }
    out
}

/// Returns a line without what a terminal would take for a command.
fn one_line(line: &str) -> String {
    format!("  {}\n", without_controls(line.trim_end()).replace('\n', " "))
}

/// Returns what a build leaves out, and why: documents, and versions that were public.
fn left_out<'a>(loaded: &'a Loaded, edition: &'a Edition) -> impl Iterator<Item = (String, String)> + 'a {
    let documents = loaded.left_out.iter().map(|(path, held)| (path.clone(), held.to_string()));
    let versions = edition.site.briefings.iter().flat_map(|published| {
        let gaps = published.versions().iter().enumerate();
        gaps.filter_map(|(place, version)| {
            let what = format!("{} version {}", published.briefing.path, place + 1);
            Some((what, reason(version.gap?).to_owned()))
        })
    });
    documents.chain(versions)
}

fn reason(gap: Gap) -> &'static str {
    match gap {
        Gap::Ended => "the briefing was held back or deleted after it",
        Gap::Deleted => "it is of a file of this name that was deleted",
        Gap::Unreadable => "git does not give it",
        Gap::Redacted => "taken out of the record",
        Gap::Hidden => "the settings of today do not let it through",
        Gap::Cut => "from before the day that the record begins on",
    }
}

fn data(
    disclosure: &Disclosure,
    before: &Before,
    loaded: &Loaded,
    edition: &Edition,
    problems: &[Problem],
) -> String {
    let new = disclosure.since(&before.disclosure).map(|(kind, path, item, change)| {
        json!({
            "kind": kind.word(),
            "path": path,
            "shown": item.shown,
            "change": if change == Change::New { "new" } else { "changed" },
        })
    });
    let left_out = left_out(loaded, edition).map(|(what, why)| json!({ "what": what, "why": why }));
    let problems: serde_json::Value = serde_json::from_str(&render_json(problems)).unwrap_or_default();
    let all = json!({
        "compared_with": before.name,
        "public": new.collect::<Vec<_>>(),
        "left_out": left_out.collect::<Vec<_>>(),
        "problems": problems,
    });
    format!("{all:#}\n")
}
