#!/usr/bin/env node
// Writes data/countries.tsv, data/aliases.tsv, data/NOTICE and the fixture of the tests in
// src/world/. With --check it writes nothing, and fails if a checked-in file differs from what it
// would write.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { notice } from "./countries/notice.mjs";
import { readSources } from "./countries/sources.mjs";
import { aliasTable, countryTable, fixtureTable, toTsv } from "./countries/tables.mjs";
import { verify } from "./countries/verify.mjs";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..");

async function generate() {
  const sources = await readSources();
  const countries = countryTable(sources);
  const aliases = aliasTable(sources, countries);
  verify(sources, countries, aliases);
  return new Map([
    ["data/countries.tsv", toTsv(countries)],
    ["data/aliases.tsv", toTsv(aliases)],
    ["data/NOTICE", notice(sources)],
    ["src/world/fixtures/cldr_names.tsv", toTsv(fixtureTable(sources))],
  ]);
}

async function check(files) {
  const stale = [];
  for (const [path, text] of files) {
    const checkedIn = await readFile(join(repository, path), "utf8").catch(() => null);
    if (checkedIn !== text) stale.push(path);
  }
  if (stale.length > 0) {
    throw new Error(`out of date: ${stale.join(", ")} (run \`npm run countries\` in tools/)`);
  }
}

async function write(files) {
  for (const [path, text] of files) {
    const target = join(repository, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

const args = process.argv.slice(2);
if (args.some((arg) => arg !== "--check")) {
  console.error("usage: node countries.mjs [--check]");
  process.exit(2);
}

try {
  const files = await generate();
  await (args.includes("--check") ? check(files) : write(files));
  console.error(`${[...files.keys()].join(", ")}: ${args.includes("--check") ? "up to date" : "written"}`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
