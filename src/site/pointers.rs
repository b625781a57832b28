//! Pointers from one document to another: the pins of a country or an organisation, and `supersedes`.

use std::collections::{HashMap, HashSet, VecDeque};

use super::documents::Absence;
use super::{BriefingId, Entity, Site};
use crate::content::{briefing_name, last_part, written_name};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Code, ProblemCounts, did_you_mean};

/// Follows the pins and the `supersedes` of front matter.
pub fn point(site: &mut Site, absent: &HashMap<String, Absence>, findings: &mut Vec<(String, Finding)>) {
    let mut follow = |site: &Site, from: &str, key: &str, names: &[String]| -> Vec<BriefingId> {
        let mut found = Vec::new();
        let mut tally = ProblemCounts::default();
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
                Pointed::Nowhere => {
                    let finding = no_briefing(site, name, tally.add(Code::UnknownBriefing));
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
    let pins_of_organisations: Vec<Vec<BriefingId>> = site
        .organisations
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
    findings.extend(wrong_way_round(site, absent, &older));
    for (entry, pinned) in site.countries.iter_mut().zip(pins) {
        entry.pinned = pinned;
    }
    for (entry, pinned) in site.organisations.iter_mut().zip(pins_of_organisations) {
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

/// Tells where a briefing takes the place of a newer one, and where that goes round in a circle.
///
/// `older` holds what each briefing takes the place of, newest briefing first. A circle has a step from a
/// briefing to one before it in that list, so the many steps that go the other way are not looked at.
fn wrong_way_round(
    site: &Site,
    absent: &HashMap<String, Absence>,
    older: &[Vec<BriefingId>],
) -> Vec<(String, Finding)> {
    let mut findings = Vec::new();
    // A circle may have several such steps, and is told once.
    let mut told: HashSet<BriefingId> = HashSet::new();
    let back = older.iter().enumerate().flat_map(|(index, targets)| {
        let from = BriefingId::new(index);
        targets.iter().filter(move |to| **to < from).map(move |to| (from, *to))
    });
    for (from, to) in back {
        let [here, there] = [from, to].map(|id| &site.briefing(id).briefing);
        let finding = if let Some(way) = way(older, to, from) {
            if way.iter().all(|id| told.contains(id)) {
                continue;
            }
            told.extend(&way);
            let names: Vec<String> = std::iter::once(&from)
                .chain(&way)
                .map(|id| format!("`{}`", briefing_name(&site.briefing(*id).briefing.path)))
                .collect();
            let message = format!("briefings take the place of each other: {}", names.join(" → "));
            Finding::new(Code::SupersedesCycle, message)
                .hint("take it out here; the newer briefing names the older one")
        } else if there.date.timestamp() > here.date.timestamp() {
            let message = format!(
                "`{}` ({}) is newer than this briefing ({})",
                briefing_name(&there.path),
                there.date.date(),
                here.date.date()
            );
            Finding::new(Code::SupersedesNewer, message).hint(format!(
                "write `supersedes: [{}]` in {} and take it out here, or mend the dates",
                briefing_name(&here.path),
                there.path
            ))
        } else {
            continue;
        };
        let leads_there =
            |name: &String| matches!(pointed_at(site, absent, name), Pointed::At(id) if id == to);
        let place = here.supersedes.iter().position(leads_there).unwrap_or_default();
        let anchor = Anchor::Value(KeyPath::key("supersedes").item(place));
        findings.push((here.path.to_string(), finding.anchor(anchor)));
    }
    findings
}

/// Returns the shortest way from one briefing to another by what takes the place of what, with both ends.
fn way(older: &[Vec<BriefingId>], start: BriefingId, link_target: BriefingId) -> Option<Vec<BriefingId>> {
    let mut before: HashMap<BriefingId, Option<BriefingId>> = HashMap::from([(start, None)]);
    let mut open = VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        if at == link_target {
            let mut way: Vec<BriefingId> =
                std::iter::successors(Some(at), |id| before.get(id).copied().flatten()).collect();
            way.reverse();
            return Some(way);
        }
        for next in &older[at.index()] {
            before.entry(*next).or_insert_with(|| {
                open.push_back(*next);
                Some(at)
            });
        }
    }
    None
}

enum Pointed {
    At(BriefingId),
    Absent(Absence),
    Nowhere,
}

/// Returns the briefing that a path under `content/briefings/` without `.md` means.
fn pointed_at(site: &Site, absent: &HashMap<String, Absence>, name: &str) -> Pointed {
    let name = written_name(name);
    let files = [format!("content/briefings/{name}.md"), format!("content/briefings/{name}/index.md")];
    for file in &files {
        if let Some(Entity::Briefing(id)) = site.entity_of(file) {
            return Pointed::At(id);
        }
    }
    if let Some(absence) = files.iter().find_map(|file| absent.get(file)) {
        return Pointed::Absent(*absence);
    }
    Pointed::Nowhere
}

/// Says that there is no briefing of this name, and where it is to be told, which one may be meant.
fn no_briefing(site: &Site, name: &str, is_told: bool) -> Finding {
    let name = written_name(name);
    let finding = Finding::new(Code::UnknownBriefing, format!("there is no briefing `{name}`"));
    if !is_told {
        return finding;
    }
    let known = || site.briefings.iter().map(|published| briefing_name(&published.briefing.path));
    // A file's name without its folder says which one is meant, whatever other names are near.
    let same_file = known().find(|known| last_part(known) == last_part(name));
    match same_file.or_else(|| did_you_mean(name, known())) {
        Some(close) => finding.hint(format!("did you mean `{close}`?")),
        None => {
            finding.hint("write its path under content/briefings/ without `.md`, such as `2023/france-china`")
        }
    }
}
