//! JPEG (ITU-T T.81) without its metadata.

use image::metadata::Orientation;

use super::exif;
use super::rights::Rights;

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP11: u8 = 0xeb;
const APP13: u8 = 0xed;
const APP14: u8 = 0xee;

const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const ICC: &[u8] = b"ICC_PROFILE\0";

/// How long the head of a JFIF segment is, without its thumbnail.
const JFIF: usize = 12;

/// How long an Adobe segment is.
const ADOBE: usize = 12;

/// A part of a file.
enum Part<'a> {
    /// A segment: its marker, and what it holds.
    Segment(u8, &'a [u8]),
    /// The data of a scan, with its restart markers.
    Scan(&'a [u8]),
}

/// Walks over the parts of a file, up to the end of the picture. What stands between segments is left out, and
/// so is all that follows the end.
struct Parts<'a> {
    rest: &'a [u8],
    in_scan: bool,
}

impl<'a> Parts<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        Some(Self { rest: bytes.strip_prefix(&[0xff, SOI])?, in_scan: false })
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        if std::mem::take(&mut self.in_scan) {
            let end = end_of_scan(self.rest);
            let (scan, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Some(Part::Scan(scan));
        }
        loop {
            // Bytes before a marker fill; several 0xff may.
            let start = self.rest.iter().position(|byte| *byte == 0xff)?;
            let filled = self.rest.get(start..)?;
            let at = filled.iter().position(|byte| *byte != 0xff)?;
            let marker = filled[at];
            self.rest = &filled[at + 1..];
            match marker {
                EOI => return None,
                // A byte of data, a restart or a second start: no segment.
                0 | 1 | 0xd0..=SOI => {}
                _ => {
                    let length = usize::from(u16::from_be_bytes(self.rest.get(..2)?.try_into().ok()?));
                    let payload = self.rest.get(2..length)?;
                    self.rest = &self.rest[length..];
                    self.in_scan = marker == SOS;
                    return Some(Part::Segment(marker, payload));
                }
            }
        }
    }
}

/// Returns where the data of a scan ends: at a marker that is no restart.
fn end_of_scan(data: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = data[at..].iter().position(|byte| *byte == 0xff) {
        at += found;
        match data.get(at + 1) {
            Some(0 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            // The next segment, or a lone 0xff at the end of a file that is cut off.
            _ => return at,
        }
    }
    data.len()
}

/// What stands in the metadata and stays.
#[derive(Default)]
struct Found {
    orientation: Option<Orientation>,
    rights: Rights,
    /// The number of the boxes that hold a C2PA manifest.
    manifest: Option<[u8; 2]>,
}

fn find(bytes: &[u8], reads_rights: bool) -> Option<Found> {
    let mut found = Found::default();
    for part in Parts::of(bytes)? {
        let Part::Segment(marker, payload) = part else { break };
        match marker {
            APP1 => {
                if let Some(tiff) = payload.strip_prefix(EXIF) {
                    found.orientation = found.orientation.or_else(|| exif::orientation(tiff));
                    let copyright = exif::copyright(tiff).filter(|_| reads_rights);
                    found.rights = found.rights.or(Rights { copyright, ..Rights::default() });
                } else if let Some(xmp) = payload.strip_prefix(XMP).filter(|_| reads_rights) {
                    found.rights = found.rights.or(Rights::of_xmp(&String::from_utf8_lossy(xmp)));
                }
            }
            APP13 if reads_rights => found.rights = found.rights.or(Rights::of_photoshop(payload)),
            // ISO 19566-5: "JP", the number of the box, the number of the part.
            APP11 if payload.windows(4).any(|four| four == b"c2pa") => {
                let number = payload.strip_prefix(b"JP").and_then(|rest| rest.get(..2)?.try_into().ok());
                found.manifest = found.manifest.or(number).filter(|_| reads_rights);
            }
            _ => {}
        }
    }
    Some(found)
}

/// Returns the picture without its metadata; `None` if it is no JPEG with a picture in it.
pub fn cleaned(bytes: &[u8], keeps_rights: bool) -> Option<Vec<u8>> {
    let found = find(bytes, keeps_rights)?;
    write(bytes, &found)
}

/// Returns what a picture says of its rights.
pub fn rights(bytes: &[u8]) -> Option<Rights> {
    Some(find(bytes, true)?.rights)
}

/// Returns a picture with these rights, and which way is up, as all its metadata.
pub fn with_rights(bytes: &[u8], rights: &Rights) -> Option<Vec<u8>> {
    let orientation = find(bytes, false)?.orientation;
    write(bytes, &Found { orientation, rights: rights.clone(), manifest: None })
}

fn write(bytes: &[u8], found: &Found) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend([0xff, SOI]);
    let mut metadata = metadata(found);
    let mut has_scan = false;
    for part in Parts::of(bytes)? {
        match part {
            Part::Scan(data) => {
                has_scan = true;
                out.extend(data);
            }
            Part::Segment(APP0, payload) => {
                if let Some(head) = payload.get(..JFIF).filter(|head| head.starts_with(b"JFIF\0")) {
                    segment(&mut out, APP0, &[head, &[0, 0]]);
                }
            }
            Part::Segment(marker, payload) => {
                out.append(&mut metadata);
                match marker {
                    APP2 if payload.starts_with(ICC) => segment(&mut out, marker, &[payload]),
                    APP14 if payload.starts_with(b"Adobe") => {
                        segment(&mut out, marker, &[payload.get(..ADOBE)?]);
                    }
                    APP11 if found.manifest.is_some_and(|number| payload.get(2..4) == Some(&number)) => {
                        segment(&mut out, marker, &[payload]);
                    }
                    // Tables, frames and scans.
                    0xc0..=0xc7 | 0xc9..=0xcf | SOS..=0xdf => segment(&mut out, marker, &[payload]),
                    // Other data of applications, comments, extensions.
                    _ => {}
                }
            }
        }
    }
    out.extend([0xff, EOI]);
    has_scan.then_some(out)
}

/// Returns the segments of what stays in the metadata.
fn metadata(found: &Found) -> Vec<u8> {
    let mut out = Vec::new();
    if let Some(block) = exif::block(found.orientation, found.rights.copyright.as_deref()) {
        segment(&mut out, APP1, &[EXIF, &block]);
    }
    if let Some(xmp) = found.rights.xmp() {
        segment(&mut out, APP1, &[XMP, xmp.as_bytes()]);
    }
    out
}

/// Writes a segment; one that is too long for a segment is left out.
fn segment(out: &mut Vec<u8>, marker: u8, parts: &[&[u8]]) {
    let length = parts.iter().map(|part| part.len()).sum::<usize>() + 2;
    let Ok(length) = u16::try_from(length) else { return };
    out.extend([0xff, marker]);
    out.extend(length.to_be_bytes());
    for part in parts {
        out.extend(*part);
    }
}
