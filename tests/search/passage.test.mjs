// Passages and marks.
import assert from "node:assert/strict";
import test from "node:test";

import { holds, passage, pieces } from "../../client/passage.mjs";

const marked = (text, ...terms) => pieces(text, new Set(terms)).filter((piece) => piece.isMarked).map((piece) => piece.text);

test("words are marked as they are written", () => {
  assert.deepEqual(marked("Séjourné, l’Ukraine and SANCTIONS; sanctioned", "sejourne", "ukraine", "sanctions"), ["Séjourné", "Ukraine", "SANCTIONS"]);
  assert.deepEqual(marked("两国外交部发表", "外交", "交部"), ["外交", "部"]);
  assert.equal(pieces("Größe — l’été", new Set(["groesse", "ete"])).map((piece) => piece.text).join(""), "Größe — l’été");
});

test("a passage has the place with the most of the words", () => {
  const filler = "Nothing of note was said. ".repeat(30);
  const text = `Grain. ${filler}The grain corridor is open. ${filler}`;
  const found = passage(text, new Set(["grain", "corridor"]), []);
  assert.match(found, /^… .*The grain corridor is open\..* …$/);
  assert.ok(found.length < 300);
});

test("a passage has the phrase rather than its words", () => {
  const filler = "Nothing of note was said. ".repeat(30);
  const text = `A corridor for grain. ${filler}A grain corridor. ${filler}`;
  assert.match(passage(text, new Set(["grain", "corridor"]), [["grain", "corridor"]]), /A grain corridor/);
});

test("a text of one word is a passage", () => {
  assert.equal(passage("", new Set(), []), "");
  assert.equal(passage("short", new Set(["short"]), []), "short");
  assert.ok(passage("字".repeat(1000), new Set(["字字"]), []).length <= 300);
});

test("a phrase is words in a row, whatever is between them", () => {
  assert.ok(holds("The Black-Sea: grain, deal", [["black", "sea", "grain"]]));
  assert.ok(!holds("grain of the deal", [["grain", "deal"]]));
  assert.ok(holds("中国外交部", [["外交", "交部"]]));
});
