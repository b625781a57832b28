// What a search costs its reader: bytes as GitHub Pages sends them, requests and milliseconds, of the first query of a
// visit and of later ones.
//
//   npm i --no-save playwright-core@1
//   node bytes.mjs SITE QUERY…        # SITE: the folder of a site that is published at /
import { chromium } from "playwright-core";

import { host } from "./host.mjs";

const [site, ...queries] = process.argv.slice(2);
const { address, sent, stop } = await host(site);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/** Asks a query; returns when titles stood there, when all of the list did, and what it took. */
async function ask(page, query) {
  await page.evaluate(() => {
    const list = document.querySelector("#results");
    list.replaceChildren();
    window.titles = 0;
    new MutationObserver((_, observer) => {
      if (list.children.length === 0) return;
      window.titles = performance.now();
      observer.disconnect();
      window.stood();
    }).observe(list, { childList: true });
  });
  const before = { ...sent };
  const [start, ready] = await page.evaluate(async (text) => {
    const input = document.querySelector('input[name="q"]');
    const list = document.querySelector("#results");
    const start = performance.now();
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    while (!list.hasAttribute("data-ready")) await new Promise(requestAnimationFrame);
    return [start, performance.now()];
  }, query);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(300);
  const titles = await page.evaluate(() => window.titles);
  const total = await page.getAttribute("#results", "data-total");
  const ms = (at) => (at === 0 ? "–" : Math.round(at - start));
  return { total, titles: ms(titles), ready: ms(ready), stood: page.stood - before.bytes, bytes: sent.bytes - before.bytes, requests: sent.requests - before.requests };
}

const row = (name, query, it) =>
  console.log(`| ${name} | ${query} | ${it.total} | ${it.titles} | ${it.ready} | ${it.stood} | ${it.bytes} | ${it.requests} |`);
console.log("| | query | results | ms to titles | ms to the list | bytes to titles | bytes in all | requests |\n|---|---|---|---|---|---|---|---|");
for (const query of queries) {
  const page = await (await browser.newContext()).newPage();
  await page.exposeFunction("stood", () => (page.stood = sent.bytes));
  await page.goto(`${address}/search/`, { waitUntil: "networkidle" });
  row("first", query, await ask(page, query));
  await page.context().close();
}
const page = await (await browser.newContext()).newPage();
await page.exposeFunction("stood", () => (page.stood = sent.bytes));
await page.goto(`${address}/search/`, { waitUntil: "networkidle" });
await ask(page, "first words");
for (const query of queries) row("later", query, await ask(page, query));
await browser.close();
stop();
