//! The join: documents become one site.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::files::FileMap;
use super::topics::Vocabulary;
use super::{
    Asset, BriefingId, CountryEntry, CountryId, Entity, PageId, Published, PublishedPage, Redirect, Series,
    SeriesId, Site, Year, terms,
};
use crate::config::{Config, CountryConfig};
use crate::content::{Body, Briefing, CountryProfile, Held, Page, Target, TermName, Topic};
use crate::finding::{Anchor, Finding};
use crate::problem::{Code, did_you_mean};
use crate::text::{resolve_path, slug_of, title_of_slug};
use crate::world::Country;
use crate::yaml::KeyPath;

/// What the gate let through, and the names of what it did not.
#[derive(Default)]
pub struct Documents {
    /// Briefings, with the reason for which they are in a preview only.
    pub briefings: Vec<Unplaced>,
    /// Pages, likewise.
    pub pages: Vec<(Arc<Page>, Option<Held>)>,
    /// Topics.
    pub topics: Vec<Arc<Topic>>,
    /// Country profiles.
    pub profiles: Vec<Arc<CountryProfile>>,
    /// The files of documents that are not on the site, and why.
    pub absent: HashMap<String, Absence>,
    /// All other files under `content/` and `static/`.
    pub files: Vec<String>,
    /// The files under `static/` that are published as they are, by their paths under it.
    pub statics: Vec<String>,
}

/// Why a document that is there is not on the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// The gate holds it back.
    HeldBack,
    /// It has errors, which are told elsewhere.
    Broken,
}

/// A site, and what is wrong between its files: each finding with its file.
pub struct Joined {
    /// The site.
    pub site: Site,
    /// What is wrong.
    pub findings: Vec<(String, Finding)>,
}

/// Joins documents into a site.
pub fn join(config: Arc<Config>, mut documents: Documents) -> Joined {
    let mut findings = Vec::new();
    documents.pages.sort_by(|(one, _), (other, _)| (&one.slug, &one.path).cmp(&(&other.slug, &other.path)));
    let home = documents.pages.iter().position(|(page, _)| page.is_home());
    let home = home.map(|index| documents.pages.remove(index).0);
    let pages: Vec<PublishedPage> =
        documents.pages.into_iter().map(|(page, preview)| PublishedPage { page, preview }).collect();

    let briefings = sorted(documents.briefings);
    // The three joins look at the same briefings and not at each other.
    let ((mut topics, topic_findings), ((countries, country_findings), (terms, series))) = rayon::join(
        || {
            let mut findings = Vec::new();
            let vocabulary = Vocabulary::new(documents.topics, &mut findings);
            (vocabulary.entries(&briefings, &mut findings), findings)
        },
        || {
            let mut findings = Vec::new();
            let countries = countries(&config, &briefings, documents.profiles, &mut findings);
            ((countries, findings), (terms::taxonomies(&config.taxonomies, &briefings), series(&briefings)))
        },
    );
    findings.extend(topic_findings);
    findings.extend(country_findings);
    let years = years(&briefings);
    let (taxonomies, mut terms) = terms;
    let find = |country: &Country| countries.ids[country.index()];
    let briefings: Vec<Published> = briefings
        .into_iter()
        .enumerate()
        .map(|(index, (briefing, preview))| Published {
            preview,
            topics: std::mem::take(&mut topics.of_briefings[index]),
            countries: briefing.countries.iter().filter_map(find).collect(),
            mentions: briefing.mentions.iter().filter_map(find).collect(),
            terms: std::mem::take(&mut terms[index]),
            series: briefing.series.as_ref().and_then(|name| series_id(&series, &name.slug)),
            supersedes: Vec::new(),
            superseded_by: None,
            briefing,
        })
        .collect();

    let footer = Body::of_setting(&config.footer, config.html);
    let mut site = Site {
        config,
        footer,
        briefings,
        home,
        pages,
        countries: countries.entries,
        topics: topics.entries,
        taxonomies,
        series,
        years,
        redirects: Vec::new(),
        assets: Vec::new(),
        statics: documents.statics,
        country_ids: countries.ids,
        files: FileMap::default(),
        entities: HashMap::new(),
    };
    site.entities = entities(&site);
    site.redirects = redirects(&site);
    (site.files, site.assets) = files(&site, documents.files, &documents.absent);
    point(&mut site, &documents.absent, &mut findings);
    Joined { site, findings }
}

