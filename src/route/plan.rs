//! The plan: which routes a site has, each at one path.

use std::collections::HashMap;

use super::{FeedFormat, FeedOf, PAGE_SIZE, Route, SITEMAP_SIZE, file_of_path};
use crate::problem::{Code, Place, Problem};
use crate::site::{CountryEntry, CountryId, Entity, Site};
use crate::theme::Theme;

/// A route at its path.
#[derive(Clone, Debug)]
pub struct Planned {
    /// The path from the site's root, not percent-encoded.
    pub path: String,
    /// The route.
    pub route: Route,
}

/// All routes of a site.
#[derive(Debug, Default)]
pub struct Plan {
    /// The routes, each once.
    pub routes: Vec<Planned>,
    by_path: HashMap<String, usize>,
}

impl Plan {
    /// Plans the routes of a site.
    ///
    /// `held_back` are the paths of documents that are not on the site, with their files: a clash
    /// with one of them would show only on the day when it is published.
    pub fn new(site: &Site, theme: &Theme, held_back: &[(String, String)]) -> (Self, Vec<Problem>) {
        let routes: Vec<Planned> = all_routes(site, theme)
            .into_iter()
            .map(|route| Planned { path: route.path(site, theme).into_owned(), route })
            .collect();
        let problems = clashes(site, &routes, held_back);
        let by_path =
            routes.iter().enumerate().map(|(index, planned)| (planned.path.clone(), index)).collect();
        (Self { routes, by_path }, problems)
    }

    /// Returns the route at a path.
    pub fn at(&self, path: &str) -> Option<Route> {
        self.by_path.get(path).map(|index| self.routes[*index].route)
    }

    /// Returns the paths of the pages that readers and search engines go to, in the order of the plan.
    pub fn pages(&self) -> impl Iterator<Item = &Planned> {
        self.routes.iter().filter(|planned| planned.route.is_page())
    }
}

/// Returns how many pages a list of this length takes; an empty list has one page too.
pub fn pages_of(length: usize) -> usize {
    length.div_ceil(PAGE_SIZE).max(1)
}

/// Returns how many pages a country takes: its two lists are turned together.
pub fn pages_of_country(entry: &CountryEntry) -> usize {
    pages_of(entry.briefings.len().max(entry.mentions.len()))
}

fn all_routes(site: &Site, theme: &Theme) -> Vec<Route> {
    let mut routes = vec![Route::Home];
    routes.extend(site.entities().filter_map(|entity| match entity {
        Entity::Page(_) | Entity::Briefing(_) => Some(Route::of(entity)),
        Entity::Home | Entity::Country(_) | Entity::Topic(_) => None,
    }));
    routes.extend((1..=pages_of(site.briefings.len())).map(|page| Route::Archive { page }));
    for (year, entry) in site.years.iter().enumerate() {
        routes.extend((1..=pages_of(entry.briefings.len())).map(|page| Route::Year { year, page }));
    }
    feeds(site, FeedOf::Site, site.briefings.len(), &mut routes);
    routes.push(Route::Countries);
    for (country, entry) in countries(site) {
        routes.extend((1..=pages_of_country(entry)).map(|page| Route::Country { country, page }));
        feeds(site, FeedOf::Country(country), entry.briefings.len(), &mut routes);
    }
    routes.push(Route::Topics);
    for entity in site.entities() {
        let Entity::Topic(topic) = entity else { continue };
        let length = site.topic(topic).briefings.len();
        routes.extend((1..=pages_of(length)).map(|page| Route::Topic { topic, page }));
        feeds(site, FeedOf::Topic(topic), length, &mut routes);
    }
    for (taxonomy, entry) in site.taxonomies.iter().enumerate() {
        routes.push(Route::Taxonomy { taxonomy });
        for (term, entry) in entry.terms.iter().enumerate() {
            routes.extend((1..=pages_of(entry.briefings.len())).map(|page| Route::Term {
                taxonomy,
                term,
                page,
            }));
        }
    }
    routes.push(Route::AllSeries);
    routes.extend(site.series_ids().map(Route::Series));
    let pages = routes.iter().filter(|route| route.is_page()).count();
    routes.push(Route::Sitemap);
    if pages > SITEMAP_SIZE {
        routes.extend((1..=pages.div_ceil(SITEMAP_SIZE)).map(|part| Route::SitemapPart { part }));
    }
    routes.extend([Route::Robots, Route::NotFound, Route::NoJekyll]);
    routes.extend((0..site.redirects.len()).map(|redirect| Route::Redirect { redirect }));
    routes.extend((0..site.assets.len()).map(|asset| Route::Asset { asset }));
    routes.extend((0..site.statics.len()).map(|file| Route::Static { file }));
    routes.extend((0..theme.assets.len()).map(|file| Route::Theme { file }));
    let own_robots = |name: &str| site.statics.iter().any(|file| file == name);
    // A site's own files take the place of those that are made without its asking.
    routes.retain(|route| match route {
        Route::Robots => !own_robots("robots.txt"),
        Route::NoJekyll => !own_robots(".nojekyll"),
        _ => true,
    });
    routes
}

fn countries(site: &Site) -> impl Iterator<Item = (CountryId, &CountryEntry)> {
    site.entities().filter_map(|entity| match entity {
        Entity::Country(id) => Some((id, site.country(id))),
        _ => None,
    })
}

