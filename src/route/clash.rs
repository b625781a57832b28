//! Clashes: two things at one URL.

use std::collections::HashMap;

use super::{FileOrigin, PageFacts, Plan, Planned, Route};
use crate::finding::Anchor;
use crate::outline::KeyPath;
use crate::problem::{Code, Place, Problem};
use crate::site::Site;
use crate::theme::Theme;

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

/// Plans the routes of a site, and finds the clashes among them.
///
/// `held_back` are the paths of documents that are not on the site, with their files: a clash
/// with one of them would show only on the day when it is published.
pub fn plan_routes(site: &Site, theme: &Theme, held_back: &[(String, String)]) -> (Plan, Vec<Clash>) {
    let (mut plan, doubled) = Plan::new(site, theme);
    let doubled: Vec<Planned> = doubled.iter().map(|place| plan.planned(place)).collect();
    let clashes = clashes(site, &plan, &doubled, held_back);
    plan.add_moved(site, theme);
    (plan, clashes)
}

/// Returns what of the site in one language stands where something of it in another language stands.
pub fn clashes_with(site: &Site, plan: &Plan, other_site: &Site, other: &Plan) -> Vec<Clash> {
    plan.routes()
        .filter_map(|planned| {
            let taken = other.planned_at(planned.path)?;
            let mut clash = clash(site, Claim::Route(planned), Claim::Route(planned));
            let name = Claim::Route(taken).name(other_site);
            let own = Claim::Route(planned).name(site);
            clash.problem.message = format!("two things have the URL {}: {own} and {name}", planned.path);
            if clash.problem.place.is_none() {
                clash.problem.place = Claim::Route(taken).file(other_site).map(Place::file);
            }
            clash.problem.related.clear();
            Some(clash)
        })
        .collect()
}

/// Returns the clashes of a plan, in which `doubled` are the routes whose path was taken already.
///
/// Paths that differ only in case clash too: many file systems and some servers take them for one.
/// Almost all paths are made of slugs, which are lower-case; so only the others are folded.
fn clashes(site: &Site, plan: &Plan, doubled: &[Planned], held_back: &[(String, String)]) -> Vec<Clash> {
    let mut problems = Vec::new();
    let route_at = |path: &str| plan.planned_at(path).map(Claim::Route);
    // Files that go with a briefing are doubled where its page is, and that is told.
    for planned in doubled.iter().filter(|planned| !goes_with_briefing(planned.route)) {
        if let Some(first) = route_at(planned.path) {
            let second = Claim::Route(*planned);
            if second.gives_way(site) {
                problems.extend(replaced(site, first, second));
            } else {
                problems.push(clash(site, first, second));
            }
        }
    }
    let mut held: HashMap<&str, Claim> = HashMap::new();
    for (path, file) in held_back {
        let claim = Claim::HeldBack(path, file);
        // On the day when it is published, it takes the place of such a page.
        let first = route_at(path).filter(|first| !first.gives_way(site));
        if let Some(first) = first.or_else(|| held.insert(path, claim)) {
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

/// Returns whether a route is a file that is made of one briefing and stands in its folder.
fn goes_with_briefing(route: Route) -> bool {
    match route {
        Route::Page(_) => false,
        Route::File(file) => match file.origin() {
            FileOrigin::Briefing { .. } => true,
            FileOrigin::Site
            | FileOrigin::Redirect(_)
            | FileOrigin::Moved(_)
            | FileOrigin::Asset(_)
            | FileOrigin::SmallerAsset(_)
            | FileOrigin::Static(_)
            | FileOrigin::Theme => false,
        },
    }
}

/// Returns whether a path comes from a name that its writer chose freely.
fn is_named_by_writer(route: Route) -> bool {
    match route {
        Route::Page(_) => false,
        Route::File(file) => file.origin().is_named_by_writer(),
    }
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
        match self {
            Self::HeldBack(_, file) => Some((*file).to_owned()),
            Self::Route(planned) => match planned.route {
                Route::Page(page) => {
                    let entity = page.facts(site).origin.entity()?;
                    site.file_of(entity).map(ToString::to_string)
                }
                Route::File(file) => file.origin().source(site),
            },
        }
    }

    /// Returns where a file comes from; `None` for pages and for documents that are held back.
    fn origin(&self) -> Option<FileOrigin> {
        match self {
            Self::HeldBack(..) => None,
            Self::Route(planned) => match planned.route {
                Route::Page(_) => None,
                Route::File(file) => Some(file.origin()),
            },
        }
    }

    /// Returns what is known of a page; `None` for files and for documents that are held back.
    fn page_facts(&self, site: &Site) -> Option<PageFacts> {
        match self {
            Self::HeldBack(..) => None,
            Self::Route(planned) => match planned.route {
                Route::Page(page) => Some(page.facts(site)),
                Route::File(_) => None,
            },
        }
    }

    /// Returns whether a page of the site's own takes its place.
    fn gives_way(&self, site: &Site) -> bool {
        self.page_facts(site).is_some_and(|facts| facts.gives_way)
    }

    fn name(&self, site: &Site) -> String {
        match (self.origin(), self.file(site)) {
            (Some(FileOrigin::Redirect(_)), Some(file)) => format!("an alias in {file}"),
            (_, Some(file)) => file,
            (None, None) => "a page that Chancery makes".to_owned(),
            (Some(_), None) => "a file that Chancery makes".to_owned(),
        }
    }
}

/// Tells a page or an alias of the site's own that takes the place of an index that Chancery makes. A list that the site
/// declares under that name is no accident.
fn replaced(site: &Site, first: Claim, second: Claim) -> Option<Clash> {
    let file = first.file(site)?;
    let (what, change, anchor) = match first.origin() {
        Some(FileOrigin::Redirect(id)) => {
            ("alias", "take it out", Anchor::Value(KeyPath::key("aliases").item(site.redirect(id).place)))
        }
        Some(
            FileOrigin::Asset(_)
            | FileOrigin::SmallerAsset(_)
            | FileOrigin::Static(_)
            | FileOrigin::Briefing { .. }
            | FileOrigin::Site
            | FileOrigin::Moved(_)
            | FileOrigin::Theme,
        )
        | None => ("page", "rename the file", Anchor::File),
    };
    let message =
        format!("this {what} takes the place of the index that Chancery makes at {}", second.path());
    let problem = Problem::new(Code::ReplacedIndex, message)
        .at(Place::file(file))
        .hint(format!("{change} if you want the index, or set `lints: {{ replaced-index: off }}`"));
    Some(Clash { problem, anchor })
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
    let (anchor, hint) = match second.origin() {
        Some(FileOrigin::Redirect(id)) => {
            (Anchor::Value(KeyPath::key("aliases").item(site.redirect(id).place)), "take the alias out")
        }
        Some(FileOrigin::Asset(_) | FileOrigin::SmallerAsset(_) | FileOrigin::Static(_)) => {
            (Anchor::File, "rename or move one of the two")
        }
        Some(FileOrigin::Briefing { .. } | FileOrigin::Site | FileOrigin::Moved(_) | FileOrigin::Theme)
        | None => (Anchor::File, "give one of them another `slug:`, or rename its file"),
    };
    let problem = problem.hint(hint);
    Clash { problem, anchor }
}
