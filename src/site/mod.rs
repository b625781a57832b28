//! The site: one immutable model of everything that is published, joined and sorted once.
//!
//! What the gate held back never comes here, so nothing that is made from a `Site` can hold a trace
//! of it. Lists are of small ids, newest first; a briefing's id is its place in the whole archive, so
//! sorting ids sorts briefings.

mod authors;
mod changes;
mod countries;
mod documents;
mod entity;
mod events;
mod files;
mod ids;
mod join;
mod judgements;
mod lists;
mod membership;
mod notes;
mod order;
mod organisation_names;
mod organisations;
mod pairs;
mod pointers;
mod regions;
mod related;
mod scores;
mod sources;
mod tally;
mod terms;
mod topics;
mod translation;
mod watch;

pub use authors::AuthorEntry;
pub use changes::{ChangeEntry, Changes, Moved, OldAddress};
pub use countries::CountryEntry;
pub use documents::{Absence, Documents, Pictures};
pub use entity::LinkTarget;
pub use events::{EventEntry, EventYear};
pub use files::{Asset, FileGoal, UnusedFile, is_meant};
pub use ids::{
    Actor, ActorKind, AssetId, AuthorId, BriefingId, ChangeId, CountryId, Entity, EventId, EventYearId,
    IntersectionId, JudgementId, MovedId, OrganisationId, PageId, RedirectId, RegionId, RelationId, SeriesId,
    SourceId, StaticId, StatusId, TaxonomyId, TermId, TopicId, WatchMonthId, YearId,
};
pub use join::{Joined, join};
pub use judgements::{GivenProbability, JudgementEntry, Judgements};
pub use membership::OwnMembership;
pub use order::NameOrder;
pub use organisation_names::OrganisationNames;
pub use organisations::{OrganisationAlias, OrganisationEntry};
pub use pairs::{Intersection, Relation};
pub use regions::RegionEntry;
pub use scores::{CalibrationBin, ENOUGH, Score, ScoredBy};
pub use sources::{SourceEntry, Sources};
pub use tally::Tally;
pub use terms::{Taxonomy, Term};
pub use topics::{TopicEntry, Vocabulary};
pub use translation::Behind;
pub use watch::{StatusEntry, StatusTeller, Watch, WatchMonth};

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::config::Config;
use crate::content::{Body, Briefing, HoldReason, Page};
use crate::record::Record;
use crate::world::Country;

/// Everything that is published.
#[derive(Debug)]
pub struct Site {
    /// The site's settings.
    pub config: Arc<Config>,
    /// The foot of every page.
    pub footer: Body,
    /// All briefings, newest first, ties by slug.
    pub briefings: Vec<Published>,
    /// The introduction of the home page.
    pub home: Option<Arc<Page>>,
    /// The site's own pages, by URL.
    pub pages: Vec<PublishedPage>,
    /// The countries that have a page, by name.
    pub countries: Vec<CountryEntry>,
    /// The organisations that have a page, by name.
    pub organisations: Vec<OrganisationEntry>,
    /// The topics that have a page, by title.
    pub topics: Vec<TopicEntry>,
    /// The pairs of countries and organisations that have a page.
    pub relations: Vec<Relation>,
    /// The same pairs, those with the most briefings first.
    pub busiest_relations: Vec<RelationId>,
    /// The pairs of a country and a topic that share briefings, by country.
    pub intersections: Vec<Intersection>,
    /// The regions that have a page.
    pub regions: Vec<RegionEntry>,
    /// All events, the latest first.
    pub events: Vec<EventEntry>,
    /// The years of the events, the latest first.
    pub event_years: Vec<EventYear>,
    /// How things go in countries.
    pub watch: Watch,
    /// What briefings expected, and what became of it.
    pub judgements: Judgements,
    /// The sources that several briefings cite, and those that were withdrawn.
    pub sources: Sources,
    /// The declared taxonomies, in the order of `site.yaml`.
    pub taxonomies: Vec<Taxonomy>,
    /// The authors, by name.
    pub authors: Vec<AuthorEntry>,
    /// The series, by slug.
    pub series: Vec<Series>,
    /// The years of the archive, newest first.
    pub years: Vec<Year>,
    /// What changed, by the record.
    pub changes: Changes,
    /// Addresses that briefings had before, by the record, and those by which they name organisations.
    pub moved: Vec<Moved>,
    /// Old URLs and what they lead to, in the order of the files.
    pub redirects: Vec<Redirect>,
    /// Files that stand beside a document and are published with it.
    pub assets: Vec<Asset>,
    /// Files that are published as they are, from `static/`, by their paths under it.
    pub statics: Vec<String>,
    /// What is known of images among the files.
    pictures: Pictures,
    country_ids: Vec<Option<CountryId>>,
    organisations_by_id: HashMap<String, OrganisationId>,
    own_members: BTreeMap<Country, Vec<OrganisationId>>,
    author_names: authors::AuthorNames,
    files: files::FileMap,
    entities: HashMap<Arc<str>, Entity>,
    /// When each translation of a briefing was last changed, by its path.
    translated: HashMap<String, jiff::Timestamp>,
}

