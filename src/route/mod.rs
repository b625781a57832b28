//! Routes: every URL of the site as a value. Only this room knows which URL a thing has.

mod clash;
mod links;
mod plan;

pub use clash::Clash;
pub use links::{check_links, image_path, resolve};
pub use plan::{Plan, Planned, pages_of, pages_of_country};

use std::borrow::Cow;

use crate::site::{
    BriefingId, CountryId, Entity, Goal, IntersectionId, PageId, RegionId, RelationId, SeriesId, Site,
    TopicId,
};
use crate::theme::Theme;

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
    /// A file that is published beside a page.
    Asset {
        /// The place of the asset.
        asset: usize,
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
    /// Returns the path of the route from the site's root, not percent-encoded.
    pub fn path(self, site: &Site, theme: &Theme) -> Cow<'static, str> {
        Cow::Owned(match self {
            Self::Home => return Cow::Borrowed("/"),
            Self::Countries => return Cow::Borrowed("/countries/"),
            Self::Topics => return Cow::Borrowed("/topics/"),
            Self::AllSeries => return Cow::Borrowed("/series/"),
            Self::Regions => return Cow::Borrowed("/regions/"),
            Self::Sitemap => return Cow::Borrowed("/sitemap.xml"),
            Self::Robots => return Cow::Borrowed("/robots.txt"),
            Self::NotFound => return Cow::Borrowed("/404.html"),
            Self::NoJekyll => return Cow::Borrowed("/.nojekyll"),
            Self::Page(id) => page_path(&site.page(id).page.slug),
            Self::Briefing(id) => {
                let briefing = &site.briefing(id).briefing;
                briefing_path(briefing.date.year(), &briefing.slug)
            }
            Self::Archive { page } => numbered("/briefings/".to_owned(), page),
            Self::Year { year, page } => numbered(format!("/briefings/{:04}/", site.years[year].year), page),
            Self::Country { country, page } => numbered(format!("/countries/{}/", slug(site, country)), page),
            Self::Intersection { intersection, page } => {
                let own = site.intersection(intersection);
                let topic = &site.topic(own.topic).id;
                numbered(format!("/countries/{}/{topic}/", slug(site, own.country)), page)
            }
            Self::Relations { page } => numbered("/relations/".to_owned(), page),
            Self::Relation { relation, page } => {
                let [one, other] = site.relation(relation).countries.map(|country| slug(site, country));
                numbered(format!("/relations/{one}-{other}/"), page)
            }
            Self::Region(id) => format!("/regions/{}/", site.region(id).region.slug()),
            Self::Timeline { page } => numbered("/timeline/".to_owned(), page),
            Self::TimelineYear { year, page } => {
                numbered(format!("/timeline/{:04}/", site.event_years[year].year), page)
            }
            Self::TimelineCountry { country, page } => {
                numbered(format!("/timeline/{}/", slug(site, country)), page)
            }
            Self::Topic { topic, page } => numbered(format!("/topics/{}/", site.topic(topic).id), page),
            Self::Taxonomy { taxonomy } => format!("/{}/", site.taxonomies[taxonomy].key),
            Self::Term { taxonomy, term, page } => {
                let taxonomy = &site.taxonomies[taxonomy];
                numbered(format!("/{}/{}/", taxonomy.key, taxonomy.terms[term].slug), page)
            }
            Self::Series(id) => format!("/series/{}/", site.series(id).slug),
            Self::Feed { of, format } => {
                let file = match format {
                    FeedFormat::Atom => "feed.xml",
                    FeedFormat::Json => "feed.json",
                };
                format!("{}{file}", of.page().path(site, theme))
            }
            Self::SitemapPart { part } => format!("/sitemap-{part}.xml"),
            Self::Redirect { redirect } => redirect_path(&site.redirects[redirect].from),
            Self::Asset { asset } => {
                let asset = &site.assets[asset];
                format!("{}{}", Self::of(asset.owner).path(site, theme), asset.name)
            }
            Self::Static { file } => format!("/{}", site.statics[file]),
            Self::Theme { file } => theme.assets[file].path.clone(),
        })
    }

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

    /// Returns whether the route is an HTML page that readers and search engines go to.
    pub fn is_page(self) -> bool {
        !matches!(
            self,
            Self::Feed { .. }
                | Self::Sitemap
                | Self::SitemapPart { .. }
                | Self::Robots
                | Self::NotFound
                | Self::NoJekyll
                | Self::Redirect { .. }
                | Self::Asset { .. }
                | Self::Static { .. }
                | Self::Theme { .. }
        )
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
        }
    }
}

/// Returns the path of a briefing, held back or not.
pub fn briefing_path(year: i16, slug: &str) -> String {
    format!("/briefings/{year:04}/{slug}/")
}

/// Returns the path of a page, held back or not.
pub fn page_path(slug: &str) -> String {
    if slug.is_empty() { "/".to_owned() } else { format!("/{slug}/") }
}

/// Returns the path of the redirect page for an old URL: the file itself for `.html`, else a folder.
pub fn redirect_path(from: &str) -> String {
    if from.ends_with('/') || from.ends_with(".html") { from.to_owned() } else { format!("{from}/") }
}

/// Returns the file, relative to the output folder, that serves a path.
pub fn file_of_path(path: &str) -> String {
    let inside = path.trim_start_matches('/');
    if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside.to_owned() }
}

fn slug(site: &Site, country: CountryId) -> &'static str {
    site.country(country).country.slug()
}

fn numbered(path: String, page: usize) -> String {
    if page <= 1 { path } else { format!("{path}page/{page}/") }
}

/// Returns the path that a link's goal has.
pub fn goal_path(goal: Goal, site: &Site, theme: &Theme) -> String {
    match goal {
        Goal::Entity(entity) => Route::of(entity).path(site, theme).into_owned(),
        Goal::Beside(entity, name) => format!("{}{name}", Route::of(entity).path(site, theme)),
        Goal::Path(path) => path.to_owned(),
    }
}
