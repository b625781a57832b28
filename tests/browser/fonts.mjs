// The fonts of the tests: those of a pinned package and no others, so that a page looks the same on a bare
// machine and on one that is full of fonts.

import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { folder } from "./site.mjs";

const fonts = path.join(path.dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")), "ttf");

/** What pages ask for without a name, under the names that Chromium asks for in their place, and what they get. */
const GENERIC = {
  serif: "DejaVu Serif", "Times New Roman": "DejaVu Serif", "sans-serif": "DejaVu Sans", Arial: "DejaVu Sans",
  "system-ui": "DejaVu Sans", monospace: "DejaVu Sans Mono", Monospace: "DejaVu Sans Mono",
};

/** Returns the environment in which a browser finds these fonts alone. */
export function environment() {
  const own = folder();
  const aliases = Object.entries(GENERIC).map(
    ([generic, family]) => `<match target="pattern"><test name="family"><string>${generic}</string></test>` +
      `<edit name="family" mode="assign" binding="strong"><string>${family}</string></edit></match>`,
  );
  const file = path.join(own, "fonts.conf");
  fs.writeFileSync(file, `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${path.join(own, "cache")}</cachedir>${aliases.join("")}
<match target="pattern"><edit name="family" mode="append_last"><string>DejaVu Sans</string></edit></match>
<selectfont><rejectfont><glob>*/DejaVuMathTeXGyre.ttf</glob></rejectfont></selectfont></fontconfig>
`);
  return { FONTCONFIG_FILE: file, LANG: "C.UTF-8", LC_ALL: "C.UTF-8", TZ: "UTC" };
}
