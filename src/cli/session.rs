//! What the commands have in common: the site that they work on, the clock, and the terminal.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;

use super::failure::Failure;
use crate::cache::Cache;
use crate::check::CODES;
use crate::config::{BaseUrl, CONFIG_FILE, Config};
use crate::edition::Edition;
use crate::folder::Folder;
use crate::load::{Library, Loaded};
use crate::problem::{Problem, print_human};
use crate::record::Remark;
use crate::source::WorkingTree;
use crate::text::{self, counted};

/// The folder that a site is built into, unless another one is named.
pub const OUTPUT_FOLDER: &str = "public";

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
    text::shown(&inside.unwrap_or(path).to_string_lossy()).into_owned()
}

/// Opens the files of a site.
pub fn open(root: &Path) -> anyhow::Result<WorkingTree> {
    WorkingTree::open(root).with_context(|| format!("{} cannot be read", root.display()))
}

/// Reads a site whose settings are right; else tells what is wrong with them.
pub fn library(source: &WorkingTree) -> Result<(Library, Arc<Config>), Failure> {
    let library = Library::read(source, None, &CODES);
    if let Some(config) = library.config() {
        let config = Arc::clone(config);
        return Ok((library, config));
    }
    Err(settings_first(source))
}

/// Tells what is wrong with the settings of a site, without which nothing can be done.
pub fn settings_first(source: &WorkingTree) -> Failure {
    tell(&Library::read_vocabulary(source, &CODES).assemble(source, true, Timestamp::default()).problems);
    say("site.yaml has to be right first; nothing was written");
    Failure::Content
}

/// Writes a file that its user has named and that is not there yet; on failure, none of it stays.
pub fn write_new(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = file.file_name().and_then(OsStr::to_str).context("its name is not UTF-8")?;
    Ok(Folder::open(folder)?.write_new(name, bytes)?)
}

/// Opens the folder of a site, to write into it.
pub fn folder(root: &Path) -> anyhow::Result<Folder> {
    Folder::open(root).with_context(|| format!("{} cannot be opened", root.display()))
}

/// Says why the cache is not used, where that is so.
pub fn say_if_unused(cache: &Cache) {
    if let Some(why) = cache.unused() {
        say(&format!("note: {why}"));
    }
}

/// Returns the present: that of the clock, or an earlier one that `SOURCE_DATE_EPOCH` sets
/// (reproducible-builds.org). A later one would lift embargoes, so it does not count.
pub fn now() -> anyhow::Result<Timestamp> {
    let clock = Timestamp::now();
    Ok(epoch()?.map_or(clock, |set| set.min(clock)))
}

/// Returns what `SOURCE_DATE_EPOCH` says, where it is set.
fn epoch() -> anyhow::Result<Option<Timestamp>> {
    let Some(seconds) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let seconds = seconds.to_str().and_then(|seconds| seconds.parse().ok());
    let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment.map(Some).context("SOURCE_DATE_EPOCH is not a number of seconds since 1970")
}

/// Tells that `SOURCE_DATE_EPOCH` sets the clock by which texts are held back, or does not.
pub fn say_clock() -> anyhow::Result<()> {
    if let Some(set) = epoch()? {
        say(&if set <= Timestamp::now() {
            format!(
                "note: SOURCE_DATE_EPOCH sets the present to {set}; later dates and embargoes have not come"
            )
        } else {
            format!(
                "note: SOURCE_DATE_EPOCH is {set}, which has not come, so the clock of this machine counts"
            )
        });
    }
    Ok(())
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

/// Writes a line, or several, to standard error; nobody can be told if that fails.
///
/// Names and texts of others may be in it, so it is shown without control characters.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", text::shown_lines(line));
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
    let count = |is_error: bool| {
        problems.iter().filter(|problem| problem.is_error() == is_error).map(Problem::count).sum::<usize>()
    };
    let (errors, warnings) = (count(true), count(false));
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

/// Says once that the interface has no words in the language of a site, where that is so, and where to start.
pub fn say_if_untranslated(edition: &Edition) {
    if !edition.theme.interface.is_translated() {
        let language = &edition.site.config.language;
        say(&format!(
            "note: the interface has no words in `{language}` yet, and is in English; strings/{language}.yaml in the site can \
             have them (docs/languages.md)"
        ));
    }
}

/// How many remarks are told one by one.
const MOST_REMARKS: usize = 20;

/// Says what there is to say of the record; the rest of many is counted.
pub fn say_remarks(remarks: &BTreeSet<Remark>) {
    for remark in remarks.iter().take(MOST_REMARKS) {
        say(&format!("note: {remark}"));
    }
    if remarks.len() > MOST_REMARKS {
        say(&format!("note: {} more notes of this kind", remarks.len() - MOST_REMARKS));
    }
}
