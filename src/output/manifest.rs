//! The manifest: which files of an output folder are Chancery's own.
//!
//! A line for each file: its BLAKE3 hash, two spaces, its path. What could be taken for the end of a line, and whatever
//! else is no plain character, is written by its bytes (`%0A`, as in a URL), so that each line means one file and each
//! file has one line. A line that says what no build writes means no file.

use std::collections::BTreeMap;
use std::io;

use percent_encoding::percent_decode_str;

use crate::folder::Folder;

/// The name of the manifest in the output folder.
pub use crate::config::MANIFEST_FILE as FILE;

/// The name in the staging folder of the manifest that names the old site and the new one.
pub const UNION: &str = "manifest-of-both";

/// The first line, so that another form can be told from this one.
const HEADER: &str = "# Files written by Chancery, form 2: BLAKE3 hash and path. It deletes no others.";

/// The first line of the form before, whose paths were written as they are.
const HEADER_1: &str = "# Files written by Chancery: BLAKE3 hash and path. It deletes no others.";

/// What stands for the hash of a file that was being written.
const UNKNOWN: &str = "-";

/// Files by their paths, with their hashes where they are known for sure.
type Hashes = BTreeMap<String, Option<blake3::Hash>>;

/// The files that Chancery wrote, with their hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    files: Hashes,
}

/// A manifest that was read.
#[derive(Debug, Default)]
pub struct Kept {
    /// What it names.
    pub manifest: Manifest,
    /// Its lines that mean no file, by their numbers.
    pub distrusted: Vec<usize>,
    /// Whether it is of the form before, in which a path may have been cut in two.
    pub is_old: bool,
}

impl Kept {
    /// Reads the manifest of a folder; none where there is none, or it is none.
    ///
    /// # Errors
    /// Returns why it cannot be read.
    pub fn read(folder: &Folder) -> io::Result<Option<Self>> {
        let link = folder.dir().symlink_metadata(FILE).is_ok_and(|data| !data.is_file());
        match folder.read(FILE) {
            _ if link => Ok(None),
            Ok(bytes) => Ok(Self::parse(&String::from_utf8_lossy(&bytes))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).enumerate();
        let is_old = match lines.next()? {
            (_, HEADER) => false,
            (_, HEADER_1) => true,
            _ => return None,
        };
        let mut kept = Self { is_old, ..Self::default() };
        for (index, line) in lines.filter(|(_, line)| !line.is_empty()) {
            match entry(line, is_old) {
                Some((path, hash)) => _ = kept.manifest.files.insert(path, hash),
                None => kept.distrusted.push(index + 1),
            }
        }
        Some(kept)
    }
}

/// Reads a line; none where it says what no build writes.
fn entry(line: &str, is_old: bool) -> Option<(String, Option<blake3::Hash>)> {
    let (hash, written) = line.split_once("  ")?;
    let hash = match hash {
        UNKNOWN => None,
        hash => Some(blake3::Hash::from_hex(hash).ok()?),
    };
    let path = if is_old {
        written.to_owned()
    } else {
        let path = percent_decode_str(written).decode_utf8().ok()?.into_owned();
        (encoded(&path) == written).then_some(path)?
    };
    is_path(&path).then_some((path, hash))
}

/// Returns whether a path can be that of a file in the folder. One that leads out is none, whoever wrote it there.
fn is_path(path: &str) -> bool {
    let is_part = |part: &str| !matches!(part, "" | "." | "..");
    // On Windows these part folders, and drives and streams from their names.
    let is_plain = !cfg!(windows) || !path.contains(['\\', ':']);
    is_plain && !path.contains('\0') && path.split('/').all(is_part)
}

/// Returns a path in which no character ends a line or stands for another.
fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for character in path.chars() {
        if character.is_control() || matches!(character, '%' | '\\' | '\u{2028}' | '\u{2029}') {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                text.push_str(&format!("%{byte:02X}"));
            }
        } else {
            text.push(character);
        }
    }
    text
}

impl Manifest {
    /// Reads the text of a manifest; `None` if it is none. A line that names what no build writes is left out.
    pub fn parse(text: &str) -> Option<Self> {
        Kept::parse(text).map(|kept| kept.manifest)
    }

