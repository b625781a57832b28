//! The letters of cards: which characters there are, and how wide a text is.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// Source Serif 4 SemiBold for Latin, Greek and Cyrillic; tools/font.py makes it.
pub const FONT: &[u8] = include_bytes!("../../data/card.ttf");

/// The family that the font is of.
pub const FAMILY: &str = "Source Serif 4";

#[expect(clippy::expect_used, reason = "the font is part of the binary, generated and tested")]
static LETTERS: LazyLock<FontRef<'_>> =
    LazyLock::new(|| FontRef::new(FONT).expect("data/card.ttf is a font"));

/// Returns whether the font has every character of a text.
pub fn covers(text: &str) -> bool {
    let letters = LETTERS.charmap();
    text.chars().all(|c| letters.map(c).is_some())
}

/// Returns the width of a text in CSS pixels, without kerning.
fn width(text: &str, size: u16) -> f32 {
    let letters = LETTERS.charmap();
    let metrics = LETTERS.glyph_metrics(Size::new(f32::from(size)), LocationRef::default());
    let glyphs = text.chars().filter_map(|c| letters.map(c));
    glyphs.filter_map(|glyph| metrics.advance_width(glyph)).sum()
}

/// Returns the text at the first of the sizes in which it is not wider than `most`. If there is none, it is
/// cut at the last one.
pub fn fit(text: &str, sizes: &[u16], most: f32) -> (String, u16) {
    let fitting = sizes.iter().find(|size| width(text, **size) <= most);
    if let Some(size) = fitting {
        return (text.to_owned(), *size);
    }
    let size = sizes.last().copied().unwrap_or_default();
    let mut cut = text.to_owned();
    while !cut.is_empty() && width(&cut, size) + width("…", size) > most {
        cut.pop();
    }
    (format!("{}…", cut.trim_end()), size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_latin_greek_and_cyrillic() {
        for text in ["Côte d’Ivoire", "Türkiye", "Việt Nam", "Ελλάδα", "Україна", "Österreich – №1 “x” … €"]
        {
            assert!(covers(text), "{text}");
        }
        for text in ["日本", "مصر", "ישראל", "ประเทศไทย"] {
            assert!(!covers(text), "{text}");
        }
    }

    #[test]
    fn a_text_gets_smaller_and_then_shorter_until_it_fits() {
        assert_eq!(fit("France", &[72, 40], 1000.0), ("France".to_owned(), 72));
        assert_eq!(fit(&"France ".repeat(8), &[72, 40], 1088.0).1, 40);
        let (cut, size) = fit(&"France ".repeat(20), &[72, 40], 1088.0);
        assert!(cut.ends_with("France…") || cut.ends_with('…') && width(&cut, size) <= 1088.0, "{cut}");
        assert_eq!(fit("France", &[72], 0.0).0, "…");
    }
}
