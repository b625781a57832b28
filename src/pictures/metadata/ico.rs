//! Icons: a list of small pictures, some of them PNG.

use super::png;

/// The sizes of a head and of an entry of the list.
const HEAD: usize = 6;
const ENTRY: usize = 16;

/// Returns the icon with the metadata of its pictures taken out; `None` if it is no whole icon.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = bytes.get(..HEAD)?;
    if !matches!(head, [0, 0, 1 | 2, 0, ..]) {
        return None;
    }
    let count = usize::from(u16::from_le_bytes([head[4], head[5]]));
    let list = bytes.get(HEAD..HEAD + count * ENTRY)?;
    let mut out = [head, list].concat();
    for (index, entry) in list.chunks_exact(ENTRY).enumerate() {
        let number = |at: usize| -> Option<usize> {
            Some(u32::from_le_bytes(entry.get(at..at + 4)?.try_into().ok()?) as usize)
        };
        let picture = bytes.get(number(12)?..)?.get(..number(8)?)?;
        let picture =
            if picture.starts_with(b"\x89PNG") { png::cleaned(picture, false)? } else { picture.to_vec() };
        let place = HEAD + index * ENTRY + 8;
        let (length, start) = (u32::try_from(picture.len()).ok()?, u32::try_from(out.len()).ok()?);
        out[place..place + 4].copy_from_slice(&length.to_le_bytes());
        out[place + 4..place + 8].copy_from_slice(&start.to_le_bytes());
        out.extend(picture);
        // Entries that share their bytes would make a small file a large one.
        if out.len() > bytes.len().saturating_mul(2) {
            return None;
        }
    }
    (count > 0).then_some(out)
}
