//! The index of topics.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, JSON, PageDescription, SchemaType};
use crate::render::topics::{TopicLine, topic_lines};
use crate::route::{ApiFile, CardOf, FileRoute, PageRoute};

/// What `topics.html` shows.
#[derive(Serialize)]
struct TopicsContent {
    topics: Vec<TopicLine>,
}

/// `/topics/`
pub struct TopicsPage;

impl PageKind for TopicsPage {
    fn template(&self) -> &'static str {
        "topics.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("topics.title")
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
                alternates: vec![(JSON, FileRoute::Api(ApiFile::Topics))],
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        context_of(&TopicsContent { topics: topic_lines(frame.edition()) })
    }
}
