//! Routes: every URL of the site as a value. Only this room knows which URL a thing has.

mod api;
mod card;
mod citation;
mod clash;
mod counterpart;
mod file;
mod form;
mod links;
mod number;
mod page;
mod path;
mod plan;
mod search;
mod subject;

pub use api::{ApiFile, DataShape};
pub use card::CardOf;
pub use citation::{CitationFormat, Cited};
pub use clash::{Clash, clashes_with, plan_routes};
pub use counterpart::counterpart;
pub use file::{FeedFormat, FeedOf, FileOrigin, FileRoute};
pub use form::FormRoute;
pub use links::{check_links, image_file, image_path_of, resolve};
pub use number::{PAGE_SIZE, PageNumber};
pub use page::{ChangesOf, PageFacts, PageOrigin, PageRoute};
pub use path::{
    SitePath, briefing_path, file_of_path, link_target_path, organisation_path, page_path, redirect_path,
    topic_path,
};
pub use plan::{Plan, Planned, SITEMAP_SIZE};
pub use search::{SearchFile, SearchShards, has_search};
pub use subject::Subject;

/// One URL of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// A page that readers go to.
    Page(PageRoute),
    /// Any other file.
    File(FileRoute),
}

impl Route {
    /// Returns whether the route is a page that readers go to.
    pub fn is_page(self) -> bool {
        match self {
            Self::Page(_) => true,
            Self::File(_) => false,
        }
    }
}

impl From<PageRoute> for Route {
    fn from(page: PageRoute) -> Self {
        Self::Page(page)
    }
}

impl From<FormRoute> for Route {
    fn from(form: FormRoute) -> Self {
        Self::File(FileRoute::Form(form))
    }
}

impl From<FileRoute> for Route {
    fn from(file: FileRoute) -> Self {
        Self::File(file)
    }
}
