//! Speakers named in a briefing under the Chatham House Rule.

use std::ops::Range;

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::check::words::Words;
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};
use crate::world::Country;

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "named-speaker",
        level: Level::Warning,
        summary: "A speaker named in a briefing under the Chatham House Rule.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "Under the Chatham House Rule what was said may be used, but neither who said it nor whom they \
                  speak for may be told, nor who else was there. A briefing with `chatham_house: true` lists no \
                  `people`, and names nobody as speaking: \"Wang Yi said\", \"according to Ambassador Li\". \
                  Countries and bodies may speak. The rule reads names in English texts, and cannot know them \
                  all: it does not replace a second pair of eyes.",
            bad: "Ambassador Li warned that talks would fail.",
            good: "One participant warned that talks would fail.",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

/// Verbs of speaking, as they stand after or before a name.
const SPEAKS: [&str; 40] = [
    "said",
    "says",
    "told",
    "tells",
    "argued",
    "argues",
    "warned",
    "warns",
    "explained",
    "explains",
    "noted",
    "notes",
    "added",
    "adds",
    "stressed",
    "stresses",
    "asked",
    "asks",
    "replied",
    "replies",
    "stated",
    "states",
    "claimed",
    "claims",
    "suggested",
    "suggests",
    "insisted",
    "insists",
    "admitted",
    "admits",
    "acknowledged",
    "remarked",
    "responded",
    "emphasised",
    "emphasized",
    "underlined",
    "observed",
    "predicted",
    "recalled",
    "denied",
];

/// Words with a capital before a name that are no part of it.
const BEFORE_NAMES: [&str; 42] = [
    "A", "An", "And", "Another", "As", "At", "But", "Both", "Earlier", "Each", "Every", "Few", "Finally",
    "He", "However", "I", "If", "In", "It", "Later", "Many", "Most", "No", "Nobody", "On", "One", "Others",
    "Our", "She", "Several", "Some", "That", "The", "Then", "There", "These", "They", "This", "Those", "We",
    "When", "While",
];

/// Offices and forms of address: with a name after them, or a country before them, they name somebody.
const OFFICES: [&str; 30] = [
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Professor",
    "Prof",
    "Sir",
    "Lady",
    "Lord",
    "Ambassador",
    "Minister",
    "President",
    "Chancellor",
    "Secretary",
    "General",
    "Foreign",
    "Prime",
    "Defence",
    "Defense",
    "Deputy",
    "Vice",
    "Commissioner",
    "Director",
    "Admiral",
    "Colonel",
    "Senator",
    "King",
    "Queen",
    "Prince",
    "Envoy",
];

/// Bodies and groups, which may be named.
const BODIES: [&str; 46] = [
    "Ministry",
    "Ministers",
    "Council",
    "Union",
    "House",
    "States",
    "Kingdom",
    "Nations",
    "Commission",
    "Government",
    "Party",
    "Bank",
    "Court",
    "Department",
    "Office",
    "Institute",
    "University",
    "Republic",
    "Times",
    "Post",
    "Committee",
    "Assembly",
    "Parliament",
    "Senate",
    "Congress",
    "Alliance",
    "Organisation",
    "Organization",
    "Agency",
    "League",
    "Treaty",
    "Agreement",
    "Officials",
    "Participants",
    "Speakers",
    "Diplomats",
    "Group",
    "Forum",
    "Fund",
    "Declaration",
    "Charter",
    "Convention",
    "Report",
    "Statement",
    "Embassy",
    "Delegation",
];

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let Document::Briefing(briefing) = context.document else { return };
    if !briefing.chatham_house {
        return;
    }
    let people = context.shared.config().taxonomies.iter().position(|taxonomy| taxonomy == "people");
    if people.and_then(|place| briefing.terms.get(place)).is_some_and(|names| !names.is_empty()) {
        findings.push(
            Finding::new(RULE.code(), "a briefing under the Chatham House Rule lists people")
                .anchor(Anchor::Value(KeyPath::key("people")))
                .hint("take the line out, unless none of them was there"),
        );
    }
    for (index, words) in context.words.iter().enumerate() {
        let passage = &context.prose.passages[index];
        for sentence in &words.sentences {
            for name in sentence.clone().filter_map(|index| speaker(words, sentence, index)) {
                let span = words.span(name.start, name.end - 1);
                let written = words.slice(span.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
                findings.push(
                    Finding::new(
                        RULE.code(),
                        format!("`{written}` is named as speaking, under the Chatham House Rule"),
                    )
                    .anchor(Anchor::Bytes(passage.in_file(&span)))
                    .hint("write `one participant`, or what else gives nobody away"),
                );
            }
        }
    }
}

