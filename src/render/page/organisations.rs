//! The index of organisations.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::counted::Counted;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, JSON, PageDescription, SchemaType};
use crate::render::views::{OrganisationLink, organisation_link};
use crate::route::{ApiFile, CardOf, FileRoute, PageRoute};

/// What `organisations.html` shows.
#[derive(Serialize)]
struct OrganisationsContent {
    organisations: Vec<Counted<OrganisationLink>>,
}

/// `/organisations/`
pub struct OrganisationsPage;

impl PageKind for OrganisationsPage {
    fn template(&self) -> &'static str {
        "organisations.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("organisations.title")
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
                alternates: vec![(JSON, FileRoute::Api(ApiFile::Organisations))],
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let counted = |id| Counted {
            link: organisation_link(edition, id),
            count: edition.site.organisation(id).briefings.len(),
        };
        context_of(&OrganisationsContent {
            organisations: edition.site.organisation_ids().map(counted).collect(),
        })
    }
}
