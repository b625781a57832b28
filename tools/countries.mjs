#!/usr/bin/env node
// Writes the tables in data/, data/NOTICE and the fixture of the tests in src/world/. With --check it writes
// nothing, and fails if a checked-in file differs from what it would write.

import { gazetteerTable } from "./countries/gazetteer.mjs";
import { nameTable } from "./countries/names.mjs";
import { notice } from "./countries/notice.mjs";
import { readSources } from "./countries/sources.mjs";
import { aliasTable, countryTable, fixtureTable, formerTable, subregionTable, toTsv } from "./countries/tables.mjs";
import { verify } from "./countries/verify.mjs";
import { checkOrWrite } from "./files.mjs";

async function generate() {
  const sources = await readSources();
  const countries = countryTable(sources);
  const former = formerTable(sources);
  const aliases = aliasTable(sources, countries, former);
  const subregions = subregionTable(sources, countries);
  const names = nameTable(sources, countries, former, subregions);
  const gazetteer = gazetteerTable(sources);
  verify(sources, countries, former, aliases, names, gazetteer);
  return new Map([
    ["data/countries.tsv", toTsv(countries)],
    ["data/former.tsv", toTsv(former)],
    ["data/subregions.tsv", toTsv(subregions)],
    ["data/aliases.tsv", toTsv(aliases)],
    ["data/names.tsv", toTsv(names)],
    ["data/capitals.tsv", toTsv(sources.handCapitals)],
    ["data/gazetteer.tsv", toTsv(gazetteer)],
    ["data/NOTICE", notice(sources)],
    ["src/world/fixtures/cldr_names.tsv", toTsv(fixtureTable(sources))],
  ]);
}

await checkOrWrite(generate, "countries");
