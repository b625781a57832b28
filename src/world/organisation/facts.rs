//! What the tables say of an organisation.

use std::fmt;

use super::table::{COUNT, ROWS, Row};
use super::{Organisation, OrganisationKind, names};
use crate::dates::PartialDate;
use crate::world::Country;

/// Where an organisation has its seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The country.
    pub country: Country,
    /// The city, in English.
    pub city: &'static str,
}

impl Organisation {
    /// Counts all organisations of the table.
    pub const COUNT: usize = COUNT;

    /// Returns all organisations, by id.
    pub fn all() -> impl Iterator<Item = Organisation> {
        (0..u16::MAX).take(Self::COUNT).map(Self::new)
    }

    /// Returns the organisation of this id, in lower case.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        let index = ROWS.binary_search_by(|row| row.id.cmp(id)).ok()?;
        u16::try_from(index).ok().map(Self::new)
    }

    /// Returns the last segment of the organisation's URL: lower-case ASCII, unique, and never changed.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// Returns the English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Returns the abbreviation that the body uses in English: "NATO".
    #[must_use]
    pub fn short(self) -> Option<&'static str> {
        Some(self.row().short).filter(|short| !short.is_empty())
    }

    /// Returns the name in a language, a tag of BCP 47; the English one where the table has no other.
    ///
    /// The United Nations, the European Union and the euro area have names in all languages of CLDR that
    /// [`Country::name_in`] knows, the others in those that the body itself uses.
    #[must_use]
    pub fn name_in(self, language: &str) -> &'static str {
        names::name_in(self.id(), language).unwrap_or_else(|| self.name())
    }

    /// Returns the abbreviation in a language: "OTAN". Where the table has a name in that language and no abbreviation
    /// of it, and where it has neither, that is the English one.
    #[must_use]
    pub fn short_in(self, language: &str) -> Option<&'static str> {
        names::short_in(self.id(), language).or_else(|| self.short())
    }

    /// Returns the kind of organisation.
    #[must_use]
    pub fn kind(self) -> OrganisationKind {
        self.row().kind
    }

    /// Returns where it has its seat, if it has one.
    #[must_use]
    pub fn seat(self) -> Option<Seat> {
        let (country, city) = self.row().seat.split_once(' ')?;
        Some(Seat { country: Country::from_code(country)?, city })
    }

    /// Returns when it was founded.
    #[must_use]
    pub fn founded(self) -> PartialDate {
        self.row().founded
    }

    /// Returns when it ended: the first day without it.
    #[must_use]
    pub fn ended(self) -> Option<PartialDate> {
        self.row().ended
    }

    /// Returns what it continues: the Organisation of African Unity of the African Union.
    #[must_use]
    pub fn predecessors(self) -> &'static [Organisation] {
        &self.row().predecessors
    }

    /// Returns what continues it.
    #[must_use]
    pub fn successors(self) -> &'static [Organisation] {
        &self.row().successors
    }

    /// Returns what it is a part of: the European Union of the European Commission.
    #[must_use]
    pub fn parent(self) -> Option<Organisation> {
        self.row().parent
    }

    /// Returns its parts, by id.
    #[must_use]
    pub fn bodies(self) -> &'static [Organisation] {
        &self.row().bodies
    }

    /// Returns the places and buildings that texts call it by: "Brussels".
    pub fn places(self) -> impl Iterator<Item = &'static str> {
        self.row().places.split('|').filter(|place| !place.is_empty())
    }

    /// Returns the page on which the body publishes its facts and members, as a URL.
    #[must_use]
    pub fn source(self) -> &'static str {
        self.row().source
    }

    /// Returns all that it is called in English.
    pub fn english_names(self) -> impl Iterator<Item = &'static str> {
        self.short().into_iter().chain([self.name()]).chain(names::other_english(self.id()))
    }

    /// Returns all that the organisations are called, in all languages.
    pub fn all_names() -> impl Iterator<Item = (&'static str, Self)> {
        let english =
            Self::all().flat_map(|it| it.short().into_iter().chain([it.name()]).map(move |name| (name, it)));
        let others = names::all().filter_map(|(id, names)| Some((Self::from_id(id)?, names)));
        english.chain(others.flat_map(|(it, names)| names.map(move |name| (name, it))))
    }

    /// Returns the day from which on the table has every change of members.
    pub(super) fn complete(self) -> Option<PartialDate> {
        self.row().complete
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "an organisation is only ever made from an index of the table"
    )]
    fn row(self) -> &'static Row {
        &ROWS[self.index()]
    }
}

impl fmt::Debug for Organisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
