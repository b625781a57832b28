//! Likelihood and confidence in ways that ICD 203 advises against.

use std::ops::Range;

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::check::words::Words;
use crate::finding::{Anchor, Finding};
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "estimative-language",
        level: Level::Off,
        summary: "Likelihood and confidence in ways that ICD 203 advises against.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "Intelligence Community Directive 203 has two rows of words for likelihood: \"almost no chance, very \
                  unlikely, unlikely, roughly even chance, likely, very likely, almost certain\", and \"remote, \
                  highly improbable, improbable, roughly even odds, probable, highly probable, nearly certain\". A \
                  text keeps to one row, or readers look for a difference that is none. And a sentence says how \
                  likely something is, or how confident its writers are, but not both: \"high confidence that it \
                  is unlikely\" is taken for a likelihood of its own. Off by default. The rule reads English only, \
                  and leaves quotations alone.",
            bad: "A ceasefire is likely. We judge with high confidence that a treaty is improbable.",
            good: "A ceasefire is likely. A treaty is unlikely. Our confidence in both is high.",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

/// The two rows of ICD 203, each with the words that say as much in the other.
const ROWS: [[(&str, &str); 7]; 2] = [
    [
        ("almost no chance", "remote"),
        ("very unlikely", "highly improbable"),
        ("unlikely", "improbable"),
        ("even chance", "even odds"),
        ("very likely", "highly probable"),
        ("likely", "probable"),
        ("almost certain", "nearly certain"),
    ],
    [
        ("remote chance", "almost no chance"),
        ("highly improbable", "very unlikely"),
        ("improbable", "unlikely"),
        ("even odds", "roughly even chance"),
        ("highly probable", "very likely"),
        ("probable", "likely"),
        ("nearly certain", "almost certain"),
    ],
];

/// Other forms of words in the rows.
const FORMS: [(&str, &str); 4] = [
    ("probably", "probable"),
    ("improbably", "improbable"),
    ("certainly", "certain"),
    ("possibility", "chance"),
];

/// A word of likelihood, as places of words.
struct Estimate {
    words: Range<usize>,
    row: usize,
    other: &'static str,
}

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let mut row: Option<usize> = None;
    let mut is_mixed = false;
    for (index, words) in context.own_words() {
        let passage = &context.prose.passages[index];
        let anchor =
            |range: &Range<usize>| Anchor::Bytes(passage.in_file(&words.span(range.start, range.end - 1)));
        for sentence in &words.sentences {
            let estimates = estimates(words, sentence.clone());
            for estimate in &estimates {
                if *row.get_or_insert(estimate.row) != estimate.row && !std::mem::replace(&mut is_mixed, true)
                {
                    findings.push(
                        Finding::new(RULE.code(), "this text uses words of both rows of ICD 203")
                            .anchor(anchor(&estimate.words))
                            .hint(format!(
                                "write `{}` to keep to the row of the words before",
                                estimate.other
                            )),
                    );
                }
            }
            if let (Some(confidence), false) = (confidence(words, sentence.clone()), estimates.is_empty()) {
                findings.push(
                    Finding::new(
                        RULE.code(),
                        "this sentence says how likely something is, and how confident you are",
                    )
                    .anchor(anchor(&confidence))
                    .hint("say it in two sentences, so that neither is taken for the other"),
                );
            }
        }
    }
}

fn estimates(words: &Words, sentence: Range<usize>) -> Vec<Estimate> {
    let mut found = Vec::new();
    let mut index = sentence.start;
    while index < sentence.end {
        let terms =
            ROWS.iter().enumerate().flat_map(|(row, terms)| terms.iter().map(move |term| (row, term)));
        let longest = terms
            .filter_map(|(row, (term, other))| {
                let length = length_at(words, index, sentence.end, term)?;
                Some(Estimate { words: index..index + length, row, other })
            })
            .max_by_key(|estimate| estimate.words.len());
        index = longest.as_ref().map_or(index + 1, |estimate| estimate.words.end);
        found.extend(longest.filter(|estimate| !words.is_quoted(estimate.words.start)));
    }
    found
}

/// Returns how many words a term has, if it stands at this place.
fn length_at(words: &Words, index: usize, end: usize, term: &str) -> Option<usize> {
    let mut length = 0;
    for wanted in term.split(' ') {
        let word = words.get(index + length);
        let plain =
            FORMS.iter().find(|(form, _)| form.eq_ignore_ascii_case(word)).map_or(word, |(_, plain)| plain);
        if index + length >= end || !plain.eq_ignore_ascii_case(wanted) {
            return None;
        }
        length += 1;
    }
    Some(length)
}

/// Finds "high confidence".
fn confidence(words: &Words, sentence: Range<usize>) -> Option<Range<usize>> {
    sentence.into_iter().skip(1).find_map(|index| {
        let level = ["low", "moderate", "high", "medium"];
        let is_level = level.iter().any(|level| level.eq_ignore_ascii_case(words.before(index, 1)));
        let is_confidence = words.get(index).eq_ignore_ascii_case("confidence");
        (is_level && is_confidence && !words.is_quoted(index)).then(|| index - 1..index + 1)
    })
}
