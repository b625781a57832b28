//! How things go in countries now, with the months before.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::{CSV, Described, JSON, PageDescription, SchemaType};
use crate::render::trend_map::{TrendMap, trend_map};
use crate::render::views::{FeedLink, LinkView, link_to};
use crate::render::watch::{TrendGroup, by_trend, csv_link};
use crate::route::{ApiFile, CardOf, FeedOf, FileRoute, PageRoute};
use crate::site::{StatusId, WatchMonthId};

/// What `watch.html` shows.
#[derive(Serialize)]
struct WatchContent<'a> {
    title: &'a str,
    /// How many countries it is about.
    count: usize,
    groups: Vec<TrendGroup<'a>>,
    trend_map: Option<TrendMap<'a>>,
    /// The months, the latest first.
    years: Vec<YearOfMonths>,
    feeds: &'a [FeedLink],
    csv: LinkView,
}

/// The months of one year.
#[derive(Serialize)]
struct YearOfMonths {
    year: i16,
    months: Vec<LinkView>,
}

/// `/watch/`
pub struct WatchPage;

impl PageKind for WatchPage {
    fn template(&self) -> &'static str {
        "watch.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("watch.title")
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Home)
    }

    fn head(&self, edition: &Edition) -> Head {
        Head {
            title: self.name(edition),
            description: edition.theme.interface.count("watch.hint", edition.site.watch.countries.len()),
            language: None,
            feeds: Some(FeedOf::Watch),
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: Vec::new(),
                card: CardOf::Site,
                alternates: vec![(CSV, FileRoute::WatchCsv(None)), (JSON, FileRoute::Api(ApiFile::Watch))],
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let countries = edition.site.watch.countries.iter();
        let newest: Vec<StatusId> = countries.filter_map(|id| edition.site.newest_status(*id)).collect();
        context_of(&WatchContent {
            title: &frame.page.title,
            count: newest.len(),
            groups: by_trend(edition, &newest),
            trend_map: trend_map(edition, &newest, &[]),
            years: years(edition),
            feeds: &frame.page.feeds,
            csv: csv_link(edition, None),
        })
    }
}

fn years(edition: &Edition) -> Vec<YearOfMonths> {
    let ids: Vec<WatchMonthId> = edition.site.watch_month_ids().collect();
    let date = |id: &WatchMonthId| edition.site.watch_month(*id).month;
    let month = |id: &WatchMonthId| {
        let name = date(id).month().map(|month| edition.theme.interface.month_alone(month));
        LinkView {
            title: name.unwrap_or_default().to_owned(),
            url: link_to(edition, PageRoute::WatchMonth(*id)),
        }
    };
    ids.chunk_by(|one, other| date(one).year() == date(other).year())
        .map(|same| YearOfMonths { year: date(&same[0]).year(), months: same.iter().map(month).collect() })
        .collect()
}
