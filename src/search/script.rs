//! A file of the index: a script of one call, so that a copy of the site on a disk can load it too.

use serde::Serialize;

use crate::route::SearchFile;

/// How many characters of base64url the version of a file has.
const VERSION_LENGTH: usize = 6;

/// A file of the index, written.
pub struct Script {
    /// Changes whenever the file does.
    pub version: String,
    /// The file.
    pub text: String,
}

impl Script {
    /// Writes a file of the index.
    pub fn new(file: SearchFile, content: &impl Serialize) -> Self {
        // What the index is made of are strings, numbers and lists, which always become JSON.
        let json = serde_json::to_string(content).unwrap_or_default();
        let version = version(json.as_bytes());
        let text = format!(
            "chancerySearch({{\"file\":\"{}\",\"version\":\"{version}\",{})\n",
            file.name(),
            json.strip_prefix('{').unwrap_or_default()
        );
        Self { version, text }
    }
}

fn version(bytes: &[u8]) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let mut version = URL_SAFE_NO_PAD.encode(blake3::hash(bytes).as_bytes());
    version.truncate(VERSION_LENGTH);
    version
}
