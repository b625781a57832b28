//! WebP (RFC 9649) without its metadata.

use super::exif;
use super::rights::Rights;

/// The chunks that a picture is made of, and its colour profile.
const KEPT: [&[u8; 4]; 7] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];

/// The bits of `VP8X` that say that there is Exif, and XMP.
const HAS_EXIF: u8 = 0x08;
const HAS_XMP: u8 = 0x04;

/// How long the head of a frame of an animation is, before its chunks.
const FRAME: usize = 16;

/// Walks over chunks: the type of each, and its data.
struct Chunks<'a>(&'a [u8]);

impl<'a> Iterator for Chunks<'a> {
    type Item = ([u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind: [u8; 4] = self.0.get(..4)?.try_into().ok()?;
        let length = u32::from_le_bytes(self.0.get(4..8)?.try_into().ok()?) as usize;
        let data = self.0.get(8..)?.get(..length)?;
        // Chunks are padded to even lengths; at the end of a file some writers forget it.
        self.0 = self.0.get(8 + length + length % 2..).unwrap_or_default();
        Some((kind, data))
    }
}

/// Returns the picture without its metadata; `None` if it is no WebP with a picture in it.
pub fn cleaned(bytes: &[u8], keeps_rights: bool) -> Option<Vec<u8>> {
    let length = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    // What follows the end is no part of the picture.
    let inside = bytes.get(8..)?.get(..length)?.strip_prefix(b"WEBP")?;
    let (mut orientation, mut rights) = (None, Rights::default());
    for (kind, data) in Chunks(inside) {
        match &kind {
            b"EXIF" => {
                let tiff = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
                orientation = exif::orientation(tiff);
                rights = rights.or(Rights { copyright: exif::copyright(tiff), ..Rights::default() });
            }
            b"XMP " => rights = rights.or(Rights::of_xmp(&String::from_utf8_lossy(data))),
            _ => {}
        }
    }
    if !keeps_rights {
        rights = Rights::default();
    }
    let block = exif::block(orientation, rights.copyright.as_deref());
    let xmp = rights.xmp();
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    out.reserve(bytes.len());
    let mut has_picture = false;
    for (kind, data) in Chunks(inside) {
        match &kind {
            b"VP8X" => {
                let (flags, rest) = data.split_first()?;
                let mut flags = flags & !(HAS_EXIF | HAS_XMP);
                flags |= if block.is_some() { HAS_EXIF } else { 0 } | if xmp.is_some() { HAS_XMP } else { 0 };
                chunk(&mut out, kind, &[&[flags], rest]);
            }
            b"ANMF" => {
                let (head, frame) = data.split_at_checked(FRAME)?;
                let mut kept = head.to_vec();
                for (kind, data) in Chunks(frame) {
                    if matches!(&kind, b"ALPH" | b"VP8 " | b"VP8L") {
                        chunk(&mut kept, kind, &[data]);
                    }
                }
                chunk(&mut out, kind, &[&kept]);
                has_picture = true;
            }
            _ if KEPT.contains(&&kind) || (keeps_rights && &kind == b"C2PA") => {
                has_picture |= matches!(&kind, b"VP8 " | b"VP8L");
                chunk(&mut out, kind, &[data]);
            }
            _ => {}
        }
    }
    if let Some(block) = block {
        chunk(&mut out, *b"EXIF", &[&block]);
    }
    if let Some(xmp) = xmp {
        chunk(&mut out, *b"XMP ", &[xmp.as_bytes()]);
    }
    let length = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    has_picture.then_some(out)
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], parts: &[&[u8]]) {
    let length = parts.iter().map(|part| part.len()).sum::<usize>();
    let Ok(written) = u32::try_from(length) else { return };
    out.extend(kind);
    out.extend(written.to_le_bytes());
    for part in parts {
        out.extend(*part);
    }
    out.extend(std::iter::repeat_n(0, length % 2));
}
