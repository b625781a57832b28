//! A page of the site's own, such as "About us".

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::interface::Direction;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::printed::addresses;
use crate::render::views::{body_with_margin, preview};
use crate::route::{CardOf, PageRoute};
use crate::site::{Entity, PageId};

/// What `page.html` shows.
#[derive(Serialize)]
struct OwnContent<'a> {
    title: &'a str,
    /// Where the links of the text lead, for print.
    links: Vec<Value>,
    body: Value,
    /// Why it is shown in a preview only.
    preview: Option<String>,
    lang: Option<&'a str>,
    direction: Option<Direction>,
    extra: &'a serde_yaml::Value,
}

/// `/about/`
pub struct OwnPage {
    /// The page.
    pub id: PageId,
}

impl PageKind for OwnPage {
    fn template(&self) -> &'static str {
        "page.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.site.page(self.id).page.title.clone()
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Home)
    }

    fn head(&self, edition: &Edition) -> Head {
        let page = &edition.site.page(self.id).page;
        Head {
            title: self.name(edition),
            description: page.summary.as_deref().unwrap_or_else(|| page.body.lead()).to_owned(),
            language: edition.foreign(page.lang.as_deref()).map(ToOwned::to_owned),
            feeds: None,
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::WebPage,
                about: Vec::new(),
                card: CardOf::Site,
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let published = edition.site.page(self.id);
        let page = &published.page;
        let entity = Entity::Page(self.id);
        context_of(&OwnContent {
            title: &page.title,
            links: addresses(edition, entity, &page.body),
            body: body_with_margin(edition, entity, &page.body, &[]),
            preview: preview(edition, published.preview),
            lang: edition.foreign(page.lang.as_deref()),
            direction: edition.foreign(page.lang.as_deref()).map(Direction::of),
            extra: &page.extra,
        })
    }
}
