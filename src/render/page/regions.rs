//! The index of regions.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::regions::{RegionView, regions};
use crate::route::{CardOf, PageRoute};

/// What `regions.html` shows.
#[derive(Serialize)]
struct RegionsContent {
    regions: Vec<RegionView>,
}

/// `/regions/`
pub struct RegionsPage;

impl PageKind for RegionsPage {
    fn template(&self) -> &'static str {
        "regions.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("regions.title")
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
        context_of(&RegionsContent { regions: regions(frame.edition()) })
    }
}
