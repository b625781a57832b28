//! What image files say besides the picture: where, when, by whom and with what it was taken.
//!
//! It is taken out before a picture is published, without decoding it anew. What decides how it looks stays: the
//! colour profile, and which way is up. Each reader walks over the parts of its container once and keeps those
//! that it knows to be part of the picture; what it does not know goes.

mod container;
mod exif;
mod gif;
mod ico;
mod jpeg;
mod png;
mod raster;
mod rights;
mod svg;
mod webp;

pub use container::{Uncleanable, uncleanable_by_name};

use self::container::{Container, container};
use crate::config::ImageMetadata;

/// Returns a file as it may be published: a picture without metadata, and a drawing beside a document without
/// scripts; any other file as it is.
///
/// # Errors
/// Returns why a picture cannot be published.
pub fn published(path: &str, bytes: Vec<u8>, keep: ImageMetadata) -> Result<Vec<u8>, Uncleanable> {
    // What has no document beside it is told, and left to its owner.
    let keeps_scripts = path.starts_with("static/");
    let container = container(path, &bytes);
    if container == Some(Container::Svg) && !(keeps_scripts && keep == ImageMetadata::Keep) {
        return svg::cleaned(&bytes, svg::Keep { metadata: keep, scripts: keeps_scripts });
    }
    raster::cleaned(container, bytes, keep)
}

/// Returns a smaller copy of a picture with the rights that stand in the picture itself.
pub fn with_rights_of(picture: &[u8], copy: Vec<u8>) -> Vec<u8> {
    let rights = match container("", picture) {
        Some(Container::Jpeg) => jpeg::rights(picture),
        Some(Container::Png) => png::rights(picture),
        _ => None,
    };
    let Some(rights) = rights.filter(|rights| !rights.is_empty()) else { return copy };
    let marked = match container("", &copy) {
        Some(Container::Jpeg) => jpeg::with_rights(&copy, &rights),
        Some(Container::Png) => png::with_rights(&copy, &rights),
        _ => None,
    };
    marked.unwrap_or(copy)
}
