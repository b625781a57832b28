//! Raw HTML that a site lets through: a safe part of it, by an allow-list.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use ammonia::{Builder, UrlRelative};

use super::link::Destination;
use super::{Link, What};

/// Two noncharacters, which no text may hold: between them stands the number of a link.
const OPEN: char = '\u{FDD0}';
const CLOSE: char = '\u{FDD1}';

/// Elements that are let through besides the ones that ammonia lets through by itself.
const ELEMENTS: [&str; 5] = ["section", "figure", "figcaption", "details", "summary"];

/// Attributes that any element may have.
const ATTRIBUTES: [&str; 6] = ["class", "id", "role", "lang", "dir", "aria-label"];

/// Returns the text without the marks that stand for links here.
///
/// The replacement has as many bytes, so places in the text stay where they are.
pub fn without_marks(text: &str) -> String {
    text.replace([OPEN, CLOSE], "\u{FFFD}")
}

/// Writes the mark of a link.
pub fn write_mark(out: &mut String, serial: usize) {
    out.push(OPEN);
    out.push_str(&serial.to_string());
    out.push(CLOSE);
}

/// Returns the safe part of `html`, and the links at their places in it.
///
/// The marks of `links` stand in `html`; relative addresses in raw HTML become further links.
pub fn sanitize(html: &str, links: Vec<Link>, path: &str) -> (String, Vec<Link>) {
    let links = Arc::new(Mutex::new(links));
    let clean = {
        let (links, path) = (Arc::clone(&links), path.to_owned());
        let mark_relative = move |url: &str| -> Option<String> {
            match Destination::of(url, &path) {
                Destination::Inside(target) => {
                    let mut links = links.lock().ok()?;
                    let serial = links.len();
                    links.push(Link { at: 0, serial, what: What::Address(target), range: 0..0 });
                    let mut mark = String::new();
                    write_mark(&mut mark, serial);
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
            .add_tag_attributes("img", ["loading"])
            .add_tag_attributes("ol", ["start"])
            .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
            .link_rel(None)
            .url_relative(UrlRelative::PassThrough)
            .attribute_filter(move |_, attribute, value| match attribute {
                "href" | "src" | "cite" => mark_relative(value).map(Into::into),
                _ => Some(value.into()),
            })
            .clean(html)
            .to_string()
    };
    let links = links.lock().map(|mut links| std::mem::take(&mut *links)).unwrap_or_default();
    settle(&clean, links)
}

/// Takes the marks out of the HTML and notes where they stood.
fn settle(html: &str, links: Vec<Link>) -> (String, Vec<Link>) {
    let mut links: HashMap<usize, Link> = links.into_iter().map(|link| (link.serial, link)).collect();
    let mut settled = Vec::new();
    let mut out = String::with_capacity(html.len());
    let mut parts = html.split(OPEN);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let Some((serial, rest)) = part.split_once(CLOSE) else {
            out.push_str(part);
            continue;
        };
        if let Some(link) = serial.parse().ok().and_then(|serial: usize| links.remove(&serial)) {
            settled.push(Link { at: out.len(), ..link });
        }
        out.push_str(rest);
    }
    (out, settled)
}
