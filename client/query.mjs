// What a reader asks for, and its address.
// @ts-check

import { termsOf } from "./terms.mjs";

/**
 * @typedef {{ country: string[], topic: string[], kind: string[], from: string, to: string }} Filters
 * @typedef {{ text: string, filters: Filters, sort: string, page: number }} State
 * What stands in the address: the words as typed, and what else was chosen.
 */

/**
 * @typedef {{ terms: string[], isUpper: boolean }} Word a word as typed, which can be several terms
 * @typedef {{ words: Word[], phrases: string[][], without: string[][], filters: Filters }} Query
 * What a query means: its words, those of phrases among them; phrases; what is not wanted; and filters.
 */

/** How many characters of a query are looked at, and how many of its terms. */
const LONGEST_QUERY = 500;
const MOST_TERMS = 24;

/** How far a reader can turn. */
const MOST_PAGES = 5000;

const FILTERS = /** @type {const} */ (["country", "topic", "kind"]);
const YEARS = /** @type {const} */ (["from", "to"]);

/** @returns {Filters} */
const noFilters = () => ({ country: [], topic: [], kind: [], from: "", to: "" });

/**
 * Returns what an address asks for.
 * @param {string} search the part from the question mark on
 * @returns {State}
 */
export function stateOf(search) {
  const values = new URLSearchParams(search);
  const filters = noFilters();
  for (const name of FILTERS) filters[name] = [...new Set(values.getAll(name).map((value) => value.toLowerCase()).filter(isName))];
  for (const name of YEARS) filters[name] = year(values.get(name) ?? "");
  return {
    text: (values.get("q") ?? "").slice(0, LONGEST_QUERY),
    filters,
    sort: values.get("sort") === "date" ? "date" : "",
    page: Math.min(Math.max(1, Math.floor(Number(values.get("page"))) || 1), MOST_PAGES),
  };
}

/**
 * Returns the address of a state, from the question mark on.
 * @param {State} state
 */
export function addressOf({ text, filters, sort, page }) {
  const values = new URLSearchParams();
  if (text.trim() !== "") values.set("q", text.trim());
  for (const name of FILTERS) for (const value of filters[name]) values.append(name, value);
  for (const name of YEARS) if (filters[name] !== "") values.set(name, filters[name]);
  if (sort !== "") values.set("sort", sort);
  if (page > 1) values.set("page", String(page));
  const address = values.toString();
  return address === "" ? "" : `?${address}`;
}

/**
 * Returns what a text means.
 * @param {State} state
 * @returns {Query}
 */
export function queryOf({ text, filters }) {
  /** @type {Query} */
  const query = { words: [], phrases: [], without: [], filters: structuredClone(filters) };
  let count = 0;
  // A quote that is not closed ends with the text.
  for (const [part, minus, phrase] of text.matchAll(/(-?)["“”„«»]([^"“”„«»]*)(?:["“”«»]|$)|[^\s"“”„«»]+/g)) {
    if (phrase !== undefined) add(phrase, minus === "-", true);
    else if (!isFilter(part)) add(part.replace(/^-/, ""), /^-[^-]/.test(part), false);
  }
  return query;

  /** @param {string} written @param {boolean} isUnwanted @param {boolean} isPhrase */
  function add(written, isUnwanted, isPhrase) {
    const terms = termsOf(written).slice(0, MOST_TERMS - count);
    count += terms.length;
    if (terms.length === 0) return;
    if (isUnwanted) {
      query.without.push(terms);
    } else if (isPhrase && terms.length > 1) {
      query.phrases.push(terms);
      query.words.push({ terms, isUpper: false });
    } else {
      query.words.push({ terms, isUpper: written === written.toUpperCase() && written !== written.toLowerCase() });
    }
  }

  /** @param {string} part */
  function isFilter(part) {
    const [, name, value] = /^(country|topic|kind|from|to):(\S+)$/i.exec(part.normalize("NFKC")) ?? [];
    if (name === undefined) return false;
    const lower = name.toLowerCase();
    const own = value.toLowerCase();
    if (lower === "from" || lower === "to") query.filters[lower] = year(own);
    else if (isName(own)) query.filters[/** @type {"country"} */ (lower)].push(own);
    return true;
  }
}

/** Returns a year, or nothing. @param {string} value */
const year = (value) => (/^\d{4}$/.test(value) ? value : "");

/** Returns whether it can be the code of a country, the id of a topic or a kind. @param {string} value */
const isName = (value) => value !== "" && value.length <= 100 && !/[\s:]/.test(value);
