// Reads the hand-made lists, the names of CLDR and the codes of countries.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { LANGUAGES } from "../countries/exceptions.mjs";
import { parseRows } from "../countries/sources.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** Returns all that the tables are made from, as plain values; an empty cell is "". */
export async function readSources() {
  return {
    organisations: await rows("organisations.tsv", 12),
    names: await rows("names.tsv", 5),
    members: await rows("members.tsv", 4),
    territories: Object.fromEntries(["en", ...LANGUAGES].map((language) => [language, territories(language)])),
    codes: new Set([...(await codes("countries.tsv")), ...(await codes("former.tsv"))]),
  };
}

async function rows(file, width) {
  const text = await readFile(join(here, file), "utf8");
  return parseRows(text, file, width).map((cells) => cells.map((cell) => (cell === "-" ? "" : cell)));
}

async function codes(file) {
  const text = await readFile(join(here, "..", "..", "data", file), "utf8");
  return text.trimEnd().split("\n").slice(1).map((line) => line.split("\t")[0]);
}

function territories(language) {
  const file = require(`cldr-localenames-full/main/${language}/territories.json`);
  return file.main[language].localeDisplayNames.territories;
}
