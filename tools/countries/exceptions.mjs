// What this project decides by hand, because the sources are silent or the field says otherwise.

/** Entries beside ISO 3166-1: XK is a user-assigned code that the field uses for Kosovo. */
export const EXTRA_CODES = { XK: { alpha3: "XKX", numeric: "" } };

/** Names other than the one that CLDR displays (after "St." and "&" are spelled out). */
export const NAMES = {
  CD: "DR Congo",
  CG: "Congo",
  GS: "South Georgia and the South Sandwich Islands",
  HK: "Hong Kong",
  HM: "Heard Island and McDonald Islands",
  MM: "Myanmar",
  MO: "Macao",
  PS: "Palestine",
  VC: "Saint Vincent and the Grenadines",
};

/** Slugs that do not follow from the name. */
export const SLUGS = {
  TR: "turkey",
  UM: "us-outlying-islands",
  VI: "us-virgin-islands",
};

/** M49 region and subregion of entries that M49 does not list, or lists without a region. */
export const REGIONS = {
  AQ: { region: "010", subregion: "010" }, // Antarctica, in M49 a child of the world itself
  TW: { region: "142", subregion: "030" }, // Asia, Eastern Asia
  XK: { region: "150", subregion: "039" }, // Europe, Southern Europe
};
