//! What stands within a line: links, the marks of footnotes, images.

use super::blocks::{TEXT_WIDTH, reference};
use super::run;
use super::writer::Writer;
use crate::export::illustrations::{Illustration, Media};
use crate::export::outgoing::{SourcePiece, source_line, source_pieces};
use crate::interface::Direction;
use crate::tree::{Attribute, BodyContext, Cited, Destination, Element, Link, Mark, plain};
use crate::xml::Markup;

/// How many English Metric Units an image has for each of its pixels: 96 of them are an inch.
const PIXEL: u64 = 9_525;

/// How many English Metric Units a twentieth of a point has.
const TWIP: u64 = 635;

/// How high an image is at most, in twentieths of a point: a sheet less its margins and a caption.
const MOST_HEIGHT: u64 = 11_000;

/// The longest address that Word keeps, in characters.
const LONGEST_ADDRESS: usize = 2_079;

impl<C: BodyContext> Writer<'_, C> {
    /// Returns whether the text is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        Direction::of(self.export.language()) == Direction::Rtl
    }

    /// Returns where a link leads for readers elsewhere: an address, or a bookmark in the document.
    fn goal(&self, link: &Link) -> Option<Goal> {
        match &link.destination {
            Destination::Address(url) => Some(Goal::Address(url.clone())),
            Destination::Inside(target) => self.context.url(target).map(Goal::Address),
            Destination::Here(id) => {
                let mut headings = self.body.headings();
                let (heading, _) = headings.find(|(_, heading)| *heading.id == **id)?;
                Some(Goal::Here(self.heading_bookmark(heading)))
            }
            Destination::Scheme(_) | Destination::Nowhere => None,
        }
    }

    pub fn open_link(&mut self, index: u32) {
        let goal = self.body.link(index).and_then(|link| self.goal(link));
        self.open_goal(goal);
    }

    /// Opens a link, unless it leads nowhere or stands in another one.
    fn open_goal(&mut self, goal: Option<Goal>) {
        let goal = goal.filter(|_| !self.place_has_link());
        self.links.push(goal.is_some());
        let Some(goal) = goal else { return };
        self.paragraph();
        self.flush();
        match goal {
            Goal::Address(url) if url.chars().count() <= LONGEST_ADDRESS => {
                let id = self.part().address(&url);
                self.xml().open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
            }
            Goal::Address(_) => {
                self.links.pop();
                self.links.push(false);
                return;
            }
            Goal::Here(name) => self.xml().open("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")]),
        }
        self.look.link += 1;
    }

    fn place_has_link(&self) -> bool {
        self.links.contains(&true)
    }

    pub fn close_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.flush();
            self.xml().close("w:hyperlink");
            self.look.link -= 1;
        }
    }

    /// Opens or closes a link of raw HTML.
    pub fn raw_link(&mut self, element: &Element, begins: bool) {
        if !begins {
            return self.close_link();
        }
        let href = element.attributes.iter().find(|(name, _)| &**name == "href");
        let goal = href.and_then(|(_, value)| match value {
            Attribute::Text(url) => Some(Goal::Address(url.to_string())),
            Attribute::Link(link) => self.body.link(*link).and_then(|link| self.goal(link)),
        });
        self.open_goal(goal);
    }

    /// Writes the mark of a source or a footnote. What it leads to stands in a footnote at its first mark; the others say its
    /// number.
    pub fn mark(&mut self, index: u32) {
        let Some(Mark { to, .. }) = self.body.mark(index).copied() else { return };
        self.paragraph();
        self.flush();
        if std::mem::replace(&mut self.follows_mark, true) {
            // Else 1 and 2 would be read as 12.
            run::styled(self.xml(), "FootnoteReference", |xml| xml.element("w:t", &[], ","));
        }
        let key = match to {
            Cited::Source(index) => (true, index),
            Cited::Note(index) => (false, index),
        };
        let name = format!("_{}Note{}{}", self.prefix, if key.0 { "S" } else { "N" }, key.1 + 1);
        if let Some(number) = self.numbers.get(&key).copied() {
            let code = format!("NOTEREF {name} \\f \\h");
            return run::field(self.xml(), Some("FootnoteReference"), &code, &number.to_string());
        }
        if self.place.is_in_note {
            // Word has no footnotes in footnotes.
            let words = match to {
                Cited::Source(source) => {
                    let sources = &self.export.briefing.sources;
                    sources.get(source as usize).map(source_line)
                }
                Cited::Note(note) => Some(plain::note(self.body, note as usize)),
            };
            return self.text(&format!(" ({})", words.unwrap_or_default()));
        }
        self.document.note_count += 1;
        let number = self.document.note_count;
        self.numbers.insert(key, number);
        self.waiting.push((to, number));
        let id = self.document.next_bookmark().to_string();
        self.xml().empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        reference(self.xml(), number);
        self.xml().empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// Writes what a source says of itself, with links.
    pub fn source(&mut self, index: usize) {
        let Some(source) = self.export.briefing.sources.get(index) else { return };
        let interface = &self.export.edition.theme.interface;
        let pieces = source_pieces(source, |date| interface.date(date));
        self.paragraph();
        for (place, piece) in pieces.into_iter().enumerate() {
            if place > 0 {
                self.text(", ");
            }
            match piece {
                SourcePiece::Words(words) => self.text(&words),
                SourcePiece::Address(url) => self.address(url),
                SourcePiece::Archived(url) => {
                    self.text("(");
                    self.address(url);
                    self.text(")");
                }
            }
        }
    }

    fn address(&mut self, url: &str) {
        self.open_goal(Some(Goal::Address(url.to_owned())));
        self.text(url);
        self.close_link();
    }

    /// Writes an image, or the words that stand for it.
    pub fn image(&mut self, node: usize, index: u32) {
        let alt = plain::alt(self.body, node);
        let Some(link) = self.body.link(index) else { return };
        let export = self.export;
        match export.illustrations.get(&index) {
            Some(image) if is_shown(image.media) => {
                self.paragraph();
                self.flush();
                self.drawing(image, &alt);
                if !link.title.is_empty() && !self.place_has_link() && self.place.cell.is_none() {
                    self.line("Caption", &link.title);
                }
            }
            _ => {
                // It may be seen where it is published.
                let goal = match &link.destination {
                    Destination::Inside(target) => self.context.image(target).map(|image| image.url),
                    Destination::Address(url) => Some(url.clone()),
                    Destination::Here(_) | Destination::Scheme(_) | Destination::Nowhere => None,
                };
                let words = if alt.is_empty() { goal.clone().unwrap_or_default() } else { alt };
                self.open_goal(goal.map(Goal::Address));
                self.look.emphasis += 1;
                self.text(&words);
                self.look.emphasis -= 1;
                self.close_link();
            }
        }
    }

    fn drawing(&mut self, image: &Illustration, alt: &str) {
        let path = self.document.images.keep(image).to_owned();
        let id = self.document.next_drawing().to_string();
        let relation = self.part().relate("image", &path);
        let (width, height) = size(image);
        write_drawing(self.xml(), &Drawing { id, relation, width, height, alt });
    }
}

