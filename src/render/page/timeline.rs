//! The timeline of all events.

use tera::Context;

use super::events::{Events, TimelineOf};
use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::route::{CardOf, PageNumber, PageRoute};

/// `/timeline/`
pub struct TimelinePage {
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for TimelinePage {
    fn template(&self) -> &'static str {
        "timeline.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("timeline.title")
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Home)
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
        let events = Events::Places(0..frame.edition().site.events.len());
        let timeline = TimelineOf { events, is_whole: true, country: None, page: self.page };
        timeline.content(frame, |page| PageRoute::Timeline { page })
    }
}
