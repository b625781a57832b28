//! What must hold of the country table and the regions.

use std::collections::BTreeSet;

use super::{Country, Region};

#[test]
fn the_table_holds_iso_3166_1_and_kosovo() {
    assert_eq!(Country::COUNT, 250);
    assert_eq!(Country::all().count(), Country::COUNT);
    let without_numeric: Vec<_> = Country::all().filter(|c| c.numeric().is_none()).collect();
    assert_eq!(format!("{without_numeric:?}"), "[XK]");
    assert_eq!(Country::resolve("XKX").map(Country::alpha2), Ok("XK"));
}

#[test]
fn countries_are_ordered_by_alpha_2_and_know_their_place() {
    assert!(Country::all().is_sorted_by(|a, b| a < b && a.alpha2() < b.alpha2()));
    assert!(Country::all().enumerate().all(|(place, country)| country.index() == place));
}

#[test]
fn codes_names_and_slugs_are_well_formed_and_unique() {
    for country in Country::all() {
        let upper = |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase());
        assert!(country.alpha2().len() == 2 && upper(country.alpha2()));
        assert!(country.alpha3().len() == 3 && upper(country.alpha3()));
        assert_eq!(slug::slugify(country.slug()), country.slug());
        assert!(!country.slug().is_empty() && !country.name().is_empty());
        assert!(country.numeric().is_none_or(|code| (1..=999).contains(&code)));
    }
    let columns: [fn(Country) -> &'static str; 4] =
        [Country::alpha2, Country::alpha3, Country::name, Country::slug];
    for column in columns {
        assert_eq!(Country::all().map(column).collect::<BTreeSet<_>>().len(), Country::COUNT);
    }
    let numeric: BTreeSet<_> = Country::all().filter_map(Country::numeric).collect();
    assert_eq!(numeric.len(), Country::COUNT - 1);
}

#[test]
fn slugs_are_the_usual_names() {
    let exceptions = [("TR", "turkey"), ("UM", "us-outlying-islands"), ("VI", "us-virgin-islands")];
    for country in Country::all() {
        let expected = match exceptions.iter().find(|(code, _)| *code == country.alpha2()) {
            Some((_, slug)) => (*slug).to_owned(),
            None => slug::slugify(country.name()),
        };
        assert_eq!(country.slug(), expected);
    }
    for slug in [
        "united-states",
        "united-kingdom",
        "south-korea",
        "north-korea",
        "dr-congo",
        "congo",
        "hong-kong",
        "macao",
        "myanmar",
        "turkey",
        "czechia",
        "palestine",
        "cote-d-ivoire",
        "bosnia-and-herzegovina",
        "saint-kitts-and-nevis",
        "sao-tome-and-principe",
        "taiwan",
        "kosovo",
        "vatican-city",
        "cape-verde",
        "eswatini",
        "timor-leste",
        "micronesia",
    ] {
        assert!(Country::all().any(|country| country.slug() == slug), "{slug}");
    }
}

#[test]
fn names_are_those_of_the_field() {
    for (code, name) in [
        ("BA", "Bosnia and Herzegovina"),
        ("CD", "DR Congo"),
        ("CG", "Congo"),
        ("CI", "Côte d’Ivoire"),
        ("CV", "Cape Verde"),
        ("CZ", "Czechia"),
        ("FM", "Micronesia"),
        ("HK", "Hong Kong"),
        ("KN", "Saint Kitts and Nevis"),
        ("KP", "North Korea"),
        ("KR", "South Korea"),
        ("MM", "Myanmar"),
        ("MO", "Macao"),
        ("PS", "Palestine"),
        ("SZ", "Eswatini"),
        ("TL", "Timor-Leste"),
        ("TR", "Türkiye"),
        ("US", "United States"),
        ("VA", "Vatican City"),
        ("VC", "Saint Vincent and the Grenadines"),
    ] {
        assert_eq!(Country::resolve(code).map(Country::name), Ok(name));
    }
}

#[test]
fn debug_prints_the_code() {
    assert_eq!(format!("{:?}", Country::resolve("France")), "Ok(FR)");
}

#[test]
fn every_country_has_a_region_and_a_subregion_of_m49() {
    for (written, region, subregion) in [
        ("France", Region::Europe, 155),
        ("Nigeria", Region::Africa, 11),
        ("Mexico", Region::Americas, 13),
        ("Cyprus", Region::Asia, 145),
        ("Fiji", Region::Oceania, 54),
        ("Taiwan", Region::Asia, 30),
        ("Kosovo", Region::Europe, 39),
        ("Antarctica", Region::Antarctica, 10),
    ] {
        let found = Country::resolve(written).map(|c| (c.region(), c.subregion()));
        assert_eq!(found, Ok((region, subregion)), "{written}");
    }
    let count = |region| Country::all().filter(|c| c.region() == region).count();
    assert_eq!(Region::ALL.map(count), [60, 57, 1, 51, 52, 29]);
}

#[test]
fn regions_are_in_order_with_distinct_codes_and_slugs() {
    assert!(Region::ALL.is_sorted());
    assert_eq!(Region::ALL.map(Region::code), [2, 19, 10, 142, 150, 9]);
    for region in Region::ALL {
        assert_eq!(region.slug(), slug::slugify(region.name()));
    }
}
