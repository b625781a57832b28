//! Keys that nothing reads, and which one may be meant.

use super::Group;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Code, TOLD, did_you_mean};
use crate::yaml::Rest;

/// Keys that come to mind first, or that other generators have, and what says the same here.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("draft", "status: draft"),
    ("country", "countries"),
    ("tag", "topics"),
    ("tags", "topics"),
    ("category", "topics"),
    ("categories", "topics"),
    ("person", "people"),
    ("description", "summary"),
    ("excerpt", "summary"),
    ("abstract", "summary"),
    ("lastmod", "updated"),
    ("modified", "updated"),
    ("language", "lang"),
    ("classification", "marking"),
    ("references", "sources"),
    ("name", "title"),
    ("name", "label"),
    ("title", "name"),
    ("title", "label"),
    ("full_name", "label"),
    ("acronym", "short"),
    ("abbreviation", "short"),
    ("short_name", "short"),
    ("part_of", "parent"),
    ("country", "member"),
    ("since", "joined"),
    ("from", "joined"),
    ("until", "left"),
    ("to", "left"),
    ("position", "role"),
    ("job_title", "role"),
    ("avatar", "photo"),
    ("link", "url"),
];

/// Returns what says here what the key `name` says elsewhere, if one of the keys here does.
fn other_word(name: &str, known: &[&str]) -> Option<&'static str> {
    let mut words = OTHER_WORDS.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
    words.find_map(|(_, word)| known.contains(&word.split(':').next()?).then_some(*word))
}

/// Tells the keys at `path` that nothing reads, with the known one that may be meant. Known are the keys of `group`, and
/// `others` besides.
pub fn unknown_keys<'a>(
    rest: &Rest,
    path: &KeyPath,
    group: &Group,
    others: impl IntoIterator<Item = &'a str>,
    findings: &mut Vec<Finding>,
) {
    if rest.is_empty() {
        return;
    }
    let known: Vec<&str> = group.names().chain(others).collect();
    for (index, name) in rest.keys().enumerate() {
        let finding = Finding::new(Code::UnknownKey, format!("nothing reads the key `{name}`"))
            .anchor(Anchor::Key(path.clone().then(name.clone())));
        if index >= TOLD {
            findings.push(finding);
            continue;
        }
        findings.push(match other_word(name, &known).or_else(|| did_you_mean(name, known.iter().copied())) {
            Some(close) => finding.hint(format!("did you mean `{close}`?")),
            None if path.0.is_empty() => finding.hint("keys of your own go under `extra:`"),
            None => finding.hint(format!("the keys here are: {}", known.join(", "))),
        });
    }
}