/// A briefing in its place.
#[derive(Debug)]
pub struct Published {
    /// The briefing, with the words that it had when the site was joined. A page asks `Edition::briefing` for it.
    pub briefing: Arc<Briefing>,
    /// Whether its page is in the language of this site. Else it stands in the language of its own, at the only address that
    /// it has, and lists lead there.
    pub is_here: bool,
    /// Why it is shown in this preview only; none for what is really published.
    pub preview: Option<HoldReason>,
    /// Its topics.
    pub topics: Vec<TopicId>,
    /// Its countries, as subjects.
    pub countries: Vec<CountryId>,
    /// The countries that it touches on.
    pub mentions: Vec<CountryId>,
    /// The organisations that it is about.
    pub organisations: Vec<OrganisationId>,
    /// For each taxonomy, its terms.
    pub terms: Vec<Vec<TermId>>,
    /// The series that it is part of.
    pub series: Option<SeriesId>,
    /// The briefings that it takes the place of.
    pub supersedes: Vec<BriefingId>,
    /// The newest briefing that takes its place.
    pub superseded_by: Option<BriefingId>,
    /// What git knows of it; none where the site keeps no record.
    pub record: Option<Arc<Record>>,
}

/// A page in its place.
#[derive(Debug)]
pub struct PublishedPage {
    /// The page.
    pub page: Arc<Page>,
    /// Whether it is in the language of this site, as of a briefing.
    pub is_here: bool,
    /// Why it is shown in this preview only.
    pub preview: Option<HoldReason>,
}

/// Briefings that tell one story in parts.
#[derive(Debug)]
pub struct Series {
    /// The last segment of its URL.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its parts, the first one first.
    pub parts: Vec<BriefingId>,
}

/// One year of the archive.
#[derive(Debug)]
pub struct Year {
    /// The year.
    pub year: i16,
    /// Its briefings.
    pub briefings: Vec<BriefingId>,
}

/// An old URL and what it leads to.
#[derive(Debug)]
pub struct Redirect {
    /// The old path, as written.
    pub from: String,
    /// What it leads to.
    pub to: Entity,
    /// The file that asks for it.
    pub file: Arc<str>,
    /// Its place among the aliases of that file, from 0.
    pub place: usize,
}

impl Site {
    /// Returns a briefing.
    pub fn briefing(&self, id: BriefingId) -> &Published {
        &self.briefings[id.index()]
    }

    /// Returns a country.
    pub fn country(&self, id: CountryId) -> &CountryEntry {
        &self.countries[id.index()]
    }

    /// Returns the id of a country, if it has a page.
    pub fn country_id(&self, country: Country) -> Option<CountryId> {
        self.country_ids.get(country.index()).copied().flatten()
    }

    /// Returns the ids of the countries that have a page, by name.
    pub fn country_ids(&self) -> impl ExactSizeIterator<Item = CountryId> + use<> {
        (0..self.countries.len()).map(CountryId::new)
    }

    /// Returns what the site calls a country, whether it has a page or not.
    pub fn label(&self, country: Country) -> &str {
        match self.country_id(country) {
            Some(id) => &self.country(id).label,
            None => countries::label(&self.config, country, None),
        }
    }

    /// Returns the order of names in the site's language.
    pub fn name_order(&self) -> NameOrder {
        NameOrder::of(&self.config.language)
    }

    /// Returns countries in the order of their names on this site.
    pub fn by_name(&self, countries: &[Country]) -> Vec<Country> {
        let order = self.name_order();
        let mut countries = countries.to_vec();
        countries.sort_by(|one, other| order.compare(self.label(*one), self.label(*other)));
        countries
    }

    /// Returns a relation.
    pub fn relation(&self, id: RelationId) -> &Relation {
        &self.relations[id.index()]
    }

