// The index of one language: its files, fetched as they are needed, and what stands in them.
// @ts-check

import { bytesOf, hash, places, readList, readTriples, unfold } from "./packed.mjs";

/** The number of the format that this reader knows. */
const FORMAT = 1;

/** How many documents stand in a file of texts. */
const TEXTS = 72;

/** @typedef {import("./loader.mjs").Content} Content */
/** @typedef {import("./packed.mjs").List} List */

/**
 * @typedef {{ terms: string[], key: string, home: string, number: number, isCode: boolean }} Name
 * A name of a page: its terms, the key of the briefings about it with a term of the file that has it, and the number of the page.
 */

/**
 * @typedef {{ title: string, date: string, countries: string[], url: string, language: string, group: string }} Text
 * What is shown of a document. `group` says what it is where it is no briefing.
 */

/** A page and an index that do not fit together: one of them is newer. */
export class OtherVersion extends Error {
  name = "OtherVersion";
}

/** The terms of a file. */
class Terms {
  /** @param {Content} content @param {number} documents */
  constructor(content, documents) {
    this.documents = documents;
    this.words = unfold(content.words);
    this.bytes = bytesOf(content.bits);
    const found = places(this.bytes);
    this.places = new Map(this.words.map((word, at) => [word, found[at]]));
    /** @type {Map<string, Name[]>} */
    this.names = new Map();
    for (const line of content.names === "" ? [] : content.names.split("\n")) {
      const [terms, key = "", number, home, code] = line.split("\t");
      const name = { terms: terms.split(" "), key, home: home || terms, number: Number(number), isCode: code === "!" };
      this.names.set(terms, [...(this.names.get(terms) ?? []), name]);
    }
  }

  /** Returns the documents that have a term. @param {string} term @returns {List | null} */
  list(term) {
    const place = this.places.get(term);
    return place ? readList(this.bytes, place, this.documents, true) : null;
  }

  /** Returns how many documents have a term. @param {string} term */
  count(term) {
    return this.places.get(term)?.count ?? 0;
  }

  /** Returns whether it is a term, or a name of one word. @param {string} term */
  has(term) {
    return this.places.has(term) || this.names.has(term);
  }

  /** Returns the pages with a name. @param {string} terms with blanks between */
  named(terms) {
    return this.names.get(terms) ?? [];
  }

  /** Returns the words, names among them, with how many documents have each. @returns {[string, number][]} */
  known() {
    const words = new Set([...this.words.filter((word) => !word.includes(":")), ...this.names.keys()]);
    return [...words].filter((word) => !word.includes(" ")).map((word) => [word, this.count(word)]);
  }
}

export class Index {
  /**
   * @param {Content} header what the file `index` holds
   * @param {import("./loader.mjs").Load} load
   */
  constructor(header, load) {
    if (header.format !== FORMAT) throw new OtherVersion(`the index has the format ${header.format}`);
    this.header = header;
    this.load = load;
    this.documents = /** @type {number} */ (header.documents);
    this.lengths = readTriples(bytesOf(header.lengths), this.documents);
    this.mean = this.lengths.reduce((sum, length) => sum + wordsOf(length), 0) / Math.max(1, this.documents);
    /** Briefings and what took their place, the newest first. @type {[number, number][]} */
    this.superseded = [...header.superseded].reverse();
    /** @type {Set<number>} */
    this.withdrawn = new Set(header.withdrawn);
    /** @type {Map<string, Promise<any>>} */
    this.loaded = new Map();
    /** How many files could not be read since this was last set to 0. */
    this.failed = 0;
  }

  /**
   * Returns what is made of a file; nothing where it cannot be read. It is loaded once, and tried again where that failed.
   * @template T
   * @param {string} file
   * @param {number} place where its version stands
   * @param {(content: Content) => T} make
   * @returns {Promise<T | null>}
   */
  file(file, place, make) {
    const known = this.loaded.get(file);
    if (known) return known;
    const version = this.header.versions.slice(place * 6, place * 6 + 6);
    const made = this.load(file, version)
      .then((content) => {
        if (content.version !== version) throw new OtherVersion(file);
        return make(content);
      })
      .catch((error) => {
        this.loaded.delete(file);
        if (error instanceof OtherVersion) throw error;
        this.failed += 1;
        return null;
      });
    this.loaded.set(file, made);
    return made;
  }

