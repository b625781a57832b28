//! The plan: which routes a site has, each at one path.

use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::Arc;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

use super::{
    ApiFile, CardOf, ChangesOf, CitationFormat, Cited, DataShape, FeedFormat, FeedOf, FileRoute, FormRoute,
    PageNumber, PageRoute, Route, SearchFile, SearchShards, Subject, file_of_path, has_search,
};
use crate::site::{BriefingId, CountryEntry, CountryId, Entity, Site};
use crate::theme::{SEARCH_SCRIPT, Theme, ThemeAssetId};

/// How many URLs one sitemap may hold, by the protocol of sitemaps.org.
pub const SITEMAP_SIZE: usize = 50_000;

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
    /// In a further language, the plan of the site in its own.
    own_language: Option<Arc<Plan>>,
    hasher: DefaultHashBuilder,
}

/// A route, and where its path stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    path: Range<usize>,
    route: Route,
}

impl Plan {
    /// Plans the routes of a site but for those that stand back. Returns the ones whose path was taken already, too.
    pub(super) fn new(site: &Site, theme: &Theme) -> (Self, Vec<Place>) {
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
        (plan, doubled)
    }

    /// Adds the routes that nobody asked for by name, and that stand back where their place is taken.
    pub(super) fn add_moved(&mut self, site: &Site, theme: &Theme) {
        for moved in site.moved_ids() {
            let start = self.paths.len();
            let route = Route::File(FileRoute::Moved(moved));
            route.write_path(site, theme, &mut self.paths);
            self.place(Place { path: start..self.paths.len(), route });
        }
    }

    /// Puts a route at its path, or returns it if something is there already.
    fn place(&mut self, place: Place) -> Option<Place> {
        let Self { paths, places, by_path, hasher, .. } = self;
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

    pub(super) fn planned(&self, place: &Place) -> Planned<'_> {
        Planned { path: &self.paths[place.path.clone()], route: place.route }
    }

    /// Returns the routes.
    pub fn routes(&self) -> impl ExactSizeIterator<Item = Planned<'_>> + Clone {
        self.places.iter().map(|place| self.planned(place))
    }

    /// Returns the plan of a further language, beside that of the site in its own.
    #[must_use]
    pub fn beside(self, own_language: Option<Arc<Self>>) -> Self {
        Self { own_language, ..self }
    }

    /// Returns the path that one means which is written from the root of `site`: in the language of the site if it is there,
    /// else in that of the originals.
    pub fn meant(&self, site: &Site, path: &str) -> Option<String> {
        let here = format!("{}{path}", site.config.prefix);
        if self.at(&here).is_some() {
            return Some(here);
        }
        let is_there =
            self.at(path).is_some() || self.own_language.as_ref().is_some_and(|plan| plan.at(path).is_some());
        is_there.then(|| path.to_owned())
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

    /// Returns the pages of `site` that the sitemap has, in the order of the plan.
    pub fn in_sitemap(&self, site: &Site) -> impl Iterator<Item = PageRoute> {
        self.routes().filter_map(|planned| page_in_sitemap(site, planned.route))
    }
}

/// Returns the page that a route is, if the sitemap has it.
fn page_in_sitemap(site: &Site, route: Route) -> Option<PageRoute> {
    match route {
        Route::Page(page) => page.facts(site).in_sitemap.then_some(page),
        Route::File(_) => None,
    }
}

/// Returns the routes of a site in one of its languages. What is in another language has its address there, and what a
/// site has once is with the site in its own language.
fn all_routes(site: &Site, theme: &Theme) -> Vec<Route> {
    let mut routes = in_all_languages(site, theme);
    if !site.config.prefix.is_empty() {
        routes.retain(|route| match route {
            Route::Page(page) => page.is_here(site),
            Route::File(file) => !file.is_shared() && file.is_here(site),
        });
    }
    routes
}

