//! Pointers from one document to another: the pins of a country, and `supersedes`.

use std::collections::HashMap;

use super::join::Absence;
use super::{BriefingId, Entity, Site};
use crate::finding::{Anchor, Finding};
use crate::problem::{Code, did_you_mean};
use crate::yaml::KeyPath;

/// Follows the pins and the `supersedes` of front matter.
pub fn point(site: &mut Site, absent: &HashMap<String, Absence>, findings: &mut Vec<(String, Finding)>) {
    let mut follow = |site: &Site, from: &str, key: &str, names: &[String]| -> Vec<BriefingId> {
        let mut found = Vec::new();
        for (place, name) in names.iter().enumerate() {
            match pointed_at(site, absent, name) {
                Pointed::At(id) if *site.briefing(id).briefing.path == *from => findings.push((
                    from.to_owned(),
                    Finding::new(Code::UnknownBriefing, "a briefing cannot take the place of itself")
                        .anchor(Anchor::Value(KeyPath::key(key).item(place)))
                        .hint("write the path of the older briefing, or take the line out"),
                )),
                Pointed::At(id) => found.push(id),
                Pointed::Absent(Absence::Broken) => {}
                Pointed::Absent(Absence::HeldBack) => findings.push((
                    from.to_owned(),
                    Finding::new(
                        Code::HeldBackLink,
                        format!("`{name}` is held back, so it is left out here"),
                    )
                    .anchor(Anchor::Value(KeyPath::key(key).item(place)))
                    .hint("it comes in when that briefing is published"),
                )),
                Pointed::Nowhere(finding) => {
                    findings.push((
                        from.to_owned(),
                        finding.anchor(Anchor::Value(KeyPath::key(key).item(place))),
                    ));
                }
            }
        }
        found
    };
    let pins: Vec<Vec<BriefingId>> = site
        .countries
        .iter()
        .map(|entry| match &entry.profile {
            Some(profile) => follow(site, &profile.path, "pinned", &profile.pinned),
            None => Vec::new(),
        })
        .collect();
    let older: Vec<Vec<BriefingId>> = site
        .briefings
        .iter()
        .map(|published| follow(site, &published.briefing.path, "supersedes", &published.briefing.supersedes))
        .collect();
    for (entry, pinned) in site.countries.iter_mut().zip(pins) {
        entry.pinned = pinned;
    }
    // From the oldest to the newest, so that the newest successor stays.
    for (index, older) in older.into_iter().enumerate().rev() {
        for id in &older {
            site.briefings[id.index()].superseded_by = Some(BriefingId::new(index));
        }
        site.briefings[index].supersedes = older;
    }
}

enum Pointed {
    At(BriefingId),
    Absent(Absence),
    Nowhere(Finding),
}

/// Returns the briefing that a path under `content/briefings/` without `.md` means.
fn pointed_at(site: &Site, absent: &HashMap<String, Absence>, name: &str) -> Pointed {
    let name = name.trim_matches('/').trim_end_matches(".md").trim_end_matches("/index");
    let files = [format!("content/briefings/{name}.md"), format!("content/briefings/{name}/index.md")];
    for file in &files {
        if let Some(Entity::Briefing(id)) = site.entity_of(file) {
            return Pointed::At(id);
        }
    }
    if let Some(absence) = files.iter().find_map(|file| absent.get(file)) {
        return Pointed::Absent(*absence);
    }
    let known: Vec<&str> = site
        .briefings
        .iter()
        .map(|published| &*published.briefing.path)
        .filter_map(|path| path.strip_prefix("content/briefings/")?.strip_suffix(".md"))
        .map(|path| path.trim_end_matches("/index"))
        .collect();
    let finding = Finding::new(Code::UnknownBriefing, format!("there is no briefing `{name}`"));
    Pointed::Nowhere(match did_you_mean(name, known) {
        Some(close) => finding.hint(format!("did you mean `{close}`?")),
        None => {
            finding.hint("write its path under content/briefings/ without `.md`, such as `2023/france-china`")
        }
    })
}
