//! The data of a briefing, `index.json`, and the record of it that the catalogue lists too.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Renderer;
use super::views::absolute;
use crate::config::Probability;
use crate::content::{Confidence, Doi, Judgement, Kind, Outcome, Trend};
use crate::edition::Edition;
use crate::route::{ApiFile, DataShape, FileRoute, PageRoute};
use crate::site::{BriefingId, CountryId, Entity, OrganisationId, TopicId};

/// The version of the data's shape. It changes only when a key goes or means something else.
pub const DATA_VERSION: u32 = 1;

/// A briefing without its text.
#[derive(Serialize)]
pub struct Record<'a> {
    /// The year and the slug, which no other briefing of the site has together.
    pub id: String,
    pub url: String,
    pub title: &'a str,
    /// The calendar day, ISO 8601.
    pub date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// The number of the newest version, where the site keeps a record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<usize>,
    pub summary: &'a str,
    pub kind: Kind,
    pub status: &'static str,
    pub lang: &'a str,
    pub countries: Vec<CountryRef<'a>>,
    pub mentions: Vec<CountryRef<'a>>,
    pub topics: Vec<TopicRef<'a>>,
    /// Its organisations, on a site that has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisations: Option<Vec<OrganisationRef<'a>>>,
    /// The declared taxonomies, each under its own key.
    #[serde(flatten)]
    pub terms: BTreeMap<&'a str, Vec<NamedRef<'a>>>,
    pub authors: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<NamedRef<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<String>,
    pub sources: Vec<SourceRecord<'a>>,
    pub events: Vec<EventRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assessments: Vec<AssessmentRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<JudgementRecord<'a>>,
    pub corrections: Vec<CorrectionRecord<'a>>,
}

/// A country that a record points at.
#[derive(Serialize)]
pub struct CountryRef<'a> {
    /// ISO 3166.
    pub code: &'static str,
    pub name: &'a str,
    pub url: String,
}

/// A topic that a record points at.
#[derive(Serialize)]
pub struct TopicRef<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub url: String,
}

/// An organisation that a record points at.
#[derive(Serialize)]
pub struct OrganisationRef<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub url: String,
}

/// Anything else with a page of its own.
#[derive(Serialize)]
pub struct NamedRef<'a> {
    pub name: &'a str,
    pub url: String,
}

/// A source.
#[derive(Serialize)]
pub struct SourceRecord<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    publisher: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    archived: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    rating: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    withdrawn: Option<WithdrawalRecord<'a>>,
}

/// Since when a source does not hold any more, and why.
#[derive(Serialize)]
struct WithdrawalRecord<'a> {
    date: String,
    reason: &'a str,
}

/// An event.
#[derive(Serialize)]
pub struct EventRecord<'a> {
    date: String,
    title: &'a str,
    countries: Vec<CountryRef<'a>>,
}

/// How things go in a country.
#[derive(Serialize)]
pub struct AssessmentRecord<'a> {
    country: CountryRef<'a>,
    is: Trend,
    reason: &'a str,
}

/// What is expected.
#[derive(Serialize)]
pub struct JudgementRecord<'a> {
    id: &'a str,
    statement: &'a str,
    /// In per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    probability: Option<Probability>,
    #[serde(skip_serializing_if = "Option::is_none")]
    term: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<Confidence>,
    by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Outcome>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

/// A correction.
#[derive(Serialize)]
pub struct CorrectionRecord<'a> {
    date: String,
    note: &'a str,
}

/// What only the data of a single briefing has before and after the keys of its record.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    schema_version: u32,
    #[serde(flatten)]
    record: &'a Record<'a>,
    content_html: String,
}

impl Renderer {
    /// Returns the data of a briefing, JSON.
    pub(super) fn data(&self, id: BriefingId) -> String {
        let edition = &*self.edition;
        let whole = Whole {
            schema: &absolute(edition, FileRoute::Api(ApiFile::Schema(DataShape::Briefing))),
            schema_version: DATA_VERSION,
            record: &Record::new(edition, id),
            content_html: edition.html_elsewhere(Entity::Briefing(id), &edition.briefing(id).body),
        };
        json(&whole)
    }
}

