//! Who belonged to what, against second sources.

#![allow(clippy::expect_used, clippy::panic, reason = "a test ends at what it does not expect")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Member, Membership};
use crate::world::{Country, Organisation};

/// When each member of the United Nations was admitted, from a public copy of its list that the table was not made from.
const ADMISSIONS: &str = include_str!("../../fixtures/un_admissions.tsv");

/// The members of 21 organisations at the end of January 2016 as the CIA's World Factbook, which is in the public domain,
/// lists them; those of which it agrees with the bodies themselves.
const FACTBOOK: &str = include_str!("../../fixtures/factbook_members.tsv");

/// How many members organisations are generally said to have had on a day.
const COUNTS: &str = include_str!("../../fixtures/member_counts.tsv");

const FACTBOOK_DAY: Date = date(2016, 1, 31);

#[track_caller]
fn organisation(id: &str) -> Organisation {
    Organisation::from_id(id).unwrap_or_else(|| panic!("no organisation {id}"))
}

#[track_caller]
fn country(code: &str) -> Country {
    Country::from_code(code).unwrap_or_else(|| panic!("no country {code}"))
}

fn code(member: Member) -> &'static str {
    match member {
        Member::Country(country) => country.code(),
        Member::Organisation(organisation) => organisation.id(),
    }
}

fn codes(id: &str, day: Date) -> Vec<&'static str> {
    organisation(id).members_on(day).into_iter().flatten().map(code).collect()
}

fn since(id: &str, member: &str, day: Date) -> Option<String> {
    let organisation = organisation(id);
    let membership = organisation.membership_on(Member::Country(country(member)), day)?;
    organisation.since(membership).map(|date| date.to_string())
}

fn is_member(id: &str, member: &str, day: Date) -> bool {
    organisation(id).membership_on(Member::Country(country(member)), day).is_some()
}

#[test]
fn members_join_before_they_leave_within_the_life_of_the_organisation() {
    for it in Organisation::all() {
        let mut spells: BTreeMap<Member, Vec<&Membership>> = BTreeMap::new();
        for membership in it.memberships() {
            let Membership { member, joined, left } = *membership;
            assert_ne!(member, Member::Organisation(it));
            assert!(
                joined.zip(left).is_none_or(|(joined, left)| joined.days().0 < left.date.days().1),
                "{it:?}"
            );
            assert!(joined.zip(it.ended()).is_none_or(|(joined, ended)| joined < ended), "{it:?} {joined:?}");
            spells.entry(member).or_default().push(membership);
        }
        for (member, spells) in spells {
            for (earlier, later) in spells.iter().zip(spells.iter().skip(1)) {
                let gap = earlier.left.zip(later.joined).map(|(left, joined)| left.date <= joined);
                assert_eq!(gap, Some(true), "{it:?} {member:?}");
            }
        }
    }
}

#[test]
fn former_countries_are_members_while_they_lasted() {
    for it in Organisation::all() {
        for membership in it.memberships() {
            let Member::Country(country) = membership.member else { continue };
            let Some(former) = country.former() else { continue };
            let left = membership.left.map(|left| left.date).or(it.ended()).expect("a former country left");
            assert!(left.year() <= former.until + 1, "{it:?} {country:?}");
        }
    }
}

#[test]
fn the_members_of_the_united_nations_were_admitted_when_a_second_list_says() {
    let mut seen = 0;
    for line in ADMISSIONS.lines().skip(1) {
        let (code, day) = line.split_once('\t').expect("a country and a day");
        // Two states went and came back; they were admitted once.
        let asked = if ["ID", "SY"].contains(&code) { date(1957, 1, 1) } else { date(2024, 1, 1) };
        let found = since("un", code, asked).expect("a member");
        // Of Thailand there are two days, so the table has the month.
        assert!(day.starts_with(&found) && (found.len() == 10 || code == "TH"), "{code}: {found}, {day}");
        seen += 1;
    }
    assert_eq!(codes("un", date(2024, 1, 1)).len(), seen);
}

#[test]
fn the_members_are_those_of_the_world_factbook() {
    let mut seen = 0;
    for line in FACTBOOK.lines().skip(1) {
        let (id, expected) = line.split_once('\t').expect("an organisation and its members");
        let found: BTreeSet<_> = codes(id, FACTBOOK_DAY)
            .into_iter()
            .filter(|code| Organisation::from_id(code).is_none())
            .collect();
        assert_eq!(found, expected.split(' ').collect(), "{id}");
        seen += 1;
    }
    assert_eq!(seen, 21);
}

#[test]
fn there_are_as_many_members_as_is_generally_said() {
    for line in COUNTS.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, day, count] = cells.as_slice() else { panic!("{line}") };
        let day: Date = day.parse().expect("a day");
        assert_eq!(codes(id, day).len().to_string(), **count, "{id} on {day}");
    }
}

#[test]
fn a_day_of_1986_shows_the_twelve() {
    let twelve = ["BE", "DE", "DK", "ES", "FR", "GB", "GR", "IE", "IT", "LU", "NL", "PT"];
    for id in ["eu", "eec"] {
        assert_eq!(codes(id, date(1986, 6, 1)), twelve);
    }
    assert_eq!(codes("eec", date(1985, 12, 31)).len(), 10);
    assert_eq!(organisation("eec").members_on(date(1993, 11, 1)), None);
}

