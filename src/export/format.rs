//! What is known of a format that texts can be exported in.

use std::{fmt, io};

use super::outgoing::Export;
use super::volume::Volume;

/// A format that texts can be exported in.
pub struct Format {
    /// The ending of its files, without a dot; also its name.
    pub ending: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// How it is written.
    pub(super) writer: Writer,
}

/// How a format is written.
#[derive(Clone, Copy)]
pub(super) enum Writer {
    /// As text, each briefing in a file of its own.
    Text(fn(&Export) -> String),
    /// As a document, which can hold several briefings.
    Document(fn(&Volume) -> io::Result<Vec<u8>>),
}

impl Format {
    /// Returns whether texts come back in this format, changed by others.
    pub fn comes_back(&self) -> bool {
        self.ending == "docx"
    }

    /// Returns whether files of the format are text: a terminal can show it, and each holds one briefing.
    pub fn is_text(&self) -> bool {
        match self.writer {
            Writer::Text(_) => true,
            Writer::Document(_) => false,
        }
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.ending)
    }
}
