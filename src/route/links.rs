//! Links inside the site: where they lead, and which of them lead nowhere.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{Plan, Route, SitePath, link_target_path};
use crate::config::CONFIG_FILE;
use crate::content::{Destination, Link, Target, image_files};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Code, ProblemCounts, did_you_mean};
use crate::site::{Absence, Entity, LinkTarget, Site, UnusedFile};
use crate::source::looks_like_document;

/// Returns the path and fragment that a link in the text of `from` leads to; none where that is not
/// published.
pub fn resolve(site: &Site, plan: &Plan, from: Entity, target: &Target) -> Option<(SitePath, String)> {
    let (Target::File { fragment, .. } | Target::Path { fragment, .. }) = target;
    let link_target = site.link_target(from, target)?;
    if let LinkTarget::Path(path) = link_target {
        return Some((SitePath::written(&plan.meant(site, path)?), fragment.clone()));
    }
    Some((link_target_path(link_target, site), fragment.clone()))
}

/// What is known of documents that are not on the site.
pub struct AbsentDocuments<'a> {
    pub files: &'a HashMap<String, Absence>,
    /// The paths that they would have.
    pub paths: &'a [(String, String)],
    /// The files that nothing refers to, by the paths that they would have.
    pub unused: &'a HashMap<String, UnusedFile>,
}

/// Returns all links and images that lead nowhere, each with its file.
pub fn check_links(
    site: &Site,
    plan: &Plan,
    absent: &HashMap<String, Absence>,
    held_back: &[(String, String)],
    unused: &HashMap<String, UnusedFile>,
) -> Vec<(String, Finding)> {
    let absent = AbsentDocuments { files: absent, paths: held_back, unused };
    let entities: Vec<Entity> = site.entities().collect();
    let mut findings: Vec<(String, Finding)> = entities
        .par_iter()
        .flat_map_iter(|entity| {
            let file = site.file_of(*entity).map(ToString::to_string).unwrap_or_default();
            let links = site.body(*entity).map(crate::content::Body::links).unwrap_or_default();
            let mut tally = ProblemCounts::default();
            let in_text =
                links.iter().filter_map(|link| check(site, plan, &absent, *entity, link, &mut tally));
            let all = in_text.chain(check_image(site, *entity));
            all.map(|finding| (file.clone(), finding)).collect::<Vec<_>>()
        })
        .collect();
    let of_settings = check_settings(site, plan, &absent);
    findings.extend(of_settings.into_iter().map(|finding| (CONFIG_FILE.to_owned(), finding)));
    findings
}

