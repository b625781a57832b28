// Terms are the same in the browser as in the index: src/search/terms.rs reads the same vectors.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { termsOf } from "../../client/terms.mjs";

const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url), "utf8"));

for (const [text, terms] of Object.entries(vectors)) {
  test(`the terms of “${text}”`, () => assert.deepEqual(termsOf(text), terms));
}
