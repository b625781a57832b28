//! SVG (W3C SVG 2) without metadata, and without what runs or loads anything.
//!
//! A drawing is read as XML and written as it was read, but for what is taken out. What is not well formed is
//! refused: browsers do not show it either, and nobody can tell what it says.

mod style;

pub use style::Keep;

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use self::style::style;
use super::container::{Container, Uncleanable, container};
use super::raster;
use super::rights::Rights;
use crate::config::ImageMetadata;
use crate::content::escape;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Elements that run scripts, or show what is no drawing.
const ACTIVE: [&str; 10] = [
    "script",
    "foreignObject",
    "handler",
    "listener",
    "iframe",
    "audio",
    "video",
    "canvas",
    "embed",
    "object",
];

/// How many bytes the entities of a drawing may add to it.
const MOST_ENTITIES: usize = 1024 * 1024;

/// Returns the drawing without what is not kept.
///
/// # Errors
/// Returns why it cannot be published.
pub fn cleaned(bytes: &[u8], keep: Keep) -> Result<Vec<u8>, Uncleanable> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| refused("it is no UTF-8 text"))?;
    let text = without_entities(text)?;
    Cleaner { keep, out: String::with_capacity(text.len()), style: None }.run(&text)
}

fn refused(why: &str) -> Uncleanable {
    Uncleanable::Drawing(why.to_owned())
}

/// Whose an element or an attribute is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Svg,
    Xlink,
    Xml,
    Page,
    /// An editor's.
    Other,
}

impl Owner {
    fn of(result: &ResolveResult) -> Self {
        match result {
            ResolveResult::Unbound | ResolveResult::Bound(Namespace(SVG)) => Self::Svg,
            ResolveResult::Bound(Namespace(XLINK)) => Self::Xlink,
            ResolveResult::Bound(Namespace(XML)) => Self::Xml,
            ResolveResult::Bound(Namespace(XHTML)) => Self::Page,
            _ => Self::Other,
        }
    }
}

struct Cleaner {
    keep: Keep,
    out: String,
    /// The text of the `<style>` that is open.
    style: Option<String>,
}

