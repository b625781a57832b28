//! What a text does not know by itself, in a book.

use std::collections::HashMap;

use crate::export::illustrations::ImageFiles;
use crate::export::{Export, Volume};
use crate::route::{PageRoute, Route, resolve};
use crate::tree::{BodyContext, Image, Target, Word};

/// What the chapters of a book have in common.
pub struct Book {
    /// The places of its texts, by their pages.
    places: HashMap<Route, usize>,
    /// Its images.
    pub images: ImageFiles,
}

impl Book {
    /// Returns a book of these texts, without images yet.
    pub fn new(volume: &Volume) -> Self {
        let pages = volume.texts.iter().map(|text| PageRoute::Briefing(text.id).into());
        Self { places: pages.zip(0..).collect(), images: ImageFiles::new("images") }
    }
}

/// A chapter within a book.
pub struct InBook<'a, C> {
    volume: &'a Volume<'a>,
    export: &'a Export<'a>,
    elsewhere: C,
    places: &'a HashMap<Route, usize>,
    /// The images, by what they are in the site.
    images: HashMap<&'a Target, Image>,
}

impl<'a, C: BodyContext> InBook<'a, C> {
    /// Returns the context of a chapter, and adds its images to those of the book.
    pub fn new(volume: &'a Volume<'a>, export: &'a Export<'a>, elsewhere: C, book: &'a mut Book) -> Self {
        let mut images = HashMap::new();
        for (index, image) in &export.illustrations {
            let link = export.briefing.body.link(*index);
            let Some(target) = link.and_then(|link| link.target()) else { continue };
            let url = book.images.keep(image).to_owned();
            let size = Some((image.width, image.height));
            images.insert(target, Image { url, size, srcset: String::new() });
        }
        Self { volume, export, elsewhere, places: &book.places, images }
    }
}

/// Returns the name of the file of a chapter, by its place from 0.
pub fn chapter_file(place: usize) -> String {
    format!("chapter-{}.xhtml", place + 1)
}

impl<C: BodyContext> BodyContext for InBook<'_, C> {
    /// A link to another chapter leads there.
    fn url(&self, target: &Target) -> Option<String> {
        let edition = self.export.edition;
        let (path, fragment) = resolve(&edition.site, &edition.plan, self.export.entity(), target)?;
        let place = edition.plan.at(path.as_str()).and_then(|route| self.places.get(&route));
        let Some(place) = place.copied() else { return self.elsewhere.url(target) };
        let file = chapter_file(place);
        let has_id = self.volume.texts[place].briefing.body.ids().any(|own| own == fragment);
        Some(if has_id { format!("{file}#{fragment}") } else { file })
    }

    fn image(&self, target: &Target) -> Option<Image> {
        self.images.get(target).cloned()
    }

    fn word(&self, word: Word) -> String {
        self.elsewhere.word(word)
    }
}
