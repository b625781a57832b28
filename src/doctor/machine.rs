//! What the machine and the host take.

use std::fs;

use walkdir::WalkDir;

use super::{Advice, Patient};
use crate::output::{large_files, size_of_site};
use crate::source::{FOLDERS, Source};

/// How much of the watches that Linux gives a user a preview may use, as a part of them.
const SHARE_OF_WATCHES: usize = 2;

pub fn examine(patient: &Patient) -> Vec<Advice> {
    let mut advice = Vec::new();
    let folders = FOLDERS.iter().flat_map(|name| WalkDir::new(patient.root.join(name))).flatten();
    let folders = folders.filter(|entry| entry.file_type().is_dir()).count();
    let limit = fs::read_to_string("/proc/sys/fs/inotify/max_user_watches").ok();
    advice.extend(limit.and_then(|limit| watches(folders, limit.trim().parse().ok()?)));

    let size = |path: &String| Some((path.clone(), patient.tree.size(path)?));
    let sources: Vec<(String, u64)> = patient
        .tree
        .list()
        .files
        .iter()
        .filter(|path| path.starts_with("content/") || path.starts_with("static/"))
        .filter_map(size)
        .collect();
    let files = || sources.iter().map(|(path, bytes)| (path.as_str(), *bytes));
    advice.extend(
        large_files(files())
            .map(|what| Advice::new(what, "make it smaller, or keep it on another host and link to it")),
    );
    let output = patient.root.join("public");
    let built: Vec<(String, u64)> = WalkDir::new(&output)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            Some((
                entry.path().strip_prefix(&output).ok()?.to_string_lossy().into_owned(),
                entry.metadata().ok()?.len(),
            ))
        })
        .collect();
    // Without a site that was built, its files alone are the least that it will have.
    let is_built = !built.is_empty();
    let measured = if is_built { &built } else { &sources };
    advice.extend(
        size_of_site(measured.iter().map(|(path, bytes)| (path.as_str(), *bytes)))
            .map(|problem| Advice::new(problem.message.clone(), problem.hint.clone().unwrap_or_default())),
    );
    advice
}

fn watches(folders: usize, limit: usize) -> Option<Advice> {
    (folders > limit / SHARE_OF_WATCHES).then(|| {
        Advice::new(
            format!("the preview watches {folders} folders, and this machine lets a user watch {limit} in all"),
            "`sudo sysctl fs.inotify.max_user_watches=524288`, and the same line in /etc/sysctl.conf to keep it",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::watches;

    #[test]
    fn a_site_with_nearly_as_many_folders_as_watches_is_told() {
        assert!(watches(5_000, 8_192).is_some());
        assert_eq!(watches(100, 8_192), None);
    }
}
