// What was found, page by page: phrases are looked for in the texts themselves.
// @ts-check

import { find } from "./rank.mjs";
import { holds } from "./passage.mjs";

/** @typedef {import("./index.mjs").Index} Index */
/** @typedef {import("./query.mjs").Query} Query */

/** How many documents stand on a page. */
export const PAGE = 20;

/** How many texts are read for a phrase at once, and how many at most. */
const TOGETHER = 10;
const MOST_READ = 200;

/**
 * @typedef {{ title: string, summary: string, text: string }} Words the words of a document
 * @typedef {import("./rank.mjs").Found & { shown: number[], total: number, isMore: boolean }} Results
 * What was found; which documents the page shows; how many there are, and whether there may be more.
 */

/**
 * Finds the documents on a page of results.
 * @param {Index} index
 * @param {Query} query
 * @param {{ sort: string, page: number }} state
 * @param {(number: number) => Promise<Words | null>} wordsOf reads the words of a document
 * @returns {Promise<Results>}
 */
export async function resultsOf(index, query, { sort, page }, wordsOf) {
  const found = await find(index, query, sort);
  const end = page * PAGE;
  if (query.phrases.length === 0 || found.isPartial) {
    return { ...found, shown: found.first(end).slice(end - PAGE), total: found.numbers.length, isMore: false };
  }
  const candidates = found.first(MOST_READ);
  /** @type {number[]} */
  const holding = [];
  let read = 0;
  // A few texts are all read, so that their number is right; of many, as many as the page needs.
  const most = candidates.length <= 3 * PAGE ? Infinity : end + 1;
  while (read < candidates.length && holding.length < most) {
    const next = candidates.slice(read, read + TOGETHER);
    const words = await Promise.all(next.map(wordsOf));
    next.forEach((number, at) => {
      const own = words[at];
      // What cannot be read is not left out: it has all the words.
      if (own === null || holds(`${own.title}\n${own.summary}\n${own.text}`, query.phrases)) holding.push(number);
    });
    read += next.length;
  }
  const isMore = read < found.numbers.length;
  const numbers = isMore ? found.numbers : holding;
  return { ...found, numbers, shown: holding.slice(end - PAGE, end), total: holding.length, isMore };
}
