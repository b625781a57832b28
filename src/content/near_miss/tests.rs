//! The table of hits and misses.

use serde_yaml::{Mapping, Value};

use super::{Known, near_misses, releases};
use crate::content::DocumentKind;

fn known(status_is_of_country: bool) -> Known<'static> {
    Known { keys: Some(DocumentKind::Briefing.keys()), taxonomies: &[], status_is_of_country }
}

fn keys(yaml: &str) -> Mapping {
    let keys: Option<Mapping> = serde_yaml::from_str(yaml).ok();
    assert!(keys.is_some(), "{yaml}");
    keys.unwrap_or_default()
}

/// Returns the near misses of a front matter, by their paths.
fn found(yaml: &str, known: Known) -> Vec<String> {
    let keys = keys(yaml);
    let keys = keys.iter().filter_map(|(key, value)| Some((key.as_str()?, value)));
    near_misses(keys, known).into_iter().map(|found| found.path.to_string()).collect()
}

#[test]
fn near_misses_of_the_keys_that_hold_back_are_found() {
    for yaml in [
        // Another case, another separator, a letter of another script.
        "Embargo: 2024-06-01",
        "EMBARGO: tomorrow",
        "MARKING: TLP:RED",
        "Marking: anything",
        "Status: draft",
        "Status: published",
        "em-bargo: 2024-06-01",
        "em_bargo: x",
        "\"marking \": TLP:RED",
        "mаrking: TLP:RED",
        "ＭＡＲＫＩＮＧ: TLP:RED",
        "\"\\u200bembargo\": 2024-06-01",
        // One edit away, with a value that the key takes.
        "embago: 2024-06-01",
        "embrago: 2024-06-01T09:00:00+02:00",
        "embargos: 1 June 2024",
        "makring: TLP:RED",
        "maring: tlp red",
        "markng: AMBER",
        "staus: draft",
        "stauts: Draft",
        "drat: true",
        "draff: yes",
        "privat: true",
        "publised: false",
        // A longer key.
        "embargo-until: 2024-06-01",
        "embargo_until: after the summit",
        "embargoUntil: 2024-06-01",
        "embargoed: true",
        "marking_level: RED",
        "markings: [TLP:RED]",
        "status_of_text: draft",
        "press-embargo: 2024-06-01",
        "under-embargo: true",
        "internal-only: yes",
        "unpublish: true",
        // The words of others.
        "tlp: red",
        "TLP: AMBER",
        "tlp: whatever",
        "classification: SECRET",
        "Classification: internal",
        "security_classification: OFFICIAL-SENSITIVE",
        "visibility: private",
        "visibility: members",
        "draft: true",
        "draft: yes",
        "draft: 'true'",
        "draft: on",
        "draft: 1",
        "draft: maybe",
        "draft: !!str true",
        "Draft: true",
        "is_draft: true",
        "publish: false",
        "publish: no",
        "publish: never",
        "publish: not yet",
        "published: false",
        "published: 'no'",
        "published: 0",
        "public: false",
        "private: true",
        "private: yes",
        "private: staff",
        "hidden: true",
        "confidential: true",
        "internal: yes",
        "noforn: true",
        "state: draft",
        "audience: internal only",
        "access: private",
        "wip: true",
        // In groups that nothing reads.
        "publication: { status: draft }",
        "params: { draft: true }",
        "params: { meta: [{ marking: TLP:RED }] }",
        "'<<': { marking: TLP:RED }",
        "defaults: &d { embargo: 2024-06-01 }",
        "Extra: { private: true }",
    ] {
        assert_eq!(found(yaml, known(false)).len(), 1, "{yaml}");
    }
}

#[test]
fn what_is_no_near_miss_is_left_alone() {
    for yaml in [
        // The keys themselves, whatever is in them.
        "status: draft",
        "status: published",
        "marking: TLP:RED",
        "embargo: 2024-06-01",
        "date: 2024-06-01",
        "updated: 2024-06-01",
        "series: drafts",
        "kind: report",
        "title: Draft",
        "summary: 'embargo: 2024-06-01'",
        // What a site keeps for itself.
        "extra: { draft: true, marking: TLP:RED, tlp: red }",
        // Values that hold nothing back.
        "draft: false",
        "draft: no",
        "draft: 'off'",
        "draft:",
        "private: false",
        "publish: true",
        "published: true",
        "published: 2024-01-01",
        "published: 2024-01-01 09:00:00 +0100",
        "published: Foreign Affairs",
        "published_by: Foreign Affairs",
        "public: yes",
        "hidden: false",
        "tlp:",
        "tlp: clear",
        "tlp: TLP:CLEAR",
        "visibility: public",
        "classification: unclassified",
        "embargoed: false",
        "Embargo:",
        "Marking: ''",
        // Words that begin, end or look like them.
        "statuses: [{ is: improving, date: 2024 }]",
        "status_quo: peace",
        "states: [France, China]",
        "stats: 12 deals",
        "making: of a treaty",
        "parking: Geneva",
        "marketing: TLP",
        "drafted_by: Nadia Haddad",
        "drafter: Nadia Haddad",
        "craft: diplomacy",
        "state: Bavaria",
        "stage: second round of talks",
        "phase: pending ratification",
        "audience: diplomats",
        "security: regional",
        "distribution: 12 embassies",
        "release: v2",
        "jel_classification: F51",
        "layout: post",
        "comments: false",
        "toc: false",
        "math: true",
        "featured: true",
        "weight: 10",
        "params: { toc: true, featured: false }",
        "seo: { title: Draft treaty, status: 200 }",
        "menu: { main: { weight: 1 } }",
    ] {
        assert_eq!(found(yaml, known(false)), Vec::<String>::new(), "{yaml}");
    }
}

#[test]
fn a_list_that_the_site_declares_is_its_own() {
    let own = ["tlp".to_owned(), "classification".to_owned()];
    let known = Known { taxonomies: &own, ..known(false) };
    assert_eq!(found("tlp: [red]\nclassification: [secret]\nprivate: true", known), ["private"]);
}

#[test]
fn of_the_status_of_a_country_only_the_word_draft_counts() {
    for yaml in
        ["Status: { is: improving }", "Status: improving", "staus: published", "status: { is: unchanged }"]
    {
        assert_eq!(found(yaml, known(true)), Vec::<String>::new(), "{yaml}");
    }
    for yaml in ["Status: draft", "Status: { is: draft }", "Status: [draft]", "staus: draft"] {
        assert_eq!(found(yaml, known(true)).len(), 1, "{yaml}");
    }
}

#[test]
fn a_near_miss_says_what_to_write() {
    let keys = keys("tlp: amber\nembago: 2024-06-01\nStatus: Draft\npublish: no\nmarkings: [x]");
    let found =
        near_misses(keys.iter().filter_map(|(key, value)| Some((key.as_str()?, value))), known(false));
    let said: Vec<String> = found.iter().map(|found| format!("{}: {}", found.written, found.hint)).collect();
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_date_of_release_is_told_from_a_name() {
    let dates = |yaml: &str| -> Vec<String> {
        let keys = keys(yaml);
        let keys: Vec<(&str, &Value)> =
            keys.iter().filter_map(|(key, value)| Some((key.as_str()?, value))).collect();
        releases(keys, known(false)).collect()
    };
    assert_eq!(dates("publishDate: 2030-01-01\npublished: 2024-01-01"), ["2030-01-01", "2024-01-01"]);
    assert_eq!(
        dates("published: Foreign Affairs\npublisher: 2030\nextra: { publishDate: 2030-01-01 }"),
        [""; 0]
    );
}
