//! What the pages of the timeline have in common: a list of events, with ways to those of a year or a country.

use std::ops::Range;

use serde::Serialize;
use tera::Context;

use super::kind::Frame;
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::counted::Counted;
use crate::render::drawing::Drawing;
use crate::render::engine::context_of;
use crate::render::timeline::{EventLine, drawn, label, line};
use crate::render::views::{CountryLink, LinkView, Pager, country_link, link_to};
use crate::route::{PageNumber, PageRoute};
use crate::site::{CountryId, EventId, Site};

/// What `timeline.html` shows.
#[derive(Serialize)]
struct TimelineContent<'a> {
    title: &'a str,
    /// Whether it is that of all events.
    is_whole: bool,
    /// The country, where it is that of one.
    country: Option<CountryLink>,
    /// The timeline of all events.
    timeline_url: String,
    drawing: Option<Drawing>,
    /// What the drawing shows, for those who do not see it.
    label: String,
    years: Vec<Counted<LinkView>>,
    countries: Vec<Counted<LinkView>>,
    count: usize,
    groups: Vec<YearOfEvents>,
    pager: Option<Pager>,
}

/// The events of one year.
#[derive(Serialize)]
struct YearOfEvents {
    year: i16,
    url: String,
    events: Vec<EventLine>,
}

/// The events that a page of the timeline is cut from.
pub enum Events<'a> {
    /// Those at these places of the whole timeline.
    Places(Range<usize>),
    /// These.
    Ids(&'a [EventId]),
}

impl Events<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Places(places) => places.len(),
            Self::Ids(ids) => ids.len(),
        }
    }

    /// Returns those at these places among them.
    fn cut(&self, site: &Site, places: Range<usize>) -> Vec<EventId> {
        match self {
            Self::Places(own) => site.events_at(own.start + places.start..own.start + places.end),
            Self::Ids(ids) => ids.get(places).unwrap_or_default().to_vec(),
        }
    }
}

/// A page of the timeline.
pub struct TimelineOf<'a> {
    /// Its events, the latest first.
    pub events: Events<'a>,
    /// Whether it is that of all events.
    pub is_whole: bool,
    /// The country, where it is that of one.
    pub country: Option<CountryId>,
    /// The number of the page.
    pub page: PageNumber,
}

impl TimelineOf<'_> {
    /// Returns what `timeline.html` shows; `route` gives the route of each page.
    pub fn content(
        &self,
        frame: &Frame,
        route: impl Fn(PageNumber) -> PageRoute,
    ) -> Result<Context, Problem> {
        let edition = frame.edition();
        let site = &edition.site;
        let known: Vec<CountryId> = self.country.into_iter().collect();
        let length = self.events.len();
        let is_first = self.page.is_first();
        // What looks at all events stands on the first page only.
        let all = if is_first { self.events.cut(site, 0..length) } else { Vec::new() };
        let shown = self.events.cut(site, self.page.places(length));
        context_of(&TimelineContent {
            title: &frame.page.title,
            is_whole: self.is_whole,
            country: self.country.map(|id| country_link(edition, id)),
            timeline_url: link_to(edition, PageRoute::Timeline { page: PageNumber::FIRST }),
            drawing: drawn(edition, &all),
            label: label(edition, &all),
            years: if is_first { event_years(edition) } else { Vec::new() },
            countries: if is_first { event_countries(edition) } else { Vec::new() },
            count: length,
            groups: by_year(edition, &shown, &known),
            pager: Pager::new(edition, self.page, length, route),
        })
    }
}

fn by_year(edition: &Edition, ids: &[EventId], known: &[CountryId]) -> Vec<YearOfEvents> {
    let year = |id: &EventId| edition.site.event(*id).date.year();
    ids.chunk_by(|one, other| year(one) == year(other))
        .map(|same| YearOfEvents {
            year: year(&same[0]),
            url: edition
                .site
                .event_year_id(year(&same[0]))
                .map(|year| link_to(edition, PageRoute::TimelineYear { year, page: PageNumber::FIRST }))
                .unwrap_or_default(),
            events: same.iter().map(|id| line(edition, *id, known)).collect(),
        })
        .collect()
}

/// Returns the years of the timeline, as a way to each of them.
fn event_years(edition: &Edition) -> Vec<Counted<LinkView>> {
    let years = edition.site.event_year_ids();
    years
        .map(|year| {
            let entry = edition.site.event_year(year);
            let url = link_to(edition, PageRoute::TimelineYear { year, page: PageNumber::FIRST });
            Counted { link: LinkView { title: entry.year.to_string(), url }, count: entry.places.len() }
        })
        .collect()
}

/// Returns the countries that have events, as a way to the timeline of each.
fn event_countries(edition: &Edition) -> Vec<Counted<LinkView>> {
    edition
        .site
        .country_ids()
        .filter(|id| !edition.site.country(*id).events.is_empty())
        .map(|country| Counted {
            link: LinkView {
                title: edition.site.country(country).label.clone(),
                url: link_to(edition, PageRoute::TimelineCountry { country, page: PageNumber::FIRST }),
            },
            count: edition.site.country(country).events.len(),
        })
        .collect()
}
