// The page of results: what a reader types and chooses, and what stands there for it.
// @ts-check

import { Index, OtherVersion } from "./index.mjs";
import { MissingFile, scripts } from "./loader.mjs";
import { PAGE, resultsOf } from "./found.mjs";
import { passage, pieces } from "./passage.mjs";
import { addressOf, queryOf, stateOf } from "./query.mjs";
import { countsOf } from "./rank.mjs";
import { fill, link, make, wordsIn } from "./dom.mjs";
import { facets } from "./facets.mjs";
import { wordsAt } from "./texts.mjs";

/** @typedef {import("./query.mjs").State} State */
/** @typedef {import("./found.mjs").Results} Results */

/** How many titles are fetched before the others. */
const FIRST = 5;

/** How long after a letter a reader may type on, in milliseconds. */
const TYPING = 100;

/** After how long without a change the number of results is said aloud. */
const PAUSE = 700;

/**
 * Makes a form search.
 * @param {HTMLFormElement} form
 */
export function start(form) {
  const { root = "/", index: folder = "", language = "en" } = form.dataset;
  const say = wordsIn(JSON.parse(form.dataset.words ?? "{}"), language);
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const [list, count, notes, pager, live, side, narrow, browse] = ["results", "count", "notes", "pager", "live", "facets", "narrow", "browse"].map(
    (id) => /** @type {HTMLElement} */ (document.getElementById(id)),
  );
  const load = scripts(folder);
  /** @type {Promise<Index> | null} */
  let opened = null;
  let state = stateOf(location.search);
  let run = 0;
  let timer = 0;
  let pause = 0;
  /** @type {Map<number, ReturnType<typeof wordsAt>>} */
  const texts = new Map();
  // As the other pages write dates: the day first, in digits that all read.
  const dates = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC", numberingSystem: "latn" });
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      target.dispatchEvent(new Event("seen"));
    }
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go({ ...state, text: input.value, page: 1 }, true);
  });
  input.addEventListener("input", (event) => {
    list.removeAttribute("data-ready");
    clearTimeout(timer);
    const typed = () => go({ ...state, text: input.value, page: 1 }, false);
    // Who types letter by letter does not ask for each beginning of a word.
    if (/** @type {InputEvent} */ (event).inputType === "insertText") timer = setTimeout(typed, TYPING);
    else typed();
  });
  addEventListener("popstate", () => {
    state = stateOf(location.search);
    input.value = state.text;
    show();
  });
  document.addEventListener("keydown", (event) => keys(event, input, list));
  /** @type {HTMLDetailsElement} */ (narrow).open = matchMedia("(min-width: 60rem)").matches;
  input.value ||= state.text;
  state = { ...state, text: input.value };
  show();

  /** @param {State} next @param {boolean} isStep whether the back button leads back from it */
  function go(next, isStep) {
    const isNew = addressOf(next) !== addressOf(state);
    state = next;
    const address = addressOf(state) || location.pathname;
    if (isNew || isStep) history[isStep && isNew ? "pushState" : "replaceState"](history.state, "", address);
    show();
  }

  /** Returns the index, which is fetched anew where the last one did not fit. @param {boolean} isFresh */
  function open(isFresh) {
    if (opened !== null && !isFresh) return opened;
    const version = isFresh ? String(Date.now()) : "";
    opened = load("index", version).then((header) => new Index(header, load));
    opened.catch(() => (opened = null));
    return opened;
  }

  async function show() {
    const own = ++run;
    list.removeAttribute("data-ready");
    try {
      try {
        await fillPage(own, await open(false));
      } catch (error) {
        // The index may have been published anew since it was opened.
        if (!(error instanceof OtherVersion)) throw error;
        await fillPage(own, await open(true));
      }
    } catch (error) {
      if (own !== run) return;
      const isOld = error instanceof OtherVersion;
      if (isOld && !history.state?.isReloaded) {
        history.replaceState({ isReloaded: true }, "");
        return location.reload();
      }
      if (!isOld && !(error instanceof MissingFile)) console.error(error);
      fill(list);
      fill(count);
      fill(notes, make("p", {}, say(isOld ? "outdated" : "missing")));
      end(0);
    }
  }

  /** @param {number} total */
  function end(total) {
    list.dataset.total = String(total);
    list.dataset.ready = "";
    clearTimeout(pause);
    pause = setTimeout(() => (live.textContent = [count, notes].map((part) => part.textContent).join(" ").trim()), PAUSE);
  }

  /** @param {number} own @param {Index} index */
  async function fillPage(own, index) {
    const query = queryOf(state);
    index.failed = 0;
    const found = await resultsOf(index, query, state, (number) => wordsOf(index, number));
    if (own !== run) return;
    const { shown, total, isMore } = found;
    const items = await Promise.all(shown.slice(0, FIRST).map((number) => item(index, number, found, query.phrases)));
    if (own !== run) return;
    fill(list, ...items);
    browse.hidden = !found.isEmpty;
    list.setAttribute("start", String((state.page - 1) * PAGE + 1));
    fill(count, found.isEmpty ? "" : total === 0 ? say("none") : say(isMore ? "at-least" : "results", { count: total }));
    const rest = await Promise.all(shown.slice(FIRST).map((number) => item(index, number, found, query.phrases)));
    if (own !== run) return;
    list.append(...rest);
    tell(index, found);
    turn(total, isMore);
    end(total);
    const counts = found.isEmpty ? null : await countsOf(index, found.numbers);
    if (own !== run) return;
    narrow.hidden = counts === null;
    facets(side, counts, query.filters, state, say, (next) => go({ ...state, ...next, page: 1 }, true));
    tell(index, found);
  }

  /** Says what a reader should know of the results. @param {Index} index @param {Results} found */
  function tell(index, found) {
    const told = [];
    for (const [from, to] of found.corrections) told.push(make("p", {}, ...say.around("corrected", { from, to: make("em", {}, to) })));
    if (found.isPartial && found.total > 0) told.push(make("p", {}, say("partial")));
    if (index.failed > 0) told.push(make("p", {}, say("damaged")));
    fill(notes, ...told);
  }

  /** @param {number} total @param {boolean} isMore */
  function turn(total, isMore) {
    /** @param {number} page @param {string} name */
    const to = (page, name) => {
      const element = link(addressOf({ ...state, page }) || location.pathname, say(name));
      element.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go({ ...state, page }, true);
        scrollTo({ top: 0 });
      });
      return element;
    };
    fill(pager);
    if (state.page > 1) pager.append(to(state.page - 1, "previous"));
    if (total > state.page * PAGE || (isMore && total === state.page * PAGE)) pager.append(to(state.page + 1, "next"));
  }

  /** @param {Index} index @param {number} number */
  async function wordsOf(index, number) {
    const text = await index.text(number);
    if (text === null) return null;
    let words = texts.get(number);
    if (words === undefined) {
      words = wordsAt(root + text.url, index.header.data && number < index.header.briefings);
      texts.set(number, words);
    }
    return words;
  }

  /** Returns a result. @param {Index} index @param {number} number @param {Results} found @param {string[][]} phrases */
  async function item(index, number, found, phrases) {
    const text = await index.text(number);
    if (text === null) return make("li", {}, say("damaged"));
    const title = make("a", { dir: "auto", ...(text.language === "" ? {} : { lang: text.language }), href: root + text.url + (location.protocol === "file:" ? "index.html" : "") }, ...marks(text.title, found.marked));
    const meta = make("p", { className: "meta" });
    if (text.date !== "") meta.append(make("time", { dateTime: text.date }, dates.format(new Date(`${text.date}T00:00:00Z`))));
    if (text.group !== "") meta.append(text.group);
    const labels = text.countries.map((code) => index.header.countries[code] ?? code);
    if (labels.length > 0) meta.append(" · ", labels.join(say("comma")));
    const element = make("li", {}, title, meta);
    const successor = index.superseded.find(([one]) => one === number)?.[1];
    if (index.withdrawn.has(number)) element.append(make("p", { className: "notice" }, say("withdrawn")));
    if (successor !== undefined) {
      const newer = await index.text(successor);
      if (newer) element.append(make("p", { className: "notice" }, ...say.around("superseded", { title: link(root + newer.url, newer.title) })));
    }
    // Lists have no passage that says more than their title.
    if (!index.isText(number)) return element;
    const quote = make("p", { className: "passage", dir: "auto" });
    element.append(quote);
    element.addEventListener("seen", async () => {
      const words = await wordsOf(index, number);
      if (words === null) return;
      // A summary that has all that is looked for says more than a passage.
      const isInSummary = words.summary !== "" && [...found.marked].every((term) => pieces(words.summary, new Set([term])).some((piece) => piece.isMarked));
      fill(quote, ...marks(isInSummary || words.text === "" ? words.summary : passage(words.text, found.marked, phrases), found.marked));
    });
    observer.observe(element);
    return element;
  }
}

/** @param {string} text @param {Set<string>} marked */
function marks(text, marked) {
  return pieces(text, marked).map((piece) => (piece.isMarked ? make("mark", {}, piece.text) : piece.text));
}

/**
 * `/` leads to the box, the arrows from result to result, Escape empties the box and then leaves it.
 * @param {KeyboardEvent} event
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 */
function keys(event, input, list) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const target = /** @type {HTMLElement} */ (event.target);
  const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("li > a")]);
  const at = links.indexOf(target);
  if (event.key === "/" && !target.closest("input, select, textarea")) {
    input.focus();
    input.select();
  } else if (event.key === "ArrowDown" && (target === input || at >= 0)) {
    links[at + 1]?.focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    (links[at - 1] ?? input).focus();
  } else if (event.key === "Escape" && at >= 0) {
    input.focus();
  } else if (event.key === "Escape" && target === input && input.value !== "") {
    input.value = "";
    input.dispatchEvent(new Event("input"));
  } else if (event.key === "Escape" && target === input) {
    input.blur();
  } else {
    return;
  }
  event.preventDefault();
}
