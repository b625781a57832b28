//! The join: documents become one site.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::authors::Authors;
use super::changes::{Changes, moved};
use super::countries::countries;
use super::documents::{Absence, Documents, Unplaced};
use super::events::events;
use super::files::{Asset, FileMap, PageFolders, UnusedFile};
use super::judgements::Judgements;
use super::order::NameOrder;
use super::organisations::{OrganisationAlias, Organisations, give_events, organisations};
use super::pairs::{Bounds, Pairs, Wide, busiest, pair};
use super::pointers::point;
use super::regions::regions;
use super::sources::Sources;
use super::topics::Vocabulary;
use super::watch::watch;
use super::{
    BriefingId, Entity, Moved, OldAddress, PageId, Published, PublishedPage, Redirect, Series, SeriesId,
    Site, Year, terms,
};
use crate::config::Config;
use crate::content::{Body, TermName, referred_files};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::record::Remark;
use crate::text::title_of_slug;
use crate::world::Country;

/// A site, and what is wrong between its files: each finding with its file.
pub struct Joined {
    /// The site.
    pub site: Site,
    /// What is wrong.
    pub findings: Vec<(String, Finding)>,
    /// The files under `content/` that nothing published refers to.
    pub unused: Vec<UnusedFile>,
    /// Which notes of versions are left out.
    pub remarks: BTreeSet<Remark>,
}

/// Joins documents into a site.
pub fn join(config: Arc<Config>, mut documents: Documents) -> Joined {
    let mut findings = Vec::new();
    documents.pages.sort_by(|(one, _), (other, _)| (&one.slug, &one.path).cmp(&(&other.slug, &other.path)));
    let home = documents.pages.iter().position(|(page, _)| page.is_home);
    let home = home.map(|index| documents.pages.remove(index).0);
    let pages: Vec<PublishedPage> = documents
        .pages
        .into_iter()
        .map(|(page, preview)| PublishedPage { is_here: config.is_in_language(&page.path), page, preview })
        .collect();

    let briefings = sorted(documents.briefings);
    let order = NameOrder::of(&config.language);
    // The three joins look at the same briefings and not at each other.
    let ((mut topics, topic_findings), ((mut countries, organisations, country_findings), (terms, series))) =
        rayon::join(
            || {
                let mut findings = Vec::new();
                let vocabulary = Vocabulary::new(documents.topics, &mut findings);
                (vocabulary.entries(&briefings, &order, &mut findings), findings)
            },
            || {
                let mut findings = Vec::new();
                let countries = countries(&config, &order, &briefings, documents.profiles, &mut findings);
                let organisations =
                    organisations(&config, &order, &briefings, documents.organisations, &mut findings);
                let terms = terms::taxonomies(&config.taxonomies, &briefings);
                ((countries, organisations, findings), (terms, series(&briefings)))
            },
        );
    findings.extend(topic_findings);
    findings.extend(country_findings);
    let authors = Authors::new(&order, &briefings, documents.authors, &mut findings);
    let years = years(&briefings);
    let (taxonomies, mut terms) = terms;
    let Organisations { entries: mut organisations, mut of_briefings, aliases, ids, own_members } =
        organisations;
    let find = |country: &Country| countries.ids[country.index()];
    let (mut events, event_years) = events(&briefings, find);
    let briefings: Vec<Published> = briefings
        .into_iter()
        .enumerate()
        .map(|(index, (briefing, preview))| Published {
            preview,
            topics: std::mem::take(&mut topics.of_briefings[index]),
            countries: briefing.countries.iter().filter_map(find).collect(),
            mentions: briefing.mentions.iter().filter_map(find).collect(),
            organisations: of_briefings.get_mut(index).map(std::mem::take).unwrap_or_default(),
            terms: std::mem::take(&mut terms[index]),
            series: briefing.series.as_ref().and_then(|name| series_id(&series, &name.slug)),
            supersedes: Vec::new(),
            superseded_by: None,
            record: documents.records.remove(&briefing.path),
            is_here: config.is_in_language(&briefing.path),
            briefing,
        })
        .collect();

    give_events(&briefings, &mut events, &mut organisations);
    let bounds = Bounds { minimum: config.relations_minimum, most: config.limits.pairs, ids: &countries.ids };
    let Pairs { relations, intersections, wide } =
        pair(&briefings, &events, &mut countries.entries, &mut topics.entries, &mut organisations, &bounds);
    findings
        .extend(wide.into_iter().filter_map(|(id, wide)| many_pairs(&config, &briefings[id.index()], wide)));
    let watch = watch(&briefings, &mut countries.entries, &mut findings);
    let regions = regions(&config.language, &order, &countries.entries, &briefings);

    let footer = Body::of_setting(&config.footer, config.html);
    let mut site = Site {
        changes: Changes::new(&briefings, &countries.entries, &topics.entries, &organisations),
        judgements: Judgements::new(&briefings, &config.scale),
        sources: Sources::new(&briefings),
        moved: moved(&briefings).into_iter().chain(aliases.into_iter().map(named)).collect(),
        config,
        footer,
        briefings,
        home,
        pages,
        countries: countries.entries,
        organisations,
        topics: topics.entries,
        busiest_relations: busiest(&relations),
        relations,
        intersections,
        regions,
        events,
        event_years,
        watch,
        taxonomies,
        authors: authors.entries,
        series,
        years,
        redirects: Vec::new(),
        assets: Vec::new(),
        statics: documents.statics,
        pictures: documents.pictures,
        country_ids: countries.ids,
        organisations_by_id: ids,
        own_members,
        author_names: authors.names,
        files: FileMap::default(),
        entities: HashMap::new(),
        translated: documents.translated,
    };
    site.entities = entities(&site);
    for (file, twin) in documents.twins {
        if let Some(entity) = site.entities.get(twin.as_str()).copied() {
            site.entities.insert(file.into(), entity);
        }
    }
    site.redirects = redirects(&site);
    let files = FileMap::new(documents.files, documents.links);
    let unused;
    (site.files, site.assets, unused) = use_files(&site, files, &documents.absent, &mut findings);
    point(&mut site, &documents.absent, &mut findings);
    let remarks = site.withhold_notes();
    Joined { site, findings, unused, remarks }
}

