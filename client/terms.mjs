// A text as terms, as docs/search-index.md says. src/search/terms.rs does the same when the index is made.
// @ts-check

const LONGEST = 40;

// Marks of Latin, Greek and Cyrillic letters, of Hebrew and of Arabic; what joins and directs.
const DROPPED = /[\u0300-\u036f]|(?=[\u0591-\u06ed])\p{Mn}|[\u00ad\u05f3\u05f4\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** @type {Record<string, string>} */
const EXPANDED = {
  "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i",
  "ŋ": "n", "ς": "σ", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "\u2018": "'", "\u2019": "'", "\u02bc": "'",
};
const EXPANDABLE = new RegExp(`[${Object.keys(EXPANDED).join("")}]`, "g");

// Thai to Lao, Burmese, Hangul, Khmer, CJK and kana, but for their punctuation.
const PAIRED =
  "\\u0e01-\\u0e2e\\u0e30-\\u0e4e\\u0e50-\\u0e59\\u0e5c-\\u0eff\\u1000-\\u1049\\u1050-\\u109f\\u1100-\\u11ff\\u1780-\\u17d3" +
  "\\u17db-\\u17ff\\u3005-\\u3007\\u3040-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uaa60-\\uaa7f" +
  "\\uac00-\\ud7af\\u{20000}-\\u{3134f}";
const INDIC = "\\u0900-\\u0963\\u0971-\\u0dff";
const RUNS = new RegExp(`[${PAIRED}]+|(?:(?![${PAIRED}])[\\p{Alphabetic}\\p{N}${INDIC}])(?:(?![${PAIRED}])[\\p{Alphabetic}\\p{N}${INDIC}']|')*`, "gu");
const PAIRED_FIRST = new RegExp(`^[${PAIRED}]`, "u");

/**
 * Returns a text without the differences that do not matter to a search.
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(DROPPED, "")
    .replace(EXPANDABLE, (letter) => EXPANDED[letter])
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .normalize("NFC");
}

/**
 * Returns the terms of a text, in order.
 * @param {string} text
 * @returns {string[]}
 */
export function termsOf(text) {
  /** @type {string[]} */
  const terms = [];
  for (const run of fold(text).match(RUNS) ?? []) {
    if (PAIRED_FIRST.test(run)) {
      const letters = [...run];
      if (letters.length === 1) terms.push(run);
      for (let at = 1; at < letters.length; at += 1) terms.push(letters[at - 1] + letters[at]);
    } else {
      const parts = run.split("'").filter((part) => part !== "");
      for (const part of parts) {
        const letters = [...part];
        if (letters.length > 1 || (letters.length === 1 && parts.length === 1)) terms.push(letters.slice(0, LONGEST).join(""));
      }
    }
  }
  return terms;
}
