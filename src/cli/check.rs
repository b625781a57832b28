//! `chancery check`

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::anyhow;
use clap::ValueEnum;

use super::failure::Failure;
use super::opened::{OpenedSite, PastArguments};
use super::renames::Answer;
use super::{public, session};
use crate::check::{self, CODES, Network, Progress};
use crate::git::cache_of;
use crate::load::{AssembleOptions, Library};
use crate::problem::{render_github, render_json};
use crate::render::Renderer;

/// Tell every problem in the content
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Tell only what is wrong in these files
    #[arg(value_name = "FILE", conflicts_with_all = ["fix", "public", "explain"])]
    files: Vec<PathBuf>,
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
    /// Answer yes to what --fix asks: whether a briefing is one that had another name
    #[arg(long, requires = "fix")]
    yes: bool,
    /// Ask for the addresses outside too, and tell those that answer no more
    #[arg(long)]
    external: bool,
    /// How many seconds an address outside may take to answer
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=600), requires = "external")]
    timeout: u64,
    /// Say what a rule is for, with an example, and check nothing; without a name, list all rules
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = "")]
    explain: Option<String>,
    /// List what a build would publish that was not public before, and what it leaves out; check nothing else
    #[arg(long, conflicts_with_all = ["fix", "as_of", "external", "drafts", "strict"])]
    public: bool,
    /// The commit that was published last; without it, what is in the output folder counts
    #[arg(long, value_name = "REV", requires = "public")]
    since: Option<String>,
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
    if arguments.public {
        return public::run(
            &root,
            arguments.since.as_deref(),
            match arguments.format {
                Format::Human => public::Form::Human,
                Format::Json => public::Form::Json,
                Format::Github => public::Form::Github,
            },
        );
    }
    if arguments.fix {
        let tree = session::open(&root)?;
        let is_fixed = super::fix::run(&tree, arguments.dry_run)?;
        let answer = if arguments.yes { Answer::Yes } else { Answer::Asked };
        let is_renamed = super::renames::run(&tree, arguments.dry_run, answer)?;
        if !is_fixed && !is_renamed {
            session::say("there is nothing to fix");
        }
    }
    let now = session::now()?;
    session::say_clock()?;
    // What briefings were before is read only where a rule looks at it.
    let seen = OpenedSite::open(&root, &arguments.past, now, false)?;
    if let Some(as_of) = &seen.as_of {
        session::say(&format!("as of {}", as_of.shown));
    }
    let source = &*seen.view.source;
    let library = Library::read(source, None, &CODES);
    let is_strict = arguments.strict;
    let terms =
        AssembleOptions { recording: None, is_strict, ..seen.view.terms(now, arguments.drafts, false) };
    let mut loaded = library.assemble_on(source, &terms)?;
    let mut problems = std::mem::take(&mut loaded.problems);
    // Of all that was said before, rules look at judgements, and at what was translated.
    let states = loaded.edition.as_ref().is_some_and(|edition| edition.site.states_judgements());
    if states || !loaded.translations.is_empty() {
        let recorded = OpenedSite::open(&root, &arguments.past, now, true)?;
        let terms = AssembleOptions { is_strict, ..recorded.view.terms(now, arguments.drafts, false) };
        let again = library.assemble_on(source, &terms)?;
        (loaded.edition, loaded.translations) = (again.edition, again.translations);
    }
    if let Some(edition) = &loaded.edition {
        let bar = session::progress_bar(0, "addresses");
        let cache = cache_of(&root);
        let network = Network {
            cache: &cache,
            timeout: Duration::from_secs(arguments.timeout),
            progress: &|progress| match progress {
                Progress::Begins(length) => bar.set_length(length as u64),
                Progress::Asked => bar.inc(1),
            },
        };
        let network = arguments.external.then_some(&network);
        problems.extend(check::check(&library, &edition.site, source, now, arguments.drafts, network));
        bar.finish_and_clear();
        problems = library.levelled(problems, is_strict);
        // Templates are no file of the content, and come last.
        problems.extend(Renderer::all(loaded.editions()).err().unwrap_or_default());
    }
    let only =
        arguments.files.iter().map(|file| file_of_site(&root, file)).collect::<anyhow::Result<Vec<_>>>()?;
    if !only.is_empty() {
        problems.retain(|problem| problem.places().any(|place| only.contains(&place.file)));
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

/// Returns the path of a file from the site's root, with `/` between its parts.
fn file_of_site(root: &Path, file: &Path) -> anyhow::Result<String> {
    let whole =
        file.canonicalize().map_err(|error| anyhow!("{} cannot be read: {error}", session::shown(file)))?;
    let root = root.canonicalize()?;
    let inside = whole.strip_prefix(&root).map_err(|_| {
        anyhow!("{} is no file of this site; --root names another site", session::shown(file))
    })?;
    let names: Vec<_> = inside.components().map(|name| name.as_os_str().to_string_lossy()).collect();
    Ok(names.join("/"))
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
