// Sites for the tests: built or previewed by the binary, in folders of their own.

import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const binary = path.resolve(process.env.CHANCERY ?? path.join(repository, "target/debug/chancery"));
const NOW = "1717243200";

/** No settings of the machine's or its user's git. */
const GIT = { GIT_CONFIG_NOSYSTEM: "1", GIT_CONFIG_GLOBAL: "/dev/null" };

/** Returns an empty folder that is gone when the tests are. */
export function folder() {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "chancery-browser-"));
  process.on("exit", () => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Writes files, given as paths and texts, into a folder. */
export function write(root, files) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  return root;
}

/** Keeps the files of a site as they are now, as a version of its record. */
function commit(root, message) {
  const env = { ...process.env, ...GIT, HOME: root };
  const git = (...rest) =>
    execFileSync("git", ["-C", root, "-c", "user.name=Desk", "-c", "user.email=desk@example.org", ...rest], { env });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "-m", message);
}

/** Returns a copy of the example site with other settings, and with a briefing that has two versions. */
export function example(settings) {
  const root = folder();
  fs.cpSync(path.join(repository, "content"), path.join(root, "content"), { recursive: true });
  let text = fs.readFileSync(path.join(repository, "site.yaml"), "utf8");
  for (const [key, value] of Object.entries(settings ?? {})) {
    text = text.replace(new RegExp(`^${key}: .*$`, "m"), `${key}: ${value}`);
  }
  write(root, { "site.yaml": text });
  commit(root, "Publish");
  const file = path.join(root, "content/briefings/2024/france-china.md");
  const changed = fs.readFileSync(file, "utf8").replace("used his first", "used what was his first");
  fs.writeFileSync(file, changed.replace("confidence: moderate", "confidence: low"));
  commit(root, "Say less");
  return root;
}

/** Builds a site and returns the folder of its pages. */
export function build(root) {
  const output = folder();
  execFileSync(binary, ["build", "--root", root, "--output", path.join(output, "site")], {
    env: { ...process.env, SOURCE_DATE_EPOCH: NOW },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return path.join(output, "site");
}

const TYPES = {
  css: "text/css", html: "text/html; charset=utf-8", jpg: "image/jpeg", js: "text/javascript",
  json: "application/json", png: "image/png", svg: "image/svg+xml", xml: "application/xml",
};

/** Serves built pages under a base path, as a host would; returns the address and how to stop. */
export async function host(pages, base = "/") {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const inside = decodeURIComponent(pathname).slice(base.length - 1);
    let file = path.join(pages, inside.endsWith("/") ? `${inside}index.html` : inside);
    let status = 200;
    if (!pathname.startsWith(base) || !fs.existsSync(file)) {
      status = 404;
      file = path.join(pages, "404.html");
    }
    response.writeHead(status, { "content-type": TYPES[path.extname(file).slice(1)] ?? "text/plain" });
    response.end(fs.readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${server.address().port}${base.replace(/\/$/, "")}`;
  return { address, stop: () => server.close() };
}

/** Previews a site; returns the address and how to stop. */
export async function preview(root) {
  const child = spawn(binary, ["serve", "--root", root, "--port", "0"], {
    env: { ...process.env, SOURCE_DATE_EPOCH: NOW },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const address = await new Promise((resolve, reject) => {
    let said = "";
    const listen = (data) => {
      said += data;
      const found = said.match(/http:\/\/\S+(?=\s)/);
      if (found) resolve(found[0].replace(/\/$/, ""));
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    child.on("exit", () => reject(new Error(`the preview ended: ${said}`)));
  });
  return { address, stop: () => child.kill() };
}
