//! A series: its briefings, the first part first.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::views::link_to;
use crate::route::{CardOf, PageRoute};
use crate::site::SeriesId;

/// What `series.html` shows.
#[derive(Serialize)]
struct SeriesContent<'a> {
    title: &'a str,
    rows: Vec<Value>,
    index_url: String,
}

/// `/series/ukraine-diplomacy/`
pub struct SeriesPage {
    /// The series.
    pub id: SeriesId,
}

impl PageKind for SeriesPage {
    fn template(&self) -> &'static str {
        "series.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.site.series(self.id).title.clone()
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::AllSeries)
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
        let series = edition.site.series(self.id);
        context_of(&SeriesContent {
            title: &series.title,
            rows: frame.renderer.rows(&series.parts)?,
            index_url: link_to(edition, PageRoute::AllSeries),
        })
    }
}
