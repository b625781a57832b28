//! The keys of a briefing in the data of a site, in the order of the columns of CSV: for JSON, for its schema and for CSV.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value, json};

use super::csv::listed;
use super::data::{CountryRef, Record, json};
use super::data_shapes::{address, day, list, told};
use crate::keys::Word;
use crate::keys::front_matter::{BRIEFING, CONFIDENCES, KINDS, TRENDS};
use crate::site::Site;

/// A key of a briefing's data.
pub struct Field {
    /// The key, which is the head of the column too.
    pub key: &'static str,
    /// Whether every briefing has it.
    pub is_always_there: bool,
    /// Returns whether a site has anything of the kind; the data of others do not know the key.
    pub is_used: fn(&Site) -> bool,
    /// Returns its shape.
    pub shape: fn() -> Value,
    /// Returns what stands in its column.
    pub cell: for<'a> fn(&'a Record) -> Cow<'a, str>,
}

impl Field {
    /// Returns a key that every briefing has.
    const fn always(
        key: &'static str,
        shape: fn() -> Value,
        cell: for<'a> fn(&'a Record) -> Cow<'a, str>,
    ) -> Self {
        Self { key, is_always_there: true, is_used: |_| true, shape, cell }
    }

    /// Returns a key that only some briefings have.
    const fn maybe(
        key: &'static str,
        shape: fn() -> Value,
        cell: for<'a> fn(&'a Record) -> Cow<'a, str>,
    ) -> Self {
        Self { key, is_always_there: false, is_used: |_| true, shape, cell }
    }

    /// Leaves it out of the data of sites that have nothing of the kind.
    const fn where_used(self, is_used: fn(&Site) -> bool) -> Self {
        Self { is_used, ..self }
    }
}

/// How many keys stand before the lists that a site declares.
const BEFORE_TERMS: usize = 13;

/// The keys. Those of front matter that are not here, and should be, are told when the program is compiled.
const FIELDS: &[Field] = &[
    Field::always(
        "id",
        || told("The year and the last part of its address.", text()),
        |record| (&*record.id).into(),
    ),
    Field::always("url", address, |record| (&*record.url).into()),
    Field::always("title", text, |record| record.title.into()),
    Field::always("date", || told("The day that it carries.", day()), |record| (&*record.date).into()),
    Field::maybe(
        "updated",
        || told("The day of the last change: as its writer says, or of its last version.", day()),
        |record| record.updated.as_deref().unwrap_or_default().into(),
    ),
    Field::always(
        "summary",
        || told("Its summary, or the start of its text.", text()),
        |record| record.summary.into(),
    ),
    Field::always("kind", || one_of(KINDS), |record| word(&record.kind)),
    Field::always(
        "status",
        || json!({ "enum": ["published", "withdrawn", "draft"] }),
        |record| record.status.into(),
    ),
    Field::always("lang", || told("A tag of BCP 47.", text()), |record| record.lang.into()),
    Field::always(
        "countries",
        || told("What it is about.", list("country")),
        |record| codes(&record.countries),
    ),
    Field::always(
        "mentions",
        || told("What it touches on.", list("country")),
        |record| codes(&record.mentions),
    ),
    Field::always("topics", || list("topic"), |record| listed(record.topics.iter().map(|topic| topic.id))),
    Field::always(
        "organisations",
        || told("The organisations that it is about.", list("organisation")),
        |record| listed(record.organisations.iter().flatten().map(|organisation| organisation.id)),
    )
    .where_used(|site| !site.organisations.is_empty()),
    Field::always(
        "authors",
        || json!({ "type": "array", "items": { "type": "string" } }),
        |record| listed(record.authors.iter().map(String::as_str)),
    ),
    Field::maybe(
        "series",
        || json!({ "$ref": "#/$defs/named" }),
        |record| record.series.as_ref().map_or("", |series| series.name).into(),
    ),
    Field::maybe(
        "confidence",
        || one_of(CONFIDENCES),
        |record| record.confidence.as_ref().map(word).unwrap_or_default(),
    ),
    Field::maybe(
        "doi",
        || told("Its DOI, ISO 26324.", text()),
        |record| record.doi.unwrap_or_default().into(),
    )
    .where_used(Site::has_dois),
    Field::maybe(
        "superseded_by",
        || told("The briefing that takes its place.", address()),
        |record| record.superseded_by.as_deref().unwrap_or_default().into(),
    ),
    Field::always("sources", || list("source"), |record| nested(&record.sources)),
    Field::always("events", || list("event"), |record| nested(&record.events)),
    Field::maybe(
        "assessments",
        || told("How things go in its countries, on its date.", list("assessment")),
        |record| nested(&record.assessments),
    )
    .where_used(Site::has_assessments),
    Field::maybe(
        "judgements",
        || told("What it expects, and what became of that.", list("judgement")),
        |record| nested(&record.judgements),
    )
    .where_used(Site::states_judgements),
    Field::always("corrections", || list("correction"), |record| nested(&record.corrections)),
    Field::maybe(
        "version",
        || told("The number of its published revision.", json!({ "type": "integer", "minimum": 1 })),
        |record| record.version.map(|version| version.to_string()).unwrap_or_default().into(),
    ),
];

/// Returns the keys that the data of a site have before the lists that it declares, and those after them.
pub fn fields(site: &Site) -> [Vec<&'static Field>; 2] {
    let (before, after) = FIELDS.split_at(BEFORE_TERMS);
    [before, after].map(|fields| fields.iter().filter(|field| (field.is_used)(site)).collect())
}

const _: () = {
    let mut keys = [""; FIELDS.len()];
    let mut index = 0;
    while index < FIELDS.len() {
        keys[index] = FIELDS[index].key;
        index += 1;
    }
    assert!(
        BRIEFING.has_data_in(&keys),
        "a key of front matter is in the data by its table, and not in this list"
    );
};

fn text() -> Value {
    json!({ "type": "string" })
}

/// Returns the directions of a country's status.
pub fn trend() -> Value {
    one_of(TRENDS)
}

/// Returns the levels of confidence.
pub fn confidence() -> Value {
    one_of(CONFIDENCES)
}

fn one_of(words: &[Word]) -> Value {
    json!({ "enum": words.iter().map(|word| word.word).collect::<Vec<_>>() })
}

fn codes(countries: &[CountryRef]) -> Cow<'static, str> {
    listed(countries.iter().map(|country| country.code))
}

/// Returns the word that a value is in JSON.
fn word(value: &impl Serialize) -> Cow<'static, str> {
    json(value).trim().trim_matches('"').to_owned().into()
}

/// Returns what has parts of its own as JSON.
fn nested<T: Serialize>(values: &[T]) -> Cow<'static, str> {
    if values.is_empty() { Cow::Borrowed("") } else { json(&values).trim_end().to_owned().into() }
}
