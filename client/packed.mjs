// Lists of numbers and of words as docs/search-index.md packs them. src/search/bits.rs writes them.
// @ts-check

/** The level that no zero ends. */
const HIGHEST_LEVEL = 7;

/**
 * @typedef {{ numbers: Uint32Array, levels: Uint8Array | null }} List
 * Documents, in order, with their levels where there are any.
 */

/**
 * Returns the bytes that base64 stands for.
 * @param {string} text
 */
export function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/**
 * Returns the 32-bit FNV-1a hash of UTF-16 code units.
 * @param {string} text
 */
export function hash(text) {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

/**
 * Returns the words of a packed list.
 * @param {string} packed
 */
export function unfold(packed) {
  let before = "";
  return packed === ""
    ? []
    : packed.split(" ").map((word) => (before = before.slice(0, word.charCodeAt(0) - 48) + word.slice(1)));
}

/**
 * Returns where the lists of a file stand in its bytes: how many documents each has, and where it starts.
 * @param {Uint8Array} bytes
 */
export function places(bytes) {
  /** @type {{ count: number, start: number }[]} */
  const found = [];
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; at < bytes.length; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    return value;
  };
  while (at < bytes.length) {
    const count = number();
    const length = number();
    found.push({ count, start: at });
    at += length;
  }
  return found;
}

/**
 * Returns a list.
 * @param {Uint8Array} bytes
 * @param {{ count: number, start: number }} place
 * @param {number} documents how many there are in the index
 * @param {boolean} hasLevels whether it has levels, unless nearly all documents are in it
 * @returns {List}
 */
export function readList(bytes, place, documents, hasLevels) {
  const { start } = place;
  const count = Math.min(place.count, documents);
  const ratio = Math.floor((11 * documents) / (16 * count));
  const parameter = ratio < 1 ? 0 : 31 - Math.clz32(ratio);
  const numbers = new Uint32Array(count);
  const levels = hasLevels && 8 * count <= 5 * documents ? new Uint8Array(count) : null;
  let at = start * 8;
  const bit = () => (bytes[at >> 3] >> (7 - (at++ & 7))) & 1;
  let next = 0;
  for (let item = 0; item < count; item += 1) {
    let gap = 0;
    while (bit() === 1) gap += 1;
    for (let low = 0; low < parameter; low += 1) gap = (gap << 1) | bit();
    numbers[item] = next + gap;
    next += gap + 1;
    if (levels !== null) while (levels[item] < HIGHEST_LEVEL && bit() === 1) levels[item] += 1;
  }
  return { numbers, levels };
}

/**
 * Returns numbers of three bits each.
 * @param {Uint8Array} bytes
 * @param {number} count
 */
export function readTriples(bytes, count) {
  const out = new Uint8Array(count);
  for (let place = 0; place < count; place += 1) {
    const at = place * 3;
    const both = (bytes[at >> 3] << 8) | (bytes[(at >> 3) + 1] ?? 0);
    out[place] = (both >> (13 - (at & 7))) & 7;
  }
  return out;
}
