//! The HTML pages other than briefings: which page a route is, and what all of them share.

use std::ops::Range;

use serde::Serialize;
use tera::{Context, Value};

use super::Renderer;
use super::metadata::Metadata;
use super::views::{FeedLink, LinkView, PageView, absolute, is_planned, link_to};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::route::{PAGE_SIZE, Route};
use crate::site::BriefingId;
use crate::site::Entity;

/// A link with the number of briefings behind it.
#[derive(Serialize)]
pub struct Counted<L: Serialize> {
    #[serde(flatten)]
    pub link: L,
    pub count: usize,
}

impl Counted<LinkView> {
    /// Returns a link to the page that two things share, or to `alone` where the site has no such page.
    pub fn shared(edition: &Edition, both: Option<Route>, alone: LinkView, count: usize) -> Self {
        let both = both.filter(|route| is_planned(edition, *route));
        let url = both.map_or(alone.url, |route| link_to(edition, route));
        Self { link: LinkView { title: alone.title, url }, count }
    }
}

/// The rows of one year.
#[derive(Serialize)]
pub struct YearOfRows {
    year: i16,
    rows: Vec<Value>,
}

impl Renderer {
    /// Returns an HTML page.
    pub(super) fn page(&self, route: Route) -> Result<String, Problem> {
        match route {
            Route::Home => self.home(),
            Route::Page(id) => self.own_page(id),
            Route::History(id) => self.history(id),
            Route::Version { briefing, version } => self.version(briefing, version),
            Route::Changes { of, page } => self.changes(of, page),
            Route::Archive { page } => self.whole_archive(page),
            Route::Year { year, page } => self.archive_of_year(year, page),
            Route::Countries => self.countries(),
            Route::Country { country, page } => self.country(country, page),
            Route::Intersection { intersection, page } => self.intersection(intersection, page),
            Route::Relations { page } => self.relations(page),
            Route::Relation { relation, page } => self.relation(relation, page),
            Route::Regions => self.regions(),
            Route::Region(id) => self.region(id),
            Route::Timeline { page } => self.whole_timeline(page),
            Route::TimelineYear { year, page } => self.timeline_of_year(year, page),
            Route::TimelineCountry { country, page } => self.timeline_of_country(country, page),
            Route::Topics => self.topics(),
            Route::Topic { topic, page } => self.topic(topic, page),
            Route::Taxonomy { taxonomy } => self.taxonomy(taxonomy),
            Route::Term { taxonomy, term, page } => self.term(taxonomy, term, page),
            Route::AllSeries => self.all_series(),
            Route::Series(id) => self.series(id),
            Route::NotFound => {
                self.template("404.html", &self.context(route, &self.edition.say("missing.title"), ""))
            }
            Route::Redirect { redirect } => self.redirect(route, self.edition.site.redirects[redirect].to),
            Route::Moved { moved } => {
                self.redirect(route, Entity::Briefing(self.edition.site.moved[moved].to))
            }
            // The others are no HTML pages, and `render` does not send them here.
            _ => Ok(String::new()),
        }
    }

    /// Returns a context with what stands in the head of a page.
    pub(super) fn context(&self, route: Route, title: &str, description: &str) -> Context {
        self.context_with_feeds(route, title, description, Vec::new())
    }

    /// Returns such a context, with the feeds of the page.
    pub(super) fn context_with_feeds(
        &self,
        route: Route,
        title: &str,
        description: &str,
        feeds: Vec<FeedLink>,
    ) -> Context {
        let mut context = Context::new();
        let language = match route {
            Route::Page(id) => self.edition.site.page(id).page.lang.clone(),
            _ => None,
        };
        let page = PageView {
            title: title.to_owned(),
            description: description.to_owned(),
            canonical: absolute(&self.edition, route),
            language: language.unwrap_or_else(|| self.edition.site.config.language.clone()),
            feeds,
            is_hidden: !route.is_indexed(&self.edition.site),
        };
        context.insert("metadata", &Metadata::of_page(&self.edition, route, &page));
        context.insert("page", &page);
        context
    }

    /// Returns the rows of briefings, newest first, year by year.
    pub(super) fn rows_by_year(&self, ids: &[BriefingId]) -> Result<Vec<YearOfRows>, Problem> {
        let year = |id: &BriefingId| self.edition.site.briefing(*id).briefing.date.year();
        ids.chunk_by(|one, other| year(one) == year(other))
            .map(|same| Ok(YearOfRows { year: year(&same[0]), rows: self.rows(same)? }))
            .collect()
    }
}

/// Returns which places of a list of this length stand on one of its pages.
pub fn page_of(length: usize, page: usize) -> Range<usize> {
    let start = ((page - 1) * PAGE_SIZE).min(length);
    start..(start + PAGE_SIZE).min(length)
}