fn in_all_languages(site: &Site, theme: &Theme) -> Vec<Route> {
    let mut routes = Routes(vec![PageRoute::Home.into()]);
    routes.extend(site.entities().filter_map(|entity| match entity {
        Entity::Page(_) | Entity::Briefing(_) => Some(PageRoute::of(entity)),
        Entity::Home
        | Entity::Country(_)
        | Entity::Topic(_)
        | Entity::Organisation(_)
        | Entity::Author(_) => None,
    }));
    routes.list(site.briefings.len(), |page| PageRoute::Archive { page });
    for year in site.year_ids() {
        routes.list(site.year(year).briefings.len(), |page| PageRoute::Year { year, page });
    }
    routes.feeds(site, FeedOf::Site, site.briefings.len());
    if !site.config.prefix.is_empty() {
        routes.extend(site.briefing_ids().map(PageRoute::Parallel));
    }
    routes.push(PageRoute::Countries);
    for (country, entry) in countries(site) {
        routes.list(entry.longest_list(), |page| PageRoute::Country { country, page });
        routes.feeds(site, FeedOf::Country(country), entry.briefings.len());
    }
    add_shared(site, &mut routes);
    routes.push(PageRoute::Topics);
    for topic in site.topic_ids() {
        let length = site.topic(topic).briefings.len();
        routes.list(length, |page| PageRoute::Topic { topic, page });
        routes.feeds(site, FeedOf::Topic(topic), length);
    }
    for organisation in site.organisation_ids() {
        let length = site.organisation(organisation).briefings.len();
        routes.list(length, |page| PageRoute::Organisation { organisation, page });
        routes.feeds(site, FeedOf::Organisation(organisation), length);
    }
    for taxonomy in site.taxonomy_ids() {
        routes.push(PageRoute::Taxonomy(taxonomy));
        let entry = site.taxonomy(taxonomy);
        for term in entry.term_ids() {
            let length = entry.term(term).briefings.len();
            routes.list(length, |page| PageRoute::Term { taxonomy, term, page });
        }
    }
    if has_watch(site) {
        add_watch(site, &mut routes);
    }
    if has_judgements(site) {
        add_judgements(site, &mut routes);
    }
    if has_sources(site) {
        let length = site.sources.entries.len();
        add_further_pages(site, &mut routes, length, |page| PageRoute::Sources { page });
    }
    if site.config.outputs.authors {
        add_authors(site, &mut routes);
    }
    routes.push(PageRoute::AllSeries);
    routes.extend(site.series_ids().map(PageRoute::Series));
    if has_search(site) {
        routes.push(PageRoute::Search);
        routes.push(FileRoute::Search(SearchFile::Index));
        routes.extend(SearchShards::of(site).files().map(FileRoute::Search));
    }
    if site.config.outputs.record {
        add_record(site, &mut routes);
    }
    add_data(site, &mut routes);
    let indexes: Vec<PageRoute> = indexes_that_give_way(site).collect();
    let pages = routes.0.iter().filter(|route| page_in_sitemap(site, **route).is_some()).count();
    let pages = pages + indexes.len();
    routes.push(FileRoute::Sitemap);
    if pages > SITEMAP_SIZE {
        routes.extend((1..=pages.div_ceil(SITEMAP_SIZE)).map(|part| FileRoute::SitemapPart { part }));
    }
    // A site's own files take the place of those that are made without its asking.
    let has_own = |name: &str| site.statics.iter().any(|file| file == name);
    if !has_own("robots.txt") {
        routes.push(FileRoute::Robots);
    }
    routes.push(FileRoute::NotFound);
    if !has_own(".nojekyll") {
        routes.push(FileRoute::NoJekyll);
    }
    routes.extend(site.redirect_ids().map(FileRoute::Redirect));
    routes.extend(site.asset_ids().map(FileRoute::Asset));
    for asset in site.asset_ids() {
        routes.extend(site.smaller_widths(asset).map(|width| FileRoute::Smaller { asset, width }));
    }
    routes.extend(site.static_ids().map(FileRoute::Static));
    let is_wanted = |id: &ThemeAssetId| theme.asset(*id).name != SEARCH_SCRIPT || has_search(site);
    routes.extend(theme.asset_ids().filter(is_wanted).map(FileRoute::Theme));
    // Whatever is there already keeps its place.
    routes.extend(indexes);
    routes.0
}

/// Returns the indexes that come by themselves, and give way to whatever the site itself has at their addresses.
fn indexes_that_give_way(site: &Site) -> impl Iterator<Item = PageRoute> {
    let authors = site.config.outputs.authors && !site.authors.is_empty();
    let indexes = [
        (!site.organisations.is_empty(), PageRoute::Organisations),
        (authors, PageRoute::Authors),
        (has_watch(site), PageRoute::Watch),
        (has_judgements(site), PageRoute::judgements()),
        (has_sources(site), PageRoute::sources()),
    ];
    let wanted = indexes.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, index)| index);
    wanted.filter(|index| !site.statics.contains(&file_of_path(index.path(site).as_str())))
}

/// The routes of a plan, in its order.
struct Routes(Vec<Route>);

