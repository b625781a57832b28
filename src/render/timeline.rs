//! Timelines: the pages of all events, and the part of a dossier that tells its own.

use std::ops::Range;

use serde::Serialize;

use super::Renderer;
use super::drawing::Drawing;
use super::pages::{Counted, page_of};
use super::views::{
    CountryLink, DateView, LinkView, Pager, briefing_link, country_link, country_links, is_planned, link_to,
};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::route::{Route, pages_of};
use crate::site::{CountryId, EventId, Site};

/// How many events a page lists that has another for all of them.
const SHOWN: usize = 12;

/// How many events a page lists that has no other.
const SHOWN_ALONE: usize = 30;

/// How many countries are named at an event; the signatures under a treaty would bury it.
const NAMED: usize = 5;

/// A timeline as part of a page: drawn, and as a list.
#[derive(Serialize)]
pub struct TimelineView {
    drawing: Drawing,
    /// What the drawing shows, for those who do not see it.
    label: String,
    /// The latest events.
    events: Vec<EventLine>,
    /// How many events there are, shown or not.
    count: usize,
    /// Where all of them are told, if this is not all.
    all: Option<String>,
}

/// An event in a list.
#[derive(Serialize)]
pub struct EventLine {
    date: DateView,
    title: String,
    countries: Vec<CountryLink>,
    /// How many more countries there are.
    more: usize,
    /// The briefings that tell it, newest first.
    briefings: Vec<LinkView>,
}

/// The events of one year.
#[derive(Serialize)]
struct YearOfEvents {
    year: i16,
    url: String,
    events: Vec<EventLine>,
}

/// Returns the timeline of these events; none where there are none. The countries in `known` are what
/// the page is about, and are not said again at each event.
pub fn timeline(
    edition: &Edition,
    ids: &[EventId],
    known: &[CountryId],
    all: Option<Route>,
) -> Option<TimelineView> {
    let all = all.filter(|route| is_planned(edition, *route));
    let shown = if all.is_some() { SHOWN } else { SHOWN_ALONE };
    Some(TimelineView {
        drawing: drawn(edition, ids)?,
        label: label(edition, ids),
        events: ids.iter().take(shown).map(|id| line(edition, *id, known)).collect(),
        count: ids.len(),
        all: all.filter(|_| ids.len() > shown).map(|route| link_to(edition, route)),
    })
}

/// Returns what a drawing shows, in words; empty for no events.
fn label(edition: &Edition, ids: &[EventId]) -> String {
    let (Some(newest), Some(oldest)) = (ids.first(), ids.last()) else { return String::new() };
    let year = |id: &EventId| edition.site.event(*id).date.year();
    let (first, last) = (year(oldest), year(newest));
    let interface = &edition.theme.interface;
    let (first, last) = (first.to_string(), last.to_string());
    if first == last {
        interface.count_with("timeline.in-year", ids.len(), &[("year", &first)])
    } else {
        interface.count_with("timeline.in-years", ids.len(), &[("first", &first), ("last", &last)])
    }
}

fn drawn(edition: &Edition, ids: &[EventId]) -> Option<Drawing> {
    let events = ids.iter().map(|id| edition.site.event(*id));
    Drawing::new(&edition.theme.interface, events.map(|event| (event.date, event.title.as_str())))
}

fn line(edition: &Edition, id: EventId, known: &[CountryId]) -> EventLine {
    let event = edition.site.event(id);
    let others: Vec<CountryId> =
        event.countries.iter().filter(|country| !known.contains(country)).copied().collect();
    // "and one more" would be no shorter than its name.
    let named = if others.len() > NAMED + 1 { NAMED } else { others.len() };
    EventLine {
        date: DateView::new(edition, event.date),
        title: event.title.clone(),
        countries: country_links(edition, &others[..named]),
        more: others.len() - named,
        briefings: event.briefings.iter().map(|briefing| briefing_link(edition, *briefing)).collect(),
    }
}

