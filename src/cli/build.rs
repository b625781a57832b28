//! `chancery build`

use std::path::PathBuf;
use std::time::Instant;

use anyhow::anyhow;

use super::failure::Failure;
use super::interrupt::Interrupt;
use super::opened::{OpenedSite, PastArguments};
use super::{session, statement};
use crate::cards::Cards;
use crate::check::CODES;
use crate::config::LintPolicy;
use crate::git::cache_of;
use crate::load::{AssembleOptions, Library};
use crate::output::{self, Files, Target, Watch, WriteError};
use crate::pictures::Store;
use crate::problem::Problem;
use crate::render::Renderer;

/// Build the site into a folder
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder to write [default: `public` in the site's folder]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The address that readers use, in place of base_url in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// Show drafts and future dates too
    #[arg(long)]
    drafts: bool,
    /// Allow --drafts in CI
    #[arg(long)]
    force: bool,
    /// Write into a folder that has other files in it, and keep those
    #[arg(long)]
    adopt: bool,
    #[command(flatten)]
    past: PastArguments,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let start = Instant::now();
    let root = session::find_root(root)?;
    let base_url = session::base_url(arguments.base_url.as_deref())?;
    session::allow_drafts(arguments.drafts, arguments.force)?;
    let target = match &arguments.output {
        Some(folder) => Target::new(folder, &root, arguments.adopt)?,
        None => Target::usual(&root, arguments.adopt)?,
    };
    let now = session::now()?;
    session::say_clock()?;
    let seen = OpenedSite::open(&root, &arguments.past, now, true)?;
    let source = &*seen.view.source;

    let terms =
        AssembleOptions { is_strict: arguments.strict, ..seen.view.terms(now, arguments.drafts, false) };
    let mut loaded = Library::read(source, base_url, &CODES).assemble_on(source, &terms)?;
    session::tell(&loaded.problems);
    let edition = match &loaded.edition {
        Some(edition) if !loaded.has_errors() => edition,
        _ => return Err(give_up(&session::summary(&loaded.problems))),
    };
    let renderers = Renderer::all(loaded.editions()).map_err(|problems| {
        session::tell(&problems);
        give_up(&session::summary(&problems))
    })?;
    let cache = cache_of(&root);
    let cards = Cards::new(&cache);
    let files = Files { source, store: &Store::new(&cache), cards: &cards };
    let bar =
        session::progress_bar(loaded.editions().map(|edition| edition.plan.routes().len()).sum(), "pages");
    let policy = LintPolicy::new(Some(&edition.site.config), arguments.strict);
    let level = |mut problems: Vec<Problem>| {
        // What is found in the output is in no text.
        policy.apply(&mut problems, |_| false);
        problems
    };
    let statement = match statement::of_build(&seen, &loaded, now, arguments.drafts) {
        Ok(statement) => statement,
        Err(why) => {
            session::say(&format!("note: {} is left out, since {why}", output::STATEMENT_FILE));
            None
        }
    };
    let interrupt = Interrupt::listen()?;
    let watch = Watch { progress: &|| bar.inc(1), is_stopped: &|| interrupt.is_caught() };
    let written = output::write(&renderers, files, &target, statement.as_ref(), watch, &level);
    bar.finish_and_clear();
    if matches!(written, Err(WriteError::Stopped)) {
        session::say("stopped; the site is as it was");
        interrupt.end();
    }
    let written = written.map_err(|error| match error {
        WriteError::Problems(problems) => {
            session::tell(&problems);
            give_up(&session::summary(&problems))
        }
        WriteError::Output(error) => error.into(),
        WriteError::Stopped => Failure::Environment(anyhow!("the build was stopped")),
    })?;

    if seen.as_of.is_none() {
        cards.forget_others();
    }
    session::tell(&written.problems);
    if let Some(note) = dropped(&loaded.unreferenced, &written.gone) {
        session::say(&note);
    }
    seen.say_if_absent();
    loaded.editions().for_each(|edition| session::say_if_untranslated(edition));
    session::say_remarks(&loaded.remarks);
    session::say_if_unused(&cache);
    for note in &written.notes {
        session::say(&format!("note: {note}"));
    }
    loaded.problems.extend(written.problems);

    let mut parts = vec![
        crate::text::counted(written.pages, "page"),
        format!("{} written, {} unchanged, {} removed", written.written, written.unchanged, written.removed),
    ];
    parts.extend(seen.as_of.as_ref().map(|as_of| format!("as of {}", as_of.shown)));
    parts.extend(session::held_back(&loaded));
    parts.push(session::summary(&loaded.problems));
    parts.push(format!("{:.2} s", start.elapsed().as_secs_f64()));
    parts.retain(|part| !part.is_empty());
    session::say(&parts.join(" · "));
    // Taking ten thousand documents apart in memory helps nobody: the process ends here.
    std::mem::forget((loaded, renderers));
    Ok(())
}

fn give_up(summary: &str) -> Failure {
    session::say(&format!("{summary}; nothing was written"));
    Failure::Content
}

/// Names the files that an earlier build published and this one does not, since nothing refers to them.
fn dropped(unreferenced: &[String], gone: &[String]) -> Option<String> {
    const MOST: usize = 10;
    let files: Vec<&str> = gone
        .iter()
        .map(String::as_str)
        .filter(|file| unreferenced.binary_search_by(|path| path.trim_start_matches('/').cmp(*file)).is_ok())
        .collect();
    let (first, more) = files.split_at(files.len().min(MOST));
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    (!files.is_empty()).then(|| {
        format!(
            "note: no longer published, since nothing refers to them: {}{more}; to keep them, list them under `files:` in \
             the front matter of their documents",
            first.join(", ").escape_debug()
        )
    })
}
