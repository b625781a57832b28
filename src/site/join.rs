//! The join: documents become one site.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::changes::{Changes, moved};
use super::countries::countries;
use super::documents::{Absence, Documents, Unplaced};
use super::events::events;
use super::files::FileMap;
use super::order::NameOrder;
use super::pairs::{busiest, pair};
use super::pointers::point;
use super::regions::regions;
use super::topics::Vocabulary;
use super::{
    Asset, BriefingId, Entity, PageId, Published, PublishedPage, Redirect, Series, SeriesId, Site, Year,
    terms,
};
use crate::config::Config;
use crate::content::{Body, Target, TermName};
use crate::finding::Finding;
use crate::text::{resolve_path, title_of_slug};
use crate::world::Country;

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
    let order = NameOrder::of(&config.language);
    // The three joins look at the same briefings and not at each other.
    let ((mut topics, topic_findings), ((mut countries, country_findings), (terms, series))) = rayon::join(
        || {
            let mut findings = Vec::new();
            let vocabulary = Vocabulary::new(documents.topics, &mut findings);
            (vocabulary.entries(&briefings, &order, &mut findings), findings)
        },
        || {
            let mut findings = Vec::new();
            let countries = countries(&config, &order, &briefings, documents.profiles, &mut findings);
            ((countries, findings), (terms::taxonomies(&config.taxonomies, &briefings), series(&briefings)))
        },
    );
    findings.extend(topic_findings);
    findings.extend(country_findings);
    let years = years(&briefings);
    let (taxonomies, mut terms) = terms;
    let find = |country: &Country| countries.ids[country.index()];
    let (events, event_years) = events(&briefings, find);
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
            record: documents.records.get(&briefing.path).cloned(),
            briefing,
        })
        .collect();

    let minimum = config.relations_minimum;
    let (relations, intersections) =
        pair(&briefings, &events, &mut countries.entries, &mut topics.entries, minimum);
    let regions = regions(&config.language, &order, &countries.entries, &briefings);

    let footer = Body::of_setting(&config.footer, config.html);
    let mut site = Site {
        changes: Changes::new(&briefings, &countries.entries, &topics.entries),
        moved: moved(&briefings),
        config,
        footer,
        briefings,
        home,
        pages,
        countries: countries.entries,
        topics: topics.entries,
        busiest_relations: busiest(&relations),
        relations,
        intersections,
        regions,
        events,
        event_years,
        taxonomies,
        series,
        years,
        redirects: Vec::new(),
        assets: Vec::new(),
        statics: documents.statics,
        pictures: documents.pictures,
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
