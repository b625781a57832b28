//! The file that a reader of the index begins with.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bits::{BitWriter, base64};
use super::documents::{Document, Group, number_of};
use super::script::Script;
use crate::content::Status;
use crate::edition::Edition;
use crate::route::{SearchFile, SearchShards};
use crate::site::{BriefingId, Site};

/// The number of the format that `docs/search-index.md` describes.
const FORMAT: u32 = 1;

/// What `index.js` holds.
#[derive(Serialize)]
pub struct Header {
    format: u32,
    language: String,
    documents: usize,
    briefings: usize,
    shards: Shards,
    /// The year, and the number of its first briefing.
    years: Vec<(i16, u32)>,
    /// The kind and the label of documents that are no briefings, and the number of the first one.
    groups: Vec<(String, String, u32)>,
    /// The labels of countries, by their codes.
    countries: BTreeMap<&'static str, String>,
    lengths: String,
    superseded: Vec<(u32, u32)>,
    withdrawn: Vec<u32>,
    weights: Weights,
    /// Whether each briefing has an `index.json`.
    data: bool,
    versions: String,
}

#[derive(Serialize)]
struct Shards {
    terms: u32,
    texts: u32,
    words: u32,
}

/// The weights of the ranking.
#[derive(Serialize)]
struct Weights {
    k: f64,
    b: f64,
    levels: [f64; 4],
    title: f64,
    recent: f64,
    halflife: f64,
}

/// The weights, as they did best on the queries that `docs/search.md` tells of.
const WEIGHTS: Weights =
    Weights { k: 1.2, b: 0.4, levels: [1.0, 2.6, 5.2, 12.0], title: 1.2, recent: 0.15, halflife: 3.0 };

impl Header {
    /// Returns the header of an index of these documents, whose texts have so many words.
    pub fn new(edition: &Edition, documents: &[Document], lengths: &[usize], shards: SearchShards) -> Self {
        let site = &edition.site;
        let SearchShards { terms, texts, words } = shards;
        Self {
            format: FORMAT,
            language: site.config.language.clone(),
            documents: documents.len(),
            briefings: site.briefings.len(),
            shards: Shards { terms, texts, words },
            years: years(site),
            groups: groups(edition, documents),
            countries: site
                .countries
                .iter()
                .map(|entry| (entry.country.code(), entry.label.clone()))
                .collect(),
            lengths: packed(lengths),
            superseded: briefings(site)
                .filter_map(|id| Some((number(site, id), number(site, site.briefing(id).superseded_by?))))
                .collect(),
            withdrawn: briefings(site)
                .filter(|id| site.briefing(*id).briefing.publication.status == Status::Withdrawn)
                .map(|id| number(site, id))
                .collect(),
            weights: WEIGHTS,
            data: site.config.outputs.data,
            versions: String::new(),
        }
    }

    /// Writes the file, with the versions of all others.
    pub fn script(self, versions: String) -> Script {
        Script::new(SearchFile::Index, &Self { versions, ..self })
    }
}

/// Returns the briefings, the oldest first.
fn briefings(site: &Site) -> impl Iterator<Item = BriefingId> {
    site.briefing_ids().rev()
}

fn number(site: &Site, id: BriefingId) -> u32 {
    number_of(site.briefings.len() - 1 - id.index())
}

fn years(site: &Site) -> Vec<(i16, u32)> {
    let mut years: Vec<(i16, u32)> = Vec::new();
    for id in briefings(site) {
        let year = site.briefing(id).briefing.date.year();
        if years.last().is_none_or(|(last, _)| *last < year) {
            years.push((year, number(site, id)));
        }
    }
    years
}

fn groups(edition: &Edition, documents: &[Document]) -> Vec<(String, String, u32)> {
    let mut groups = Vec::new();
    let mut last = None;
    for (place, document) in documents.iter().enumerate() {
        let Some(group) = document.group().filter(|group| Some(*group) != last) else { continue };
        last = Some(group);
        let (name, label) = match group {
            Group::Page => ("page".to_owned(), edition.say("search.page")),
            Group::Country => ("country".to_owned(), edition.say("search.country")),
            Group::Organisation => ("organisation".to_owned(), edition.say("search.organisation")),
            Group::Topic => ("topic".to_owned(), edition.say("search.topic")),
            Group::Author => ("author".to_owned(), edition.say("search.author")),
            Group::Taxonomy(taxonomy) => {
                let key = edition.site.taxonomy(taxonomy).key.clone();
                (key.clone(), edition.taxonomy_title(&key))
            }
        };
        groups.push((name, label, number_of(place)));
    }
    groups
}

/// Returns the lengths of texts, 3 bits each.
fn packed(lengths: &[usize]) -> String {
    let mut bits = BitWriter::default();
    for length in lengths {
        bits.push((length + 1).ilog2().saturating_sub(3).min(7), 3);
    }
    base64(&bits.into_bytes())
}