impl Routes {
    fn push(&mut self, route: impl Into<Route>) {
        self.0.push(route.into());
    }

    fn extend<R: Into<Route>>(&mut self, routes: impl IntoIterator<Item = R>) {
        self.0.extend(routes.into_iter().map(Into::into));
    }

    /// Adds the pages of a list of this length.
    fn list(&mut self, length: usize, route: impl Fn(PageNumber) -> PageRoute) {
        self.extend(PageNumber::all_of(length).map(route));
    }

    /// Adds the files that cite something.
    fn citations(&mut self, of: Cited) {
        self.extend(CitationFormat::ALL.map(|format| FileRoute::Citation { of, format }));
    }

    /// Adds the feeds of a list of this length. One without briefings has no feed; the site itself always has one.
    fn feeds(&mut self, site: &Site, of: FeedOf, length: usize) {
        if length == 0 && of != FeedOf::Site {
            return;
        }
        self.push(FileRoute::Feed { of, format: FeedFormat::Atom });
        if site.config.outputs.json_feeds {
            self.push(FileRoute::Feed { of, format: FeedFormat::Json });
        }
    }
}

/// Adds the routes of authors.
fn add_authors(site: &Site, routes: &mut Routes) {
    for author in site.author_ids() {
        let length = site.author(author).briefings.len();
        routes.list(length, |page| PageRoute::Author { author, page });
        routes.feeds(site, FeedOf::Author(author), length);
    }
}

/// Adds the routes of what briefings were before, and of what changed.
fn add_record(site: &Site, routes: &mut Routes) {
    for briefing in site.briefing_ids() {
        let published = site.briefing(briefing);
        if !published.versions().is_empty() {
            routes.push(PageRoute::History(briefing));
        }
        if site.config.outputs.timemaps && published.shown_versions().next().is_some() {
            routes.push(FileRoute::TimeMap(briefing));
        }
        // A gap has no page.
        routes.extend(published.shown_versions().map(|version| PageRoute::Version { briefing, version }));
    }
    let countries = site.country_ids().map(ChangesOf::Country);
    let topics = site.topic_ids().map(ChangesOf::Topic);
    let organisations = site.organisation_ids().map(ChangesOf::Organisation);
    for of in std::iter::once(ChangesOf::Site).chain(countries).chain(topics).chain(organisations) {
        let length = of.changes(site).len();
        // What never changes has no page of changes; that of the site itself is always there.
        if length > 0 || of == ChangesOf::Site {
            routes.list(length, |page| PageRoute::Changes { of, page });
            routes.feeds(site, FeedOf::Changes(of), length);
        }
    }
}

/// Returns whether a site shows how things go in countries.
fn has_watch(site: &Site) -> bool {
    site.config.outputs.watch && !site.watch.is_empty()
}

/// Adds the routes of how things go in countries.
fn add_watch(site: &Site, routes: &mut Routes) {
    let outputs = &site.config.outputs;
    routes.feeds(site, FeedOf::Watch, site.watch.months.len());
    routes.push(FileRoute::WatchCsv(None));
    for month in site.watch_month_ids() {
        routes.push(PageRoute::WatchMonth(month));
        routes.push(FileRoute::WatchCsv(Some(month)));
        if outputs.citations {
            routes.citations(Cited::Watch(month));
        }
    }
    if outputs.catalogue {
        routes.extend(ApiFile::WATCH.map(FileRoute::Api));
    }
}

/// Returns whether a site shows what its briefings expected.
fn has_judgements(site: &Site) -> bool {
    site.config.outputs.judgements && !site.judgements.is_empty()
}

/// Adds the files of what briefings expected, and the pages of the list after the first.
fn add_judgements(site: &Site, routes: &mut Routes) {
    routes.push(FileRoute::JudgementsCsv);
    if site.config.outputs.catalogue {
        routes.extend(ApiFile::JUDGEMENTS.map(FileRoute::Api));
    }
    add_further_pages(site, routes, site.judgements.entries.len(), |page| PageRoute::Judgements { page });
}

/// Returns whether a site shows its sources.
fn has_sources(site: &Site) -> bool {
    site.config.outputs.sources && !site.sources.entries.is_empty()
}

/// Adds the pages after the first of a list whose first page gives way to whatever the site has at its address. Then there
/// are no others.
fn add_further_pages(
    site: &Site,
    routes: &mut Routes,
    length: usize,
    route: impl Fn(PageNumber) -> PageRoute,
) {
    let first = route(PageNumber::FIRST).path(site);
    let has_own = site.page_ids().any(|id| PageRoute::Own(id).path(site).as_str() == first.as_str());
    if !has_own && !site.statics.contains(&file_of_path(first.as_str())) {
        routes.extend(PageNumber::all_of(length).skip(1).map(route));
    }
}

