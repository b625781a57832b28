//! Every way to write a country, and what is none.

use std::collections::BTreeSet;

use super::UnresolvedCountry;
use crate::world::Country;
use crate::world::alias::aliases;
use crate::world::spelling::fold;

/// The display names of CLDR: alpha-2, English, French.
const CLDR_NAMES: &str = include_str!("../fixtures/cldr_names.tsv");

/// The names under which the English-language press lists the states of the world.
const NEWS_NAMES: &str = include_str!("../fixtures/news_names.txt");

/// The countries whose own names mean two.
const AMBIGUOUS: [&str; 2] = ["CG", "MF"];

fn code(written: &str) -> Result<&'static str, UnresolvedCountry> {
    Country::resolve(written).map(Country::code)
}

#[track_caller]
fn assert_resolves(pairs: &[(&str, &str)]) {
    for (written, expected) in pairs {
        assert_eq!(code(written), Ok(*expected), "{written}");
    }
}

fn choices(written: &str) -> Vec<&'static str> {
    match Country::resolve(written) {
        Err(UnresolvedCountry::Ambiguous { choices }) => choices.into_iter().map(Country::code).collect(),
        _ => Vec::new(),
    }
}

fn suggestions(written: &str) -> Option<Vec<&'static str>> {
    match Country::resolve(written) {
        Err(UnresolvedCountry::Unknown { suggestions }) => {
            Some(suggestions.into_iter().map(Country::code).collect())
        }
        _ => None,
    }
}

fn present() -> impl Iterator<Item = Country> {
    Country::all().filter(|country| country.former().is_none())
}

fn unambiguous() -> impl Iterator<Item = Country> {
    present().filter(|country| !AMBIGUOUS.contains(&country.code()))
}

#[test]
fn every_country_resolves_by_its_codes_in_either_case() {
    for country in present() {
        for code in [country.code(), country.alpha3()] {
            let (first, rest) = code.split_at(1);
            let mixed = format!("{first}{}", rest.to_lowercase());
            for written in [code, &code.to_lowercase(), &mixed] {
                assert_eq!(Country::resolve(written), Ok(country), "{written}");
            }
        }
        if let Some(number) = country.numeric() {
            for written in [number.to_string(), format!("{number:03}")] {
                assert_eq!(Country::resolve(&written), Ok(country), "{written}");
            }
        }
    }
    assert_resolves(&[("250", "FR"), ("004", "AF"), ("4", "AF")]);
}

#[test]
fn every_country_resolves_by_its_name_and_slug_however_written() {
    for country in unambiguous() {
        for text in [country.name(), country.slug()] {
            for written in [
                text.to_owned(),
                text.to_uppercase(),
                text.to_lowercase(),
                format!("  the {text}. "),
                text.replace(['’', '-', ' '], "  "),
            ] {
                assert_eq!(Country::resolve(&written), Ok(country), "{written}");
            }
        }
    }
}

#[test]
fn every_country_resolves_by_its_english_and_french_cldr_name() {
    let mut seen = 0;
    for line in CLDR_NAMES.lines().skip(1) {
        let mut cells = line.split('\t');
        let expected = cells.next();
        for written in cells {
            seen += 1;
            // "St. Martin" and "Saint-Martin": what CLDR means by them, others do not.
            if expected == Some("MF") {
                assert_eq!(choices(written), ["MF", "SX"]);
            } else {
                assert_eq!(code(written).ok(), expected, "{written}");
            }
        }
    }
    assert_eq!(seen, 2 * present().count());
}

#[test]
fn the_names_that_newsrooms_use_resolve_to_as_many_countries() {
    let found: BTreeSet<_> = NEWS_NAMES.lines().map(Country::resolve).filter_map(Result::ok).collect();
    assert_eq!(found.len(), NEWS_NAMES.lines().count());
}

#[test]
fn every_alias_leads_to_a_country_or_says_which() {
    let mut folds = BTreeSet::new();
    for (alias, expected) in aliases() {
        assert!(folds.insert(fold(alias)), "{alias} stands there twice");
        match Country::resolve(alias) {
            Ok(country) => assert_eq!([country].as_slice(), expected, "{alias}"),
            Err(error) => {
                assert!(expected.len() > 1, "{alias} names no country");
                assert_eq!(error, UnresolvedCountry::Ambiguous { choices: expected });
            }
        }
    }
}

