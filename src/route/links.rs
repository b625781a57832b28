//! Links inside the site: where they lead, and which of them lead nowhere.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{Plan, Route, goal_path};
use crate::config::CONFIG_FILE;
use crate::content::{Destination, Link, Target};
use crate::finding::{Anchor, Finding};
use crate::problem::{Code, did_you_mean};
use crate::site::{Absence, BriefingId, Entity, Goal, Site};
use crate::text::resolve_path;
use crate::theme::Theme;
use crate::yaml::KeyPath;

/// Returns the path and fragment that a link in the text of `from` leads to; none where that is not
/// published.
pub fn resolve(
    site: &Site,
    theme: &Theme,
    plan: &Plan,
    from: Entity,
    target: &Target,
) -> Option<(String, String)> {
    let (Target::File { fragment, .. } | Target::Path { fragment, .. }) = target;
    let goal = site.goal(from, target)?;
    if let Goal::Path(path) = goal {
        plan.at(path)?;
    }
    Some((goal_path(goal, site, theme), fragment.clone()))
}

/// What is known of documents that are not on the site.
pub struct AbsentDocuments<'a> {
    pub files: &'a HashMap<String, Absence>,
    /// The paths that they would have.
    pub paths: &'a [(String, String)],
}

/// Returns all links and images that lead nowhere, each with its file.
pub fn check_links(
    site: &Site,
    plan: &Plan,
    absent: &HashMap<String, Absence>,
    held_back: &[(String, String)],
) -> Vec<(String, Finding)> {
    let absent = AbsentDocuments { files: absent, paths: held_back };
    let entities: Vec<Entity> = site.entities().collect();
    let mut findings: Vec<(String, Finding)> = entities
        .par_iter()
        .flat_map_iter(|entity| {
            let file = site.file_of(*entity).map(ToString::to_string).unwrap_or_default();
            let links = site.body(*entity).map(crate::content::Body::links).unwrap_or_default();
            let in_text = links.iter().filter_map(|link| check(site, plan, &absent, *entity, link));
            in_text
                .chain(check_image(site, *entity))
                .map(|finding| (file.clone(), finding))
                .collect::<Vec<_>>()
        })
        .collect();
    let of_settings = check_settings(site, plan, &absent);
    findings.extend(of_settings.into_iter().map(|finding| (CONFIG_FILE.to_owned(), finding)));
    findings
}

/// Returns what leads nowhere in `site.yaml`: the footer, the navigation and the logo.
fn check_settings(site: &Site, plan: &Plan, absent: &AbsentDocuments) -> Vec<Finding> {
    let config = &site.config;
    let mut findings: Vec<Finding> = site
        .footer
        .links()
        .iter()
        .filter_map(|link| check(site, plan, absent, Entity::Home, link))
        .map(|finding| finding.anchor(Anchor::Value(KeyPath::key("footer"))))
        .collect();
    for (place, item) in config.nav.iter().enumerate() {
        let Destination::Inside(target @ Target::Path { .. }) = Destination::of(&item.url, CONFIG_FILE)
        else {
            continue;
        };
        let path = KeyPath::key("nav").item(place).then("url");
        let found = check_target(site, plan, absent, Entity::Home, &target, false);
        findings.extend(found.map(|finding| finding.anchor(Anchor::Value(path))));
    }
    if !config.logo.is_empty() && !site.has_file(&format!("static/{}", config.logo)) {
        findings.push(
            Finding::new(Code::BrokenImage, format!("there is no file static/{}", config.logo))
                .anchor(Anchor::Value(KeyPath::key("logo")))
                .hint("put the logo under static/ and write its path from there, such as `logo.svg`"),
        );
    }
    findings
}

fn check(site: &Site, plan: &Plan, absent: &AbsentDocuments, from: Entity, link: &Link) -> Option<Finding> {
    let finding = check_target(site, plan, absent, from, link.target()?, link.is_image())?;
    Some(finding.anchor(Anchor::Bytes(link.range.clone())))
}

fn check_target(
    site: &Site,
    plan: &Plan,
    absent: &AbsentDocuments,
    from: Entity,
    target: &Target,
    is_image: bool,
) -> Option<Finding> {
    Some(match target {
        Target::File { path, fragment } => match site.goal(from, target) {
            Some(Goal::Entity(to)) => check_fragment(site, to, fragment)?,
            Some(Goal::Path(path)) if plan.at(path).is_none() => broken_path(plan, path),
            Some(_) => return None,
            None => match absence(site, absent, path) {
                Some(Absence::HeldBack) => held_back_link(path),
                Some(Absence::Broken) => return None,
                None => broken_file(site, path, is_image),
            },
        },
        Target::Path { path, fragment } => match plan.at(path) {
            Some(route) => check_fragment(site, entity_of_route(route)?, fragment)?,
            None if absent.paths.iter().any(|(held, _)| held == path) => held_back_link(path),
            None => broken_path(plan, path),
        },
    })
}

/// Returns why a file that is not published is not: it, or the page whose folder it is in, is absent.
fn absence(site: &Site, absent: &AbsentDocuments, path: &str) -> Option<Absence> {
    if let Some(absence) = absent.files.get(path) {
        return Some(*absence);
    }
    if !site.has_file(path) {
        return None;
    }
    let mut folder = path;
    while let Some((parent, _)) = folder.rsplit_once('/') {
        if let Some(absence) = absent.files.get(&format!("{parent}/index.md")) {
            return Some(*absence);
        }
        folder = parent;
    }
    None
}

