//! `chancery doctor`

use std::path::PathBuf;

use super::failure::Failure;
use super::session;
use crate::content::{Gate, Verdict, without_controls};
use crate::doctor::{Patient, examine};
use crate::load::Library;
use crate::text::counted;

/// Tell what is wrong with the set-up of the site, and how to mend it
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

pub(super) fn run(root: Option<PathBuf>, _: &Arguments) -> Result<(), Failure> {
    let root = session::find_root(root)?;
    let now = session::now()?;
    let tree = session::open(&root)?;
    let (library, config) = session::library(&tree)?;
    let loaded = library.assemble(&tree, false, now);
    let repository = session::repository(&root);
    let advice = examine(&Patient {
        root: &root,
        repository: repository.as_deref(),
        tree: &tree,
        config: &config,
        loaded: &loaded,
        waiting: waiting(&library, &Gate { now, drafts: false, markings: config.markings.clone() }),
        now,
    });
    if advice.is_empty() {
        session::say("nothing is wrong with the set-up");
        return Ok(());
    }
    let mut text = String::new();
    for advice in &advice {
        text.push_str(&format!(
            "* {}\n  -> {}\n",
            without_controls(&advice.what),
            without_controls(&advice.todo)
        ));
    }
    session::print(&text)?;
    session::say(&format!("{} to look at", counted(advice.len(), "thing")));
    Err(Failure::Content)
}

/// Returns what waits for nothing but a moment: the files, and the moments.
fn waiting(library: &Library, gate: &Gate) -> Vec<(String, jiff::Timestamp)> {
    let documents = library.documents();
    let waiting = documents.filter_map(|(path, document)| {
        let (publication, date) = document.publication();
        let ends = [publication.embargo.as_ref(), date];
        let end = ends
            .into_iter()
            .flatten()
            .map(crate::dates::Moment::timestamp)
            .filter(|end| *end > gate.now)
            .max()?;
        let then = Gate { now: end, ..gate.clone() };
        (then.judge(publication, date) == Verdict::Publish).then(|| (path.to_owned(), end))
    });
    waiting.collect()
}
