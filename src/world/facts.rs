//! What the tables say of a country.

use std::fmt;

use super::table::{self, COUNT, ROWS, Row};
use super::{Country, Former, Region, Subregion, names};

impl Country {
    /// Counts all countries: the 249 entries of ISO 3166-1, XK, and the 31 entries of ISO 3166-3.
    pub const COUNT: usize = COUNT;

    /// Returns all countries: the present ones by alpha-2 code, then the former ones by alpha-4 code.
    pub fn all() -> impl Iterator<Item = Country> {
        (0..u16::MAX).take(Self::COUNT).map(Self::new)
    }

    /// Returns the ISO 3166 code that no other country has or had, in upper case: alpha-2, or alpha-4 for
    /// a former country.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.row().code
    }

    /// Returns the ISO 3166-1 alpha-3 code, in upper case; of a former country, the one that it had.
    ///
    /// Kosovo has none in the standard; XKX is what the field uses. The French Southern and Antarctic
    /// Territories had the one that the French Southern Territories have.
    #[must_use]
    pub fn alpha3(self) -> &'static str {
        self.row().alpha3
    }

    /// Returns the ISO 3166-1 numeric code, which is also the M49 code; of a former country, the one that
    /// it had last.
    ///
    /// Kosovo has none, and neither have some former territories. A country that only changed its name
    /// kept its number (Upper Volta has that of Burkina Faso).
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

    /// Returns the name in a language, a tag of BCP 47: "Frankreich" for `de` and `de-CH`.
    ///
    /// It is the display name of CLDR in 26 languages, with exceptions in the spirit of the English ones;
    /// `zh-Hant` and `pt-PT` have names of their own. A former country has a name where
    /// briefings name it often. Where there is none, the English one is returned.
    #[must_use]
    pub fn name_in(self, language: &str) -> &'static str {
        names::name_in(self.code(), language).unwrap_or_else(|| self.name())
    }

    /// Returns the last segment of the country's URL: lower-case ASCII, unique, and never changed.
    #[must_use]
    pub fn slug(self) -> &'static str {
        self.row().slug
    }

    /// Returns the M49 region; of a former country, that of its first successor.
    ///
    /// M49 does not list Taiwan and Kosovo; they stand under Asia and Europe.
    #[must_use]
    pub fn region(self) -> Region {
        self.row().region
    }

    /// Returns the smallest M49 group that the country belongs to; of a former country, that of its first
    /// successor.
    ///
    /// That is the intermediate region if there is one (Western Africa), else the subregion (Western
    /// Europe). Antarctica has neither and is a group of its own.
    #[must_use]
    pub fn subregion(self) -> Subregion {
        self.row().subregion
    }

    /// Returns what became of a country that is no longer in ISO 3166-1.
    #[must_use]
    pub fn former(self) -> Option<&'static Former> {
        self.row().former.as_ref()
    }

    /// Returns the former countries that this one continues, wholly or in part, by alpha-4 code.
    #[must_use]
    pub fn predecessors(self) -> &'static [Country] {
        &self.row().predecessors
    }

    /// Returns the alpha-2 code; a former country shares the one that it had with others.
    pub(super) fn alpha2(self) -> &'static str {
        self.row().alpha2
    }

    /// Returns the country with this alpha-2 or alpha-4 code in upper case.
    pub(super) fn from_code(code: &str) -> Option<Self> {
        table::position(&ROWS, code)
    }

    /// Returns every name of every country, in any language but English.
    pub fn all_names() -> impl Iterator<Item = (&'static str, Self)> {
        let countries = names::all().filter_map(|(code, names)| Some((Self::from_code(code)?, names)));
        countries.flat_map(|(country, names)| names.map(move |name| (name, country)))
    }

    #[expect(clippy::indexing_slicing, reason = "a country is only ever made from an index of the table")]
    fn row(self) -> &'static Row {
        &ROWS[self.index()]
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