/// Returns what leads nowhere in `site.yaml`: the footer, the navigation and the logo.
fn check_settings(site: &Site, plan: &Plan, absent: &AbsentDocuments) -> Vec<Finding> {
    let config = &site.config;
    let mut tally = ProblemCounts::default();
    let mut findings: Vec<Finding> = site
        .footer
        .links()
        .iter()
        .filter_map(|link| check(site, plan, absent, Entity::Home, link, &mut tally))
        .map(|finding| finding.anchor(Anchor::Value(KeyPath::key("footer"))))
        .collect();
    for (place, item) in config.nav.iter().enumerate() {
        let Destination::Inside(target @ Target::Path { .. }) = Destination::of(&item.url, CONFIG_FILE)
        else {
            continue;
        };
        let path = KeyPath::key("nav").item(place).then("url");
        let found =
            check_target(site, plan, absent, Entity::Home, &target, false, &mut ProblemCounts::default());
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

fn check(
    site: &Site,
    plan: &Plan,
    absent: &AbsentDocuments,
    from: Entity,
    link: &Link,
    tally: &mut ProblemCounts,
) -> Option<Finding> {
    let finding = check_target(site, plan, absent, from, link.target()?, link.is_image(), tally)?;
    Some(finding.anchor(Anchor::Bytes(link.range.clone())))
}

fn check_target(
    site: &Site,
    plan: &Plan,
    absent: &AbsentDocuments,
    from: Entity,
    target: &Target,
    is_image: bool,
    tally: &mut ProblemCounts,
) -> Option<Finding> {
    Some(match target {
        Target::File { path, fragment } => match site.link_target(from, target) {
            Some(LinkTarget::Entity(to)) => check_fragment(site, to, fragment, tally)?,
            Some(LinkTarget::Path(path)) if plan.meant(site, path).is_none() => {
                broken_path(plan, absent, path, tally)
            }
            Some(_) => return None,
            None => match absence(site, absent, path) {
                Some(Absence::HeldBack) => held_back_link(path),
                Some(Absence::Broken) => return None,
                None => broken_file(site, path, is_image, tally),
            },
        },
        Target::Path { path, fragment } => match plan.meant(site, path) {
            // What is there in another language alone is looked at there.
            Some(path) => {
                let route = plan.at(&path)?;
                check_fragment(site, entity_of_route(site, route)?, fragment, tally)?
            }
            None if absent.paths.iter().any(|(held, _)| held == path) => held_back_link(path),
            None => broken_path(plan, absent, path, tally),
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
    let mut folder = site.real_path(path);
    while let Some((parent, _)) = folder.rsplit_once('/') {
        if let Some(absence) = absent.files.get(&format!("{parent}/index.md")) {
            return Some(*absence);
        }
        folder = parent;
    }
    None
}

fn entity_of_route(site: &Site, route: Route) -> Option<Entity> {
    match route {
        Route::Page(page) => page.facts(site).origin.entity(),
        Route::File(_) => None,
    }
}

fn check_fragment(site: &Site, to: Entity, fragment: &str, tally: &mut ProblemCounts) -> Option<Finding> {
    // Other pages have ids of the theme's own making, which a site may change.
    let (Entity::Briefing(_) | Entity::Page(_)) = to else { return None };
    let body = site.body(to)?;
    if fragment.is_empty() || body.has_id(fragment) {
        return None;
    }
    let file = site.file_of(to)?;
    let finding = Finding::new(Code::BrokenLink, format!("there is no heading `#{fragment}` in {file}"));
    if !tally.add(Code::BrokenLink) {
        return Some(finding);
    }
    Some(match did_you_mean(fragment, body.ids()) {
        Some(close) => finding.hint(format!("did you mean `#{close}`?")),
        None => finding.hint("link to the file alone, or to one of its headings"),
    })
}

fn held_back_link(path: &str) -> Finding {
    Finding::new(Code::HeldBackLink, format!("{path} is held back, so this link is shown as plain text"))
        .hint("it becomes a link when that document is published")
}

fn broken_path(plan: &Plan, absent: &AbsentDocuments, path: &str, tally: &mut ProblemCounts) -> Finding {
    if let Some(file) = absent.unused.get(path) {
        let message = format!("`{path}` is not published, since nothing in its own document refers to it");
        let name = file.place.as_ref().map_or(file.path.as_str(), |(_, name)| name);
        let folder = file.path.strip_suffix(name).unwrap_or_default();
        return Finding::new(Code::BrokenLink, message)
            .hint(format!("add `files: [{name}]` to the front matter of {folder}index.md"));
    }
    let finding = Finding::new(Code::BrokenLink, format!("there is no page `{path}` on this site"));
    if !tally.add(Code::BrokenLink) {
        return finding;
    }
    let with_slash = format!("{path}/");
    if plan.at(&with_slash).is_some() {
        return finding.hint(format!("write it with a slash at its end: `{with_slash}`"));
    }
    match did_you_mean(path, plan.routes().map(|planned| planned.path)) {
        Some(close) => finding.hint(format!("did you mean `{close}`?")),
        None => finding.hint("link to a file of the site, such as `../topics/trade.md`, or mend the path"),
    }
}

fn broken_file(site: &Site, path: &str, is_image: bool, tally: &mut ProblemCounts) -> Finding {
    let (code, thing) = if is_image { (Code::BrokenImage, "image") } else { (Code::BrokenLink, "file") };
    if site.has_file(path) && looks_like_document(path) {
        return Finding::new(code, format!("{path} looks like a document, and nothing reads it"))
            .hint("end its name in `.md`, so that it is published as a page, or write the file as a PDF");
    }
    let finding = Finding::new(code, format!("there is no {thing} {path}"));
    if !tally.add(code) {
        return finding;
    }
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
    if bare.contains('\\') {
        return finding.hint("write `/` in the place of each `\\`: addresses have no backslashes");
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

/// The image of a document's front matter.
fn check_image(site: &Site, entity: Entity) -> Option<Finding> {
    let image = site.image_of(entity)?;
    if image_file(site, entity).is_some() {
        return None;
    }
    let key = match entity {
        Entity::Author(_) => "photo",
        Entity::Home
        | Entity::Page(_)
        | Entity::Briefing(_)
        | Entity::Country(_)
        | Entity::Topic(_)
        | Entity::Organisation(_) => "image",
    };
    Some(
        Finding::new(Code::BrokenImage, format!("there is no image `{}`", image.escape_debug()))
            .anchor(Anchor::Value(KeyPath::key(key)))
            .hint("put it beside this file, or under static/"),
    )
}

/// Returns the path that the image of an entity is published at, from the site's root.
pub fn image_path_of(site: &Site, entity: Entity) -> Option<SitePath> {
    let file = image_file(site, entity)?;
    Some(link_target_path(site.file_link_target(entity, &file)?, site))
}

/// Returns the file of an entity's image: beside its document, or under `static/`.
pub fn image_file(site: &Site, entity: Entity) -> Option<String> {
    let from = site.file_of(entity)?;
    image_files(from, site.image_of(entity)?).find(|path| site.file_link_target(entity, path).is_some())
}
