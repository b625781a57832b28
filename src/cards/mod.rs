//! Social cards: the images that stand for a page where others link to it.
//!
//! A card is drawn twice. `drawing` makes it as SVG out of the edition, which takes no time to speak of;
//! `pixels` makes a PNG of that, which does. So PNGs are kept by the hash of their drawing, and made
//! again only when the drawing is another one.

mod drawing;
mod font;
mod kept;
mod palette;
mod pixels;

use self::kept::Kept;
use self::pixels::Painter;
use crate::cache::Cache;
use crate::edition::Edition;
use crate::problem::{Code, Problem};
use crate::route::CardOf;

/// The cards of a site.
pub struct Cards {
    painter: Painter,
    kept: Kept,
}

impl Cards {
    /// Returns the cards of a site with this cache, with what was drawn before.
    pub fn new(cache: &Cache) -> Self {
        Self { painter: Painter::new(), kept: Kept::new(cache) }
    }

    /// Returns a card, PNG.
    ///
    /// # Errors
    /// Returns that it cannot be drawn; no content makes it so.
    pub fn png(&self, edition: &Edition, of: CardOf) -> Result<Vec<u8>, Problem> {
        let svg = drawing::svg(edition, of);
        let key = self.painter.key(&svg);
        if let Some(png) = self.kept.get(&key) {
            return Ok(png);
        }
        let png = self.painter.png(&svg).ok_or_else(|| {
            Problem::new(Code::Template, "a social card cannot be drawn")
                .hint("`outputs: { cards: false }` in site.yaml leaves them out; please tell those who make Chancery")
        })?;
        self.kept.put(&key, &png);
        Ok(png)
    }

    /// Forgets the cards that nobody asked for: they show what the site was before.
    pub fn forget_others(&self) {
        self.kept.forget_others();
    }
}
