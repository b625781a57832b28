#!/usr/bin/env node
// Writes the tables of organisations in data/. With --check it writes nothing, and fails if a checked-in file differs
// from what it would write.

import { toTsv } from "./countries/tables.mjs";
import { checkOrWrite } from "./files.mjs";
import { readSources } from "./organisations/sources.mjs";
import { membershipTable, nameTable, organisationTable } from "./organisations/tables.mjs";
import { verify } from "./organisations/verify.mjs";

async function generate() {
  const sources = await readSources();
  const organisations = organisationTable(sources);
  const names = nameTable(sources, organisations);
  const memberships = membershipTable(sources, organisations);
  verify(sources, organisations, memberships);
  return new Map([
    ["data/organisations.tsv", toTsv(organisations)],
    ["data/organisation_names.tsv", toTsv(names)],
    ["data/memberships.tsv", toTsv(memberships)],
  ]);
}

await checkOrWrite(generate, "organisations");
