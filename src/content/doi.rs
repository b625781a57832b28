//! Digital object identifiers, ISO 26324.

use std::fmt::{self, Write};

/// The DOI of a text, such as `10.1000/182`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doi(String);

impl Doi {
    /// Reads a DOI, with `doi:` or the address of its resolver before it or alone.
    pub fn parse(written: &str) -> Option<Self> {
        const BEFORE: [&str; 6] = [
            "https://doi.org/",
            "http://doi.org/",
            "https://dx.doi.org/",
            "http://dx.doi.org/",
            "doi:",
            "DOI:",
        ];
        let written = written.trim();
        let name = BEFORE.iter().find_map(|before| written.strip_prefix(before)).unwrap_or(written).trim();
        let (prefix, suffix) = name.strip_prefix("10.")?.split_once('/')?;
        let is_prefix = (4..=9).contains(&prefix.split('.').next().unwrap_or_default().len())
            && prefix
                .split('.')
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let is_suffix = !suffix.is_empty() && suffix.chars().all(|c| c.is_ascii_graphic());
        (is_prefix && is_suffix).then(|| Self(name.to_owned()))
    }

    /// Returns it as it is written, without anything before it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the address at which it is resolved.
    pub fn url(&self) -> String {
        let mut url = "https://doi.org/".to_owned();
        for byte in self.0.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~/:;()".contains(&byte) {
                url.push(char::from(byte));
            } else {
                // A text takes whatever is written to it.
                let _ = write!(url, "%{byte:02X}");
            }
        }
        url
    }
}

impl fmt::Display for Doi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
