//! How the index packs lists of numbers and of words.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// The highest level of a term in a document.
pub const HIGHEST_LEVEL: u8 = 7;

/// Bits in a row, each byte from its highest bit on.
#[derive(Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// How many bits of the last byte are taken; 0 where it is full or there is none.
    taken: u32,
}

impl BitWriter {
    /// Adds the low `width` bits of a number, the highest first.
    pub fn push(&mut self, value: u32, width: u32) {
        for place in (0..width).rev() {
            if self.taken == 0 {
                self.bytes.push(0);
            }
            let bit = u8::from(value >> place & 1 == 1);
            if let Some(last) = self.bytes.last_mut() {
                *last |= bit << (7 - self.taken);
            }
            self.taken = (self.taken + 1) % 8;
        }
    }

    fn ones(&mut self, mut count: u32) {
        while count > 0 {
            let width = count.min(32);
            self.push(u32::MAX, width);
            count -= width;
        }
    }

    /// Returns the bytes; the bits that are missing to the last one are 0.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Adds a number in LEB128.
pub fn push_number(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = u8::try_from(number & 0x7F).unwrap_or_default();
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

/// Adds a list of documents, in order, with their levels where there are any.
pub fn push_list(out: &mut Vec<u8>, list: &[(u32, u8)], has_levels: bool, documents: usize) {
    let parameter = parameter(list.len(), documents);
    let mut bits = BitWriter::default();
    let mut next = 0;
    for (document, level) in list {
        let gap = document - next;
        next = document + 1;
        bits.ones(gap >> parameter);
        bits.push(0, 1);
        bits.push(gap, parameter);
        if has_levels {
            bits.ones(u32::from(*level));
            if *level < HIGHEST_LEVEL {
                bits.push(0, 1);
            }
        }
    }
    let bytes = bits.into_bytes();
    push_number(out, list.len());
    push_number(out, bytes.len());
    out.extend(bytes);
}

/// Returns the parameter of the Rice code for the distances of `count` among `documents`.
fn parameter(count: usize, documents: usize) -> u32 {
    (11 * documents).checked_div(16 * count).and_then(usize::checked_ilog2).unwrap_or_default()
}

/// Returns whether a list of so many documents has levels: where nearly all have a term, they say nothing.
pub fn has_levels(count: usize, documents: usize) -> bool {
    8 * count <= 5 * documents
}

/// Returns bytes as base64.
pub fn base64(bytes: &[u8]) -> String {
    STANDARD_NO_PAD.encode(bytes)
}

/// Returns sorted words in one text, each without what it has in common with the one before it.
pub fn fold_words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut before = "";
    for (place, word) in words.enumerate() {
        if place > 0 {
            out.push(' ');
        }
        // Characters beyond U+FFFF are two in a browser, so none of them counts.
        let is_common = |(one, other): &(char, char)| one == other && *one <= '\u{FFFF}';
        let common = before.chars().zip(word.chars()).take_while(is_common).count();
        let common = u8::try_from(common.min(60)).unwrap_or_default();
        out.push(char::from(b'0' + common));
        out.extend(word.chars().skip(usize::from(common)));
        before = word;
    }
    out
}

/// Returns the 32-bit FNV-1a hash of UTF-16 code units, a unit at a time.
pub fn hash(units: impl Iterator<Item = u16>) -> u32 {
    units.fold(0x811C_9DC5, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
#[expect(clippy::expect_used, reason = "a test ends at what it does not expect")]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::{BitWriter, base64, fold_words, has_levels, hash, push_list};

    #[derive(Deserialize)]
    struct Vectors {
        lists: Vec<PackedList>,
        words: Vec<Words>,
        hashes: BTreeMap<String, u32>,
        lengths: Lengths,
    }

    #[derive(Deserialize)]
    struct PackedList {
        documents: usize,
        list: Vec<(u32, u8)>,
        bits: String,
    }

    #[derive(Deserialize)]
    struct Words {
        words: Vec<String>,
        packed: String,
    }

    #[derive(Deserialize)]
    struct Lengths {
        numbers: Vec<u32>,
        bits: String,
    }

    #[test]
    fn numbers_and_words_are_packed_as_the_vectors_say() {
        let vectors: Vectors =
            serde_json::from_str(include_str!("../../tests/search/packed.json")).expect("vectors");
        for PackedList { documents, list, bits } in vectors.lists {
            let mut bytes = Vec::new();
            push_list(&mut bytes, &list, has_levels(list.len(), documents), documents);
            assert_eq!(base64(&bytes), bits, "{list:?} of {documents}");
        }
        for Words { words, packed } in vectors.words {
            assert_eq!(fold_words(words.iter().map(String::as_str)), packed);
        }
        for (text, sum) in vectors.hashes {
            assert_eq!(hash(text.encode_utf16()), sum, "{text}");
        }
        let mut bits = BitWriter::default();
        vectors.lengths.numbers.iter().for_each(|number| bits.push(*number, 3));
        assert_eq!(base64(&bits.into_bytes()), vectors.lengths.bits);
    }
}
