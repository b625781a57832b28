//! SVG into PNG.

use std::collections::HashMap;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::font::{FAMILY, FONT};
use super::palette;
use crate::route::CardOf;

/// What a PNG depends on besides its drawing and the font. Raise it when this file or the palette changes
/// what comes out.
const EDITION: &str = "1";

/// The level of compression, of 9.
const LEVEL: u8 = 6;

/// Paints drawings.
pub struct Painter {
    options: Options<'static>,
    /// Of what all PNGs depend on.
    hasher: blake3::Hasher,
}

impl Painter {
    pub fn new() -> Self {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(FONT.to_vec());
        let options =
            Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(fonts), ..Options::default() };
        let mut hasher = blake3::Hasher::new();
        hasher.update(EDITION.as_bytes()).update(FONT);
        Self { options, hasher }
    }

    /// Returns what a drawing's PNG is known by.
    pub fn key(&self, svg: &str) -> String {
        self.hasher.clone().update(svg.as_bytes()).finalize().to_hex()[..32].to_owned()
    }

    /// Returns the PNG of a drawing; none where it is no SVG.
    pub fn png(&self, svg: &str) -> Option<Vec<u8>> {
        let tree = Tree::from_str(svg, &self.options).ok()?;
        let (width, height) = CardOf::SIZE;
        let mut pixels = Pixmap::new(width, height)?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        encode(&pixels)
    }
}

/// Writes pixels, all opaque, as places in a palette: a third of what colours in full would take.
fn encode(pixels: &Pixmap) -> Option<Vec<u8>> {
    let mut nearest: HashMap<[u8; 3], u8> = HashMap::new();
    let mut places = Vec::with_capacity(pixels.pixels().len());
    // Most pixels are like the one before.
    for run in pixels.pixels().chunk_by(|one, other| one == other) {
        let colour = [run[0].red(), run[0].green(), run[0].blue()];
        let place = *nearest.entry(colour).or_insert_with(|| palette::place(colour));
        places.resize(places.len() + run.len(), place);
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette::PALETTE.concat());
    // Higher levels take much longer for a few per cent less.
    encoder.set_deflate_compression(png::DeflateCompression::Level(LEVEL));
    // Places of a palette have nothing to do with those beside them.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&places).ok()?;
    writer.finish().ok()?;
    Some(out)
}
