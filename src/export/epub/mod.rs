//! Books for readers: EPUB 3.3 (W3C), one chapter for each text.
//!
//! Notes and sources are footnotes that readers show where their marks stand. All files have no times, so that the same texts
//! give the same bytes.

mod chapter;
mod context;
mod cover;
mod opf;
mod xhtml;

use std::io;

use self::context::{Book, chapter_file};
use super::format::{self, Format};
use super::package::Package;
use super::volume::Volume;
use crate::xml::Markup;

/// EPUB books.
pub const EPUB: Format = Format {
    ending: "epub",
    about: "A book for e-readers (EPUB 3)",
    writer: format::Writer::Document(write),
};

const STYLE: &str = include_str!("style.css");

/// Returns texts as a book.
fn write(volume: &Volume) -> io::Result<Vec<u8>> {
    let mut book = Book::new(volume);
    let chapters: Vec<String> =
        volume.texts.iter().map(|export| chapter::chapter(volume, export, &mut book)).collect();
    let mut package = Package::new();
    // Readers look for it at the very start (EPUB 3.3, 4.2.6.2).
    package.store("mimetype", b"application/epub+zip")?;
    package.add("META-INF/container.xml", container().as_bytes())?;
    let mut add = |name: &str, text: &str| package.add(&format!("EPUB/{name}"), text.as_bytes());
    add("package.opf", &opf::package(volume, &book.images))?;
    add("nav.xhtml", &opf::navigation(volume))?;
    add("style.css", STYLE)?;
    add("cover.svg", &cover::cover(volume))?;
    let cover = chapter::page(volume.title(), volume.language(), "cover", |xml| {
        xml.empty("img", &[("class", "cover"), ("src", "cover.svg"), ("alt", volume.title())]);
    });
    add("cover.xhtml", &cover)?;
    add("title.xhtml", &chapter::title_page(volume))?;
    for (place, chapter) in chapters.iter().enumerate() {
        add(&chapter_file(place), chapter)?;
    }
    for (path, image) in book.images.all() {
        package.store(&format!("EPUB/{path}"), &image.bytes)?;
    }
    package.finish()
}

/// Returns the file that tells where the package document is.
fn container() -> String {
    let mut xml = Markup::document();
    let namespace = "urn:oasis:names:tc:opendocument:xmlns:container";
    xml.open("container", &[("version", "1.0"), ("xmlns", namespace)]);
    xml.open("rootfiles", &[]);
    let media_type = "application/oebps-package+xml";
    xml.empty("rootfile", &[("full-path", "EPUB/package.opf"), ("media-type", media_type)]);
    xml.close("rootfiles");
    xml.close("container");
    xml.into_text()
}
