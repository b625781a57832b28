//! The plan: which routes a site has, each at one path.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::clash::{Clash, clashes};
use super::{
    ApiFile, CardOf, ChangesOf, CitationFormat, DataShape, FeedFormat, FeedOf, PAGE_SIZE, Route, SITEMAP_SIZE,
};
use crate::site::{CountryEntry, CountryId, Entity, Site};
use crate::theme::Theme;

/// A route at its path.
#[derive(Clone, Copy, Debug)]
pub struct Planned<'a> {
    /// The path from the site's root, not percent-encoded.
    pub path: &'a str,
    /// The route.
    pub route: Route,
}

/// All routes of a site, each at one path.
///
/// The paths stand in one text: a preview plans tens of thousands of routes for every edit, and asking
/// for memory for each of them would take longer than all else.
#[derive(Debug, Default)]
pub struct Plan {
    paths: String,
    places: Vec<Place>,
    by_path: HashTable<usize>,
    hasher: DefaultHashBuilder,
}

/// A route, and where its path stands.
#[derive(Clone, Debug)]
struct Place {
    path: Range<usize>,
    route: Route,
}

impl Plan {
    /// Plans the routes of a site.
    ///
    /// `held_back` are the paths of documents that are not on the site, with their files: a clash
    /// with one of them would show only on the day when it is published.
    pub fn new(site: &Site, theme: &Theme, held_back: &[(String, String)]) -> (Self, Vec<Clash>) {
        let routes = all_routes(site, theme);
        let mut plan = Self {
            by_path: HashTable::with_capacity(routes.len()),
            places: Vec::with_capacity(routes.len()),
            ..Self::default()
        };
        let mut doubled = Vec::new();
        for route in routes {
            let start = plan.paths.len();
            route.write_path(site, theme, &mut plan.paths);
            doubled.extend(plan.place(Place { path: start..plan.paths.len(), route }));
        }
        let doubled: Vec<Planned> = doubled.iter().map(|place| plan.planned(place)).collect();
        let problems = clashes(site, &plan, &doubled, held_back);
        // Nobody asked for these by name, so they stand back where their place is taken.
        for moved in 0..site.moved.len() {
            let start = plan.paths.len();
            let route = Route::Moved { moved };
            route.write_path(site, theme, &mut plan.paths);
            plan.place(Place { path: start..plan.paths.len(), route });
        }
        (plan, problems)
    }

    /// Puts a route at its path, or returns it if something is there already.
    fn place(&mut self, place: Place) -> Option<Place> {
        let Self { paths, places, by_path, hasher } = self;
        let path = &paths[place.path.clone()];
        let at = |index: usize| &paths[places[index].path.clone()];
        let entry = by_path.entry(
            hasher.hash_one(path),
            |index| at(*index) == path,
            |index| hasher.hash_one(at(*index)),
        );
        match entry {
            Entry::Occupied(_) => Some(place),
            Entry::Vacant(free) => {
                free.insert(places.len());
                places.push(place);
                None
            }
        }
    }

    fn planned(&self, place: &Place) -> Planned<'_> {
        Planned { path: &self.paths[place.path.clone()], route: place.route }
    }

    /// Returns the routes.
    pub fn routes(&self) -> impl ExactSizeIterator<Item = Planned<'_>> + Clone {
        self.places.iter().map(|place| self.planned(place))
    }

    /// Returns the route at a path.
    pub fn at(&self, path: &str) -> Option<Route> {
        self.planned_at(path).map(|planned| planned.route)
    }

    pub(super) fn planned_at(&self, path: &str) -> Option<Planned<'_>> {
        let is_it = |index: &usize| self.planned(&self.places[*index]).path == path;
        let found = self.by_path.find(self.hasher.hash_one(path), is_it)?;
        Some(self.planned(&self.places[*found]))
    }

    /// Returns the pages of `site` that search engines should know, in the order of the plan.
    pub fn indexed<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = Planned<'a>> {
        self.routes().filter(|planned| planned.route.is_indexed(site))
    }
}

/// Returns how many pages a list of this length takes; an empty list has one page too.
pub fn pages_of(length: usize) -> usize {
    length.div_ceil(PAGE_SIZE).max(1)
}

