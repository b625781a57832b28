// From a query to documents, the best first: BM25F, as docs/search-index.md says.
// @ts-check

import { wordsOf } from "./index.mjs";
import { understand } from "./understand.mjs";

/** @typedef {import("./index.mjs").Index} Index */
/** @typedef {import("./query.mjs").Query} Query */
/** @typedef {import("./understand.mjs").Unit} Unit */

/**
 * @typedef {{
 *   numbers: number[],
 *   first: (count: number) => number[],
 *   marked: Set<string>,
 *   corrections: [string, string][],
 *   isPartial: boolean,
 *   isEmpty: boolean,
 * }} Found
 * What a query found: documents in no order, and so many of them, the best first; the terms to mark; words that were taken
 * for others; whether no document has all words; and whether nothing was asked for.
 */

/** How many documents have a word that may be a slip, where no text has all words. */
const RARE = 5;

/** What a page gets whose name stands in the query and that has none of its words. */
const NAMED = 0.01;

/**
 * Finds what a query asks for.
 * @param {Index} index
 * @param {Query} query
 * @param {string} sort `date`, or by relevance
 * @param {number} [rare] how many documents a word may have and still be taken for a slip
 * @returns {Promise<Found>}
 */
export async function find(index, query, sort, rare = -1) {
  const { units, corrections } = await understand(index, query.words, rare);
  const [parts, isKept] = await Promise.all([Promise.all(units.map((unit) => scoresOf(index, unit))), filter(index, query)]);
  const isEmpty = units.length === 0 && isKept === null;
  // A term that nearly all documents have says nothing beside others.
  const counted = parts.filter((part) => !part.isCommon);
  const needed = counted.length > 0 ? counted : parts;

  const scores = new Float64Array(index.documents);
  const hits = new Uint8Array(index.documents);
  for (const part of parts) {
    const isNeeded = needed.includes(part);
    part.scores.forEach((score, number) => {
      if (score === 0) return;
      scores[number] += score;
      if (isNeeded) hits[number] += 1;
    });
  }
  /** @param {number} least */
  const having = (least) => {
    /** @type {number[]} */
    const numbers = [];
    if (!isEmpty) {
      for (let number = 0; number < index.documents; number += 1) {
        if (hits[number] >= least && (isKept === null || isKept(number))) numbers.push(number);
      }
    }
    return numbers;
  };
  let numbers = having(needed.length);
  const isPartial = numbers.length === 0 && needed.length > 1;
  if (isPartial) {
    // A slip can be a word of some text, or of one that has it too.
    const again = rare < 0 ? await find(index, query, sort, RARE) : null;
    if (again && !again.isPartial && again.numbers.length > 0) return again;
    numbers = having(1);
    for (const number of numbers) scores[number] *= (hits[number] / needed.length) ** 2;
  }
  const isByDate = sort === "date" || units.length === 0;
  if (isByDate) {
    for (const number of numbers) scores[number] = number < index.header.briefings ? number + 1 : -number;
  } else {
    weigh(index, numbers, scores);
  }
  if (units.length === 1 && !isByDate) for (const name of units[0].names) scores[index.header.briefings + name.number] += 1e6;
  const marked = units.flatMap(({ tokens }) => tokens.flatMap(({ term, forms }) => [term, ...forms.map(([form]) => form)]));
  return { numbers, first: (count) => best(numbers, scores, count), marked: new Set(marked), corrections, isPartial, isEmpty };
}

/**
 * Returns what each document gets for a unit, and whether nearly all documents have it.
 * @param {Index} index
 * @param {Unit} unit
 */
async function scoresOf(index, { tokens, names }) {
  /** @type {Float64Array | null} */
  let together = null;
  let isCommon = names.length === 0;
  for (const { forms } of tokens) {
    const scores = new Float64Array(index.documents);
    let isCommonHere = false;
    for (const [form, weight] of forms) isCommonHere = (await addTerm(index, form, weight, scores)) || isCommonHere;
    isCommon &&= isCommonHere;
    /** @type {Float64Array | null} */
    const before = together;
    together = before === null ? scores : scores.map((score, number) => (score > 0 && before[number] > 0 ? score + before[number] : 0));
  }
  const scores = together ?? new Float64Array(index.documents);
  const about = new Float64Array(index.documents);
  const homes = new Map(names.map(({ key, home }) => [key, home]));
  for (const [key, home] of homes) if (key !== "") await addTerm(index, key, 1, about, home);
  if (names.length > 0) about.forEach((score, number) => (scores[number] += score));
  for (const { number } of names) scores[index.header.briefings + number] += NAMED;
  return { scores, isCommon };
}

