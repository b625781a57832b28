//! What is said of the authors of a briefing, wherever they are named.

use serde::Serialize;

use super::views::link_to;
use crate::edition::Edition;
use crate::route::PageRoute;

/// An author of a briefing, with the page of the author where the site has one.
#[derive(Serialize)]
pub struct Byline<'a> {
    name: &'a str,
    url: Option<String>,
}

/// Returns the authors of a briefing, as its front matter names them.
pub fn bylines<'a>(edition: &'a Edition, written: &'a [String]) -> Vec<Byline<'a>> {
    let byline = |written: &'a String| Byline {
        name: author_name(edition, written),
        url: author_route(edition, written).map(|route| link_to(edition, route)),
    };
    written.iter().map(byline).collect()
}

/// Returns the name of an author: the one that the profile says, or else the one that is written.
pub fn author_name<'a>(edition: &'a Edition, written: &'a str) -> &'a str {
    let entry = edition.site.author_named(written).map(|id| edition.site.author(id));
    entry.and_then(|entry| entry.profile.as_ref()).map_or(written, |profile| &profile.name)
}

/// Returns the page of an author, where the site has one.
pub fn author_route(edition: &Edition, written: &str) -> Option<PageRoute> {
    let has_pages = edition.site.config.outputs.authors;
    has_pages.then(|| edition.site.author_named(written).map(PageRoute::author)).flatten()
}
