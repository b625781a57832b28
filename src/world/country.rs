//! [`Country`], an index into the table.

use std::fmt;

use super::Region;
use super::table::{COUNT, ROWS, Row};

/// An entry of ISO 3166-1, or Kosovo under the user-assigned code XK.
///
/// Two bytes that copy freely. The order is that of the alpha-2 codes; `Debug` prints the code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country(u16);

impl Country {
    /// Counts all countries: the 249 entries of ISO 3166-1, and XK.
    pub const COUNT: usize = COUNT;

    /// Returns all countries, by alpha-2 code.
    pub fn all() -> impl Iterator<Item = Country> {
        (0..u16::MAX).take(Self::COUNT).map(Self)
    }

    /// Returns the country's place in [`Country::all`], below [`Country::COUNT`].
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// Returns the ISO 3166-1 alpha-2 code, in upper case.
    #[must_use]
    pub fn alpha2(self) -> &'static str {
        self.row().alpha2
    }

    /// Returns the ISO 3166-1 alpha-3 code, in upper case.
    ///
    /// Kosovo has none in the standard; XKX is what the field uses.
    #[must_use]
    pub fn alpha3(self) -> &'static str {
        self.row().alpha3
    }

    /// Returns the ISO 3166-1 numeric code, which is also the M49 code.
    ///
    /// Kosovo has none.
    #[must_use]
    pub fn numeric(self) -> Option<u16> {
        self.row().numeric
    }

    /// Returns the English name.
    ///
    /// It is the display name of CLDR, but for a fixed list where the field says otherwise ("DR Congo",
    /// "Palestine"). "Congo" and "Saint Martin" are names that [`Country::resolve`] finds ambiguous.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the last segment of the country's URL: lower-case ASCII, unique, and never changed.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.row().slug
    }

    /// Returns the M49 region.
    ///
    /// M49 does not list Taiwan and Kosovo; they stand under Asia and Europe.
    #[must_use]
    pub fn region(self) -> Region {
        self.row().region
    }

    /// Returns the code of the smallest M49 group that the country belongs to.
    ///
    /// That is the intermediate region if there is one (011, Western Africa), else the subregion (155,
    /// Western Europe). Antarctica has neither and gives its own code, 10.
    #[must_use]
    pub fn subregion(self) -> u16 {
        self.row().subregion
    }

    /// Returns the country with this alpha-2 code in upper case.
    pub(super) fn from_alpha2(code: &str) -> Option<Self> {
        let index = ROWS.binary_search_by(|row| row.alpha2.cmp(code)).ok()?;
        u16::try_from(index).ok().map(Self)
    }

    #[expect(clippy::indexing_slicing, reason = "a country is only ever made from an index of the table")]
    fn row(self) -> &'static Row {
        &ROWS[self.index()]
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.alpha2())
    }
}
