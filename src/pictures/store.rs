//! Smaller images, each made once.

use std::fs;
use std::path::{Path, PathBuf};

use super::resize::resized;
use crate::cache;
use crate::replace::replace;

/// The folder of smaller images in the cache.
const FOLDER: &str = "images";

/// How many hexadecimal digits of a hash stand in a file's name.
const HASH_DIGITS: usize = 32;

/// Gives smaller images, and keeps them.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// Returns the store of the site in this folder.
    pub fn of(root: &Path) -> Self {
        Self { folder: root.join(cache::FOLDER).join(FOLDER) }
    }

    /// Returns an image as wide as this, given the bytes of its file.
    ///
    /// One that cannot be decoded, or that would not get smaller, is given as it is: browsers may show what
    /// is not shown here.
    pub fn smaller(&self, bytes: Vec<u8>, width: u32) -> Vec<u8> {
        let hash = blake3::hash(&bytes).to_hex();
        let file = self.folder.join(format!("{}-{width}", &hash[..HASH_DIGITS]));
        if let Ok(kept) = fs::read(&file) {
            return if kept.is_empty() { bytes } else { kept };
        }
        let small = resized(&bytes, width).ok().filter(|small| small.len() < bytes.len());
        // An empty file keeps that there is none.
        Self::keep(&file, small.as_deref().unwrap_or_default());
        small.unwrap_or(bytes)
    }

    /// Keeps an image. Without it the next build only takes longer, so a failure is told to nobody.
    ///
    /// An empty file means something, so one that a power cut left must not be taken for it: what is written is
    /// on the disk before it has its name, which the cache at large does without.
    fn keep(file: &Path, bytes: &[u8]) {
        let _ = replace(file, bytes);
    }
}
