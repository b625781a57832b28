// What results can be narrowed by, with how many would be left.
// @ts-check

import { fill, make } from "./dom.mjs";

/** @typedef {import("./query.mjs").State} State */
/** @typedef {import("./query.mjs").Filters} Filters */
/** @typedef {{ facets: { key: string, label: string, count: number }[], years: Map<number, number> }} Counts */
/** @typedef {ReturnType<typeof import("./dom.mjs").wordsIn>} Say */

/** How many choices stand there before one asks for more, and how many then. */
const SHOWN = 8;
const MOST = 60;

const KINDS = /** @type {const} */ ([["country", "c:"], ["topic", "t:"], ["kind", "k:"]]);

/**
 * Shows what results can be narrowed by.
 * @param {Element} side
 * @param {Counts | null} counts nothing where nothing was asked for
 * @param {Filters} filters what is chosen, in the words of the query too
 * @param {State} state
 * @param {Say} say
 * @param {(next: Partial<State>) => void} go
 */
export function facets(side, counts, filters, state, say, go) {
  const focused = document.activeElement?.id;
  const isOpen = new Set([...side.querySelectorAll("details[open]")].map((details) => details.id));
  const hasFilters = addressOfFilters(filters) !== "";
  fill(side);
  if (counts === null || (counts.years.size === 0 && !hasFilters)) return;
  side.append(chooser("sort", [["", say("by-relevance")], ["date", say("by-date")]], state.sort, say("sort"), (sort) => go({ sort })));
  for (const [name, prefix] of KINDS) {
    const choices = counts.facets
      .filter(({ key, count }) => key.startsWith(prefix) && (count > 0 || filters[name].includes(key.slice(2))))
      .sort((one, other) => other.count - one.count || one.label.localeCompare(other.label))
      .slice(0, MOST);
    if (choices.length > 0) side.append(group(name, choices));
  }
  if (counts.years.size > 0 || filters.from !== "" || filters.to !== "") side.append(years(counts.years));
  if (hasFilters) {
    const clear = make("button", { type: "button", id: "clear" }, say("clear"));
    clear.addEventListener("click", () => go({ filters: { country: [], topic: [], kind: [], from: "", to: "" } }));
    side.append(clear);
  }
  if (focused) document.getElementById(focused)?.focus();

  /** @param {"country" | "topic" | "kind"} name @param {Counts["facets"]} choices */
  function group(name, choices) {
    const box = make("fieldset", {}, make("legend", {}, say(name)));
    const boxes = choices.map(({ key, label, count }) => {
      const value = key.slice(2);
      const check = make("input", { type: "checkbox", id: key, name, value, checked: filters[name].includes(value) });
      check.addEventListener("change", () => {
        const chosen = state.filters[name].filter((other) => other !== value);
        go({ filters: { ...state.filters, [name]: check.checked ? [...chosen, value] : chosen } });
      });
      return make("label", {}, check, " ", make("bdi", {}, label), " ", make("span", { className: "number" }, String(count)));
    });
    box.append(...boxes.slice(0, SHOWN));
    if (boxes.length > SHOWN) {
      const more = make("details", { id: `more-${name}`, open: isOpen.has(`more-${name}`) }, make("summary", {}, say("more")));
      more.append(...boxes.slice(SHOWN));
      box.append(more);
    }
    return box;
  }

  /** @param {Map<number, number>} counts */
  function years(counts) {
    const known = [...counts].sort(([one], [other]) => other - one);
    /** @type {[string, string][]} */
    const choices = [["", say("any")], ...known.map(([year, count]) => /** @type {[string, string]} */ ([String(year), `${year} (${count})`]))];
    const box = make("fieldset", {}, make("legend", {}, say("year")));
    for (const name of /** @type {const} */ (["from", "to"])) {
      const own = filters[name];
      const all = own === "" || counts.has(Number(own)) ? choices : [...choices, /** @type {[string, string]} */ ([own, own])];
      box.append(chooser(name, all, own, say(name), (value) => go({ filters: { ...state.filters, [name]: value } })));
    }
    return box;
  }
}

/**
 * @param {string} name
 * @param {[string, string][]} choices
 * @param {string} chosen
 * @param {string} label
 * @param {(value: string) => void} choose
 */
function chooser(name, choices, chosen, label, choose) {
  const select = make("select", { id: `choose-${name}`, name });
  select.append(...choices.map(([value, text]) => make("option", { value, selected: value === chosen }, text)));
  select.addEventListener("change", () => choose(select.value));
  return make("label", {}, label, " ", select);
}

/** @param {Filters} filters */
const addressOfFilters = ({ country, topic, kind, from, to }) => [...country, ...topic, ...kind, from, to].join("");
