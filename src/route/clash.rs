//! Clashes: two things at one URL.

use std::collections::HashMap;

use super::{Plan, Planned, Route};
use crate::finding::Anchor;
use crate::problem::{Code, Place, Problem};
use crate::site::{Entity, Site};
use crate::yaml::KeyPath;

/// Two things at one URL: the problem, and where in its file it is.
#[derive(Debug)]
pub struct Clash {
    /// What is wrong.
    pub problem: Problem,
    /// Where in its file.
    pub anchor: Anchor,
}

/// Something that claims a path.
#[derive(Clone, Copy)]
enum Claim<'a> {
    /// A route of the site.
    Route(Planned<'a>),
    /// A document that is held back: its path and its file.
    HeldBack(&'a str, &'a str),
}

/// Returns the clashes of a plan, in which `doubled` are the routes whose path was taken already.
///
/// Paths that differ only in case clash too: many file systems and some servers take them for one.
/// Almost all paths are made of slugs, which are lower-case; so only the others are folded.
pub fn clashes(site: &Site, plan: &Plan, doubled: &[Planned], held_back: &[(String, String)]) -> Vec<Clash> {
    let mut problems = Vec::new();
    let route_at = |path: &str| plan.planned_at(path).map(Claim::Route);
    // Files that go with a briefing are doubled where its page is, and that is told.
    let is_own = |planned: &&Planned| !matches!(planned.route, Route::Data(_) | Route::Citation { .. });
    for planned in doubled.iter().filter(is_own) {
        if let Some(first) = route_at(planned.path) {
            problems.push(clash(site, first, Claim::Route(*planned)));
        }
    }
    let mut held: HashMap<&str, Claim> = HashMap::new();
    for (path, file) in held_back {
        let claim = Claim::HeldBack(path, file);
        if let Some(first) = route_at(path).or_else(|| held.insert(path, claim)) {
            problems.push(clash(site, first, claim));
        }
    }

    let mut folded: HashMap<String, Claim> = HashMap::new();
    for planned in plan.routes().filter(|planned| is_named_by_writer(planned.route)) {
        let claim = Claim::Route(planned);
        let plain = fold(planned.path);
        let other =
            route_at(&plain).filter(|_| plain != planned.path).or_else(|| held.get(plain.as_str()).copied());
        if let Some(first) = other.or_else(|| folded.insert(plain.clone(), claim)) {
            problems.push(clash(site, first, claim));
        }
    }
    // A file cannot stand where another route needs a folder, as in `a` beside `a/index.html`.
    for planned in plan.routes().filter(|planned| is_named_by_writer(planned.route)) {
        let plain = fold(planned.path);
        let mut folder = plain.as_str();
        while let Some((parent, _)) = folder.rsplit_once('/') {
            if let Some(first) = route_at(parent).or_else(|| folded.get(parent).copied()) {
                problems.push(clash(site, first, Claim::Route(planned)));
            }
            folder = parent;
        }
    }
    problems.extend(files_in_the_way(site, plan));
    problems
}

/// Tells the files without an ending that stand where a page needs a folder. The folders of pages are
/// slugs, which have no ending.
fn files_in_the_way(site: &Site, plan: &Plan) -> Vec<Clash> {
    let files: HashMap<String, Planned> = plan
        .routes()
        .filter(|planned| {
            is_named_by_writer(planned.route) && !planned.path.ends_with('/') && !planned.path.contains('.')
        })
        .map(|planned| (fold(planned.path), planned))
        .collect();
    let mut problems = Vec::new();
    if files.is_empty() {
        return problems;
    }
    for planned in plan.routes().filter(|planned| !is_named_by_writer(planned.route)) {
        let mut folder = planned.path.trim_end_matches('/');
        while !folder.is_empty() {
            if let Some(file) = files.get(folder) {
                problems.push(clash(site, Claim::Route(planned), Claim::Route(*file)));
            }
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    // One file may stand in the way of a whole folder of pages; it is told once.
    problems.dedup_by(|one, other| one.problem.place == other.problem.place);
    problems
}

/// Returns whether a path comes from a name that its writer chose freely.
fn is_named_by_writer(route: Route) -> bool {
    matches!(
        route,
        Route::Static { .. } | Route::Asset { .. } | Route::Smaller { .. } | Route::Redirect { .. }
    )
}

/// Returns a path in lower case, a folder's index as the folder.
fn fold(path: &str) -> String {
    let path = path.to_lowercase();
    match path.strip_suffix("/index.html") {
        Some(folder) => format!("{folder}/"),
        None => path,
    }
}

impl Claim<'_> {
    fn path(&self) -> &str {
        match self {
            Self::Route(planned) => planned.path,
            Self::HeldBack(path, _) => path,
        }
    }

    fn file(&self, site: &Site) -> Option<String> {
        let of_entity = |entity| site.file_of(entity).map(ToString::to_string);
        match self {
            Self::HeldBack(_, file) => Some((*file).to_owned()),
            Self::Route(planned) => match planned.route {
                Route::Page(id) => of_entity(Entity::Page(id)),
                Route::Briefing(id) => of_entity(Entity::Briefing(id)),
                Route::Home => of_entity(Entity::Home),
                Route::Country { country, .. } => of_entity(Entity::Country(country)),
                Route::Topic { topic, .. } => of_entity(Entity::Topic(topic)),
                Route::Redirect { redirect } => Some(site.redirects[redirect].file.to_string()),
                Route::Asset { asset } | Route::Smaller { asset, .. } => {
                    Some(site.assets[asset].source.clone())
                }
                Route::Static { file } => Some(format!("static/{}", site.statics[file])),
                _ => None,
            },
        }
    }

    fn name(&self, site: &Site) -> String {
        match (self, self.file(site)) {
            (Self::Route(Planned { route: Route::Redirect { .. }, .. }), Some(file)) => {
                format!("an alias in {file}")
            }
            (_, Some(file)) => file,
            (Self::Route(planned), None) if planned.route.is_page() => {
                "a page that Chancery makes".to_owned()
            }
            (_, None) => "a file that Chancery makes".to_owned(),
        }
    }
}

fn clash(site: &Site, first: Claim, second: Claim) -> Clash {
    let (one, other) = (first.name(site), second.name(site));
    let message = if first.path() == second.path() {
        format!("two things have the URL {}: {one} and {other}", first.path())
    } else if first.path().eq_ignore_ascii_case(second.path()) {
        format!("{} and {} differ only in case: {one} and {other}", first.path(), second.path())
    } else {
        format!("{} and {} cannot both be there: {one} and {other}", first.path(), second.path())
    };
    let mut problem = Problem::new(Code::UrlClash, message);
    let (file, rest) = match (second.file(site), first.file(site)) {
        (Some(file), first) => (Some(file), first),
        (None, first) => (first, None),
    };
    problem.place = file.map(Place::file);
    if let Some(file) = rest {
        problem = problem.related(Place::file(file), "the other one");
    }
    let anchor = match second {
        Claim::Route(Planned { route: Route::Redirect { redirect }, .. }) => {
            Anchor::Value(KeyPath::key("aliases").item(site.redirects[redirect].place))
        }
        _ => Anchor::File,
    };
    let problem = problem.hint(match second {
        Claim::Route(Planned { route: Route::Redirect { .. }, .. }) => "take the alias out",
        Claim::Route(Planned {
            route: Route::Static { .. } | Route::Asset { .. } | Route::Smaller { .. },
            ..
        }) => "rename or move one of the two",
        _ => "give one of them another `slug:`, or rename its file",
    });
    Clash { problem, anchor }
}
