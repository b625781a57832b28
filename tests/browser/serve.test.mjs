// The preview: pages under the same policy, reloaded after a change, and errors over them.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";

import { assertGood, launch, open } from "./browser.mjs";
import { folder, preview, write } from "./site.mjs";

const text = (title, body) => `---\ntitle: ${title}\ndate: 2024-04-01\ncountries: [FR]\n---\n\n${body}\n`;

describe("serve", () => {
  let browser, site, root;
  before(async () => {
    root = write(folder(), {
      "site.yaml": "title: Desk\nbase_url: https://example.org/desk/\n",
      "content/briefings/x.md": text("First", "One."),
    });
    browser = await launch();
    site = await preview(root);
  });
  after(async () => {
    await browser.close();
    site.stop();
  });

  it("shows pages under their policy, with nothing to complain of", async () => {
    const opened = await open(browser, `${site.address}/briefings/2024/x/`);
    await opened.page.evaluate((address) => new Promise((resolve, reject) => {
      // The script of the page listens already, so that it has heard what this hears.
      const events = new EventSource(address);
      events.onerror = () => reject(new Error("there are no events"));
      events.addEventListener("state", () => { events.close(); resolve(); });
    }), `${site.address}/__chancery/events`);
    await assertGood(opened, "preview");
    await opened.close();
  });

  it("reloads a page after a change, and shows an error over it until it is mended", async () => {
    const opened = await open(browser, `${site.address}/briefings/2024/x/`);
    const { page } = opened;
    const file = path.join(root, "content/briefings/x.md");
    fs.writeFileSync(file, text("Second", "Two."));
    await page.getByRole("heading", { name: "Second" }).waitFor();
    fs.writeFileSync(file, text("Third", "Three.").replace("[FR]", "[Frnace]"));
    // While the file is written it may be told as empty.
    const overlay = page.getByRole("alert").filter({ hasText: "Frnace" });
    await overlay.waitFor();
    assert.match(await overlay.innerText(), /did you mean/);
    const background = await overlay.evaluate(async (element) => {
      const style = element.getRootNode().querySelector("link");
      if (!style.sheet) await new Promise((resolve, reject) => Object.assign(style, { onload: resolve, onerror: reject }));
      return getComputedStyle(element).backgroundColor;
    });
    assert.equal(background, "rgb(43, 21, 18)", "the overlay has its style under the policy");
    fs.writeFileSync(file, text("Fourth", "Four."));
    await page.getByRole("heading", { name: "Fourth" }).waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    assert.deepEqual(opened.complaints.filter((text) => !text.includes("ERR_ABORTED") && !text.endsWith("failed")), []);
    await opened.close();
  });
});
