//! One country's timeline.

use tera::Context;

use super::events::{Events, TimelineOf};
use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::metadata::{About, Described, PageDescription, SchemaType};
use crate::route::{CardOf, PageNumber, PageRoute};
use crate::site::CountryId;

/// `/timeline/france/`
pub struct TimelineCountryPage {
    /// The country.
    pub country: CountryId,
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for TimelineCountryPage {
    fn template(&self) -> &'static str {
        "timeline.html"
    }

    fn name(&self, edition: &Edition) -> String {
        let country = &edition.site.country(self.country).label;
        edition.theme.interface.say_with("timeline.country", &[("name", country)])
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
                about: vec![About::Country(self.country)],
                card: CardOf::Country(self.country),
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let events = Events::Ids(&frame.edition().site.country(self.country).events);
        let timeline = TimelineOf { events, is_whole: false, country: Some(self.country), page: self.page };
        timeline.content(frame, |page| PageRoute::TimelineCountry { country: self.country, page })
    }
}
