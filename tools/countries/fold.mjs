// The key under which two spellings of a name are the same: what `slug::slugify` makes of it in
// Rust, without a leading "the-". The tests in src/world/ hold the two to each other.

// What may stand in a name beside ASCII and accents.
const PUNCTUATION = /[\u00a0\u2010-\u2014\u2018\u2019\u202f]/g;

/** Returns the ASCII, lower-case, hyphenated form of a name. */
export function slugify(text) {
  const ascii = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(PUNCTUATION, "-");
  if (/[^\x20-\x7e]/.test(ascii)) {
    throw new Error(`"${text}" has a character that fold.mjs does not know`);
  }
  return ascii
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Returns the key by which a name is found. */
export function fold(text) {
  return slugify(text).replace(/^the-/, "");
}