/// Says that a briefing makes no pages of pairs, where the site has such pages.
fn many_pairs(config: &Config, published: &Published, wide: Wide) -> Option<(String, Finding)> {
    let most = config.limits.pairs;
    let subjects = published.countries.len() + published.organisations.len();
    let briefing = &published.briefing;
    let (is_made, key, message) = match wide {
        Wide::Subjects => (
            config.outputs.relations || config.outputs.intersections,
            if briefing.countries.is_empty() { "organisations" } else { "countries" },
            format!(
                "this briefing has {subjects} subjects, and with more than {most} it makes no pages of two of them"
            ),
        ),
        Wide::Topics => (
            config.outputs.intersections,
            "topics",
            format!(
                "this briefing has {} countries and {} topics, too many for a page of each two of them",
                briefing.countries.len(),
                briefing.topics.len()
            ),
        ),
    };
    let hint = match wide {
        Wide::Subjects => format!(
            "put what it only touches on under `mentions:`; or write `limits: {{ pairs: {subjects} }}` in site.yaml"
        ),
        Wide::Topics => "keep the topics under which readers look for it".to_owned(),
    };
    let finding = Finding::new(Code::ManyPairs, message).anchor(Anchor::Key(KeyPath::key(key))).hint(hint);
    is_made.then(|| (briefing.path.to_string(), finding))
}

/// Returns the address by which briefings name an organisation.
fn named(OrganisationAlias { slug, to }: OrganisationAlias) -> Moved {
    Moved { from: OldAddress::Organisation { slug }, to: Entity::Organisation(to) }
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

/// Publishes the files that published documents refer to.
fn use_files(
    site: &Site,
    mut files: FileMap,
    absent: &HashMap<String, Absence>,
    findings: &mut Vec<(String, Finding)>,
) -> (FileMap, Vec<Asset>, Vec<UnusedFile>) {
    let mut folders = PageFolders::default();
    let languages = &site.config.languages;
    let page_folder = |path: &str| languages.without_suffix(path).strip_suffix("/index.md").map(str::len);
    for (path, entity) in &site.entities {
        if let Some(length) = page_folder(path) {
            folders.0.insert(&path[..length], Some(*entity));
        }
    }
    for path in absent.keys() {
        if let Some(length) = page_folder(path) {
            folders.0.entry(&path[..length]).or_insert(None);
        }
    }
    // The home page's introduction is no page folder: its folder holds all pages.
    folders.0.remove("content/pages");
    let mut assets = Vec::new();
    for entity in site.entities() {
        let image = site.image_of(entity);
        let from = site.file_of(entity).map_or("", |file| &**file);
        let referred = site.body(entity).into_iter().flat_map(|body| referred_files(from, body, image));
        // The footer is a text of the home page as much as of any other.
        let footer = (entity == Entity::Home).then_some(&site.footer);
        for path in referred.chain(footer.into_iter().flat_map(|footer| referred_files("", footer, None))) {
            files.use_file(entity, &path, &folders, &mut assets);
        }
        for (index, pattern) in site.listed_files(entity).iter().enumerate() {
            let Some(from) = site.file_of(entity) else { continue };
            let meant = files.matching(from, pattern);
            if meant.is_empty() {
                findings.push((from.to_string(), no_such_file(index, pattern)));
            }
            for path in meant {
                files.use_file(entity, &path, &folders, &mut assets);
            }
        }
    }
    let unused = files.unused(&folders, &assets);
    (files, assets, unused)
}

fn no_such_file(index: usize, pattern: &str) -> Finding {
    Finding::new(
        Code::BrokenLink,
        format!("`files` names `{}`, and there is no such file", pattern.escape_debug()),
    )
    .anchor(Anchor::Value(KeyPath::key("files").item(index)))
    .hint(
        "write a path from the folder of this file, such as `report.pdf` or `annexes/*.pdf`; capitals count",
    )
}
