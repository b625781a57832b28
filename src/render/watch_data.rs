//! How things go in countries as data: CSV, and the list under `/api/`.

use std::borrow::Cow;

use serde::Serialize;

use super::Renderer;
use super::csv::line;
use super::data::{CountryRef, country};
use super::views::{absolute, is_planned};
use crate::content::Trend;
use crate::edition::Edition;
use crate::route::PageRoute;
use crate::site::{StatusId, StatusTeller, WatchMonthId};

/// How things go in a country, to programs.
#[derive(Serialize)]
pub struct StatusRecord<'a> {
    country: CountryRef<'a>,
    /// A day, a month or a year; none for now.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    is: Trend,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    source: &'a str,
    /// The briefing that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    briefing: Option<String>,
    /// The month of the watch that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<String>,
}

impl<'a> StatusRecord<'a> {
    fn new(edition: &'a Edition, id: StatusId) -> Self {
        let status = edition.site.status(id);
        let month = status.date.and_then(|date| edition.site.watch_month_of(date)).map(PageRoute::WatchMonth);
        let (source, briefing) = match &status.told_by {
            StatusTeller::Briefing { id, .. } => ("", Some(absolute(edition, PageRoute::Briefing(*id)))),
            StatusTeller::Profile { source, .. } => (source.as_str(), None),
        };
        Self {
            country: country(edition, status.country),
            date: status.date.map(|date| date.to_string()),
            is: status.is,
            reason: &status.reason,
            source,
            briefing,
            edition: month.filter(|route| is_planned(edition, *route)).map(|route| absolute(edition, route)),
        }
    }
}

/// Returns all statuses, the latest first.
pub fn statuses(edition: &Edition) -> impl Iterator<Item = StatusRecord<'_>> {
    edition.site.status_ids().rev().map(|id| StatusRecord::new(edition, id))
}

impl Renderer {
    /// Returns the statuses of a month, or all, as CSV (RFC 4180) with a header line, the latest first.
    pub(super) fn watch_csv(&self, month: Option<WatchMonthId>) -> String {
        let edition = &*self.edition;
        let mut out = String::new();
        let heads = ["date", "country", "name", "is", "reason", "source", "briefing", "edition"];
        line(&mut out, heads.into_iter().map(Cow::Borrowed));
        let mut add = |id: StatusId| {
            let record = StatusRecord::new(edition, id);
            let cells = [
                record.date.unwrap_or_default().into(),
                record.country.code.into(),
                record.country.name.into(),
                record.is.word().into(),
                record.reason.into(),
                record.source.into(),
                record.briefing.unwrap_or_default().into(),
                record.edition.unwrap_or_default().into(),
            ];
            line(&mut out, cells.into_iter());
        };
        match month {
            Some(month) => edition.site.statuses_in(month).rev().for_each(&mut add),
            None => edition.site.status_ids().rev().for_each(&mut add),
        }
        out
    }
}
