// The tables of contested areas and dashed borders, and the areas cut out of the atlases.

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { geoContains } from "d3-geo";
import clipping from "polygon-clipping";

const here = dirname(fileURLToPath(import.meta.url));

/** The views, in the order of their columns. */
export const VIEWS = ["un", "de-facto"];

/** Reads a table of this folder: rows of cells by the names of the columns. */
export async function table(name) {
  const text = await readFile(join(here, name), "utf8");
  const [head, ...rows] = text
    .trim()
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.split("\t"));
  return rows.map((cells) => {
    if (cells.length !== head.length) throw new Error(`${name}: "${cells[0]}" has ${cells.length} cells`);
    return Object.fromEntries(head.map((column, place) => [column, cells[place]]));
  });
}

/** Returns points of a cell, "longitude latitude, longitude latitude". */
export function pointsOf(cell) {
  return cell.split(", ").map((point) => point.split(" ").map(Number));
}

/**
 * Takes the contested areas out of `polygons`, a map of ids and lists of polygons, and puts them there under their own
 * names. `held` has the polygons of the other atlas, by code.
 */
export async function takeOut(areas, polygons, held) {
  const outlines = new Map((await table("outlines.tsv")).map(({ area, points }) => [area, pointsOf(points)]));
  for (const { area, from } of areas) {
    const [kind, ...codes] = from.split(" ");
    const of = codes.at(-1);
    if (kind === "-") continue;
    if (kind === "feature") {
      if (!polygons.has(of)) throw new Error(`${area}: there is no feature ${of}`);
      polygons.set(area, polygons.get(of));
      polygons.delete(of);
      continue;
    }
    const knife = kind === "held" ? held.get(codes[0]) : [[closed(outlines.get(area))]];
    const [cut, left] = [[], []];
    for (const polygon of polygons.get(of)) {
      const close = knife.filter((other) => overlap(box(polygon[0]), box(other[0])));
      const common = close.length === 0 ? [] : clipping.intersection([polygon], close);
      // Slivers are where the two atlases round differently.
      const found = common.filter((piece) => size(piece[0]) > SLIVER);
      cut.push(...found);
      if (found.length === 0) {
        left.push(polygon);
      } else {
        const rest = clipping.difference([polygon], found).filter((piece) => size(piece[0]) > SLIVER);
        left.push(...rest.map(turned));
      }
    }
    if (cut.length === 0) throw new Error(`${area}: nothing of ${of} is cut out`);
    polygons.set(area, cut.map(turned));
    polygons.set(of, left);
  }
}

// The clipper's rings run the other way round than those of the atlases.
const turned = (polygon) => polygon.map((ring) => ring.toReversed());

const SLIVER = 0.002; // square degrees

/**
 * Puts points into the borders that they lie on, so that neighbours have the same points along what they share: the ends
 * of cuts into the borders of all, and into what was cut the points on straight lines, which the clipper leaves out.
 */
export function joinCuts(polygons, areas) {
  const rows = areas.filter(({ from }) => from.startsWith("cut") || from.startsWith("held"));
  const cut = new Set(rows.flatMap(({ area, from }) => [area, from.split(" ").at(-1)]));
  const key = ([x, y]) => `${x} ${y}`;
  const pointsOf = (ids) => [...new Map(ids.flatMap((id) => polygons.get(id).flat(2)).map((point) => [key(point), point])).values()];
  const all = pointsOf([...polygons.keys()]);
  const ends = pointsOf([...cut]);
  const joined = (candidates) => (point, next) => {
    if (next === undefined) return [point];
    const inside = candidates.filter((end) => liesWithin(end, point, next));
    return [point, ...inside.sort((one, other) => distance(point, one) - distance(point, other))];
  };
  for (const [id, parts] of polygons) {
    const candidates = cut.has(id) ? all : ends;
    const rings = (ring) => {
      const [west, south, east, north] = box(ring);
      const close = candidates.filter(([x, y]) => x >= west - CLOSE && x <= east + CLOSE && y >= south - CLOSE && y <= north + CLOSE);
      const join = joined(close);
      return ring.flatMap((point, place) => join(point, ring[place + 1]));
    };
    polygons.set(id, parts.map((polygon) => polygon.map(rings)));
  }
}

const CLOSE = 1e-9; // degrees

const distance = ([ax, ay], [bx, by]) => Math.hypot(bx - ax, by - ay);

function liesWithin(point, start, end) {
  const isBetween = (axis) =>
    point[axis] >= Math.min(start[axis], end[axis]) - CLOSE && point[axis] <= Math.max(start[axis], end[axis]) + CLOSE;
  if (!isBetween(0) || !isBetween(1)) return false;
  const length = distance(start, end);
  const [toStart, toEnd] = [distance(point, start), distance(point, end)];
  if (toStart === 0 || toEnd === 0 || toStart > length || toEnd > length) return false;
  return toStart + toEnd - length < CLOSE;
}

function closed(ring) {
  return [...ring, ring[0]];
}

function box(ring) {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function overlap([a, b, c, d], [e, f, g, h]) {
  return a <= g && e <= c && b <= h && f <= d;
}

function size(ring) {
  const twice = ring.slice(1).reduce((sum, [x, y], place) => sum + ring[place][0] * y - x * ring[place][1], 0);
  return Math.abs(twice / 2);
}

/** Fails unless every place of the table lies where the table says, in both views. */
export function check(areas, features) {
  for (const row of areas) {
    for (const place of pointsOf(row.places)) {
      const within = features.filter((feature) => geoContains(feature, place)).map(({ id }) => id);
      if (within.length !== 1) throw new Error(`${row.area}: ${place} lies in ${within.join(" and ") || "nothing"}`);
      const [id] = within;
      const isCut = row.from !== "-";
      if (isCut && id !== row.area) throw new Error(`${row.area}: ${place} lies in ${id}`);
      for (const view of VIEWS) {
        const owner = ownerIn(areas, view)(id);
        if (owner !== row[view]) throw new Error(`${row.area}: ${place} belongs to ${owner} in the view ${view}`);
      }
    }
  }
}

/** Returns what tells the owner of an entity or area in a view; "-" for nobody. */
export function ownerIn(areas, view) {
  const owners = new Map(areas.filter(({ from }) => from !== "-").map((row) => [row.area, row[view]]));
  return (id) => owners.get(id) ?? id;
}
