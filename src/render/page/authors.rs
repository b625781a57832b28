//! The index of authors.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::views::link_to;
use crate::route::{CardOf, PageRoute};

/// What `authors.html` shows.
#[derive(Serialize)]
struct AuthorsContent<'a> {
    title: &'a str,
    authors: Vec<AuthorLine<'a>>,
}

/// An author as one line of the index.
#[derive(Serialize)]
struct AuthorLine<'a> {
    name: &'a str,
    url: String,
    role: &'a str,
    count: usize,
}

/// `/authors/`
pub struct AuthorsPage;

impl PageKind for AuthorsPage {
    fn template(&self) -> &'static str {
        "authors.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("authors.title")
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
        let line = |id| {
            let entry = edition.site.author(id);
            AuthorLine {
                name: &entry.name,
                url: link_to(edition, PageRoute::author(id)),
                role: entry.profile.as_ref().map_or("", |profile| &profile.role),
                count: entry.briefings.len(),
            }
        };
        context_of(&AuthorsContent {
            title: &frame.page.title,
            authors: edition.site.author_ids().map(line).collect(),
        })
    }
}
