// What the words of a query stand for: terms of the index, other forms of them, slips of the pen, and names.
// @ts-check

import { correct, forgiven } from "./spelling.mjs";

/** @typedef {import("./index.mjs").Index} Index */
/** @typedef {import("./index.mjs").Name} Name */
/** @typedef {import("./query.mjs").Word} Word */

/**
 * @typedef {{ term: string, isUpper: boolean, forms: [string, number][] }} Token
 * A term of the query, and the terms of the index that it stands for, with what each counts.
 * @typedef {{ tokens: Token[], names: Name[] }} Unit
 * Terms that are a name together, or a single one.
 */

/** How many words a beginning stands for at most. */
const MOST_FORMS = 12;

/** How many letters a beginning has at least: words that have as many in common stand in one file. */
const BEGINNING = 4;

/** What other forms of a word count. */
const PLURAL = 0.8;
const BEGUN = 0.6;

/** Which part of all documents have a code in small letters where it is a word. */
const COMMON = 0.02;

/** How many terms a name has at most. */
const LONGEST_NAME = 10;

/**
 * Returns what words stand for, and which of them were taken for others.
 * @param {Index} index
 * @param {Word[]} words
 * @param {number} rare how many documents a word may have and still be taken for a slip
 */
export async function understand(index, words, rare) {
  /** @type {[string, string][]} */
  const corrections = [];
  const tokens = await Promise.all(
    words.flatMap(({ terms, isUpper }) => terms.map((term) => understood(term, isUpper))),
  );
  /** @type {Unit[]} */
  const units = [];
  for (let at = 0; at < tokens.length; ) {
    const names = await namesAt(at);
    const length = names[0]?.terms.length ?? 1;
    units.push({ tokens: tokens.slice(at, at + length), names });
    at += length;
  }
  return { units, corrections };

  /** @param {string} term @param {boolean} isUpper @returns {Promise<Token>} */
  async function understood(term, isUpper) {
    const file = await index.terms(term);
    if (file === null) return { term, isUpper, forms: [] };
    const isRare = file.count(term) <= rare && !file.names.has(term);
    if (file.has(term) && !isRare) {
      const plurals = [`${term}s`, `${term}es`, term.replace(/([sxz]|[cs]h)es$/, "$1"), term.replace(/s$/, "")];
      const known = [...new Set(plurals)].filter((other) => other.length > 2 && other !== term && file.count(other) > 0);
      return { term, isUpper, forms: [[term, 1], ...known.map((other) => formOf(other, PLURAL))] };
    }
    const near = file.known().filter(([word]) => word !== term);
    if (!file.has(term) && term.length >= BEGINNING) {
      const begun = near.filter(([word]) => word.startsWith(term)).sort(([, one], [, other]) => other - one);
      if (begun.length > 0) return { term, isUpper, forms: begun.slice(0, MOST_FORMS).map(([word]) => formOf(word, BEGUN)) };
    }
    const others = forgiven(term) === 0 ? [] : (await index.words(term)).filter(([word]) => word !== term);
    const meant = correct(term, [...near, ...others]);
    if (meant === "") return { term, isUpper, forms: file.has(term) ? [[term, 1]] : [] };
    corrections.push([term, meant]);
    return { term: meant, isUpper: false, forms: [[meant, 1]] };
  }

  /** Returns the longest names that begin at a place. @param {number} at */
  async function namesAt(at) {
    // A beginning that can be one word only is taken for it.
    const own = tokens.map(({ term, forms }) => (forms.length === 1 ? forms[0][0] : term));
    const file = await index.terms(own[at]);
    for (let end = Math.min(own.length, at + LONGEST_NAME); file !== null && end > at; end -= 1) {
      const isWhole = at === 0 && end === own.length;
      const isCode = isWhole || tokens[at].isUpper || file.count(own[at]) < COMMON * index.documents;
      const names = file.named(own.slice(at, end).join(" ")).filter((name) => !name.isCode || isCode);
      if (names.length > 0) return names;
    }
    return [];
  }
}

/** @param {string} term @param {number} weight @returns {[string, number]} */
const formOf = (term, weight) => [term, weight];
