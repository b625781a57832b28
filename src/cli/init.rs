//! `chancery init`

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::{Failure, session};

/// Make a new site
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the new site; it is made if it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub(super) fn run(root: Option<&Path>, arguments: &Arguments) -> Result<(), Failure> {
    if root.is_some() {
        return Err(
            anyhow!("--root names a site that is there; `init` takes the new one as `init DIR`").into()
        );
    }
    let folder = &arguments.folder;
    crate::init::init(folder)?;
    session::say(&format!("a new site is in {}\n\nNow see it:\n", folder.display()));
    if folder != Path::new(".") {
        session::say(&format!("    cd {}", quoted(folder)));
    }
    session::say(
        "    chancery serve\n\nSettings are in site.yaml, and README.md tells how to write a briefing.",
    );
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
