//! What a text does not know by itself, in a book.

use std::collections::HashMap;

use crate::export::{Export, Volume};
use crate::route::resolve;
use crate::site::Entity;
use crate::tree::{BodyContext, Image, Target, Word};

/// The images of a book: the path of each in it, by the hash of its bytes, with its bytes and its media type.
pub type Images = std::collections::BTreeMap<[u8; 32], (String, Vec<u8>, &'static str)>;

/// A chapter within a book.
pub struct InBook<'a, C> {
    volume: &'a Volume<'a>,
    export: &'a Export<'a>,
    elsewhere: C,
    /// The paths of the images in the book, by what they are in the site.
    images: HashMap<&'a Target, Image>,
}

impl<'a, C: BodyContext> InBook<'a, C> {
    /// Returns the context of a chapter, and adds its images to those of the book.
    pub fn new(volume: &'a Volume<'a>, export: &'a Export<'a>, elsewhere: C, book: &mut Images) -> Self {
        let mut images = HashMap::new();
        for (index, image) in &export.illustrations {
            let Some(target) = export.briefing.body.link(*index).and_then(|link| link.target()) else {
                continue;
            };
            let hash = *blake3::hash(&image.bytes).as_bytes();
            let number = book.len() + 1;
            let (url, ..) = book.entry(hash).or_insert_with(|| {
                let path = format!("images/image{number}.{}", image.media.ending());
                (path, image.bytes.clone(), image.media.media_type())
            });
            let size = Some((image.width, image.height));
            images.insert(target, Image { url: url.clone(), size, srcset: String::new() });
        }
        Self { volume, export, elsewhere, images }
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
        let is_it = |export: &Export| {
            crate::route::PageRoute::of(Entity::Briefing(export.id)).path(&edition.site).as_str()
                == path.as_str()
        };
        let Some(place) = self.volume.texts.iter().position(is_it) else { return self.elsewhere.url(target) };
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
