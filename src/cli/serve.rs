//! `chancery serve`

use std::path::PathBuf;

use super::failure::Failure;
use super::opened::{OpenedSite, PastArguments};
use super::session;
use crate::problem::Problem;
use crate::serve::{self, Settings};

/// Preview the site on this machine, with live reload
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The port on 127.0.0.1; 0 for any that is free
    #[arg(short, long, value_name = "PORT", default_value_t = 4000)]
    port: u16,
    /// Open the preview in the browser
    #[arg(long)]
    open: bool,
    /// The address that readers use, in place of base_url in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Show what is held back too, marked on every page: drafts, embargoes and markings, for their writers' eyes
    #[arg(long, conflicts_with = "as_of")]
    held: bool,
    #[command(flatten)]
    past: PastArguments,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let root = session::find_root(root)?;
    let base_url = session::base_url(arguments.base_url.as_deref())?;
    let (wants_browser, is_held) = (arguments.open, arguments.held);
    let mut seen = OpenedSite::open(&root, &arguments.past, session::now()?, true)?;
    seen.view.held = arguments.held;
    seen.say_if_absent();
    session::say_clock()?;
    let as_of = seen.as_of.map(|as_of| format!(" as of {}", as_of.shown)).unwrap_or_default();
    serve::serve(Settings {
        view: seen.view,
        tree: seen.tree,
        folders: seen.folders,
        base_url,
        port: arguments.port,
        now: session::now,
        tell,
        ready: Box::new(move |url| {
            session::say(&format!("preview at {url}{as_of} (Ctrl-C ends it)"));
            if is_held {
                session::say(
                    "what is held back is shown too, on this machine only, and marked on every page",
                );
            }
            if wants_browser && let Err(error) = open::that_detached(url) {
                session::say(&format!("the browser cannot be opened: {error}"));
            }
        }),
    })?;
    Ok(())
}

fn tell(problems: &[Problem]) {
    session::tell(problems);
    let summary = session::summary(problems);
    session::say(if summary.is_empty() { "no problems" } else { &summary });
}