fn entity_of_route(route: Route) -> Option<Entity> {
    match route {
        Route::Page(id) => Some(Entity::Page(id)),
        Route::Briefing(id) => Some(Entity::Briefing(id)),
        _ => None,
    }
}

fn check_fragment(site: &Site, to: Entity, fragment: &str) -> Option<Finding> {
    // Other pages have ids of the theme's own making, which a site may change.
    let (Entity::Briefing(_) | Entity::Page(_)) = to else { return None };
    let body = site.body(to)?;
    if fragment.is_empty() || body.has_id(fragment) {
        return None;
    }
    let file = site.file_of(to)?;
    let finding = Finding::new(Code::BrokenLink, format!("there is no heading `#{fragment}` in {file}"));
    Some(match did_you_mean(fragment, body.anchors.iter().map(String::as_str)) {
        Some(close) => finding.hint(format!("did you mean `#{close}`?")),
        None => finding.hint("link to the file alone, or to one of its headings"),
    })
}

fn held_back_link(path: &str) -> Finding {
    Finding::new(Code::HeldBackLink, format!("{path} is held back, so this link is shown as plain text"))
        .hint("it becomes a link when that document is published")
}

fn broken_path(plan: &Plan, path: &str) -> Finding {
    let finding = Finding::new(Code::BrokenLink, format!("there is no page `{path}` on this site"));
    let with_slash = format!("{path}/");
    if plan.at(&with_slash).is_some() {
        return finding.hint(format!("write it with a slash at its end: `{with_slash}`"));
    }
    match did_you_mean(path, plan.routes().map(|planned| planned.path)) {
        Some(close) => finding.hint(format!("did you mean `{close}`?")),
        None => finding.hint("link to a file of the site, such as `../topics/trade.md`, or mend the path"),
    }
}

fn broken_file(site: &Site, path: &str, is_image: bool) -> Finding {
    let (code, thing) = if is_image { (Code::BrokenImage, "image") } else { (Code::BrokenLink, "file") };
    let finding = Finding::new(code, format!("there is no {thing} {path}"));
    let bare = path.trim_end_matches('/');
    let document = [format!("{bare}.md"), format!("{bare}/index.md")]
        .into_iter()
        .find(|file| site.entity_of(file).is_some());
    if let Some(document) = document {
        let name = document.strip_prefix("content/").unwrap_or(&document);
        return finding.hint(format!("link to the file itself, with its ending: …/{name}"));
    }
    if bare.starts_with("www.") || bare.rsplit('/').next().is_some_and(|name| name.starts_with("www.")) {
        return finding.hint("write a link to another site with `https://` before it");
    }
    match similar_file(site, bare) {
        Some(close) => finding.hint(format!("did you mean {close}?")),
        None => finding.hint("the path is taken from the folder of this file; capitals count"),
    }
}

/// Returns the file that may be meant by a path: of the same name elsewhere, or of a similar name in
/// the same folder.
fn similar_file<'a>(site: &'a Site, path: &str) -> Option<&'a str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let parts = |file: &'a str| file.rsplit_once('/').unwrap_or(("", file));
    let same_name = site.all_files().find(|file| parts(file).1.eq_ignore_ascii_case(name));
    same_name.or_else(|| {
        let beside: Vec<&str> = site.all_files().filter(|file| parts(file).0 == folder).collect();
        let close = did_you_mean(name, beside.iter().map(|file| parts(file).1))?;
        beside.into_iter().find(|file| parts(file).1 == close)
    })
}

/// The image of a briefing's front matter.
fn check_image(site: &Site, entity: Entity) -> Option<Finding> {
    let Entity::Briefing(id) = entity else { return None };
    let briefing = &site.briefing(id).briefing;
    let image = briefing.image.as_ref()?;
    if image_path(site, entity, &briefing.path, image).is_some() {
        return None;
    }
    Some(
        Finding::new(Code::BrokenImage, format!("there is no image `{}`", image.escape_debug()))
            .anchor(Anchor::Value(KeyPath::key("image")))
            .hint("put it beside this file, or under static/"),
    )
}

/// Returns the path that a briefing's image is published at, from the site's root.
pub fn image_path_of(site: &Site, theme: &Theme, id: BriefingId) -> Option<String> {
    let file = image_file(site, id)?;
    Some(goal_path(site.file_goal(Entity::Briefing(id), &file)?, site, theme))
}

/// Returns the file of a briefing's image.
pub fn image_file(site: &Site, id: BriefingId) -> Option<String> {
    let briefing = &site.briefing(id).briefing;
    image_path(site, Entity::Briefing(id), &briefing.path, briefing.image.as_ref()?)
}

/// Returns the file of a briefing's image: beside the briefing, or under `static/`.
fn image_path(site: &Site, entity: Entity, from: &str, image: &str) -> Option<String> {
    let beside = resolve_path(from, image);
    let is_static = format!("static/{}", image.trim_start_matches('/'));
    [beside, Some(is_static)].into_iter().flatten().find(|path| site.file_goal(entity, path).is_some())
}
