// What must be true of the tables before they are written. Throws with all that is not.

import { fold } from "./fold.mjs";

// Display names that mean two entries: here the ambiguity wins over the name.
const AMBIGUOUS_NAMES = new Set(["CG", "MF"]);

/** Checks the tables against each other and against the sources. */
export function verify(sources, countries, aliases) {
  const faults = [
    ...countFaults(countries),
    ...uniquenessFaults(countries),
    ...m49Faults(sources, countries),
    ...aliasFaults(countries, aliases),
    ...resolutionFaults(sources, countries, aliases),
  ];
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

function countFaults(countries) {
  return countries.length === 250 ? [] : [`${countries.length} countries, not 249 and XK`];
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

function aliasFaults(countries, aliases) {
  const known = new Set(countries.map(({ alpha2 }) => alpha2));
  const codes = new Set(
    countries.flatMap(({ alpha2, alpha3 }) => [alpha2.toLowerCase(), alpha3.toLowerCase()]),
  );
  const folds = aliases.map(({ alias }) => fold(alias));
  return aliases.flatMap(({ alias, alpha2 }, i) => [
    ...alpha2.split(" ").filter((code) => !known.has(code)).map((code) => `alias "${alias}": no code ${code}`),
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
  for (const { alias, alpha2 } of aliases) {
    const taken = found.get(fold(alias));
    if (taken !== undefined && !alpha2.split(" ").includes(taken)) {
      return [`alias "${alias}" is ${alpha2}, but names ${taken}`];
    }
    found.set(fold(alias), alpha2);
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
