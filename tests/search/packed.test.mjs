// Lists are read as they were written: src/search/bits.rs writes the same vectors.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { bytesOf, hash, places, readList, readTriples, unfold } from "../../client/packed.mjs";

const vectors = JSON.parse(readFileSync(new URL("packed.json", import.meta.url), "utf8"));

test("lists of documents and their levels are read", () => {
  for (const { documents, list, bits } of vectors.lists) {
    const bytes = bytesOf(bits);
    const [place] = places(bytes);
    assert.equal(place.count, list.length);
    const { numbers, levels } = readList(bytes, place, documents, true);
    assert.deepEqual([...numbers], list.map(([number]) => number));
    assert.deepEqual([...(levels ?? new Uint8Array(list.length))], list.map(([, level]) => level));
  }
});

test("a list that is cut off ends", () => {
  for (const { documents, list, bits } of vectors.lists) {
    const whole = bytesOf(bits);
    for (let length = 0; length < whole.length; length += 1) {
      const bytes = whole.slice(0, length);
      for (const place of places(bytes)) assert.ok(readList(bytes, place, documents, true).numbers.length <= list.length);
    }
  }
});

test("words, hashes and lengths are read", () => {
  for (const { words, packed } of vectors.words) assert.deepEqual(unfold(packed), words);
  for (const [text, sum] of Object.entries(vectors.hashes)) assert.equal(hash(text), sum);
  const { numbers, bits } = vectors.lengths;
  assert.deepEqual([...readTriples(bytesOf(bits), numbers.length)], numbers);
});
