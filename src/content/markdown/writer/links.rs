//! Links and images, and what is said of those that lead nowhere.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{OpenImage, Opened, Writer};
use crate::config::Html;
use crate::content::markdown::link::Destination;
use crate::content::markdown::{Image, Link, What, escape, escape_href, push_title};
use crate::finding::{Anchor, Finding};
use crate::problem::Code;

impl Writer<'_> {
    pub(super) fn start_link(&mut self, kind: LinkType, url: &str, title: &str, range: &Range<usize>) {
        let url = if kind == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        let opened = match Destination::of(&url, self.place.path) {
            Destination::Address(url) => {
                self.write_link(&url, title);
                Opened::Written
            }
            Destination::Here(id) => {
                self.write_link(&format!("#{id}"), title);
                self.pointed_at.push((id, self.place.in_file(range)));
                Opened::Written
            }
            Destination::Inside(target) => {
                self.push_link(What::Open { target, title: title.to_owned() }, self.place.in_file(range));
                Opened::Noted
            }
            Destination::Scheme(scheme) => {
                self.bad_scheme(&scheme, range);
                Opened::Dropped
            }
            Destination::Nowhere => {
                self.findings.push(
                    nowhere(Code::BrokenLink, "link", &url).anchor(Anchor::Bytes(self.place.in_file(range))),
                );
                Opened::Dropped
            }
        };
        self.open_links.push(opened);
    }

    fn write_link(&mut self, url: &str, title: &str) {
        self.out.push_str("<a href=\"");
        escape_href(&mut self.out, url);
        push_title(&mut self.out, title);
        self.out.push_str("\">");
    }

    pub(super) fn push_link(&mut self, what: What, range: Range<usize>) {
        let serial = self.serials;
        self.serials += 1;
        if self.html == Html::Sanitize {
            self.marks.write(&mut self.out, serial);
        }
        self.links.push(Link { at: self.out.len(), serial, what, range });
    }

    /// Inside an image there is only its text.
    pub(super) fn image_event(&mut self, event: Event) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) => image.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::Start(Tag::Image { .. }) => image.inner += 1,
            Event::End(TagEnd::Image) if image.inner > 0 => image.inner -= 1,
            Event::End(TagEnd::Image) => {
                self.depth -= 1;
                self.end_image();
            }
            _ => {}
        }
    }

    fn end_image(&mut self) {
        let Some(OpenImage { destination, title, range, alt, .. }) = self.image.take() else { return };
        match destination {
            Destination::Inside(target) => self.push_link(What::Image { target, alt, title }, range),
            Destination::Address(url) if is_web(&url) => {
                let image = Image { url, ..Image::default() };
                image.write(&mut self.out, &alt, &title);
            }
            Destination::Scheme(scheme) => {
                escape(&mut self.out, &alt);
                self.findings.push(scheme_finding(&scheme).anchor(Anchor::Bytes(range)));
            }
            Destination::Address(url) | Destination::Here(url) => {
                self.findings.push(nowhere(Code::BrokenImage, "image", &url).anchor(Anchor::Bytes(range)));
            }
            Destination::Nowhere => {
                self.findings.push(nowhere(Code::BrokenImage, "image", "").anchor(Anchor::Bytes(range)));
            }
        }
    }

    fn bad_scheme(&mut self, scheme: &str, range: &Range<usize>) {
        self.findings.push(scheme_finding(scheme).anchor(Anchor::Bytes(self.place.in_file(range))));
    }
}

/// Returns whether an address is one that a browser can show an image from.
fn is_web(url: &str) -> bool {
    url.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"))
}

fn scheme_finding(scheme: &str) -> Finding {
    Finding::new(
        Code::LinkScheme,
        format!("`{scheme}:` links are not let through, so this one has lost its target"),
    )
    .hint("link to http, https, mailto or tel addresses, or to files of the site")
}

fn nowhere(code: Code, thing: &str, url: &str) -> Finding {
    let message = if url.is_empty() {
        format!("this {thing} has no target")
    } else {
        format!("this {thing} leads out of the site: `{}`", url.escape_debug())
    };
    Finding::new(code, message).hint("write the path of a file of this site, from the file that you are in")
}
