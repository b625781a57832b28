//! What stands within a line: links, images, marks, elements of raw HTML.

use super::{Purpose, Sink, Writer};
use crate::tree::context::{BodyContext, Image, MarginNote, push_title};
use crate::tree::destination::Destination;
use crate::tree::escape::{escape, escape_href};
use crate::tree::node::{Attribute, Cited, Element, Kind, Link, LinkKind, Mark};
use crate::tree::walk::Step;
use crate::tree::{Body, parse, plain};

/// The elements of raw HTML that books do not have: HTML has given them up, or they fetch what is elsewhere.
const NOT_IN_BOOKS: [&str; 9] = ["acronym", "area", "big", "center", "font", "img", "map", "strike", "tt"];

/// The attributes of raw HTML that books have.
const IN_BOOKS: [&str; 9] = ["cite", "colspan", "datetime", "dir", "href", "id", "lang", "rowspan", "title"];

impl<C: BodyContext, S: Sink> Writer<'_, C, S> {
    pub(super) fn open_link(&mut self, index: u32) {
        let link = self.body.link(index).filter(|_| self.purpose != Purpose::Gone && !self.is_in_link());
        let url = link.and_then(|link| Some((link, self.url(link)?)));
        self.links.push(url.is_some());
        let Some((link, url)) = url else { return };
        self.tag_of(|tag| {
            tag.push_str("<a href=\"");
            escape_href(tag, &url);
            push_title(tag, &link.title);
            tag.push_str("\">");
        });
        self.put_tag(false);
    }

    /// Returns whether a link is open. HTML has no links in links.
    fn is_in_link(&self) -> bool {
        self.links.contains(&true)
    }

    /// Returns the URL that a link leads to; `None` if it leads nowhere.
    pub(super) fn url(&self, link: &Link) -> Option<String> {
        match &link.destination {
            Destination::Address(url) => Some(url.clone()),
            // A page has ids besides those of its text; a chapter has none.
            Destination::Here(id)
                if self.purpose == Purpose::Chapter && self.body.ids().all(|own| own != id) =>
            {
                None
            }
            Destination::Here(id) => Some(format!("#{id}")),
            Destination::Inside(target) => self.context.url(target),
            Destination::Scheme(_) | Destination::Nowhere => None,
        }
    }

    pub(super) fn image(&mut self, node: usize, index: u32) {
        let Some(link) = self.body.link(index) else { return };
        let image = match &link.destination {
            Destination::Inside(target) => self.context.image(target),
            Destination::Address(url) if link.is_of_web() && self.purpose != Purpose::Chapter => {
                Some(Image { url: url.clone(), ..Image::default() })
            }
            _ => None,
        };
        let alt = plain::alt(self.body, node);
        match image {
            Some(_) if self.purpose == Purpose::Gone => {}
            Some(image) => {
                self.tag_of(|tag| image.write(tag, &alt, &link.title));
                self.put_tag(true);
            }
            None => self.sink.text(&alt),
        }
    }

    pub(super) fn element(&mut self, index: u32) {
        let Some(element) = self.body.element(index) else { return };
        let shows = self.shows(element);
        if element.is_link() {
            self.links.push(shows);
        }
        if !shows {
            let alt = element.attributes.iter().find(|(name, _)| &**name == "alt");
            if let (Purpose::Chapter, Some((_, Attribute::Text(alt)))) = (self.purpose, alt) {
                self.sink.text(alt);
            }
            return;
        }
        let mut tag = std::mem::take(&mut self.tag);
        tag.clear();
        tag.push('<');
        tag.push_str(&element.name);
        for (name, value) in &element.attributes {
            if !self.shows_attribute(name) {
                continue;
            }
            tag.push(' ');
            tag.push_str(name);
            tag.push_str("=\"");
            match value {
                Attribute::Text(text) => escape(&mut tag, text),
                Attribute::Link(link) => match self.body.link(*link).and_then(|link| self.url(link)) {
                    Some(url) => escape_href(&mut tag, &url),
                    None => tag.push('#'),
                },
            }
            tag.push('"');
        }
        tag.push('>');
        self.tag = tag;
        self.put_tag(element.parts_words());
    }

    pub(super) fn end_element(&mut self, index: u32) {
        let Some(element) = self.body.element(index) else { return };
        let shows = if element.is_link() { self.links.pop() == Some(true) } else { self.shows(element) };
        if shows && !element.is_void() {
            self.sink.tag(&format!("</{}>", element.name), element.parts_words());
        }
    }

    pub(super) fn shows(&self, element: &Element) -> bool {
        let fits = match self.purpose {
            Purpose::Page | Purpose::Beside => true,
            Purpose::Chapter => !NOT_IN_BOOKS.contains(&&*element.name),
            Purpose::Gone => !matches!(&*element.name, "a" | "img"),
        };
        fits && !(element.is_link() && self.is_in_link())
    }

    /// Returns whether an attribute of raw HTML is written: books keep to those that HTML still has.
    fn shows_attribute(&self, name: &str) -> bool {
        match self.purpose {
            Purpose::Page => true,
            Purpose::Chapter => IN_BOOKS.contains(&name),
            Purpose::Beside | Purpose::Gone => name != "id",
        }
    }

    pub(super) fn mark(&mut self, index: u32) {
        let Some(mark @ Mark { to, ordinal, .. }) = self.body.mark(index) else { return };
        let label = self.body.label(*to);
        let (class, name) = match to {
            Cited::Source(_) => ("cite", self.body.cited_name(*to).to_owned()),
            Cited::Note(_) => ("note", label.clone()),
        };
        self.sink.tag(if class == "cite" { "<sup class=\"cite\">" } else { "<sup class=\"note\">" }, false);
        // The ids of sources are checked to be letters, digits, `-`, `_` and `.`.
        let kind = if class == "cite" { ("source", "cite") } else { ("note", "cite-note") };
        let is_in_link = self.is_in_link();
        match (self.purpose, is_in_link) {
            (Purpose::Page | Purpose::Chapter, false) => {
                let role = if self.purpose == Purpose::Chapter {
                    " epub:type=\"noteref\" role=\"doc-noteref\""
                } else {
                    ""
                };
                let (to, own) = kind;
                let tag = format!("<a href=\"#{to}-{name}\" id=\"{own}-{name}-{ordinal}\"{role}>");
                self.sink.tag(&tag, false);
            }
            // The list of sources leads back to it.
            (Purpose::Page | Purpose::Chapter, true) => {
                self.sink.tag(&format!("<span id=\"{}-{name}-{ordinal}\">", kind.1), false);
            }
            (_, false) => self.link_tag(&format!("<a href=\"#{}-{name}\">", kind.0)),
            (_, true) => {}
        }
        self.sink.text(&label);
        match (self.purpose, is_in_link) {
            (_, false) => self.link_tag("</a>"),
            (Purpose::Page | Purpose::Chapter, true) => self.sink.tag("</span>", false),
            (_, true) => {}
        }
        self.sink.tag("</sup>", false);
        if mark.has_margin_note && !is_in_link && self.context.has_margin() {
            self.beside.push(*to);
        }
    }

    /// Writes what stands beside the last marks.
    pub(super) fn margin(&mut self) {
        for cited in std::mem::take(&mut self.beside) {
            let note = match cited {
                Cited::Source(index) => MarginNote::Source(index as usize),
                Cited::Note(index) => {
                    let words = plain::note(self.body, index as usize);
                    MarginNote::Note { label: self.body.label(cited), words }
                }
            };
            let mut html = String::new();
            self.context.margin_note(&note, &mut html);
            self.sink.tag(&html, true);
        }
    }

    pub(super) fn task(&mut self, is_done: bool) {
        let (open, mark) = if is_done {
            ("<span class=\"task done\" role=\"img\" aria-label=\"☑\">", "☑")
        } else {
            ("<span class=\"task\" role=\"img\" aria-label=\"☐\">", "☐")
        };
        self.sink.tag(open, false);
        self.sink.text(mark);
        self.sink.tag("</span>", false);
        self.sink.text(" ");
    }

    /// Writes a tag of a link, where links are written.
    pub(super) fn link_tag(&mut self, html: &str) {
        if self.purpose != Purpose::Gone {
            self.sink.tag(html, false);
        }
    }
}

