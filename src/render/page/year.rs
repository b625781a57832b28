//! One year of the archive.

use tera::Context;

use super::archive::{ArchiveContent, years};
use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::views::{Pager, search_url};
use crate::route::{CardOf, PageNumber, PageRoute};
use crate::site::YearId;

/// `/briefings/2024/`
pub struct YearPage {
    /// The year.
    pub year: YearId,
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for YearPage {
    fn template(&self) -> &'static str {
        "archive.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.site.year(self.year).year.to_string()
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Archive { page: PageNumber::FIRST })
    }

    fn head(&self, edition: &Edition) -> Head {
        Head {
            title: edition.theme.interface.say_with("archive.year", &[("year", &self.name(edition))]),
            description: String::new(),
            language: None,
            feeds: None,
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: Vec::new(),
                card: CardOf::Site,
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let briefings = &edition.site.year(self.year).briefings;
        let total = briefings.len();
        let year = self.name(edition);
        context_of(&ArchiveContent {
            title: &frame.page.title,
            year: Some(&year),
            years: years(edition),
            count: total,
            rows: frame.renderer.rows(&briefings[self.page.places(total)])?,
            pager: Pager::new(edition, self.page, total, |page| PageRoute::Year { year: self.year, page }),
            search_url: search_url(edition, &format!("from={year}&to={year}")),
        })
    }
}
