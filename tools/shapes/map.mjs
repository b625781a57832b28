// The map: projected, simplified, rounded to whole pixels, and written as SVG path data.

import { geoEqualEarth } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature, merge, mesh } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

// The map is cut at 168.8° W, in the Bering Strait: neither Russia nor Fiji falls apart.
const ROTATION = [-11.2, 0];

/** Returns the projection of a map of this width, which fits the whole sphere, and its height. */
export function projection(width) {
  const sphere = { type: "Sphere" };
  const equalEarth = geoEqualEarth().rotate(ROTATION).precision(0.5).fitWidth(width, sphere);
  const height = Math.ceil(equalEarth.translate()[1] * 2);
  return { equalEarth, height };
}

/**
 * Returns the topology of the features on the map, simplified.
 *
 * Shared borders are simplified as one, so that neighbours still meet. Of an area under `smallest` square pixels no
 * detail is kept.
 */
export function plan(features, { equalEarth }, smallest) {
  const planar = geoProject({ type: "FeatureCollection", features }, equalEarth);
  const weighed = presimplify(topology({ countries: planar }, 1e6));
  for (const { id, arcs } of weighed.objects.countries.geometries) {
    const detail = DETAIL[id];
    if (detail === undefined) continue;
    const own = new Set(arcs.flat(2).map((arc) => (arc < 0 ? ~arc : arc)));
    for (const point of [...own].flatMap((arc) => weighed.arcs[arc])) point[2] *= detail;
  }
  return simplify(weighed, smallest);
}

// How many times as much the points of some outlines count. Nobody reads a map for ice shelves, which are a tenth of all
// points; what is looked for and small would be a line.
const DETAIL = { AQ: 1 / 6, PS: 16, golan: 16 };

/** Returns the rings of a geometry of the topology, in whole pixels; those under `smallest` are dropped. */
export function ringsOf(topo, geometry, smallest, keepsLargest) {
  return rings(feature(topo, geometry).geometry, smallest, keepsLargest);
}

/** Returns the borders of the topology between the features for whose ids this is true, in whole pixels. */
export function bordersOf(topo, isWanted) {
  const { countries } = topo.objects;
  return lines(mesh(topo, countries, (one, other) => one !== other && isWanted(one.id, other.id)));
}

/** Returns the coasts of the topology as rings. */
export function landOf(topo, smallest) {
  return rings(merge(topo, topo.objects.countries.geometries), smallest, false);
}

function rings(geometry, smallest, keepsLargest) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const all = polygons
    .flat()
    .map((ring) => whole(ring).slice(0, -1))
    .filter((ring) => ring.length > 2)
    .map((ring) => ({ ring, area: Math.abs(area(ring)) }))
    .filter(({ area }) => area > 0)
    .sort((one, other) => other.area - one.area);
  return all.filter(({ area }, place) => area >= smallest || (keepsLargest && place === 0)).map(({ ring }) => ring);
}

function lines(geometry) {
  return geometry.coordinates.map(whole).filter((line) => line.length > 1);
}

// Rounds, and leaves out points that fall together or lie on a straight line.
function whole(points) {
  const rounded = points.map(([x, y]) => [Math.round(x), Math.round(y)]);
  const kept = [];
  for (const point of rounded) {
    if (kept.length > 0 && same(kept.at(-1), point)) continue;
    if (kept.length > 1 && straight(kept.at(-2), kept.at(-1), point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

const same = ([x, y], [u, v]) => x === u && y === v;

function straight([ax, ay], [bx, by], [cx, cy]) {
  const [ux, uy, vx, vy] = [bx - ax, by - ay, cx - bx, cy - by];
  return ux * vy === uy * vx && ux * vx + uy * vy > 0;
}

function area(ring) {
  return ring.reduce((sum, [x, y], place) => {
    const [u, v] = ring[(place + 1) % ring.length];
    return sum + (x * v - u * y) / 2;
  }, 0);
}

/** Returns closed rings as SVG path data with relative commands. */
export function ringPath(rings) {
  return path(rings, "z");
}

/** Returns open lines as SVG path data. */
export function linePath(lines) {
  return path(lines, "");
}

function path(lines, end) {
  let data = "";
  let at = [0, 0]; // where the pen is: after `z`, back at the start of the ring
  for (const line of lines) {
    const [start, ...rest] = line;
    // The first move is absolute, so that paths can stand one after the other. After it, pairs without a
    // command would be absolute too; after `m`, they are relative lines.
    const isFirst = data === "";
    data += isFirst ? `M${pair(start)}` : `m${pair([start[0] - at[0], start[1] - at[1]])}`;
    let command = isFirst ? "M" : "m";
    at = start;
    for (const point of rest) {
      const [dx, dy] = [point[0] - at[0], point[1] - at[1]];
      const next = dy === 0 ? "h" : dx === 0 ? "v" : "l";
      const text = next === "h" ? `${dx}` : next === "v" ? `${dy}` : pair([dx, dy]);
      // A command that is repeated need not be written again.
      const implied = next === command || (next === "l" && command === "m");
      data += implied ? (text.startsWith("-") ? text : ` ${text}`) : `${next}${text}`;
      command = implied ? command : next;
      at = point;
    }
    data += end;
    if (end === "z") at = start;
  }
  return data;
}

function pair([x, y]) {
  return y < 0 ? `${x}${y}` : `${x} ${y}`;
}

/**
 * Returns x, y, width and height of the part of a country that a map of it is about: its largest ring,
 * rings nearly as large, and those close by. Islands an ocean away are left out.
 */
export function frame(rings, point) {
  if (rings.length === 0) return [...point, 0, 0];
  const boxes = rings.map((ring) => ({ box: box(ring), area: Math.abs(area(ring)) }));
  let [{ box: inside, area: largest }, ...rest] = boxes;
  for (let grown = true; grown; ) {
    grown = false;
    rest = rest.filter((other) => {
      const isPart = other.area >= largest * NEARLY || gap(inside, other.box) <= CLOSE;
      if (isPart) [inside, grown] = [union(inside, other.box), true];
      return !isPart;
    });
  }
  const [west, north, east, south] = inside;
  return [west, north, east - west, south - north];
}

const NEARLY = 0.1;
const CLOSE = 24; // pixels of the locator map: about 400 km

function box(ring) {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Returns x, y, width and height of the smallest rectangle around points. */
export function boxOf(points) {
  const [west, north, east, south] = box(points);
  return [west, north, east - west, south - north];
}

function gap([a, b, c, d], [e, f, g, h]) {
  return Math.max(0, e - c, a - g, f - d, b - h);
}

function union([a, b, c, d], [e, f, g, h]) {
  return [Math.min(a, e), Math.min(b, f), Math.max(c, g), Math.max(d, h)];
}
