//! Routes: every URL of the site as a value. Only this room knows which URL a thing has.

mod api;
mod card;
mod citation;
mod clash;
mod links;
mod path;
mod plan;

pub use api::{ApiFile, DataShape};
pub use card::CardOf;
pub use citation::CitationFormat;
pub use clash::Clash;
pub use links::{check_links, image_file, image_path_of, resolve};
pub use path::{briefing_path, file_of_path, goal_path, page_path, redirect_path};
pub use plan::{Plan, Planned, pages_of, pages_of_country};

use crate::site::{
    BriefingId, ChangeId, CountryId, Entity, IntersectionId, PageId, RegionId, RelationId, SeriesId, Site,
    TopicId,
};

/// How many rows a list shows on one page.
pub const PAGE_SIZE: usize = 50;

/// How many URLs one sitemap may hold, by the protocol of sitemaps.org.
pub const SITEMAP_SIZE: usize = 50_000;

/// One URL of the site.
///
/// Page numbers count from 1; the places of terms, redirects, assets and statics are those in the
/// lists of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// `/`
    Home,
    /// `/about/`
    Page(PageId),
    /// `/briefings/2024/france-china/`
    Briefing(BriefingId),
    /// `/briefings/2024/france-china/history/`
    History(BriefingId),
    /// `/briefings/2024/france-china/history/2/`
    Version {
        /// The briefing.
        briefing: BriefingId,
        /// The number of the version, from 1.
        version: usize,
    },
    /// `/changes/`
    Changes {
        /// What it is about.
        of: ChangesOf,
        /// The number of the page.
        page: usize,
    },
    /// `/briefings/`, `/briefings/page/2/`
    Archive {
        /// The number of the page.
        page: usize,
    },
    /// `/briefings/2024/`, `/briefings/2024/page/2/`
    Year {
        /// The place of the year in the site's list.
        year: usize,
        /// The number of the page.
        page: usize,
    },
    /// `/countries/`
    Countries,
    /// `/countries/france/`
    Country {
        /// The country.
        country: CountryId,
        /// The number of the page.
        page: usize,
    },
    /// `/countries/france/trade/`
    Intersection {
        /// The country and the topic.
        intersection: IntersectionId,
        /// The number of the page.
        page: usize,
    },
    /// `/relations/`
    Relations {
        /// The number of the page.
        page: usize,
    },
    /// `/relations/china-france/`
    Relation {
        /// The two countries.
        relation: RelationId,
        /// The number of the page.
        page: usize,
    },
    /// `/regions/`
    Regions,
    /// `/regions/europe/`
    Region(RegionId),
    /// `/timeline/`
    Timeline {
        /// The number of the page.
        page: usize,
    },
    /// `/timeline/2024/`
    TimelineYear {
        /// The place of the year in the site's list of years with events.
        year: usize,
        /// The number of the page.
        page: usize,
    },
    /// `/timeline/france/`
    TimelineCountry {
        /// The country.
        country: CountryId,
        /// The number of the page.
        page: usize,
    },
    /// `/topics/`
    Topics,
    /// `/topics/trade/`
    Topic {
        /// The topic.
        topic: TopicId,
        /// The number of the page.
        page: usize,
    },
    /// `/people/`
    Taxonomy {
        /// The place of the taxonomy.
        taxonomy: usize,
    },
    /// `/people/wang-yi/`
    Term {
        /// The place of the taxonomy.
        taxonomy: usize,
        /// The place of the term.
        term: usize,
        /// The number of the page.
        page: usize,
    },
    /// `/series/`
    AllSeries,
    /// `/series/ukraine-diplomacy/`
    Series(SeriesId),
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
        /// The briefing.
        briefing: BriefingId,
        /// An older version of it, by its number.
        version: Option<usize>,
        /// The format.
        format: CitationFormat,
    },
    /// `/api/briefings.json`
    Api(ApiFile),
    /// `/assets/cards/countries/france.png`
    Card(CardOf),
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
    Redirect {
        /// The place of the redirect.
        redirect: usize,
    },
    /// A page that leads from the address that a briefing had before it was moved.
    Moved {
        /// The place in the site's list.
        moved: usize,
    },
    /// A file that is published beside a page.
    Asset {
        /// The place of the asset.
        asset: usize,
    },
    /// A smaller image of one that is published beside a page: `photo-600w.jpg`
    Smaller {
        /// The place of the asset.
        asset: usize,
        /// Its width, in pixels.
        width: u32,
    },
    /// A file of `static/`.
    Static {
        /// The place of the file.
        file: usize,
    },
    /// A static file of the theme.
    Theme {
        /// The place of the file in the theme.
        file: usize,
    },
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
    /// Two countries.
    Relation(RelationId),
    /// What changed.
    Changes(ChangesOf),
}

/// What changes are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangesOf {
    /// The whole site: `/changes/`
    Site,
    /// A country: `/changes/countries/france/`
    Country(CountryId),
    /// A topic: `/changes/topics/trade/`
    Topic(TopicId),
}

/// The format of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedFormat {
    /// Atom, RFC 4287.
    Atom,
    /// JSON Feed, version 1.1.
    Json,
}

impl Route {
    /// Returns the route of an entity's page.
    pub fn of(entity: Entity) -> Self {
        match entity {
            Entity::Home => Self::Home,
            Entity::Page(id) => Self::Page(id),
            Entity::Briefing(id) => Self::Briefing(id),
            Entity::Country(id) => Self::Country { country: id, page: 1 },
            Entity::Topic(id) => Self::Topic { topic: id, page: 1 },
        }
    }

    /// Returns whether search engines should know the page: not one that was withdrawn, and not what a briefing
    /// was before.
    pub fn is_indexed(self, site: &Site) -> bool {
        let is_withdrawn =
            |id| site.briefing(id).briefing.publication.status == crate::content::Status::Withdrawn;
        match self {
            Self::Briefing(id) => !is_withdrawn(id),
            Self::History(_) | Self::Version { .. } => false,
            _ => self.is_page(),
        }
    }

    /// Returns whether the route is an HTML page that readers go to.
    pub fn is_page(self) -> bool {
        !matches!(
            self,
            Self::Feed { .. }
                | Self::Data(_)
                | Self::Citation { .. }
                | Self::Api(_)
                | Self::Card(_)
                | Self::Sitemap
                | Self::SitemapPart { .. }
                | Self::Robots
                | Self::NotFound
                | Self::NoJekyll
                | Self::Redirect { .. }
                | Self::Moved { .. }
                | Self::Asset { .. }
                | Self::Smaller { .. }
                | Self::Static { .. }
                | Self::Theme { .. }
        )
    }
}

impl ChangesOf {
    /// Returns the changes, the latest first.
    pub fn changes(self, site: &Site) -> &[ChangeId] {
        match self {
            Self::Site => site.change_ids(),
            Self::Country(id) => site.changes_of_country(id),
            Self::Topic(id) => site.changes_of_topic(id),
        }
    }
}

impl FeedOf {
    /// Returns the page that the feed belongs to.
    pub fn page(self) -> Route {
        match self {
            Self::Site => Route::Home,
            Self::Country(country) => Route::Country { country, page: 1 },
            Self::Topic(topic) => Route::Topic { topic, page: 1 },
            Self::Relation(relation) => Route::Relation { relation, page: 1 },
            Self::Changes(of) => Route::Changes { of, page: 1 },
        }
    }
}
