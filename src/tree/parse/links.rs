//! Links and images, and what is said of those that lead nowhere.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::super::anchors;
use super::super::destination::Destination;
use super::super::node::{Kind, Link, LinkKind, number};
use super::builder::Builder;
use crate::finding::{Anchor, Finding};
use crate::problem::{Code, ProblemCounts, did_you_mean};

impl Builder<'_> {
    pub(super) fn start_link(
        &mut self,
        kind: LinkType,
        url: &str,
        title: &str,
        range: &Range<usize>,
    ) -> Kind {
        self.open_links += 1;
        let (kind, destination) = match kind {
            LinkType::Email => (LinkKind::Email, self.destination(&format!("mailto:{url}"))),
            LinkType::Autolink => (LinkKind::Autolink, self.destination(url)),
            _ => (LinkKind::Link, self.destination(url)),
        };
        let anchor = Anchor::Bytes(self.place.in_file(range));
        match &destination {
            Destination::Here(id) => self.pointed_at.push((id.clone(), self.place.in_file(range))),
            Destination::Scheme(scheme) => self.findings.push(scheme_finding(scheme).anchor(anchor)),
            Destination::Nowhere => self.findings.push(nowhere(Code::BrokenLink, "link", url).anchor(anchor)),
            Destination::Address(_) | Destination::Inside(_) => {}
        }
        Kind::Link(self.add_link(kind, destination, title, range))
    }

    pub(super) fn start_image(&mut self, url: &str, title: &str, range: &Range<usize>) -> Kind {
        self.image = Some(0);
        let destination = self.destination(url);
        let anchor = Anchor::Bytes(self.place.in_file(range));
        let finding = match &destination {
            Destination::Inside(_) => None,
            Destination::Address(url) if is_web(url) => Some(
                Finding::new(Code::ExternalImage, "an image of another host is not shown")
                    .hint("save it beside this file, and write its name here"),
            ),
            Destination::Scheme(scheme) => Some(scheme_finding(scheme)),
            Destination::Address(url) | Destination::Here(url) => {
                Some(nowhere(Code::BrokenImage, "image", url))
            }
            Destination::Nowhere => Some(nowhere(Code::BrokenImage, "image", "")),
        };
        self.findings.extend(finding.map(|finding| finding.anchor(anchor)));
        Kind::Image(self.add_link(LinkKind::Image, destination, title, range))
    }

    pub(super) fn destination(&self, url: &str) -> Destination {
        Destination::of(url, self.place.source.path)
    }

    pub(super) fn add_link(
        &mut self,
        kind: LinkKind,
        destination: Destination,
        title: &str,
        range: &Range<usize>,
    ) -> u32 {
        let index = number(self.links.len());
        let range = self.place.in_file(range);
        self.links.push(Link { kind, destination, title: title.into(), range });
        index
    }

    /// Inside an image there is only its text.
    pub(super) fn image_event(&mut self, event: Event, range: &Range<usize>) {
        let Some(inner) = &mut self.image else { return };
        match event {
            Event::Text(text) => self.push_text(&text, range),
            Event::Code(text) => {
                let code = self.strings.add(&text);
                self.leaf(Kind::Code(code), range);
            }
            Event::SoftBreak => self.leaf(Kind::SoftBreak, range),
            Event::HardBreak => self.leaf(Kind::HardBreak, range),
            Event::Start(Tag::Image { .. }) => *inner += 1,
            Event::End(TagEnd::Image) if *inner > 0 => *inner -= 1,
            Event::End(TagEnd::Image) => {
                self.image = None;
                self.close();
            }
            _ => {}
        }
    }

    /// Tells the links that point at an id on the same page which is not there.
    pub(super) fn check_pointed_at(&mut self) {
        let pointed_at = std::mem::take(&mut self.pointed_at);
        if pointed_at.is_empty() {
            return;
        }
        let of_headings = self.headings.iter().map(|heading| &*heading.id);
        let all: Vec<&str> = of_headings.chain(self.raw_ids.iter().map(|id| &**id)).collect();
        let ids: HashSet<&str> = all.iter().copied().collect();
        let mut tally = ProblemCounts::default();
        for (id, range) in pointed_at {
            if anchors::is_reserved(&id) || ids.contains(id.as_str()) {
                continue;
            }
            let message = format!("there is no heading `#{id}` on this page");
            let finding = Finding::new(Code::BrokenLink, message).anchor(Anchor::Bytes(range));
            // What is only counted needs no hint.
            if !tally.add(Code::BrokenLink) {
                self.findings.push(finding);
                continue;
            }
            self.findings.push(match did_you_mean(&id, all.iter().copied()) {
                Some(close) => finding.hint(format!("did you mean `#{close}`?")),
                None => finding.hint("link to one of the headings, in small letters with hyphens"),
            });
        }
    }
}

/// Returns whether an address is one that a browser can show an image from.
pub fn is_web(url: &str) -> bool {
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
