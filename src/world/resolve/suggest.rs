//! "Did you mean …": the countries whose names are close to what was written.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::world::alias::aliases;
use crate::world::spelling::fold;
use crate::world::{Country, gazetteer};

/// How many countries are suggested at most.
const LIMIT: usize = 3;

/// The shortest fold that is compared: below it stand codes and abbreviations, all close to each other.
const SHORTEST: usize = 4;

/// Holds the fold of every name and alias, with a country that goes by it.
static NAMES: LazyLock<Vec<(String, Country)>> = LazyLock::new(|| {
    let names = Country::all().map(|country| (fold(country.name()), country));
    let aliases =
        aliases().flat_map(|(alias, choices)| choices.into_iter().map(move |country| (fold(alias), country)));
    names.chain(aliases).filter(|(name, _)| name.len() >= SHORTEST).collect()
});

/// Holds the fold of what texts call countries by besides names: their people, their cities.
static WORDS: LazyLock<HashMap<String, Vec<Country>>> =
    LazyLock::new(|| gazetteer().into_iter().map(|word| (fold(word.text), word.countries)).collect());

/// Returns the countries that a folded word may mean, the likeliest first.
///
/// They are those that texts call by this word ("French", "Beijing"); else those with a name close to it, where
/// the distance counts letters left out, put in, changed or swapped with their neighbour.
pub(super) fn closest(key: &str) -> Vec<Country> {
    if let Some(countries) = WORDS.get(key).filter(|countries| !countries.is_empty()) {
        return countries.iter().copied().take(LIMIT).collect();
    }
    let mut found: Vec<(usize, Country)> =
        NAMES.iter().filter_map(|(name, country)| Some((distance(key, name)?, *country))).collect();
    found.sort_unstable();

    let mut closest = Vec::new();
    for (_, country) in found {
        if closest.len() < LIMIT && !closest.contains(&country) {
            closest.push(country);
        }
    }
    closest
}

/// Returns the distance of two folds, if it is small for their length.
///
/// One slip is allowed for every four letters, and one more if the first letters agree.
fn distance(key: &str, name: &str) -> Option<usize> {
    let same_start = key.len() > SHORTEST && key.as_bytes().first() == name.as_bytes().first();
    let allowed = (key.len() / 4).max(1) + usize::from(same_start);
    if key.len().abs_diff(name.len()) > allowed {
        return None;
    }
    Some(strsim::osa_distance(key, name)).filter(|distance| *distance <= allowed)
}
