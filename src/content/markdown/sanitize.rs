//! Raw HTML that a site lets through: a safe part of it, by an allow-list.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use ammonia::{Builder, UrlRelative};

use super::link::{Destination, Target};
use super::place::Place;
use super::{Link, What};

/// Two noncharacters, which HTML may not hold: between them stands the mark of a link.
pub const OPEN: char = '\u{FDD0}';
pub const CLOSE: char = '\u{FDD1}';

/// How many hexadecimal digits of a text's hash stand in its marks.
const KEY_DIGITS: usize = 16;

/// Elements that are let through besides the ones that ammonia lets through by itself.
const ELEMENTS: [&str; 5] = ["section", "figure", "figcaption", "details", "summary"];

/// Attributes that any element may have.
const ATTRIBUTES: [&str; 6] = ["class", "id", "role", "lang", "dir", "aria-label"];

/// The marks that stand for the links of one text.
///
/// A text may hold the same characters, as they are or as `&#xFDD0;`. So a mark holds the hash of the
/// text that it stands in, which no writer can put into that text.
#[derive(Clone)]
pub struct Marks {
    key: String,
}

impl Marks {
    /// Returns the marks for a text.
    pub fn of(text: &str) -> Self {
        Self { key: blake3::hash(text.as_bytes()).to_hex()[..KEY_DIGITS].to_owned() }
    }

    /// Writes the mark of a link.
    pub fn write(&self, out: &mut String, serial: usize) {
        out.push(OPEN);
        out.push_str(&format!("{}-{serial}", self.key));
        out.push(CLOSE);
    }

    /// Returns the number of the link whose mark these characters are.
    fn serial(&self, mark: &str) -> Option<usize> {
        mark.strip_prefix(self.key.as_str())?.strip_prefix('-')?.parse().ok()
    }
}

/// Returns the safe part of `html`, and the links at their places in it.
///
/// The marks of `links` stand in `html`; relative addresses in raw HTML become further links.
pub fn sanitize(html: &str, mut links: Vec<Link>, marks: &Marks, place: Place) -> (String, Vec<Link>) {
    let first = links.iter().map(|link| link.serial + 1).max().unwrap_or_default();
    // The links of raw HTML, each with its address as it was written.
    let addresses: Arc<Mutex<Vec<(Target, String)>>> = Arc::default();
    let clean = {
        let (addresses, marks, path) = (Arc::clone(&addresses), marks.clone(), place.path.to_owned());
        let marked = move |url: &str| -> Option<String> {
            match Destination::of(url, &path) {
                Destination::Inside(target) => {
                    let mut addresses = addresses.lock().ok()?;
                    let mut mark = String::new();
                    marks.write(&mut mark, first + addresses.len());
                    addresses.push((target, url.to_owned()));
                    Some(mark)
                }
                Destination::Here(fragment) => Some(format!("#{fragment}")),
                Destination::Address(url) => Some(url),
                Destination::Scheme(_) | Destination::Nowhere => None,
            }
        };
        Builder::default()
            .add_tags(ELEMENTS)
            .add_generic_attributes(ATTRIBUTES)
            // For tables that scroll; any other order of focus than that of the page confuses.
            .add_tag_attribute_values("div", "tabindex", ["0"])
            .add_tag_attributes("img", ["loading"])
            .add_tag_attributes("ol", ["start"])
            .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
            .link_rel(None)
            .url_relative(UrlRelative::PassThrough)
            .attribute_filter(move |_, attribute, value| match attribute {
                "href" | "src" | "cite" => marked(value).map(Into::into),
                _ => Some(value.into()),
            })
            .clean(html)
            .to_string()
    };
    let found = addresses.lock().map(|mut addresses| std::mem::take(&mut *addresses)).unwrap_or_default();
    links.extend(found.into_iter().enumerate().map(|(index, (target, url))| {
        let at = place.markdown[place.supplied..].find(&url).map(|at| at + place.supplied);
        let range = at.map(|at| place.in_file(&(at..at + url.len()))).unwrap_or_default();
        Link { at: 0, serial: first + index, what: What::Address(target), range }
    }));
    settle(&clean, links, marks)
}

/// Takes the marks out of the HTML and notes where they stood.
fn settle(html: &str, links: Vec<Link>, marks: &Marks) -> (String, Vec<Link>) {
    let mut links: HashMap<usize, Link> = links.into_iter().map(|link| (link.serial, link)).collect();
    let mut settled = Vec::new();
    let mut out = String::with_capacity(html.len());
    let mut parts = html.split(OPEN);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let marked = part.split_once(CLOSE).and_then(|(mark, rest)| Some((marks.serial(mark)?, rest)));
        let Some((serial, rest)) = marked else {
            // Somebody else's characters, which HTML cannot have.
            out.push_str(part);
            continue;
        };
        if let Some(link) = links.remove(&serial) {
            settled.push(Link { at: out.len(), ..link });
        }
        out.push_str(rest);
    }
    (out, settled)
}
