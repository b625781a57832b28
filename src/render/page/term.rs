//! A term of a taxonomy.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::views::{LinkView, Pager, link_to, taxonomy_title};
use crate::route::{CardOf, PageNumber, PageRoute};
use crate::site::{TaxonomyId, Term, TermId};

/// What `term.html` shows.
#[derive(Serialize)]
struct TermContent<'a> {
    title: &'a str,
    taxonomy: LinkView,
    rows: Vec<Value>,
    count: usize,
    pager: Option<Pager>,
}

/// `/people/wang-yi/`
pub struct TermPage {
    /// The taxonomy.
    pub taxonomy: TaxonomyId,
    /// The term.
    pub term: TermId,
    /// The number of the page.
    pub page: PageNumber,
}

impl TermPage {
    fn own<'a>(&self, edition: &'a Edition) -> &'a Term {
        edition.site.taxonomy(self.taxonomy).term(self.term)
    }
}

impl PageKind for TermPage {
    fn template(&self) -> &'static str {
        "term.html"
    }

    fn name(&self, edition: &Edition) -> String {
        self.own(edition).name.clone()
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Taxonomy(self.taxonomy))
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
        let own = self.own(edition);
        let total = own.briefings.len();
        let route = |page| PageRoute::Term { taxonomy: self.taxonomy, term: self.term, page };
        context_of(&TermContent {
            title: &own.name,
            taxonomy: LinkView {
                title: taxonomy_title(edition, &edition.site.taxonomy(self.taxonomy).key),
                url: link_to(edition, PageRoute::Taxonomy(self.taxonomy)),
            },
            rows: frame.renderer.rows(&own.briefings[self.page.places(total)])?,
            count: total,
            pager: Pager::new(edition, self.page, total, route),
        })
    }
}
