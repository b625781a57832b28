//! The package document of a book, and its table of contents.

use super::chapter::page;
use super::context::chapter_file;
use crate::export::illustrations::ImageFiles;
use crate::export::{Export, Volume};
use crate::interface::Direction;
use crate::xml::Markup;

/// Returns the package document (EPUB 3.3, 5).
pub fn package(volume: &Volume, images: &ImageFiles) -> String {
    let mut xml = Markup::document();
    xml.open(
        "package",
        &[
            ("xmlns", "http://www.idpf.org/2007/opf"),
            ("version", "3.0"),
            ("unique-identifier", "id"),
            ("xml:lang", volume.language()),
        ],
    );
    metadata(&mut xml, volume);
    manifest(&mut xml, volume, images);
    let direction = Direction::of(volume.language()).word();
    xml.open("spine", &[("page-progression-direction", direction)]);
    xml.empty("itemref", &[("idref", "cover")]);
    xml.empty("itemref", &[("idref", "title")]);
    xml.empty("itemref", &[("idref", "nav")]);
    for number in 1..=volume.texts.len() {
        xml.empty("itemref", &[("idref", &format!("chapter-{number}"))]);
    }
    xml.close("spine");
    xml.close("package");
    xml.into_text()
}

fn metadata(xml: &mut Markup, volume: &Volume) {
    xml.open("metadata", &[("xmlns:dc", "http://purl.org/dc/elements/1.1/")]);
    xml.element("dc:identifier", &[("id", "id")], &identifier(volume));
    xml.element("dc:title", &[], volume.title());
    let mut languages: Vec<&str> = vec![volume.language()];
    languages.extend(volume.texts.iter().map(Export::language));
    let mut told: Vec<&str> = Vec::new();
    for language in languages {
        if !told.contains(&language) {
            told.push(language);
            xml.element("dc:language", &[], language);
        }
    }
    let mut authors: Vec<&String> = Vec::new();
    for author in volume.texts.iter().flat_map(|text| &text.briefing.authors) {
        if !authors.contains(&author) {
            authors.push(author);
            xml.element("dc:creator", &[], author);
        }
    }
    xml.element("dc:publisher", &[], &volume.edition.site.config.title);
    let newest = volume.texts.iter().map(Export::changed).max_by_key(|moment| moment.timestamp());
    if let Some(newest) = newest {
        xml.element("dc:date", &[], &newest.date().to_string());
        let modified = newest.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        xml.element("meta", &[("property", "dcterms:modified")], &modified);
    }
    for (property, value) in [
        ("schema:accessMode", "textual"),
        ("schema:accessMode", "visual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityFeature", "alternativeText"),
        ("schema:accessibilityHazard", "none"),
    ] {
        xml.element("meta", &[("property", property)], value);
    }
    xml.close("metadata");
}

/// Returns what the book is known by: its address, or else a URN of what is in it.
fn identifier(volume: &Volume) -> String {
    if let Some(url) = volume.url() {
        return url.to_owned();
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(volume.title().as_bytes());
    for text in &volume.texts {
        hasher.update(text.name().as_bytes());
    }
    format!("urn:chancery:{}", &hasher.finalize().to_hex()[..32])
}

fn manifest(xml: &mut Markup, volume: &Volume, images: &ImageFiles) {
    xml.open("manifest", &[]);
    let page = "application/xhtml+xml";
    let mut item = |id: &str, path: &str, media_type: &str, properties: &str| {
        let mut attributes = vec![("id", id), ("href", path), ("media-type", media_type)];
        if !properties.is_empty() {
            attributes.push(("properties", properties));
        }
        xml.empty("item", &attributes);
    };
    item("nav", "nav.xhtml", page, "nav");
    item("style", "style.css", "text/css", "");
    item("cover-image", "cover.svg", "image/svg+xml", "cover-image");
    item("cover", "cover.xhtml", page, "");
    item("title", "title.xhtml", page, "");
    for place in 0..volume.texts.len() {
        item(&format!("chapter-{}", place + 1), &chapter_file(place), page, "");
    }
    for (number, (path, image)) in (1..).zip(images.all()) {
        item(&format!("image-{number}"), path, image.media.media_type(), "");
    }
    xml.close("manifest");
}

/// Returns the table of contents: the texts, and their highest headings.
pub fn navigation(volume: &Volume) -> String {
    let title = volume.edition.say("briefing.contents");
    page(&title, volume.language(), "frontmatter", |xml| {
        xml.open("nav", &[("epub:type", "toc"), ("role", "doc-toc"), ("id", "toc")]);
        xml.element("h1", &[], &title);
        xml.open("ol", &[]);
        for (place, text) in volume.texts.iter().enumerate() {
            let file = chapter_file(place);
            xml.open("li", &[]);
            xml.element("a", &[("href", &file)], &text.briefing.title);
            let headings: Vec<_> =
                text.briefing.body.contents().filter(|heading| heading.level == 2).collect();
            if !headings.is_empty() {
                xml.open("ol", &[]);
                for heading in headings {
                    xml.open("li", &[]);
                    let words = if heading.text.trim().is_empty() { "…" } else { &heading.text };
                    xml.element("a", &[("href", &format!("{file}#{}", heading.id))], words);
                    xml.close("li");
                }
                xml.close("ol");
            }
            xml.close("li");
        }
        xml.close("ol");
        xml.close("nav");
        xml.open("nav", &[("epub:type", "landmarks"), ("hidden", "hidden")]);
        xml.open("ol", &[]);
        for (kind, file, words) in
            [("toc", "nav.xhtml", title.as_str()), ("bodymatter", "chapter-1.xhtml", volume.title())]
        {
            xml.open("li", &[]);
            xml.element("a", &[("epub:type", kind), ("href", file)], words);
            xml.close("li");
        }
        xml.close("ol");
        xml.close("nav");
    })
}
