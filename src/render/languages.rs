//! What leads from a page to the same page in other languages.

use serde::Serialize;

use crate::config::language_name;
use crate::edition::{Edition, Sibling};
use crate::interface::Direction;
use crate::route::{PageRoute, counterpart};

/// What stands for readers of any other language, in the place of a tag.
pub const DEFAULT: &str = "x-default";

/// A page in a language.
#[derive(Serialize)]
pub struct LanguageLink {
    /// The tag, of BCP 47.
    pub language: String,
    /// What the language calls itself.
    pub name: String,
    pub direction: Direction,
    /// The address, from the host's root on.
    pub url: String,
    /// Whether it is the language of the page itself.
    pub is_own: bool,
    /// What the page is called that stands in for one that is not there; none where it leads to the same page.
    pub nearest: Option<String>,
}

/// A page in a language, for search engines.
#[derive(Serialize)]
pub struct HrefLang {
    /// The tag, or `x-default`.
    pub language: String,
    /// The full URL.
    pub url: String,
}

/// Finds the page that stands in for one that is not there in a language, and what it is called here.
pub type Nearest<'a> = &'a dyn Fn(&Sibling) -> (PageRoute, String);

/// Returns what leads to a page in all languages of the site; empty where it has one.
pub fn language_links(edition: &Edition, page: PageRoute, nearest: Nearest) -> Vec<LanguageLink> {
    let links = edition.siblings.iter().map(|sibling| {
        let is_own = is_own(edition, sibling);
        let (route, nearest) = match same_page(edition, page, sibling) {
            Some(route) => (route, None),
            None => {
                let (route, name) = nearest(sibling);
                (route, Some(name))
            }
        };
        link(edition, sibling, route, is_own, nearest)
    });
    links.collect()
}

/// Returns what leads to the home pages in all languages, from where there is no page.
pub fn home_links(edition: &Edition) -> Vec<LanguageLink> {
    let links = edition.siblings.iter();
    links.map(|sibling| link(edition, sibling, PageRoute::Home, is_own(edition, sibling), None)).collect()
}

/// Returns the languages in which a page is there, with that of readers of any other; empty where it is there in one.
pub fn hreflangs(edition: &Edition, page: PageRoute) -> Vec<HrefLang> {
    let there: Vec<(&Sibling, PageRoute)> = edition
        .siblings
        .iter()
        .filter_map(|sibling| Some((sibling, same_page(edition, page, sibling)?)))
        .collect();
    let [(first, route), _, ..] = &there[..] else { return Vec::new() };
    let url = |sibling: &Sibling, route: PageRoute| edition.absolute(&route.path(&sibling.site));
    let default = HrefLang { language: DEFAULT.to_owned(), url: url(first, *route) };
    there
        .iter()
        .map(|(sibling, route)| HrefLang {
            language: sibling.site.config.language.clone(),
            url: url(sibling, *route),
        })
        .chain([default])
        .collect()
}

/// Returns the same page in another language, or the page itself in its own.
pub fn same_page(edition: &Edition, page: PageRoute, sibling: &Sibling) -> Option<PageRoute> {
    if is_own(edition, sibling) {
        return Some(page);
    }
    counterpart(page, &edition.site, &sibling.site, &sibling.plan)
}

fn is_own(edition: &Edition, sibling: &Sibling) -> bool {
    sibling.site.config.language == edition.site.config.language
}

fn link(
    edition: &Edition,
    sibling: &Sibling,
    route: PageRoute,
    is_own: bool,
    nearest: Option<String>,
) -> LanguageLink {
    let language = &sibling.site.config.language;
    LanguageLink {
        language: language.clone(),
        name: language_name(language).to_owned(),
        direction: Direction::of(language),
        url: edition.link(&route.path(&sibling.site)),
        is_own,
        nearest,
    }
}
