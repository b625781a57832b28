// The citations of a finished site, judged by citeproc-js and a parser of BibTeX.
//
//     node citations.mjs SITE STYLES LOCALES
//
// The lines on a page have to say what citeproc-js makes of the CSL-JSON beside it, in the same styles. Only
// capitals may differ: citeproc-js changes those of English titles, and Chancery leaves them to the writer.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@retorquere/bibtex-parser";
import CSL from "citeproc";

const STYLES = {
  Chicago: "chicago-notes-bibliography-17th-edition",
  MLA: "modern-language-association",
  APA: "apa",
};

const ENTITIES = { lt: "<", gt: ">", quot: '"', amp: "&" };

const [site, styles, locales] = process.argv.slice(2);
const failures = [];
let checked = 0;

function sameText(file, what, ours, theirs) {
  checked += 1;
  if (ours !== theirs) failures.push(`${file}: ${what}\n  here:    ${ours}\n  by them: ${theirs}`);
}

const read = (file) => readFileSync(file, "utf8");

/** Words of HTML, without markup. */
const plain = (html) =>
  html.replace(/<[^>]+>/g, "").replace(/&#39;/g, "'").replace(/&(lt|gt|quot|amp);/g, (_, name) => ENTITIES[name]);

/** The line of a style on the page of a briefing. */
function lineOf(page, style) {
  const found = page.match(new RegExp(`<b[^>]*>${style}</b>\\s*(.*?)</(?:p|li|dd|div)>`, "s"));
  return found ? plain(found[1]).trim() : "nothing";
}

const engines = Object.entries(STYLES).map(([name, style]) => {
  const items = new Map();
  const system = {
    retrieveLocale: (language) => {
      try {
        return read(join(locales, `locales-${language}.xml`));
      } catch {
        return false;
      }
    },
    retrieveItem: (id) => items.get(id),
  };
  const engine = new CSL.Engine(system, read(join(styles, `${style}.csl`)), "en-US", true);
  engine.setOutputFormat("text");
  const cite = (item) => {
    items.set(item.id, item);
    engine.updateItems([item.id]);
    return engine.makeBibliography()[1].join("").trim();
  };
  return [name, cite];
});

/** An item as the manuals want an organisation that publishes its own work: named once. Styles cannot tell that. */
function namedOnce(item, style) {
  const { author, publisher, "container-title": container, ...rest } = item;
  if (author.length !== 1 || author[0].literal !== (publisher ?? container)) return item;
  if (style === "MLA") return { ...rest, publisher, "container-title": container };
  return { ...rest, author };
}

const words = (...parts) => parts.filter((part) => part).join(" ");
const inOrder = (...parts) => parts.filter((part) => part).join(", ");
const particle = (author) => author["non-dropping-particle"] ?? author["dropping-particle"];

function checkCsl(file, page) {
  const items = JSON.parse(read(file));
  if (items.length !== 1) failures.push(`${file}: ${items.length} items`);
  for (const [name, cite] of engines) {
    // citeproc-js writes straight quotes of a title as curly ones; smartness is no matter of style.
    const same = (text) => text.toLowerCase().replace(/[“”"]/g, '"').replace(/[‘’']/g, "'");
    sameText(file, name, same(lineOf(page, name)), same(cite(namedOnce(items[0], name))));
  }
  return items[0];
}

function checkBibtex(file, item) {
  const library = parse(read(file), { sentenceCase: false, caseProtection: false });
  for (const error of library.errors) failures.push(`${file}: ${JSON.stringify(error)}`);
  if (library.entries.length !== 1) {
    failures.push(`${file}: ${library.entries.length} entries`);
    return;
  }
  const { fields } = library.entries[0];
  const name = ({ name, prefix, lastName, suffix, firstName }) =>
    name ?? inOrder(words(prefix, lastName), suffix, firstName);
  const names = fields.author.map((author) => plain(name(author)));
  // BibTeX knows one kind of particle, which stands before the family name.
  const wanted = item.author.map((author) =>
    author.literal ?? inOrder(words(particle(author), author.family), author.suffix, author.given));
  sameText(file, "author", names.join(" · "), wanted.join(" · "));
  sameText(file, "title", plain(fields.title), item.title);
  sameText(file, "url", fields.url, item.URL);
  const date = item.issued["date-parts"][0].map((part) => String(part).padStart(2, "0")).join("-");
  sameText(file, "date", fields.date, date);
}

function checkRis(file, item) {
  const lines = read(file).split("\r\n");
  const tags = lines.filter((line) => line).map((line) => line.match(/^([A-Z][A-Z0-9]) {2}- (.*)$/));
  if (tags.includes(null) || tags[0][1] !== "TY" || tags.at(-1)[1] !== "ER") failures.push(`${file}: not RIS`);
  const of = (tag) => tags.filter((found) => found?.[1] === tag).map((found) => found[2]);
  const wanted = item.author.map((author) => author.literal ?? inOrder(
    words(author["non-dropping-particle"], author.family),
    words(author.given, author["dropping-particle"]),
    author.suffix,
  ));
  sameText(file, "AU", of("AU").join(" · "), wanted.join(" · "));
  sameText(file, "TI", of("TI").join(" · "), item.title);
  sameText(file, "UR", of("UR").join(" · "), item.URL);
}

const files = readdirSync(site, { recursive: true }).filter((file) => file.endsWith("cite.csl.json"));
for (const file of files.map((file) => join(site, file))) {
  const beside = (name) => file.replace(/[^/\\]*$/, name);
  const item = checkCsl(file, read(beside("index.html")));
  checkBibtex(beside("cite.bib"), item);
  checkRis(beside("cite.ris"), item);
}
if (!files.length) failures.push(`${site} has no citations`);
for (const failure of failures) console.log(failure);
console.log(`${files.length} works cited · ${checked} comparisons · ${failures.length} failures`);
process.exit(failures.length ? 1 : 0);
