//! `chancery init`

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::failure::Failure;
use super::session;
use crate::init::WORKFLOW_FILE;

/// Make a new site
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the new site, made if it is not there [default: the current one, if it is empty]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// In a site that is there: write only the workflow that publishes it on GitHub Pages
    #[arg(long, conflicts_with = "folder")]
    workflow: bool,
}

pub(super) fn run(root: Option<PathBuf>, arguments: &Arguments) -> Result<(), Failure> {
    if arguments.workflow {
        return write_workflow(root);
    }
    if root.is_some() {
        return Err(
            anyhow!("--root names a site that is there; `init` takes the new one as `init DIR`").into()
        );
    }
    let folder = arguments.folder.as_deref().unwrap_or(Path::new("."));
    // A repository of the new site's own is there already if `git init` was first.
    let is_in_repository = !folder.join(".git").exists() && session::repository(folder).is_some();
    crate::init::init(folder, is_in_repository)?;
    session::say(&format!("a new site is in {}\n\nNow see it:\n", folder.display()));
    if folder != Path::new(".") {
        session::say(&format!("    cd {}", quoted(folder)));
    }
    session::say(
        "    chancery serve\n\nSettings are in site.yaml, and README.md tells how to write a briefing.",
    );
    session::say(if is_in_repository {
        "\nThe folder is inside a git repository: `chancery init --workflow` in it writes the workflow that \
         publishes\nthe site on GitHub Pages to where GitHub looks for it."
    } else {
        "Pushed to GitHub, the site is published by .github/workflows/pages.yml."
    });
    session::say(HELD_BACK);
    Ok(())
}

/// What nobody should learn from a search engine.
const HELD_BACK: &str = "\nDrafts, embargoes and markings are kept out of the site, and can still be read in its repository:\n\
                         keep that private if they must not be.";

/// Writes the workflow for the site in a folder, into the repository that the site is in.
fn write_workflow(root: Option<PathBuf>) -> Result<(), Failure> {
    let root = session::find_root(root)?;
    let repository = session::repository(&root).unwrap_or_else(|| root.clone());
    crate::init::write_workflow(&repository, &session::folder_in_repository(&root))?;
    session::say(&format!(
        "{} is new: it publishes the site on GitHub Pages\n\nOn GitHub, choose once: Settings > Pages > Build and \
         deployment > Source: GitHub Actions.",
        session::shown(&repository.join(WORKFLOW_FILE))
    ));
    session::say(HELD_BACK);
    Ok(())
}

/// Returns a path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '/' | '\\' | ':' | '.' | '-' | '_' | '~' | '+');
    if text.chars().all(is_plain) && !text.starts_with('-') {
        return text;
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
