//! The site: one immutable model of everything that is published, joined and sorted once.
//!
//! What the gate held back never comes here, so nothing that is made from a `Site` can hold a trace
//! of it. Lists are of small ids, newest first; a briefing's id is its place in the whole archive, so
//! sorting ids sorts briefings.

mod files;
mod ids;
mod join;
mod related;
mod terms;
mod topics;

pub use files::{Asset, FileGoal};
pub use ids::{BriefingId, CountryId, PageId, SeriesId, TopicId};
pub use join::{Absence, Documents, Joined, join};
pub use terms::{Taxonomy, Term};
pub use topics::{TopicEntry, Vocabulary};

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::config::{Config, CountryConfig};
use crate::content::{Body, Briefing, CountryProfile, Held, Page, Target};
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
    /// The topics that have a page, by title.
    pub topics: Vec<TopicEntry>,
    /// The declared taxonomies, in the order of `site.yaml`.
    pub taxonomies: Vec<Taxonomy>,
    /// The series, by slug.
    pub series: Vec<Series>,
    /// The years of the archive, newest first.
    pub years: Vec<Year>,
    /// Old URLs and what they lead to, in the order of the files.
    pub redirects: Vec<Redirect>,
    /// Files that stand beside a document and are published with it.
    pub assets: Vec<Asset>,
    /// Files that are published as they are, from `static/`, by their paths under it.
    pub statics: Vec<String>,
    country_ids: Vec<Option<CountryId>>,
    files: files::FileMap,
    entities: HashMap<Arc<str>, Entity>,
}

/// A briefing in its place.
#[derive(Debug)]
pub struct Published {
    /// The briefing.
    pub briefing: Arc<Briefing>,
    /// Why it is shown in this preview only; none for what is really published.
    pub preview: Option<Held>,
    /// Its topics.
    pub topics: Vec<TopicId>,
    /// Its countries, as subjects.
    pub countries: Vec<CountryId>,
    /// The countries that it touches on.
    pub mentions: Vec<CountryId>,
    /// For each taxonomy, its terms, as places in that taxonomy's list.
    pub terms: Vec<Vec<usize>>,
    /// The series that it is part of.
    pub series: Option<SeriesId>,
    /// The briefings that it takes the place of.
    pub supersedes: Vec<BriefingId>,
    /// The newest briefing that takes its place.
    pub superseded_by: Option<BriefingId>,
}

/// A page in its place.
#[derive(Debug)]
pub struct PublishedPage {
    /// The page.
    pub page: Arc<Page>,
    /// Why it is shown in this preview only.
    pub preview: Option<Held>,
}

/// A country with all that is published about it.
#[derive(Debug)]
pub struct CountryEntry {
    /// The country.
    pub country: Country,
    /// What the site calls it.
    pub label: String,
    /// What else the site says of it.
    pub said: CountryConfig,
    /// Its profile.
    pub profile: Option<Arc<CountryProfile>>,
    /// Briefings to begin with.
    pub pinned: Vec<BriefingId>,
    /// The briefings that it is a subject of.
    pub briefings: Vec<BriefingId>,
    /// The briefings that touch on it, or have an event there.
    pub mentions: Vec<BriefingId>,
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

/// Something that has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entity {
    /// The home page.
    Home,
    /// A page.
    Page(PageId),
    /// A briefing.
    Briefing(BriefingId),
    /// A country.
    Country(CountryId),
    /// A topic.
    Topic(TopicId),
}

