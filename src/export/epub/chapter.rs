//! The pages of a book: its cover, its title page, its chapters.

use super::context::{Book, InBook};
use super::xhtml::Xhtml;
use crate::export::outgoing::{SourcePiece, source_pieces};
use crate::export::sheet::Sheet;
use crate::export::{Export, Volume};
use crate::interface::Direction;
use crate::tree::html::{Purpose, Writer};
use crate::xml::Markup;

/// The namespace of what EPUB adds to HTML.
pub const OPS: &str = "http://www.idpf.org/2007/ops";

/// Returns a page of a book: its title, its language, its type, and what `content` writes between its tags.
pub fn page(title: &str, language: &str, kind: &str, content: impl FnOnce(&mut Markup)) -> String {
    let mut xml = Markup::document();
    xml.piece("\n<!DOCTYPE html>\n");
    let direction = Direction::of(language).word();
    xml.open(
        "html",
        &[
            ("xmlns", "http://www.w3.org/1999/xhtml"),
            ("xmlns:epub", OPS),
            ("lang", language),
            ("xml:lang", language),
            ("dir", direction),
        ],
    );
    xml.open("head", &[]);
    xml.element("title", &[], title);
    xml.empty("link", &[("rel", "stylesheet"), ("type", "text/css"), ("href", "style.css")]);
    xml.close("head");
    xml.open("body", &[("epub:type", kind)]);
    content(&mut xml);
    xml.close("body");
    xml.close("html");
    xml.into_text()
}

/// Returns the title page.
pub fn title_page(volume: &Volume) -> String {
    page(volume.title(), volume.language(), "titlepage", |xml| {
        handling(xml, volume.handling().as_deref());
        xml.element("p", &[("class", "dateline")], &volume.edition.site.config.title);
        xml.element("h1", &[], volume.title());
        if let Some(summary) = volume.cover.as_ref().and_then(|cover| cover.summary.as_ref()) {
            xml.element("p", &[("class", "summary")], summary);
        }
        if let Some(date) = volume.date() {
            xml.element("p", &[("class", "dateline")], &date);
        }
        address(xml, volume.url());
    })
}

/// Returns a chapter, and adds its images to those of the book.
pub fn chapter(volume: &Volume, export: &Export, book: &mut Book) -> String {
    let sheet = Sheet::of(export);
    let elsewhere = export.edition.context_elsewhere(export.entity());
    let context = InBook::new(volume, export, elsewhere, book);
    let mut writer = Writer::new(&export.briefing.body, &context, Purpose::Chapter, Xhtml::default());
    writer.body();
    let body = writer.into_sink().0;
    page(sheet.title, export.language(), "bodymatter chapter", |xml| {
        handling(xml, export.handling().as_deref());
        head(xml, export, &sheet);
        xml.piece(&body);
        foot(xml, export, &sheet);
    })
}

fn handling(xml: &mut Markup, line: Option<&str>) {
    if let Some(line) = line {
        xml.element("p", &[("class", "handling")], line);
    }
}

/// Writes where readers find it.
fn address(xml: &mut Markup, url: Option<&str>) {
    if let Some(url) = url {
        xml.open("p", &[("class", "dateline")]);
        xml.element("a", &[("href", url)], url);
        xml.close("p");
    }
}

fn head(xml: &mut Markup, export: &Export, sheet: &Sheet) {
    let mut line = |name: &str, class: &str, words: &str| xml.element(name, &[("class", class)], words);
    line("p", "dateline", &sheet.dateline.join(" · "));
    line("h1", "title", sheet.title);
    if !sheet.authors.is_empty() {
        line("p", "byline", &sheet.authors.join(", "));
    }
    if !sheet.subjects.is_empty() {
        line("p", "dateline", &sheet.subjects.join(" · "));
    }
    if let Some(summary) = sheet.summary {
        line("p", "summary", summary);
    }
    for notice in &sheet.notices {
        line("p", "notice", notice);
    }
    address(xml, export.url.as_deref());
}

fn foot(xml: &mut Markup, export: &Export, sheet: &Sheet) {
    let edition = export.edition;
    if !export.briefing.sources.is_empty() {
        xml.open("section", &[("class", "sources")]);
        xml.element("h2", &[], &edition.say("briefing.sources"));
        for index in 0..export.briefing.sources.len() {
            source(xml, export, index);
        }
        xml.close("section");
    }
    if !sheet.corrections.is_empty() {
        xml.open("section", &[("class", "corrections")]);
        xml.element("h2", &[], &edition.say("briefing.corrections"));
        for (date, note) in &sheet.corrections {
            xml.element("p", &[], &format!("{date}: {note}"));
        }
        xml.close("section");
    }
}

/// Writes a source: readers show it where its mark stands, so it begins with the way back.
fn source(xml: &mut Markup, export: &Export, index: usize) {
    let source = &export.briefing.sources[index];
    let number = format!("[{}]", index + 1);
    if export.briefing.body.citations(index) > 0 {
        let id = format!("source-{}", source.id);
        xml.open("aside", &[("id", &id), ("epub:type", "footnote"), ("role", "doc-footnote")]);
        xml.open("p", &[]);
        xml.element("a", &[("href", &format!("#cite-{}-1", source.id))], &number);
    } else {
        xml.open("div", &[("class", "source")]);
        xml.open("p", &[]);
        xml.text(&number);
    }
    let interface = &export.edition.theme.interface;
    for (place, piece) in source_pieces(source, |date| interface.date(date)).into_iter().enumerate() {
        xml.text(if place == 0 { " " } else { ", " });
        match piece {
            SourcePiece::Words(words) => xml.text(&words),
            SourcePiece::Address(url) => xml.element("a", &[("href", url)], url),
            SourcePiece::Archived(url) => {
                xml.text("(");
                xml.element("a", &[("href", url)], url);
                xml.text(")");
            }
        }
    }
    xml.close("p");
    xml.close(if export.briefing.body.citations(index) > 0 { "aside" } else { "div" });
}
