//! What must hold of the country table and the regions.

use std::collections::{BTreeSet, HashMap};

use super::{Country, Region, UnresolvedCountry, WordKind, gazetteer};

/// The countries that are not former ones.
fn present() -> impl Iterator<Item = Country> {
    Country::all().filter(|country| country.former().is_none())
}

#[test]
fn the_tables_hold_iso_3166_1_kosovo_and_iso_3166_3() {
    assert_eq!(Country::COUNT, 281);
    assert_eq!(Country::all().count(), Country::COUNT);
    assert_eq!(present().count(), 250);
    let without_numeric: Vec<_> = present().filter(|c| c.numeric().is_none()).collect();
    assert_eq!(format!("{without_numeric:?}"), "[XK]");
    assert_eq!(Country::resolve("XKX").map(Country::code), Ok("XK"));
}

#[test]
fn countries_are_ordered_by_code_the_present_ones_first_and_know_their_place() {
    let key = |country: &Country| (country.former().is_some(), country.code());
    assert!(Country::all().is_sorted_by(|a, b| a < b && key(a) < key(b)));
    assert!(Country::all().enumerate().all(|(place, country)| country.index() == place));
}

#[test]
fn codes_names_and_slugs_are_well_formed_and_unique() {
    for country in Country::all() {
        let upper = |code: &str| code.bytes().all(|byte| byte.is_ascii_uppercase());
        let length = if country.former().is_some() { 4 } else { 2 };
        assert!(country.code().len() == length && upper(country.code()));
        assert!(country.code().starts_with(country.alpha2()));
        assert!(country.alpha3().len() == 3 && upper(country.alpha3()));
        assert_eq!(slug::slugify(country.slug()), country.slug());
        assert!(!country.slug().is_empty() && !country.name().is_empty());
        assert!(country.numeric().is_none_or(|code| (1..=999).contains(&code)));
    }
    let columns: [fn(Country) -> &'static str; 3] = [Country::code, Country::name, Country::slug];
    for column in columns {
        assert_eq!(Country::all().map(column).collect::<BTreeSet<_>>().len(), Country::COUNT);
    }
    assert_eq!(present().map(Country::alpha3).collect::<BTreeSet<_>>().len(), 250);
    assert_eq!(present().filter_map(Country::numeric).collect::<BTreeSet<_>>().len(), 249);
}

#[test]
fn no_two_pairs_of_countries_share_the_text_of_their_slugs() {
    let mut pairs: HashMap<String, (Country, Country)> = HashMap::new();
    for one in Country::all() {
        for other in Country::all().filter(|other| one.slug() < other.slug()) {
            let text = format!("{}-{}", one.slug(), other.slug());
            assert_eq!(pairs.insert(text, (one, other)), None, "{one:?} {other:?}");
        }
    }
    assert_eq!(pairs.len(), Country::COUNT * (Country::COUNT - 1) / 2);
}

#[test]
fn a_former_country_went_into_present_ones_which_know_it() {
    let mut links = 0;
    for country in Country::all() {
        assert!(
            country.predecessors().is_sorted()
                && country.predecessors().iter().all(|it| it.former().is_some())
        );
        let Some(former) = country.former() else { continue };
        assert!(!former.successors.is_empty());
        assert!(former.since.is_none_or(|since| since < former.until) && former.until <= 2010);
        for successor in &former.successors {
            assert!(successor.former().is_none(), "{country:?}");
            assert!(successor.predecessors().contains(&country), "{country:?}");
        }
        let first = former.successors.first().map(|it| (it.region(), it.subregion()));
        assert_eq!(first, Some((country.region(), country.subregion())));
        links += former.successors.len();
    }
    assert_eq!(Country::all().map(|country| country.predecessors().len()).sum::<usize>(), links);
}

#[test]
fn former_countries_tell_their_years_and_heirs() {
    let told = |written| {
        Country::resolve(written)
            .ok()
            .and_then(Country::former)
            .map(|it| (it.since, it.until, it.is_state, format!("{:?}", it.successors)))
    };
    let heirs = "[RU, AM, AZ, BY, EE, GE, KZ, KG, LV, LT, MD, TJ, TM, UA, UZ]".to_owned();
    assert_eq!(told("USSR"), Some((Some(1922), 1991, true, heirs)));
    assert_eq!(told("GDR"), Some((Some(1949), 1990, true, "[DE]".to_owned())));
    assert_eq!(told("PUUM"), Some((None, 1986, false, "[UM]".to_owned())));
    assert_eq!(told("NTHH"), Some((Some(1922), 1991, false, "[IQ, SA]".to_owned())));
    assert_eq!(told("France"), None);
    let predecessors = |written| format!("{:?}", Country::resolve(written).map(Country::predecessors));
    assert_eq!(predecessors("Serbia"), "Ok([CSXX, YUCS])");
    assert_eq!(predecessors("Belarus"), "Ok([BYAA, SUHH])");
    assert_eq!(predecessors("France"), "Ok([FXFR])");
    assert_eq!(predecessors("Japan"), "Ok([])");
}

#[test]
fn slugs_are_the_usual_names() {
    let exceptions = [("TR", "turkey"), ("UM", "us-outlying-islands"), ("VI", "us-virgin-islands")];
    for country in Country::all() {
        let expected = match exceptions.iter().find(|(code, _)| *code == country.code()) {
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
        let found = Country::resolve(written).map(|c| (c.region(), c.subregion().code()));
        assert_eq!(found, Ok((region, subregion)), "{written}");
    }
    let count = |region| present().filter(|c| c.region() == region).count();
    assert_eq!(Region::ALL.map(count), [60, 57, 1, 51, 52, 29]);
}

#[test]
fn subregions_have_the_names_of_m49() {
    for (written, code, name) in [
        ("France", 155, "Western Europe"),
        ("Nigeria", 11, "Western Africa"),
        ("Vietnam", 35, "South-eastern Asia"),
        ("New Zealand", 53, "Australia and New Zealand"),
        ("Antarctica", 10, "Antarctica"),
        ("USSR", 151, "Eastern Europe"),
    ] {
        let found = Country::resolve(written).map(Country::subregion).map(|it| (it.code(), it.name()));
        assert_eq!(found, Ok((code, name)), "{written}");
    }
    assert_eq!(Country::all().map(Country::subregion).collect::<BTreeSet<_>>().len(), 23);
}

#[test]
fn regions_are_in_order_with_distinct_codes_and_slugs() {
    assert!(Region::ALL.is_sorted());
    assert_eq!(Region::ALL.map(Region::code), [2, 19, 10, 142, 150, 9]);
    for region in Region::ALL {
        assert_eq!(region.slug(), slug::slugify(region.name()));
    }
}

#[test]
fn a_country_has_a_name_in_the_language_that_a_tag_means() {
    for (code, language, name) in [
        ("FR", "en", "France"),
        ("FR", "de", "Frankreich"),
        ("FR", "DE-ch", "Frankreich"),
        ("AT", "sv-FI", "Österrike"),
        ("VN", "pt", "Vietnã"),
        ("VN", "pt-BR", "Vietnã"),
        ("VN", "pt-PT", "Vietname"),
        ("VN", "pt-AO", "Vietname"),
        ("FR", "zh", "法国"),
        ("FR", "zh-Hant", "法國"),
        ("FR", "zh-TW", "法國"),
        ("FR", "zh-Hant-HK", "法國"),
        ("FR", "zh-Hans-HK", "法国"),
        ("MM", "ru", "Мьянма"),
        ("PS", "de", "Palästina"),
        ("HK", "es", "Hong Kong"),
        ("CD", "fr", "RD Congo"),
        ("SUHH", "de", "Sowjetunion"),
        ("DYBJ", "fr", "Dahomey"),
        ("ANHH", "de", "Netherlands Antilles"),
        ("FR", "eo", "France"),
        ("FR", "", "France"),
        ("FR", "-", "France"),
    ] {
        let found = Country::resolve(code).map(|country| country.name_in(language));
        assert_eq!(found, Ok(name), "{code} {language}");
    }
}

#[test]
fn every_present_country_and_every_region_has_a_name_in_every_language() {
    let missing: Vec<_> = super::names::languages()
        .flat_map(|language| {
            let countries = present().map(move |country| (country.code().to_owned(), language));
            let regions = Region::ALL.into_iter().map(Region::code);
            let regions = regions.chain(Country::all().map(|country| country.subregion().code()));
            countries.chain(regions.map(move |code| (format!("{code:03}"), language)))
        })
        .filter(|(code, language)| super::names::name_in(code, language).is_none())
        .collect();
    assert_eq!(missing, []);
    assert_eq!(super::names::languages().count(), 28);
}

#[test]
fn regions_have_names_in_the_language_that_a_tag_means() {
    assert_eq!(
        Region::ALL.map(|region| region.name_in("de")).join(", "),
        "Afrika, Amerika, Antarktis, Asien, Europa, Ozeanien"
    );
    assert_eq!(Region::Europe.name_in("eo"), "Europe");
    let french = Country::resolve("France").map(|country| country.subregion().name_in("fr-BE"));
    assert_eq!(french, Ok("Europe de l’Ouest"));
    let czech = Country::resolve("France").map(|country| country.subregion().name_in("cs"));
    assert_eq!(czech, Ok("Západní Evropa"));
}

#[test]
fn every_present_country_has_a_capital_but_for_those_that_are_listed_here() {
    let without: Vec<_> =
        present().filter(|country| country.capital().is_none()).map(Country::code).collect();
    let uninhabited_or_a_city = ["AQ", "BV", "HK", "HM", "IO", "MO", "TF", "TK", "UM"];
    let disputed = ["EH", "IL", "PS"];
    let mut expected: Vec<_> = uninhabited_or_a_city.into_iter().chain(disputed).collect();
    expected.sort_unstable();
    assert_eq!(without, expected);
    assert!(Country::all().filter(|country| country.former().is_some()).all(|it| it.capital().is_none()));
}

#[test]
fn capitals_stand_beside_their_country() {
    for (code, names) in [
        ("AD", vec!["Andorra la Vella"]),
        ("FR", vec!["Paris"]),
        ("UA", vec!["Kyiv", "Kiev"]),
        ("NL", vec!["Amsterdam (seat of government: The Hague)", "Amsterdam", "The Hague", "Den Haag"]),
        ("ZW", vec!["Harare"]),
        ("IL", vec![]),
        ("SUHH", vec![]),
    ] {
        let found = Country::resolve(code).map(|country| country.capital_names().collect::<Vec<_>>());
        assert_eq!(found, Ok(names), "{code}");
    }
}

#[test]
fn the_gazetteer_has_a_word_for_the_people_of_every_state() {
    let words = gazetteer();
    let texts: BTreeSet<&str> = words.iter().map(|word| word.text).collect();
    assert_eq!(texts.len(), words.len(), "a word stands there twice");
    for word in &words {
        assert_eq!(word.countries.is_empty(), word.kind == WordKind::Mask, "{}", word.text);
        assert!(!word.text.is_empty() && word.text.trim() == word.text);
    }
    let peoples: BTreeSet<Country> = words
        .iter()
        .filter(|word| matches!(word.kind, WordKind::Demonym | WordKind::Doubtful))
        .flat_map(|word| word.countries.iter().copied())
        .collect();
    // Territories that nobody lives in, or whose people have no word of their own.
    let without = present().filter(|country| !peoples.contains(country)).count();
    assert!(without <= 30, "{without} countries have no word for their people");
    assert!(
        ["FR", "CN", "XK", "TW", "PS", "EH", "VA"]
            .iter()
            .all(|code| peoples.iter().any(|country| country.code() == *code))
    );
}

#[test]
fn people_cities_and_seats_of_power_are_no_names_but_lead_to_their_country() {
    for (word, code) in [
        ("French", "FR"),
        ("Kosovar", "XK"),
        ("Beijing", "CN"),
        ("Kyiv", "UA"),
        ("Kremlin", "RU"),
        ("Élysée", "FR"),
        ("quai d'orsay", "FR"),
        ("Zhongnanhai", "CN"),
        ("Downing Street", "GB"),
        ("White House", "US"),
        ("Soviet", "SUHH"),
    ] {
        let suggestions = match Country::resolve(word) {
            Err(UnresolvedCountry::Unknown { suggestions }) => suggestions,
            _ => Vec::new(),
        };
        assert_eq!(suggestions.first().map(|country| country.code()), Some(code), "{word}");
    }
    for (combining, code) in [
        ("Sino", "CN"),
        ("Franco", "FR"),
        ("Anglo", "GB"),
        ("Russo", "RU"),
        ("Indo", "IN"),
        ("Greco", "GR"),
        ("Luso", "PT"),
        ("Turco", "TR"),
    ] {
        let word = gazetteer().into_iter().find(|word| word.text == combining);
        let word = word.map(|word| (word.kind, format!("{:?}", word.countries)));
        assert_eq!(word, Some((WordKind::Combining, format!("[{code}]"))));
    }
}