/**
 * Gives each document what a term counts in it, where that is more than it has. Returns whether nearly all have it.
 * @param {Index} index
 * @param {string} term
 * @param {number} weight
 * @param {Float64Array} scores
 * @param {string} home a term of the file that has it
 */
async function addTerm(index, term, weight, scores, home = term) {
  const list = (await index.terms(home))?.list(term);
  if (!list) return false;
  const { k, b, levels, title } = index.header.weights;
  const count = list.numbers.length;
  const rarity = Math.log(1 + (index.documents - count + 0.5) / (count + 0.5)) * weight;
  // There are eight lengths and eight levels.
  const table = Array.from({ length: 64 }, (_, place) => {
    const times = levels[place & 3];
    const saturated = times / (times + k * (1 - b + (b * wordsOf(place >> 3)) / index.mean));
    return rarity * (saturated + (place & 4 ? title : 0));
  });
  for (let at = 0; at < count; at += 1) {
    const number = list.numbers[at];
    const score = table[(index.lengths[number] << 3) | (list.levels === null ? 0 : list.levels[at])];
    if (score > scores[number]) scores[number] = score;
  }
  return list.levels === null;
}

/**
 * Returns whether a document is one that the filters and the words that are not wanted leave; nothing where all are.
 * @param {Index} index
 * @param {Query} query
 * @returns {Promise<((number: number) => boolean) | null>}
 */
async function filter(index, { filters, without }) {
  const { country, topic, kind, from, to } = filters;
  const groups = [...country.map((code) => [`c:${code}`]), ...topic.map((id) => [`t:${id}`])];
  if (kind.length > 0) groups.push(kind.map((name) => `k:${name}`));
  const hasYears = from !== "" || to !== "";
  if (groups.length === 0 && !hasYears && without.length === 0) return null;
  const kept = new Uint8Array(index.documents).fill(1);
  if (groups.length > 0 || hasYears) {
    const { briefings, years } = index.header;
    /** @param {(year: number) => boolean} is */
    const start = (is) => years.find((/** @type {number[]} */ [year]) => is(year))?.[1] ?? briefings;
    kept.fill(0, 0, from === "" ? 0 : start((year) => year >= Number(from)));
    kept.fill(0, to === "" ? briefings : start((year) => year > Number(to)));
  }
  const facets = groups.length > 0 ? await index.facets() : [];
  for (const keys of groups) {
    const has = new Uint8Array(index.documents);
    for (const { key, list } of facets) if (keys.includes(key)) for (const number of list) has[number] = 1;
    has.forEach((is, number) => (kept[number] &= is));
  }
  for (const terms of without) {
    const counts = new Uint8Array(index.documents);
    for (const term of terms) for (const number of (await index.terms(term))?.list(term)?.numbers ?? []) counts[number] += 1;
    counts.forEach((count, number) => (kept[number] &= count === terms.length ? 0 : 1));
  }
  return (number) => kept[number] === 1;
}

/**
 * Gives newer texts a little more, and those that were withdrawn or have a successor less.
 * @param {Index} index
 * @param {number[]} numbers
 * @param {Float64Array} scores
 */
function weigh(index, numbers, scores) {
  for (const number of numbers) scores[number] *= index.recency(number) * (index.withdrawn.has(number) ? 0.5 : 1);
  // A successor is newer, so it has its last score before those whose place it took.
  const isThere = new Set(index.superseded.length > 0 ? numbers : []);
  for (const [number, successor] of index.superseded) {
    scores[number] /= 2;
    if (isThere.has(successor)) scores[number] = Math.min(scores[number], scores[successor] * 0.999);
  }
}

/**
 * Returns so many of these documents, those with the highest scores, and of those with the same the newest first.
 * @param {number[]} numbers
 * @param {Float64Array} scores
 * @param {number} count
 */
function best(numbers, scores, count) {
  const sorted = Float64Array.from(numbers, (number) => scores[number]).sort();
  const least = sorted[Math.max(0, sorted.length - count)];
  return numbers
    .filter((number) => scores[number] >= least)
    .sort((one, other) => scores[other] - scores[one] || other - one)
    .slice(0, count);
}

/**
 * Returns how many of these documents each country, topic and kind has, and each year.
 * @param {Index} index
 * @param {number[]} numbers
 */
export async function countsOf(index, numbers) {
  const isThere = new Uint8Array(index.documents);
  /** @type {Map<number, number>} */
  const years = new Map();
  for (const number of numbers) {
    isThere[number] = 1;
    const year = index.year(number);
    if (year !== 0) years.set(year, (years.get(year) ?? 0) + 1);
  }
  const facets = (await index.facets()).map(({ key, label, list }) => {
    let count = 0;
    for (const number of list) count += isThere[number];
    return { key, label, count };
  });
  return { facets, years };
}
