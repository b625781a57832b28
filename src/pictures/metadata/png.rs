//! PNG (ISO/IEC 15948, W3C third edition) without its metadata.

use image::metadata::Orientation;

use super::exif;
use super::rights::Rights;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that a picture is made of, and those that say how it is to be shown.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// The keyword of an XMP packet.
const XMP: &[u8] = b"XML:com.adobe.xmp\0";

/// Walks over the chunks of a file, up to the end of the picture: the type of each, its data, and all its bytes.
struct Chunks<'a>(&'a [u8]);

impl<'a> Iterator for Chunks<'a> {
    type Item = ([u8; 4], &'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let length = u32::from_be_bytes(self.0.get(..4)?.try_into().ok()?) as usize;
        let kind: [u8; 4] = self.0.get(4..8)?.try_into().ok()?;
        let whole = self.0.get(..length.checked_add(12)?)?;
        // What follows the end is no part of the picture.
        self.0 = if &kind == b"IEND" { &[] } else { &self.0[whole.len()..] };
        Some((kind, &whole[8..8 + length], whole))
    }
}

fn chunks(bytes: &[u8]) -> Option<Chunks<'_>> {
    Some(Chunks(bytes.strip_prefix(SIGNATURE)?))
}

/// Returns the picture without its metadata; `None` if it is no whole PNG.
pub fn cleaned(bytes: &[u8], keeps_rights: bool) -> Option<Vec<u8>> {
    let (orientation, rights) = find(bytes, keeps_rights)?;
    write(bytes, orientation, &rights, keeps_rights)
}

/// Returns what a picture says of its rights.
pub fn rights(bytes: &[u8]) -> Option<Rights> {
    Some(find(bytes, true)?.1)
}

/// Returns a picture with these rights, and which way is up, as all its metadata.
pub fn with_rights(bytes: &[u8], rights: &Rights) -> Option<Vec<u8>> {
    write(bytes, find(bytes, false)?.0, rights, false)
}

fn find(bytes: &[u8], reads_rights: bool) -> Option<(Option<Orientation>, Rights)> {
    let (mut orientation, mut rights) = (None, Rights::default());
    for (kind, data, _) in chunks(bytes)? {
        match &kind {
            b"eXIf" => {
                orientation = orientation.or_else(|| exif::orientation(data));
                let copyright = exif::copyright(data).filter(|_| reads_rights);
                rights = rights.or(Rights { copyright, ..Rights::default() });
            }
            // Whether it is compressed, how, its language and the keyword in that language.
            b"iTXt" if reads_rights && data.starts_with(XMP) => {
                let text = data[XMP.len()..].strip_prefix(&[0, 0]).unwrap_or_default();
                let mut parts = text.splitn(3, |byte| *byte == 0).skip(2);
                let xmp = String::from_utf8_lossy(parts.next().unwrap_or_default());
                rights = rights.or(Rights::of_xmp(&xmp));
            }
            b"tEXt" if reads_rights => {
                if let Some(text) = data.strip_prefix(b"Copyright\0") {
                    let text: String = text.iter().map(|byte| char::from(*byte)).collect();
                    rights = rights.or(Rights { copyright: Some(text), ..Rights::default() });
                }
            }
            _ => {}
        }
    }
    Some((orientation, rights))
}

fn write(
    bytes: &[u8],
    orientation: Option<Orientation>,
    rights: &Rights,
    keeps_manifest: bool,
) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend(SIGNATURE);
    let mut has_end = false;
    for (kind, data, whole) in chunks(bytes)? {
        if out.len() == SIGNATURE.len() && &kind != b"IHDR" {
            return None;
        }
        if &kind == b"iCCP" {
            // The name of a profile is anything that its writer wanted.
            let after = data.iter().position(|byte| *byte == 0)?;
            chunk(&mut out, kind, &[b"profile", &data[after..]]);
        } else if KEPT.contains(&&kind) || (keeps_manifest && &kind == b"caBX") {
            out.extend(whole);
        }
        if &kind == b"IHDR" {
            if let Some(block) = exif::block(orientation, rights.copyright.as_deref()) {
                chunk(&mut out, *b"eXIf", &[&block]);
            }
            if let Some(xmp) = rights.xmp() {
                chunk(&mut out, *b"iTXt", &[XMP, &[0, 0, 0, 0], xmp.as_bytes()]);
            }
        }
        has_end = &kind == b"IEND";
    }
    has_end.then_some(out)
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], parts: &[&[u8]]) {
    let length = parts.iter().map(|part| part.len()).sum::<usize>();
    let Ok(length) = u32::try_from(length) else { return };
    out.extend(length.to_be_bytes());
    let start = out.len();
    out.extend(kind);
    for part in parts {
        out.extend(*part);
    }
    let sum = crc32fast::hash(&out[start..]);
    out.extend(sum.to_be_bytes());
}
