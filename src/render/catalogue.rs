//! The catalogue: all briefings, countries and topics as JSON, and the briefings as CSV.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::Renderer;
use super::csv::{line, listed};
use super::data::{
    CountryRef, DATA_VERSION, OrganisationRef, Record, TopicRef, country, json, organisation, topic,
};
use super::data_fields::{Field, fields};
use super::data_schema::schema;
use super::judgement_data::{self, JudgementRow, ScoreRow};
use super::views::absolute;
use super::watch_data::{StatusRecord, statuses};
use crate::edition::Edition;
use crate::route::{ApiFile, DataShape, FileRoute, PageRoute};
use crate::site::{Entity, OrganisationId, Site};
use crate::world::Member;

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
struct Statuses<'a> {
    statuses: Vec<StatusRecord<'a>>,
}

#[derive(Serialize)]
struct Judgements<'a> {
    scores: Vec<ScoreRow>,
    judgements: Vec<JudgementRow<'a>>,
}

#[derive(Serialize)]
struct Organisations<'a> {
    organisations: Vec<OrganisationRow<'a>>,
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

#[derive(Serialize)]
struct OrganisationRow<'a> {
    #[serde(flatten)]
    own: OrganisationRef<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<&'a str>,
    /// The day of its newest briefing, or the nearest one of which the members are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    members_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Vec<MemberRow<'a>>>,
    briefings: usize,
}

/// A member of an organisation.
#[derive(Serialize)]
struct MemberRow<'a> {
    /// ISO 3166, for a country.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    /// For an organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'static str>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
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
            ApiFile::Watch => {
                self.catalogue(DataShape::Watch, Statuses { statuses: statuses(edition).collect() })
            }
            ApiFile::Judgements => {
                let judgements = judgement_data::rows(edition).collect();
                let scores = judgement_data::scores(edition);
                self.catalogue(DataShape::Judgements, Judgements { scores, judgements })
            }
            ApiFile::Organisations => {
                let organisations = organisations(edition);
                self.catalogue(DataShape::Organisations, Organisations { organisations })
            }
            ApiFile::BriefingsCsv => csv(edition),
            ApiFile::Schema(shape) => {
                let id = absolute(edition, FileRoute::Api(file));
                json(&schema(shape, &id, site))
            }
        }
    }

    fn catalogue(&self, shape: DataShape, body: impl Serialize) -> String {
        json(&Catalogue {
            schema: absolute(&self.edition, FileRoute::Api(ApiFile::Schema(shape))),
            schema_version: DATA_VERSION,
            title: &self.edition.site.config.title,
            url: absolute(&self.edition, PageRoute::Home),
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

fn organisations(edition: &Edition) -> Vec<OrganisationRow<'_>> {
    let site = &edition.site;
    let row = |id: OrganisationId| {
        let entry = site.organisation(id);
        let (members_on, members) = site.members_of(id).unzip();
        let member = |member: Member| {
            let since = members_on.and_then(|day| entry.since(member, day)).flatten();
            let (code, id, name) = match member {
                Member::Country(country) => (Some(country.code()), None, site.label(country)),
                Member::Organisation(other) => (None, Some(other.id()), other.name_in(&site.config.language)),
            };
            MemberRow { code, id, name, since: since.map(|since| since.to_string()) }
        };
        OrganisationRow {
            own: organisation(edition, id),
            short: entry.short.as_deref(),
            kind: entry.organisation.map(|it| it.kind().name()),
            parent: entry.parent.as_deref(),
            members_on: members_on.map(|day| day.to_string()),
            members: members.map(|members: Vec<Member>| members.into_iter().map(member).collect()),
            briefings: entry.briefings.len(),
        }
    };
    site.organisation_ids().map(row).collect()
}

/// Returns the briefings as CSV, RFC 4180, with a header line.
///
/// Codes and ids of a list are parted by `;`. What has parts of its own stands as JSON in its cell.
fn csv(edition: &Edition) -> String {
    let mut out = String::new();
    let mut keys: Vec<&str> = edition.site.taxonomies.iter().map(|entry| entry.key.as_str()).collect();
    keys.sort_unstable();
    let [before, after] = fields(&edition.site);
    let names = |fields: &[&'static Field]| fields.iter().map(|field| field.key).collect::<Vec<_>>();
    line(&mut out, names(&before).into_iter().chain(keys).chain(names(&after)).map(Cow::Borrowed));
    for id in edition.site.briefing_ids() {
        let record = Record::new(edition, id);
        let cells = |fields: &[&'static Field]| -> Vec<Cow<'_, str>> {
            fields.iter().map(|field| (field.cell)(&record)).collect()
        };
        let terms = record.terms.values().map(|terms| listed(terms.iter().map(|term| term.name)));
        line(&mut out, cells(&before).into_iter().chain(terms).chain(cells(&after)));
    }
    out
}
