//! `chancery build`

use std::path::PathBuf;
use std::time::Instant;

use super::view::{PastArguments, Seen};
use super::{Failure, session};
use crate::cards::Cards;
use crate::load::Library;
use crate::output::{self, Files, Target, WriteError};
use crate::pictures::Store;
use crate::problem::{Level, Problem};
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
    let folder = arguments.output.unwrap_or_else(|| root.join("public"));
    let target = Target::new(&folder, &root, arguments.adopt)?;
    let now = session::now()?;
    let seen = Seen::open(&root, &arguments.past, now, true)?;
    let source = &*seen.view.source;

    let terms = seen.view.terms(now, arguments.drafts, false);
    let mut loaded = Library::read(source, base_url).assemble_on(source, &terms)?;
    if arguments.strict {
        session::make_strict(&mut loaded.problems);
    }
    session::tell(&loaded.problems);
    let edition = match &loaded.edition {
        Some(edition) if !loaded.has_errors() => edition,
        _ => return Err(give_up(&session::summary(&loaded.problems))),
    };
    let renderer = Renderer::new(edition.clone()).map_err(|problems| {
        session::tell(&problems);
        give_up(&session::summary(&problems))
    })?;
    let cards = Cards::new(&root);
    let files = Files { source, store: &Store::of(&root), cards: &cards };
    let bar = session::progress_bar(edition.plan.routes().len(), "pages");
    let lints = &edition.site.config.lints;
    let level = |mut problems: Vec<Problem>| {
        problems.retain_mut(|problem| {
            problem.level = lints.level(problem.code);
            problem.level > Level::Off
        });
        if arguments.strict {
            session::make_strict(&mut problems);
        }
        problems
    };
    let written = output::write(&renderer, files, &target, &|| bar.inc(1), &level);
    bar.finish_and_clear();
    let written = written.map_err(|error| match error {
        WriteError::Problems(problems) => {
            session::tell(&problems);
            give_up(&session::summary(&problems))
        }
        WriteError::Output(error) => error.into(),
    })?;

    if seen.as_of.is_none() {
        cards.forget_others();
    }
    session::tell(&written.problems);
    seen.say_if_absent();
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
    std::mem::forget((loaded, renderer));
    Ok(())
}

fn give_up(summary: &str) -> Failure {
    session::say(&format!("{summary}; nothing was written"));
    Failure::Content
}
