//! Makes an image smaller. A JPEG stays a JPEG, and a PNG a PNG.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, ImageResult, Limits};

/// The quality of a JPEG, of 100.
const QUALITY: u8 = 80;

/// How much memory a decoder may take, in bytes.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;

/// The longest side of an image, in pixels.
const LONGEST: u32 = 30_000;

/// Returns the image as wide as each of these, as files of the same format, with their widths. It is decoded once.
///
/// What cameras write besides the picture is left out, such as where it was taken; colours keep their
/// profile, and the picture stands upright.
///
/// # Errors
/// Returns why the file cannot be decoded.
pub fn resized(bytes: &[u8], widths: impl IntoIterator<Item = u32>) -> ImageResult<Vec<(u32, Vec<u8>)>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    reader.limits(limits);
    let format = reader.format();
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let profile = decoder.icc_profile()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    let files = widths.into_iter().map(|width| {
        let small = shrunk(&image, width);
        Ok((width, encoded(small, format, profile.clone())?))
    });
    files.collect()
}

fn encoded(
    image: DynamicImage,
    format: Option<ImageFormat>,
    profile: Option<Vec<u8>>,
) -> ImageResult<Vec<u8>> {
    let mut out = Vec::new();
    if format == Some(ImageFormat::Png) {
        let mut encoder = PngEncoder::new(&mut out);
        keep(&mut encoder, profile);
        image.write_with_encoder(encoder)?;
    } else {
        let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
        keep(&mut encoder, profile);
        match image {
            DynamicImage::ImageLuma8(grey) => encoder.encode_image(&grey)?,
            other => encoder.encode_image(&other.into_rgb8())?,
        }
    }
    Ok(out)
}

fn shrunk(image: &DynamicImage, width: u32) -> DynamicImage {
    let height = |width: u32| {
        let height = u64::from(image.height()) * u64::from(width) / u64::from(image.width().max(1));
        u32::try_from(height).unwrap_or(LONGEST).max(1)
    };
    // Of a much larger image, averages of squares are as good as the slow filter, which does the rest.
    if image.width() > width * 3 {
        let between = image.thumbnail_exact(width * 2, height(width * 2));
        between.resize_exact(width, height(width), FilterType::Lanczos3)
    } else {
        image.resize_exact(width, height(width), FilterType::Lanczos3)
    }
}

fn keep(encoder: &mut impl ImageEncoder, profile: Option<Vec<u8>>) {
    if let Some(profile) = profile {
        // Without it the colours are a little off, and the picture is still one.
        let _ = encoder.set_icc_profile(profile);
    }
}
