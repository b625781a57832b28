//! Bytes of unknown origin into text.

use std::borrow::Cow;

use super::builder::ImportBuilder;
use super::{NotImported, Original};
use crate::problem::{Code, Place, Problem};

/// The characters that Windows-1252 has at 0x80 to 0x9F, by the table of the WHATWG Encoding Standard.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// How the bytes of some formats begin, and what their writer can do.
const FORMATS: [(&[u8], &str, &str); 9] = [
    (b"%PDF", "a PDF", "open it, copy the text into a file that ends in `.txt`, and import that"),
    (b"\xD0\xCF\x11\xE0", "an old Word or Office file", "save it as `.docx` or as plain text"),
    (b"{\\rtf", "RTF", "save it as `.docx` or as plain text"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save it as `.docx` or plain text"),
    (b"\x1F\x8B", "compressed", "unpack it first"),
    (b"\x89PNG", "an image", "put it beside the briefing that shows it"),
    (b"\xFF\xD8\xFF", "an image", "put it beside the briefing that shows it"),
    (b"GIF8", "an image", "put it beside the briefing that shows it"),
    (b"SQLite format", "a database", "export its texts as Markdown first"),
];

/// A text, and how its bytes were read where that was not UTF-8.
#[derive(Debug, PartialEq, Eq)]
struct Decoded<'a> {
    /// The text, without a byte-order mark; its line ends are as they were.
    pub text: Cow<'a, str>,
    /// The encoding that it was converted from.
    pub converted: Option<&'static str>,
}

/// Returns a file as text; a conversion is reported.
///
/// # Errors
/// Returns what the file seems to be and what to do about it, if it is no text.
pub fn text<'a>(original: &Original<'a>, builder: &mut ImportBuilder) -> Result<Cow<'a, str>, NotImported> {
    let decoded = decode(original.bytes).map_err(|(what, hint)| {
        Problem::new(Code::UnreadableFile, what).at(Place::file(original.shown)).hint(hint)
    })?;
    if let Some(from) = decoded.converted {
        let why = "if letters are wrong, save the original with the encoding UTF-8 and import that";
        builder.guess("text", format!("{from}, converted to UTF-8"), why, None);
    }
    Ok(decoded.text)
}

/// Reads bytes as UTF-8, as UTF-16 with a byte-order mark, or else as Windows-1252, which has a letter
/// for nearly every byte.
///
/// # Errors
/// Returns what the bytes seem to be and what to do about it, where they are no text.
fn decode(bytes: &[u8]) -> Result<Decoded<'_>, (String, String)> {
    let converted = |text: String, from| Decoded { text: Cow::Owned(text), converted: Some(from) };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => {
            return Ok(converted(utf16(rest, u16::from_le_bytes)?, "UTF-16"));
        }
        [0xFE, 0xFF, rest @ ..] => {
            return Ok(converted(utf16(rest, u16::from_be_bytes)?, "UTF-16"));
        }
        _ => {}
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for (start, what, hint) in FORMATS {
        if bytes.starts_with(start) {
            return Err((format!("this file is {what}, not text"), hint.to_owned()));
        }
    }
    if is_binary(bytes) {
        let hint = "import text: `.txt`, `.md`, or `.docx`";
        return Err(("this file is not text".to_owned(), hint.to_owned()));
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), converted: None },
        Err(_) => converted(bytes.iter().map(|byte| windows_1252(*byte)).collect(), "Windows-1252"),
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, (String, String)> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let whole = bytes.len().is_multiple_of(2);
    let text: Option<String> = char::decode_utf16(units).map(Result::ok).collect();
    text.filter(|text| whole && !text.contains('\0')).ok_or_else(|| {
        let hint = "open it where it can be read, and save it with the encoding UTF-8";
        ("this file begins as UTF-16 does, but is not".to_owned(), hint.to_owned())
    })
}

/// Returns whether bytes are no text: text has no NUL and hardly any control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let controls = bytes
        .iter()
        .filter(|byte| **byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0B' | b'\x0C' | b'\x1A'))
        .count();
    bytes.contains(&0) || controls > bytes.len() / 200
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
