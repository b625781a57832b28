//! What the commands have in common: the site that they work on, the clock, and the terminal.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;

use super::Failure;
use crate::config::{BaseUrl, CONFIG_FILE, Config};
use crate::load::{Library, Loaded};
use crate::problem::{Level, Problem, print_human};
use crate::source::WorkingTree;
use crate::text::counted;

/// Returns the site's folder: the given one, or the nearest upwards that has a `site.yaml`.
pub fn find_root(given: Option<PathBuf>) -> anyhow::Result<PathBuf> {
    if let Some(root) = given {
        if !root.join(CONFIG_FILE).is_file() {
            bail!("there is no {CONFIG_FILE} in {}; `chancery init DIR` makes a new site", root.display());
        }
        return Ok(root);
    }
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let root = here.ancestors().find(|folder| folder.join(CONFIG_FILE).is_file());
    root.map(Path::to_owned).ok_or_else(|| {
        anyhow!(
            "there is no {CONFIG_FILE} here or in a folder above; go to a site's folder, name one with --root, \
             or make one with `chancery init DIR`"
        )
    })
}

/// Returns the git repository that a folder is in, if any. The folder need not be there yet.
pub fn repository(folder: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(folder).ok()?;
    let there = absolute.ancestors().find_map(|above| above.canonicalize().ok())?;
    there.ancestors().find(|above| above.join(".git").exists()).map(Path::to_owned)
}

/// Returns where a folder is in its git repository, with `/` at its end; empty for the repository itself, and
/// for a folder in none.
pub fn folder_in_repository(folder: &Path) -> String {
    let Ok(folder) = folder.canonicalize() else { return String::new() };
    let repository = repository(&folder);
    let inside = repository.as_ref().and_then(|repository| folder.strip_prefix(repository).ok());
    let mut path = String::new();
    for name in inside.into_iter().flat_map(Path::components) {
        path.push_str(&name.as_os_str().to_string_lossy());
        path.push('/');
    }
    path
}

/// Returns a path as it is shown: from the current folder where it is inside, else as it is.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let inside = here.and_then(|here| path.strip_prefix(here).ok());
    inside.unwrap_or(path).display().to_string()
}

/// Opens the files of a site.
pub fn open(root: &Path) -> anyhow::Result<WorkingTree> {
    WorkingTree::open(root).with_context(|| format!("{} cannot be read", root.display()))
}

/// Reads a site whose settings are right; else tells what is wrong with them.
pub fn library(source: &WorkingTree) -> Result<(Library, Arc<Config>), Failure> {
    let library = Library::read(source, None);
    if let Some(config) = library.config() {
        let config = Arc::clone(config);
        return Ok((library, config));
    }
    Err(settings_first(source))
}

/// Tells what is wrong with the settings of a site, without which nothing can be done.
pub fn settings_first(source: &WorkingTree) -> Failure {
    tell(&Library::read_vocabulary(source).assemble(source, true, Timestamp::default()).problems);
    say("site.yaml has to be right first; nothing was written");
    Failure::Content
}

/// Writes a file that is not there yet; on failure, none of it stays.
pub fn write_new(file: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let written = File::create_new(file)?.write_all(bytes);
    if written.is_err() {
        // The error of the write is the one that counts.
        let _ = fs::remove_file(file);
    }
    written
}

/// Returns the present, by the clock or by `SOURCE_DATE_EPOCH` (reproducible-builds.org).
pub fn now() -> anyhow::Result<Timestamp> {
    let Some(seconds) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(Timestamp::now()) };
    let seconds = seconds.to_str().and_then(|seconds| seconds.parse().ok());
    seconds
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .context("SOURCE_DATE_EPOCH is not a number of seconds since 1970")
}

/// Reads the argument of `--base-url`.
pub fn base_url(given: Option<&str>) -> anyhow::Result<Option<BaseUrl>> {
    given
        .map(|url| BaseUrl::parse(url).map_err(|error| anyhow!("--base-url `{url}` cannot be used: {error}")))
        .transpose()
}

/// Refuses to show drafts where a build is most likely published.
pub fn allow_drafts(drafts: bool, force: bool) -> anyhow::Result<()> {
    if drafts && !force && std::env::var_os("CI").is_some_and(|ci| ci == "true") {
        bail!("--drafts would publish drafts from CI; add --force if that is what you want");
    }
    Ok(())
}

/// Takes warnings for errors.
pub fn make_strict(problems: &mut [Problem]) {
    for problem in problems {
        problem.level = Level::Error;
    }
}

/// Writes a line to standard error; nobody can be told if that fails.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes data to standard output.
pub fn print(data: &str) -> io::Result<()> {
    match io::stdout().lock().write_all(data.as_bytes()) {
        // Whoever reads has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Returns a bar that counts so many things of this name, and shows itself on a terminal only.
pub fn progress_bar(length: usize, things: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(&format!("{{bar:32}} {{pos}}/{{len}} {things}"))
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length as u64).with_style(style)
}

/// Tells problems at the terminal.
pub fn tell(problems: &[Problem]) {
    let colour =
        io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let _ = print_human(problems, colour, &mut io::stderr().lock());
}

/// Returns "2 errors, 1 warning"; empty where there are none.
pub fn summary(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let warnings = problems.len() - errors;
    let mut text = String::new();
    for (number, word) in [(errors, "error"), (warnings, "warning")] {
        if number > 0 {
            let comma = if text.is_empty() { "" } else { ", " };
            let _ = write!(text, "{comma}{}", counted(number, word));
        }
    }
    text
}

/// Returns "7 held back: 3 draft, 2 embargo, 2 marking"; none where nothing is.
pub fn held_back(loaded: &Loaded) -> Option<String> {
    let total: usize = loaded.held.values().sum();
    let reasons: Vec<String> =
        loaded.held.iter().map(|(reason, number)| format!("{number} {reason}")).collect();
    (total > 0).then(|| format!("{total} held back: {}", reasons.join(", ")))
}
