//! One month of the watch: an edition that can be cited.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::content::Trend;
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::cite::CiteView;
use crate::render::engine::context_of;
use crate::render::metadata::{About, CSV, Described, PageDescription, SchemaType};
use crate::render::trend_map::{TrendMap, trend_map};
use crate::render::views::{CountryLink, LinkView, NAMED, country_link, link_to};
use crate::render::watch::{
    Named, StatusLine, TrendGroup, before_month, by_trend, csv_link, edition_summary, edition_title, line,
    newest_of_month,
};
use crate::route::{CardOf, Cited, FeedOf, FileRoute, PageRoute};
use crate::site::{StatusId, WatchMonthId};

/// What `watch-month.html` shows.
#[derive(Serialize)]
struct WatchMonthContent<'a> {
    title: &'a str,
    watch_url: String,
    trend_map: Option<TrendMap<'a>>,
    /// The countries in which things go another way than before the month.
    changes: Vec<ChangeOfTrend>,
    groups: Vec<TrendGroup<'a>>,
    /// What was said earlier of other countries, and still holds.
    earlier: Vec<StatusLine<'a>>,
    csv: LinkView,
    /// How to cite it.
    cite: Option<CiteView>,
    older: Option<LinkView>,
    newer: Option<LinkView>,
}

/// A country in which things go another way.
#[derive(Serialize)]
struct ChangeOfTrend {
    country: CountryLink,
    /// How they went; `None` for a country of which nothing had been said.
    before: Option<Trend>,
    after: Trend,
}

/// `/watch/2024-04/`
pub struct WatchMonthPage {
    /// The month.
    pub month: WatchMonthId,
}

impl PageKind for WatchMonthPage {
    fn template(&self) -> &'static str {
        "watch-month.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition_title(edition, self.month)
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Watch)
    }

    fn head(&self, edition: &Edition) -> Head {
        let countries =
            newest_of_month(edition, self.month).into_iter().map(|id| edition.site.status(id).country);
        Head {
            title: self.name(edition),
            description: edition_summary(edition, self.month),
            language: None,
            feeds: Some(FeedOf::Watch),
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: countries.take(NAMED).map(About::Country).collect(),
                card: CardOf::Site,
                alternates: vec![(CSV, FileRoute::WatchCsv(Some(self.month)))],
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let newest = newest_of_month(edition, self.month);
        let earlier = earlier(edition, self.month);
        let (older, newer) = edition.site.watch_neighbours(self.month);
        let link = |month| LinkView {
            title: edition.theme.interface.date(edition.site.watch_month(month).month),
            url: link_to(edition, PageRoute::WatchMonth(month)),
        };
        context_of(&WatchMonthContent {
            title: &frame.page.title,
            watch_url: link_to(edition, PageRoute::Watch),
            trend_map: trend_map(edition, &newest, &earlier),
            changes: changes(edition, self.month, &newest),
            groups: by_trend(edition, &newest),
            earlier: earlier.iter().map(|id| line(edition, *id, Named::Country)).collect(),
            csv: csv_link(edition, Some(self.month)),
            cite: CiteView::new(edition, Cited::Watch(self.month)),
            older: older.map(link),
            newer: newer.map(link),
        })
    }
}

/// Returns what was said last, before the end of a month, of the countries of which nothing was said in it, by name.
fn earlier(edition: &Edition, month: WatchMonthId) -> Vec<StatusId> {
    let start = edition.site.watch_month(month).places.start;
    let countries = edition.site.watch.countries.iter();
    let last = countries.filter_map(|country| edition.site.status_by(*country, month));
    last.filter(|status| status.index() < start).collect()
}

/// Returns the countries in which things go another way than before a month.
fn changes(edition: &Edition, month: WatchMonthId, newest: &[StatusId]) -> Vec<ChangeOfTrend> {
    let change = |id: &StatusId| {
        let status = edition.site.status(*id);
        let before = before_month(edition, month, status.country).map(|before| before.is);
        (before != Some(status.is)).then(|| ChangeOfTrend {
            country: country_link(edition, status.country),
            before,
            after: status.is,
        })
    };
    newest.iter().filter_map(change).collect()
}
