// Every kind of page of the example site: no violation of axe, nothing in the console, nothing that the
// page's policy forbids, no scrolling sideways.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { around, assertGood, open, patient } from "./browser.mjs";
import { build, example, host } from "./site.mjs";

const KINDS = {
  home: "/",
  briefing: "/briefings/2015/jcpoa/",
  "briefing in a series": "/briefings/2024/france-china/",
  "all versions": "/briefings/2024/france-china/history/",
  "a version and what changed": "/briefings/2024/france-china/history/2/",
  changes: "/changes/",
  page: "/about/",
  archive: "/briefings/",
  year: "/briefings/2024/",
  countries: "/countries/",
  country: "/countries/france/",
  "former country": "/countries/soviet-union/",
  "country and topic": "/countries/france/trade/",
  "timeline of a country": "/timeline/france/",
  organisations: "/organisations/",
  organisation: "/organisations/nato/",
  "former organisation": "/organisations/eec/",
  "country and organisation": "/relations/germany-osce/",
  relations: "/relations/",
  relation: "/relations/china-france/",
  regions: "/regions/",
  region: "/regions/europe/",
  topics: "/topics/",
  topic: "/topics/sanctions/",
  timeline: "/timeline/",
  "year of events": "/timeline/2015/",
  watch: "/watch/",
  "month of the watch": "/watch/2023-07/",
  "country with the course of its status": "/countries/sudan/",
  taxonomy: "/people/",
  term: "/people/wang-yi/",
  authors: "/authors/",
  author: "/authors/legal-desk/",
  "all series": "/series/",
  search: "/search/",
  results: "/search/?q=china+-grain",
  series: "/series/france-china-dialogue/",
};

for (const [language, direction] of [["en", "ltr"], ["ar", "rtl"]]) {
  describe(`in ${language}`, () => {
    const given = around(() => host(build(example({ language })), "/briefings/"));

    for (const [kind, path] of Object.entries(KINDS)) {
      it(`${kind} is good on a phone and on a desk, by day and by night`, async () => {
        const opened = await open(given.browser, given.site.address + path);
        assert.equal(await opened.page.getAttribute("html", "dir"), direction);
        for (const width of [360, 1440]) {
          await opened.page.setViewportSize({ width, height: 900 });
          for (const colorScheme of ["light", "dark"]) {
            await opened.page.emulateMedia({ colorScheme });
            await assertGood(opened, `${kind} at ${width} px, ${colorScheme}`);
          }
        }
        await opened.close();
      });
    }

    it("a page that is not there is good too", async () => {
      const opened = await open(given.browser, `${given.site.address}/no/such/page/`);
      // The browser tells the status of the page itself.
      opened.complaints.splice(0, opened.complaints.length);
      await assertGood(opened, "404");
      await opened.close();
    });
  });
}

describe("reading", () => {
  const given = around(() => host(build(example()), "/briefings/"));

  it("works without script: no page has one", async () => {
    const opened = await open(given.browser, `${given.site.address}/briefings/2024/france-china/`, { script: false });
    const { page } = opened;
    assert.equal(await page.locator("script:not([type='application/ld+json'])").count(), 0);
    await page.click("sup.cite a >> nth=0");
    await page.waitForURL(/#source-/);
    await page.click(".site-header nav a >> nth=0");
    await page.waitForURL(/\/countries\/$/);
    await page.click("#europe ~ ul a >> nth=0");
    await page.waitForURL(/\/countries\/.+\//);
    assert.deepEqual(opened.complaints, []);
    await opened.close();
  });

  it("has sources beside the text on a wide screen, and only at its end on a narrow one", async () => {
    const url = `${given.site.address}/briefings/2024/france-china/`;
    const wide = await open(given.browser, url, { width: 1440 });
    const side = await wide.page.locator(".side >> nth=0").boundingBox();
    const mark = await wide.page.locator("sup.cite >> nth=0").boundingBox();
    const body = await wide.page.locator(".body").boundingBox();
    assert.ok(side.x >= body.x + body.width, "the source stands in the margin");
    assert.ok(Math.abs(side.y - mark.y) < 40, "beside the mark that leads to it");
    // Who hears the page hears a source once.
    assert.equal(await wide.page.locator(".side:not([aria-hidden])").count(), 0);
    await wide.close();
    const narrow = await open(given.browser, url, { width: 768 });
    assert.equal(await narrow.page.locator(".side >> visible=true").count(), 0);
    await narrow.close();
  });

  it("begins with a link to the text for the keyboard, and shows where the focus is", async () => {
    const { page, close } = await open(given.browser, `${given.site.address}/`);
    await page.keyboard.press("Tab");
    const skip = page.locator(".skip");
    assert.ok((await skip.boundingBox()).x >= 0, "the link can be seen");
    assert.notEqual(await skip.evaluate((element) => getComputedStyle(element).outlineStyle), "none");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#main$/);
    await close();
  });

  it("asks nobody else for anything", async () => {
    const context = await patient(given.browser);
    const page = await context.newPage();
    const asked = new Set();
    page.on("request", (request) => asked.add(new URL(request.url()).host));
    for (const path of Object.values(KINDS)) await page.goto(given.site.address + path);
    assert.deepEqual([...asked], [new URL(given.site.address).host]);
    await context.close();
  });

  it("does not move while a page loads", async () => {
    const { page, close } = await open(given.browser, `${given.site.address}/countries/france/`);
    const shift = await page.evaluate(async () => {
      let sum = 0;
      const add = (entries) => entries.forEach((entry) => { sum += entry.value; });
      const observer = new PerformanceObserver((list) => add(list.getEntries()));
      observer.observe({ type: "layout-shift", buffered: true });
      // All that the page waits for is there and was drawn, and what moved then is told.
      await document.fonts.ready;
      await Promise.all([...document.images].filter(({ loading }) => loading !== "lazy").map((image) => image.decode()));
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
      add(observer.takeRecords());
      return sum;
    });
    assert.equal(shift, 0);
    await close();
  });
});
