//! How much a site weighs, and what GitHub Pages says to that.
//!
//! The limits are those of GitHub's documentation, in millions of bytes, so that whoever stays below them by
//! this count does by the other one too.

use std::collections::BTreeMap;

use crate::problem::{Code, Problem};

/// The size that a published site may have.
const SITE: u64 = 1_000_000_000;

/// From where on the writers should know that they come close to it.
const NEARLY: u64 = SITE / 5 * 4;

/// The size that the artifact of a workflow may have.
const ARTIFACT: u64 = 10_000_000_000;

/// The size that one file may have.
const FILE: u64 = 100_000_000;

/// How many folders and files are named.
const NAMED: usize = 3;

/// Returns what is too large in a site of these files: paths, and bytes.
pub fn problems<'a>(files: impl Iterator<Item = (&'a str, u64)> + Clone) -> Vec<Problem> {
    let hint = "make it smaller, or keep it on another host and link to it";
    let large = large_files(files.clone()).map(|message| Problem::new(Code::LargeFile, message).hint(hint));
    large.chain(size_of_site(files.clone())).collect()
}

/// Returns what GitHub says to each file that it does not take.
pub fn large_files<'a>(files: impl Iterator<Item = (&'a str, u64)>) -> impl Iterator<Item = String> {
    let large = files.filter(|(_, bytes)| *bytes > FILE);
    large.map(|(file, bytes)| {
        format!("{file} has {}; GitHub takes no file over {}", shown(bytes), shown(FILE))
    })
}

/// Returns what GitHub Pages says to a site of these files, where that is anything.
pub fn size_of_site<'a>(files: impl Iterator<Item = (&'a str, u64)> + Clone) -> Option<Problem> {
    let total: u64 = files.clone().map(|(_, bytes)| bytes).sum();
    let limit = if total > ARTIFACT {
        format!("GitHub Pages takes no upload over {}", shown(ARTIFACT))
    } else if total >= NEARLY {
        format!("GitHub Pages publishes sites of up to {}", shown(SITE))
    } else {
        return None;
    };
    let message = format!("the site has {}; {limit}", shown(total));
    Some(Problem::new(Code::LargeSite, message).hint(largest(files)))
}

/// Returns "the largest folders: maps/ (700 MB); the largest files: maps/world.tif (90 MB)".
fn largest<'a>(files: impl Iterator<Item = (&'a str, u64)> + Clone) -> String {
    let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
    for (file, bytes) in files.clone() {
        // The second slash, so that `briefings/2024/` says which year it is.
        let end = file.match_indices('/').take(2).last().map_or(0, |(slash, _)| slash + 1);
        *folders.entry(&file[..end]).or_default() += bytes;
    }
    let in_root = folders.remove("");
    let folders = folders.into_iter().chain(in_root.map(|bytes| ("the root", bytes)));
    format!("the largest folders: {}; the largest files: {}", named(folders), named(files))
}

fn named<'a>(entries: impl Iterator<Item = (&'a str, u64)>) -> String {
    let mut entries: Vec<(&str, u64)> = entries.collect();
    entries.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
    let words: Vec<String> =
        entries.iter().take(NAMED).map(|(name, bytes)| format!("{name} ({})", shown(*bytes))).collect();
    words.join(", ")
}

/// Returns bytes for readers, by the units of the SI.
pub fn shown(bytes: u64) -> String {
    let (unit, name) = if bytes >= 1_000_000_000 {
        (1_000_000_000, "GB")
    } else if bytes >= 1_000_000 {
        (1_000_000, "MB")
    } else {
        (1_000, "kB")
    };
    // In tenths, upwards: what is just over a limit is never shown as the limit itself.
    let tenths = bytes.div_ceil(unit / 10);
    match tenths % 10 {
        0 => format!("{} {name}", tenths / 10),
        tenth => format!("{}.{tenth} {name}", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::{problems, shown};

    fn told(files: &[(&str, u64)]) -> Vec<String> {
        let told = problems(files.iter().copied());
        told.into_iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect()
    }

    #[test]
    fn a_site_is_told_from_four_fifths_of_the_limit_on() {
        let half = 99_999_999;
        let files: Vec<(String, u64)> = (0..8).map(|n| (format!("a/{n}"), half)).collect();
        let mut files: Vec<(&str, u64)> = files.iter().map(|(file, bytes)| (file.as_str(), *bytes)).collect();
        assert!(told(&files).is_empty());
        files.push(("b", 8));
        assert_eq!(
            told(&files),
            ["large-site: the site has 800 MB; GitHub Pages publishes sites of up to 1 GB"]
        );
    }

    #[test]
    fn an_upload_over_ten_gigabytes_is_told_as_that() {
        assert_eq!(
            told(&[("x", 100_000_000), ("y", 9_900_000_001)]),
            [
                "large-file: y has 10 GB; GitHub takes no file over 100 MB".to_owned(),
                "large-site: the site has 10.1 GB; GitHub Pages takes no upload over 10 GB".to_owned()
            ]
        );
    }

    #[test]
    fn what_is_over_a_limit_is_not_shown_as_the_limit() {
        assert_eq!(shown(100_000_001), "100.1 MB");
        assert_eq!(shown(100_000_000), "100 MB");
        assert_eq!(shown(0), "0 kB");
        assert_eq!(shown(1_000_000_001), "1.1 GB");
    }
}
