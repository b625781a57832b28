//! Smaller images, each made once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::resize::resized;
use crate::cache::Cache;

/// The folder of smaller images in the cache.
const FOLDER: &str = "images";

/// How many hexadecimal digits of a hash stand in a file's name.
const HASH_DIGITS: usize = 32;

/// How many pictures can be made smaller at once, if their hashes differ enough.
const DESKS: usize = 64;

/// Gives smaller images, and keeps them.
#[derive(Debug)]
pub struct Store {
    cache: Cache,
    /// Images by their names, where nothing may be added to the cache: a preview shows some that are held back.
    made: Mutex<HashMap<String, Vec<u8>>>,
    /// Who makes a picture smaller has its desk: who wants it in another width waits, and finds it made.
    desks: [Mutex<()>; DESKS],
}

impl Store {
    /// Returns the store of a site with this cache.
    pub fn new(cache: &Cache) -> Self {
        Self { cache: cache.clone(), made: Mutex::default(), desks: [const { Mutex::new(()) }; DESKS] }
    }

    /// Returns an image as wide as this, given the bytes of its file. The file is decoded once for all `widths` that
    /// the image is wanted in.
    ///
    /// One that cannot be decoded, or that would not get smaller, is given as it is: browsers may show what
    /// is not shown here.
    pub fn smaller(&self, bytes: Vec<u8>, width: u32, widths: impl Iterator<Item = u32>) -> Vec<u8> {
        let hash = blake3::hash(&bytes);
        let desk = &self.desks[usize::from(hash.as_bytes()[0]) % DESKS];
        let _desk = desk.lock().unwrap_or_else(PoisonError::into_inner);
        let digits = &hash.to_hex()[..HASH_DIGITS];
        let name = |width| format!("{FOLDER}/{digits}-{width}");
        if let Some(kept) = self.kept(&name(width)) {
            return if kept.is_empty() { bytes } else { kept };
        }
        let others = widths.filter(|other| *other != width && self.kept(&name(*other)).is_none());
        let widths: Vec<u32> = std::iter::once(width).chain(others).collect();
        let made = resized(&bytes, widths.iter().copied());
        let made = made.unwrap_or_else(|_| widths.into_iter().map(|width| (width, Vec::new())).collect());
        let mut wanted = None;
        for (made_width, mut small) in made {
            if small.len() >= bytes.len() {
                // An empty entry keeps that there is none.
                small.clear();
            }
            self.keep(name(made_width), &small);
            if made_width == width && !small.is_empty() {
                wanted = Some(small);
            }
        }
        wanted.unwrap_or(bytes)
    }

    fn kept(&self, name: &str) -> Option<Vec<u8>> {
        self.made(name).or_else(|| self.cache.read(name))
    }

    fn made(&self, name: &str) -> Option<Vec<u8>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    fn keep(&self, name: String, small: &[u8]) {
        if self.cache.is_read_only() {
            self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(name, small.to_owned());
        } else {
            self.cache.keep(&name, small);
        }
    }
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test ends at what it does not expect")]
mod tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat, RgbImage};

    use super::Store;
    use crate::cache::Cache;

    #[test]
    fn a_picture_is_decoded_once_for_all_its_widths() {
        let drawn = RgbImage::from_fn(1300, 200, |x, y| {
            image::Rgb([x * 7, y * 5, x ^ y].map(|c| c.to_le_bytes()[0]))
        });
        let mut bytes = Vec::new();
        DynamicImage::ImageRgb8(drawn)
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .expect("a picture");
        let store = Store::new(&Cache::none());
        let small = store.smaller(bytes.clone(), 600, [600, 1200].into_iter());
        assert!(small.len() < bytes.len());
        let made: Vec<String> = store.made.lock().expect("a lock").keys().cloned().collect();
        assert_eq!(made.len(), 2, "{made:?}");
        let wide = store.smaller(bytes.clone(), 1200, [600, 1200].into_iter());
        assert!(made.iter().any(|name| name.ends_with("-1200") && store.made(name) == Some(wide.clone())));
    }
}
