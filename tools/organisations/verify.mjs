// What must be true of the tables before they are written. Throws with all that is not.

const KINDS = ["organisation", "alliance", "grouping", "area", "body", "agency", "court", "bank"];
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Checks the tables against each other and against the codes of countries. */
export function verify({ names, codes }, organisations, memberships) {
  const ids = new Map(organisations.map((row) => [row.id, row]));
  const faults = [
    ...organisations.flatMap((row) => organisationFaults(row, ids, codes)),
    ...names.filter(([id]) => !ids.has(id)).map(([id]) => `names.tsv: no organisation "${id}"`),
    ...nameFaults(names),
    ...memberships.flatMap((row) => membershipFaults(row, ids, codes)),
    ...overlapFaults(memberships),
  ];
  if (ids.size !== organisations.length) faults.push("organisations.tsv: an id stands there twice");
  if (faults.length > 0) throw new Error(faults.join("\n"));
}

function organisationFaults(row, ids, codes) {
  const { id, name, kind, seat, founded, ended, predecessors, parent, complete, source } = row;
  const faults = [];
  const claim = (holds, fault) => holds || faults.push(`organisations.tsv: ${id}: ${fault}`);
  claim(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id), "the id is no slug");
  claim(name !== "", "it has no name");
  claim(KINDS.includes(kind), `no kind "${kind}"`);
  claim(seat === "" || codes.has(seat.split(" ")[0]), `no country in "${seat}"`);
  for (const date of [founded, ended, complete]) claim(date === "" || DATE.test(date), `no date "${date}"`);
  claim(founded !== "" && (ended === "" || founded < ended), "it ends before it begins");
  claim(source.startsWith("https://") || source.startsWith("http://"), "it has no source");
  for (const other of predecessors.split(" ").filter(Boolean)) claim(ids.has(other), `no predecessor "${other}"`);
  claim(parent === "" || ids.has(parent), `no parent "${parent}"`);
  const above = new Set([id]);
  for (let at = parent; at !== ""; at = ids.get(at)?.parent ?? "") {
    if (above.has(at)) {
      faults.push(`organisations.tsv: ${id}: it is a part of itself`);
      break;
    }
    above.add(at);
  }
  return faults;
}

function nameFaults(names) {
  const seen = new Set();
  return names.flatMap(([id, language]) => {
    const key = `${id} ${language}`;
    const twice = seen.has(key);
    seen.add(key);
    return twice ? [`names.tsv: ${key} stands there twice`] : [];
  });
}

function membershipFaults({ id, joined, left, members }, ids, codes) {
  const leaving = left.replace(/\/$/, "");
  return [
    ...(ids.has(id) ? [] : [`members.tsv: no organisation "${id}"`]),
    ...[joined, leaving].filter((date) => date !== "" && !DATE.test(date)).map((date) => `members.tsv: no date "${date}"`),
    ...(joined !== "" && leaving !== "" && joined > leaving ? [`members.tsv: ${id}: ${joined} is after ${left}`] : []),
    ...members
      .split(" ")
      .filter((member) => member === id || !(codes.has(member) || ids.has(member)))
      .map((member) => `members.tsv: ${id}: no member "${member}"`),
  ];
}

// No member twice at one time.
function overlapFaults(memberships) {
  const spells = new Map();
  for (const { id, joined, left, members } of memberships) {
    for (const member of members.split(" ")) {
      const key = `${id} ${member}`;
      spells.set(key, [...(spells.get(key) ?? []), { joined, left: left.replace(/\/$/, "") }]);
    }
  }
  return [...spells].flatMap(([key, list]) => {
    const sorted = list.sort((a, b) => (a.joined < b.joined ? -1 : 1));
    const overlaps = sorted.slice(1).some(({ joined }, i) => sorted[i].left === "" || sorted[i].left > joined);
    return overlaps ? [`members.tsv: ${key} is a member twice at one time`] : [];
  });
}