    /// Returns what the site calls a country or an organisation in lists and lines.
    pub fn actor_name(&self, actor: Actor) -> &str {
        match actor.kind() {
            ActorKind::Country(id) => &self.country(id).label,
            ActorKind::Organisation(id) => self.organisation(id).called(),
        }
    }

    /// Returns the relation of two, if it has a page.
    pub fn relation_of(&self, one: Actor, other: Actor) -> Option<RelationId> {
        let key = (one.min(other), one.max(other));
        let found = self.relations.binary_search_by_key(&key, |relation| {
            let [one, other] = relation.actors;
            (one.min(other), one.max(other))
        });
        found.ok().map(RelationId::new)
    }

    /// Returns the ids of all relations.
    pub fn relation_ids(&self) -> impl ExactSizeIterator<Item = RelationId> + use<> {
        (0..self.relations.len()).map(RelationId::new)
    }

    /// Returns what a country and a topic share.
    pub fn intersection(&self, id: IntersectionId) -> &Intersection {
        &self.intersections[id.index()]
    }

    /// Returns what this country and this topic share, if anything.
    pub fn intersection_of(&self, country: CountryId, topic: TopicId) -> Option<IntersectionId> {
        let found =
            self.intersections.binary_search_by_key(&(country, topic), |own| (own.country, own.topic));
        found.ok().map(IntersectionId::new)
    }

    /// Returns the ids of all intersections.
    pub fn intersection_ids(&self) -> impl ExactSizeIterator<Item = IntersectionId> + use<> {
        (0..self.intersections.len()).map(IntersectionId::new)
    }

    /// Returns a region.
    pub fn region(&self, id: RegionId) -> &RegionEntry {
        &self.regions[id.index()]
    }

    /// Returns the region that a country stands under.
    pub fn region_of(&self, country: CountryId) -> Option<RegionId> {
        let region = self.country(country).country.region();
        self.regions.iter().position(|entry| entry.region == region).map(RegionId::new)
    }

    /// Returns the ids of all regions.
    pub fn region_ids(&self) -> impl ExactSizeIterator<Item = RegionId> + use<> {
        (0..self.regions.len()).map(RegionId::new)
    }

    /// Returns an event.
    pub fn event(&self, id: EventId) -> &EventEntry {
        &self.events[id.index()]
    }

    /// Returns the ids of the events at these places of the timeline, the latest first.
    pub fn events_at(&self, places: Range<usize>) -> Vec<EventId> {
        places.map(EventId::new).collect()
    }

    /// Returns a topic.
    pub fn topic(&self, id: TopicId) -> &TopicEntry {
        &self.topics[id.index()]
    }

    /// Returns the ids of the site's own pages, by URL.
    pub fn page_ids(&self) -> impl ExactSizeIterator<Item = PageId> + use<> {
        (0..self.pages.len()).map(PageId::new)
    }

    /// Returns a page.
    pub fn page(&self, id: PageId) -> &PublishedPage {
        &self.pages[id.index()]
    }

    /// Returns the ids of all topics, by title.
    pub fn topic_ids(&self) -> impl ExactSizeIterator<Item = TopicId> + use<> {
        (0..self.topics.len()).map(TopicId::new)
    }

    /// Returns whether a briefing has a DOI.
    pub fn has_dois(&self) -> bool {
        self.briefings.iter().any(|published| published.briefing.doi.is_some())
    }

    /// Returns a series.
    pub fn series(&self, id: SeriesId) -> &Series {
        &self.series[id.index()]
    }

    /// Returns the ids of all briefings, newest first.
    pub fn briefing_ids(&self) -> impl ExactSizeIterator<Item = BriefingId> + DoubleEndedIterator + use<> {
        (0..self.briefings.len()).map(BriefingId::new)
    }

    /// Returns the ids of the briefings at these places of the archive, newest first.
    pub fn newest(&self, places: Range<usize>) -> Vec<BriefingId> {
        places.map(BriefingId::new).collect()
    }

    /// Returns the briefing before (older) and after (newer) this one in the archive.
    pub fn neighbours(&self, id: BriefingId) -> (Option<BriefingId>, Option<BriefingId>) {
        let older = (id.index() + 1 < self.briefings.len()).then(|| BriefingId::new(id.index() + 1));
        let newer = id.index().checked_sub(1).map(BriefingId::new);
        (older, newer)
    }
}
