//! The workflow that publishes a site on GitHub Pages.

use std::path::Path;

use super::InitError;
use crate::folder::Folder;

/// Where GitHub looks for it, from the folder of the repository.
pub const FILE: &str = ".github/workflows/pages.yml";

/// The workflow, with `{version}` and `{site}` for what differs from site to site.
const TEMPLATE: &str = include_str!("site/pages.yml");

/// Writes the workflow into a repository. `site` is the folder of the site in it, with `/` between names;
/// empty where it is the repository itself.
///
/// # Errors
/// Returns why it cannot be written; a workflow that is there already is never touched.
pub fn write_workflow(repository: &Path, site: &str) -> Result<(), InitError> {
    let path = repository.join(FILE);
    // A link that leads nowhere is something too.
    if path.symlink_metadata().is_ok() {
        return Err(InitError::Workflow { path });
    }
    let folder = Folder::open(repository);
    let written = folder.and_then(|folder| folder.write_new(FILE, text(site).as_bytes()));
    written.map_err(|error| InitError::Write { path, error })
}

/// Returns the text of the workflow for the site in a folder of its repository.
pub(super) fn text(site: &str) -> String {
    let site = match site.trim_end_matches('/') {
        "" => ".".to_owned(),
        // A relative path that begins with a hyphen would be an option.
        site => format!("./{site}"),
    };
    // What JSON writes as text, YAML reads as the same text.
    let site = serde_json::Value::from(site).to_string();
    TEMPLATE.replace("\"{site}\"", &site).replace("{version}", env!("CARGO_PKG_VERSION"))
}
