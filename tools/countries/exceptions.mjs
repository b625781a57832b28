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

/**
 * The languages that have names beside English: those of the United Nations, the larger ones of the European
 * Union, and others that foreign ministries publish in. By the name of their folder in CLDR.
 */
export const LANGUAGES = [
  "ar", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl", "pl", "pt",
  "pt-PT", "ro", "ru", "sv", "tr", "uk", "vi", "zh", "zh-Hant",
];

/** Which of CLDR's forms is shown in every language, where it is not the first: what NAMES does in English. */
export const LOCAL_FORMS = { HK: "alt-short", MO: "alt-short", PS: "alt-short" };

/** The same for single languages; "=" goes before a name that CLDR does not have. */
export const LOCAL_EXCEPTIONS = {
  ar: { CD: "alt-variant", CG: "alt-variant" },
  de: { CD: "=DR Kongo", CG: "=Republik Kongo" },
  fr: { CD: "=RD Congo", CG: "=Congo" },
  id: { GS: "=Georgia Selatan dan Kepulauan Sandwich Selatan" },
  ja: { CD: "alt-variant", CG: "alt-variant" },
  ko: { CD: "alt-variant", CG: "alt-variant" },
  pt: { CD: "alt-variant" },
  "pt-PT": { CD: "alt-variant", CG: "alt-variant", CI: "alt-variant" },
  ru: { CD: "=ДР Конго", CG: "alt-variant", SH: "=Остров Святой Елены" },
  tr: { CD: "alt-variant", CG: "alt-variant" },
  vi: { CD: "alt-variant", CG: "alt-variant", GS: "=Nam Georgia và Quần đảo Nam Sandwich" },
};