/// Returns how many pages a country takes: its two lists are turned together.
pub fn pages_of_country(entry: &CountryEntry) -> usize {
    pages_of(entry.briefings.len().max(entry.mentions.len()))
}

fn all_routes(site: &Site, theme: &Theme) -> Vec<Route> {
    let mut routes = vec![Route::Home];
    routes.extend(site.entities().filter_map(|entity| match entity {
        Entity::Page(_) | Entity::Briefing(_) => Some(Route::of(entity)),
        Entity::Home | Entity::Country(_) | Entity::Topic(_) => None,
    }));
    routes.extend((1..=pages_of(site.briefings.len())).map(|page| Route::Archive { page }));
    for (year, entry) in site.years.iter().enumerate() {
        routes.extend((1..=pages_of(entry.briefings.len())).map(|page| Route::Year { year, page }));
    }
    feeds(site, FeedOf::Site, site.briefings.len(), &mut routes);
    routes.push(Route::Countries);
    for (country, entry) in countries(site) {
        routes.extend((1..=pages_of_country(entry)).map(|page| Route::Country { country, page }));
        feeds(site, FeedOf::Country(country), entry.briefings.len(), &mut routes);
    }
    routes.extend(world_routes(site));
    routes.push(Route::Topics);
    for entity in site.entities() {
        let Entity::Topic(topic) = entity else { continue };
        let length = site.topic(topic).briefings.len();
        routes.extend((1..=pages_of(length)).map(|page| Route::Topic { topic, page }));
        feeds(site, FeedOf::Topic(topic), length, &mut routes);
    }
    for (taxonomy, entry) in site.taxonomies.iter().enumerate() {
        routes.push(Route::Taxonomy { taxonomy });
        for (term, entry) in entry.terms.iter().enumerate() {
            routes.extend((1..=pages_of(entry.briefings.len())).map(|page| Route::Term {
                taxonomy,
                term,
                page,
            }));
        }
    }
    routes.push(Route::AllSeries);
    routes.extend(site.series_ids().map(Route::Series));
    if site.config.outputs.record {
        record_routes(site, &mut routes);
    }
    data_routes(site, &mut routes);
    let pages = routes.iter().filter(|route| route.is_indexed(site)).count();
    routes.push(Route::Sitemap);
    if pages > SITEMAP_SIZE {
        routes.extend((1..=pages.div_ceil(SITEMAP_SIZE)).map(|part| Route::SitemapPart { part }));
    }
    routes.extend([Route::Robots, Route::NotFound, Route::NoJekyll]);
    routes.extend((0..site.redirects.len()).map(|redirect| Route::Redirect { redirect }));
    routes.extend((0..site.assets.len()).map(|asset| Route::Asset { asset }));
    for asset in 0..site.assets.len() {
        routes.extend(site.smaller_widths(asset).map(|width| Route::Smaller { asset, width }));
    }
    routes.extend((0..site.statics.len()).map(|file| Route::Static { file }));
    routes.extend((0..theme.assets.len()).map(|file| Route::Theme { file }));
    let own_robots = |name: &str| site.statics.iter().any(|file| file == name);
    // A site's own files take the place of those that are made without its asking.
    routes.retain(|route| match route {
        Route::Robots => !own_robots("robots.txt"),
        Route::NoJekyll => !own_robots(".nojekyll"),
        _ => true,
    });
    routes
}

/// Adds the routes of what briefings were before, and of what changed.
fn record_routes(site: &Site, routes: &mut Vec<Route>) {
    for briefing in site.briefing_ids() {
        let versions = site.briefing(briefing).versions().len();
        if versions > 0 {
            routes.push(Route::History(briefing));
            routes.extend((1..=versions).map(|version| Route::Version { briefing, version }));
        }
    }
    let countries = site.country_ids().map(ChangesOf::Country);
    let topics = site.entities().filter_map(|entity| match entity {
        Entity::Topic(topic) => Some(ChangesOf::Topic(topic)),
        _ => None,
    });
    for of in std::iter::once(ChangesOf::Site).chain(countries).chain(topics) {
        let length = of.changes(site).len();
        // What never changes has no page of changes; that of the site itself is always there.
        if length > 0 || of == ChangesOf::Site {
            routes.extend((1..=pages_of(length)).map(|page| Route::Changes { of, page }));
            feeds(site, FeedOf::Changes(of), length, routes);
        }
    }
}

