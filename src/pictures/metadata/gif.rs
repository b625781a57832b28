//! GIF (GIF89a) without its metadata.

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;

const GRAPHIC_CONTROL: u8 = 0xf9;
const APPLICATION: u8 = 0xff;

/// The extensions that say how often an animation runs.
const LOOPS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];

/// Returns the picture without comments and the data of applications; `None` if it is no whole GIF.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    /// The size of a head, and of the description of a screen or an image.
    const HEAD: usize = 13;
    const DESCRIPTION: usize = 10;
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = HEAD + palette(*bytes.get(10)?);
    out.extend(bytes.get(..at)?);
    let mut has_image = false;
    loop {
        let start = at;
        match *bytes.get(at)? {
            TRAILER if has_image => {
                // What follows the end is no part of the picture.
                out.push(TRAILER);
                return Some(out);
            }
            IMAGE => {
                let data = at + DESCRIPTION + palette(*bytes.get(at + 9)?);
                // One byte says how the data is packed.
                at = end_of_blocks(bytes, data + 1)?;
                out.extend(bytes.get(start..at)?);
                has_image = true;
            }
            EXTENSION => {
                let label = *bytes.get(at + 1)?;
                at = end_of_blocks(bytes, at + 2)?;
                let whole = bytes.get(start..at)?;
                let is_loop = label == APPLICATION && LOOPS.contains(&whole.get(3..14).unwrap_or_default());
                if label == GRAPHIC_CONTROL {
                    out.extend(whole);
                } else if is_loop {
                    // The name, and one block of three bytes.
                    out.extend(whole.get(..18)?);
                    out.push(0);
                }
            }
            _ => return None,
        }
    }
}

/// Returns how many bytes the palette has that these flags tell of.
fn palette(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Returns where a row of blocks ends, each with its length before it.
fn end_of_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
