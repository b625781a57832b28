//! What a version changed, in a few words: "Summary and 2 paragraphs; 1 source added".

use crate::content::Briefing;
use crate::edition::Edition;
use crate::keys::RecordedKey;
use crate::record::facts;
use crate::record::redline::{Change, Redline};

/// What a version changed against the one before it.
pub struct Comparison {
    /// The share of the text that changed, in per cent.
    pub per_cent: u8,
    /// The change in words; none where there is nothing to say of it.
    pub summary: Option<String>,
}

impl Comparison {
    /// Returns what a redline of two texts comes to.
    pub fn new(edition: &Edition, redline: &Redline, old: &Briefing, new: &Briefing) -> Self {
        let paragraphs = redline.blocks.iter().filter(|block| block.change() != Change::Same).count();
        Self { per_cent: redline.per_cent(), summary: summary(edition, old, new, paragraphs) }
    }
}

/// Returns a change in words, in the language of the interface. `paragraphs` is how many of the text changed.
fn summary(edition: &Edition, old: &Briefing, new: &Briefing, paragraphs: usize) -> Option<String> {
    let interface = &edition.theme.interface;
    let mut parts = Vec::new();
    let mut numbers = Vec::new();
    // Names of countries and topics are told in the redline.
    let facts = facts(old, new, &[], &|country| country.name().to_owned(), &str::to_owned);
    for fact in facts {
        match fact.recorded {
            RecordedKey::Title => parts.push(edition.say("change.title")),
            RecordedKey::Summary => parts.push(edition.say("change.summary")),
            RecordedKey::Assessments => parts.push(edition.say("change.assessments")),
            RecordedKey::Judgements => parts.push(edition.say("change.judgements")),
            RecordedKey::Status => parts.push(edition.say("change.status")),
            RecordedKey::Sources => {
                // One that went while another came is the same with other words.
                let changed = fact.removed.len().min(fact.added.len());
                numbers.extend([
                    ("change.sources-added", fact.added.len() - changed),
                    ("change.sources-changed", changed),
                    ("change.sources-removed", fact.removed.len() - changed),
                ]);
            }
            // The redline of the version has all of them.
            RecordedKey::Date
            | RecordedKey::Kind
            | RecordedKey::Countries
            | RecordedKey::Mentions
            | RecordedKey::Topics
            | RecordedKey::Organisations
            | RecordedKey::Terms
            | RecordedKey::Authors
            | RecordedKey::Series
            | RecordedKey::Events
            | RecordedKey::Confidence
            | RecordedKey::Corrections => {}
        }
    }
    if paragraphs > 0 {
        parts.push(interface.count("change.paragraphs", paragraphs));
    }
    let count = |(key, number): (&str, usize)| (number > 0).then(|| interface.count(key, number));
    let parts = interface.list(&parts.iter().map(String::as_str).collect::<Vec<_>>());
    let mut clauses = vec![parts];
    clauses.extend(numbers.into_iter().filter_map(count));
    clauses.retain(|clause| !clause.is_empty());
    let sentence = clauses.join(&edition.say("list.semicolon"));
    let mut letters = sentence.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}
