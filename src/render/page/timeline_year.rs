//! One year's timeline.

use tera::Context;

use super::events::{Events, TimelineOf};
use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::route::{CardOf, PageNumber, PageRoute};
use crate::site::EventYearId;

/// `/timeline/2024/`
pub struct TimelineYearPage {
    /// The year.
    pub year: EventYearId,
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for TimelineYearPage {
    fn template(&self) -> &'static str {
        "timeline.html"
    }

    fn name(&self, edition: &Edition) -> String {
        let year = edition.site.event_year(self.year).year.to_string();
        edition.theme.interface.say_with("timeline.year", &[("year", &year)])
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Timeline { page: PageNumber::FIRST })
    }

    fn head(&self, edition: &Edition) -> Head {
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
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let events = Events::Places(frame.edition().site.event_year(self.year).places.clone());
        let timeline = TimelineOf { events, is_whole: false, country: None, page: self.page };
        timeline.content(frame, |page| PageRoute::TimelineYear { year: self.year, page })
    }
}