/// Where a link leads.
enum Goal {
    Address(String),
    /// To a bookmark in the document.
    Here(String),
}

/// Returns whether every version of Word shows images of this kind.
fn is_shown(media: Media) -> bool {
    match media {
        Media::Jpeg | Media::Png | Media::Gif => true,
        Media::Webp | Media::Svg => false,
    }
}

/// Returns how large an image is on the sheet, in English Metric Units: as large as its pixels, but not larger than the sheet.
fn size(image: &Illustration) -> (u64, u64) {
    let (width, height) = (u64::from(image.width).max(1) * PIXEL, u64::from(image.height).max(1) * PIXEL);
    let (most_width, most_height) = (TEXT_WIDTH as u64 * TWIP, MOST_HEIGHT * TWIP);
    let (width, height) =
        if width > most_width { (most_width, (height * most_width / width).max(1)) } else { (width, height) };
    if height > most_height { ((width * most_height / height).max(1), most_height) } else { (width, height) }
}

struct Drawing<'a> {
    id: String,
    relation: String,
    width: u64,
    height: u64,
    alt: &'a str,
}

fn write_drawing(xml: &mut Markup, drawing: &Drawing) {
    const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
    const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
    let Drawing { id, relation, alt, .. } = drawing;
    let (width, height) = (drawing.width.to_string(), drawing.height.to_string());
    let name = format!("Image {id}");
    let named = [("id", id.as_str()), ("name", &name), ("descr", alt)];
    let extent = [("cx", width.as_str()), ("cy", &height)];
    xml.open("w:r", &[]);
    xml.open("w:drawing", &[]);
    xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
    xml.empty("wp:extent", &extent);
    xml.empty("wp:docPr", &named);
    xml.open("a:graphic", &[("xmlns:a", DRAWING)]);
    xml.open("a:graphicData", &[("uri", PICTURE)]);
    xml.open("pic:pic", &[("xmlns:pic", PICTURE)]);
    xml.open("pic:nvPicPr", &[]);
    xml.empty("pic:cNvPr", &named);
    xml.empty("pic:cNvPicPr", &[]);
    xml.close("pic:nvPicPr");
    xml.open("pic:blipFill", &[]);
    xml.empty("a:blip", &[("r:embed", relation)]);
    xml.open("a:stretch", &[]);
    xml.empty("a:fillRect", &[]);
    xml.close("a:stretch");
    xml.close("pic:blipFill");
    xml.open("pic:spPr", &[]);
    xml.open("a:xfrm", &[]);
    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
    xml.empty("a:ext", &extent);
    xml.close("a:xfrm");
    xml.open("a:prstGeom", &[("prst", "rect")]);
    xml.empty("a:avLst", &[]);
    xml.close("a:prstGeom");
    xml.close("pic:spPr");
    xml.close("pic:pic");
    xml.close("a:graphicData");
    xml.close("a:graphic");
    xml.close("wp:inline");
    xml.close("w:drawing");
    xml.close("w:r");
}
