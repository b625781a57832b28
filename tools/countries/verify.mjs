// What must be true of the tables before they are written. Throws with all that is not.

import { LANGUAGES } from "./exceptions.mjs";
import { fold } from "./fold.mjs";
import { gazetteerFaults } from "./gazetteer.mjs";

// Display names that mean two entries: here the ambiguity wins over the name.
const AMBIGUOUS_NAMES = new Set(["CG", "MF"]);

/** Checks the tables against each other and against the sources. */
export function verify(sources, countries, former, aliases, names, gazetteer) {
  const faults = [
    ...countFaults(countries, former),
    ...uniquenessFaults(countries),
    ...m49Faults(sources, countries),
    ...formerFaults(sources, countries, former),
    ...aliasFaults(countries, former, aliases),
    ...resolutionFaults(sources, countries, aliases),
    ...nameFaults(names),
    ...gazetteerFaults(gazetteer, countries, former),
    ...capitalFaults(sources, countries),
  ];
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

function countFaults(countries, former) {
  return [
    ...(countries.length === 250 ? [] : [`${countries.length} countries, not 249 and XK`]),
    ...(former.length === 31 ? [] : [`${former.length} former countries, not 31`]),
  ];
}

function uniquenessFaults(countries) {
  return ["alpha2", "alpha3", "numeric", "name", "slug"].flatMap((column) => {
    const values = countries.map((country) => country[column]);
    return values
      .filter((value, i) => values.indexOf(value) !== i || (value === "" && column !== "numeric"))
      .map((value) => `${column} "${value}" is empty or stands there twice`);
  });
}

// CLDR and M49 number and name the same entries alike.
function m49Faults({ m49 }, countries) {
  const numericOf = new Map(m49.filter((g) => g.iso3166).map((g) => [g.iso3166, g.code]));
  return countries
    .filter(({ alpha3, numeric }) => numericOf.has(alpha3) && numericOf.get(alpha3) !== numeric)
    .map(({ alpha3, numeric }) => `${alpha3} is ${numeric} in CLDR, ${numericOf.get(alpha3)} in M49`);
}

// CLDR knows the codes and the successors of those that were in use when it began.
function formerFaults({ codeMappings, territoryAlias }, countries, former) {
  const current = new Set(countries.map(({ alpha2 }) => alpha2));
  const slugs = [...countries, ...former].map(({ slug }) => slug);
  return former.flatMap(({ code, alpha2, alpha3, numeric, slug, since, until, state, successors }) => {
    const mapped = codeMappings[alpha2];
    const heirs = successors.split(" ");
    // By number first: the two-letter codes CS and YU were used twice.
    const cldrHeirs = (territoryAlias[numeric] ?? territoryAlias[alpha2])?._replacement.split(" ") ?? [];
    return [
      /^[A-Z]{4}$/.test(code) && /^[A-Z]{3}$/.test(alpha3) && /^(\d{3})?$/.test(numeric) || "codes",
      mapped?._alpha3 !== alpha3 || mapped._numeric === numeric || `numeric code, ${mapped._numeric} in CLDR`,
      cldrHeirs.every((heir) => heirs.includes(heir)) || `successors, ${cldrHeirs} in CLDR`,
      heirs.every((heir) => current.has(heir)) && new Set(heirs).size === heirs.length || "successors",
      // The last two letters of the code name the one successor, but for AA, HH and XX, and YUCS.
      /(AA|HH|XX)$|^YUCS$/.test(code) || successors === code.slice(2) || "successor, not that of the code",
      /^(\d{4})?$/.test(since) && /^\d{4}$/.test(until) && since < until || "years",
      ["yes", "no"].includes(state) || "state",
      slugs.indexOf(slug) === slugs.lastIndexOf(slug) || "slug, which another has",
    ]
      .filter((fault) => fault !== true)
      .map((fault) => `${code}: check its ${fault}`);
  });
}

function aliasFaults(countries, former, aliases) {
  const all = [...countries.map((country) => ({ code: country.alpha2, ...country })), ...former];
  const known = new Set(all.map(({ code }) => code));
  const codes = new Set(
    all.flatMap(({ code, alpha2, alpha3 }) => [code, alpha2, alpha3]).map((code) => code.toLowerCase()),
  );
  const folds = aliases.map(({ alias }) => fold(alias));
  return aliases.flatMap(({ alias, code: listed }, i) => [
    ...listed.split(" ").filter((code) => !known.has(code)).map((code) => `alias "${alias}": no code ${code}`),
    ...(codes.has(folds[i]) ? [`alias "${alias}" is another country's code`] : []),
    ...(folds.indexOf(folds[i]) === i ? [] : [`alias "${alias}" stands there twice`]),
    ...(folds[i] === "" || /^\d+$/.test(folds[i]) ? [`alias "${alias}" folds to no name`] : []),
  ]);
}

// Every display name of CLDR, every name and every slug leads to its own entry.
function resolutionFaults({ english, french }, countries, aliases) {
  const found = new Map(
    countries.flatMap(({ alpha2, name, slug }) => [[fold(name), alpha2], [slug, alpha2]]),
  );
  for (const { alias, code } of aliases) {
    const taken = found.get(fold(alias));
    if (taken !== undefined && !code.split(" ").includes(taken)) {
      return [`alias "${alias}" is ${code}, but names ${taken}`];
    }
    found.set(fold(alias), code);
  }
  return countries.flatMap(({ alpha2, name, slug }) =>
    [name, slug, english[alpha2], french[alpha2]]
      .filter((text) => {
        const codes = (found.get(fold(text)) ?? "").split(" ");
        return !codes.includes(alpha2) || (codes.length > 1 && !AMBIGUOUS_NAMES.has(alpha2));
      })
      .map((text) => `"${text}" does not lead to ${alpha2}`),
  );
}

// In each language, every country and region has a name, and no two present countries have the same.
function nameFaults(names) {
  return LANGUAGES.flatMap((language) => {
    const shown = names.map((row) => ({ code: row.code, name: row[language].split("|")[0] }));
    const ofPresent = shown.filter(({ code }) => code.length === 2).map(({ name }) => name);
    return [
      ...shown.filter(({ code, name }) => name === "" && code.length < 4).map(({ code }) => `${code} has no name`),
      ...ofPresent.filter((name, i) => ofPresent.indexOf(name) !== i).map((name) => `"${name}" names two`),
    ].map((fault) => `${language}: ${fault}`);
  });
}

// Every country has its line, and every city of a capital that is several stands among the names.
function capitalFaults({ handCapitals }, countries) {
  const codes = (rows) => rows.map(({ alpha2 }) => alpha2).join(" ");
  return [
    ...(codes(handCapitals) === codes(countries) ? [] : ["not one line for each country, by alpha-2"]),
    ...handCapitals.flatMap(({ alpha2, capital, others }) => {
      const names = others === "" ? [] : others.split("|");
      const plain = [capital, ...names].map((name) => name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase());
      return [
        ...(plain.length === new Set(plain).size ? [] : [`${alpha2}: a name stands there twice`]),
        ...citiesOf(capital).filter((city) => !names.includes(city)).map((city) => `${alpha2}: "${city}" is missing`),
      ];
    }),
  ].map((fault) => `capitals.tsv: ${fault}`);
}

// "Sucre (seat of government: La Paz)", "Pretoria, Cape Town and Bloemfontein"; a single city is no list.
function citiesOf(capital) {
  const seat = /^(.+) \(.+: (.+)\)$/.exec(capital);
  if (seat !== null) return seat.slice(1);
  return capital.includes(" and ") ? capital.split(/, | and /) : [];
}
