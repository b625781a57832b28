//! The home page.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::maps::{WorldMap, world_map};
use crate::render::metadata::{CSV, Described, JSON, PageDescription, SchemaType};
use crate::render::regions::{RegionView, regions};
use crate::render::topics::{TopicLine, topic_lines};
use crate::render::views::{Row, body_of, link_to};
use crate::route::{ApiFile, CardOf, FileRoute, PageNumber, PageRoute};
use crate::site::{BriefingId, Entity};

/// How many briefings the home page shows.
const HOME_ROWS: usize = 20;

/// What `home.html` shows.
#[derive(Serialize)]
struct HomeContent<'a> {
    title: &'a str,
    introduction: Option<Value>,
    /// The newest briefing.
    lead: Option<Row>,
    rows: Vec<Value>,
    map: Option<WorldMap<'a>>,
    /// How many briefings there are.
    count: usize,
    archive_url: String,
    regions: Vec<RegionView>,
    topics: Vec<TopicLine>,
}

/// `/`
pub struct HomePage;

impl PageKind for HomePage {
    fn template(&self) -> &'static str {
        "home.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.site.config.title.clone()
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        None
    }

    fn head(&self, edition: &Edition) -> Head {
        Head {
            title: String::new(),
            description: edition.site.config.description.clone(),
            language: None,
            feeds: None,
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::WebSite,
                about: Vec::new(),
                card: CardOf::Site,
                alternates: vec![
                    (JSON, FileRoute::Api(ApiFile::Briefings)),
                    (CSV, FileRoute::Api(ApiFile::BriefingsCsv)),
                ],
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let site = &edition.site;
        let mut ids: Vec<BriefingId> = site.newest(0..HOME_ROWS.min(site.briefings.len()));
        let lead = (!ids.is_empty()).then(|| Row::new(edition, ids.remove(0)));
        context_of(&HomeContent {
            title: &site.config.title,
            introduction: site.home.as_ref().map(|page| body_of(edition, Entity::Home, &page.body)),
            lead,
            rows: frame.renderer.rows(&ids)?,
            map: world_map(edition),
            count: site.briefings.len(),
            archive_url: link_to(edition, PageRoute::Archive { page: PageNumber::FIRST }),
            regions: regions(edition),
            topics: topic_lines(edition),
        })
    }
}
