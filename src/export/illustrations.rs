//! The images of a text, for documents that hold them themselves.

use std::collections::BTreeMap;

use crate::content::Body;
use crate::edition::Edition;
use crate::pictures::Picture;
use crate::site::Entity;
use crate::tree::BodyContext;

/// The images of a text, by the indices of their links.
pub type Illustrations = BTreeMap<u32, Illustration>;

/// An image.
#[derive(Clone, Debug)]
pub struct Illustration {
    /// Its file, as it is published.
    pub bytes: Vec<u8>,
    /// What its file is.
    pub media: Media,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// What the file of an image is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// SVG.
    Svg,
}

impl Media {
    /// Returns what bytes are, told by their first ones.
    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Some(Self::Png),
            [b'G', b'I', b'F', b'8', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            _ => {
                let start = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024)).unwrap_or_default());
                start.contains("<svg").then_some(Self::Svg)
            }
        }
    }

    /// Returns the ending of such files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Svg => "svg",
        }
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// The files of the images of a document, each once for all places that show it.
pub struct ImageFiles {
    /// Their folder in the document.
    folder: &'static str,
    /// By the hashes of their bytes, each with its path.
    files: BTreeMap<[u8; 32], (String, Illustration)>,
}

impl ImageFiles {
    /// Returns none yet, to be kept in this folder of the document.
    pub fn new(folder: &'static str) -> Self {
        Self { folder, files: BTreeMap::new() }
    }

    /// Keeps an image, and returns its path in the document.
    pub fn keep(&mut self, image: &Illustration) -> &str {
        let number = self.files.len() + 1;
        let path = || format!("{}/image{number}.{}", self.folder, image.media.ending());
        let hash = *blake3::hash(&image.bytes).as_bytes();
        let (path, _) = self.files.entry(hash).or_insert_with(|| (path(), image.clone()));
        path
    }

    /// Returns all of them, each with its path.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Illustration)> {
        self.files.values().map(|(path, image)| (path.as_str(), image))
    }
}

/// Returns the images of a text that are files of the site: `read` gives their bytes as they are published.
///
/// One that is not published, or that is damaged, is left out; the words that stand for it take its place.
pub fn illustrations(
    edition: &Edition,
    from: Entity,
    body: &Body,
    read: impl Fn(&str) -> Option<Vec<u8>>,
) -> Illustrations {
    let context = edition.context(from);
    let links = (0_u32..).zip(body.links()).filter(|(_, link)| link.is_image());
    let found = links.filter_map(|(index, link)| {
        let target = link.target()?;
        context.image(target)?;
        let path = target.image_file();
        let bytes = read(&path)?;
        let media = Media::of(&bytes)?;
        let Picture { width, height, .. } = Picture::read(&path, &bytes)?;
        Some((index, Illustration { bytes, media, width, height }))
    });
    found.collect()
}
