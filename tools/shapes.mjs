#!/usr/bin/env node
// Writes data/shapes.tsv and data/boundaries.tsv. With --check it writes nothing, and fails if a checked-in file
// differs from what it would write.

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { toTsv } from "./countries/tables.mjs";
import { checkOrWrite } from "./files.mjs";
import { VIEWS, check, ownerIn, table } from "./shapes/contested.mjs";
import { entities, merged, middle, neighbours, topologyOf } from "./shapes/entities.mjs";
import { bordersOf, boxOf, frame, landOf, linePath, plan, projection, ringPath, ringsOf } from "./shapes/map.mjs";

const here = dirname(fileURLToPath(import.meta.url));

// The map of the whole world on one screen, and the map that locators are cut from. The second is three
// times as wide: a point of one is a point of the other.
const WORLD = { width: 800, smallest: 1 };
const LOCATOR = { width: 2400, smallest: 4 };

// The least area of a ring, in square pixels, of who would lose a part that everybody looks for: Gaza.
const LEAST = { PS: 0.5 };

async function countriesOf() {
  const text = await readFile(join(here, "../data/countries.tsv"), "utf8");
  return text.trim().split("\n").slice(1).map((line) => {
    const [alpha2, alpha3, numeric] = line.split("\t");
    return { alpha2, alpha3, numeric };
  });
}

async function generate() {
  const countries = await countriesOf();
  const areas = await table("contested.tsv");
  const points = await table("points.tsv");
  const features = await entities(countries, areas);
  check(areas, features);
  const degrees = topologyOf(features);
  const [world, locator] = [WORLD, LOCATOR].map(({ width, smallest }) => {
    const onto = projection(width);
    return { ...onto, smallest, topo: plan(features, onto, smallest) };
  });
  const views = VIEWS.map((view) => rowsOf(view, { countries, areas, points, degrees, world, locator }));
  return new Map([
    ["data/shapes.tsv", toTsv(countries.flatMap(({ alpha2 }) => both(views.map((rows) => rows.get(alpha2)))))],
    ["data/boundaries.tsv", toTsv(await boundaries(areas, world, locator))],
  ]);
}

/** Returns what a view says of each country. */
function rowsOf(view, { countries, areas, points, degrees, world, locator }) {
  const ownerOf = ownerIn(areas, view);
  const holderOf = ownerIn(areas, "de-facto");
  // Who has no border with an area that is drawn apart has one with who holds it.
  const borders = neighbours(degrees, (id) => (ownerOf(id) === "-" ? holderOf(id) : ownerOf(id)));
  const [places, ...drawn] = [degrees, world.topo, locator.topo].map((topo) => merged(topo, ownerOf));
  const rowOf = ({ alpha2 }) => {
    const given = points.find((point) => point.alpha2 === alpha2);
    const own = places.get(alpha2);
    if ((own === undefined) === (given === undefined)) {
      throw new Error(`${alpha2} has ${own ? "a shape and a point" : "neither a shape nor a point"}`);
    }
    const place = given ? [Number(given.longitude), Number(given.latitude)] : middle(degrees, own);
    const [x, y] = locator.equalEarth(place).map(Math.round);
    const [small, large] = [world, locator].map(({ topo, smallest }, nth) => {
      const geometry = drawn[nth].get(alpha2);
      return geometry === undefined ? [] : ringsOf(topo, geometry, LEAST[alpha2] ?? smallest, true);
    });
    return [alpha2, {
      alpha2,
      view,
      point: `${x} ${y}`,
      frame: frame(large, [x, y]).join(" "),
      world: ringPath(small),
      locator: ringPath(large),
      neighbours: (borders.get(alpha2) ?? []).join(" "),
    }];
  };
  return new Map(countries.map(rowOf));
}

/** Returns one row without a view where all views say the same, else one for each. */
function both(rows) {
  const [first, ...others] = rows.map((row) => ({ ...row, view: "" }));
  const isSame = others.every((row) => JSON.stringify(row) === JSON.stringify(first));
  return isSame ? [first] : rows;
}

/** Returns what no country has alone: land, borders, land of nobody, and dashed borders. */
async function boundaries(areas, world, locator) {
  const row = (kind, view, frame, small, large) => ({ kind, view, frame, world: small, locator: large });
  const dashed = (await table("lines.tsv")).map(({ between, views }) => ({
    between: between.split(" "),
    views: views.split(" "),
  }));
  const isBetween = ([a, b]) => (one, other) => (a === one && b === other) || (a === other && b === one);
  const isSolid = (view) => {
    const ownerOf = ownerIn(areas, view);
    const keyOf = (id) => (ownerOf(id) === "-" ? id : ownerOf(id));
    return (one, other) =>
      keyOf(one) !== keyOf(other) &&
      !dashed.some(({ between, views }) => views.includes(view) && isBetween(between)(one, other));
  };
  const [un, deFacto] = VIEWS.map(isSolid);
  const borders = (isWanted) => linePath(bordersOf(locator.topo, isWanted));
  const lands = VIEWS.map((view) => {
    const nobody = merged(world.topo, ownerIn(areas, view)).get("-");
    return row("nobody", view, "", ringPath(ringsOf(world.topo, nobody, world.smallest, true)), "");
  });
  const lines = dashed.flatMap(({ between, views }) => {
    const [small, large] = [world, locator].map(({ topo }) => bordersOf(topo, isBetween(between)));
    if (large.length === 0) throw new Error(`${between.join(" and ")} have no border`);
    const told = views.length === VIEWS.length ? [""] : views;
    return told.map((view) => row("dashed", view, boxOf(large.flat()).join(" "), linePath(small), linePath(large)));
  });
  return [
    row("land", "", "", "", ringPath(landOf(locator.topo, locator.smallest))),
    row("border", "", "", "", borders((one, other) => un(one, other) && deFacto(one, other))),
    row("border", VIEWS[0], "", "", borders((one, other) => un(one, other) && !deFacto(one, other))),
    row("border", VIEWS[1], "", "", borders((one, other) => !un(one, other) && deFacto(one, other))),
    ...lands,
    ...lines,
  ];
}

await checkOrWrite(generate, "shapes");