/// The events that a page of the timeline is cut from.
enum Events<'a> {
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

impl Renderer {
    /// Returns a page of the timeline of all events.
    pub(super) fn whole_timeline(&self, page: usize) -> Result<String, Problem> {
        let events = Events::Places(0..self.edition.site.events.len());
        self.timeline(&self.edition.say("timeline.title"), &events, None, page, |page| Route::Timeline {
            page,
        })
    }

    /// Returns a page of one year's timeline.
    pub(super) fn timeline_of_year(&self, year: usize, page: usize) -> Result<String, Problem> {
        let entry = &self.edition.site.event_years[year];
        let number = entry.year.to_string();
        let title = self.edition.theme.interface.say_with("timeline.year", &[("year", &number)]);
        let events = Events::Places(entry.places.clone());
        self.timeline(&title, &events, None, page, |page| Route::TimelineYear { year, page })
    }

    /// Returns a page of one country's timeline.
    pub(super) fn timeline_of_country(&self, country: CountryId, page: usize) -> Result<String, Problem> {
        let entry = self.edition.site.country(country);
        let title = self.edition.theme.interface.say_with("timeline.country", &[("name", &entry.label)]);
        let events = Events::Ids(&entry.events);
        self.timeline(&title, &events, Some(country), page, |page| Route::TimelineCountry { country, page })
    }

    fn timeline(
        &self,
        title: &str,
        events: &Events,
        country: Option<CountryId>,
        page: usize,
        route: impl Fn(usize) -> Route,
    ) -> Result<String, Problem> {
        let edition = &*self.edition;
        let site = &edition.site;
        let known: Vec<CountryId> = country.into_iter().collect();
        let length = events.len();
        let mut context = self.context(route(page), title, "");
        context.insert("title", title);
        context.insert("is_whole", &matches!(route(page), Route::Timeline { .. }));
        context.insert("country", &country.map(|id| country_link(edition, id)));
        context.insert("timeline_url", &link_to(edition, Route::Timeline { page: 1 }));
        // What looks at all events stands on the first page only.
        let all = if page == 1 { events.cut(site, 0..length) } else { Vec::new() };
        context.insert("drawing", &drawn(edition, &all));
        context.insert("label", &label(edition, &all));
        context.insert("years", &if page == 1 { event_years(edition) } else { Vec::new() });
        context.insert("countries", &if page == 1 { event_countries(edition) } else { Vec::new() });
        context.insert("count", &length);
        context.insert("groups", &by_year(edition, &events.cut(site, page_of(length, page)), &known));
        context.insert("pager", &Pager::new(edition, page, pages_of(length), route));
        self.template("timeline.html", &context)
    }
}

fn by_year(edition: &Edition, ids: &[EventId], known: &[CountryId]) -> Vec<YearOfEvents> {
    let year = |id: &EventId| edition.site.event(*id).date.year();
    let place = |year: i16| edition.site.event_years.iter().position(|entry| entry.year == year);
    ids.chunk_by(|one, other| year(one) == year(other))
        .map(|same| YearOfEvents {
            year: year(&same[0]),
            url: place(year(&same[0]))
                .map(|year| link_to(edition, Route::TimelineYear { year, page: 1 }))
                .unwrap_or_default(),
            events: same.iter().map(|id| line(edition, *id, known)).collect(),
        })
        .collect()
}

/// Returns the years of the timeline, as a way to each of them.
fn event_years(edition: &Edition) -> Vec<Counted<LinkView>> {
    let years = edition.site.event_years.iter().enumerate();
    years
        .map(|(year, entry)| Counted {
            link: LinkView {
                title: entry.year.to_string(),
                url: link_to(edition, Route::TimelineYear { year, page: 1 }),
            },
            count: entry.places.len(),
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
                url: link_to(edition, Route::TimelineCountry { country, page: 1 }),
            },
            count: edition.site.country(country).events.len(),
        })
        .collect()
}