impl Cleaner {
    fn run(mut self, text: &str) -> Result<Vec<u8>, Uncleanable> {
        let mut reader = NsReader::from_str(text);
        let (mut depth, mut has_root) = (0_usize, false);
        // The depth of the element that is being left out, and where its content begins if its rights are read.
        let mut skipped: Option<(usize, Option<usize>)> = None;
        loop {
            let before = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
            let (owner, event) = match reader.read_resolved_event() {
                Ok((result, event)) => (Owner::of(&result), event),
                Err(_) => return Err(Uncleanable::Drawing(format!("from byte {before} on it is no XML"))),
            };
            match event {
                Event::Eof if depth == 0 && has_root => return Ok(self.out.into_bytes()),
                Event::Eof => return Err(refused("it has no end")),
                Event::Start(_) | Event::Empty(_) if depth == 0 && has_root => {
                    return Err(refused("more than one element is at its root"));
                }
                Event::Start(start) => {
                    depth += 1;
                    let local = start.local_name();
                    if !has_root && local.as_ref() != "svg" {
                        return Err(refused("it does not begin with `<svg>`"));
                    }
                    has_root = true;
                    if skipped.is_some() {
                        continue;
                    }
                    if self.is_left_out(owner, &start)? {
                        let reads_rights =
                            local.as_ref() == "metadata" && self.keep.metadata == ImageMetadata::Rights;
                        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
                        skipped = Some((depth, reads_rights.then_some(at)));
                        continue;
                    }
                    self.open(&reader, &start, ">")?;
                    if local.as_ref() == "style" {
                        self.style = Some(String::new());
                    }
                }
                Event::Empty(start) => {
                    if !has_root && start.local_name().as_ref() != "svg" {
                        return Err(refused("it does not begin with `<svg>`"));
                    }
                    has_root = true;
                    if skipped.is_none() && !self.is_left_out(owner, &start)? {
                        self.open(&reader, &start, "/>")?;
                    }
                }
                Event::End(end) => {
                    if let Some((at, rights)) = skipped {
                        if at == depth {
                            skipped = None;
                            let rights = rights.map(|from| Rights::of_xmp(&text[from..before]));
                            if let Some(rights) = rights.filter(|rights| !rights.is_empty()) {
                                let name = end.name();
                                let name = name.as_ref();
                                self.out.push_str(&format!("<{name}>{}</{name}>", rights.rdf()));
                            }
                        }
                    } else {
                        self.close_style()?;
                        self.out.push_str(&format!("</{}>", &*end));
                    }
                    depth =
                        depth.checked_sub(1).ok_or_else(|| refused("an element ends that was not begun"))?;
                }
                Event::Text(words) if skipped.is_none() => match &mut self.style {
                    Some(style) => style.push_str(&words),
                    None => self.out.push_str(&words),
                },
                Event::CData(words) if skipped.is_none() => match &mut self.style {
                    Some(style) => style.push_str(&words),
                    None => escape(&mut self.out, &words),
                },
                Event::GeneralRef(name) if skipped.is_none() => match &mut self.style {
                    Some(style) => style.push_str(&unescape(&format!("&{};", &*name)).unwrap_or_default()),
                    None => self.out.push_str(&format!("&{};", &*name)),
                },
                // Whatever it was written in, it is UTF-8 now.
                Event::Decl(_) => self.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
                Event::Comment(words) if self.keep.metadata == ImageMetadata::Keep && skipped.is_none() => {
                    self.out.push_str(&format!("<!--{}-->", &*words));
                }
                Event::PI(words) if self.keep.scripts && words.starts_with("xml-stylesheet") => {
                    self.out.push_str(&format!("<?{}?>", &*words));
                }
                Event::Text(_)
                | Event::CData(_)
                | Event::GeneralRef(_)
                | Event::Comment(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
    }

    fn close_style(&mut self) -> Result<(), Uncleanable> {
        if let Some(text) = self.style.take() {
            let text = style(&text, self.keep).ok_or_else(|| refused("its style is written with escapes"))?;
            escape(&mut self.out, &text);
        }
        Ok(())
    }

    /// Returns whether an element is left out with all that is in it.
    fn is_left_out(&self, owner: Owner, start: &BytesStart) -> Result<bool, Uncleanable> {
        if self.style.is_some() {
            return Err(refused("an element is in its style"));
        }
        let Keep { metadata, scripts } = self.keep;
        let local = start.local_name();
        let name = local.as_ref();
        Ok(match owner {
            Owner::Svg if name == "metadata" => metadata != ImageMetadata::Keep,
            Owner::Svg if scripts => false,
            Owner::Svg => {
                ACTIVE.iter().any(|active| active.eq_ignore_ascii_case(name))
                    || (is_animation(name) && animates_what_runs(start))
            }
            Owner::Page => !scripts,
            Owner::Xlink | Owner::Xml | Owner::Other => metadata != ImageMetadata::Keep,
        })
    }

    /// Writes the start of an element, without the attributes that are not kept.
    fn open(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart, end: &str) -> Result<(), Uncleanable> {
        self.out.push('<');
        self.out.push_str(start.name().as_ref());
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| refused("an attribute is written wrongly, or twice"))?;
            let owner = match attribute.key.prefix() {
                None => Owner::Svg,
                Some(_) => Owner::of(&reader.resolver().resolve_attribute(attribute.key).0),
            };
            if let Some(value) = self.value(owner, start, &attribute)? {
                let quote = if value.contains('"') { '\'' } else { '"' };
                self.out.push_str(&format!(" {}={quote}{value}{quote}", attribute.key.as_ref()));
            }
        }
        self.out.push_str(end);
        Ok(())
    }

    /// Returns the value of an attribute as it is written; `None` if the attribute is not kept.
    fn value<'a>(
        &self,
        owner: Owner,
        start: &BytesStart,
        attribute: &'a Attribute,
    ) -> Result<Option<Cow<'a, str>>, Uncleanable> {
        let Keep { metadata, scripts } = self.keep;
        let keeps_all = metadata == ImageMetadata::Keep;
        let raw = Some(Cow::Borrowed(&*attribute.value));
        let plain =
            unescape(&attribute.value).map_err(|_| refused("an attribute has a reference that is none"))?;
        if let Some(prefix) = attribute.key.as_namespace_binding() {
            use quick_xml::name::PrefixDeclaration::Default;
            let is_known = matches!(&*plain, SVG | XLINK) || (scripts && plain == XHTML);
            return Ok(raw.filter(|_| prefix == Default || keeps_all || is_known));
        }
        let local = attribute.key.local_name();
        let name = local.as_ref();
        if name.starts_with("data-") && !keeps_all {
            return Ok(None);
        }
        match owner {
            Owner::Page | Owner::Other => {
                return Ok(raw.filter(|_| keeps_all || (owner == Owner::Page && scripts)));
            }
            Owner::Xml => return Ok(raw.filter(|_| keeps_all && scripts || matches!(name, "space" | "lang"))),
            Owner::Svg | Owner::Xlink => {}
        }
        if matches!(name, "href" | "src") {
            return self.address(&plain, start, raw);
        }
        if name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
            return Ok(raw.filter(|_| scripts));
        }
        let lower = plain.to_ascii_lowercase();
        if name == "style" || lower.contains("url(") || lower.contains("image(") || plain.contains('\\') {
            return Ok(style(&plain, self.keep)
                .and_then(|text| if text == plain { raw } else { Some(escaped(&text)) }));
        }
        Ok(raw)
    }

    /// Returns what stays of an address: a part of the drawing, a picture in it, a page that a link leads to.
    fn address<'a>(
        &self,
        plain: &str,
        start: &BytesStart,
        raw: Option<Cow<'a, str>>,
    ) -> Result<Option<Cow<'a, str>>, Uncleanable> {
        let address: String = plain.trim().chars().filter(|c| !c.is_control()).collect();
        let local = start.local_name();
        if address.starts_with('#') {
            return Ok(raw);
        }
        if let Some((head, data)) = address.split_once(";base64,")
            && head.starts_with("data:image/")
            && !head.contains("svg")
        {
            return Ok(Some(Cow::Owned(format!("{head};base64,{}", self.embedded(data)?))));
        }
        if self.keep.scripts {
            return Ok(raw);
        }
        let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':');
        let leads_on = match scheme {
            Some((scheme, _)) => matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto"),
            None => true,
        };
        Ok(raw.filter(|_| local.as_ref() == "a" && leads_on))
    }

    /// Returns a picture inside the drawing, without its metadata.
    fn embedded(&self, data: &str) -> Result<String, Uncleanable> {
        let data: String = data.chars().filter(|c| !c.is_whitespace()).collect();
        let bytes = STANDARD.decode(data).map_err(|_| refused("a picture in it cannot be read"))?;
        let container = container("", &bytes);
        match container {
            Some(Container::Jpeg | Container::Png | Container::WebP | Container::Gif) => {
                Ok(STANDARD.encode(raster::cleaned(container, bytes, self.keep.metadata)?))
            }
            Some(Container::Other(_)) if self.keep.metadata == ImageMetadata::Keep => {
                Ok(STANDARD.encode(bytes))
            }
            _ => Err(refused("a picture in it is neither JPEG, PNG, WebP nor GIF")),
        }
    }
}