/// Returns the name of somebody who is said to speak, by the verb at a place.
fn speaker(words: &Words, sentence: &Range<usize>, index: usize) -> Option<Range<usize>> {
    let word = words.get(index);
    let is_source = word.eq_ignore_ascii_case("according") && words.get(index + 1) == "to";
    if !is_source && !SPEAKS.contains(&word) {
        return None;
    }
    let before = if is_source { None } else { name_before(words, sentence.start, index) };
    before.or_else(|| name_after(words, sentence.end, if is_source { index + 2 } else { index + 1 }))
}

fn name_before(words: &Words, first: usize, verb: usize) -> Option<Range<usize>> {
    let mut start = verb;
    while start > first && is_part(words, start - 1) && joins(words.gap(start - 1), start == verb) {
        start -= 1;
    }
    while start < verb && BEFORE_NAMES.contains(&words.get(start)) {
        start += 1;
    }
    person(words, start..verb)
}

fn name_after(words: &Words, end: usize, first: usize) -> Option<Range<usize>> {
    // "said the ambassador" ends at once: `the` has no capital.
    let mut last = first;
    while last < end && is_part(words, last) && joins(words.gap(last - 1), true) {
        last += 1;
    }
    person(words, first..last)
}

/// Returns whether a word can be part of a name.
fn is_part(words: &Words, index: usize) -> bool {
    words.get(index).starts_with(char::is_uppercase)
}

/// Returns whether what stands between two words holds a name together.
fn joins(gap: &str, may_have_comma: bool) -> bool {
    matches!(gap, " " | "\n" | "-" | ". " | "’" | "'") || may_have_comma && gap == ", "
}

/// Returns the words if they name a person.
fn person(words: &Words, name: Range<usize>) -> Option<Range<usize>> {
    let parts: Vec<&str> = name.clone().map(|index| words.get(index)).collect();
    if parts.iter().any(|part| BODIES.contains(part)) {
        return None;
    }
    let offices = parts.iter().filter(|part| OFFICES.contains(part)).count();
    let names = parts.len() - offices;
    let is_named = names >= 2 || names == 1 && offices >= 1;
    (is_named && Country::resolve(&parts.join(" ")).is_err()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speakers(text: &str) -> Vec<String> {
        let words = Words::of(text);
        let found = words.sentences.iter().flat_map(|sentence| {
            sentence.clone().filter_map(|index| speaker(&words, sentence, index)).collect::<Vec<_>>()
        });
        found.map(|name| words.slice(words.span(name.start, name.end - 1)).to_owned()).collect()
    }

    #[test]
    fn people_who_speak_are_found() {
        for (text, names) in [
            ("Wang Yi said no.", vec!["Wang Yi"]),
            ("However, Stéphane Séjourné warned of it.", vec!["Stéphane Séjourné"]),
            ("“No,” said Ambassador Li, and left.", vec!["Ambassador Li"]),
            ("Mr. Wang explained it, and Jean-Noël Barrot agreed.", vec!["Mr. Wang"]),
            ("It will fail, according to Foreign Minister Wang Yi.", vec!["Foreign Minister Wang Yi"]),
            ("The French Foreign Minister told us.", vec!["French Foreign Minister"]),
        ] {
            assert_eq!(speakers(text), names, "{text}");
        }
    }

    #[test]
    fn nobody_is_found_where_no_person_speaks() {
        for text in [
            "One participant said no. The ambassador told us.",
            "France said no. The United States warned. The European Union added that it would.",
            "Hong Kong said so, according to the Ministry of Foreign Affairs.",
            "Another Minister said so. Many Officials told us.",
            "Wang Yi was named in the report, which said little.",
            "The talks, it was said, went well in South Korea.",
        ] {
            assert_eq!(speakers(text), Vec::<String>::new(), "{text}");
        }
    }
}
