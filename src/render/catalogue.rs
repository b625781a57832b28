//! The catalogue: all briefings, countries and topics as JSON, and the briefings as CSV.

use serde::{Serialize, Serializer};

use super::Renderer;
use super::data::{CountryRef, DATA_VERSION, Record, TopicRef, country, json, topic};
use super::views::absolute;
use crate::content::without_controls;
use crate::edition::Edition;
use crate::route::{ApiFile, DataShape, Route};
use crate::site::{Entity, Site};

/// A file of the catalogue.
#[derive(Serialize)]
struct Catalogue<'a, B: Serialize> {
    #[serde(rename = "$schema")]
    schema: String,
    schema_version: u32,
    title: &'a str,
    url: String,
    #[serde(flatten)]
    body: B,
}

/// All briefings; each record is made when it is written, so that never all of them are held.
#[derive(Serialize)]
struct Briefings<'a> {
    #[serde(serialize_with = "records")]
    briefings: &'a Edition,
}

#[derive(Serialize)]
struct Countries<'a> {
    countries: Vec<CountryRow<'a>>,
}

#[derive(Serialize)]
struct Topics<'a> {
    topics: Vec<TopicRow<'a>>,
}

#[derive(Serialize)]
struct CountryRow<'a> {
    #[serde(flatten)]
    own: CountryRef<'a>,
    /// ISO 3166-1 alpha-3.
    alpha3: &'static str,
    /// The briefings that it is a subject of.
    briefings: usize,
    /// Those that touch on it.
    mentions: usize,
}

#[derive(Serialize)]
struct TopicRow<'a> {
    #[serde(flatten)]
    own: TopicRef<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    briefings: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference to the field")]
fn records<S: Serializer>(edition: &&Edition, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(edition.site.briefing_ids().map(|id| Record::new(edition, id)))
}

impl Renderer {
    /// Returns a file under `/api/`.
    pub(super) fn api(&self, file: ApiFile) -> String {
        let edition = &*self.edition;
        let site = &*edition.site;
        match file {
            ApiFile::Briefings => self.catalogue(DataShape::Briefings, Briefings { briefings: edition }),
            ApiFile::Countries => {
                self.catalogue(DataShape::Countries, Countries { countries: countries(edition) })
            }
            ApiFile::Topics => self.catalogue(DataShape::Topics, Topics { topics: topics(edition) }),
            ApiFile::BriefingsCsv => csv(edition),
            ApiFile::Schema(shape) => {
                let id = absolute(edition, Route::Api(file));
                let taxonomies: Vec<&str> = site.taxonomies.iter().map(|entry| entry.key.as_str()).collect();
                json(&super::data_schema::schema(shape, &id, &taxonomies))
            }
        }
    }

    fn catalogue(&self, shape: DataShape, body: impl Serialize) -> String {
        json(&Catalogue {
            schema: absolute(&self.edition, Route::Api(ApiFile::Schema(shape))),
            schema_version: DATA_VERSION,
            title: &self.edition.site.config.title,
            url: absolute(&self.edition, Route::Home),
            body,
        })
    }
}

fn countries(edition: &Edition) -> Vec<CountryRow<'_>> {
    edition
        .site
        .country_ids()
        .map(|id| {
            let entry = edition.site.country(id);
            CountryRow {
                own: country(edition, id),
                alpha3: entry.country.alpha3(),
                briefings: entry.briefings.len(),
                mentions: entry.mentions.len(),
            }
        })
        .collect()
}

fn topics(edition: &Edition) -> Vec<TopicRow<'_>> {
    let site: &Site = &edition.site;
    let ids =
        site.entities().filter_map(|entity| if let Entity::Topic(id) = entity { Some(id) } else { None });
    ids.map(|id| {
        let entry = site.topic(id);
        TopicRow {
            own: topic(edition, id),
            parent: entry.parent.map(|parent| site.topic(parent).id.as_str()),
            briefings: entry.briefings.len(),
        }
    })
    .collect()
}

/// Returns the briefings as CSV, RFC 4180, with a header line.
///
/// Codes and ids of a list are parted by `;`. What has parts of its own stands as JSON in its cell.
fn csv(edition: &Edition) -> String {
    const BEFORE: [&str; 12] = [
        "id",
        "url",
        "title",
        "date",
        "updated",
        "summary",
        "kind",
        "status",
        "lang",
        "countries",
        "mentions",
        "topics",
    ];
    const AFTER: [&str; 8] =
        ["authors", "series", "confidence", "superseded_by", "sources", "events", "corrections", "version"];
    let mut out = String::new();
    let mut keys: Vec<&str> = edition.site.taxonomies.iter().map(|entry| entry.key.as_str()).collect();
    keys.sort_unstable();
    line(&mut out, BEFORE.into_iter().chain(keys).chain(AFTER).map(str::to_owned));
    for id in edition.site.briefing_ids() {
        let record = Record::new(edition, id);
        let codes = |countries: &[CountryRef]| list(countries.iter().map(|country| country.code));
        let before = [
            record.id,
            record.url,
            record.title.to_owned(),
            record.date,
            record.updated.unwrap_or_default(),
            record.summary.to_owned(),
            word(&record.kind),
            record.status.to_owned(),
            record.lang.to_owned(),
            codes(&record.countries),
            codes(&record.mentions),
            list(record.topics.iter().map(|topic| topic.id)),
        ];
        let terms = record.terms.values().map(|terms| list(terms.iter().map(|term| term.name)));
        let after = [
            list(record.authors.iter().map(String::as_str)),
            record.series.map_or_else(String::new, |series| series.name.to_owned()),
            record.confidence.as_ref().map(word).unwrap_or_default(),
            record.superseded_by.unwrap_or_default(),
            nested(&record.sources),
            nested(&record.events),
            nested(&record.corrections),
            record.version.map(|version| version.to_string()).unwrap_or_default(),
        ];
        line(&mut out, before.into_iter().chain(terms).chain(after));
    }
    out
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(";")
}

/// Returns the word that a value is in JSON.
fn word(value: &impl Serialize) -> String {
    json(value).trim().trim_matches('"').to_owned()
}

fn nested<T: Serialize>(values: &[T]) -> String {
    if values.is_empty() { String::new() } else { json(&values).trim_end().to_owned() }
}

/// Adds a line of CSV. A cell that needs no quotes has none.
fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        let cell = without_controls(&cell);
        if cell.contains([',', '"', '\n']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}
