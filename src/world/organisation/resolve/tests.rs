//! Every way to write an organisation, and what is none.

#![allow(clippy::expect_used, clippy::panic, reason = "a test ends at what it does not expect")]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::UnresolvedOrganisation;
use crate::world::{Country, Organisation};

fn choices(written: &str) -> Vec<&'static str> {
    match Organisation::resolve(written) {
        Err(UnresolvedOrganisation::Ambiguous { choices }) => {
            choices.into_iter().map(Organisation::id).collect()
        }
        _ => Vec::new(),
    }
}

fn suggestions(written: &str) -> Option<Vec<&'static str>> {
    match Organisation::resolve(written) {
        Err(UnresolvedOrganisation::Unknown { suggestions }) => {
            Some(suggestions.into_iter().map(Organisation::id).collect())
        }
        _ => None,
    }
}

#[track_caller]
fn assert_resolves(pairs: &[(&str, &str)]) {
    for (written, expected) in pairs {
        assert_eq!(Organisation::resolve(written).map(Organisation::id), Ok(*expected), "{written}");
    }
}

#[test]
fn every_name_of_every_language_leads_to_its_organisation_or_says_which() {
    let mut several = BTreeSet::new();
    for (name, organisation) in Organisation::all_names().chain(Organisation::all().map(|it| (it.id(), it))) {
        match Organisation::resolve(name) {
            Ok(found) => assert_eq!(found, organisation, "{name}"),
            Err(UnresolvedOrganisation::Ambiguous { choices }) => {
                assert!(choices.contains(&organisation) && choices.len() > 1, "{name}");
                several.insert(name);
            }
            Err(UnresolvedOrganisation::Unknown { .. }) => panic!("{name} is not found"),
        }
    }
    assert_eq!(several, BTreeSet::from(["CE", "EC"]));
}

#[test]
fn names_resolve_however_written() {
    assert_resolves(&[
        ("EU", "eu"),
        ("E.U.", "eu"),
        ("the European Union", "eu"),
        ("UE", "eu"),
        ("欧盟", "eu"),
        ("ЕС", "eu"),
        ("ΕΕ", "eu"),
        ("Европейский союз", "eu"),
        ("Europäische Union", "eu"),
        ("EUROPAISCHE UNION", "eu"),
        ("OTAN", "nato"),
        ("Nato", "nato"),
        ("N.A.T.O.", "nato"),
        ("НАТО", "nato"),
        ("north atlantic treaty organisation", "nato"),
        ("ONU", "un"),
        ("U.N.", "un"),
        ("the United Nations", "un"),
        ("联合国", "un"),
        ("ООН", "un"),
        ("UN Security Council", "un-security-council"),
        ("AU", "african-union"),
        ("Arab League", "arab-league"),
        ("OPEC+", "opec-plus"),
        ("OPEC plus", "opec-plus"),
        ("OPEC", "opec"),
        ("G-7", "g7"),
        ("G8", "g7"),
        ("the Commonwealth", "commonwealth"),
        ("Francophonie", "oif"),
        ("ШОС", "sco"),
        ("Visegrad Group", "visegrad-group"),
        ("CEDEAO", "ecowas"),
        ("World Food Program", "wfp"),
        ("United Nations Children's Fund", "unicef"),
    ]);
    assert_eq!(choices("EC"), ["european-commission", "european-community"]);
    assert_eq!(choices("ce"), ["council-of-europe", "european-community"]);
}

#[test]
fn a_misspelt_organisation_brings_up_the_right_one_and_one_of_a_sites_own_none() {
    for (written, expected) in [
        ("NTAO", "nato"),
        ("NATOO", "nato"),
        ("Untied Nations", "un"),
        ("Europaen Union", "eu"),
        ("North Atlantic Treaty Organistion", "nato"),
        ("African Unoin", "african-union"),
        ("World Helth Organizaton", "who"),
    ] {
        assert_eq!(suggestions(written), Some(vec![expected]), "{written}");
    }
    for written in [
        "Médecins Sans Frontières",
        "ECHO",
        "CERN",
        "ASEM",
        "Contact Group",
        "Asian Union",
        "West African Community",
        "Southern African Customs Union",
        "France",
        "",
        "—",
        "the",
        "+",
    ] {
        assert_eq!(suggestions(written), Some(vec![]), "{written}");
    }
    assert_eq!(suggestions(&"European Union ".repeat(10_000)), Some(vec![]));
}

#[test]
fn only_abbreviations_are_names_of_countries_too() {
    let names = Organisation::all_names().map(|(name, _)| name);
    let shared: BTreeSet<&str> = names.filter(|name| Country::find(name).is_ok()).collect();
    assert_eq!(shared, BTreeSet::from(["AU", "BM", "EC", "EG", "NAM", "SDN", "UA", "VN"]));
}

proptest! {
    #[test]
    fn any_text_resolves_or_not_without_harm(text in "\\PC{0,40}") {
        if let Ok(found) = Organisation::resolve(&text) {
            prop_assert_eq!(Organisation::find(&text), Ok(found));
        }
    }
}
