//! The paths of routes: the only place that knows them.

use super::{CardOf, ChangesOf, FeedFormat, FileRoute, PageRoute, Route};
use crate::pictures::name_of;
use crate::site::{Actor, ActorKind, AssetId, CountryId, LinkTarget, OldAddress, Site};
use crate::theme::Theme;

/// A path from the site's root, such as `/about/`: not percent-encoded, and without the base path. Only
/// `Edition::link` and `Edition::absolute` make a URL of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SitePath(String);

impl SitePath {
    /// Returns a path as a site's settings or texts write it.
    pub fn written(path: &str) -> Self {
        Self(path.to_owned())
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<SitePath> for String {
    fn from(path: SitePath) -> Self {
        path.0
    }
}

/// The folder of search indexes, one in it for each language.
const SEARCH_FOLDER: &str = "/assets/search/";

impl Route {
    /// Returns the path of the route.
    pub fn path(self, site: &Site, theme: &Theme) -> SitePath {
        let mut path = String::new();
        self.write_path(site, theme, &mut path);
        SitePath(path)
    }

    /// Adds the path of the route to a text. A plan makes tens of thousands of paths, and none of them
    /// needs memory of its own.
    pub(super) fn write_path(self, site: &Site, theme: &Theme, out: &mut String) {
        match self {
            Self::Page(page) => page.write_path(site, out),
            Self::File(file) => file.write_path(site, theme, out),
        }
    }
}

impl PageRoute {
    /// Returns the path of the page.
    pub fn path(self, site: &Site) -> SitePath {
        let mut path = String::new();
        self.write_path(site, &mut path);
        SitePath(path)
    }

    fn write_path(self, site: &Site, out: &mut String) {
        out.push_str(self.prefix(site));
        let mut add = |parts: &[&str]| parts.iter().for_each(|part| out.push_str(part));
        let slug = |country: CountryId| site.country(country).country.slug();
        let page = match self {
            Self::Home => return add(&["/"]),
            Self::Countries => return add(&["/countries/"]),
            Self::Topics => return add(&["/topics/"]),
            Self::Organisations => return add(&["/organisations/"]),
            Self::AllSeries => return add(&["/series/"]),
            Self::Authors => return add(&["/authors/"]),
            Self::Regions => return add(&["/regions/"]),
            Self::Watch => return add(&["/watch/"]),
            Self::WatchMonth(id) => return add(&["/watch/", &site.watch_month(id).month.to_string(), "/"]),
            Self::Search => return add(&["/search/"]),
            Self::Own(id) => return add(&[&page_path(&site.page(id).page.slug)]),
            Self::Briefing(id) => {
                let briefing = &site.briefing(id).briefing;
                return add(&[&briefing_path(briefing.date.year(), &briefing.slug)]);
            }
            Self::History(id) => {
                let briefing = &site.briefing(id).briefing;
                return add(&[&briefing_path(briefing.date.year(), &briefing.slug), "history/"]);
            }
            Self::Parallel(id) => {
                let briefing = &site.briefing(id).briefing;
                return add(&[&briefing_path(briefing.date.year(), &briefing.slug), "parallel/"]);
            }
            Self::Version { briefing, version } => {
                let briefing = &site.briefing(briefing).briefing;
                let folder = briefing_path(briefing.date.year(), &briefing.slug);
                return add(&[&folder, "history/", &version.to_string(), "/"]);
            }
            Self::Region(id) => return add(&["/regions/", site.region(id).region.slug(), "/"]),
            Self::Taxonomy(id) => return add(&["/", &site.taxonomy(id).key, "/"]),
            Self::Series(id) => return add(&["/series/", &site.series(id).slug, "/"]),
            Self::Changes { of, page } => {
                match of {
                    ChangesOf::Site => add(&["/changes/"]),
                    ChangesOf::Country(country) => add(&["/changes/countries/", slug(country), "/"]),
                    ChangesOf::Topic(topic) => add(&["/changes/topics/", &site.topic(topic).id, "/"]),
                    ChangesOf::Organisation(id) => {
                        add(&["/changes", &organisation_path(&site.organisation(id).id)]);
                    }
                }
                page
            }
            Self::Archive { page } => {
                add(&["/briefings/"]);
                page
            }
            Self::Year { year, page } => {
                add(&["/briefings/", &four_digits(site.year(year).year), "/"]);
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
                let slug = |actor: Actor| match actor.kind() {
                    ActorKind::Country(id) => slug(id),
                    ActorKind::Organisation(id) => site.organisation(id).id.as_str(),
                };
                let [one, other] = site.relation(relation).actors;
                add(&["/relations/", slug(one), "-", slug(other), "/"]);
                page
            }
            Self::Sources { page } => {
                add(&["/sources/"]);
                page
            }
            Self::Judgements { page } => {
                add(&["/judgements/"]);
                page
            }
            Self::Timeline { page } => {
                add(&["/timeline/"]);
                page
            }
            Self::TimelineYear { year, page } => {
                add(&["/timeline/", &four_digits(site.event_year(year).year), "/"]);
                page
            }
            Self::TimelineCountry { country, page } => {
                add(&["/timeline/", slug(country), "/"]);
                page
            }
            Self::Topic { topic, page } => {
                add(&[&topic_path(&site.topic(topic).id)]);
                page
            }
            Self::Organisation { organisation, page } => {
                add(&[&organisation_path(&site.organisation(organisation).id)]);
                page
            }
            Self::Author { author, page } => {
                add(&["/authors/", &site.author(author).slug, "/"]);
                page
            }
            Self::Term { taxonomy, term, page } => {
                let taxonomy = site.taxonomy(taxonomy);
                add(&["/", &taxonomy.key, "/", &taxonomy.term(term).slug, "/"]);
                page
            }
        };
        if !page.is_first() {
            add(&["page/", &page.get().to_string(), "/"]);
        }
    }
}

impl PageRoute {
    /// Returns the path that a page stands under: that of the site's language, unless the page is in another one.
    fn prefix(self, site: &Site) -> &str {
        let prefix = site.config.prefix.as_str();
        if prefix.is_empty() || self.is_here(site) { prefix } else { "" }
    }
}

/// Whose root the path of a file is made from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Root {
    /// That of the site: a site has it once, whatever its languages.
    Site,
    /// That of the language.
    Language,
    /// Its page's, a folder for its language, or whatever its writer says.
    Own,
}

impl FileRoute {
    /// Returns whose root its path is made from.
    fn root(self) -> Root {
        match self {
            Self::Api(_)
            | Self::JudgementsCsv
            | Self::Moved(_)
            | Self::Sitemap
            | Self::SitemapPart { .. } => Root::Language,
            Self::Robots | Self::NotFound | Self::NoJekyll | Self::Static(_) | Self::Theme(_) => Root::Site,
            Self::Feed { .. }
            | Self::Data(_)
            | Self::Citation { .. }
            | Self::WatchCsv(_)
            | Self::TimeMap(_)
            | Self::Form(_)
            | Self::Card(_)
            | Self::Asset(_)
            | Self::Smaller { .. }
            | Self::Redirect(_)
            | Self::Search(_) => Root::Own,
        }
    }

