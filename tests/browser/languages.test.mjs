// A site in three languages: what leads from one to the other, and what is good in each.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { around, assertGood, open } from "./browser.mjs";
import { build, folder, host, write } from "./site.mjs";

const text = (front, body) => `---\n${front}\n---\n\n${body}\n`;

/** A site with one briefing in three languages, one in two and one in one. */
function desk() {
  return build(
    write(folder(), {
      "site.yaml":
        "title: Eastern Desk\nbase_url: https://example.org/desk/\nlanguages: [en, fr, ar]\n" +
        "translations: { fr: { title: Le bureau de l'Est }, ar: { title: مكتب الشرق } }\noutputs: { search: true }\n",
      "content/topics/trade.md": text("title: Trade", "Goods that cross borders."),
      "content/topics/trade.fr.md": text("title: Commerce", "Des biens qui passent les frontières."),
      "content/briefings/2024/visit.md": text(
        "title: Paris asks Beijing\ndate: 2024-04-01\nsummary: A visit.\ncountries: [FR, CN]\ntopics: [trade]",
        "The ministers met.",
      ),
      "content/briefings/2024/visit.fr.md": text(
        "title: Paris interroge Pékin\nslug: visite\nsummary: Une visite.",
        "Les ministres se sont vus.",
      ),
      "content/briefings/2024/visit.ar.md": text("title: باريس تسأل بكين\nsummary: زيارة.", "التقى الوزيران."),
      "content/briefings/2024/grain.md": text(
        "title: Grain leaves Odesa\ndate: 2024-05-01\nsummary: Ships again.\ncountries: [UA]\ntopics: [trade]",
        "Ships left the port.",
      ),
    }),
  );
}

describe("in several languages", () => {
  const given = around(() => host(desk(), "/desk/"));
  const opened = (path, options) => open(given.browser, given.site.address + path, options);

  for (const path of ["/", "/fr/", "/ar/", "/briefings/2024/grain/", "/fr/briefings/2024/visite/", "/ar/briefings/2024/visit/", "/ar/briefings/", "/fr/topics/trade/", "/ar/briefings/2024/visit/parallel/", "/404.html"]) {
    it(`${path} is good on a phone and on a desk, by day and by night`, async () => {
      const it = await opened(path);
      for (const width of [360, 1440]) {
        await it.page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ["light", "dark"]) {
          await it.page.emulateMedia({ colorScheme });
          await assertGood(it, `${path} at ${width} pixels, ${colorScheme}`);
        }
      }
      await it.close();
    });
  }

  it("leads to the same page in another language and back", async () => {
    const it = await opened("/briefings/2024/visit/");
    const { page } = it;
    await page.click(".languages >> text=العربية");
    await page.waitForURL(/\/ar\/briefings\/2024\/visit\/$/);
    assert.equal(await page.getAttribute("html", "dir"), "rtl");
    await page.click(".languages >> text=Français");
    await page.waitForURL(/\/fr\/briefings\/2024\/visite\/$/);
    assert.equal(await page.textContent(".languages [aria-current]"), "Français");
    await page.click(".languages >> text=English");
    await page.waitForURL(/\/desk\/briefings\/2024\/visit\/$/);
    await it.close();
  });

  it("finds texts in the reader's language, and leads to the address that each has", async () => {
    const it = await opened("/fr/search/?q=odesa");
    const { page } = it;
    await page.waitForSelector("#results[data-ready] li");
    const grain = page.locator("#results > li > a").first();
    assert.equal(await grain.getAttribute("href"), "/desk/briefings/2024/grain/");
    assert.equal(await grain.getAttribute("lang"), "en");
    await page.fill('#search input[name="q"]', "ministres");
    await page.waitForFunction(() => document.querySelector("#results[data-ready] > li > a")?.textContent === "Paris interroge Pékin");
    await page.click("#results > li > a");
    await page.waitForURL(/\/fr\/briefings\/2024\/visite\/$/);
    await page.goto(`${given.site.address}/fr/search/?q=ukraine`);
    await page.waitForSelector("#results[data-ready] li");
    await page.click("#results > li > a >> text=Ukraine");
    await page.waitForURL(/\/fr\/countries\/ukraine\/$/);
    await it.close();
  });
});
