//! The files of the search index, and how many there are.

use crate::site::Site;

/// The segment of the URL of the page of results.
const SEARCH_SLUG: &str = "search";

/// A file of the search index, as `docs/search-index.md` tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchFile {
    /// What is to be known first.
    Index,
    /// Which documents have which country, topic and kind.
    Facets,
    /// Terms, and the documents that have them. The number counts from 0.
    Terms(u32),
    /// What is shown of documents.
    Texts(u32),
    /// Words for spelling.
    Words(u32),
}

/// How many files of each kind a search index has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchShards {
    /// Files of terms.
    pub terms: u32,
    /// Files of texts.
    pub texts: u32,
    /// Files of words.
    pub words: u32,
}

impl SearchFile {
    /// Returns the name of the file within the folder of the index, without its ending.
    pub fn name(self) -> String {
        match self {
            Self::Index => "index".to_owned(),
            Self::Facets => "facets".to_owned(),
            Self::Terms(number) => format!("terms/{number}"),
            Self::Texts(number) => format!("texts/{number}"),
            Self::Words(number) => format!("words/{number}"),
        }
    }
}

impl SearchShards {
    /// How many documents stand in a file of texts.
    pub const TEXTS: usize = 72;
    /// How many documents there are for each file of terms.
    const TERMS: usize = 80;
    /// How many documents there are for each file of words.
    const WORDS: usize = 600;

    /// Returns the numbers for a site. They follow from how many documents it has, so no text has to be read.
    pub fn of(site: &Site) -> Self {
        let documents = searchable(site);
        let count = |each: usize| u32::try_from(documents.div_ceil(each).max(1)).unwrap_or(u32::MAX);
        Self { terms: count(Self::TERMS), texts: count(Self::TEXTS), words: count(Self::WORDS) }
    }

    /// Returns all files but the first one, in the order in which that lists their versions.
    pub fn files(self) -> impl Iterator<Item = SearchFile> {
        std::iter::once(SearchFile::Facets)
            .chain((0..self.terms).map(SearchFile::Terms))
            .chain((0..self.texts).map(SearchFile::Texts))
            .chain((0..self.words).map(SearchFile::Words))
    }
}

/// Returns whether the site can be searched: its settings want that, there is something to find, and no page of its own
/// stands at the address.
pub fn has_search(site: &Site) -> bool {
    site.config.outputs.search
        && searchable(site) > 0
        && !site.pages.iter().any(|own| own.page.slug == SEARCH_SLUG)
}

/// Returns how many documents a search can find: briefings, pages, countries, organisations, topics, authors and terms of
/// taxonomies.
fn searchable(site: &Site) -> usize {
    let authors = if site.config.outputs.authors { site.authors.len() } else { 0 };
    let terms: usize = site.taxonomies.iter().map(|taxonomy| taxonomy.terms.len()).sum();
    site.briefings.len()
        + site.pages.len()
        + site.countries.len()
        + site.topics.len()
        + site.organisations.len()
        + authors
        + terms
}
