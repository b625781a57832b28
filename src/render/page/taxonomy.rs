//! The index of a taxonomy.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::counted::Counted;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::views::{LinkView, link_to, taxonomy_title};
use crate::route::{CardOf, PageRoute};
use crate::site::TaxonomyId;

/// What `taxonomy.html` shows.
#[derive(Serialize)]
struct TaxonomyContent<'a> {
    title: &'a str,
    terms: Vec<Counted<LinkView>>,
}

/// `/people/`
pub struct TaxonomyPage {
    /// The taxonomy.
    pub id: TaxonomyId,
}

impl PageKind for TaxonomyPage {
    fn template(&self) -> &'static str {
        "taxonomy.html"
    }

    fn name(&self, edition: &Edition) -> String {
        taxonomy_title(edition, &edition.site.taxonomy(self.id).key)
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
        let entry = edition.site.taxonomy(self.id);
        let counted = |term| {
            let (own, url) = (entry.term(term), link_to(edition, PageRoute::term(self.id, term)));
            Counted { link: LinkView { title: own.name.clone(), url }, count: own.briefings.len() }
        };
        context_of(&TaxonomyContent {
            title: &frame.page.title,
            terms: entry.term_ids().map(counted).collect(),
        })
    }
}
