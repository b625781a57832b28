//! Exif (CIPA DC-008): what is read of it, and the little that is written.

use image::metadata::Orientation;

/// The tag of the copyright notice.
const COPYRIGHT: u16 = 0x8298;

/// The tag of which way is up.
const ORIENTATION: u16 = 0x0112;

/// The type of a text that ends in a zero byte.
const ASCII: u16 = 2;

/// The type of a number of 16 bits.
const SHORT: u16 = 3;

/// The most entries that are looked at.
const MOST_ENTRIES: usize = 1000;

/// Returns which way is up, where a picture does not stand upright already.
pub fn orientation(tiff: &[u8]) -> Option<Orientation> {
    Orientation::from_exif_chunk(tiff).filter(|orientation| *orientation != Orientation::NoTransforms)
}

/// Returns the copyright notice.
pub fn copyright(tiff: &[u8]) -> Option<String> {
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let number = |at: usize, length: usize| -> Option<usize> {
        let bytes = tiff.get(at..at.checked_add(length)?)?;
        let add = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(if is_little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
    };
    let first = number(4, 4)?;
    for index in 0..number(first, 2)?.min(MOST_ENTRIES) {
        let at = first.checked_add(2 + index * 12)?;
        if number(at, 2)? != usize::from(COPYRIGHT) || number(at + 2, 2)? != usize::from(ASCII) {
            continue;
        }
        let length = number(at + 4, 4)?;
        let start = if length <= 4 { at + 8 } else { number(at + 8, 4)? };
        let text = tiff.get(start..start.checked_add(length)?)?;
        // The photographer's notice and the editor's are parted by a zero byte.
        let parts = text.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        let parts: Vec<String> =
            parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
        return (!parts.is_empty()).then(|| parts.join("; "));
    }
    None
}

/// Returns a block that says which way is up and whose the picture is; `None` where there is nothing to say.
///
/// For the orientation alone it has 26 bytes.
pub fn block(orientation: Option<Orientation>, copyright: Option<&str>) -> Option<Vec<u8>> {
    let text = copyright.map(|text| [text.as_bytes(), &[0]].concat());
    let entries = u16::from(orientation.is_some()) + u16::from(text.is_some());
    if entries == 0 {
        return None;
    }
    let mut out = b"MM\0*\0\0\0\x08".to_vec();
    out.extend(entries.to_be_bytes());
    let mut entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        out.extend(tag.to_be_bytes());
        out.extend(kind.to_be_bytes());
        out.extend(count.to_be_bytes());
        out.extend(value);
    };
    if let Some(orientation) = orientation {
        entry(ORIENTATION, SHORT, 1, [0, orientation.to_exif(), 0, 0]);
    }
    if let Some(text) = &text {
        let count = u32::try_from(text.len()).ok()?;
        let mut value = (8 + 2 + 12 * u32::from(entries) + 4).to_be_bytes();
        if text.len() <= 4 {
            value = [0; 4];
            value[..text.len()].copy_from_slice(text);
        }
        entry(COPYRIGHT, ASCII, count, value);
    }
    out.extend([0; 4]);
    out.extend(text.filter(|text| text.len() > 4).unwrap_or_default());
    Some(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test ends at what it does not expect")]

    use image::metadata::Orientation;

    use super::{block, copyright, orientation};

    #[test]
    fn what_is_written_can_be_read() {
        let upright = block(Some(Orientation::Rotate90), None).expect("a block");
        assert_eq!(upright.len(), 26);
        assert_eq!(orientation(&upright), Some(Orientation::Rotate90));
        assert_eq!(copyright(&upright), None);
        for text in ["©", "© Ministry", "abc", "abcd"] {
            let both = block(Some(Orientation::Rotate180), Some(text)).expect("a block");
            assert_eq!(orientation(&both), Some(Orientation::Rotate180));
            assert_eq!(copyright(&both).as_deref(), Some(text));
        }
        assert_eq!(block(None, None), None);
    }
}
