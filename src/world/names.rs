//! What countries and regions are called in other languages than English.

use std::sync::LazyLock;

use super::Country;

/// `data/names.tsv`: a header with the languages, then a line per country, region and subregion, sorted by
/// the length of the code and the code. A cell has the name that is shown and, after `|`, others.
const NAMES: &str = include_str!("../../data/names.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(NAMES));

struct Table {
    languages: Vec<&'static str>,
    /// Codes and the cells beside them, which are taken apart when one is asked for.
    rows: Vec<(&'static str, &'static str)>,
}

impl Table {
    fn parse(text: &'static str) -> Self {
        let mut rows = text.lines().filter_map(|line| line.split_once('\t'));
        let languages = rows.next().map(|(_, languages)| languages.split('\t').collect()).unwrap_or_default();
        Self { languages, rows: rows.collect() }
    }

    fn row(&self, code: &str) -> Option<&'static str> {
        let place =
            self.rows.binary_search_by(|(other, _)| (other.len(), *other).cmp(&(code.len(), code))).ok()?;
        self.rows.get(place).map(|(_, cells)| *cells)
    }
}

/// Returns the name that a language has for an alpha-2, M49 or alpha-4 code.
///
/// English has none here, and neither have languages that the table does not know.
pub(super) fn name_in(code: &str, language: &str) -> Option<&'static str> {
    let column = column(language)?;
    let cell = TABLE.row(code)?.split('\t').nth(column)?;
    cell.split('|').next().filter(|name| !name.is_empty())
}

/// Returns every name of every country, in any language but English.
pub(super) fn all() -> impl Iterator<Item = (&'static str, Country)> {
    let countries = TABLE.rows.iter().filter_map(|(code, cells)| Some((Country::from_code(code)?, *cells)));
    countries.flat_map(|(country, cells)| {
        cells.split(['\t', '|']).filter(|name| !name.is_empty()).map(move |name| (name, country))
    })
}

/// Returns the languages that have names beside English.
#[cfg(test)]
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    TABLE.languages.iter().copied()
}

/// Returns the column of the language that a tag of BCP 47 means.
fn column(tag: &str) -> Option<usize> {
    let mut subtags = tag.split('-');
    let language = subtags.next()?;
    if language.eq_ignore_ascii_case("en") {
        return None;
    }
    let has =
        |wanted: &[&str]| subtags.clone().any(|it| wanted.iter().any(|other| it.eq_ignore_ascii_case(other)));
    let is = |name: &str| language.eq_ignore_ascii_case(name);
    let variant = if is("zh") && (has(&["Hant"]) || has(&["TW", "HK", "MO"]) && !has(&["Hans"])) {
        "zh-Hant"
    } else if is("pt") && has(&["PT", "AO", "CV", "GW", "MO", "MZ", "ST", "TL"]) {
        "pt-PT"
    } else {
        language
    };
    TABLE.languages.iter().position(|name| name.eq_ignore_ascii_case(variant))
}
