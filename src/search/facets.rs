//! Which documents have which country, topic and kind.

use rayon::prelude::*;
use serde::Serialize;

use super::bits::{base64, fold_words, push_list};
use super::documents::number_of;
use super::script::Script;
use super::terms::terms_of;
use crate::content::Kind;
use crate::edition::Edition;
use crate::route::SearchFile;
use crate::site::{BriefingId, Entity};
use crate::world::Country;

/// The kinds of briefings, with the names that the index has for them.
pub const KINDS: [(Kind, &str); 4] = [
    (Kind::Analysis, "analysis"),
    (Kind::Report, "report"),
    (Kind::Reportage, "reportage"),
    (Kind::Background, "background"),
];

/// A country, a topic or a kind, and the documents that have it.
pub struct Facet {
    /// The key, such as `c:fr`.
    pub key: String,
    /// The term whose file of terms has it: the first one of its label.
    pub home: String,
    label: String,
    /// The documents, in order, with their levels.
    pub documents: Vec<(u32, u8)>,
}

/// The level of what a briefing is about, and of what stands in its title too.
const LEVEL: u8 = 1;
const TITLED: u8 = 5;

/// All facets of a site, by their keys.
pub struct Facets {
    /// The facets.
    pub facets: Vec<Facet>,
    /// How many documents the index has.
    documents: usize,
}

#[derive(Serialize)]
struct Content {
    keys: String,
    labels: String,
    bits: String,
}

/// Returns the facets of a site with so many documents.
pub fn facets(edition: &Edition, documents: usize) -> Facets {
    let site = &edition.site;
    let titles: Vec<String> =
        site.briefings.par_iter().map(|published| padded(&terms_of(&published.briefing.title))).collect();
    let numbered = |label: &str, briefings: &[BriefingId]| -> Vec<(u32, u8)> {
        let label = padded(&terms_of(label));
        let level = |id: &BriefingId| if titles[id.index()].contains(&label) { TITLED } else { LEVEL };
        // The newest briefing comes first in the site, and last in the index.
        let number = |id: &BriefingId| number_of(site.briefings.len() - 1 - id.index());
        let mut numbers: Vec<(u32, u8)> = briefings.iter().map(|id| (number(id), level(id))).collect();
        numbers.sort_unstable();
        numbers
    };
    let mut facets = Vec::new();
    for entity in site.entities() {
        let (key, label, briefings) = match entity {
            Entity::Country(id) => {
                let entry = site.country(id);
                (country_key(entry.country), &entry.label, &entry.briefings)
            }
            Entity::Organisation(id) => {
                let entry = site.organisation(id);
                (organisation_key(&entry.id), &entry.label, &entry.briefings)
            }
            Entity::Topic(id) => {
                let entry = site.topic(id);
                (topic_key(&entry.id), &entry.title, &entry.briefings)
            }
            Entity::Home | Entity::Page(_) | Entity::Briefing(_) | Entity::Author(_) => continue,
        };
        facets.push(Facet {
            home: home_of(label, &key),
            key,
            label: label.replace('\n', " "),
            documents: numbered(label, briefings),
        });
    }
    for (kind, name) in KINDS {
        let of_kind: Vec<BriefingId> =
            site.briefing_ids().filter(|id| site.briefing(*id).briefing.kind == kind).collect();
        let label = edition.say(&format!("kind.{name}"));
        let documents = numbered(&label, &of_kind);
        let key = format!("k:{name}");
        facets.push(Facet { home: home_of(&label, &key), key, label, documents });
    }
    facets.retain(|facet| !facet.documents.is_empty());
    facets.sort_by(|one, other| one.key.cmp(&other.key));
    Facets { facets, documents }
}

/// Returns the key of a country.
pub fn country_key(country: Country) -> String {
    format!("c:{}", country.code().to_lowercase())
}

/// Returns the key of an organisation.
pub fn organisation_key(id: &str) -> String {
    format!("o:{id}")
}

/// Returns the key of a topic.
pub fn topic_key(id: &str) -> String {
    format!("t:{id}")
}

/// Returns the term whose file has the key of something: the first one of its label, so that who asks for it by that has
/// the file already.
pub fn home_of(label: &str, key: &str) -> String {
    terms_of(label).into_iter().next().unwrap_or_else(|| key.to_owned())
}

/// Returns terms with blanks around each.
fn padded(terms: &[String]) -> String {
    format!(" {} ", terms.join(" "))
}

impl Facets {
    /// Writes the file of facets.
    pub fn script(&self) -> Script {
        let mut bits = Vec::new();
        for facet in &self.facets {
            push_list(&mut bits, &facet.documents, false, self.documents);
        }
        let labels: Vec<&str> = self.facets.iter().map(|facet| facet.label.as_str()).collect();
        let content = Content {
            keys: fold_words(self.facets.iter().map(|facet| facet.key.as_str())),
            labels: labels.join("\n"),
            bits: base64(&bits),
        };
        Script::new(SearchFile::Facets, &content)
    }
}
