//! What organisations are called in other languages than English.

use std::sync::LazyLock;

use crate::world::names::Table;

/// `data/organisation_names.tsv`: a header with the languages, then a line per organisation. A cell has the name, the
/// short name and others, with `|` between them; in English, name and short name stand in the table of organisations.
const NAMES: &str = include_str!("../../../data/organisation_names.tsv");

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(NAMES));

/// Returns the name in a language, a tag of BCP 47, where the table has one.
pub(super) fn name_in(id: &str, language: &str) -> Option<&'static str> {
    TABLE.cell(id, language)?.split('|').next().filter(|name| !name.is_empty())
}

/// Returns the short name in a language, where the table has one.
pub(super) fn short_in(id: &str, language: &str) -> Option<&'static str> {
    TABLE.cell(id, language)?.split('|').nth(1).filter(|name| !name.is_empty())
}

/// Returns what the organisation is called in English besides its name and short name.
pub(super) fn other_english(id: &str) -> impl Iterator<Item = &'static str> {
    TABLE.english(id).into_iter().flat_map(|cell| cell.split('|')).filter(|name| !name.is_empty())
}

/// Returns each id with all that the organisation is called in any language besides its English name and short name.
pub(super) fn all() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    TABLE.all()
}