fn is_animation(name: &str) -> bool {
    name == "set" || name.starts_with("animate") || name == "discard"
}

/// Returns whether an animation changes an address or a script.
fn animates_what_runs(start: &BytesStart) -> bool {
    start.attributes().with_checks(false).flatten().any(|attribute| {
        let value = unescape(&attribute.value).unwrap_or_default().trim().to_ascii_lowercase();
        let target = value.rsplit(':').next().unwrap_or_default();
        attribute.key.as_ref() == "attributeName" && (target == "href" || target.starts_with("on"))
    })
}

fn escaped(text: &str) -> Cow<'static, str> {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    Cow::Owned(out)
}

/// Returns the text with the entities of its document type put in, as old drawings have them for namespaces.
///
/// An entity of entities, or one from outside, is refused.
fn without_entities(text: &str) -> Result<Cow<'_, str>, Uncleanable> {
    let Some(start) = text.find("<!ENTITY") else { return Ok(Cow::Borrowed(text)) };
    let end = text[start..]
        .find("]>")
        .map(|end| start + end)
        .ok_or_else(|| refused("its document type has no end"))?;
    let mut entities = Vec::new();
    for declaration in text[start..end].split("<!ENTITY").skip(1) {
        let wrong = || refused("its document type declares more than plain entities");
        let (name, rest) = declaration.trim_start().split_once(char::is_whitespace).ok_or_else(wrong)?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'')).ok_or_else(wrong)?;
        let (value, after) = rest[1..].split_once(quote).ok_or_else(wrong)?;
        if value.contains(['&', '%', '<']) || name.contains(['&', '%']) || after.trim() != ">" {
            return Err(wrong());
        }
        entities.push((format!("&{name};"), value));
    }
    let mut out = text[end..].to_owned();
    for (name, value) in entities {
        let added = out.matches(&name).count().saturating_mul(value.len());
        if added > MOST_ENTITIES {
            return Err(refused("its entities make it too large"));
        }
        out = out.replace(&name, value);
    }
    Ok(Cow::Owned(format!("{}{out}", &text[..start])))
}

#[cfg(test)]
mod tests;
