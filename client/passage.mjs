// The passage of a text that says why it was found, and which of its words to mark.
// @ts-check

import { termsOf } from "./terms.mjs";

/** @typedef {{ text: string, isMarked: boolean }} Piece a part of a text */

/** How many characters a passage has, about. */
const LENGTH = 240;

const WORDS = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * Returns where the words of a text stand that are to be marked: start, end and term, in order.
 * @param {string} text
 * @param {Set<string>} marked
 */
function placesOf(text, marked) {
  /** @type {{ start: number, end: number, term: string }[]} */
  const places = [];
  for (const { 0: word, index: start } of text.matchAll(WORDS)) {
    const terms = termsOf(word);
    if (terms.length === 1) {
      if (marked.has(terms[0])) places.push({ start, end: start + word.length, term: terms[0] });
    } else {
      // Pairs of characters, of writing without blanks.
      const letters = [...word];
      let at = start;
      for (let place = 0; place + 1 < letters.length; place += 1) {
        const pair = letters[place] + letters[place + 1];
        if (termsOf(pair).some((term) => marked.has(term))) places.push({ start: at, end: at + pair.length, term: pair });
        at += letters[place].length;
      }
    }
  }
  return places;
}

/**
 * Returns a text in pieces, those to be marked among them.
 * @param {string} text
 * @param {Set<string>} marked
 * @returns {Piece[]}
 */
export function pieces(text, marked) {
  /** @type {Piece[]} */
  const out = [];
  let at = 0;
  for (const { start, end } of placesOf(text, marked)) {
    if (start > at) out.push({ text: text.slice(at, start), isMarked: false });
    if (end > at) out.push({ text: text.slice(Math.max(at, start), end), isMarked: true });
    at = Math.max(at, end);
  }
  if (at < text.length) out.push({ text: text.slice(at), isMarked: false });
  return out;
}

/**
 * Returns the part of a text with the most of the words: different ones count, and a phrase counts more than they.
 * @param {string} text
 * @param {Set<string>} marked
 * @param {string[][]} phrases
 */
export function passage(text, marked, phrases) {
  const places = placesOf(text, marked);
  let best = { value: -1, start: 0 };
  places.forEach(({ start }, first) => {
    const near = places.slice(first, first + 40).filter(({ end }) => end <= start + LENGTH);
    const terms = near.map(({ term }) => term);
    const value = new Set(terms).size + (phrases.some((phrase) => startsWith(terms, phrase)) ? 100 : 0);
    if (value > best.value) best = { value, start };
  });
  if (text.length <= LENGTH * 1.2) return text;
  const start = cut(text, Math.max(0, Math.min(best.start - LENGTH / 4, text.length - LENGTH)));
  const end = Math.max(cut(text, Math.min(text.length, start + LENGTH)), start + 1);
  return `${start > 0 ? "… " : ""}${text.slice(start, end).trim()}${end < text.length ? " …" : ""}`;
}

/** Returns the end of the word before a place; the place itself in a long run without blanks. @param {string} text @param {number} at */
function cut(text, at) {
  const whole = Math.round(at);
  if (whole === 0 || whole >= text.length) return whole;
  const blank = text.lastIndexOf(" ", whole);
  return blank > whole - 30 ? blank + 1 : whole;
}

/** @param {string[]} terms @param {string[]} phrase */
const startsWith = (terms, phrase) => phrase.every((term, at) => terms[at] === term);

/**
 * Returns whether all phrases stand in a text.
 * @param {string} text
 * @param {string[][]} phrases
 */
export function holds(text, phrases) {
  const terms = ` ${termsOf(text).join(" ")} `;
  return phrases.every((phrase) => terms.includes(` ${phrase.join(" ")} `));
}
