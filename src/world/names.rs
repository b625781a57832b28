//! What countries, regions and organisations are called in other languages than English.

use std::sync::LazyLock;

/// `data/names.tsv`: a header with the languages, then a line per country, region and subregion, sorted by
/// the length of the code and the code. A cell has the name that is shown and, after `|`, others.
const NAMES: &str = include_str!("../../data/names.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(NAMES));

/// Names by code and language.
pub(super) struct Table {
    languages: Vec<&'static str>,
    /// Codes and the cells beside them, which are taken apart when one is asked for.
    rows: Vec<(&'static str, &'static str)>,
}

impl Table {
    /// Reads a header with the languages, then a line per code, sorted by its length and itself.
    pub(super) fn parse(text: &'static str) -> Self {
        let mut rows = text.lines().filter_map(|line| line.split_once('\t'));
        let languages = rows.next().map(|(_, languages)| languages.split('\t').collect()).unwrap_or_default();
        Self { languages, rows: rows.collect() }
    }

    /// Returns the cell of a code in the language that a tag of BCP 47 means; English has none.
    pub(super) fn cell(&self, code: &str, language: &str) -> Option<&'static str> {
        let column = self.column(language)?;
        let place =
            self.rows.binary_search_by(|(other, _)| (other.len(), *other).cmp(&(code.len(), code))).ok()?;
        self.rows.get(place)?.1.split('\t').nth(column)
    }

    /// Returns the cell of a code in English, where the table has a column for it.
    pub(super) fn english(&self, code: &str) -> Option<&'static str> {
        let column = self.languages.iter().position(|language| *language == "en")?;
        let (_, cells) = self.rows.iter().find(|(other, _)| *other == code)?;
        cells.split('\t').nth(column)
    }

    /// Returns each code with its names in all languages.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
        let names = |cells: &'static str| cells.split(['\t', '|']).filter(|name| !name.is_empty());
        self.rows.iter().map(move |(code, cells)| (*code, names(cells)))
    }

    /// Returns the column of the language that a tag of BCP 47 means.
    fn column(&self, tag: &str) -> Option<usize> {
        let mut subtags = tag.split('-');
        let language = subtags.next()?;
        if language.eq_ignore_ascii_case("en") {
            return None;
        }
        let has = |wanted: &[&str]| {
            subtags.clone().any(|it| wanted.iter().any(|other| it.eq_ignore_ascii_case(other)))
        };
        let is = |name: &str| language.eq_ignore_ascii_case(name);
        let variant = if is("zh") && (has(&["Hant"]) || has(&["TW", "HK", "MO"]) && !has(&["Hans"])) {
            "zh-Hant"
        } else if is("pt") && has(&["PT", "AO", "CV", "GW", "MO", "MZ", "ST", "TL"]) {
            "pt-PT"
        } else {
            language
        };
        self.languages.iter().position(|name| name.eq_ignore_ascii_case(variant))
    }
}

/// Returns the name that a language has for an alpha-2, M49 or alpha-4 code.
///
/// English has none here, and neither have languages that the table does not know.
pub(super) fn name_in(code: &str, language: &str) -> Option<&'static str> {
    TABLE.cell(code, language)?.split('|').next().filter(|name| !name.is_empty())
}

/// Returns the code of every country, region and subregion, with its names in all languages but English.
pub(super) fn all() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    TABLE.all()
}

/// Returns the languages that have names beside English.
#[cfg(test)]
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    TABLE.languages.iter().copied()
}
