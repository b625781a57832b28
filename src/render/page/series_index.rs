//! The index of all series.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::counted::Counted;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::views::{LinkView, link_to};
use crate::route::{CardOf, PageRoute};

/// What `series-index.html` shows.
#[derive(Serialize)]
struct SeriesIndexContent {
    series: Vec<Counted<LinkView>>,
}

/// `/series/`
pub struct SeriesIndexPage;

impl PageKind for SeriesIndexPage {
    fn template(&self) -> &'static str {
        "series-index.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("series.title")
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
        let edition = frame.edition();
        let counted = |id| {
            let (series, url) = (edition.site.series(id), link_to(edition, PageRoute::Series(id)));
            Counted { link: LinkView { title: series.title.clone(), url }, count: series.parts.len() }
        };
        context_of(&SeriesIndexContent { series: edition.site.series_ids().map(counted).collect() })
    }
}
