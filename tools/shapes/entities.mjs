// Natural Earth's countries as the entities of data/countries.tsv: who owns which polygon.

import { createRequire } from "node:module";
import { geoArea, geoCentroid } from "d3-geo";
import { feature, neighbors } from "topojson-client";
import { topology } from "topojson-server";

const require = createRequire(import.meta.url);

// Features without an ISO code. What holds the ground there is drawn by Natural Earth as a country of
// its own; ISO 3166 counts it to another one, or to none.
const UNCODED = {
  Kosovo: "XK",
  Somaliland: "SO",
  "N. Cyprus": "CY",
  "Indian Ocean Ter.": "CX",
  "Siachen Glacier": null,
};

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

/** Returns GeoJSON features with alpha-2 codes as ids; land that is no entity's has the id "". */
export function entities(countries) {
  const byNumber = new Map(countries.map(({ alpha2, numeric }) => [numeric, alpha2]));
  const atlas = require("world-atlas/countries-50m.json");
  const polygons = new Map();
  for (const { id, properties, geometry } of feature(atlas, atlas.objects.countries).features) {
    const own = id === undefined ? UNCODED[properties.name] : byNumber.get(id);
    if (own === undefined) throw new Error(`"${properties.name}" (${id}) is no entity`);
    const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const part of parts) {
      const code = owner(own ?? "", part);
      if (!polygons.has(code)) polygons.set(code, []);
      polygons.get(code).push(part);
    }
  }
  return [...polygons]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, coordinates]) => ({
      type: "Feature",
      id,
      properties: {},
      geometry: { type: "MultiPolygon", coordinates },
    }));
}

function owner(code, polygon) {
  const [longitude, latitude] = geoCentroid({ type: "Polygon", coordinates: polygon });
  const apart = APART.find(
    ({ of, box: [west, south, east, north] }) =>
      of === code && longitude > west && longitude < east && latitude > south && latitude < north,
  );
  return apart === undefined ? code : owner(apart.is, polygon);
}

/** Returns the longitude and latitude of the middle of a feature's largest polygon. */
export function middle({ geometry }) {
  const largest = geometry.coordinates
    .map((coordinates) => ({ type: "Polygon", coordinates }))
    .reduce((one, other) => (geoArea(other) > geoArea(one) ? other : one));
  return geoCentroid(largest);
}

/** Returns, for each feature's id, the ids of those that it has a border with on land, sorted. */
export function neighbours(features) {
  const { countries } = topology({ countries: { type: "FeatureCollection", features } }).objects;
  const places = neighbors(countries.geometries);
  return new Map(
    features.map(({ id }, place) => {
      const others = places[place].map((other) => features[other].id);
      return [id, [...new Set(others)].filter((other) => other !== "" && other !== id).sort()];
    }),
  );
}