/// A briefing before it has its place, with the reason for which it is in a preview only.
pub type Unplaced = (Arc<Briefing>, Option<Held>);

/// Returns the briefings newest first, ties by slug.
fn sorted(briefings: Vec<Unplaced>) -> Vec<Unplaced> {
    // The time is kept beside each one: looking it up in every comparison costs more than the sort.
    let mut dated: Vec<(jiff::Timestamp, Unplaced)> =
        briefings.into_iter().map(|unplaced| (unplaced.0.date.timestamp(), unplaced)).collect();
    dated.sort_by(|(time, (one, _)), (other_time, (other, _))| {
        other_time.cmp(time).then_with(|| (&one.slug, &one.path).cmp(&(&other.slug, &other.path)))
    });
    dated.into_iter().map(|(_, unplaced)| unplaced).collect()
}

/// What is gathered of a country before its place in the list is known.
#[derive(Clone, Default)]
struct Gathered {
    briefings: Vec<BriefingId>,
    mentions: Vec<BriefingId>,
    profile: Option<Arc<CountryProfile>>,
}

/// The countries that have a page, and for each country of the table its id, if it is one of them.
struct Countries {
    entries: Vec<CountryEntry>,
    ids: Vec<Option<CountryId>>,
}

fn countries(
    config: &Config,
    briefings: &[Unplaced],
    profiles: Vec<Arc<CountryProfile>>,
    findings: &mut Vec<(String, Finding)>,
) -> Countries {
    let mut gathered: Vec<Gathered> = vec![Gathered::default(); Country::COUNT];
    for (index, (briefing, _)) in briefings.iter().enumerate() {
        let id = BriefingId::new(index);
        for country in &briefing.countries {
            gathered[country.index()].briefings.push(id);
        }
        let of_events = briefing.events.iter().flat_map(|event| &event.countries);
        for country in briefing.mentions.iter().chain(of_events) {
            let entry = &mut gathered[country.index()];
            if entry.briefings.last() != Some(&id) && entry.mentions.last() != Some(&id) {
                entry.mentions.push(id);
            }
        }
    }
    for profile in profiles {
        let entry = &mut gathered[profile.country.index()];
        match &entry.profile {
            Some(first) => findings.push((
                profile.path.to_string(),
                Finding::new(
                    Code::UrlClash,
                    format!("{} has a profile already: {}", profile.country.name(), first.path),
                )
                .hint("keep one of the two files"),
            )),
            None => entry.profile = Some(profile),
        }
    }
    let mut entries: Vec<CountryEntry> = Country::all()
        .zip(gathered)
        .filter(|(_, all)| all.profile.is_some() || !all.briefings.is_empty() || !all.mentions.is_empty())
        .map(|(country, all)| entry(config, country, all))
        .collect();
    entries.sort_by_cached_key(|entry| {
        (slug_of(entry.said.sort.as_deref().unwrap_or(&entry.label)), entry.country.alpha2())
    });
    let mut ids: Vec<Option<CountryId>> = vec![None; Country::COUNT];
    for (place, entry) in entries.iter().enumerate() {
        ids[entry.country.index()] = Some(CountryId::new(place));
    }
    Countries { entries, ids }
}

/// A profile's word on a country goes before that of `site.yaml`.
fn entry(config: &Config, country: Country, gathered: Gathered) -> CountryEntry {
    let own = gathered.profile.as_ref().map(|profile| profile.said.clone()).unwrap_or_default();
    let site = config.countries.get(&country).cloned().unwrap_or_default();
    let said = CountryConfig {
        label: own.label.or(site.label),
        sort: own.sort.or(site.sort),
        capital: own.capital.or(site.capital),
        note: own.note.or(site.note),
    };
    CountryEntry {
        country,
        label: said.label.clone().unwrap_or_else(|| country.name().to_owned()),
        said,
        profile: gathered.profile,
        pinned: Vec::new(),
        briefings: gathered.briefings,
        mentions: gathered.mentions,
    }
}

