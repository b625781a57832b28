// The search, as its reader meets it.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";

import { around, assertGood, open } from "./browser.mjs";
import { build, folder, host, preview, repository } from "./site.mjs";

/** The site of the tests under Node, as a host serves it. */
function desk() {
  return build(path.join(repository, "tests/search/site"));
}

const titles = (page) => page.$$eval("#results > li > a", (links) => links.map((link) => link.textContent));

/** Types a query and waits for its results. */
async function search(page, text) {
  await page.fill('input[name="q"]', text);
  await page.waitForSelector("#results[data-ready]");
  return titles(page);
}

describe("searching", () => {
  const given = around(() => host(desk(), "/desk/"));
  const opened = async (address = "/search/", options) => {
    const it = await open(given.browser, given.site.address + address, options);
    if (options?.script !== false) await it.page.waitForSelector("#results[data-ready]");
    return it;
  };

  it("shows results as one types, with their number and their words marked", async () => {
    const it = await opened();
    const { page } = it;
    assert.deepEqual(await search(page, "grain corridor"), ["The grain deal ends", "Grain leaves Odesa", "A count of votes"]);
    assert.equal(await page.getAttribute("#results", "data-total"), "3");
    assert.equal(await page.textContent("#count"), "3 results");
    await page.waitForSelector("#results .passage mark");
    const first = page.locator("#results > li").first();
    assert.equal(await first.locator("a").first().getAttribute("href"), "/desk/briefings/2023/grain-deal-ends/");
    assert.match(await first.locator(".meta").textContent(), /17 July 2023.*Russia, Ukraine/);
    assert.match(await page.locator("#results > li").nth(1).locator(".notice").textContent(), /Superseded by The grain deal ends/);
    assert.match(await page.locator("#results > li").nth(2).locator(".notice").textContent(), /Withdrawn/);
    await page.waitForFunction(() => document.querySelector("#live").textContent.includes("3 results"));
    await assertGood(it, "results");
    await it.close();
  });

  it("keeps what is asked in the address, and goes back", async () => {
    const it = await opened("/search/?q=corridor&country=ua&sort=date");
    const { page } = it;
    assert.equal(await page.inputValue("#q"), "corridor");
    assert.deepEqual(await titles(page), ["The grain deal ends", "Grain leaves Odesa"]);
    await page.waitForSelector('#facets input[value="tr"]');
    await page.check('#facets input[value="tr"]');
    await page.waitForFunction(() => document.querySelector("#results[data-ready]")?.dataset.total === "1");
    assert.match(page.url(), /\?q=corridor&country=ua&country=tr&sort=date$/);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector("#results[data-ready]")?.dataset.total === "2");
    assert.equal(await page.isChecked('#facets input[value="tr"]'), false);
    await it.close();
  });

  it("counts countries, topics, kinds and years of what it found", async () => {
    const it = await opened("/search/?q=corridor");
    const { page } = it;
    await page.waitForSelector("#facets label");
    const labels = await page.$$eval("#facets label", (all) => all.map((label) => label.textContent.replace(/\s+/g, " ").trim()));
    for (const label of ["Ukraine 2", "United States 1", "Food security 2", "Report 2"]) assert.ok(labels.includes(label), `${label}: ${labels}`);
    await page.selectOption("#choose-from", "2022");
    await page.waitForFunction(() => document.querySelector("#results[data-ready]")?.dataset.total === "2");
    await page.click("#clear");
    await page.waitForFunction(() => document.querySelector("#results[data-ready]")?.dataset.total === "3");
    await it.close();
  });

  it("forgives slips and says so", async () => {
    const it = await opened();
    const found = await search(it.page, "sanctoins");
    assert.equal(found[0], "Sanctions");
    assert.match(await it.page.textContent("#notes"), /Showing results for sanctions/);
    await it.close();
  });

  it("finds a phrase in the texts", async () => {
    const it = await opened();
    assert.deepEqual(await search(it.page, '"grain corridor"'), ["Grain leaves Odesa", "A count of votes"]);
    assert.deepEqual(await search(it.page, '"corridor grain"'), []);
    assert.equal(await it.page.textContent("#count"), "Nothing was found.");
    await it.close();
  });

  it("goes by keys", async () => {
    const it = await opened("/search/?q=grain+corridor");
    const { page } = it;
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    assert.equal(await page.inputValue("#q"), "grain corridor");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Grain leaves Odesa");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.evaluate(() => document.activeElement.id), "q");
    await page.keyboard.press("Escape");
    assert.equal(await page.inputValue("#q"), "");
    await page.waitForFunction(() => document.querySelector("#results[data-ready]")?.dataset.total === "0");
    await page.keyboard.type("odesa");
    await page.waitForFunction(() => document.querySelector("#results > li > a")?.textContent === "Grain leaves Odesa");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/black-sea-grain/);
    await it.close();
  });

  it("begins in the box of any page", async () => {
    const it = await open(given.browser, `${given.site.address}/about/`);
    await it.page.fill('.search-box input[name="q"]', "odesa");
    await it.page.keyboard.press("Enter");
    await it.page.waitForSelector("#results[data-ready] li");
    assert.deepEqual(await titles(it.page), ["Grain leaves Odesa"]);
    await it.close();
  });

  it("says so where there is no script, and leads to lists", async () => {
    const it = await opened("/search/?q=odesa", { script: false });
    assert.ok(await it.page.isVisible("noscript p, .notice"));
    await it.page.click("#browse >> text=China");
    assert.match(it.page.url(), /countries\/china\/$/);
    await it.close();
  });

  it("takes bad input for what it is", async () => {
    const it = await opened();
    for (const address of ["?q=%ZZ", "?q=%22", "?q=<script>alert(1)</script>", `?q=${"word+".repeat(2000)}`, "?q=the+of", "?page=9999&q=grain", "?country=%00", "?q=-"]) {
      await it.page.goto(`${given.site.address}/search/${address}`);
      await it.page.waitForSelector("#results[data-ready]");
    }
    await search(it.page, '<script>document.title = "x"</script> "');
    assert.notEqual(await it.page.title(), "x");
    await assertGood(it, "bad input");
    await it.close();
  });

  it("answers what can be answered where a part of the index is missing", async () => {
    const it = await open(given.browser, `${given.site.address}/about/`);
    const { page } = it;
    await page.route("**/search/en/facets.js*", (route) => route.abort());
    await page.goto(`${given.site.address}/search/?q=odesa`);
    await page.waitForSelector("#notes p");
    assert.match(await page.textContent("#notes"), /part of the index could not be loaded/);
    assert.deepEqual(await titles(page), ["Grain leaves Odesa"]);
    await page.unroute("**/search/en/facets.js*");
    await page.route("**/search/en/terms/*", (route) => route.fulfill({ contentType: "text/javascript", body: "chancerySearch({" }));
    await page.goto(`${given.site.address}/search/?q=odesa`);
    await page.waitForSelector("#results[data-ready]");
    assert.match(await page.textContent("#notes"), /part of the index could not be loaded/);
    await page.route("**/search/en/index.js*", (route) => route.abort());
    await page.goto(`${given.site.address}/search/?q=odesa`);
    await page.waitForSelector("#results[data-ready]");
    assert.match(await page.textContent("#notes"), /The index could not be loaded/);
    await page.close();
  });

  it("loads a page once again whose index is of another version, and then says so", async () => {
    const it = await open(given.browser, `${given.site.address}/about/`);
    const { page } = it;
    let loads = 0;
    page.on("request", (request) => (loads += request.isNavigationRequest() ? 1 : 0));
    await page.route("**/search/en/index.js*", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace('"format":1', '"format":2') });
    });
    await page.goto(`${given.site.address}/search/?q=odesa`);
    await page.waitForSelector("#notes p");
    assert.match(await page.textContent("#notes"), /different versions/);
    assert.equal(loads, 2);
    await page.close();
  });

  it("goes on with an index that was published anew", async () => {
    const it = await open(given.browser, `${given.site.address}/about/`);
    const { page } = it;
    let isOld = true;
    await page.route("**/search/en/index.js*", async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      await route.fulfill({ response: answer, body: isOld ? text.replace(/"versions":"......../, '"versions":"aaaaaaaa') : text });
      isOld = false;
    });
    await page.goto(`${given.site.address}/search/?q=odesa&country=ua`);
    await page.waitForSelector("#results[data-ready]");
    assert.deepEqual(await titles(page), ["Grain leaves Odesa"]);
    await page.close();
  });
});

describe("searching in a preview", () => {
  const given = around(() => preview(path.join(repository, "tests/search/site")));

  it("works under the policy of the preview", async () => {
    const it = await open(given.browser, `${given.site.address}/search/?q=odesa`);
    await it.page.waitForSelector("#results[data-ready]");
    assert.deepEqual(await titles(it.page), ["Grain leaves Odesa"]);
    assert.deepEqual(it.complaints, []);
    await it.close();
  });
});

describe("searching in a copy on a disk", () => {
  const given = around(() => {
    const copy = path.join(folder(), "copy");
    fs.cpSync(desk(), copy, { recursive: true });
    const page = path.join(copy, "search/index.html");
    fs.writeFileSync(page, fs.readFileSync(page, "utf8").replaceAll('"/desk/', '"../'));
    return { address: pathToFileURL(page).href, stop: () => {} };
  });

  it("works without a host", async () => {
    const page = await (await given.browser.newContext()).newPage();
    await page.goto(`${given.site.address}?q=odesa`);
    await page.waitForSelector("#results[data-ready]");
    assert.deepEqual(await titles(page), ["Grain leaves Odesa"]);
    await page.close();
  });
});
