#!/usr/bin/env node
// Writes data/shapes.tsv and static/land.svg. With --check it writes nothing, and fails if a checked-in
// file differs from what it would write.

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { toTsv } from "./countries/tables.mjs";
import { checkOrWrite } from "./files.mjs";
import { entities, middle, neighbours } from "./shapes/entities.mjs";
import { draw, frame, linePath, projection, ringPath } from "./shapes/map.mjs";

const here = dirname(fileURLToPath(import.meta.url));

// The map of the whole world on one screen, and the map that locators are cut from. The second is three
// times as wide: a point of one is a point of the other.
const WORLD = { width: 800, smallest: 1 };
const LOCATOR = { width: 2400, smallest: 4 };

async function table(name, columns) {
  const text = await readFile(join(here, name), "utf8");
  const lines = text.trim().split("\n").filter((line) => !line.startsWith("#"));
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, place) => [columns[place], cell])));
}

async function generate() {
  const columns = ["alpha2", "alpha3", "numeric"];
  const countries = (await table("../data/countries.tsv", columns)).slice(1);
  const points = await table("shapes/points.tsv", ["alpha2", "longitude", "latitude"]);
  const features = entities(countries);
  const borders = neighbours(features);
  const [world, locator] = [WORLD, LOCATOR].map(({ width, smallest }) => {
    const onto = projection(width);
    return { ...draw(features, onto, smallest), ...onto, width };
  });
  const rows = countries.map(({ alpha2 }) => {
    const feature = features.find(({ id }) => id === alpha2);
    const given = points.find((point) => point.alpha2 === alpha2);
    if ((feature === undefined) === (given === undefined)) {
      throw new Error(`${alpha2} has ${feature ? "a shape and a point" : "neither a shape nor a point"}`);
    }
    const degrees = given ? [Number(given.longitude), Number(given.latitude)] : middle(feature);
    const [x, y] = locator.equalEarth(degrees).map(Math.round);
    const rings = locator.shapes.get(alpha2) ?? [];
    return {
      alpha2,
      point: `${x} ${y}`,
      frame: frame(rings, [x, y]).join(" "),
      world: ringPath(world.shapes.get(alpha2) ?? []),
      locator: ringPath(rings),
      neighbours: (borders.get(alpha2) ?? []).join(" "),
    };
  });
  return new Map([
    ["data/shapes.tsv", toTsv(rows)],
    ["static/land.svg", landFile(locator)],
  ]);
}

// The land of all locators, one file for the whole site. Its colours follow the reader's scheme; they are
// those of static/style.css.
function landFile({ width, height, land, borders }) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<style>
.land { fill: #e2ddd0 }
.borders { fill: none; stroke: #fdfcf9; stroke-width: 1; vector-effect: non-scaling-stroke }
@media (prefers-color-scheme: dark) { .land { fill: #3b3933 } .borders { stroke: #171614 } }
</style>
<path class="land" d="${ringPath(land)}"/>
<path class="borders" d="${linePath(borders)}"/>
</svg>
`;
}

await checkOrWrite(generate, "shapes");
