// How pages look, as a coarse grid of greys: a test fails when a page has become another one, and not when
// a letter has moved. `LOOKS=update npm test` keeps how they look now.

import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { launch, open } from "./browser.mjs";
import { build, example, host } from "./site.mjs";

const FILE = fileURLToPath(new URL("looks.json", import.meta.url));
const KINDS = {
  home: "/",
  briefing: "/briefings/2024/france-china/",
  archive: "/briefings/",
  countries: "/countries/",
  country: "/countries/france/",
  relation: "/relations/china-france/",
  topic: "/topics/sanctions/",
  timeline: "/timeline/",
};
const SCREENS = [[360, "light"], [1440, "light"], [1440, "dark"]];

/** Which part of the cells may differ: fonts are not the same everywhere. */
const MOST = 0.12;

/** Returns a picture as rows of greys, one hexadecimal digit for each cell. */
async function greys(browser, picture, columns, rows) {
  const page = await browser.newPage();
  const cells = await page.evaluate(async ([data, width, height]) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.drawImage(image, 0, 0, width, height);
    const bytes = pen.getImageData(0, 0, width, height).data;
    return Array.from({ length: width * height }, (_, cell) =>
      Math.round((bytes[cell * 4] * 0.3 + bytes[cell * 4 + 1] * 0.6 + bytes[cell * 4 + 2] * 0.1) / 17));
  }, [picture.toString("base64"), columns, rows]);
  await page.close();
  const digits = cells.map((cell) => cell.toString(16)).join("");
  return Array.from({ length: rows }, (_, row) => digits.slice(row * columns, (row + 1) * columns));
}

/** Returns which part of the cells differs by more than a shade. */
function distance(one, other) {
  const cells = (rows) => [...rows.join("")].map((digit) => parseInt(digit, 16));
  const [left, right] = [cells(one), cells(other)];
  if (left.length !== right.length) return Infinity;
  return left.filter((cell, place) => Math.abs(cell - right[place]) > 1).length / left.length;
}

describe("looks", () => {
  let browser, site;
  const kept = fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, "utf8")) : {};
  const updates = process.env.LOOKS === "update";
  before(async () => {
    browser = await launch();
    site = await host(build(example()), "/briefings/");
  });
  after(async () => {
    await browser.close();
    site.stop();
    if (updates) fs.writeFileSync(FILE, `${JSON.stringify(kept, null, 1)}\n`);
  });

  for (const [kind, path] of Object.entries(KINDS)) {
    for (const [width, scheme] of SCREENS) {
      it(`${kind} at ${width} px, ${scheme}, looks as it did`, async () => {
        const { page, close } = await open(browser, site.address + path, { width, scheme });
        const now = await greys(browser, await page.screenshot(), width > 600 ? 48 : 16, width > 600 ? 30 : 40);
        await close();
        const name = `${kind} ${width} ${scheme}`;
        if (updates) kept[name] = now;
        else assert.ok(distance(kept[name] ?? [], now) <= MOST, `${name} is now\n${now.join("\n")}`);
      });
    }
  }
});
