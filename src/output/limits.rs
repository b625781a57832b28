//! Whether a site is larger than its `limits` let it be, told before it takes the place of the one before.
//!
//! A site that was as large before is not asked again: somebody has seen it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::manifest::Manifest;
use super::weight::shown;
use crate::config::Limits;
use crate::problem::{Code, Problem};

/// How many folders are named.
const NAMED: usize = 3;

/// What is measured while the files of a site are made.
pub struct Meter<'a> {
    limits: Limits,
    folder: &'a Path,
    old: Option<&'a Manifest>,
    spent: AtomicU64,
    /// Whether the files that were there before are over the limit too; known once it is asked for.
    was_over: OnceLock<bool>,
}

impl<'a> Meter<'a> {
    /// Returns one for a site in place of what the manifest `old` names in a folder.
    pub fn new(limits: Limits, folder: &'a Path, old: Option<&'a Manifest>) -> Self {
        Self { limits, folder, old, spent: AtomicU64::new(0), was_over: OnceLock::new() }
    }

    /// Returns what is said where there are too many files.
    pub fn too_many_files<'p>(&self, files: impl ExactSizeIterator<Item = &'p str>) -> Option<Problem> {
        let number = files.len();
        let was_over = self.old.is_some_and(|old| old.files().len() > self.limits.files);
        if number <= self.limits.files || was_over {
            return None;
        }
        let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
        for file in files {
            *folders.entry(folder_of(file)).or_default() += 1;
        }
        let message =
            format!("the site would have {number} files, and its `limits` let it have {}", self.limits.files);
        let most = named(folders.into_iter().collect(), |files| format!("{files} files"));
        let hint = format!(
            "most of them are in {most}; take out what makes them, or write `limits: {{ files: {} }}` in site.yaml",
            rounded(number as u64)
        );
        Some(Problem::new(Code::OverLimit, message).hint(hint))
    }

    /// Counts a file of this length. Returns whether there may be more.
    pub fn add(&self, length: u64) -> bool {
        let spent = self.spent.fetch_add(length, Ordering::Relaxed).saturating_add(length);
        spent <= self.limits.bytes || self.was_over()
    }

    /// Returns whether there were more bytes than there may be.
    pub fn is_over(&self) -> bool {
        self.spent.load(Ordering::Relaxed) > self.limits.bytes && !self.was_over()
    }

    fn was_over(&self) -> bool {
        *self.was_over.get_or_init(|| {
            let lengths = self
                .old
                .into_iter()
                .flat_map(Manifest::files)
                .map(|file| fs::symlink_metadata(self.folder.join(file)).map_or(0, |data| data.len()));
            lengths.sum::<u64>() > self.limits.bytes
        })
    }

    /// Returns what is said where there are too many bytes: `made` are the files that were made until that was seen, of
    /// all `files`.
    pub fn too_many_bytes<'p>(
        &self,
        made: impl Iterator<Item = (&'p str, u64)>,
        files: impl Iterator<Item = &'p str>,
    ) -> Problem {
        let mut folders: BTreeMap<&str, (u64, u64, u64)> = BTreeMap::new();
        for file in files {
            folders.entry(folder_of(file)).or_default().2 += 1;
        }
        for (file, length) in made {
            let (bytes, number, _) = folders.entry(folder_of(file)).or_default();
            *bytes += length;
            *number += 1;
        }
        // The files of one folder are much alike, so what was made tells of the rest.
        let whole: Vec<(&str, u64)> = folders
            .into_iter()
            .map(|(folder, (bytes, number, all))| (folder, (bytes / number.max(1)).saturating_mul(all)))
            .collect();
        let total: u64 = whole.iter().map(|(_, bytes)| bytes).sum::<u64>().max(self.limits.bytes + 1);
        let message = format!(
            "the site would have about {}, and its `limits` let it have {}",
            shown(total),
            shown(self.limits.bytes)
        );
        let hint = format!(
            "most of it is in {}; take out what makes it, or write `limits: {{ bytes: {}MB }}` in site.yaml",
            named(whole, shown),
            rounded(total.div_ceil(1_000_000))
        );
        Problem::new(Code::OverLimit, message).hint(hint)
    }
}

/// Returns the first folder of a path, with its slash; the root for a file in none.
fn folder_of(file: &str) -> &str {
    file.find('/').map_or("the root", |slash| &file[..=slash])
}

/// Returns "topics/ (80000 files), briefings/ (1200 files)", the largest first.
fn named(mut folders: Vec<(&str, u64)>, shown: impl Fn(u64) -> String) -> String {
    folders.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let words: Vec<String> =
        folders.iter().take(NAMED).map(|(folder, number)| format!("{folder} ({})", shown(*number))).collect();
    words.join(", ")
}

/// Returns a number above this one, with one digit that is not 0: what is written as a limit leaves room to grow.
fn rounded(number: u64) -> u64 {
    let unit = 10_u64.saturating_pow(number.max(1).ilog10());
    (number / unit + 1).saturating_mul(unit)
}
