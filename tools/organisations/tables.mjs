// Turns the sources into the rows of the tables. Nothing here reads or writes files.

import { LANGUAGES } from "../countries/exceptions.mjs";

// What CLDR lists among its territories.
const IN_CLDR = { eu: "EU", un: "UN", "euro-area": "EZ" };

/** Returns one row per organisation, sorted by id. */
export function organisationTable({ organisations }) {
  const [header, ...rows] = organisations;
  return rows
    .map((cells) => Object.fromEntries(header.map((column, i) => [column, cells[i]])))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * Returns one row per organisation with a cell per language: name, short name and others, divided by "|". In English,
 * name and short name stand in the table of organisations.
 */
export function nameTable({ names, territories }, organisations) {
  const byHand = new Map(names.map(([id, language, ...cells]) => [`${id} ${language}`, cells]));
  // By the length of the id first, as data/names.tsv is by that of the code.
  const sorted = organisations.toSorted((a, b) => a.id.length - b.id.length);
  return sorted.map(({ id }) => ({
    code: id, // "id" is a language
    ...Object.fromEntries(
      ["en", ...LANGUAGES].map((language) => [language, cell(byHand.get(`${id} ${language}`), cldr(id, language))]),
    ),
  }));

  function cldr(id, language) {
    const key = IN_CLDR[id];
    if (key === undefined || language === "en") return ["", ""];
    const name = territories[language][key];
    const [first] = name;
    return [first.toLocaleUpperCase(language) + name.slice(first.length), territories[language][`${key}-alt-short`] ?? ""];
  }
}

function cell(byHand = ["", "", ""], [cldrName, cldrShort]) {
  const [name, short, others] = byHand;
  const all = [name || cldrName, short || cldrShort, ...(others === "" ? [] : others.split("|"))];
  while (all.at(-1) === "") all.pop();
  return all.join("|");
}

/**
 * Returns one row per organisation, day of joining and day of leaving, with its members, sorted by them. What an
 * organisation takes over from another one is spelled out, as far as it falls into its own life.
 */
export function membershipTable({ members }, organisations) {
  const lives = new Map(organisations.map(({ id, founded, ended }) => [id, { founded, ended }]));
  const rows = members.flatMap(([id, joined, left, list]) => {
    if (!list.startsWith("=")) return [{ id, joined, left, members: list }];
    const { founded, ended } = lives.get(id) ?? {};
    return members
      .filter((row) => row[0] === list.slice(1))
      .map(([, joined, left, members]) => ({ id, joined, left, members }))
      .filter(({ joined, left }) => !(ended !== "" && joined >= ended) && !(left !== "" && left.replace("/", "") <= founded))
      .map((row) => ({
        ...row,
        joined: row.joined !== "" && row.joined < founded ? founded : row.joined,
        left: ended !== "" && row.left > ended ? "" : row.left,
      }));
  });
  const key = ({ id, joined, left }) => `${id}\t${joined}\t${left}`;
  const groups = new Map();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), ...row.members.split(" ")]);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, list]) => {
      const [id, joined, left] = text.split("\t");
      return { id, joined, left, members: list.sort().join(" ") };
    });
}
