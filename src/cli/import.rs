//! `chancery import`

mod inputs;
mod into;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, anyhow, bail};
use rayon::prelude::*;

use self::inputs::{Companion, Input, Inputs};
use super::failure::Failure;
use super::session;
use crate::content::{Document, DocumentKind};
use crate::dates::Moment;
use crate::folder::Folder;
use crate::import::{
    Batch, Imported, NotImported, Original, Placed, Settings, Warning, block, import, kept_keys, topic_file,
};
use crate::load::Library;
use crate::problem::{Code, Place, Problem};
use crate::source::WorkingTree;
use crate::tag::Tagger;
use crate::text::clean_title;
use crate::text::counted;

/// Make briefings of texts, mails, Word documents, and posts of Hugo, Jekyll or Zola
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files, and folders that are searched for texts
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The title, for one file
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The date, such as 2024-04-01; of several files, of those that have none
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// The briefing that a Word document was exported from: what changed in Word changes in its file
    #[arg(long, value_name = "BRIEFING", conflicts_with_all = ["title", "date"])]
    into: Option<String>,
    /// Tell what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// A briefing that can be written.
struct New {
    input: usize,
    imported: Imported,
    companions: Vec<Companion>,
}

impl New {
    fn path(&self) -> String {
        self.imported.path(!self.companions.is_empty())
    }

    /// Returns the paths of the files beside it, from the site's root.
    fn beside(&self) -> impl Iterator<Item = (&Companion, String)> {
        let path = self.imported.path(true);
        let folder = path.trim_end_matches("index.md").to_owned();
        self.companions.iter().map(move |file| (file, format!("{folder}{}", file.name)))
    }
}

/// What became of the files.
#[derive(Default)]
struct Outcome {
    new: Vec<New>,
    problems: Vec<Problem>,
    /// Files that are none to be imported, and why.
    skipped: Vec<String>,
    /// Files that the site has already.
    already: Vec<String>,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    if let Some(name) = &arguments.into {
        return into::run(root, &arguments.files, name, arguments.dry_run);
    }
    let start = Instant::now();
    let root = session::find_root(root)?;
    let source = session::open(&root)?;
    let (library, config) = session::library(&source)?;
    let inputs = Inputs::find(&arguments.files, &root)?;
    check(&arguments, &inputs, &config.timezone)?;
    let vocabulary = library.vocabulary();
    let tagger = Tagger::new(&vocabulary, library.labels(), &library.organisations())?;
    let settings = Settings {
        config: &config,
        vocabulary: &vocabulary,
        tagger: &tagger,
        now: session::now()?,
        title: arguments.title.as_deref(),
        date: arguments.date.as_deref().map(str::trim),
        date_wins: inputs.files.len() == 1,
    };

    let bar = session::progress_bar(inputs.files.len(), "files");
    let read: Vec<_> = inputs
        .files
        .par_iter()
        .map(|input| {
            let made = make(input, &settings, &root);
            bar.inc(1);
            made
        })
        .collect();
    bar.finish_and_clear();
    let mut outcome = placed(&inputs.files, read, &library, &root);
    let warnings = settle(&mut outcome, &inputs.files, &library, &source, &settings)?;
    let topics = topics_of(&outcome);
    let listed = outcome.problems.len() + outcome.skipped.len() + outcome.already.len();

    session::tell(&inputs.problems);
    session::tell(&outcome.problems);
    report(&outcome, &inputs.files, &warnings, topics.keys(), vocabulary.is_open());
    if !arguments.dry_run {
        write(&root, &topics, &outcome.new)?;
    }
    let paths: Vec<String> =
        outcome.new.iter().map(|new| format!("{}\n", session::shown(&root.join(new.path())))).collect();
    session::print(&paths.concat())?;