    /// Returns the manifest of these files.
    pub fn new(files: impl IntoIterator<Item = (String, blake3::Hash)>) -> Self {
        Self { files: files.into_iter().map(|(file, hash)| (file, Some(hash))).collect() }
    }

    /// Returns its text.
    pub fn to_text(&self) -> String {
        // A line has the 64 digits of a hash, two spaces, a path and an end. The text of a large site is megabytes, which
        // growing would hold twice.
        let lines: usize = self.files.keys().map(|path| path.len() + 67).sum();
        let mut text = String::with_capacity(HEADER.len() + 1 + lines);
        text.push_str(HEADER);
        text.push('\n');
        for (path, hash) in &self.files {
            match hash {
                Some(hash) => text.push_str(&hash.to_hex()),
                None => text.push_str(UNKNOWN),
            }
            text.push_str("  ");
            text.push_str(&encoded(path));
            text.push('\n');
        }
        text
    }

    /// Returns the paths of its files, in order.
    pub fn files(&self) -> impl ExactSizeIterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Returns whether it has a file at this path.
    pub fn has(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    /// Returns the hash of a file, if that is known for sure.
    pub fn hash(&self, file: &str) -> Option<blake3::Hash> {
        self.files.get(file).copied().flatten()
    }

    /// Returns the files that are not in `other`.
    pub fn without<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a str> {
        self.files().filter(|file| !other.has(file))
    }

    /// Returns a manifest of the files of both, for the time when either may be there.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        let mut files = self.files.clone();
        for (file, hash) in &other.files {
            let known = files.entry(file.clone()).or_insert(None);
            if known != hash {
                *known = None;
            }
        }
        Self { files }
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test ends at what it does not expect")]
mod tests {
    use proptest::prelude::*;

    use super::{HEADER, Kept, Manifest, encoded};

    fn manifest(paths: &[&str]) -> Manifest {
        Manifest::new(paths.iter().map(|path| ((*path).to_owned(), blake3::hash(path.as_bytes()))))
    }

    #[test]
    fn plain_paths_stand_as_they_are() {
        assert_eq!(encoded("briefings/2024/été à 日本/a b.html"), "briefings/2024/été à 日本/a b.html");
        assert_eq!(encoded("a\nb\\c%0A\r\u{85}\u{2028}"), "a%0Ab%5Cc%250A%0D%C2%85%E2%80%A8");
    }

    #[test]
    fn a_line_that_no_build_writes_means_no_file() {
        let hash = "0".repeat(64);
        for path in [
            "../x", "/x", "a/../x", "./x", "a//b", "", "a/", "%2e%2e/x", "..%2Fx", "a%00", "a%0a", "%41",
            "%", "a%ff",
        ] {
            let text = format!("{HEADER}\n{hash}  {path}\n{hash}  good\n");
            let kept = Kept::parse(&text).expect("a manifest");
            assert_eq!(kept.distrusted, [2], "{path}");
            assert!(
                kept.manifest.has("good") && kept.manifest.without(&manifest(&["good"])).next().is_none()
            );
        }
        for line in ["x", "zz  a", &format!("{hash} a"), "  a"] {
            let kept = Kept::parse(&format!("{HEADER}\n{line}\n")).expect("a manifest");
            assert_eq!(kept.distrusted, [2], "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(names in proptest::collection::vec("[^/\0]{1,12}", 1..8)) {
            let names: Vec<&str> = names
                .iter()
                .map(String::as_str)
                .filter(|name| !matches!(*name, "." | "..") && (!cfg!(windows) || !name.contains(['\\', ':'])))
                .collect();
            let written = manifest(&names);
            let kept = Kept::parse(&written.to_text()).expect("a manifest");
            prop_assert_eq!(kept.manifest, written);
            prop_assert!(kept.distrusted.is_empty() && !kept.is_old);
        }

        #[test]
        fn no_text_means_a_file_outside(text in "\\PC*") {
            let kept = Kept::parse(&format!("{HEADER}\n{}  {text}\n", "0".repeat(64))).expect("a manifest");
            for path in kept.manifest.without(&Manifest::default()) {
                prop_assert!(path.split('/').all(|part| !matches!(part, "" | "." | "..")));
            }
        }
    }
}