/// Adds the routes of what other programs read.
fn add_data(site: &Site, routes: &mut Routes) {
    let outputs = &site.config.outputs;
    if outputs.data {
        routes.extend(site.briefing_ids().map(FileRoute::Data));
        routes.push(FileRoute::Api(ApiFile::Schema(DataShape::Briefing)));
    }
    if outputs.citations {
        for briefing in site.briefing_ids() {
            let published = site.briefing(briefing);
            // The newest version is cited as the briefing.
            let newest = published.versions().len();
            let older = published.shown_versions().filter(|version| outputs.record && *version < newest);
            let older = older.map(|version| Cited::Version(briefing, version));
            for of in std::iter::once(Cited::Briefing(briefing)).chain(older) {
                routes.citations(of);
            }
        }
    }
    add_forms(site, routes);
    if outputs.catalogue {
        routes.extend(ApiFile::CATALOGUE.map(FileRoute::Api));
        if !site.organisations.is_empty() {
            routes.extend(ApiFile::ORGANISATIONS.map(FileRoute::Api));
        }
    }
    if outputs.cards && cfg!(feature = "cards") {
        routes.extend(cards(site).map(FileRoute::Card));
    }
}

/// Adds the routes of texts in other forms than pages.
fn add_forms(site: &Site, routes: &mut Routes) {
    let outputs = &site.config.outputs;
    if outputs.word {
        routes.extend(site.briefing_ids().map(FormRoute::Word));
    }
    if outputs.markdown {
        routes.extend(site.briefing_ids().map(FormRoute::Markdown));
    }
    if outputs.epub {
        let series = site.series_ids().map(Subject::Series);
        let countries = site.country_ids().map(Subject::Country);
        let topics = site.topic_ids().map(Subject::Topic);
        let organisations = site.organisation_ids().map(Subject::Organisation);
        let subjects = series.chain(countries).chain(topics).chain(organisations);
        // In a further language, a book has what is translated.
        let has_text = |id: &BriefingId| site.briefing(*id).is_here;
        let subjects = subjects.filter(|subject| subject.briefings(site).iter().any(has_text));
        routes.extend(subjects.map(FormRoute::Book));
    }
}

/// Returns the social cards of the site, and of each thing with a page that `outputs:` leaves in.
fn cards(site: &Site) -> impl Iterator<Item = CardOf> + '_ {
    let relations = site.relation_ids().filter(|_| site.config.outputs.relations);
    std::iter::once(CardOf::Site)
        .chain(site.country_ids().map(CardOf::Country))
        .chain(site.topic_ids().map(CardOf::Topic))
        .chain(site.organisation_ids().map(CardOf::Organisation))
        .chain(relations.map(CardOf::Relation))
}

/// Adds the routes of what countries share: with topics, with each other, in space and in time.
fn add_shared(site: &Site, routes: &mut Routes) {
    let outputs = &site.config.outputs;
    if outputs.intersections {
        for intersection in site.intersection_ids() {
            let length = site.intersection(intersection).briefings.len();
            routes.list(length, |page| PageRoute::Intersection { intersection, page });
        }
    }
    if outputs.relations {
        routes.list(site.relations.len(), |page| PageRoute::Relations { page });
        for relation in site.relation_ids() {
            let length = site.relation(relation).briefings.len();
            routes.list(length, |page| PageRoute::Relation { relation, page });
            routes.feeds(site, FeedOf::Relation(relation), length);
        }
    }
    if outputs.regions {
        routes.push(PageRoute::Regions);
        routes.extend(site.region_ids().map(PageRoute::Region));
    }
    if outputs.timeline {
        routes.list(site.events.len(), |page| PageRoute::Timeline { page });
        for year in site.event_year_ids() {
            let length = site.event_year(year).places.len();
            routes.list(length, |page| PageRoute::TimelineYear { year, page });
        }
        for (country, entry) in countries(site).filter(|(_, entry)| !entry.events.is_empty()) {
            routes.list(entry.events.len(), |page| PageRoute::TimelineCountry { country, page });
        }
    }
}

fn countries(site: &Site) -> impl Iterator<Item = (CountryId, &CountryEntry)> {
    site.country_ids().map(|id| (id, site.country(id)))
}
