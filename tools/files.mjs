// What the generators have in common: write their files, or check those that are there.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * Runs a generator, which returns a map of paths and texts, and writes them; with --check, compares them.
 * `script` is the npm script that writes them. Ends the process with 1 if something is wrong.
 */
export async function checkOrWrite(generate, script) {
  const args = process.argv.slice(2);
  if (args.some((arg) => arg !== "--check")) {
    console.error(`usage: npm run ${script} [-- --check]`);
    process.exit(2);
  }
  const isCheck = args.includes("--check");
  try {
    const files = await generate();
    await (isCheck ? check(files, script) : write(files));
    console.error(`${[...files.keys()].join(", ")}: ${isCheck ? "up to date" : "written"}`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

async function check(files, script) {
  const stale = [];
  for (const [path, text] of files) {
    const checkedIn = await readFile(join(repository, path), "utf8").catch(() => null);
    if (checkedIn !== text) stale.push(path);
  }
  if (stale.length > 0) {
    throw new Error(`out of date: ${stale.join(", ")} (run \`npm run ${script}\` in tools/)`);
  }
}

async function write(files) {
  for (const [path, text] of files) {
    const target = join(repository, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}
