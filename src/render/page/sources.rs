//! The sources that several briefings cite, and those that were withdrawn, by publisher.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::shared_sources::{PublisherGroup, by_publisher};
use crate::render::views::Pager;
use crate::route::{CardOf, PageNumber, PageRoute};
use crate::site::SourceId;

/// What `sources.html` shows.
#[derive(Serialize)]
struct SourcesContent<'a> {
    title: &'a str,
    /// The sources of this page.
    publishers: Vec<PublisherGroup<'a>>,
    pager: Option<Pager>,
}

/// `/sources/`
pub struct SourcesPage {
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for SourcesPage {
    fn template(&self) -> &'static str {
        "sources.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("briefing.sources")
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Home)
    }

    fn head(&self, edition: &Edition) -> Head {
        Head {
            title: self.name(edition),
            description: edition.say("sources.hint"),
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
        let length = edition.site.sources.entries.len();
        let ids: Vec<SourceId> = edition.site.sources_at(self.page.places(length));
        context_of(&SourcesContent {
            title: &frame.page.title,
            publishers: by_publisher(edition, &ids),
            pager: Pager::new(edition, self.page, length, |page| PageRoute::Sources { page })
                .map(Pager::undated),
        })
    }
}
