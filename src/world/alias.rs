//! The other names of countries.

use super::Country;

/// `data/aliases.tsv`: a header, then `alias TAB code`; an ambiguous alias has several codes,
/// separated by blanks.
const ALIASES: &str = include_str!("../../data/aliases.tsv");

/// Returns every alias with what it can mean.
pub(super) fn aliases() -> impl Iterator<Item = (&'static str, Vec<Country>)> {
    ALIASES.lines().skip(1).filter_map(|line| {
        let (alias, codes) = line.split_once('\t')?;
        let choices = codes.split(' ').filter_map(Country::from_code).collect();
        Some((alias, choices))
    })
}
