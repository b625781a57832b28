//! The size of an image, from the start of its file.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{ImageDecoder, ImageReader};

use crate::text::ending;

/// The formats that browsers show, by the endings of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
    /// One that is shown as it is.
    Other,
    Svg,
}

impl Format {
    pub fn of(name: &str) -> Option<Self> {
        Some(match ending(name).as_str() {
            "jpg" | "jpeg" => Self::Jpeg,
            "png" => Self::Png,
            "gif" | "webp" | "avif" => Self::Other,
            "svg" => Self::Svg,
            _ => return None,
        })
    }
}

/// What the start of a file tells of the image in it.
pub struct Header {
    /// In pixels, as it is shown.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Whether smaller ones can be made of it.
    pub can_shrink: bool,
}

/// Returns whether a file of this name is a drawing (SVG).
pub fn is_drawing(path: &str) -> bool {
    Format::of(path) == Some(Format::Svg)
}

pub fn read(name: &str, start: &[u8]) -> Option<Header> {
    let format = Format::of(name)?;
    if format == Format::Svg {
        let (width, height) = size_of_svg(&String::from_utf8_lossy(start))?;
        return Some(Header { width, height, can_shrink: false });
    }
    let size = imagesize::blob_size(start).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    let lies = format == Format::Jpeg && orientation(start).is_some_and(lies_on_its_side);
    let (width, height) = if lies { (height, width) } else { (width, height) };
    let can_shrink = matches!(format, Format::Jpeg | Format::Png);
    (width > 0 && height > 0).then_some(Header { width, height, can_shrink })
}

fn orientation(start: &[u8]) -> Option<Orientation> {
    let reader = ImageReader::new(Cursor::new(start)).with_guessed_format().ok()?;
    reader.into_decoder().ok()?.orientation().ok()
}

fn lies_on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// Returns the size that an SVG says it has, or else that of its view.
fn size_of_svg(text: &str) -> Option<(u32, u32)> {
    let tag = text.get(text.find("<svg")?..)?.split_once('>')?.0;
    let attribute = |name: &str| {
        let after = tag.split_once(&format!(" {name}="))?.1;
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        after[1..].split_once(quote).map(|(value, _)| value)
    };
    let pixels =
        |name: &str| attribute(name)?.trim_end_matches("px").trim().parse::<f64>().ok().and_then(whole);
    if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
        return Some((width, height));
    }
    let view: Vec<f64> = attribute("viewBox")?
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [_, _, width, height] = view.as_slice() else { return None };
    Some((whole(*width)?, whole(*height)?))
}

fn whole(length: f64) -> Option<u32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is between 1 and 100,000"
    )]
    (1.0..=100_000.0).contains(&length).then(|| length.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::size_of_svg;

    #[test]
    fn an_svg_has_the_size_that_it_says_or_that_of_its_view() {
        for (text, size) in [
            ("<?xml version=\"1.0\"?><svg width=\"80\" height='40px' viewBox=\"0 0 1 1\">", Some((80, 40))),
            ("<svg xmlns=\"x\" viewBox=\"0 0 800.4 390\"><path/></svg>", Some((800, 390))),
            ("<svg width=\"100%\" height=\"100%\" viewBox=\"0,0,20,10\">", Some((20, 10))),
            ("<svg width=\"-1\" height=\"9e99\">", None),
            ("<svg viewBox=\"0 0 nan nan\">", None),
            ("<svg", None),
            ("", None),
        ] {
            assert_eq!(size_of_svg(text), size, "{text}");
        }
    }
}
