//! Who wrote a PDF (ISO 32000): the document information dictionary and the XMP packet.
//!
//! Both are looked for in the bytes, and in streams of objects: a whole reader of PDF would be larger than all
//! that is asked of it here.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::Properties;

/// The most bytes that a stream of objects is read to.
const MOST: u64 = 1024 * 1024;

/// How many streams of objects are looked into.
const MOST_STREAMS: usize = 200;

/// Returns what a PDF says of its origin. An encrypted one tells nothing without its key.
pub fn properties(bytes: &[u8]) -> Properties {
    if find(bytes, b"/Encrypt").is_some() {
        return Properties { author: None, title: xmp(bytes, "dc:title") };
    }
    let mut found =
        Properties { author: entry(bytes, b"/Author").or_else(|| xmp(bytes, "dc:creator")), title: None };
    // Bookmarks have titles too; the one of the document stands beside its author or its program.
    found.title = information(bytes).or_else(|| xmp(bytes, "dc:title"));
    if found.author.is_none() || found.title.is_none() {
        for stream in object_streams(bytes).take(MOST_STREAMS) {
            found.author = found.author.or_else(|| entry(&stream, b"/Author"));
            found.title = found.title.or_else(|| information(&stream));
        }
    }
    found
}

/// Returns the title in a dictionary that names a program or an author too.
fn information(bytes: &[u8]) -> Option<String> {
    let key = [b"/Producer".as_slice(), b"/Creator", b"/Author", b"/CreationDate"];
    let at = key.iter().find_map(|key| find(bytes, key))?;
    let start = bytes[..at].windows(2).rposition(|pair| pair == b"<<").unwrap_or(at);
    let end = find(&bytes[at..], b">>").map_or(bytes.len(), |end| at + end);
    entry(&bytes[start..end], b"/Title")
}

/// Returns the text after a key, if it is not empty.
fn entry(bytes: &[u8], key: &[u8]) -> Option<String> {
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], key) {
        from += at + key.len();
        let rest = bytes[from..].trim_ascii_start();
        let text = match rest.first() {
            Some(b'(') => literal(rest),
            Some(b'<') if rest.get(1) != Some(&b'<') => hexadecimal(rest),
            _ => continue,
        };
        let text = decoded(&text);
        if !text.trim().is_empty() {
            return Some(text);
        }
    }
    None
}

/// Returns the bytes of a string in parentheses.
fn literal(text: &[u8]) -> Vec<u8> {
    let (mut out, mut depth, mut at) = (Vec::new(), 0_usize, 0);
    while let Some(byte) = text.get(at) {
        at += 1;
        match byte {
            b'(' => {
                depth += 1;
                if depth > 1 {
                    out.push(b'(');
                }
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
                out.push(b')');
            }
            b'\\' => {
                let Some(escaped) = text.get(at) else { break };
                at += 1;
                match escaped {
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'0'..=b'7' => {
                        let mut code = u32::from(escaped - b'0');
                        for _ in 0..2 {
                            let Some(digit @ b'0'..=b'7') = text.get(at) else { break };
                            code = code * 8 + u32::from(digit - b'0');
                            at += 1;
                        }
                        out.push(u8::try_from(code & 0xff).unwrap_or_default());
                    }
                    b'\n' => {}
                    other => out.push(*other),
                }
            }
            other => out.push(*other),
        }
    }
    out
}

/// Returns the bytes of a string in angle brackets.
fn hexadecimal(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = text
        .iter()
        .skip(1)
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or_default()).collect()
}

/// Returns a text string: UTF-16 or UTF-8 with their marks, else the letters that `PDFDocEncoding` shares with Latin-1.
fn decoded(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let units: Vec<u16> =
            rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return String::from_utf8_lossy(rest).into_owned();
    }
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// Returns the words of an element of the XMP packet, without markup.
fn xmp(bytes: &[u8], element: &str) -> Option<String> {
    let start = find(bytes, format!("<{element}>").as_bytes())?;
    let length = find(&bytes[start..], format!("</{element}>").as_bytes())?;
    let inside = String::from_utf8_lossy(&bytes[start..start + length]).into_owned();
    let words: Vec<&str> =
        inside.split('<').filter_map(|part| Some(part.split_once('>')?.1.trim())).collect();
    let text = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ");
    (!text.is_empty()).then_some(text)
}

/// Returns the streams of objects, decompressed.
fn object_streams(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + find(&bytes[from..], b"/ObjStm")?;
        from = at + 1;
        let stream = find(&bytes[at..], b"stream").map(|start| &bytes[at + start + 6..]).unwrap_or_default();
        let data = stream.strip_prefix(b"\r\n").or_else(|| stream.strip_prefix(b"\n")).unwrap_or(stream);
        let mut out = Vec::new();
        // What can be read up to damage counts.
        let _ = ZlibDecoder::new(data).take(MOST).read_to_end(&mut out);
        Some(out)
    })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut from = 0;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        from += at;
        if bytes[from..].starts_with(what) {
            return Some(from);
        }
        from += 1;
    }
    None
}
