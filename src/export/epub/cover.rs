//! The cover of a book, drawn: its title, and whose it is.

use crate::export::Volume;
use crate::interface::Direction;
use crate::text::shorten;
use crate::xml::Markup;

const WIDTH: usize = 1_200;
const HEIGHT: usize = 1_800;
const MARGIN: usize = 110;

/// How many characters a line of the title has, and how many lines.
const LINE: usize = 17;
const LINES: usize = 7;

/// The size of the letters of the title, in pixels.
const SIZE: usize = 104;

/// Returns the cover as SVG.
pub fn cover(volume: &Volume) -> String {
    let direction = Direction::of(volume.language());
    let x = if direction == Direction::Rtl { WIDTH - MARGIN } else { MARGIN }.to_string();
    let mut xml = Markup::document();
    let view = format!("0 0 {WIDTH} {HEIGHT}");
    let (width, height) = (WIDTH.to_string(), HEIGHT.to_string());
    xml.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", &view),
            ("width", &width),
            ("height", &height),
            ("direction", direction.word()),
            ("font-family", "Georgia, 'Times New Roman', serif"),
        ],
    );
    xml.empty("rect", &[("width", &width), ("height", &height), ("fill", "#fcfaf5")]);
    xml.empty("rect", &[("width", &width), ("height", "26"), ("fill", "#163f64")]);
    let mut line = |words: &str, y: usize, size: usize, colour: &str| {
        let (y, size) = (y.to_string(), size.to_string());
        let attributes = [("x", x.as_str()), ("y", &y), ("font-size", &size), ("fill", colour)];
        xml.element("text", &attributes, words);
    };
    line(&volume.edition.site.config.title, 210, 46, "#5f5a51");
    for (place, words) in lines(volume.title()).iter().enumerate() {
        line(words, 460 + place * (SIZE + 26), SIZE, "#1d1b18");
    }
    let below = volume.cover.as_ref().and_then(|cover| cover.summary.clone()).or_else(|| volume.date());
    if let Some(below) = below {
        line(&shorten(&below, 44), HEIGHT - 260, 42, "#5f5a51");
    }
    if let Some(handling) = volume.handling() {
        line(&shorten(&handling, 44), HEIGHT - 150, 42, "#8c2f1b");
    }
    xml.close("svg");
    xml.into_text()
}

/// Returns the lines of a title. A word that is too long has a line of its own.
fn lines(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= LINE => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(shorten(word, LINE)),
        }
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}
