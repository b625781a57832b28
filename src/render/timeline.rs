//! Timelines as parts of pages: drawn, and as a list.

use serde::Serialize;

use super::drawing::Drawing;
use super::views::{BriefingLink, CountryLink, DateView, briefing_link, country_links, is_planned, link_to};
use crate::edition::Edition;
use crate::route::PageRoute;
use crate::site::{CountryId, EventId};

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
    briefings: Vec<BriefingLink>,
}

/// Returns the timeline of these events; none where there are none. The countries in `known` are what
/// the page is about, and are not said again at each event.
pub fn timeline(
    edition: &Edition,
    ids: &[EventId],
    known: &[CountryId],
    all: Option<PageRoute>,
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
pub fn label(edition: &Edition, ids: &[EventId]) -> String {
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

/// Returns events as a drawing; `None` if there are none.
pub fn drawn(edition: &Edition, ids: &[EventId]) -> Option<Drawing> {
    let events = ids.iter().map(|id| edition.site.event(*id));
    Drawing::new(&edition.theme.interface, events.map(|event| (event.date, event.title.as_str())))
}

/// Returns an event as a line. The countries in `known` are what the page is about.
pub fn line(edition: &Edition, id: EventId, known: &[CountryId]) -> EventLine {
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
