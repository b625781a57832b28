// What a query means, and its address.
import assert from "node:assert/strict";
import test from "node:test";

import { addressOf, queryOf, stateOf } from "../../client/query.mjs";

const meaning = (text) => {
  const { words, phrases, without, filters } = queryOf(stateOf(`?${new URLSearchParams({ q: text })}`));
  return { words: words.map((word) => word.terms.join(" ")), phrases: phrases.map((phrase) => phrase.join(" ")), without: without.map((part) => part.join(" ")), filters };
};
const nothing = { country: [], topic: [], kind: [], from: "", to: "" };

test("words, phrases, words that are not wanted and filters are told apart", () => {
  assert.deepEqual(meaning('grain "Black Sea" -Odesa -"safe passage" country:UA topic:trade kind:report from:2022 to:2023'), {
    words: ["grain", "black sea"],
    phrases: ["black sea"],
    without: ["odesa", "safe passage"],
    filters: { country: ["ua"], topic: ["trade"], kind: ["report"], from: "2022", to: "2023" },
  });
});

test("quotes of other languages are quotes, and one that is not closed ends with the text", () => {
  assert.deepEqual(meaning("„Schwarzes Meer“ «mer Noire» “grain deal").phrases, ["schwarzes meer", "mer noire", "grain deal"]);
  assert.deepEqual(meaning('"sanctions"'), { words: ["sanctions"], phrases: [], without: [], filters: nothing });
});

test("what says nothing is left out", () => {
  for (const text of ["", "   ", '""', "-", "--", '"', "***", "country:", "from:soon", "😀"]) {
    const { words, phrases, without, filters } = meaning(text);
    assert.deepEqual({ phrases, without, filters }, { phrases: [], without: [], filters: nothing }, text);
    assert.ok(words.every((word) => word === "country" || word === "from" || word === "soon"), text);
  }
});

test("a hyphen within a word is not a minus", () => {
  assert.deepEqual(meaning("Sino-Russian").words, ["sino russian"]);
});

test("ten thousand characters are cut", () => {
  const { words } = queryOf(stateOf(`?q=${"word ".repeat(2000)}`));
  assert.equal(words.length, 24);
});

test("an address leads back to itself", () => {
  for (const address of ["", "?q=grain+corridor&country=ua&country=ru&topic=trade&kind=report&from=2022&to=2023&sort=date&page=3", "?q=%22a+phrase%22"]) {
    assert.equal(addressOf(stateOf(address)), address);
  }
});

test("what an address cannot mean is left out", () => {
  for (const address of ["?q=%ZZ&page=-1", "?page=1e999", "?page=x&sort=odd&from=20225", "?country=a%20b&kind="]) {
    const state = stateOf(address);
    assert.equal(state.page >= 1 && Number.isFinite(state.page), true, address);
    assert.deepEqual({ ...state.filters, sort: state.sort }, { ...nothing, sort: "" }, address);
  }
});