    /// Returns whether a site has it once, whatever its languages.
    pub fn is_shared(self) -> bool {
        self.root() == Root::Site
    }

    fn write_path(self, site: &Site, theme: &Theme, out: &mut String) {
        if self.root() == Root::Language {
            out.push_str(&site.config.prefix);
        }
        match self {
            Self::Sitemap => out.push_str("/sitemap.xml"),
            Self::Robots => out.push_str("/robots.txt"),
            Self::NotFound => out.push_str("/404.html"),
            Self::NoJekyll => out.push_str("/.nojekyll"),
            Self::Api(file) => out.push_str(file.path()),
            Self::Data(id) => {
                PageRoute::Briefing(id).write_path(site, out);
                out.push_str("index.json");
            }
            Self::Citation { of, format } => {
                of.page().write_path(site, out);
                out.push_str(format.file());
            }
            Self::WatchCsv(month) => {
                month.map_or(PageRoute::Watch, PageRoute::WatchMonth).write_path(site, out);
                out.push_str("watch.csv");
            }
            Self::TimeMap(id) => {
                PageRoute::Briefing(id).write_path(site, out);
                out.push_str("timemap.link");
            }
            Self::Form(form) => {
                form.page().write_path(site, out);
                // The file is called as its folder is, so that whoever keeps it knows what it is.
                let folder = out.trim_end_matches('/');
                let name = folder.rsplit('/').next().unwrap_or_default().to_owned();
                out.push_str(&name);
                out.push('.');
                out.push_str(form.ending());
            }
            Self::JudgementsCsv => out.push_str("/judgements/judgements.csv"),
            Self::Card(of) => {
                out.push_str(CardOf::FOLDER);
                of.page().write_path(site, out);
                out.pop();
                out.push_str(if of == CardOf::Site { "/site.png" } else { ".png" });
            }
            Self::Search(file) => {
                for part in [SEARCH_FOLDER, &site.config.language, "/", &file.name(), ".js"] {
                    out.push_str(part);
                }
            }
            Self::Moved(id) => {
                out.push_str(&match &site.moved(id).from {
                    OldAddress::Briefing { year, slug } => briefing_path(*year, slug),
                    OldAddress::Organisation { slug } => organisation_path(slug),
                });
            }
            Self::SitemapPart { part } => out.push_str(&format!("/sitemap-{part}.xml")),
            Self::Redirect(id) => out.push_str(&redirect_path(&site.redirect(id).from)),
            Self::Static(id) => {
                out.push('/');
                out.push_str(site.static_file(id));
            }
            Self::Theme(id) => out.push_str(&theme.asset(id).path),
            Self::Feed { of, format } => {
                of.page().write_path(site, out);
                out.push_str(match format {
                    FeedFormat::Atom => "feed.xml",
                    FeedFormat::Json => "feed.json",
                });
            }
            Self::Asset(id) => {
                write_folder(site, id, out);
                out.push_str(&site.asset(id).name);
            }
            Self::Smaller { asset, width } => {
                write_folder(site, asset, out);
                out.push_str(&name_of(&site.asset(asset).name, width));
            }
        }
    }
}

/// Adds the path of the page that a file is published beside.
fn write_folder(site: &Site, asset: AssetId, out: &mut String) {
    PageRoute::of(site.asset(asset).owner).write_path(site, out);
}

/// Returns the path of a briefing, held back or not.
pub fn briefing_path(year: i16, slug: &str) -> String {
    format!("/briefings/{year:04}/{slug}/")
}

/// Returns the path of a topic, held back or not.
pub fn topic_path(id: &str) -> String {
    format!("/topics/{id}/")
}

/// Returns the path of an organisation, held back or not.
pub fn organisation_path(id: &str) -> String {
    format!("/organisations/{id}/")
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
pub fn link_target_path(link_target: LinkTarget, site: &Site) -> SitePath {
    match link_target {
        LinkTarget::Entity(entity) => PageRoute::of(entity).path(site),
        LinkTarget::Beside(entity, name) => {
            let SitePath(folder) = PageRoute::of(entity).path(site);
            SitePath(folder + name)
        }
        LinkTarget::Path(path) => SitePath::written(path),
    }
}
