//! Who wrote an Office file: the core properties of Office Open XML (ECMA-376) and `meta.xml` of OpenDocument.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::Properties;

/// The most bytes that a file of properties may have: it is small, and a bomb is not.
const MOST: u64 = 1024 * 1024;

/// Returns whether files with this ending are Office files.
pub fn has_name(ending: &str) -> bool {
    matches!(
        ending,
        "docx"
            | "docm"
            | "dotx"
            | "xlsx"
            | "xlsm"
            | "xltx"
            | "pptx"
            | "pptm"
            | "potx"
            | "odt"
            | "ods"
            | "odp"
            | "odg"
    )
}

/// Returns what an Office file says of its origin; nothing if it cannot be read.
pub fn properties(bytes: &[u8]) -> Properties {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Properties::default() };
    for name in ["docProps/core.xml", "meta.xml"] {
        let Ok(file) = archive.by_name(name) else { continue };
        let mut text = String::new();
        if file.take(MOST).read_to_string(&mut text).is_ok() {
            return read(&text);
        }
    }
    Properties::default()
}

fn read(xml: &str) -> Properties {
    let mut reader = Reader::from_str(xml);
    let mut element = String::new();
    let mut found = Properties::default();
    let (mut author, mut editor) = (None, None);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => start.name().local_name().as_ref().clone_into(&mut element),
            Ok(Event::End(_)) => element.clear(),
            Ok(Event::Text(text)) => {
                let slot: &mut Option<String> = match element.as_str() {
                    "creator" => &mut author,
                    "lastModifiedBy" | "initial-creator" => &mut editor,
                    "title" => &mut found.title,
                    _ => continue,
                };
                slot.get_or_insert_default().push_str(&text);
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let is_said = |name: &String| !name.trim().is_empty();
    found.author = author.filter(is_said).or(editor);
    found
}
