//! `chancery serve`

use std::path::PathBuf;

use super::view::{PastArguments, Seen};
use super::{Failure, session};
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
    #[command(flatten)]
    past: PastArguments,
}

pub(super) fn run(root: Option<PathBuf>, arguments: Arguments) -> Result<(), Failure> {
    let root = session::find_root(root)?;
    let base_url = session::base_url(arguments.base_url.as_deref())?;
    let wants_browser = arguments.open;
    let seen = Seen::open(&root, &arguments.past, session::now()?, true)?;
    seen.say_if_absent();
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
