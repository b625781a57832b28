//! The archive: all briefings, newest first.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::counted::Counted;
use crate::render::engine::context_of;
use crate::render::metadata::{CSV, Described, JSON, PageDescription, SchemaType};
use crate::render::views::{LinkView, Pager, link_to, search_url};
use crate::route::{ApiFile, CardOf, FileRoute, PageNumber, PageRoute};

/// What `archive.html` shows.
#[derive(Serialize)]
pub struct ArchiveContent<'a> {
    pub title: &'a str,
    /// The year, where it is that of one year.
    pub year: Option<&'a str>,
    /// All years.
    pub years: Vec<Counted<LinkView>>,
    /// How many briefings there are.
    pub count: usize,
    pub rows: Vec<Value>,
    pub pager: Option<Pager>,
    /// A search of these briefings.
    pub search_url: Option<String>,
}

/// `/briefings/`
pub struct ArchivePage {
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for ArchivePage {
    fn template(&self) -> &'static str {
        "archive.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("archive.title")
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Home)
    }

    fn head(&self, edition: &Edition) -> Head {
        let alternates = if self.page.is_first() {
            vec![(JSON, FileRoute::Api(ApiFile::Briefings)), (CSV, FileRoute::Api(ApiFile::BriefingsCsv))]
        } else {
            Vec::new()
        };
        Head {
            title: self.name(edition),
            description: String::new(),
            language: None,
            feeds: None,
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: Vec::new(),
                card: CardOf::Site,
                alternates,
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let total = edition.site.briefings.len();
        context_of(&ArchiveContent {
            title: &frame.page.title,
            year: None,
            years: years(edition),
            count: total,
            rows: frame.renderer.rows(&edition.site.newest(self.page.places(total)))?,
            pager: Pager::new(edition, self.page, total, |page| PageRoute::Archive { page }),
            search_url: search_url(edition, ""),
        })
    }
}

/// Returns the years of the archive, as a way to each of them.
pub fn years(edition: &Edition) -> Vec<Counted<LinkView>> {
    let years = edition.site.year_ids();
    years
        .map(|year| {
            let entry = edition.site.year(year);
            let url = link_to(edition, PageRoute::Year { year, page: PageNumber::FIRST });
            Counted { link: LinkView { title: entry.year.to_string(), url }, count: entry.briefings.len() }
        })
        .collect()
}
