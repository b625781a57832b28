//! The paths of routes: the only place that knows them.

use super::{CardOf, ChangesOf, FeedFormat, Route};
use crate::pictures::name_of;
use crate::site::{CountryId, Goal, Site};
use crate::theme::Theme;

impl Route {
    /// Returns the path of the route from the site's root, not percent-encoded.
    pub fn path(self, site: &Site, theme: &Theme) -> String {
        let mut path = String::new();
        self.write_path(site, theme, &mut path);
        path
    }

    /// Adds the path of the route to a text. A plan makes tens of thousands of paths, and none of them
    /// needs memory of its own.
    pub(super) fn write_path(self, site: &Site, theme: &Theme, out: &mut String) {
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
