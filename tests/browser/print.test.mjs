// A printed briefing: where it is from, where its links lead, and nothing that only a screen needs.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";

import { around, open } from "./browser.mjs";
import { build, example, folder, host } from "./site.mjs";

describe("print", () => {
  const given = around(() => host(build(example()), "/briefings/"));

  for (const [format, size] of [["A4", "595"], ["Letter", "612"]]) {
    it(`fits ${format}, says what it is and where it is from, and has its links as notes`, async () => {
      const { page, close } = await open(given.browser, `${given.site.address}/briefings/2024/france-china/`, { scheme: "dark" });
      const file = path.join(folder(), `${format}.pdf`);
      fs.writeFileSync(file, await page.pdf({ format }));
      const facts = execFileSync("pdfinfo", [file], { encoding: "utf8" });
      assert.match(facts, new RegExp(`Page size:\\s+${size}`));
      assert.match(facts, /Pages:\s+3\n/);
      // Where a line breaks is the business of fonts.
      const text = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
      for (const part of [
        "https://example.org/briefings/briefings/2024/france-china/",
        "France asks China for a clear word to Moscow",
        "1 April 2024",
        "https://example.org/briefings/briefings/2023/france-china/",
        "1/3",
      ]) {
        assert.ok(text.replaceAll(" / ", "/").includes(part), `${part} is not in:\n${text}`);
      }
      for (const part of ["Skip to", "Archive", "Related briefings", "JSON Feed"]) {
        assert.ok(!text.includes(part), `${part} is printed`);
      }
      await close();
    });
  }

  it("is ink on white paper, whatever the screen is", async () => {
    const { page, close } = await open(given.browser, `${given.site.address}/`, { scheme: "dark" });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    assert.equal(ink, "rgb(29, 27, 24)");
    await close();
  });
});