/// A list without briefings has no feed; the site itself always has one.
fn feeds(site: &Site, of: FeedOf, length: usize, routes: &mut Vec<Route>) {
    if length == 0 && of != FeedOf::Site {
        return;
    }
    routes.push(Route::Feed { of, format: FeedFormat::Atom });
    if site.config.outputs.json_feeds {
        routes.push(Route::Feed { of, format: FeedFormat::Json });
    }
}

/// Tells the paths that two things claim, or that differ only in case, which many file systems and
/// some servers take for the same.
fn clashes(site: &Site, routes: &[Planned], held_back: &[(String, String)]) -> Vec<Problem> {
    let mut owners: HashMap<String, Owner> = HashMap::with_capacity(routes.len() + held_back.len());
    let mut problems = Vec::new();
    let published = routes.iter().map(|planned| (planned.path.as_str(), Owner::Route(planned)));
    let held = held_back.iter().map(|(path, file)| (path.as_str(), Owner::HeldBack(path, file)));
    for (path, owner) in published.chain(held) {
        let file = file_of_path(path);
        let folded = if file.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            file.to_lowercase()
        } else {
            file
        };
        match owners.entry(folded) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(owner);
            }
            std::collections::hash_map::Entry::Occupied(taken) => {
                problems.push(clash(site, *taken.get(), owner))
            }
        }
    }
    problems.extend(folder_clashes(site, &owners));
    problems
}

#[derive(Clone, Copy)]
enum Owner<'a> {
    Route(&'a Planned),
    HeldBack(&'a str, &'a str),
}

impl Owner<'_> {
    fn path(&self) -> &str {
        match self {
            Self::Route(planned) => &planned.path,
            Self::HeldBack(path, _) => path,
        }
    }

    fn file(&self, site: &Site) -> Option<String> {
        match self {
            Self::HeldBack(_, file) => Some((*file).to_owned()),
            Self::Route(planned) => match planned.route {
                Route::Page(id) => site.file_of(Entity::Page(id)).map(str::to_owned),
                Route::Briefing(id) => site.file_of(Entity::Briefing(id)).map(str::to_owned),
                Route::Home => site.file_of(Entity::Home).map(str::to_owned),
                Route::Country { country, .. } => site.file_of(Entity::Country(country)).map(str::to_owned),
                Route::Topic { topic, .. } => site.file_of(Entity::Topic(topic)).map(str::to_owned),
                Route::Redirect { redirect } => Some(site.redirects[redirect].file.clone()),
                Route::Asset { asset } => Some(site.assets[asset].source.clone()),
                Route::Static { file } => Some(format!("static/{}", site.statics[file])),
                _ => None,
            },
        }
    }

    fn name(&self, site: &Site) -> String {
        let made = |what: &str| format!("{what} that Chancery makes");
        match (self, self.file(site)) {
            (Self::Route(Planned { route: Route::Redirect { .. }, .. }), Some(file)) => {
                format!("an alias in {file}")
            }
            (_, Some(file)) => file,
            (Self::Route(planned), None) if planned.route.is_page() => made("a page"),
            (_, None) => made("a file"),
        }
    }
}

fn clash(site: &Site, first: Owner, second: Owner) -> Problem {
    let (one, other) = (first.name(site), second.name(site));
    let message = if first.path() == second.path() {
        format!("two things have the URL {}: {one} and {other}", first.path())
    } else {
        format!("{} and {} differ only in case: {one} and {other}", first.path(), second.path())
    };
    let mut problem = Problem::new(Code::UrlClash, message);
    let (place, rest) = match (second.file(site), first.file(site)) {
        (Some(file), first) => (Some(file), first),
        (None, first) => (first, None),
    };
    problem.place = place.map(Place::file);
    if let Some(file) = rest {
        problem = problem.related(Place::file(file), "the other one");
    }
    let hint = match second {
        Owner::Route(Planned { route: Route::Redirect { .. }, .. }) => "take the alias out",
        Owner::Route(Planned { route: Route::Static { .. } | Route::Asset { .. }, .. }) => {
            "rename or move one of the files"
        }
        _ => "give one of them another `slug:`, or rename its file",
    };
    problem.hint(hint)
}

/// Tells the files that stand where another route needs a folder: `a` beside `a/index.html`.
fn folder_clashes(site: &Site, owners: &HashMap<String, Owner>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut files: Vec<&String> = owners
        .iter()
        .filter(|(_, owner)| match owner {
            Owner::Route(planned) => {
                matches!(planned.route, Route::Static { .. } | Route::Asset { .. } | Route::Redirect { .. })
            }
            Owner::HeldBack(..) => false,
        })
        .map(|(file, _)| file)
        .collect();
    files.sort_unstable();
    for file in files {
        let mut folder = file.as_str();
        while let Some((parent, _)) = folder.rsplit_once('/') {
            if let (Some(first), Some(second)) = (owners.get(parent), owners.get(file)) {
                problems.push(clash(site, *first, *second));
            }
            folder = parent;
        }
    }
    problems
}

impl Site {
    /// Returns the ids of all series.
    fn series_ids(&self) -> impl Iterator<Item = crate::site::SeriesId> + '_ {
        self.series.iter().filter_map(|series| self.briefing(*series.parts.first()?).series)
    }
}
