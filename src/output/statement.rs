//! The statement of a site: what it was built from and with, so that others can build it again and compare.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::config::BaseUrl;

/// The file of the statement, in the output folder.
pub const FILE: &str = ".well-known/chancery.json";

/// What a site says of its own making.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The program.
    pub generator: String,
    /// The version of the program.
    pub version: String,
    /// The full id of the commit that the files are of.
    pub commit: String,
    /// The latest moment at which the gate changed its mind, RFC 3339: a build at any later moment, until the next
    /// date or embargo is reached, gives the same bytes.
    pub time: String,
    /// The address that the site was built for.
    pub base_url: String,
    /// The features of the program that change what it writes.
    pub features: Vec<String>,
    /// The hash of all other files: BLAKE3, of the lines that `b3sum` prints for them, sorted by path.
    pub files: String,
}

impl Statement {
    /// Returns the statement of a site from a commit, as of a moment, before its files are known.
    pub fn new(commit: &str, time: &str, base_url: &BaseUrl) -> Self {
        let features = if cfg!(feature = "cards") { vec!["cards".to_owned()] } else { Vec::new() };
        Self {
            generator: "chancery".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: commit.to_owned(),
            time: time.to_owned(),
            base_url: base_url.to_string(),
            features,
            files: String::new(),
        }
    }

    /// Returns the text of the file, for a site of these other files.
    pub fn to_text(&self, files: &BTreeMap<String, blake3::Hash>) -> String {
        let whole = Self { files: digest(files), ..self.clone() };
        let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Returns one hash for many files.
fn digest(files: &BTreeMap<String, blake3::Hash>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, hash) in files {
        hasher.update(hash.to_hex().as_bytes());
        hasher.update(b"  ");
        hasher.update(path.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize().to_hex().to_string()
}
