//! `chancery check`

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Failure, session};
use crate::problem::render_json;
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
    /// Check drafts and future dates too
    #[arg(long)]
    drafts: bool,
    /// First put right what is safe: countries to codes, topics to ids, dates to ISO 8601, keys in order
    #[arg(long, conflicts_with = "format")]
    fix: bool,
    /// Only show what --fix would change
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people, on standard error
    Human,
    /// A JSON array, on standard output
    Json,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let root = session::find_root(root)?;
    let source = session::open(&root)?;
    if arguments.fix {
        super::fix::run(&source, arguments.dry_run)?;
    }
    let mut loaded = session::load(&source, None, arguments.drafts, arguments.strict)?;
    if let Some(edition) = &loaded.edition
        && let Err(problems) = Renderer::new(edition.clone())
    {
        loaded.problems.extend(problems);
    }
    match arguments.format {
        Format::Human => {
            session::tell(&loaded.problems);
            let summary = session::summary(&loaded.problems);
            session::say(if summary.is_empty() { "no problems" } else { &summary });
        }
        Format::Json => session::print(&render_json(&loaded.problems))?,
    }
    if loaded.has_errors() { Err(Failure::Content) } else { Ok(()) }
}
