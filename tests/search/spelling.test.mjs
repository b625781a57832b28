// Slips of the pen.
import assert from "node:assert/strict";
import test from "node:test";

import { correct, distance } from "../../client/spelling.mjs";

test("a letter too many, too few, another one and two in the wrong order are one slip each", () => {
  for (const [one, other, slips] of [
    ["sanctions", "sanctions", 0],
    ["sanctoins", "sanctions", 1],
    ["sanction", "sanctions", 1],
    ["sanctionss", "sanctions", 1],
    ["santcoins", "sanctions", 2],
    ["xanctiony", "sanctions", 2],
    ["iran", "iraq", 1],
    ["grain", "corridor", 3],
  ]) {
    assert.equal(distance(one, other, 2), slips, `${one} ${other}`);
    assert.equal(distance(other, one, 2), slips, `${other} ${one}`);
  }
});

test("one slip is forgiven from four letters on, two from eight", () => {
  const known = [["grain", 5], ["grand", 90], ["sanctions", 40], ["oil", 7], ["2024", 9]];
  assert.equal(correct("oli", known), "");
  assert.equal(correct("grian", known), "grain");
  assert.equal(correct("grxxn", known), "");
  assert.equal(correct("xanctionx", known), "sanctions");
  assert.equal(correct("2025", known), "");
});

test("the word with fewer slips goes first, then the one that begins alike, then the more frequent one", () => {
  assert.equal(correct("tarifs", [["tariff", 900], ["tariffs", 2]]), "tariff");
  assert.equal(correct("rade", [["trade", 900], ["rada", 2]]), "rada");
  assert.equal(correct("trede", [["trade", 9], ["treed", 90]]), "treed");
});
