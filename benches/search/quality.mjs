// Which of the queries in queries.tsv have their answer first, here and with Pagefind.
//
//   npm i --no-save pagefind@1.6 playwright-core@1
//   npx pagefind --site SITE --glob "{briefings/[0-9]*/*,countries/*,people/*}/index.html" --output-path SITE/pf
//   node quality.mjs SITE [--pagefind]
import fs from "node:fs";

import { chromium } from "playwright-core";

import { host } from "./host.mjs";

const [site, other] = process.argv.slice(2);
const lines = fs.readFileSync(new URL("queries.tsv", import.meta.url), "utf8").trim().split("\n").slice(1);
const queries = lines.map((line) => line.split("\t"));
const { address, stop } = await host(site);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();

/** Returns the titles that a query finds first. */
async function ours(query) {
  await page.fill('input[name="q"]', query);
  await page.waitForSelector("#results[data-ready]");
  return page.$$eval("#results > li > a", (links) => links.slice(0, 5).map((link) => link.textContent));
}

async function pagefind(query) {
  return page.evaluate(async (text) => {
    const search = await import("/pf/pagefind.js");
    await search.init();
    const { results } = await search.search(text);
    const first = await Promise.all(results.slice(0, 5).map((result) => result.data()));
    return first.map((data) => data.meta.title);
  }, query);
}

if (other === "--pagefind") {
  // A page without a policy: Pagefind needs WebAssembly.
  await page.route("**/empty/", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><html lang=en><title>t</title>" }));
  await page.goto(`${address}/empty/`);
} else {
  await page.goto(`${address}/search/`);
}
const classes = new Map();
for (const [kind, query, title] of queries) {
  const found = await (other === "--pagefind" ? pagefind(query) : ours(query));
  const own = classes.get(kind) ?? { asked: 0, first: 0, five: 0 };
  own.asked += 1;
  if (found[0] === title) own.first += 1;
  else console.error(`${kind}: ${query}: ${found[0] ?? "nothing"} instead of ${title}`);
  if (found.includes(title)) own.five += 1;
  classes.set(kind, own);
}
console.log("| class | queries | first | among the first five |\n|---|---|---|---|");
const all = { asked: 0, first: 0, five: 0 };
for (const [kind, { asked, first, five }] of classes) {
  console.log(`| ${kind} | ${asked} | ${first} | ${five} |`);
  for (const key of Object.keys(all)) all[key] += classes.get(kind)[key];
}
console.log(`| all | ${all.asked} | ${all.first} | ${all.five} |`);
await browser.close();
stop();
