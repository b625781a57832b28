// One browser for all tests of a file, and what every page must hold.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { after, before } from "node:test";

import { chromium } from "playwright-core";

import { environment } from "./fonts.mjs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 AA, and what else is good practice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** How many milliseconds a test waits for what must come. Only a test that fails waits that long. */
const PATIENCE = 120_000;

/** Starts the browser of the system; Playwright's own cannot be had everywhere. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? BROWSERS.find((file) => fs.existsSync(file)),
    env: { ...process.env, ...environment() },
    timeout: PATIENCE,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
      "--disable-sync", "--disable-dev-shm-usage",
    ],
  });
}

/** Gives the tests of a block a browser, and the site that `make` gives. */
export function around(make) {
  const given = {};
  before(async () => {
    given.browser = await launch();
    given.site = await make();
  });
  after(async () => {
    await given.browser.close();
    given.site.stop();
  });
  return given;
}

/** Returns a new context, whose pages wait for long. */
export async function patient(browser, options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE);
  return context;
}

/** Opens a page in a context of its own, and gathers what the browser complains of. */
export async function open(browser, url, options = {}) {
  const { width = 1440, scheme = "light", script = true } = options;
  const context = await patient(browser, {
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: script,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => {
    // A page that is left stops what it was still fetching.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") complaints.push(`${request.url()} failed: ${why}`);
  });
  await page.goto(url, { waitUntil: "load" });
  return { page, complaints, close: () => context.close() };
}

/** Returns by how many pixels the page is wider than the screen. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Returns what axe finds wrong. */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations: found } = await page.evaluate((tags) => window.axe.run({ runOnly: tags }), RULES);
  return found.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html).join("\n    ")}`);
}

/** Asserts that nothing is wrong with a page as it is shown now. */
export async function assertGood(opened, name) {
  assert.deepEqual(opened.complaints, [], `${name}: the browser complains`);
  assert.equal(await overflow(opened.page), 0, `${name}: the page scrolls sideways`);
  assert.deepEqual(await violations(opened.page), [], `${name}: axe`);
}
