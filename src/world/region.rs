//! The M49 regions.

use super::names;

/// A region of UN M49, the top level below the world.
///
/// M49 leaves Antarctica outside its regions; here it is one of its own, under its M49 area code. The
/// order is alphabetical.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// M49 002.
    Africa,
    /// M49 019, North and South, with the Caribbean.
    Americas,
    /// M49 010, which M49 lists as an area.
    Antarctica,
    /// M49 142, with the Caucasus, Cyprus and Türkiye.
    Asia,
    /// M49 150, with all of Russia.
    Europe,
    /// M49 009.
    Oceania,
}

impl Region {
    /// Holds all regions, in order.
    pub const ALL: [Region; 6] =
        [Self::Africa, Self::Americas, Self::Antarctica, Self::Asia, Self::Europe, Self::Oceania];

    /// Returns the M49 code.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Africa => 2,
            Self::Americas => 19,
            Self::Antarctica => 10,
            Self::Asia => 142,
            Self::Europe => 150,
            Self::Oceania => 9,
        }
    }

    /// Returns the English name that M49 uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Africa => "Africa",
            Self::Americas => "Americas",
            Self::Antarctica => "Antarctica",
            Self::Asia => "Asia",
            Self::Europe => "Europe",
            Self::Oceania => "Oceania",
        }
    }

    /// Returns the name in a language, a tag of BCP 47; in one that has none here, the English name.
    #[must_use]
    pub fn name_in(self, language: &str) -> &'static str {
        names::name_in(&format!("{:03}", self.code()), language).unwrap_or_else(|| self.name())
    }

    /// Returns the last segment of the region's URL: lower-case ASCII.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Africa => "africa",
            Self::Americas => "americas",
            Self::Antarctica => "antarctica",
            Self::Asia => "asia",
            Self::Europe => "europe",
            Self::Oceania => "oceania",
        }
    }
}
