//! What changed in the front matter between two versions.

use crate::content::{Assessment, Briefing, Judgement, Reference};
use crate::keys::RecordedKey;
use crate::keys::front_matter::BRIEFING;
use crate::world::Country;

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// What it is to readers.
    pub recorded: RecordedKey,
    /// The key of the front matter.
    pub key: String,
    /// What went.
    pub removed: Vec<String>,
    /// What came.
    pub added: Vec<String>,
}

/// Returns what changed in the front matter, in the order of its keys. Names of countries are as `label` gives them, and
/// names of topics as `topic` does; `taxonomies` are the keys of the site's own lists.
///
/// What decides on publication is no matter of readers, but for the status.
pub fn facts(
    old: &Briefing,
    new: &Briefing,
    taxonomies: &[String],
    label: &dyn Fn(Country) -> String,
    topic: &dyn Fn(&str) -> String,
) -> Vec<FieldChange> {
    let values = |recorded: RecordedKey, briefing: &Briefing| -> Vec<String> {
        let countries =
            |countries: &[Country]| countries.iter().map(|country| label(*country)).collect::<Vec<_>>();
        match recorded {
            RecordedKey::Title => vec![briefing.title.clone()],
            RecordedKey::Date => vec![briefing.date.date().to_string()],
            RecordedKey::Kind => vec![word(&briefing.kind)],
            RecordedKey::Summary => briefing.summary.iter().cloned().collect(),
            RecordedKey::Countries => countries(&briefing.countries),
            RecordedKey::Mentions => countries(&briefing.mentions),
            RecordedKey::Topics => briefing.topics.iter().map(|name| topic(name)).collect(),
            RecordedKey::Organisations => briefing.organisations.clone(),
            RecordedKey::Terms => Vec::new(),
            RecordedKey::Authors => briefing.authors.clone(),
            RecordedKey::Series => briefing.series.iter().map(|series| series.name.clone()).collect(),
            RecordedKey::Sources => briefing.sources.iter().map(source).collect(),
            RecordedKey::Events => {
                let events = briefing.events.iter();
                events.map(|event| format!("{}: {}", event.date, event.title)).collect()
            }
            RecordedKey::Assessments => {
                let assessment = |assessment: &Assessment| {
                    format!("{}: {}. {}", label(assessment.country), word(&assessment.is), assessment.reason)
                };
                briefing.assessments.iter().map(assessment).collect()
            }
            RecordedKey::Judgements => briefing.judgements.iter().map(judgement).collect(),
            RecordedKey::Confidence => briefing.confidence.iter().map(word).collect(),
            RecordedKey::Status => vec![briefing.publication.status.word().to_owned()],
            RecordedKey::Corrections => {
                let corrections = briefing.corrections.iter();
                corrections.map(|correction| format!("{}: {}", correction.date, correction.note)).collect()
            }
        }
    };
    let mut facts = Vec::new();
    for key in BRIEFING.keys {
        match key.recorded {
            Some(RecordedKey::Terms) => {
                for (index, name) in taxonomies.iter().enumerate() {
                    let names = |briefing: &Briefing| -> Vec<String> {
                        let terms = briefing.terms.get(index).into_iter().flatten();
                        terms.map(|term| term.name.clone()).collect()
                    };
                    facts.extend(FieldChange::new(RecordedKey::Terms, name, &names(old), &names(new)));
                }
            }
            Some(recorded) => {
                facts.extend(FieldChange::new(
                    recorded,
                    key.name,
                    &values(recorded, old),
                    &values(recorded, new),
                ));
            }
            None => {}
        }
    }
    facts
}

impl FieldChange {
    /// Returns what changed from the values before to those after; `None` if nothing did.
    fn new(recorded: RecordedKey, key: &str, before: &[String], after: &[String]) -> Option<Self> {
        let without = |all: &[String], others: &[String]| -> Vec<String> {
            all.iter().filter(|one| !others.contains(one)).cloned().collect()
        };
        let (removed, added) = (without(before, after), without(after, before));
        let is_changed = !removed.is_empty() || !added.is_empty();
        is_changed.then(|| Self { recorded, key: key.to_owned(), removed, added })
    }
}

/// Returns whether two texts have the same at a key.
pub(super) fn is_same(key: RecordedKey, old: &Briefing, new: &Briefing) -> bool {
    match key {
        RecordedKey::Title => old.title == new.title,
        RecordedKey::Date => old.date == new.date,
        RecordedKey::Kind => old.kind == new.kind,
        RecordedKey::Summary => old.summary == new.summary,
        RecordedKey::Countries => old.countries == new.countries,
        RecordedKey::Mentions => old.mentions == new.mentions,
        RecordedKey::Topics => old.topics == new.topics,
        RecordedKey::Organisations => old.organisations == new.organisations,
        RecordedKey::Terms => old.terms == new.terms,
        RecordedKey::Authors => old.authors == new.authors,
        RecordedKey::Series => old.series == new.series,
        RecordedKey::Sources => old.sources == new.sources,
        RecordedKey::Events => old.events == new.events,
        RecordedKey::Assessments => old.assessments == new.assessments,
        RecordedKey::Judgements => old.judgements == new.judgements,
        RecordedKey::Confidence => old.confidence == new.confidence,
        RecordedKey::Status => old.publication.status == new.publication.status,
        RecordedKey::Corrections => old.corrections == new.corrections,
    }
}

fn judgement(judgement: &Judgement) -> String {
    let probability = judgement.probability.map(|probability| format!("{probability} %"));
    let parts: Vec<String> = probability.into_iter().chain(judgement.term.clone()).collect();
    let resolution = judgement.resolution.iter().map(|own| format!("; {}, {}", own.outcome.word(), own.date));
    let resolution: String = resolution.collect();
    format!("{} {}, {}{resolution}", judgement.statement, parts.join(", "), judgement.by)
}

fn source(source: &Reference) -> String {
    let parts = [&*source.title, &source.publisher, &source.url, &source.archived, &source.rating];
    let date = source.date.map(|date| date.to_string()).unwrap_or_default();
    let mut parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let withdrawn = source.withdrawn.as_ref().map(|own| format!("withdrawn {}: {}", own.date, own.reason));
    parts.extend(withdrawn.as_deref());
    if !date.is_empty() {
        parts.insert(parts.len().min(1), &date);
    }
    parts.join(", ")
}

/// Returns the word that front matter has for a value.
fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
