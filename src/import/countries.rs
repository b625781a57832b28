//! Strings that are plainly countries.

use serde_yaml::Value;

use super::value::texts;
use crate::world::Country;

/// The keys that hold countries, in lower case with `_` between words.
const KEYS: [&str; 16] = [
    "country",
    "countries",
    "nation",
    "nations",
    "country_code",
    "country_codes",
    "country_name",
    "country_names",
    "iso",
    "iso2",
    "iso3",
    "iso_code",
    "iso_codes",
    "iso_a2",
    "iso_a3",
    "iso_3166",
];

/// What a tag begins with that says itself to be a country.
const PREFIXES: [&str; 4] = ["country-", "country:", "country/", "country_"];

/// Returns whether a key, in lower case with `_` between words, holds countries.
pub fn is_key(name: &str) -> bool {
    KEYS.contains(&name)
}

/// Returns the country that a tag plainly is: by its name, or by a code where it says `country-`.
///
/// A code alone is none: `it` and `us` are words, and `AI` is more often a subject than Anguilla.
pub fn of_tag(tag: &str) -> Option<Country> {
    let lower = tag.to_lowercase();
    for prefix in PREFIXES {
        if let Some(rest) = lower.strip_prefix(prefix) {
            return Country::resolve(rest.trim()).ok();
        }
    }
    let is_name =
        tag.chars().filter(|c| c.is_alphabetic()).count() > 3 && !tag.contains(|c: char| c.is_ascii_digit());
    let country = is_name.then(|| Country::resolve(tag).ok()).flatten()?;
    (!tag.eq_ignore_ascii_case(country.code())).then_some(country)
}

/// Returns what the value of a country key means: countries, and texts that are none.
pub fn of_value(value: &Value) -> (Vec<Country>, Vec<String>) {
    let (mut countries, mut others) = (Vec::new(), Vec::new());
    let Some(written) = texts(value, true) else { return (countries, others) };
    for text in written {
        let bare =
            PREFIXES.iter().find_map(|prefix| text.to_lowercase().strip_prefix(prefix).map(str::to_owned));
        match Country::resolve(bare.as_deref().unwrap_or(&text)) {
            Ok(country) if countries.contains(&country) => {}
            Ok(country) => countries.push(country),
            Err(_) => others.push(text),
        }
    }
    (countries, others)
}

/// Returns the countries under country keys inside of another key, with the way to each: `details.country`.
pub fn inside(name: &str, value: &Value) -> Vec<(Country, String)> {
    let mut found = Vec::new();
    look(name, value, &mut found);
    found
}

fn look(way: &str, value: &Value, found: &mut Vec<(Country, String)>) {
    match value {
        Value::Mapping(keys) => {
            for (key, value) in keys {
                let Some(key) = key.as_str() else { continue };
                let way = format!("{way}.{key}");
                if is_key(&super::value::normal(key)) && !value.is_mapping() {
                    found.extend(of_value(value).0.into_iter().map(|country| (country, way.clone())));
                } else {
                    look(&way, value, found);
                }
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| look(way, item, found)),
        _ => {}
    }
}
