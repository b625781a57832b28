//! The cache: files in a folder of the site that are safe to delete.

use std::fs;
use std::path::Path;

/// The folder of the cache, in the site's folder.
pub const FOLDER: &str = ".chancery";

/// Keeps a file in the cache, whole or not at all.
///
/// Without it the next run only takes longer, so a failure is told to nobody.
pub fn keep(file: &Path, bytes: &[u8]) {
    let Some(folder) = file.parent() else { return };
    let waiting = file.with_extension(format!("{}.part", std::process::id()));
    let written = fs::create_dir_all(folder)
        .and_then(|()| ignore(folder))
        .and_then(|()| fs::write(&waiting, bytes))
        .and_then(|()| fs::rename(&waiting, file));
    if written.is_err() {
        let _ = fs::remove_file(&waiting);
    }
}

/// Keeps git from taking the cache for a part of the site, in repositories that do not say so themselves.
fn ignore(folder: &Path) -> std::io::Result<()> {
    let rules = folder.join(".gitignore");
    if rules.exists() { Ok(()) } else { fs::write(rules, "*\n") }
}