#[test]
fn members_join_and_leave_on_their_day() {
    let day_before = |day: Date| day.yesterday().expect("a day before");
    for (id, member, day) in [
        ("nato", "FI", date(2023, 4, 4)),
        ("nato", "SE", date(2024, 3, 7)),
        ("eu", "HR", date(2013, 7, 1)),
        ("asean", "TL", date(2025, 10, 26)),
        ("un", "SS", date(2011, 7, 14)),
        ("euro-area", "BG", date(2026, 1, 1)),
    ] {
        assert!(is_member(id, member, day) && !is_member(id, member, day_before(day)), "{id} {member}");
    }
    for (id, member, day) in [
        ("eu", "GB", date(2020, 2, 1)),
        ("council-of-europe", "RU", date(2022, 3, 16)),
        ("ecowas", "ML", date(2025, 1, 29)),
        ("opec", "QA", date(2019, 1, 1)),
        ("oas", "NI", date(2023, 11, 19)),
        ("un-security-council", "DZ", date(2026, 1, 1)),
    ] {
        assert!(!is_member(id, member, day) && is_member(id, member, day_before(day)), "{id} {member}");
    }
    // Of whom no day is known, only the month.
    assert!(is_member("igad", "ER", date(2025, 11, 30)) && !is_member("igad", "ER", date(2026, 1, 1)));
    let morocco = ["oau", "african-union"].map(|id| is_member(id, "MA", date(1990, 1, 1)));
    assert_eq!((morocco, is_member("african-union", "MA", date(2017, 2, 1))), ([false, false], true));
    assert!(is_member("g7", "RU", date(2014, 3, 23)) && !is_member("g7", "RU", date(2014, 3, 24)));
}

#[test]
fn who_took_a_seat_has_it_since_the_one_before() {
    let today = date(2024, 1, 1);
    for (id, member, day) in [
        ("un", "RU", "1945-10-24"),
        ("un", "BY", "1945-10-24"),
        ("un", "RS", "2000-11-01"),
        ("council-of-europe", "RS", "2003-04-03"),
        ("un-security-council", "RU", "1945-10-24"),
        ("osce", "RU", "1973-06-25"),
        ("un", "UA", "1945-10-24"),
        // No seat was taken here.
        ("un", "CZ", "1993-01-19"),
        ("un", "DE", "1973-09-18"),
        ("nato", "FR", "1949"),
    ] {
        assert_eq!(since(id, member, today), Some(day.to_owned()), "{id} {member}");
    }
    assert!(is_member("un", "SUHH", date(1986, 1, 1)) && !is_member("un", "RU", date(1986, 1, 1)));
}

#[test]
fn what_the_table_cannot_say_it_does_not() {
    assert_eq!(organisation("imf").members_on(date(2000, 1, 1)), None);
    assert_eq!(organisation("un-secretariat").members_near(date(2024, 1, 1)), None);
    assert_eq!(organisation("nato").members_on(date(1949, 4, 3)), None);
    let (day, members) = organisation("warsaw-pact").members_near(date(2024, 1, 1)).expect("members");
    assert_eq!((day, members.len()), (date(1991, 6, 30), 6));
    let (day, members) = organisation("imf").members_near(date(2000, 1, 1)).expect("members");
    assert_eq!((day, members.len()), (date(2024, 10, 21), 191));
    assert_eq!(
        organisation("nato").members_near(date(2024, 4, 1)).map(|(day, _)| day),
        Some(date(2024, 4, 1))
    );
}

#[test]
fn a_country_knows_what_it_was_a_member_of() {
    let of = |code: &str| -> Vec<String> {
        let found = Organisation::memberships_of(Member::Country(country(code)));
        found
            .map(|(it, membership)| {
                format!("{it:?} {}", membership.joined.map_or_else(String::new, |date| date.to_string()))
            })
            .collect()
    };
    assert_eq!(
        of("DDDE"),
        [
            "csce 1973-07-03",
            "osce 1973-06-25",
            "un 1973-09-18",
            "un-general-assembly 1973-09-18",
            "warsaw-pact 1955"
        ]
    );
    assert!(
        of("GM")
            .iter()
            .filter(|it| it.starts_with("commonwealth"))
            .eq(["commonwealth 1965", "commonwealth 2018-02-08"])
    );
    assert_eq!(of("AQ"), Vec::<String>::new());
}

proptest! {
    #[test]
    fn on_any_day_members_are_those_whose_time_it_was(place in 0..Organisation::COUNT, days in 0..50_000_i32) {
        let organisation = Organisation::all().nth(place).expect("an organisation");
        let day = date(1900, 1, 1).checked_add(jiff::Span::new().days(days)).expect("a day");
        if let Some(members) = organisation.members_on(day) {
            prop_assert!(members.is_sorted_by(|one, other| one < other));
            for member in &members {
                let membership = organisation.membership_on(*member, day).expect("a membership");
                prop_assert!(membership.includes(day));
                prop_assert!(organisation.since(membership) <= membership.joined);
            }
            prop_assert!(organisation.founded().days().0 <= day || !organisation.predecessors().is_empty());
            prop_assert!(organisation.ended().is_none_or(|ended| day < ended.days().1));
            let near = organisation.members_near(day);
            prop_assert_eq!(near, Some((day, members)));
        }
    }
}
