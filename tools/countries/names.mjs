// The names of countries and regions in other languages than English, from CLDR.

import { LANGUAGES, LOCAL_EXCEPTIONS, LOCAL_FORMS } from "./exceptions.mjs";

// The name of Antarctica, in M49 an area and in CLDR a country.
const ANTARCTICA = { code: "010", key: "AQ" };

/**
 * Returns one row per country, M49 region and subregion, and former country, with a cell per language: the
 * name that is shown and, after "|", others that writers use. A cell is empty where there is none.
 */
export function nameTable({ local, handFormerNames }, countries, former, subregions) {
  const codes = new Set([...countries, ...former].flatMap(({ alpha2, alpha3 }) => [alpha2, alpha3]));
  const regions = [...countries.map(({ region }) => region), ...subregions.map(({ code }) => code)];
  const cells = (name) => Object.fromEntries(LANGUAGES.map((language) => [language, name(language)]));
  return [
    ...countries.map(({ alpha2 }) => ({
      code: alpha2,
      ...cells((language) => countryNames(local[language], language, alpha2, codes).join("|")),
    })),
    ...[...new Set(regions)].sort().map((code) => ({ code, ...cells((language) => regionName(local[language], language, code)) })),
    ...former.map(({ code, french }) => ({
      code,
      ...cells((language) => (language === "fr" ? french : (handFormerNames[language][code] ?? ""))),
    })),
  ];
}

// The name that is shown comes first.
function countryNames(territories, language, alpha2, codes) {
  const base = territories[alpha2];
  const form = LOCAL_EXCEPTIONS[language]?.[alpha2] ?? LOCAL_FORMS[alpha2] ?? "";
  const given = form.startsWith("=") ? form.slice(1) : territories[form === "" ? alpha2 : `${alpha2}-${form}`];
  // "Myanmar (Burma)": the name in brackets is the one that is not used any more.
  const [, before, inside] = (alpha2 === "MM" && /^(.+?) ?\((.+)\)$/.exec(given)) || [null, given];
  const shown = written(before, language);
  // aliases.tsv has all French names.
  if (language === "fr") return [shown];
  const others = Object.keys(territories)
    .filter((key) => key.startsWith(`${alpha2}-alt-`))
    .map((key) => territories[key])
    .filter((name) => isName(name, codes));
  const all = [shown, base, ...(inside === undefined ? [] : [inside]), ...others];
  return all.filter((name, i) => all.findIndex((other) => letters(other) === letters(name)) === i);
}

function regionName(territories, language, code) {
  const name = territories[code === ANTARCTICA.code ? ANTARCTICA.key : code];
  return written(name.replace(/ \(.+\)$/, ""), language);
}

// As it stands alone: without the abbreviations of tables, and with a capital letter.
function written(name, language) {
  const full = name
    .replace(/ [-–] /, "-")
    .replace(/(^| )о-ва( |$)/, "$1острова$2")
    .replace(/(^| )о-в( |$)/, "$1остров$2");
  const [first] = full;
  return first.toLocaleUpperCase(language) + full.slice(first.length);
}

// Leaves out explanations in brackets, keys that stand in for a name, and what could be a code.
function isName(name, codes) {
  if (/[(（]|^[A-Z]{2}-/.test(name)) return false;
  return !/^[A-Z]{1,2}$/.test(letters(name)) && !codes.has(letters(name));
}

function letters(name) {
  return name.normalize("NFKD").replace(/[^\p{L}]/gu, "");
}
