// The words by which texts call countries, one per row, checked against the other tables.

const KINDS = ["name", "demonym", "combining", "city", "seat", "currency", "doubtful", "mask"];

/** Returns one row per word, sorted: its kind, and the codes of the countries (none for a mask). */
export function gazetteerTable({ handGazetteer }) {
  return handGazetteer
    .flatMap(({ codes, kind, words }) => words.map((word) => ({ word, kind, codes: codes.join(" ") })))
    .sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0));
}

/** Returns what is wrong with these rows. */
export function gazetteerFaults(gazetteer, countries, former) {
  const codes = new Set([...countries.map(({ alpha2 }) => alpha2), ...former.map(({ code }) => code)]);
  const words = gazetteer.map(({ word }) => word);
  return [
    ...words.filter((word, i) => words.indexOf(word) !== i).map((word) => `gazetteer.tsv: "${word}" stands there twice`),
    ...gazetteer
      .filter(({ kind, codes: own }) => !KINDS.includes(kind) || (kind === "mask") !== (own === ""))
      .map(({ word }) => `gazetteer.tsv: "${word}" has no such kind, or a mask has a country`),
    ...gazetteer
      .filter(({ codes: own }) => own.split(" ").some((code) => code !== "" && !codes.has(code)))
      .map(({ word, codes: own }) => `gazetteer.tsv: "${word}" is of "${own}", which is no country`),
  ];
}
