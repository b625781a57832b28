//! `chancery check`

use std::path::PathBuf;
use std::time::Duration;

use anyhow::anyhow;
use clap::ValueEnum;

use super::view::{PastArguments, Seen};
use super::{Failure, session};
use crate::cache;
use crate::check::{self, External, Progress};
use crate::load::{Library, Terms};
use crate::problem::{render_github, render_json};
use crate::render::Renderer;

/// Tell every problem in the content
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// How to tell them
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// Check what is held back too
    #[arg(long)]
    drafts: bool,
    /// First put right what is safe: countries to codes, topics to ids, dates to ISO 8601, keys in order
    #[arg(long, conflicts_with_all = ["format", "as_of"])]
    fix: bool,
    /// Only show what --fix would change
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Ask for the addresses outside too, and tell those that answer no more
    #[arg(long)]
    external: bool,
    /// How many seconds an address outside may take to answer
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=600), requires = "external")]
    timeout: u64,
    /// Say what a rule is for, with an example, and check nothing; without a name, list all rules
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = "")]
    explain: Option<String>,
    #[command(flatten)]
    past: PastArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people, on standard error
    Human,
    /// A JSON array, on standard output
    Json,
    /// Annotations of a GitHub workflow, on standard output
    Github,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    if let Some(rule) = &arguments.explain {
        return explain(rule);
    }
    let root = session::find_root(root)?;
    if arguments.fix {
        super::fix::run(&session::open(&root)?, arguments.dry_run)?;
    }
    let now = session::now()?;
    // No rule looks at what briefings were before.
    let seen = Seen::open(&root, &arguments.past, now, false)?;
    if let Some(as_of) = &seen.as_of {
        session::say(&format!("as of {}", as_of.shown));
    }
    let source = &*seen.view.source;
    let library = Library::read(source, None);
    let terms = Terms { recording: None, ..seen.view.terms(now, arguments.drafts, false) };
    let mut loaded = library.assemble_on(source, &terms)?;
    let mut problems = std::mem::take(&mut loaded.problems);
    if let Some(edition) = &loaded.edition {
        let bar = session::progress_bar(0, "addresses");
        let external = External {
            cache: &root.join(cache::FOLDER).join("links.json"),
            timeout: Duration::from_secs(arguments.timeout),
            progress: &|progress| match progress {
                Progress::Begins(length) => bar.set_length(length as u64),
                Progress::Asked => bar.inc(1),
            },
        };
        let external = arguments.external.then_some(&external);
        problems.extend(check::check(&library, &edition.site, source, now, arguments.drafts, external));
        bar.finish_and_clear();
        problems = library.levelled(problems);
        // Templates are no file of the content, and come last.
        problems.extend(Renderer::new(edition.clone()).err().unwrap_or_default());
    }
    if arguments.strict {
        session::make_strict(&mut problems);
    }
    let summary = session::summary(&problems);
    let summary = if summary.is_empty() { "no problems" } else { &summary };
    match arguments.format {
        Format::Human => {
            session::tell(&problems);
            session::say(summary);
        }
        Format::Json => session::print(&render_json(&problems))?,
        Format::Github => {
            session::print(&render_github(&problems, &session::folder_in_repository(&root)))?;
            session::say(summary);
        }
    }
    let has_errors = problems.iter().any(crate::problem::Problem::is_error);
    // Taking ten thousand documents apart in memory helps nobody: the process ends here.
    std::mem::forget((library, loaded));
    if has_errors { Err(Failure::Content) } else { Ok(()) }
}

/// Prints what a rule is for; all rules where none is named.
fn explain(rule: &str) -> Result<(), Failure> {
    let text = if rule.is_empty() {
        check::list()
    } else {
        check::explain(check::named(rule).map_err(|error| anyhow!(error))?)
    };
    session::print(&text)?;
    Ok(())
}
