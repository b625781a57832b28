//! The ZIP archive that a document is.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// An archive in memory. The same files give the same bytes, for their times are none.
pub struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    /// Returns an empty archive.
    pub fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a file that is made smaller.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.file(name, bytes, CompressionMethod::Deflated)
    }

    /// Adds a file as it is.
    pub fn store(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.file(name, bytes, CompressionMethod::Stored)
    }

    fn file(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        self.0.start_file(name, options)?;
        self.0.write_all(bytes)
    }

    /// Returns the bytes of the archive.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        Ok(self.0.finish()?.into_inner())
    }
}
