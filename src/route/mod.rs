//! Routes: every URL of the site as a value. Only this room knows which URL a thing has.

mod api;
mod card;
mod citation;
mod clash;
mod links;
mod plan;

pub use api::{ApiFile, DataShape};
pub use card::CardOf;
pub use citation::CitationFormat;
pub use clash::Clash;
pub use links::{check_links, image_file, image_path_of, resolve};
pub use plan::{Plan, Planned, pages_of, pages_of_country};

use crate::pictures::name_of;
use crate::site::{
    BriefingId, ChangeId, CountryId, Entity, Goal, IntersectionId, PageId, RegionId, RelationId, SeriesId,
    Site, TopicId,
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
    /// Returns the path of the route from the site's root, not percent-encoded.
    pub fn path(self, site: &Site, theme: &Theme) -> String {
        let mut path = String::new();
        self.write_path(site, theme, &mut path);
        path
    }

    /// Adds the path of the route to a text. A plan makes tens of thousands of paths, and none of them
    /// needs memory of its own.
    fn write_path(self, site: &Site, theme: &Theme, out: &mut String) {
        let mut add = |parts: &[&str]| parts.iter().for_each(|part| out.push_str(part));
        let slug = |country: CountryId| site.country(country).country.slug();
        let page = match self {
            Self::Home => return add(&["/"]),
            Self::Countries => return add(&["/countries/"]),
            Self::Topics => return add(&["/topics/"]),
            Self::AllSeries => return add(&["/series/"]),
            Self::Regions => return add(&["/regions/"]),
            Self::Sitemap => return add(&["/sitemap.xml"]),
            Self::Robots => return add(&["/robots.txt"]),
            Self::NotFound => return add(&["/404.html"]),
            Self::NoJekyll => return add(&["/.nojekyll"]),
            Self::Api(file) => return add(&[file.path()]),
            Self::Data(id) => {
                Self::Briefing(id).write_path(site, theme, out);
                return out.push_str("index.json");
            }
            Self::Citation { briefing, version, format } => {
                let of =
                    version.map_or(Self::Briefing(briefing), |version| Self::Version { briefing, version });
                of.write_path(site, theme, out);
                return out.push_str(format.file());
            }
            Self::Card(of) => {
                add(&[CardOf::FOLDER]);
                of.page().write_path(site, theme, out);
                out.pop();
                return out.push_str(if of == CardOf::Site { "/site.png" } else { ".png" });
            }
            Self::Page(id) => return add(&[&page_path(&site.page(id).page.slug)]),
            Self::Briefing(id) => {
                let briefing = &site.briefing(id).briefing;
                return add(&[&briefing_path(briefing.date.year(), &briefing.slug)]);
            }
            Self::History(id) => {
                Self::Briefing(id).write_path(site, theme, out);
                return out.push_str("history/");
            }
            Self::Version { briefing, version } => {
                Self::History(briefing).write_path(site, theme, out);
                return out.push_str(&format!("{version}/"));
            }
            Self::Moved { moved } => {
                let from = &site.moved[moved];
                return add(&[&briefing_path(from.year, &from.slug)]);
            }
            Self::Region(id) => return add(&["/regions/", site.region(id).region.slug(), "/"]),
            Self::Taxonomy { taxonomy } => return add(&["/", &site.taxonomies[taxonomy].key, "/"]),
            Self::Series(id) => return add(&["/series/", &site.series(id).slug, "/"]),
            Self::SitemapPart { part } => return add(&["/sitemap-", &part.to_string(), ".xml"]),
            Self::Redirect { redirect } => return add(&[&redirect_path(&site.redirects[redirect].from)]),
            Self::Static { file } => return add(&["/", &site.statics[file]]),
            Self::Theme { file } => return add(&[&theme.assets[file].path]),
            Self::Feed { of, format } => {
                of.page().write_path(site, theme, out);
                return out.push_str(match format {
                    FeedFormat::Atom => "feed.xml",
                    FeedFormat::Json => "feed.json",
                });
            }
            Self::Asset { asset } => {
                let asset = &site.assets[asset];
                Self::of(asset.owner).write_path(site, theme, out);
                return out.push_str(&asset.name);
            }
            Self::Smaller { asset, width } => {
                let asset = &site.assets[asset];
                Self::of(asset.owner).write_path(site, theme, out);
                return out.push_str(&name_of(&asset.name, width));
            }
            Self::Changes { of, page } => {
                match of {
                    ChangesOf::Site => add(&["/changes/"]),
                    ChangesOf::Country(country) => add(&["/changes/countries/", slug(country), "/"]),
                    ChangesOf::Topic(topic) => add(&["/changes/topics/", &site.topic(topic).id, "/"]),
                }
                page
            }
            Self::Archive { page } => {
                add(&["/briefings/"]);
                page
            }
            Self::Year { year, page } => {
                add(&["/briefings/", &four_digits(site.years[year].year), "/"]);
                page
            }
            Self::Country { country, page } => {
                add(&["/countries/", slug(country), "/"]);
                page
            }
            Self::Intersection { intersection, page } => {
                let own = site.intersection(intersection);
                add(&["/countries/", slug(own.country), "/", &site.topic(own.topic).id, "/"]);
                page
            }
            Self::Relations { page } => {
                add(&["/relations/"]);
                page
            }
            Self::Relation { relation, page } => {
                let [one, other] = site.relation(relation).countries;
                add(&["/relations/", slug(one), "-", slug(other), "/"]);
                page
            }
            Self::Timeline { page } => {
                add(&["/timeline/"]);
                page
            }
            Self::TimelineYear { year, page } => {
                add(&["/timeline/", &four_digits(site.event_years[year].year), "/"]);
                page
            }
            Self::TimelineCountry { country, page } => {
                add(&["/timeline/", slug(country), "/"]);
                page
            }
            Self::Topic { topic, page } => {
                add(&["/topics/", &site.topic(topic).id, "/"]);
                page
            }
            Self::Term { taxonomy, term, page } => {
                let taxonomy = &site.taxonomies[taxonomy];
                add(&["/", &taxonomy.key, "/", &taxonomy.terms[term].slug, "/"]);
                page
            }
        };
        if page > 1 {
            add(&["page/", &page.to_string(), "/"]);
        }
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

fn four_digits(year: i16) -> String {
    format!("{year:04}")
}

/// Returns the path that a link's goal has.
pub fn goal_path(goal: Goal, site: &Site, theme: &Theme) -> String {
    match goal {
        Goal::Entity(entity) => Route::of(entity).path(site, theme),
        Goal::Beside(entity, name) => format!("{}{name}", Route::of(entity).path(site, theme)),
        Goal::Path(path) => path.to_owned(),
    }
}
