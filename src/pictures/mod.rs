//! Images: how large they are, and smaller ones for small screens.
//!
//! The size is read from the start of a file when a site is loaded, since pages tell it. Smaller images
//! are made when they are written or asked for, and kept by the hash of what they are made from.

mod header;
mod metadata;
mod resize;
mod store;

pub use header::is_drawing;
pub use metadata::{Uncleanable, published, uncleanable_by_name, with_rights_of};
pub use store::Store;

use self::header::Header;

/// How many bytes of a file are read for its size. What cameras put before it is seldom more.
pub const HEADER: u64 = 256 * 1024;

/// Above this width an image has smaller ones, in pixels.
const WIDE: u32 = 1200;

/// The widths of smaller images, in pixels.
const WIDTHS: [u32; 3] = [600, 1200, 1800];

/// How many pixels an image may have that is made smaller. One of 64 million takes a quarter of a
/// gigabyte of memory, and cameras seldom have more; a small file can claim to have any number.
const MOST_PIXELS: u64 = 64_000_000;

/// How many pixels a byte of an image that is made smaller may stand for. Photographs and drawings have a tenth of that; one
/// of a single colour is a small file already, and takes as long to decode as a photograph.
const MOST_PIXELS_A_BYTE: u64 = 64;

/// What is known of an image file without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// In pixels, as it is shown: a photograph may lie on its side in its file.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    can_shrink: bool,
}

impl Picture {
    /// Returns what the start of an image file of this name tells; none where it is no image that
    /// browsers show, or tells nothing.
    pub fn read(name: &str, start: &[u8]) -> Option<Self> {
        let Header { width, height, can_shrink } = header::read(name, start)?;
        // A file that is shorter than its start may be is whole here.
        let is_whole = (start.len() as u64) < HEADER;
        let most = (start.len() as u64).saturating_mul(MOST_PIXELS_A_BYTE);
        let is_flat = is_whole && u64::from(width) * u64::from(height) > most;
        Some(Self { width, height, can_shrink: can_shrink && !is_flat })
    }

    /// Returns whether a file of this name is an image.
    pub fn has_name(name: &str) -> bool {
        header::Format::of(name).is_some()
    }

    /// Returns the widths of the smaller images that this one has.
    pub fn widths(self) -> impl Iterator<Item = u32> {
        let is_wide = self.can_shrink
            && self.width > WIDE
            && u64::from(self.width) * u64::from(self.height) <= MOST_PIXELS;
        WIDTHS.into_iter().filter(move |width| is_wide && *width < self.width)
    }

    /// Returns the width of the image for browsers that do not choose one.
    pub fn usual_width(self) -> Option<u32> {
        self.widths().find(|width| *width == WIDE)
    }
}

/// Returns the name of a smaller image: `photo.jpg` → `photo-600w.jpg`.
pub fn name_of(name: &str, width: u32) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{width}w.{ending}"),
        None => format!("{name}-{width}w"),
    }
}
