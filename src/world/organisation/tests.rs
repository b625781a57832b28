//! What must hold of the table of organisations.

#![allow(clippy::expect_used, clippy::panic, reason = "a test ends at what it does not expect")]

use std::collections::BTreeSet;

use super::{Organisation, OrganisationKind};
use crate::world::Country;

#[track_caller]
fn organisation(id: &str) -> Organisation {
    Organisation::from_id(id).unwrap_or_else(|| panic!("no organisation {id}"))
}

#[test]
fn organisations_are_ordered_by_id_which_is_a_slug_and_know_their_place() {
    assert_eq!(Organisation::all().count(), Organisation::COUNT);
    assert!(Organisation::all().is_sorted_by(|a, b| a < b && a.id() < b.id()));
    for (place, it) in Organisation::all().enumerate() {
        assert_eq!((it.index(), Organisation::from_id(it.id())), (place, Some(it)));
        assert_eq!(slug::slugify(it.id()), it.id());
        assert!(!it.name().is_empty() && it.source().starts_with("http"));
        assert!(it.ended().is_none_or(|ended| it.founded() < ended));
    }
    assert_eq!(Organisation::from_id("NATO"), None);
}

#[test]
fn no_organisation_has_the_slug_of_a_country() {
    let slugs: BTreeSet<_> = Country::all().map(Country::slug).collect();
    assert_eq!(Organisation::all().find(|it| slugs.contains(it.id())), None);
}

#[test]
fn predecessors_and_successors_parents_and_bodies_know_each_other() {
    let mut links = 0;
    for it in Organisation::all() {
        assert!(it.predecessors().iter().all(|other| other.successors().contains(&it) && *other != it));
        assert!(it.successors().iter().all(|other| other.predecessors().contains(&it)));
        assert!(it.successors().iter().all(|other| it.founded() <= other.founded() && it.ended().is_some()));
        assert!(it.bodies().iter().all(|body| body.parent() == Some(it)));
        assert!(it.parent().is_none_or(|parent| parent.bodies().contains(&it)));
        let mut above = it.parent();
        for _ in 0..Organisation::COUNT {
            above = above.and_then(Organisation::parent);
        }
        assert_eq!(above, None, "{it:?} contains itself");
        links += it.predecessors().len();
    }
    assert_eq!(links, 6);
    assert_eq!(organisation("oau").successors(), [organisation("african-union")]);
    assert_eq!(organisation("eec").successors(), [organisation("european-community")]);
    assert_eq!(organisation("european-commission").parent(), Some(organisation("eu")));
}

#[test]
fn an_organisation_is_called_what_it_calls_itself() {
    let nato = organisation("nato");
    assert_eq!((nato.short(), nato.name()), (Some("NATO"), "North Atlantic Treaty Organization"));
    assert_eq!(nato.name_in("fr-CA"), "Organisation du Traité de l’Atlantique Nord");
    assert_eq!((nato.short_in("fr"), nato.short_in("de")), (Some("OTAN"), Some("NATO")));
    assert_eq!(nato.name_in("ja"), nato.name());
    let eu = organisation("eu");
    assert_eq!(
        (eu.name_in("ja"), eu.name_in("pl"), eu.short_in("pl")),
        ("欧州連合", "Unia Europejska", Some("UE"))
    );
    assert_eq!(organisation("euro-area").name_in("ru"), "Еврозона");
    assert_eq!(organisation("world-bank").short_in("fr"), None);
    assert_eq!(nato.kind(), OrganisationKind::Alliance);
    assert_eq!(nato.seat().map(|seat| (seat.country.code(), seat.city)), Some(("BE", "Brussels")));
    assert_eq!(eu.places().collect::<Vec<_>>(), ["Brussels"]);
    assert_eq!(organisation("g7").seat(), None);
}

#[test]
fn every_kind_has_a_name_of_its_own_and_is_in_the_table() {
    for kind in OrganisationKind::ALL {
        assert_eq!(OrganisationKind::from_name(kind.name()), Some(kind));
        assert!(Organisation::all().any(|it| it.kind() == kind), "{kind:?}");
    }
    assert_eq!(OrganisationKind::from_name("club"), None);
}