/// Returns the URLs of the links of a text, in the order in which they are shown; none within the page.
pub fn addresses(body: &Body, context: &impl BodyContext) -> Vec<String> {
    let writer = Writer::new(body, context, Purpose::Page, String::new());
    let notes = body.notes().filter_map(|(_, node)| node).map(|node| body.walk_inside(node));
    let mut addresses = Vec::new();
    for mut walk in std::iter::once(body.walk_all()).chain(notes) {
        while let Some(step) = walk.next() {
            let Step::Enter(index) = step else { continue };
            let link = match body.nodes()[index].kind {
                Kind::Note(_) | Kind::Hidden => {
                    walk.pass_over();
                    continue;
                }
                Kind::Link(link) => body.link(link).and_then(|link| writer.url(link)),
                Kind::Element(element) => body.element(element).and_then(|element| writer.href(element)),
                _ => continue,
            };
            addresses.extend(link.filter(|url| !url.starts_with('#')));
        }
    }
    addresses
}

impl<C: BodyContext, S: Sink> Writer<'_, C, S> {
    /// Returns the URL of a link in raw HTML.
    fn href(&self, element: &Element) -> Option<String> {
        let (_, value) =
            element.attributes.iter().find(|(name, _)| &*element.name == "a" && &**name == "href")?;
        match value {
            Attribute::Text(url) => Some(url.to_string()),
            Attribute::Link(link) => match &self.body.link(*link)?.destination {
                Destination::Inside(target) => self.context.url(target),
                _ => None,
            },
        }
    }
}

impl Link {
    /// Returns whether it is an image that a browser could fetch from another host.
    fn is_of_web(&self) -> bool {
        self.kind == LinkKind::Image
            && matches!(&self.destination, Destination::Address(url) if parse::is_web(url))
    }
}
