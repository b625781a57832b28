// The index of the site in `site/`, which the suite holds to what a build writes.
import { readFileSync } from "node:fs";
import vm from "node:vm";

import { Index } from "../../client/index.mjs";

const folder = new URL("index/", import.meta.url);

/** Returns the content of a file of the index. */
export function contentOf(file) {
  let content;
  const chancerySearch = (given) => (content = given);
  vm.runInNewContext(readFileSync(new URL(`${file}.js`, folder), "utf8"), { chancerySearch });
  return structuredClone(content);
}

/** Returns the index, and the names of the files that are read of it. */
export function open(load = async (file) => contentOf(file)) {
  const asked = [];
  const index = new Index(contentOf("index"), (file, version) => {
    asked.push(file);
    return load(file, version);
  });
  return { index, asked };
}