#[test]
fn common_names_resolve() {
    assert_resolves(&[
        ("Ivory Coast", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("Cape Verde", "CV"),
        ("Cabo Verde", "CV"),
        ("Burma", "MM"),
        ("Swaziland", "SZ"),
        ("Vatican City", "VA"),
        ("Holy See", "VA"),
        ("East Timor", "TL"),
        ("Micronesia", "FM"),
        ("South Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("North Korea", "KP"),
        ("DPRK", "KP"),
        ("DR Congo", "CD"),
        ("DRC", "CD"),
        ("Congo-Brazzaville", "CG"),
        ("Congo-Kinshasa", "CD"),
        ("Republic of the Congo", "CG"),
        ("Democratic Republic of the Congo", "CD"),
        ("Czechia", "CZ"),
        ("Czech Republic", "CZ"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("The Gambia", "GM"),
        ("UK", "GB"),
        ("Britain", "GB"),
        ("Great Britain", "GB"),
        ("USA", "US"),
        ("US", "US"),
        ("U.S.", "US"),
        ("U.S.A.", "US"),
        ("UAE", "AE"),
        ("Russia", "RU"),
        ("Russian Federation", "RU"),
        ("Iran", "IR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Iran, Islamic Republic of", "IR"),
        ("Syria", "SY"),
        ("Laos", "LA"),
        ("Vietnam", "VN"),
        ("Viet Nam", "VN"),
        ("Bolivia", "BO"),
        ("Venezuela", "VE"),
        ("Tanzania", "TZ"),
        ("Moldova", "MD"),
        ("Brunei", "BN"),
        ("Holland", "NL"),
        ("The Netherlands", "NL"),
        ("Macedonia", "MK"),
        ("North Macedonia", "MK"),
        ("PRC", "CN"),
        ("Taiwan", "TW"),
        ("Chinese Taipei", "TW"),
        ("Hong Kong", "HK"),
        ("Macau", "MO"),
        ("Macao", "MO"),
        ("Palestine", "PS"),
        ("State of Palestine", "PS"),
        ("Kosovo", "XK"),
        ("Sao Tome and Principe", "ST"),
        ("Saint Kitts and Nevis", "KN"),
        ("St Kitts & Nevis", "KN"),
        ("St. Lucia", "LC"),
        ("St Vincent and the Grenadines", "VC"),
        ("Bahamas", "BS"),
        ("The Bahamas", "BS"),
        ("États-Unis", "US"),
        ("Royaume-Uni", "GB"),
        ("RDC", "CD"),
        ("Bélarus", "BY"),
    ]);
}

#[test]
fn names_within_longer_names_are_what_they_say() {
    assert_resolves(&[
        ("Guinea", "GN"),
        ("Niger", "NE"),
        ("Dominica", "DM"),
        ("Georgia", "GE"),
        ("Samoa", "WS"),
        ("Sudan", "SD"),
        ("Ireland", "IE"),
        ("Republic of China", "TW"),
    ]);
}

#[test]
fn every_former_country_resolves_by_its_code_and_name_unless_a_present_one_does() {
    let mut left = BTreeSet::new();
    for country in Country::all().filter(|country| country.former().is_some()) {
        assert_eq!(code(&country.code().to_lowercase()), Ok(country.code()));
        for written in [country.name(), country.slug()] {
            if code(written) != Ok(country.code()) {
                left.insert((written, code(written).unwrap_or_default()));
            }
        }
    }
    let shared = [("Burma", "MM"), ("East Timor", "TL"), ("burma", "MM"), ("east-timor", "TL")];
    assert_eq!(left, BTreeSet::from(shared));
}

#[test]
fn a_former_country_has_what_codes_no_present_one_uses() {
    assert_resolves(&[
        ("SU", "SUHH"),
        ("SUN", "SUHH"),
        ("810", "SUHH"),
        ("DDR", "DDDE"),
        ("BU", "BUMM"),
        ("TP", "TPTL"),
        ("YU", "YUCS"),
        ("SCG", "CSXX"),
        ("YUG", "YUCS"),
        ("200", "CSHH"),
        // Anguilla, Belarus, Georgia, Slovakia; the French Southern Territories; Djibouti.
        ("AI", "AI"),
        ("BY", "BY"),
        ("GE", "GE"),
        ("SK", "SK"),
        ("ATF", "TF"),
        ("262", "DJ"),
    ]);
    assert_eq!(choices("CS"), ["CSHH", "CSXX"]);
    assert_eq!(choices("891"), ["CSXX", "YUCS"]);
}

#[test]
fn former_countries_resolve_by_their_usual_names() {
    assert_resolves(&[
        ("USSR", "SUHH"),
        ("the U.S.S.R.", "SUHH"),
        ("URSS", "SUHH"),
        ("Union soviétique", "SUHH"),
        ("GDR", "DDDE"),
        ("RDA", "DDDE"),
        ("German Democratic Republic", "DDDE"),
        ("Allemagne de l'Est", "DDDE"),
        ("Tchécoslovaquie", "CSHH"),
        ("SFRY", "YUCS"),
        ("Yougoslavie", "YUCS"),
        ("Serbia & Montenegro", "CSXX"),
        ("the Netherlands Antilles", "ANHH"),
        ("Democratic Yemen", "YDYE"),
        ("PDRY", "YDYE"),
        ("Rhodesia", "RHZW"),
        ("Zaïre", "ZRCD"),
        ("Haute-Volta", "HVBF"),
        ("Portuguese Timor", "TPTL"),
        ("Birmanie", "MM"),
        ("Timor oriental", "TL"),
        ("Terres australes et antarctiques françaises", "TF"),
    ]);
    assert_eq!(suggestions("Yugoslvia"), Some(vec!["YUCS"]));
}

#[test]
fn an_ambiguous_name_tells_its_choices() {
    for written in ["Congo", "the Congo", "CONGO", "congo"] {
        assert_eq!(choices(written), ["CG", "CD"], "{written}");
    }
    for written in ["Korea", "Corée"] {
        assert_eq!(choices(written), ["KR", "KP"], "{written}");
    }
    for written in ["Saint Martin", "St. Martin", "St Martin", "Saint-Martin"] {
        assert_eq!(choices(written), ["MF", "SX"], "{written}");
    }
    assert_eq!(choices("Virgin Islands"), ["VG", "VI"]);
}

#[test]
fn organisations_and_nonsense_are_unknown_without_a_guess() {
    for written in [
        "EU",
        "E.U.",
        "NATO",
        "UN",
        "ASEAN",
        "Ottoman Empire",
        "xyzzy",
        "",
        " ",
        "—",
        "the",
        "999",
        "0",
        "-",
        "🇫🇷",
    ] {
        assert_eq!(suggestions(written), Some(vec![]), "{written}");
    }
    assert_eq!(suggestions(&"France ".repeat(10_000)), Some(vec![]));
}

#[test]
fn a_code_is_never_read_out_of_another_script() {
    // The European Union in Greek and in Russian; by their letters they would be Estonia and Spain.
    for written in ["ΕΕ", "ЕС"] {
        assert_eq!(suggestions(written), Some(vec![]), "{written}");
    }
}

#[test]
fn a_misspelt_name_brings_up_the_right_one() {
    for (written, expected) in [
        ("Frnace", "FR"),
        ("Germny", "DE"),
        ("Lybia", "LY"),
        ("Colunbia", "CO"),
        ("Phillipines", "PH"),
        ("Untied States", "US"),
        ("Ukrane", "UA"),
        ("Isreal", "IL"),
        ("Itally", "IT"),
    ] {
        assert_eq!(suggestions(written), Some(vec![expected]), "{written}");
    }
}

#[test]
fn suggestions_are_few_and_the_closest_comes_first() {
    assert_eq!(suggestions("Irelnd"), Some(vec!["IE", "IS"]));
    assert_eq!(suggestions("Conggo"), Some(vec!["CD", "CG"]));
    for country in unambiguous() {
        let misspelt = format!("{}x", country.name());
        if let Some(found) = suggestions(&misspelt) {
            assert!(found.len() <= 3);
            assert_eq!(found.first(), Some(&country.code()), "{misspelt}");
        }
    }
}

#[test]
fn names_in_many_languages_resolve_however_written() {
    assert_resolves(&[
        ("Deutschland", "DE"),
        ("Frankreich", "FR"),
        ("Elfenbeinküste", "CI"),
        ("ELFENBEINKUSTE", "CI"),
        ("Österreich", "AT"),
        ("Italia", "IT"),
        ("Pháp", "FR"),
        ("Áo", "AT"),
        ("España", "ES"),
        ("Sowjetunion", "SUHH"),
        ("Франция", "FR"),
        ("ФРАНЦИЯ", "FR"),
        ("США", "US"),
        ("ГДР", "DDDE"),
        ("М'янма", "MM"),
        ("Мьянма (Бирма)", "MM"),
        ("Ελλάδα", "GR"),
        ("مصر", "EG"),
        ("صربيا والجبل الأسود", "CSXX"),
        ("ישראל", "IL"),
        ("भारत", "IN"),
        ("日本", "JP"),
        ("法国", "FR"),
        ("法國", "FR"),
        ("대한민국", "KR"),
    ]);
}

#[test]
fn every_name_of_every_language_leads_to_its_country_or_says_which() {
    let ambiguous = ["Congo", "Kongo", "Saint Martin", "Saint-Martin", "St. Martin"];
    let mut left = BTreeSet::new();
    for (name, country) in Country::all_names().filter(|(name, _)| !ambiguous.contains(name)) {
        if Country::resolve(name) != Ok(country) {
            left.insert((name, country.code(), code(name).unwrap_or_default()));
        }
    }
    // A code goes before a Vietnamese name, a present country before the French name of a former one.
    let taken = [
        ("Birmanie", "BUMM", "MM"),
        ("Nga", "RU", "NG"),
        ("Terres australes et antarctiques françaises", "FQHH", "TF"),
        ("Timor oriental", "TPTL", "TL"),
    ];
    assert_eq!(left, BTreeSet::from(taken));
    for name in ambiguous {
        assert_eq!(choices(name).len(), 2, "{name}");
    }
}
