//! The index of relations, those with the most briefings first.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::counted::Counted;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::views::{LinkView, Pager, link_to, relation_title};
use crate::route::{CardOf, PageNumber, PageRoute};
use crate::site::RelationId;

/// What `relations.html` shows.
#[derive(Serialize)]
struct RelationsContent {
    relations: Vec<Counted<LinkView>>,
    count: usize,
    pager: Option<Pager>,
}

/// `/relations/`
pub struct RelationsPage {
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for RelationsPage {
    fn template(&self) -> &'static str {
        "relations.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("relations.title")
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
        let ids = &edition.site.busiest_relations;
        let counted = |id: &RelationId| {
            let relation = edition.site.relation(*id);
            Counted {
                link: LinkView {
                    title: relation_title(edition, relation),
                    url: link_to(edition, PageRoute::relation(*id)),
                },
                count: relation.briefings.len(),
            }
        };
        context_of(&RelationsContent {
            relations: ids[self.page.places(ids.len())].iter().map(counted).collect(),
            count: ids.len(),
            pager: Pager::new(edition, self.page, ids.len(), |page| PageRoute::Relations { page })
                .map(Pager::undated),
        })
    }
}
