// From a query to documents, on the index that a build writes.
import assert from "node:assert/strict";
import test from "node:test";

import { resultsOf } from "../../client/found.mjs";
import { OtherVersion } from "../../client/index.mjs";
import { countsOf, find } from "../../client/rank.mjs";
import { queryOf, stateOf } from "../../client/query.mjs";
import { contentOf, open } from "./site.mjs";

const asked = (text) => stateOf(text.startsWith("?") ? text : `?${new URLSearchParams({ q: text })}`);

/** Returns the titles that a query finds, the best first. */
async function titles(text, { index } = open()) {
  const state = asked(text);
  const { first } = await find(index, queryOf(state), state.sort);
  return Promise.all(first(20).map(async (number) => (await index.text(number)).title));
}

const first = async (text) => (await titles(text))[0];

test("words are found in titles, summaries, headings, texts and names", async () => {
  for (const [text, title] of [
    ["Odesa", "Grain leaves Odesa"],
    ["istanbul", "Grain leaves Odesa"],
    ["shipped wheat", "Grain leaves Odesa"],
    ["freezes assets", "A second package"],
    ["balance", "Paris asks Beijing for a word to Moscow"],
  ]) {
    assert.equal(await first(text), title, text);
  }
});

test("accents, case, apostrophes and ligatures do not matter", async () => {
  for (const text of ["Séjourné", "sejourne", "SÉJOURNÉ", "Se\u0301journe\u0301"]) {
    assert.equal(await first(text), "Stéphane Séjourné", text);
  }
  assert.equal(await first("grosse fragen"), "Paris asks Beijing for a word to Moscow");
  assert.equal(await first("l'ukraine balance"), "Paris asks Beijing for a word to Moscow");
});

test("writing without blanks and Arabic are found", async () => {
  assert.equal(await first("建交六十"), "中国与法国建交六十周年");
  assert.equal(await first("外交部"), "中国与法国建交六十周年");
  assert.equal(await first("الامم المتحدة"), "مؤتمر برلين حول ليبيا");
  assert.equal(await first("حظر الاسلحة"), "مؤتمر برلين حول ليبيا");
});

test("a country goes by all its names and codes, and its page stands first", async () => {
  for (const text of ["China", "PRC", "CN", "chn", "Chine", "中国", "الصين", "Pékin", "Bejing", "Sino-", "Chinese", "people's republic of china"]) {
    const found = await titles(text);
    assert.equal(found[0], "China", text);
    assert.ok(found.includes("中国与法国建交六十周年"), text);
  }
});

test("what is about a country is found by any of its names, and before what only names it", async () => {
  assert.deepEqual(await titles("PRC balance"), ["Paris asks Beijing for a word to Moscow"]);
  const all = await titles("China");
  assert.ok(all.indexOf("A second package") > all.indexOf("中国与法国建交六十周年"));
});

test("a topic goes by its aliases, and a person by the name", async () => {
  assert.equal(await first("restrictive measures"), "Sanctions");
  assert.equal(await first("sanctions"), "Sanctions");
  assert.equal(await first("wang yi"), "Wang Yi");
  assert.equal(await first("About this desk"), "About this desk");
});

test("a code in small letters is a word where others are asked for", async () => {
  assert.equal((await titles("us")).at(0), "United States");
});

test("slips of the pen are forgiven and told", async () => {
  for (const [text, from, to] of [
    ["sanctoins", "sanctoins", "sanctions"],
    ["corridro", "corridro", "corridor"],
    ["istambul", "istambul", "istanbul"],
    ["iniitatvie", "iniitatvie", "initiative"],
  ]) {
    const { index } = open();
    const { corrections, numbers } = await find(index, queryOf(asked(text)), "");
    assert.deepEqual(corrections, [[from, to]]);
    assert.ok(numbers.length > 0);
  }
  const { index } = open();
  assert.deepEqual((await find(index, queryOf(asked("xyz")), "")).corrections, []);
});

test("a word that some text has is a slip where only that makes sense", async () => {
  const { index } = open();
  const { corrections, isPartial, first: best } = await find(index, queryOf(asked("shippes wheat")), "");
  assert.deepEqual([corrections, isPartial], [[["shippes", "shipped"]], false]);
  assert.equal((await index.text(best(1)[0])).title, "Grain leaves Odesa");
  // “votes” is a word, but no text has it beside “wheat”; “notes” would be none.
  assert.equal((await find(index, queryOf(asked("votes wheat")), "")).isPartial, true);
});

test("a word that is still being typed finds those that begin with it", async () => {
  assert.equal(await first("sunflo"), "Grain leaves Odesa");
  assert.equal(await first("initia"), "The grain deal ends");
});

