//! The formats of picture files, and what cannot be published of them.

use crate::problem::{Code, Place, Problem};
use crate::text::ending;

/// A picture that cannot be published, since it is not known what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uncleanable {
    /// Its format is not read here.
    Format(&'static str),
    /// It is no whole file of its format.
    Damaged(&'static str),
    /// It is a drawing that cannot be made safe, for this reason.
    Drawing(String),
}

/// A container of pictures, told by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Jpeg,
    Png,
    WebP,
    Gif,
    Ico,
    Svg,
    /// One that holds nothing besides the picture.
    Bare,
    /// One that is not read here.
    Other(&'static str),
}

/// Formats of pictures that are not read here, by the endings of their names.
const OTHERS: [(&str, &str); 24] = [
    ("avif", "AVIF"),
    ("heic", "HEIC"),
    ("heif", "HEIF"),
    ("hif", "HEIF"),
    ("tif", "TIFF"),
    ("tiff", "TIFF"),
    ("jxl", "JPEG XL"),
    ("jp2", "JPEG 2000"),
    ("j2k", "JPEG 2000"),
    ("jxr", "JPEG XR"),
    ("psd", "Photoshop"),
    ("svgz", "compressed SVG"),
    ("dng", "raw"),
    ("cr2", "raw"),
    ("cr3", "raw"),
    ("nef", "raw"),
    ("arw", "raw"),
    ("raf", "raw"),
    ("orf", "raw"),
    ("rw2", "raw"),
    ("pef", "raw"),
    ("srw", "raw"),
    ("xcf", "GIMP"),
    ("ai", "Illustrator"),
];

/// Returns why a picture of this name cannot be published, where its name tells.
pub fn uncleanable_by_name(path: &str) -> Option<Uncleanable> {
    let ending = ending(path);
    OTHERS.iter().find(|(other, _)| *other == ending).map(|(_, format)| Uncleanable::Format(format))
}

/// Returns the container of a picture, by its bytes and then by its name; `None` for what is no picture.
pub fn container(path: &str, bytes: &[u8]) -> Option<Container> {
    let at = |from: usize, what: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(what));
    let ending = ending(path);
    if at(0, &[0xff, 0xd8, 0xff]) {
        return Some(Container::Jpeg);
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        return Some(Container::Png);
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        return Some(Container::WebP);
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        return Some(Container::Gif);
    } else if at(4, b"ftyp") {
        let brand = bytes.get(8..12).unwrap_or_default();
        match brand {
            b"avif" | b"avis" => return Some(Container::Other("AVIF")),
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
                return Some(Container::Other("HEIC"));
            }
            b"crx " => return Some(Container::Other("raw")),
            _ => {}
        }
    } else if at(0, b"II*\0") || at(0, b"MM\0*") || at(0, b"II+\0") || at(0, b"MM\0+") {
        return Some(Container::Other("TIFF"));
    } else if at(0, b"\0\0\0\x0cJXL \r\n\x87\n") {
        return Some(Container::Other("JPEG XL"));
    } else if at(0, b"\0\0\0\x0cjP  \r\n\x87\n") {
        return Some(Container::Other("JPEG 2000"));
    } else if at(0, b"8BPS") {
        return Some(Container::Other("Photoshop"));
    } else if at(0, b"FUJIFILMCCD-RAW") {
        return Some(Container::Other("raw"));
    }
    match ending.as_str() {
        "svg" => Some(Container::Svg),
        "ico" | "cur" => Some(Container::Ico),
        "bmp" | "dib" if at(0, b"BM") => Some(Container::Bare),
        // By its name it is a picture, and by its bytes it is none that is known.
        "jpg" | "jpeg" | "jpe" | "jfif" | "png" | "apng" | "webp" | "gif" | "bmp" => {
            Some(Container::Other(""))
        }
        _ => match uncleanable_by_name(path) {
            Some(Uncleanable::Format(format)) => Some(Container::Other(format)),
            _ => None,
        },
    }
}

impl Uncleanable {
    /// Returns the problem of the picture at this path.
    pub fn problem(&self, path: &str) -> Problem {
        let (code, message, hint) = match self {
            Self::Format(format) => (
                Code::ImageMetadata,
                format!(
                    "{format} is a format out of which it cannot be taken where, when and by whom a picture was made"
                ),
                "save it as JPEG, PNG or WebP, or set `images: { metadata: keep }` in site.yaml, which publishes all \
                 that stands in all pictures",
            ),
            Self::Damaged(format) => (
                Code::ImageMetadata,
                format!(
                    "this is no whole {format} file, so it cannot be told what it says besides the picture"
                ),
                "save the picture anew, or bring the file back",
            ),
            Self::Drawing(why) => (
                Code::ActiveFile,
                format!("this SVG file cannot be made safe: {why}"),
                "export the drawing anew as plain SVG",
            ),
        };
        Problem::new(code, message).at(Place::file(path)).hint(hint)
    }
}
