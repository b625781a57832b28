//! The archive that a Word document is, read with limits: a file of a few kilobytes can claim to hold gigabytes.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

/// How many files an archive may have.
const MOST_FILES: usize = 10_000;

/// The most bytes that one part may have, unpacked.
const MOST_OF_PART: u64 = 64 << 20;

/// The most bytes that all parts that are read may have together.
const MOST: u64 = 256 << 20;

/// What the files of Word before 2007 begin with, and those that have a password: OLE compound files ([MS-CFB]).
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// The parts of a document.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may be read yet.
    left: u64,
}

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Damage {
    /// It has a password, or is of Word before 2007.
    #[error("this document has a password, or is of a Word before 2007")]
    Closed,
    /// It is no archive, or part of one.
    #[error("this is no Word document, or only a part of one")]
    Broken,
    /// It holds too much.
    #[error("this document is too large when it is unpacked")]
    TooLarge,
    /// A part of it is no XML.
    #[error("its part {part} is damaged: {why}")]
    Part {
        /// The part.
        part: String,
        /// Why.
        why: String,
    },
}

impl Damage {
    /// Returns what somebody can do.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Closed => "open it in Word, take the password out, and save it as .docx",
            Self::Broken | Self::Part { .. } => "open it in Word or LibreOffice, and save it as .docx again",
            Self::TooLarge => "take large images out of it, or save its text alone",
        }
    }
}

impl<'a> Package<'a> {
    /// Opens a document.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Damage> {
        if bytes.starts_with(OLE) {
            return Err(Damage::Closed);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Damage::Broken)?;
        if archive.len() > MOST_FILES {
            return Err(Damage::TooLarge);
        }
        Ok(Self { archive, left: MOST })
    }

    /// Returns the bytes of a part; none where there is no such part.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Damage> {
        let file = match self.archive.by_name(name.trim_start_matches('/')) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(_)) => return Err(Damage::Closed),
            Err(_) => return Err(Damage::Broken),
        };
        let most = MOST_OF_PART.min(self.left);
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| Damage::Broken)?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(Damage::TooLarge);
        }
        self.left -= length;
        Ok(Some(bytes))
    }
}
