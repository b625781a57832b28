//! The XML of a part, as elements that hold each other.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::package::Damage;

/// How deep elements may hold each other. Word itself stays far below.
const DEEPEST: usize = 200;

/// How many elements a part may have.
const MOST: usize = 2_000_000;

/// The vocabulary that an element is of, whatever prefix it has. Strict and Transitional documents (ISO/IEC 29500) have
/// namespaces of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// WordprocessingML.
    Word,
    /// Equations.
    Math,
    /// What is there in several ways, of which a program takes one.
    Compatibility,
    /// Any other.
    Other,
}

/// An element.
#[derive(Debug)]
pub struct Element {
    pub vocabulary: Vocabulary,
    /// Its name, without prefix.
    pub name: String,
    /// Its attributes, by their names without prefix.
    attributes: Vec<(String, String)>,
    pub content: Vec<Content>,
}

/// What stands in an element.
#[derive(Debug)]
pub enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    /// Returns whether it is this element of WordprocessingML.
    pub fn is(&self, name: &str) -> bool {
        self.vocabulary == Vocabulary::Word && self.name == name
    }

    /// Returns an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Returns the attribute `val`.
    pub fn val(&self) -> Option<&str> {
        self.get("val")
    }

    /// Returns the elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// Returns the first element of WordprocessingML of this name in it.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.is(name))
    }

    /// Returns all elements of this name below it, in whatever vocabulary, the outermost of each branch.
    pub fn below<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        let mut open: Vec<&Self> = vec![self];
        while let Some(element) = open.pop() {
            let mut inside = Vec::new();
            for child in element.elements() {
                if child.name == name { found.push(child) } else { inside.push(child) }
            }
            open.extend(inside.into_iter().rev());
        }
        found
    }

    /// Returns the text in it, of all elements.
    pub fn words(&self) -> String {
        let mut words = String::new();
        let mut open: Vec<&Content> = self.content.iter().rev().collect();
        while let Some(content) = open.pop() {
            match content {
                Content::Text(text) => words.push_str(text),
                Content::Element(element) => open.extend(element.content.iter().rev()),
            }
        }
        words
    }

    /// Returns whether a switch such as `w:b` is on: it is, unless its value says otherwise.
    pub fn is_on(&self) -> bool {
        !matches!(self.val(), Some("0" | "false" | "off" | "none"))
    }
}

/// Reads a part.
pub fn read(part: &str, bytes: &[u8]) -> Result<Element, Damage> {
    let damage = |why: String| Damage::Part { part: part.to_owned(), why };
    let text = decoded(bytes).ok_or_else(|| damage("it is neither UTF-8 nor UTF-16".to_owned()))?;
    let mut reader = NsReader::from_str(&text);
    let mut open = vec![Element {
        vocabulary: Vocabulary::Other,
        name: String::new(),
        attributes: Vec::new(),
        content: Vec::new(),
    }];
    let mut count = 0;
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|error| damage(error.to_string()))?;
        let vocabulary = vocabulary(&namespace);
        match event {
            Event::Start(start) => {
                count += 1;
                if open.len() > DEEPEST || count > MOST {
                    return Err(damage(
                        "its elements hold each other too deeply, or are too many".to_owned(),
                    ));
                }
                open.push(element(vocabulary, &start).map_err(damage)?);
            }
            Event::Empty(start) => {
                count += 1;
                let element = element(vocabulary, &start).map_err(damage)?;
                push(&mut open, Content::Element(element));
            }
            Event::End(_) => {
                if let Some(element) = open.pop() {
                    push(&mut open, Content::Element(element));
                }
            }
            Event::Text(text) => push_text(&mut open, &text),
            Event::CData(text) => push_text(&mut open, &text),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|error| damage(error.to_string()))?;
                let text = match character {
                    Some(character) => character.to_string(),
                    None => resolve_xml_entity(&reference)
                        .ok_or_else(|| damage("it has entities of its own".to_owned()))?
                        .to_owned(),
                };
                push_text(&mut open, &text);
            }
            // Word writes none, and what they can do is no good.
            Event::DocType(_) => return Err(damage("it declares entities of its own".to_owned())),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    let root = open.into_iter().next().and_then(|root| {
        root.content.into_iter().find_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    });
    root.ok_or_else(|| damage("nothing is in it".to_owned()))
}

/// Returns the text of a part: UTF-8, or UTF-16 where its first bytes say so.
fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |convert: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes[2..].as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| convert(*pair)).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

fn push(open: &mut [Element], content: Content) {
    if let Some(last) = open.last_mut() {
        last.content.push(content);
    }
}

fn push_text(open: &mut [Element], text: &str) {
    let Some(last) = open.last_mut() else { return };
    match last.content.last_mut() {
        Some(Content::Text(before)) => before.push_str(text),
        _ => last.content.push(Content::Text(text.to_owned())),
    }
}

fn element(vocabulary: Vocabulary, start: &BytesStart) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
    }
    let name = start.local_name().as_ref().to_owned();
    Ok(Element { vocabulary, name, attributes, content: Vec::new() })
}

fn vocabulary(namespace: &ResolveResult) -> Vocabulary {
    let ResolveResult::Bound(namespace) = namespace else { return Vocabulary::Other };
    let name: &str = namespace.as_ref();
    let has = |part: &str| name.contains(part);
    if has("/markup-compatibility/") {
        Vocabulary::Compatibility
    } else if has("/wordprocessingml/") || has("office/word/") {
        Vocabulary::Word
    } else if has("officeDocument/2006/math") || has("officeDocument/math") {
        Vocabulary::Math
    } else {
        Vocabulary::Other
    }
}

/// Returns the one of several ways in which something is there: the first that there is, which newer programs show.
pub fn chosen(element: &Element) -> Option<&Element> {
    let way = |name: &str| element.elements().find(|way| way.name == name);
    way("Choice").or_else(|| way("Fallback"))
}
