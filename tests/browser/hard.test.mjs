// What writers may bring: pages read well all the same.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { assertGood, launch, open, violations } from "./browser.mjs";
import { build, folder, host, write } from "./site.mjs";

const briefing = (front, body) => `---\n${front}\n---\n\n${body}\n`;

/** A PNG of one grey, as wide as this. */
async function png(browser, width, height) {
  const page = await browser.newPage();
  const url = await page.evaluate(([wide, high]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: wide, height: high });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#777";
    pen.fillRect(0, 0, wide, high);
    return canvas.toDataURL("image/png");
  }, [width, height]);
  await page.close();
  return Buffer.from(url.split(",")[1], "base64");
}

describe("hard content", () => {
  let browser, site, empty;
  const word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz".repeat(5).slice(0, 300);
  const term = word.slice(0, 120);
  before(async () => {
    browser = await launch();
    const columns = Array.from({ length: 30 }, (_, number) => number + 1);
    const row = (cell) => `| ${columns.map(cell).join(" | ")} |`;
    const files = {
      "site.yaml": "title: Desk\nbase_url: https://example.org/\n",
      "content/briefings/long.md": briefing(
        `title: ${word}\ndate: 2024-04-01\ncountries: [FR, LI]\ntopics: [${term}]\nsummary: ${word}\n` +
          `authors: [${word}]\npeople: [${term}]\nevents: [{ date: 2024-02, title: ${word} }]\n` +
          `sources: [{ id: a, title: ${word}, url: "https://example.org/${"x".repeat(300)}" }]`,
        `${word}[^a] \`${word}\` https://example.org/${"x".repeat(300)}\n\n## ${word}\n\n## Two\n\n## Three\n\n> ${word}\n\n- ${word}`,
      ),
      "content/briefings/table.md": briefing(
        "title: Table\ndate: 2024-03-01",
        [row((number) => `Column ${number}`), row(() => "---"), ...columns.map(() => row((number) => `${number} units`))].join("\n"),
      ),
      "content/briefings/sources.md": briefing(
        `title: Sources\ndate: 2024-02-01\nsources:\n${Array.from({ length: 200 }, (_, number) => `  - { id: s${number}, title: "Source of the number ${number}", publisher: Ministry, date: 2024-01-02, url: "https://example.org/${number}" }`).join("\n")}`,
        Array.from({ length: 200 }, (_, number) => `Sentence ${number} says what it says.[^s${number}]`).join("\n"),
      ),
      "content/briefings/image/index.md": briefing(
        "title: Image\ndate: 2024-01-01\nimage: a.png\nimage_alt: Grey",
        "Text.\n\n![Grey](a.png)\n\nMore.",
      ),
      "content/briefings/image/a.png": await png(browser, 6000, 400),
    };
    for (let number = 0; number < 3000; number += 1) {
      const day = `${1990 + (number % 30)}-${String(1 + (number % 12)).padStart(2, "0")}-${String(1 + (number % 28)).padStart(2, "0")}`;
      files[`content/briefings/n/b${number}.md`] = briefing(
        `title: Number ${number}\ndate: ${day}\ncountries: [DE]\nevents: [{ date: ${day}, title: Talks ${number} }]`,
        "Text.",
      );
    }
    site = await host(build(write(folder(), files)));
    empty = await host(build(write(folder(), { "site.yaml": "title: Desk\nbase_url: https://example.org/\n" })));
  });
  after(async () => {
    await browser.close();
    site.stop();
    empty.stop();
  });

  const cases = {
    "a title of 300 letters without a space": ["/briefings/2024/long/", "/", "/briefings/", "/countries/liechtenstein/", "/timeline/2024/", "/people/"],
    "a table of 30 columns": ["/briefings/2024/table/"],
    "an image of 6,000 pixels": ["/briefings/2024/image/"],
    "a briefing with 200 sources": ["/briefings/2024/sources/"],
    "a country with one briefing": ["/countries/liechtenstein/"],
    "a country with 3,000 briefings": ["/countries/germany/", "/countries/germany/page/60/", "/timeline/germany/"],
  };
  for (const [name, paths] of Object.entries(cases)) {
    it(`${name} reads well`, async () => {
      for (const path of paths) {
        const opened = await open(browser, site.address + path);
        for (const width of [1440, 360]) {
          await opened.page.setViewportSize({ width, height: 900 });
          await assertGood(opened, `${path} at ${width} px`);
        }
        await opened.close();
      }
    });
  }

  it("a wide table scrolls inside itself, for the keyboard too", async () => {
    const { page, close } = await open(browser, `${site.address}/briefings/2024/table/`, { width: 360 });
    const table = page.getByRole("region", { name: "Table" });
    assert.ok(await table.evaluate((element) => element.scrollWidth > element.clientWidth));
    await table.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".table").scrollLeft > 0);
    await close();
  });

  it("a phone gets a small image of one that is wide", async () => {
    const { page, close } = await open(browser, `${site.address}/briefings/2024/image/`, { width: 360 });
    const shown = await page.locator(".cover").evaluate((image) => image.currentSrc);
    assert.match(shown, /a-600w\.png$/);
    await close();
  });

  it("200 sources stand beside their text without lying on each other", async () => {
    const { page, close } = await open(browser, `${site.address}/briefings/2024/sources/`);
    const tops = await page.locator(".side").evaluateAll((sides) =>
      sides.map((side) => side.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]));
    assert.equal(tops.length, 200);
    tops.slice(1).forEach(([top], place) => assert.ok(top >= tops[place][1] - 1, `${place}`));
    await close();
  });

  it("a site without briefings says so kindly", async () => {
    for (const path of ["/", "/briefings/", "/countries/", "/topics/", "/timeline/", "/relations/", "/regions/", "/series/", "/people/"]) {
      const opened = await open(browser, empty.address + path, { width: 360 });
      assert.deepEqual(await violations(opened.page), [], path);
      assert.ok(await opened.page.locator(".empty").count(), path);
      assert.deepEqual(opened.complaints, []);
      await opened.close();
    }
  });
});