fn series(briefings: &[Unplaced]) -> Vec<Series> {
    let mut parts: BTreeMap<&str, (String, Vec<BriefingId>)> = BTreeMap::new();
    // From the oldest to the newest: the first part comes first.
    for (index, (briefing, _)) in briefings.iter().enumerate().rev() {
        if let Some(TermName { slug, name }) = &briefing.series {
            let (title, parts) = parts.entry(slug).or_insert_with(|| (title_of_slug(slug), Vec::new()));
            parts.push(BriefingId::new(index));
            // A name that is more than its slug is a title, and the newest one counts.
            if name != slug {
                title.clone_from(name);
            }
        }
    }
    let series = |(slug, (title, parts)): (&str, _)| Series { slug: slug.to_owned(), title, parts };
    parts.into_iter().map(series).collect()
}

fn series_id(series: &[Series], slug: &str) -> Option<SeriesId> {
    series.binary_search_by(|series| series.slug.as_str().cmp(slug)).ok().map(SeriesId::new)
}

fn years(briefings: &[Unplaced]) -> Vec<Year> {
    let mut years: BTreeMap<i16, Vec<BriefingId>> = BTreeMap::new();
    for (index, (briefing, _)) in briefings.iter().enumerate() {
        years.entry(briefing.date.year()).or_default().push(BriefingId::new(index));
    }
    years.into_iter().rev().map(|(year, briefings)| Year { year, briefings }).collect()
}

fn entities(site: &Site) -> HashMap<Arc<str>, Entity> {
    let mut entities = HashMap::with_capacity(site.briefings.len() + site.pages.len() + site.topics.len());
    for entity in site.entities() {
        if let Some(file) = site.file_of(entity) {
            entities.insert(Arc::clone(file), entity);
        }
    }
    entities
}

fn redirects(site: &Site) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    let mut add = |aliases: &[String], to: Entity, file: &Arc<str>| {
        redirects.extend(aliases.iter().enumerate().map(|(place, from)| Redirect {
            from: from.clone(),
            to,
            file: Arc::clone(file),
            place,
        }));
    };
    for (index, published) in site.pages.iter().enumerate() {
        add(&published.page.aliases, Entity::Page(PageId::new(index)), &published.page.path);
    }
    if let Some(home) = &site.home {
        add(&home.aliases, Entity::Home, &home.path);
    }
    for id in site.briefing_ids() {
        let briefing = &site.briefing(id).briefing;
        add(&briefing.aliases, Entity::Briefing(id), &briefing.path);
    }
    redirects.sort_by(|one, other| (&one.file, &one.from).cmp(&(&other.file, &other.from)));
    redirects
}

fn files(site: &Site, files: Vec<String>, absent: &HashMap<String, Absence>) -> (FileMap, Vec<Asset>) {
    let mut folders: HashMap<&str, Option<Entity>> = HashMap::new();
    for (path, entity) in &site.entities {
        if let Some(folder) = path.strip_suffix("/index.md") {
            folders.insert(folder, Some(*entity));
        }
    }
    for path in absent.keys() {
        if let Some(folder) = path.strip_suffix("/index.md") {
            folders.insert(folder, None);
        }
    }
    // The home page's introduction is no page folder: its folder holds all pages.
    folders.remove("content/pages");
    let mut assets = Vec::new();
    let mut map = FileMap::new(files, &folders, &mut assets);
    for entity in site.entities() {
        let links = site.body(entity).map(Body::links).unwrap_or_default();
        for target in links.iter().filter_map(|link| link.target()) {
            if let Target::File { path, .. } = target {
                map.use_file(entity, path, &folders, &mut assets);
            }
        }
        if let Entity::Briefing(id) = entity {
            let briefing = &site.briefing(id).briefing;
            let image = briefing.image.as_ref().and_then(|image| resolve_path(&briefing.path, image));
            if let Some(path) = image {
                map.use_file(entity, &path, &folders, &mut assets);
            }
        }
    }
    (map, assets)
}

/// Follows the pins and the `supersedes` of front matter.
fn point(site: &mut Site, absent: &HashMap<String, Absence>, findings: &mut Vec<(String, Finding)>) {
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
