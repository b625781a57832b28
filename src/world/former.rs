//! What became of the countries of ISO 3166-3.

use super::Country;

/// When a country that is no longer in ISO 3166-1 existed, and what continues it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The year in which it came to be, if that can be said.
    pub since: Option<i16>,
    /// The last year in which it was there.
    ///
    /// Where only the entry was withdrawn (Metropolitan France, Wake Island), the year of that.
    pub until: i16,
    /// Whether it was a state: no dependent territory, strip of land or entry made for statistics.
    pub is_state: bool,
    /// The present countries that it went into, at least one: first the one that continues it.
    pub successors: Vec<Country>,
}
