//! What changed in the front matter between two versions.

use crate::content::{Briefing, Reference};

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
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
    label: &dyn Fn(crate::world::Country) -> String,
    topic: &dyn Fn(&str) -> String,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |key: &str, of: &dyn Fn(&Briefing) -> Vec<String>| {
        let (before, after) = (of(old), of(new));
        let without = |all: &[String], others: &[String]| -> Vec<String> {
            all.iter().filter(|one| !others.contains(one)).cloned().collect()
        };
        let fact =
            Fact { key: key.to_owned(), removed: without(&before, &after), added: without(&after, &before) };
        if !fact.removed.is_empty() || !fact.added.is_empty() {
            facts.push(fact);
        }
    };
    add("title", &|briefing| vec![briefing.title.clone()]);
    add("date", &|briefing| vec![briefing.date.date().to_string()]);
    add("kind", &|briefing| vec![word(&briefing.kind)]);
    add("summary", &|briefing| briefing.summary.iter().cloned().collect());
    add("countries", &|briefing| briefing.countries.iter().map(|country| label(*country)).collect());
    add("mentions", &|briefing| briefing.mentions.iter().map(|country| label(*country)).collect());
    add("topics", &|briefing| briefing.topics.iter().map(|name| topic(name)).collect());
    for (place, key) in taxonomies.iter().enumerate() {
        add(key, &|briefing| {
            let terms = briefing.terms.get(place).into_iter().flatten();
            terms.map(|term| term.name.clone()).collect()
        });
    }
    add("authors", &|briefing| briefing.authors.clone());
    add("series", &|briefing| briefing.series.iter().map(|series| series.name.clone()).collect());
    add("sources", &|briefing| briefing.sources.iter().map(source).collect());
    add("events", &|briefing| {
        briefing.events.iter().map(|event| format!("{}: {}", event.date, event.title)).collect()
    });
    add("confidence", &|briefing| briefing.confidence.iter().map(word).collect());
    add("status", &|briefing| vec![briefing.publication.status.word().to_owned()]);
    add("corrections", &|briefing| {
        let corrections = briefing.corrections.iter();
        corrections.map(|correction| format!("{}: {}", correction.date, correction.note)).collect()
    });
    facts
}

fn source(source: &Reference) -> String {
    let parts = [&*source.title, &source.publisher, &source.url, &source.archived, &source.rating];
    let date = source.date.map(|date| date.to_string()).unwrap_or_default();
    let mut parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
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
