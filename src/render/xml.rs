//! Small things that all XML here has in common.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

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