/// What a link inside the site leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal<'a> {
    /// A page of the site.
    Entity(Entity),
    /// A file that is published beside a page: the page, and the file's path under it.
    Beside(Entity, &'a str),
    /// A path of the published site.
    Path(&'a str),
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

    /// Returns a topic.
    pub fn topic(&self, id: TopicId) -> &TopicEntry {
        &self.topics[id.index()]
    }

    /// Returns a page.
    pub fn page(&self, id: PageId) -> &PublishedPage {
        &self.pages[id.index()]
    }

    /// Returns a series.
    pub fn series(&self, id: SeriesId) -> &Series {
        &self.series[id.index()]
    }

    /// Returns the ids of all briefings, newest first.
    pub fn briefing_ids(&self) -> impl ExactSizeIterator<Item = BriefingId> + use<> {
        (0..self.briefings.len()).map(BriefingId::new)
    }

    /// Returns the ids of the briefings at these places of the archive, newest first.
    pub fn newest(&self, places: Range<usize>) -> Vec<BriefingId> {
        places.map(BriefingId::new).collect()
    }

    /// Returns what the document at this path became, if it is published.
    pub fn entity_of(&self, path: &str) -> Option<Entity> {
        self.entities.get(path).copied()
    }

    /// Returns what a link in the text of `from` leads to; none where that is not published.
    pub fn goal<'a>(&'a self, from: Entity, target: &'a Target) -> Option<Goal<'a>> {
        match target {
            Target::Path { path, .. } => Some(Goal::Path(path)),
            Target::File { path, .. } => match self.entity_of(path) {
                Some(entity) => Some(Goal::Entity(entity)),
                None => self.file_goal(from, path),
            },
        }
    }

    /// Returns where a file is published that the document `from` uses.
    pub fn file_goal<'a>(&'a self, from: Entity, path: &'a str) -> Option<Goal<'a>> {
        match self.files.find(from, path)? {
            FileGoal::Static(path) => Some(Goal::Path(path)),
            FileGoal::Asset(index) => {
                let asset = &self.assets[index];
                Some(Goal::Beside(asset.owner, &asset.name))
            }
        }
    }

    /// Returns the files, other than documents, that are beside documents or under `static/`.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.exists(path)
    }

    /// Returns the paths of all files that a link can lead to, documents and others.
    pub fn all_files(&self) -> impl Iterator<Item = &str> {
        let documents = self.entities().filter_map(|entity| self.file_of(entity)).map(|file| &**file);
        documents.chain(self.files.paths())
    }

    /// Returns the text of an entity, where it has one.
    pub fn body(&self, entity: Entity) -> Option<&Body> {
        match entity {
            Entity::Home => self.home.as_ref().map(|page| &page.body),
            Entity::Page(id) => Some(&self.page(id).page.body),
            Entity::Briefing(id) => Some(&self.briefing(id).briefing.body),
            Entity::Country(id) => self.country(id).profile.as_ref().map(|profile| &profile.body),
            Entity::Topic(id) => self.topic(id).topic.as_ref().map(|topic| &topic.body),
        }
    }

    /// Returns the file of an entity, where it has one.
    pub fn file_of(&self, entity: Entity) -> Option<&Arc<str>> {
        match entity {
            Entity::Home => self.home.as_ref().map(|page| &page.path),
            Entity::Page(id) => Some(&self.page(id).page.path),
            Entity::Briefing(id) => Some(&self.briefing(id).briefing.path),
            Entity::Country(id) => self.country(id).profile.as_ref().map(|profile| &profile.path),
            Entity::Topic(id) => self.topic(id).topic.as_ref().map(|topic| &topic.path),
        }
    }

    /// Returns all entities, each once.
    pub fn entities(&self) -> impl Iterator<Item = Entity> + '_ {
        std::iter::once(Entity::Home)
            .chain((0..self.pages.len()).map(|index| Entity::Page(PageId::new(index))))
            .chain(self.briefing_ids().map(Entity::Briefing))
            .chain((0..self.countries.len()).map(|index| Entity::Country(CountryId::new(index))))
            .chain((0..self.topics.len()).map(|index| Entity::Topic(TopicId::new(index))))
    }

    /// Returns the briefing before (older) and after (newer) this one in the archive.
    pub fn neighbours(&self, id: BriefingId) -> (Option<BriefingId>, Option<BriefingId>) {
        let older = (id.index() + 1 < self.briefings.len()).then(|| BriefingId::new(id.index() + 1));
        let newer = id.index().checked_sub(1).map(BriefingId::new);
        (older, newer)
    }
}
