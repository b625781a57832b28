//! The files of a site besides its pages.

use super::{ApiFile, CardOf, ChangesOf, CitationFormat, Cited, FormRoute, PageRoute, SearchFile};
use crate::site::{
    AssetId, AuthorId, BriefingId, CountryId, MovedId, OrganisationId, RedirectId, RelationId, Site,
    StaticId, TopicId, WatchMonthId,
};
use crate::theme::ThemeAssetId;

/// A file that is no page of the site: what programs read, what is published as it is, and what stands in where
/// there is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileRoute {
    /// `/feed.xml`, `/countries/france/feed.json`
    Feed {
        /// What it is the feed of.
        of: FeedOf,
        /// Its format.
        format: FeedFormat,
    },
    /// `/briefings/2024/france-china/index.json`
    Data(BriefingId),
    /// `/briefings/2024/france-china/cite.bib`
    Citation {
        /// What is cited.
        of: Cited,
        /// The format.
        format: CitationFormat,
    },
    /// `/watch/watch.csv`; of one month, `/watch/2024-04/watch.csv`
    WatchCsv(Option<WatchMonthId>),
    /// `/briefings/2024/france-china/timemap.link`
    TimeMap(BriefingId),
    /// What a page says, in another form.
    Form(FormRoute),
    /// `/judgements/judgements.csv`
    JudgementsCsv,
    /// `/api/briefings.json`
    Api(ApiFile),
    /// `/assets/cards/countries/france.png`
    Card(CardOf),
    /// `/assets/search/en/index.js`
    Search(SearchFile),
    /// `/sitemap.xml`; an index of the parts where there are too many URLs for one
    Sitemap,
    /// `/sitemap-2.xml`
    SitemapPart {
        /// The number of the part, from 1.
        part: usize,
    },
    /// `/robots.txt`
    Robots,
    /// `/404.html`
    NotFound,
    /// `/.nojekyll`
    NoJekyll,
    /// A page that leads from an old URL to the new one.
    Redirect(RedirectId),
    /// A page that leads from the address that a briefing had before it was moved, or by which briefings name an
    /// organisation.
    Moved(MovedId),
    /// A file that is published beside a page.
    Asset(AssetId),
    /// A smaller image of one that is published beside a page: `photo-600w.jpg`
    Smaller {
        /// The file.
        asset: AssetId,
        /// Its width, in pixels.
        width: u32,
    },
    /// A file of `static/`.
    Static(StaticId),
    /// A static file of the theme.
    Theme(ThemeAssetId),
}

/// What a feed is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedOf {
    /// The whole site.
    Site,
    /// A country.
    Country(CountryId),
    /// A topic.
    Topic(TopicId),
    /// An organisation.
    Organisation(OrganisationId),
    /// Two countries.
    Relation(RelationId),
    /// An author.
    Author(AuthorId),
    /// What changed.
    Changes(ChangesOf),
    /// The months of the watch.
    Watch,
}

/// The format of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedFormat {
    /// Atom, RFC 4287.
    Atom,
    /// JSON Feed, version 1.1.
    Json,
}

/// What a file is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOrigin {
    /// One briefing.
    Briefing {
        /// The briefing.
        briefing: BriefingId,
        /// Whether its topics are named.
        names_topics: bool,
    },
    /// What several documents say, or the site as a whole.
    Site,
    /// An old URL that a document asks for.
    Redirect(RedirectId),
    /// The address that a briefing or an organisation had before.
    Moved(MovedId),
    /// A file beside a document, as it is.
    Asset(AssetId),
    /// An image beside a document, made smaller.
    SmallerAsset(AssetId),
    /// A file of `static/`.
    Static(StaticId),
    /// Nothing of the site's own: it is the same on every site of the theme.
    Theme,
}

impl FileRoute {
    /// Returns whether the file goes with a page in the language of the site, or with none.
    pub fn is_here(self, site: &Site) -> bool {
        match self.origin() {
            FileOrigin::Briefing { briefing, .. } => site.briefing(briefing).is_here,
            FileOrigin::Asset(id) | FileOrigin::SmallerAsset(id) => {
                PageRoute::of(site.asset(id).owner).is_here(site)
            }
            FileOrigin::Redirect(id) => PageRoute::of(site.redirect(id).to).is_here(site),
            FileOrigin::Moved(id) => PageRoute::of(site.moved(id).to).is_here(site),
            FileOrigin::Site | FileOrigin::Static(_) | FileOrigin::Theme => true,
        }
    }

    /// Returns what the file is made of.
    pub fn origin(self) -> FileOrigin {
        match self {
            Self::TimeMap(briefing) => FileOrigin::Briefing { briefing, names_topics: false },
            Self::Form(form) => match form.briefing() {
                Some(briefing) => FileOrigin::Briefing { briefing, names_topics: true },
                None => FileOrigin::Site,
            },
            Self::Data(briefing) => FileOrigin::Briefing { briefing, names_topics: true },
            Self::Citation { of: Cited::Briefing(briefing) | Cited::Version(briefing, _), .. } => {
                FileOrigin::Briefing { briefing, names_topics: false }
            }
            Self::Citation { of: Cited::Watch(_), .. }
            | Self::WatchCsv(_)
            | Self::JudgementsCsv
            | Self::Feed { .. }
            | Self::Api(_)
            | Self::Card(_)
            | Self::Search(_)
            | Self::Sitemap
            | Self::SitemapPart { .. }
            | Self::NotFound => FileOrigin::Site,
            Self::Redirect(id) => FileOrigin::Redirect(id),
            Self::Moved(id) => FileOrigin::Moved(id),
            Self::Asset(id) => FileOrigin::Asset(id),
            Self::Smaller { asset, .. } => FileOrigin::SmallerAsset(asset),
            Self::Static(id) => FileOrigin::Static(id),
            Self::Robots | Self::NoJekyll | Self::Theme(_) => FileOrigin::Theme,
        }
    }
}

impl FileOrigin {
    /// Returns the file of the site that it comes from, from the site's root; `None` if Chancery makes it.
    pub fn source(self, site: &Site) -> Option<String> {
        match self {
            Self::Redirect(id) => Some(site.redirect(id).file.to_string()),
            Self::Asset(id) | Self::SmallerAsset(id) => Some(site.asset(id).source.clone()),
            Self::Static(id) => Some(format!("static/{}", site.static_file(id))),
            Self::Briefing { .. } | Self::Site | Self::Moved(_) | Self::Theme => None,
        }
    }

    /// Returns whether its path comes from a name that its writer chose freely.
    pub fn is_named_by_writer(self) -> bool {
        match self {
            Self::Redirect(_) | Self::Asset(_) | Self::SmallerAsset(_) | Self::Static(_) => true,
            Self::Briefing { .. } | Self::Site | Self::Moved(_) | Self::Theme => false,
        }
    }
}

impl FeedOf {
    /// Returns the page that the feed belongs to.
    pub fn page(self) -> PageRoute {
        match self {
            Self::Site => PageRoute::Home,
            Self::Country(country) => PageRoute::country(country),
            Self::Topic(topic) => PageRoute::topic(topic),
            Self::Organisation(organisation) => PageRoute::organisation(organisation),
            Self::Relation(relation) => PageRoute::relation(relation),
            Self::Author(author) => PageRoute::author(author),
            Self::Changes(of) => PageRoute::changes(of),
            Self::Watch => PageRoute::Watch,
        }
    }
}
