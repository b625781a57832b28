// Turns the sources into the rows of the tables. Nothing here reads or writes files.

import { EXTRA_CODES, NAMES, REGIONS, SLUGS } from "./exceptions.mjs";
import { fold, slugify } from "./fold.mjs";

/** Returns one row per ISO 3166-1 entry and XK, sorted by alpha-2. */
export function countryTable(sources) {
  return isoCodes(sources).map(({ alpha2, alpha3, numeric }) => {
    const name = NAMES[alpha2] ?? spelledOut(sources.english[alpha2]);
    const slug = SLUGS[alpha2] ?? slugify(name);
    const { region, subregion } = REGIONS[alpha2] ?? m49Region(sources.m49, numeric);
    return { alpha2, alpha3, numeric, name, slug, region, subregion };
  });
}

/** Returns one row per entry of ISO 3166-3, sorted by alpha-4. */
export function formerTable({ handFormer }) {
  return handFormer
    .map(({ code, alpha3, numeric, name, french, since, until, state, successors }) => ({
      code,
      alpha2: code.slice(0, 2),
      alpha3,
      numeric,
      name,
      french,
      slug: SLUGS[code] ?? slugify(name),
      since,
      until,
      state,
      successors: successors.join(" "),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Returns one row per M49 group that is the subregion of a country, sorted by code. */
export function subregionTable({ m49 }, countries) {
  const used = new Set(countries.map(({ subregion }) => subregion));
  return m49
    .filter(({ code }) => used.has(code))
    .map(({ code, name }) => ({ code, name }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Returns one row per further name, sorted by its fold: `code` holds several codes if it is ambiguous. */
export function aliasTable(sources, countries, former) {
  const byFold = new Map(); // fold → { alias, code, byHand }
  const formerCodes = new Set(former.map(({ code }) => code));
  const claim = (alias, code) => {
    const key = fold(alias);
    const taken = byFold.get(key);
    if (taken === undefined) byFold.set(key, { alias, code });
    else if (taken.code !== code && (!taken.byHand || formerCodes.has(taken.code))) {
      throw new Error(`"${alias}" is ${code}, but "${taken.alias}" is ${taken.code}`);
    }
  };

  // The hand-made list comes first, so that it settles what the sources would dispute.
  for (const { alias, codes } of sources.handAliases) {
    const key = fold(alias);
    if (byFold.has(key)) throw new Error(`aliases.tsv: "${alias}" stands there twice`);
    byFold.set(key, { alias, code: codes.join(" "), byHand: true });
  }
  for (const { alpha2, numeric, name } of countries) {
    for (const alias of writtenNames(sources, alpha2, numeric, name)) claim(alias, alpha2);
  }
  // A present country keeps what it is called ("Birmanie") from a former one of the same name.
  for (const { code, french } of former) {
    if (!byFold.has(fold(french))) claim(french, code);
  }

  // What folds to a country's own name or code needs no row; an ambiguous alias always stays.
  const own = new Set(
    [...countries.map((country) => ({ code: country.alpha2, ...country })), ...former].flatMap(
      ({ code, alpha3, name }) => [code, alpha3, name].map((text) => `${fold(text)} ${code}`),
    ),
  );
  return [...byFold]
    .filter(([key, { alias, code, byHand }]) => {
      const needless = own.has(`${key} ${code}`);
      if (needless && byHand) throw new Error(`aliases.tsv: "${alias}" resolves without it`);
      return !needless;
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { alias, code }]) => ({ alias, code }));
}

/** Returns the CLDR display names that the tests in src/world/ resolve. */
export function fixtureTable(sources) {
  return isoCodes(sources).map(({ alpha2 }) => ({
    alpha2,
    english: sources.english[alpha2],
    french: sources.french[alpha2],
  }));
}

/** Returns rows as tab-separated text with a header line. */
export function toTsv(rows) {
  const lines = [Object.keys(rows[0]), ...rows.map((row) => Object.values(row))];
  for (const cell of lines.flat()) {
    if (/[\t\r\n]|^ | $/.test(cell)) throw new Error(`"${cell}" cannot stand in a table`);
  }
  return lines.map((cells) => `${cells.join("\t")}\n`).join("");
}

// ISO 3166-1 is what M49 lists, and Taiwan; both numberings are the same.
function isoCodes({ codeMappings, m49 }) {
  const listed = new Set(m49.filter(({ iso3166 }) => iso3166).map(({ iso3166 }) => iso3166));
  listed.add("TWN");
  const iso = Object.entries(codeMappings)
    .filter(([alpha2, { _alpha3 }]) => /^[A-Z]{2}$/.test(alpha2) && listed.has(_alpha3))
    .map(([alpha2, { _alpha3, _numeric }]) => ({ alpha2, alpha3: _alpha3, numeric: _numeric }));
  const extra = Object.entries(EXTRA_CODES).map(([alpha2, codes]) => ({ alpha2, ...codes }));
  return [...iso, ...extra].sort((a, b) => (a.alpha2 < b.alpha2 ? -1 : 1));
}

// The region is the top group, the subregion the smallest group that an entry belongs to.
function m49Region(m49, numeric) {
  const byCode = new Map(m49.map((group) => [group.code, group]));
  const subregion = byCode.get(numeric)?.parent;
  let region = byCode.get(subregion);
  while (region !== undefined && region.type > 1) region = byCode.get(region.parent);
  if (region?.type !== 1) throw new Error(`M49 ${numeric} has no region`);
  return { region: region.code, subregion };
}

// Every name that the sources give an entry, and the usual respellings of the English ones. The short
// French names are no names but abbreviations, and "É.-U." would take what is written "E.U.".
function writtenNames({ english, french, m49 }, alpha2, numeric, name) {
  const un = m49.find(({ code }) => code === numeric)?.name;
  return [
    ...new Set([
      ...[name, ...forms(english, alpha2), un].filter(Boolean).flatMap(respellings),
      ...forms(french, alpha2, /-alt-(?!short)/),
    ]),
  ];
}

// CLDR keeps a second form under `CD-alt-variant`, a short one under `GB-alt-short`.
function forms(territories, alpha2, alternative = /-alt-/) {
  return Object.keys(territories)
    .filter((key) => key === alpha2 || (key.startsWith(`${alpha2}-`) && alternative.test(key)))
    .map((key) => territories[key]);
}

function spelledOut(text) {
  return text.replace(/^St\. /, "Saint ").replaceAll(" & ", " and ");
}

function respellings(text) {
  const full = spelledOut(text);
  const short = full.replace(/^Saint /, "St ");
  return [text, full, short, full.replaceAll(" and ", " & "), short.replaceAll(" and ", " & ")];
}
