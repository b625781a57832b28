//! Several texts that belong together: a series, a country, a topic, or the answer to a question.

use anyhow::bail;
use jiff::civil::Date;

use crate::cli::subjects::scope;
use crate::edition::Edition;
use crate::export::{Collection, Cover};
use crate::route::{Route, Subject};
use crate::site::BriefingId;

/// What briefings have to be to answer a question.
#[derive(Debug, Default, clap::Args)]
pub struct Query {
    /// All briefings about this country; more than once for those about each of them
    #[arg(short, long = "country", value_name = "COUNTRY")]
    countries: Vec<String>,
    /// All briefings on this topic; more than once for those on each of them
    #[arg(short, long = "topic", value_name = "TOPIC")]
    topics: Vec<String>,
    /// All briefings of this day and later
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// All briefings of this day and earlier
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
}

impl Query {
    /// Returns whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.countries.is_empty() && self.topics.is_empty() && self.since.is_none() && self.until.is_none()
    }

    /// Returns the briefings that answer the question, the newest first.
    pub fn answer(&self, edition: &Edition) -> anyhow::Result<Collection> {
        let site = &edition.site;
        let scope = scope(edition, &self.countries, &self.topics, &[])?;
        let is_wanted = |id: &BriefingId| {
            let published = site.briefing(*id);
            let day = published.briefing.date.date();
            scope.has(published)
                && self.since.is_none_or(|since| since <= day)
                && self.until.is_none_or(|until| day <= until)
        };
        let briefings: Vec<BriefingId> = site.briefing_ids().filter(is_wanted).collect();
        if briefings.is_empty() {
            bail!("no published briefing answers this; ask for less");
        }
        let mut names = scope.names(edition);
        if names.is_empty() {
            names.push(&site.config.title);
        }
        let interface = &edition.theme.interface;
        let days: Vec<String> =
            [self.since, self.until].into_iter().flatten().map(|day| interface.date(day.into())).collect();
        let dates = match (self.since, self.until) {
            (None, None) => None,
            (Some(_), None) => Some(format!("{} –", days.join(""))),
            (None, Some(_)) => Some(format!("– {}", days.join(""))),
            (Some(_), Some(_)) => Some(days.join(" – ")),
        };
        let cover = Cover { title: names.join(" · "), summary: dates, url: None };
        Ok(Collection { cover, briefings })
    }
}

/// Returns the texts of the page that a name such as `series/ukraine` or `/countries/france/` is the address of; none where it
/// is no address of a page with a list.
pub fn collection(edition: &Edition, name: &str) -> Option<Collection> {
    match edition.plan.at(&format!("/{}/", name.trim_matches('/')))? {
        Route::Page(page) => Subject::of(page).map(|subject| Collection::of(edition, subject)),
        Route::File(_) => None,
    }
}