impl<'a> Record<'a> {
    /// Returns the record of a briefing.
    pub fn new(edition: &'a Edition, id: BriefingId) -> Self {
        let site = &*edition.site;
        let published = site.briefing(id);
        let briefing = edition.briefing(id);
        let countries = |ids: &[CountryId]| ids.iter().map(|id| country(edition, *id)).collect();
        Self {
            id: id_of(edition, id),
            url: absolute(edition, PageRoute::Briefing(id)),
            title: &briefing.title,
            date: briefing.date.date().to_string(),
            updated: published.updated().map(|updated| updated.date().to_string()),
            version: Some(published.versions().len()).filter(|version| *version > 0),
            summary: briefing.blurb(),
            kind: briefing.kind,
            status: briefing.publication.status.word(),
            lang: briefing.lang.as_deref().unwrap_or(&site.config.language),
            countries: countries(&published.countries),
            mentions: countries(&published.mentions),
            topics: published.topics.iter().map(|id| topic(edition, *id)).collect(),
            organisations: (!site.organisations.is_empty())
                .then(|| published.organisations.iter().map(|id| organisation(edition, *id)).collect()),
            terms: terms(edition, id),
            authors: &briefing.authors,
            series: published.series.map(|series| NamedRef {
                name: &site.series(series).title,
                url: absolute(edition, PageRoute::Series(series)),
            }),
            doi: briefing.doi.as_ref().map(Doi::as_str),
            confidence: briefing.confidence,
            superseded_by: published.superseded_by.map(|id| absolute(edition, PageRoute::Briefing(id))),
            sources: briefing
                .sources
                .iter()
                .enumerate()
                .map(|(place, source)| SourceRecord {
                    id: &source.id,
                    title: &source.title,
                    publisher: &source.publisher,
                    date: source.date.map(|date| date.to_string()),
                    url: &source.url,
                    archived: &source.archived,
                    rating: &source.rating,
                    withdrawn: withdrawal(edition, id, place),
                })
                .collect(),
            events: briefing
                .events
                .iter()
                .map(|event| EventRecord {
                    date: event.date.to_string(),
                    title: &event.title,
                    countries: briefing
                        .countries_of(event)
                        .iter()
                        .filter_map(|country| site.country_id(*country))
                        .map(|id| country(edition, id))
                        .collect(),
                })
                .collect(),
            assessments: briefing
                .assessments
                .iter()
                .filter_map(|assessment| {
                    Some(AssessmentRecord {
                        country: country(edition, site.country_id(assessment.country)?),
                        is: assessment.is,
                        reason: &assessment.reason,
                    })
                })
                .collect(),
            judgements: briefing.judgements.iter().map(|own| judgement(edition, own)).collect(),
            corrections: briefing
                .corrections
                .iter()
                .map(|correction| CorrectionRecord {
                    date: correction.date.to_string(),
                    note: &correction.note,
                })
                .collect(),
        }
    }
}

fn withdrawal(edition: &Edition, id: BriefingId, place: usize) -> Option<WithdrawalRecord<'_>> {
    let (_, source) = edition.site.withdrawn_sources(id).iter().find(|(own, _)| *own == place)?;
    let own = edition.site.source(*source).withdrawn.as_ref()?;
    Some(WithdrawalRecord { date: own.date.to_string(), reason: &own.reason })
}

fn judgement<'a>(edition: &Edition, judgement: &'a Judgement) -> JudgementRecord<'a> {
    let resolution = judgement.resolution.as_ref();
    JudgementRecord {
        id: &judgement.id,
        statement: &judgement.statement,
        probability: judgement.probability(&edition.site.config.scale),
        term: judgement.term.as_deref(),
        confidence: judgement.confidence,
        by: judgement.by.to_string(),
        outcome: resolution.map(|own| own.outcome),
        resolved: resolution.map(|own| own.date.to_string()),
        source: resolution.map(|own| own.source.as_str()).filter(|source| !source.is_empty()),
    }
}

/// Returns the id of a briefing in data and citations: `2024/france-china`.
pub fn id_of(edition: &Edition, id: BriefingId) -> String {
    let briefing = edition.briefing(id);
    format!("{:04}/{}", briefing.date.year(), briefing.slug)
}

/// Returns what points at a country.
pub fn country(edition: &Edition, id: CountryId) -> CountryRef<'_> {
    let entry = edition.site.country(id);
    CountryRef {
        code: entry.country.code(),
        name: &entry.label,
        url: absolute(edition, PageRoute::country(id)),
    }
}

/// Returns what points at a topic.
pub fn topic(edition: &Edition, id: TopicId) -> TopicRef<'_> {
    let entry = edition.site.topic(id);
    TopicRef { id: &entry.id, title: &entry.title, url: absolute(edition, PageRoute::topic(id)) }
}

/// Returns what points at an organisation.
pub fn organisation(edition: &Edition, id: OrganisationId) -> OrganisationRef<'_> {
    let entry = edition.site.organisation(id);
    OrganisationRef { id: &entry.id, name: &entry.label, url: absolute(edition, PageRoute::organisation(id)) }
}

fn terms(edition: &Edition, id: BriefingId) -> BTreeMap<&str, Vec<NamedRef<'_>>> {
    let taxonomies = edition.site.taxonomy_ids().zip(&edition.site.briefing(id).terms);
    taxonomies
        .map(|(taxonomy, own)| {
            let entry = edition.site.taxonomy(taxonomy);
            let terms = own.iter().map(|term| NamedRef {
                name: &entry.term(*term).name,
                url: absolute(edition, PageRoute::term(taxonomy, *term)),
            });
            (entry.key.as_str(), terms.collect())
        })
        .collect()
}

/// Returns a value as a line of JSON.
pub fn json(value: &impl Serialize) -> String {
    // These values are text, numbers and lists, which can always be written.
    let mut text = serde_json::to_string(value).unwrap_or_default();
    text.push('\n');
    text
}
