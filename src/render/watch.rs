//! How things go in countries, as lines of pages and as the words of a month.

use serde::Serialize;

use super::views::{
    BriefingLink, CountryLink, DateView, LinkView, briefing_link, country_link, is_planned, link_to,
};
use crate::content::{Assessment, Trend};
use crate::dates::PartialDate;
use crate::edition::Edition;
use crate::route::{FileRoute, PageRoute};
use crate::site::{CountryId, StatusEntry, StatusId, StatusTeller, WatchMonthId};

/// How things go in a country, as a line of a list.
#[derive(Serialize)]
pub struct StatusLine<'a> {
    pub is: Trend,
    /// The country, where the page is about several.
    country: Option<CountryLink>,
    date: Option<DateView>,
    /// The month of the watch that has it.
    edition: Option<String>,
    reason: &'a str,
    /// Where that can be read.
    source: Option<&'a str>,
    /// The briefing that says so.
    briefing: Option<BriefingLink>,
}

/// The statuses of one direction.
#[derive(Serialize)]
pub struct TrendGroup<'a> {
    is: Trend,
    statuses: Vec<StatusLine<'a>>,
}

/// Who is told apart in a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// The country is named: the page is about several.
    Country,
    /// It is not: the page is about it.
    Nothing,
}

/// Returns a status as a line.
pub fn line(edition: &Edition, id: StatusId, named: Named) -> StatusLine<'_> {
    let status = edition.site.status(id);
    let (source, briefing) = match &status.told_by {
        StatusTeller::Briefing { id, .. } => (None, Some(briefing_link(edition, *id))),
        StatusTeller::Profile { source, .. } => (Some(source.as_str()).filter(|url| !url.is_empty()), None),
    };
    StatusLine {
        is: status.is,
        country: (named == Named::Country).then(|| country_link(edition, status.country)),
        date: status.date.map(|date| DateView::new(edition, date)),
        edition: status.date.and_then(|date| month_url(edition, date)),
        reason: &status.reason,
        source,
        briefing,
    }
}

/// Returns what a briefing of this date says of a country, as a line on its own page; `None` for a country without a page.
pub fn assessment<'a>(
    edition: &'a Edition,
    date: PartialDate,
    own: &'a Assessment,
) -> Option<StatusLine<'a>> {
    Some(StatusLine {
        is: own.is,
        country: Some(country_link(edition, edition.site.country_id(own.country)?)),
        date: None,
        edition: month_url(edition, date),
        reason: &own.reason,
        source: None,
        briefing: None,
    })
}

/// Returns the page of the month that a date is in.
fn month_url(edition: &Edition, date: PartialDate) -> Option<String> {
    let route = PageRoute::WatchMonth(edition.site.watch_month_of(date)?);
    is_planned(edition, route).then(|| link_to(edition, route))
}

/// Returns statuses as lines, in groups by their direction; within one, in the order that they come in.
pub fn by_trend<'a>(edition: &'a Edition, ids: &[StatusId]) -> Vec<TrendGroup<'a>> {
    let group = |is: Trend| TrendGroup {
        is,
        statuses: ids
            .iter()
            .filter(|id| edition.site.status(**id).is == is)
            .map(|id| line(edition, *id, Named::Country))
            .collect(),
    };
    Trend::ALL.into_iter().map(group).filter(|group| !group.statuses.is_empty()).collect()
}

/// Returns what was said last in a month of each country that something was said of, by name.
pub fn newest_of_month(edition: &Edition, month: WatchMonthId) -> Vec<StatusId> {
    let mut ids: Vec<StatusId> = edition.site.statuses_in(month).collect();
    let country = |id: &StatusId| edition.site.status(*id).country;
    // The sort keeps the order of time among those of one country.
    ids.sort_by_key(country);
    ids.chunk_by(|one, other| country(one) == country(other))
        .filter_map(|same| same.last().copied())
        .collect()
}

/// Returns what was said of a country before a month.
pub fn before_month(edition: &Edition, month: WatchMonthId, country: CountryId) -> Option<&StatusEntry> {
    let start = edition.site.watch_month(month).places.start;
    let own = &edition.site.country(country).statuses;
    let count = own.partition_point(|status| status.index() < start);
    Some(edition.site.status(own[count.checked_sub(1)?]))
}

/// Returns the link to the statuses of a month, or of all, as CSV.
pub fn csv_link(edition: &Edition, month: Option<WatchMonthId>) -> LinkView {
    LinkView { title: "CSV".to_owned(), url: link_to(edition, FileRoute::WatchCsv(month)) }
}

/// Returns what a month of the watch is called.
pub fn edition_title(edition: &Edition, month: WatchMonthId) -> String {
    let interface = &edition.theme.interface;
    interface.say_with("watch.edition", &[("month", &interface.date(edition.site.watch_month(month).month))])
}

/// Returns a month of the watch in a sentence: which countries got worse, better, or stayed as they were.
pub fn edition_summary(edition: &Edition, month: WatchMonthId) -> String {
    let interface = &edition.theme.interface;
    let newest = newest_of_month(edition, month);
    let clause = |is: Trend| {
        let names: Vec<&str> = newest
            .iter()
            .map(|id| edition.site.status(*id))
            .filter(|status| status.is == is)
            .map(|status| edition.site.country(status.country).label.as_str())
            .collect();
        let trend = edition.say(&format!("trend.{}", is.word()));
        (!names.is_empty()).then(|| {
            interface.say_with("watch.clause", &[("trend", &trend), ("names", &interface.list(&names))])
        })
    };
    let clauses: Vec<String> = Trend::ALL.into_iter().filter_map(clause).collect();
    clauses.join(&edition.say("list.semicolon"))
}

/// A month of the watch as an entry of a feed.
pub struct EditionEntry {
    /// What it is called.
    pub title: String,
    /// What it says, in a sentence.
    pub summary: String,
    /// The first day that a status of it is of, RFC 3339.
    pub published: String,
    /// The last one.
    pub updated: String,
    /// The countries that something was said of, by name.
    pub countries: Vec<CountryId>,
}

impl EditionEntry {
    /// Returns a month of the watch as an entry.
    pub fn new(edition: &Edition, month: WatchMonthId) -> Self {
        let dates = || edition.site.statuses_in(month).filter_map(|id| edition.site.status(id).date);
        let moment =
            |day: Option<jiff::civil::Date>| day.map(|day| format!("{day}T00:00:00Z")).unwrap_or_default();
        let newest = newest_of_month(edition, month);
        Self {
            title: edition_title(edition, month),
            summary: edition_summary(edition, month),
            published: moment(dates().map(|date| date.days().0).min()),
            updated: moment(dates().map(|date| date.days().0).max()),
            countries: newest.iter().map(|id| edition.site.status(*id).country).collect(),
        }
    }
}
