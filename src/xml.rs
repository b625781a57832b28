//! XML, written into memory.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Writes XML into memory.
pub type XmlWriter = Writer<Vec<u8>>;

/// Returns a document with its declaration.
pub fn document(content: impl FnOnce(&mut XmlWriter) -> std::io::Result<()>) -> String {
    fragment(|writer| {
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        content(writer)
    })
}

/// Returns a piece of a document.
pub fn fragment(content: impl FnOnce(&mut XmlWriter) -> std::io::Result<()>) -> String {
    let mut writer = Writer::new(Vec::new());
    // Writing into memory cannot fail, and what is written is text.
    let _ = content(&mut writer);
    String::from_utf8(writer.into_inner()).unwrap_or_default()
}

/// Writes an element that holds text.
///
/// # Errors
/// Returns none: what is written is memory.
pub fn text_element(writer: &mut XmlWriter, name: &str, text: &str) -> std::io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// Returns the text without the characters that XML 1.0 cannot have, not even as references.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}'))
        .collect()
}

/// A document, or a piece of one, that is written tag by tag.
pub struct Markup(XmlWriter);

impl Default for Markup {
    fn default() -> Self {
        Self(Writer::new(Vec::new()))
    }
}

impl Markup {
    /// Returns a document with its declaration.
    pub fn document() -> Self {
        let mut markup = Self::default();
        markup.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        markup
    }

    /// Writes a start tag.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(tag(name, attributes)));
    }

    /// Writes an end tag.
    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element that holds nothing.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(tag(name, attributes)));
    }

    /// Writes text, without what XML cannot have.
    pub fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&clean(text))));
    }

    /// Writes an element that holds text.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Writes a piece of a document that is XML already.
    pub fn piece(&mut self, xml: &str) {
        self.event(Event::Text(BytesText::from_escaped(xml)));
    }

    /// Returns what was written.
    pub fn into_text(self) -> String {
        String::from_utf8(self.0.into_inner()).unwrap_or_default()
    }

    fn event(&mut self, event: Event) {
        // Writing into memory cannot fail.
        let _ = self.0.write_event(event);
    }
}

fn tag<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (name, value) in attributes {
        tag.push_attribute((*name, &*clean(value)));
    }
    tag
}
