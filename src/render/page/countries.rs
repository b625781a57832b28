//! The index of countries, with the map of the world.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::maps::{WorldMap, world_map};
use crate::render::metadata::{Described, JSON, PageDescription, SchemaType};
use crate::render::regions::{RegionView, regions};
use crate::route::{ApiFile, CardOf, FileRoute, PageRoute};

/// What `countries.html` shows.
#[derive(Serialize)]
struct CountriesContent<'a> {
    regions: Vec<RegionView>,
    map: Option<WorldMap<'a>>,
}

/// `/countries/`
pub struct CountriesPage;

impl PageKind for CountriesPage {
    fn template(&self) -> &'static str {
        "countries.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("countries.title")
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
                alternates: vec![(JSON, FileRoute::Api(ApiFile::Countries))],
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        context_of(&CountriesContent { regions: regions(edition), map: world_map(edition) })
    }
}
