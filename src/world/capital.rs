//! The capitals of countries.

use std::sync::LazyLock;

use super::Country;

/// `data/capitals.tsv`: a header, then a line per country of ISO 3166-1 and XK, sorted by alpha-2: the
/// capital as it is shown, and other names for it and for other seats of government, separated by `|`.
const CAPITALS: &str = include_str!("../../data/capitals.tsv");

/// Holds the cells of each current country, in the order of [`Country::all`].
static ALL: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    CAPITALS.lines().skip(1).filter_map(|line| line.split_once('\t')?.1.split_once('\t')).collect()
});

impl Country {
    /// Returns the capital in English, with the seat of government where that is elsewhere: "Sucre (seat of
    /// government: La Paz)".
    ///
    /// Returns none for Israel, Palestine and Western Sahara, where to name one is to take a side; for
    /// former countries; and where there is none.
    #[must_use]
    pub fn capital(self) -> Option<&'static str> {
        ALL.get(self.index()).map(|(capital, _)| *capital).filter(|capital| !capital.is_empty())
    }

    /// Returns what texts call the capital and other seats of government: first the words of
    /// [`Country::capital`], then every other name ("Kyiv", "Kiev").
    pub fn capital_names(self) -> impl Iterator<Item = &'static str> {
        let others = ALL.get(self.index()).map(|(_, others)| *others).unwrap_or_default();
        self.capital().into_iter().chain(others.split('|').filter(|name| !name.is_empty()))
    }
}
