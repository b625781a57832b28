//! Pictures made of pixels, without metadata.

use super::container::{Container, Uncleanable};
use super::{gif, ico, jpeg, png, webp};
use crate::config::ImageMetadata;

/// Returns a file as it may be published; one that is no picture as it is.
///
/// # Errors
/// Returns why a picture cannot be published.
pub fn cleaned(
    container: Option<Container>,
    bytes: Vec<u8>,
    keep: ImageMetadata,
) -> Result<Vec<u8>, Uncleanable> {
    if keep == ImageMetadata::Keep {
        return Ok(bytes);
    }
    let keeps_rights = keep == ImageMetadata::Rights;
    match container {
        None | Some(Container::Bare | Container::Svg) => Ok(bytes),
        Some(Container::Jpeg) => jpeg::cleaned(&bytes, keeps_rights).ok_or(Uncleanable::Damaged("JPEG")),
        Some(Container::Png) => png::cleaned(&bytes, keeps_rights).ok_or(Uncleanable::Damaged("PNG")),
        Some(Container::WebP) => webp::cleaned(&bytes, keeps_rights).ok_or(Uncleanable::Damaged("WebP")),
        Some(Container::Gif) => gif::cleaned(&bytes).ok_or(Uncleanable::Damaged("GIF")),
        Some(Container::Ico) => ico::cleaned(&bytes).ok_or(Uncleanable::Damaged("ICO")),
        Some(Container::Other("")) => Err(Uncleanable::Damaged("picture")),
        Some(Container::Other(format)) => Err(Uncleanable::Format(format)),
    }
}