test("a plural and a singular find each other", async () => {
  assert.ok((await titles("sanction finance")).includes("A second package"));
});

test("all words count, and where no text has them all it is told", async () => {
  const { index } = open();
  const all = await find(index, queryOf(asked("grain corridor")), "");
  assert.equal(all.isPartial, false);
  const some = await find(index, queryOf(asked("wheat zebra")), "");
  assert.equal(some.isPartial, true);
  assert.equal(await first("wheat zebra"), "Grain leaves Odesa");
});

test("a text that was superseded or withdrawn stands below others", async () => {
  const found = await titles("grain corridor");
  assert.deepEqual(found, ["The grain deal ends", "Grain leaves Odesa", "A count of votes"]);
});

test("words with a minus are left out", async () => {
  assert.deepEqual(await titles("corridor -initiative"), ["A count of votes"]);
  assert.ok((await titles("-corridor")).length > 3);
});

test("filters keep what has them all, in years from and to", async () => {
  assert.deepEqual(await titles("?country=ua&country=ru"), ["The grain deal ends"]);
  assert.deepEqual(await titles("grain country:TR"), ["Grain leaves Odesa"]);
  assert.deepEqual(await titles("?topic=trade"), ["The grain deal ends", "Grain leaves Odesa"]);
  assert.deepEqual(await titles("?kind=report&to=2022"), ["Grain leaves Odesa"]);
  assert.deepEqual(await titles("?from=2024"), ["Paris asks Beijing for a word to Moscow", "中国与法国建交六十周年"]);
  assert.deepEqual(await titles("?from=2021&to=2021"), []);
  assert.deepEqual(await titles("?country=xx"), []);
});

test("newest first is newest first", async () => {
  assert.deepEqual((await titles("?q=grain&sort=date")).slice(0, 2), ["The grain deal ends", "Grain leaves Odesa"]);
});

test("nothing that says nothing finds anything", async () => {
  for (const text of ["", "  ", '""', "***", "😀", "-"]) assert.deepEqual(await titles(text), [], text);
});

test("only the most frequent words still find", async () => {
  assert.ok((await titles("the of")).length > 0);
});

test("counts follow the query", async () => {
  const { index } = open();
  const { numbers } = await find(index, queryOf(asked("corridor")), "");
  const { facets, years } = await countsOf(index, numbers);
  const count = (key) => facets.find((facet) => facet.key === key)?.count;
  assert.deepEqual(["c:ua", "c:tr", "c:us", "c:cn", "t:food-security", "t:trade", "k:report"].map(count), [2, 1, 1, 0, 2, 2, 2]);
  assert.deepEqual([...years], [[2020, 1], [2022, 1], [2023, 1]]);
});

test("a phrase is looked for in the texts", async () => {
  const { index } = open();
  const read = [];
  const words = async (number) => {
    const { title } = await index.text(number);
    read.push(title);
    return { title, summary: "", text: title === "A count of votes" ? "no grain corridor" : "the corridor of grain" };
  };
  const found = await resultsOf(index, queryOf(asked('"grain corridor"')), { sort: "", page: 1 }, words);
  assert.deepEqual(await Promise.all(found.shown.map(async (number) => (await index.text(number)).title)), ["A count of votes"]);
  assert.equal(found.total, 1);
  assert.equal(found.isMore, false);
  assert.equal(read.length, 3);
});

test("a query fetches what it needs alone", async () => {
  const opened = open();
  await titles("grain", opened);
  assert.deepEqual(opened.asked, ["terms/0", "texts/0"]);
});

test("without a file the rest is answered, and it is told", async () => {
  const { index } = open(async (file) => {
    if (file.startsWith("terms/")) throw new Error("no network");
    return contentOf(file);
  });
  const { numbers } = await find(index, queryOf(asked("grain ?country=ua")), "");
  assert.deepEqual(numbers, []);
  assert.ok(index.failed > 0);
  const broken = open(async (file) => ({ ...contentOf(file), words: "0x", bits: "####" }));
  assert.deepEqual((await find(broken.index, queryOf(asked("grain")), "")).numbers, []);
  assert.ok(broken.index.failed > 0);
});

test("a file of another version is no file of this index", async () => {
  const { index } = open(async (file) => ({ ...contentOf(file), version: "older0" }));
  await assert.rejects(find(index, queryOf(asked("grain")), ""), OtherVersion);
  assert.throws(() => new index.constructor({ ...contentOf("index"), format: 2 }, async () => contentOf("index")), OtherVersion);
});