/// Adds the routes of what other programs read.
fn data_routes(site: &Site, routes: &mut Vec<Route>) {
    let outputs = &site.config.outputs;
    if outputs.data {
        routes.extend(site.briefing_ids().map(Route::Data));
        routes.push(Route::Api(ApiFile::Schema(DataShape::Briefing)));
    }
    if outputs.citations {
        for briefing in site.briefing_ids() {
            let record = if outputs.record { site.briefing(briefing).versions() } else { &[] };
            // The newest version is cited as the briefing.
            let older = record.split_last().map(|(_, older)| older).unwrap_or_default();
            let readable = older.iter().enumerate().filter(|(_, version)| version.briefing.is_some());
            for version in std::iter::once(None).chain(readable.map(|(place, _)| Some(place + 1))) {
                routes.extend(CitationFormat::ALL.map(|format| Route::Citation {
                    briefing,
                    version,
                    format,
                }));
            }
        }
    }
    if outputs.catalogue {
        routes.extend(ApiFile::CATALOGUE.map(Route::Api));
    }
    if outputs.cards && cfg!(feature = "cards") {
        routes.extend(cards(site).map(Route::Card));
    }
}

/// Returns the social cards of the site, and of each thing with a page that `outputs:` leaves in.
fn cards(site: &Site) -> impl Iterator<Item = CardOf> + '_ {
    let topics = site.entities().filter_map(|entity| match entity {
        Entity::Topic(topic) => Some(CardOf::Topic(topic)),
        _ => None,
    });
    let relations = site.relation_ids().filter(|_| site.config.outputs.relations);
    std::iter::once(CardOf::Site)
        .chain(site.country_ids().map(CardOf::Country))
        .chain(topics)
        .chain(relations.map(CardOf::Relation))
}

/// Returns the routes of what countries share: with topics, with each other, in space and in time.
fn world_routes(site: &Site) -> Vec<Route> {
    let outputs = &site.config.outputs;
    let mut routes = Vec::new();
    if outputs.intersections {
        for intersection in site.intersection_ids() {
            let length = site.intersection(intersection).briefings.len();
            routes.extend((1..=pages_of(length)).map(|page| Route::Intersection { intersection, page }));
        }
    }
    if outputs.relations {
        routes.extend((1..=pages_of(site.relations.len())).map(|page| Route::Relations { page }));
        for relation in site.relation_ids() {
            let length = site.relation(relation).briefings.len();
            routes.extend((1..=pages_of(length)).map(|page| Route::Relation { relation, page }));
            feeds(site, FeedOf::Relation(relation), length, &mut routes);
        }
    }
    if outputs.regions {
        routes.push(Route::Regions);
        routes.extend(site.region_ids().map(Route::Region));
    }
    if outputs.timeline {
        routes.extend((1..=pages_of(site.events.len())).map(|page| Route::Timeline { page }));
        for (year, entry) in site.event_years.iter().enumerate() {
            let pages = 1..=pages_of(entry.places.len());
            routes.extend(pages.map(|page| Route::TimelineYear { year, page }));
        }
        for (country, entry) in countries(site).filter(|(_, entry)| !entry.events.is_empty()) {
            let pages = 1..=pages_of(entry.events.len());
            routes.extend(pages.map(|page| Route::TimelineCountry { country, page }));
        }
    }
    routes
}

fn countries(site: &Site) -> impl Iterator<Item = (CountryId, &CountryEntry)> {
    site.country_ids().map(|id| (id, site.country(id)))
}

/// A list without briefings has no feed; the site itself always has one.
fn feeds(site: &Site, of: FeedOf, length: usize, routes: &mut Vec<Route>) {
    if length == 0 && of != FeedOf::Site {
        return;
    }
    routes.push(Route::Feed { of, format: FeedFormat::Atom });
    if site.config.outputs.json_feeds {
        routes.push(Route::Feed { of, format: FeedFormat::Json });
    }
}

impl Site {
    /// Returns the ids of all series.
    fn series_ids(&self) -> impl Iterator<Item = crate::site::SeriesId> + '_ {
        self.series.iter().filter_map(|series| self.briefing(*series.parts.first()?).series)
    }
}
