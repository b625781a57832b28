//! A sentence that says how likely something is, and stands in no judgement.

use std::collections::HashSet;
use std::ops::Range;

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::check::words::Words;
use crate::config::Likelihood;
use crate::content::{Briefing, Document};
use crate::finding::{Anchor, Finding};
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "unstated-judgement",
        level: Level::Off,
        summary: "A sentence that says how likely something is, and stands in no judgement.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A judgement that stands in the text alone is never held against what happened. This rule tells the sentences that have a word of \
                  the scale of probability, unless an entry of `judgements:` says the same: with that word, or a probability that it \
                  stands for, and two words of four letters or more in common. Off by default. The rule reads English only, and \
                  leaves quotations alone.",
            bad: "It is likely that the visit takes place before the summer.",
            good: "judgements: [{ id: visit, statement: The visit takes place before the summer., term: likely, by: 2024-06-20 }]",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

/// Other forms of words of the scale.
const FORMS: [(&str, &str); 2] = [("probably", "probable"), ("improbably", "improbable")];

/// A word of the scale that says something of a probability only before one of these.
const REMOTE: (&str, [&str; 4]) = ("remote", ["chance", "possibility", "prospect", "likelihood"]);

/// How many letters a word has at least that two sentences have in common.
const FEWEST_LETTERS: usize = 4;

/// How many such words say that they are about one thing.
const IN_COMMON: usize = 2;

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let Document::Briefing(briefing) = context.document else { return };
    for (index, words) in context.own_words() {
        let passage = &context.prose.passages[index];
        for sentence in &words.sentences {
            for (likelihood, place) in likelihoods(context, words, sentence.clone()) {
                if is_stated(context, briefing, likelihood, words, sentence.clone()) {
                    continue;
                }
                let bytes = passage.in_file(&words.span(place.start, place.end - 1));
                let message =
                    format!("`{}` is a judgement, and no entry of `judgements:` states it", likelihood.term);
                findings.push(Finding::new(RULE.code(), message).anchor(Anchor::Bytes(bytes)).hint(
                    "add an entry with a statement, a probability and the day by which it can be told",
                ));
            }
        }
    }
}

/// Returns the words of the scale in a sentence, with their places; of two that begin at one place, the longer.
fn likelihoods<'c>(
    context: &DocumentContext<'c>,
    words: &Words,
    sentence: Range<usize>,
) -> Vec<(&'c Likelihood, Range<usize>)> {
    let scale = &context.shared.site.config.scale;
    let mut found = Vec::new();
    let mut index = sentence.start;
    while index < sentence.end {
        let terms = scale.terms.iter().filter_map(|own| {
            let length = length_at(words, index, sentence.end, &own.term)?;
            Some((own, index..index + length))
        });
        let longest = terms.max_by_key(|(_, place)| place.len());
        index = longest.as_ref().map_or(index + 1, |(_, place)| place.end);
        found.extend(longest.filter(|(_, place)| !words.is_quoted(place.start)));
    }
    found
}

/// Returns how many words a term has, if it stands at this place.
fn length_at(words: &Words, index: usize, end: usize, term: &str) -> Option<usize> {
    let mut length = 0;
    for wanted in term.split_whitespace() {
        let word = words.get(index + length);
        let plain =
            FORMS.iter().find(|(form, _)| form.eq_ignore_ascii_case(word)).map_or(word, |(_, plain)| plain);
        if index + length >= end || plain.to_lowercase() != wanted.to_lowercase() {
            return None;
        }
        length += 1;
    }
    let (remote, after) = REMOTE;
    let is_far = term.eq_ignore_ascii_case(remote)
        && !after.iter().any(|word| word.eq_ignore_ascii_case(words.get(index + length)));
    (length > 0 && !is_far).then_some(length)
}

/// Returns whether an entry says what a sentence says.
fn is_stated(
    context: &DocumentContext,
    briefing: &Briefing,
    likelihood: &Likelihood,
    words: &Words,
    sentence: Range<usize>,
) -> bool {
    let scale = &context.shared.site.config.scale;
    let is_long = |word: &str| word.chars().count() >= FEWEST_LETTERS;
    let own: HashSet<String> =
        sentence.map(|index| words.get(index)).filter(|word| is_long(word)).map(str::to_lowercase).collect();
    briefing.judgements.iter().any(|judgement| {
        let is_as_likely = judgement.probability(scale).is_some_and(|own| likelihood.holds(own));
        let stated = judgement.statement.split(|c: char| !c.is_alphanumeric());
        let shared: HashSet<String> =
            stated.map(str::to_lowercase).filter(|word| own.contains(word)).collect();
        is_as_likely && shared.len() >= IN_COMMON
    })
}