    let would = if arguments.dry_run { "would be " } else { "" };
    let mut parts = vec![
        counted(inputs.files.len(), "file"),
        format!("{} {would}written, {listed} not", outcome.new.len()),
    ];
    for (number, what) in [
        (outcome.already.len(), "already a briefing"),
        (outcome.skipped.len(), "skipped"),
        (outcome.problems.len(), "with a problem"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    if !topics.is_empty() {
        parts.push(format!("{} {would}made", counted(topics.len(), "topic")));
    }
    parts.push(format!("{:.2} s", start.elapsed().as_secs_f64()));
    session::say(&parts.join(" · "));
    let has_failed = outcome.problems.iter().chain(&inputs.problems).any(Problem::is_error);
    if has_failed { Err(Failure::Content) } else { Ok(()) }
}

fn check(arguments: &Arguments, inputs: &Inputs, zone: &jiff::tz::TimeZone) -> anyhow::Result<()> {
    if let Some(title) = &arguments.title {
        if inputs.files.len() > 1 {
            bail!("--title is for one file, and these are {}; leave it out", inputs.files.len());
        }
        if clean_title(title).is_empty() {
            bail!("a briefing needs a title that is not empty");
        }
    }
    if let Some(date) = &arguments.date {
        Moment::parse(date, zone).map_err(|error| anyhow!("--date: {error}"))?;
    }
    Ok(())
}

/// Why an input gives nothing new.
enum Not {
    Imported(NotImported),
    Already(String),
}

fn make(input: &Input, settings: &Settings, root: &Path) -> Result<New, Not> {
    if let Some(path) = input.in_site(root).filter(|path| DocumentKind::of(path).is_some()) {
        return Err(Not::Already(path));
    }
    let bytes = input.read().map_err(|problem| Not::Imported(problem.into()))?;
    let original = Original { shown: &input.shown, name: &input.name, bytes: &bytes };
    let mut imported = import(original, settings).map_err(Not::Imported)?;
    let companions = input.companions(&mut imported).map_err(|problem| Not::Imported(problem.into()))?;
    Ok(New { input: 0, imported, companions })
}

/// Gives each briefing its place, in the order of the inputs.
fn placed(inputs: &[Input], read: Vec<Result<New, Not>>, library: &Library, root: &Path) -> Outcome {
    let mut batch = Batch::default();
    for (_, document) in library.documents() {
        if let Document::Briefing(briefing) = document {
            batch.has(briefing);
        }
    }
    let mut outcome = Outcome::default();
    for (index, (input, made)) in inputs.iter().zip(read).enumerate() {
        let mut new = match made {
            Ok(new) => New { input: index, ..new },
            Err(Not::Imported(NotImported::Problem(problem))) => {
                outcome.problems.push(problem);
                continue;
            }
            Err(Not::Imported(NotImported::Skipped(why))) => {
                outcome.skipped.push(format!("{} is skipped: {why}", input.shown));
                continue;
            }
            Err(Not::Already(path)) => {
                outcome
                    .already
                    .push(format!("{path} is already a briefing, or another document of this site"));
                continue;
            }
        };
        match batch.place(&mut new.imported) {
            Placed::Here => {}
            Placed::Renamed { other } => {
                let message =
                    format!("{other} has the same date and name, so this one is `{}`", new.imported.slug);
                new.imported.warnings.push(Warning { message, line: None });
            }
            Placed::Already { path } => {
                outcome.already.push(format!("{} is already a briefing: {path}", input.shown));
                continue;
            }
            Placed::Taken { path } => {
                outcome.problems.push(exists(&input.shown, &path));
                continue;
            }
        }
        let files: Vec<String> = new.beside().map(|(_, path)| path).chain([new.path()]).collect();
        match files.into_iter().find(|path| fs::symlink_metadata(root.join(path)).is_ok()) {
            Some(path) => outcome.problems.push(exists(&input.shown, &path)),
            None => outcome.new.push(new),
        }
    }
    for new in &mut outcome.new {
        batch.settle_aliases(&mut new.imported);
    }
    outcome
}

fn exists(shown: &str, path: &str) -> Problem {
    Problem::new(Code::FileExists, format!("there is {path} already, and nothing is overwritten"))
        .at(Place::file(shown))
        .hint("give this text another `slug`, title or date, or delete that file")
}

/// Looks at the site as it would be. Takes out what it could not be built with, and returns what somebody
/// has to mend.
fn settle(
    outcome: &mut Outcome,
    inputs: &[Input],
    library: &Library,
    source: &WorkingTree,
    settings: &Settings,
) -> anyhow::Result<Vec<Problem>> {
    loop {
        let mut files = topics_of(outcome);
        for new in &outcome.new {
            files.extend(new.beside().map(|(_, path)| (path, String::new())));
            files.insert(new.path(), new.imported.text());
        }
        let problems = library.problems_with(source, &files, settings.now);
        let (errors, warnings): (Vec<Problem>, Vec<Problem>) =
            problems.into_iter().partition(Problem::is_error);
        let mut by_file: BTreeMap<String, Problem> = BTreeMap::new();
        for error in errors {
            let files: Vec<String> = error.places().map(|place| place.file.clone()).collect();
            for file in files {
                by_file.entry(file).or_insert_with(|| error.clone());
            }
        }
        let before = outcome.new.len();
        let mut has_changed = false;
        let mut kept = Vec::with_capacity(before);
        for mut new in outcome.new.drain(..) {
            match by_file.remove(&new.path()) {
                None => kept.push(new),
                Some(error) if error.code == Code::UrlClash && new.imported.drop_aliases() => {
                    has_changed = true;
                    kept.push(new);
                }
                Some(error) => {
                    has_changed = true;
                    let mut problem = Problem::new(error.code, error.message);
                    problem.place = inputs.get(new.input).map(|input| Place::file(&input.shown));
                    problem.hint = error.hint;
                    outcome.problems.push(problem);
                }
            }
        }
        outcome.new = kept;
        if !has_changed {
            return Ok(warnings);
        }
    }
}

/// Returns the files of the topics that the new briefings need.
fn topics_of(outcome: &Outcome) -> BTreeMap<String, String> {
    topic_file(outcome.new.iter().flat_map(|new| &new.imported.topics))
}

fn report<'a>(
    outcome: &Outcome,
    inputs: &[Input],
    warnings: &[Problem],
    topics: impl ExactSizeIterator<Item = &'a String>,
    is_open: bool,
) {
    let mut text = String::new();
    for new in &outcome.new {
        let shown = inputs.get(new.input).map_or("", |input| &input.shown);
        text.push_str(&block(shown, &new.path(), &new.imported));
        for (companion, path) in new.beside() {
            text.push_str(&format!("{path} is {}\n", companion.told(shown)));
        }
    }
    for line in outcome.skipped.iter().chain(&outcome.already) {
        text.push_str(&format!("{line}\n"));
    }
    if !warnings.is_empty() {
        text.push_str("to be mended (warnings for now, since the texts are imported):\n");
    }
    for warning in warnings {
        let place = warning.place.as_ref().map(ToString::to_string).unwrap_or_default();
        text.push_str(&format!("  {place}: {}\n", warning.message));
    }
    let kept = kept_keys(outcome.new.iter().map(|new| &new.imported));
    if !kept.is_empty() {
        text.push_str(&format!("kept under `extra`, since they mean nothing here: {kept}\n"));
    }
    if topics.len() > 0 {
        text.push_str("topics that the site did not have, each to be given a hint:\n");
        topics.for_each(|path| text.push_str(&format!("  {path}\n")));
    } else if is_open && outcome.new.iter().any(|new| new.imported.has_topics()) {
        text.push_str("this site has no topic files, so any topic is allowed and none was made\n");
    }
    if !text.is_empty() {
        session::say(text.trim_end());
    }
}

/// Writes the topics first, so that no briefing ever stands there with a topic that is not.
fn write(root: &Path, topics: &BTreeMap<String, String>, new: &[New]) -> anyhow::Result<()> {
    let failed = |path: &str| format!("{} cannot be written", session::shown(&root.join(path)));
    let folder = session::folder(root)?;
    for (path, text) in topics {
        folder.write_new(path, text.as_bytes()).with_context(|| failed(path))?;
    }
    for new in new {
        let mut made = Vec::new();
        let written = write_one(&folder, new, &mut made);
        if let Err(error) = written {
            // A briefing's files go with it; the error that led here is told.
            for path in made {
                let _ = folder.remove(&path);
            }
            return Err(error).with_context(|| failed(&new.path()));
        }
    }
    Ok(())
}

/// Writes a briefing after the files beside it, so that it never points at what is not there yet.
fn write_one(folder: &Folder, new: &New, made: &mut Vec<String>) -> io::Result<()> {
    for (from, path) in new.beside() {
        folder.copy_new(&mut from.open()?, &path)?;
        made.push(path);
    }
    folder.write_new(&new.path(), new.imported.text().as_bytes())
}
