//! What stands in where there is no page: the page of wrong addresses, and those that lead from old ones.

use serde::Serialize;

use super::Renderer;
use super::engine::context_of;
use super::languages::home_links;
use super::metadata::Metadata;
use super::views::{PageView, absolute, link_to};
use crate::problem::Problem;
use crate::route::{FileRoute, PageRoute};
use crate::site::Entity;

/// What `404.html` shows.
#[derive(Serialize)]
struct NotFoundContent {
    page: PageView,
    metadata: Metadata,
}

/// What `redirect.html` shows.
#[derive(Serialize)]
struct RedirectContent {
    page: PageView,
    metadata: Metadata,
    /// The new address, from the host's root on.
    url: String,
    /// The new address, as a full one.
    canonical: String,
}

impl Renderer {
    /// Returns the page of wrong addresses.
    pub(super) fn not_found(&self) -> Result<String, Problem> {
        let page = self.stand_in(FileRoute::NotFound, self.edition.say("missing.title"));
        self.template("404.html", &context_of(&NotFoundContent { page, metadata: Metadata::none() })?)
    }

    /// Returns the page that leads from an old address to the new one.
    pub(super) fn redirect(&self, from: FileRoute, to: Entity) -> Result<String, Problem> {
        let edition = &*self.edition;
        let to = PageRoute::of(to);
        let content = RedirectContent {
            page: self.stand_in(from, edition.say("moved.title")),
            metadata: Metadata::none(),
            url: link_to(edition, to),
            canonical: absolute(edition, to),
        };
        self.template("redirect.html", &context_of(&content)?)
    }

    /// Returns the head of a page that search engines should leave out.
    fn stand_in(&self, file: FileRoute, title: String) -> PageView {
        PageView {
            title,
            description: String::new(),
            canonical: absolute(&self.edition, file),
            language: self.edition.site.config.language.clone(),
            languages: home_links(&self.edition),
            hreflangs: Vec::new(),
            feeds: Vec::new(),
            forms: Vec::new(),
            is_hidden: true,
        }
    }
}
