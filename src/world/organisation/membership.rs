//! Who belongs to an organisation, from when to when.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::Organisation;
use super::table::date;
use crate::dates::PartialDate;
use crate::world::Country;

#[cfg(test)]
mod tests;

/// `data/memberships.tsv`: a header, then `organisation TAB joined TAB left TAB members`, sorted by organisation and the
/// days. "/" behind the day of leaving says that it was the last day of membership.
const MEMBERSHIPS: &str = include_str!("../../../data/memberships.tsv");

/// Holds the memberships of each organisation, in the order of [`Organisation::all`].
static ALL: LazyLock<Vec<Vec<Membership>>> = LazyLock::new(|| {
    let mut all: Vec<Vec<Membership>> = vec![Vec::new(); Organisation::COUNT];
    for line in MEMBERSHIPS.lines().skip(1) {
        let Some((organisation, memberships)) = parse(line) else { continue };
        if let Some(list) = all.get_mut(organisation.index()) {
            list.extend(memberships);
        }
    }
    all
});

/// Who can belong to an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Member {
    /// A country, which may be a former one.
    Country(Country),
    /// Another organisation: the African Union in the G20.
    Organisation(Organisation),
}

impl Member {
    fn parse(code: &str) -> Option<Self> {
        let country = || Country::from_code(code).map(Self::Country);
        Organisation::from_id(code).map(Self::Organisation).or_else(country)
    }
}

/// The day on which a member left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The day, as exact as it is known.
    pub date: PartialDate,
    /// Whether it was the last day of membership: the United Kingdom left the European Union with the end of 31 January
    /// 2020. Else it was the first without it.
    pub is_last_day: bool,
}

impl Departure {
    fn parse(cell: &str) -> Option<Self> {
        let day = cell.strip_suffix('/');
        Some(Self { date: date(day.unwrap_or(cell))?, is_last_day: day.is_some() })
    }

    /// Returns the last day that can have been one of membership.
    fn last_day(self) -> Date {
        let (_, latest) = self.date.days();
        let is_first_without = self.date.day().is_some() && !self.is_last_day;
        if is_first_without { latest.yesterday().unwrap_or(latest) } else { latest }
    }
}

/// The time of one member in an organisation. A suspension does not end it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The member.
    pub member: Member,
    /// The day of joining, as exact as it is known; none where it is not.
    pub joined: Option<PartialDate>,
    /// The day of leaving, if it left.
    pub left: Option<Departure>,
}

impl Membership {
    /// Tells whether the member belonged on a day; where only the year or the month of joining or leaving is known,
    /// all of it counts.
    #[must_use]
    pub fn includes(&self, day: Date) -> bool {
        self.joined.is_none_or(|joined| joined.days().0 <= day)
            && self.left.is_none_or(|left| day <= left.last_day())
    }
}

impl Organisation {
    /// Returns all memberships, by the day of joining; those of an unknown day come first.
    ///
    /// They are those of countries, but for the few that other organisations have.
    #[must_use]
    pub fn memberships(self) -> &'static [Membership] {
        ALL.get(self.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the members on a day, countries by their code.
    ///
    /// Returns `None` where the table cannot say: there are no members in it, the day is before the time that it has
    /// every change of, or the organisation was no more.
    #[must_use]
    pub fn members_on(self, day: Date) -> Option<Vec<Member>> {
        let (first, last) = self.known_days()?;
        (first <= day && last.is_none_or(|last| day <= last)).then(|| self.included(day))
    }

    /// Returns the members on the day that is closest to the given one among those that the table can say it of, and
    /// that day: of the Warsaw Pact in 2024, the members on its last day.
    ///
    /// Returns `None` if there are no members in the table.
    #[must_use]
    pub fn members_near(self, day: Date) -> Option<(Date, Vec<Member>)> {
        let (first, last) = self.known_days()?;
        let day = last.map_or(day, |last| day.min(last)).max(first);
        Some((day, self.included(day)))
    }

    /// Returns the membership of a member on a day, if it was one; whether others were does not matter for it.
    #[must_use]
    pub fn membership_on(self, member: Member, day: Date) -> Option<&'static Membership> {
        self.memberships().iter().find(|it| it.member == member && it.includes(day))
    }

    /// Returns since when a membership lasts. Where a country took the seat of the one that it continues without a
    /// gap, that is since when the other one had it: Russia is a member of the United Nations since 1945.
    ///
    /// Returns `None` if the day is not known.
    #[must_use]
    pub fn since(self, membership: &Membership) -> Option<PartialDate> {
        let mut since = membership.joined?;
        let Member::Country(country) = membership.member else { return Some(since) };
        let is_continued = |other: Country| {
            other
                .former()
                .is_some_and(|former| former.successors.first().is_some_and(|it| *it == continuing(country)))
        };
        // Each step goes to an earlier day, so there is an end.
        while let Some(before) = self.memberships().iter().find(|it| {
            matches!(it.member, Member::Country(other) if other != country && is_continued(other))
                && it.left.is_some_and(|left| left.date == since)
                && it.joined.is_some_and(|joined| joined < since)
        }) {
            since = before.joined?;
        }
        Some(since)
    }

    /// Returns the organisations that a country or an organisation was ever a member of, with the time, by id and day.
    pub fn memberships_of(member: Member) -> impl Iterator<Item = (Organisation, &'static Membership)> {
        let of = move |it: Organisation| it.memberships().iter().map(move |membership| (it, membership));
        Self::all().flat_map(of).filter(move |(_, membership)| membership.member == member)
    }

    /// Returns the first day of which the table knows all members, and the last.
    fn known_days(self) -> Option<(Date, Option<Date>)> {
        let first = self.complete()?.days().0;
        let last = self.ended().map(|date| Departure { date, is_last_day: false }.last_day());
        (!self.memberships().is_empty()).then_some((first, last))
    }

    fn included(self, day: Date) -> Vec<Member> {
        let members = self.memberships().iter().filter(|it| it.includes(day)).map(|it| it.member);
        members.collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Returns the present country that continues one: itself, or the first of its successors.
fn continuing(country: Country) -> Country {
    country.former().and_then(|former| former.successors.first().copied()).unwrap_or(country)
}

fn parse(line: &'static str) -> Option<(Organisation, impl Iterator<Item = Membership>)> {
    let mut cells = line.split('\t');
    let organisation = Organisation::from_id(cells.next()?)?;
    let joined = date(cells.next()?);
    let left = Departure::parse(cells.next()?);
    let members = cells.next()?.split(' ').filter_map(Member::parse);
    Some((organisation, members.map(move |member| Membership { member, joined, left })))
}