  /** Returns the terms that begin like this one, and the names that begin with it. @param {string} term */
  terms(term) {
    const number = hash(term.slice(0, 4)) % this.header.shards.terms;
    return this.file(`terms/${number}`, 1 + number, (content) => new Terms(content, this.documents));
  }

  /**
   * Returns words that begin or end as this one does, with about how many documents have each.
   * @param {string} word
   * @returns {Promise<[string, number][]>}
   */
  async words(word) {
    const { terms, texts, words } = this.header.shards;
    const numbers = new Set([hash(word.slice(0, 2)) % words, hash(word.slice(-2)) % words]);
    const files = [...numbers].map((number) =>
      this.file(`words/${number}`, 1 + terms + texts + number, (content) =>
        unfold(content.words).map((own, at) => /** @type {[string, number]} */ ([own, 2 ** parseInt(content.counts[at], 36)])),
      ),
    );
    return (await Promise.all(files)).flatMap((words) => words ?? []);
  }

  /** Returns all facets: keys with labels and documents. */
  async facets() {
    const facets = await this.file("facets", 0, (content) => {
      const bytes = bytesOf(content.bits);
      const found = places(bytes);
      const labels = content.labels.split("\n");
      return unfold(content.keys).map((key, at) => ({
        key,
        label: /** @type {string} */ (labels[at]),
        list: readList(bytes, found[at], this.documents, false).numbers,
      }));
    });
    return facets ?? [];
  }

  /** Returns what is shown of a document. @param {number} number @returns {Promise<Text | null>} */
  async text(number) {
    const file = Math.floor(number / TEXTS);
    const lists = await this.file(`texts/${file}`, 1 + this.header.shards.terms + file, (content) =>
      ["titles", "dates", "countries", "urls", "languages"].map((name) => (content[name] ?? "").split("\n")),
    );
    if (lists === null) return null;
    const [title, date, countries, url, language = ""] = lists.map((list) => list[number % TEXTS]);
    const isBriefing = number < this.header.briefings;
    // What the slug has in common with the title: all of it, or so many characters.
    const [, common, rest] = /^(\d*)=(.*)/.exec(url) ?? [];
    const slug = common === undefined ? url : hyphened(title).slice(0, common === "" ? undefined : Number(common)) + rest;
    return {
      title,
      date,
      countries: countries === "" ? [] : countries.split(" "),
      // One with a slash is whole, as those of a site in another language than its own are.
      url: isBriefing && !url.includes("/") ? `briefings/${date.slice(0, 4)}/${slug}/` : url,
      language,
      group: isBriefing ? "" : this.group(number),
    };
  }

  /** Returns the label of the group of a document that is no briefing. @param {number} number @returns {string} */
  group(number) {
    return this.header.groups.findLast((/** @type {any[]} */ group) => group[2] <= number)?.[1] ?? "";
  }

  /** Returns whether a document is a briefing or a page. @param {number} number */
  isText(number) {
    const next = this.header.groups.find((/** @type {any[]} */ [kind]) => kind !== "page")?.[2] ?? Infinity;
    return number < next;
  }

  /** Returns the year of a briefing, or 0. @param {number} number @returns {number} */
  year(number) {
    if (number >= this.header.briefings) return 0;
    return this.header.years.findLast((/** @type {number[]} */ year) => year[1] <= number)?.[0] ?? 0;
  }

  /** Returns how many times as much a document counts for being new. @param {number} number */
  recency(number) {
    const { recent, halflife } = this.header.weights;
    const age = this.year(this.header.briefings - 1) - this.year(number);
    return number < this.header.briefings ? 1 + recent * 2 ** (-age / halflife) : 1;
  }
}

/** Returns about how many words a text of this length has. @param {number} length */
export function wordsOf(length) {
  return 2 ** (length + 3.5);
}

/** Returns the ASCII letters and digits of a title in lower case, with hyphens between. @param {string} title */
function hyphened(title) {
  return title
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .join("-")
    .toLowerCase();
}
