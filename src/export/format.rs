//! What is known of a format that a text can be exported in.

use std::fmt;

use super::outgoing::Export;

/// A format that a text can be exported in.
pub struct Format {
    /// The ending of its files, without a dot; also its name.
    pub ending: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Returns a text in this format.
    pub write: fn(&Export) -> String,
}

impl fmt::Debug for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.ending)
    }
}
