//! The dossier of a country. What is not a list of briefings stands on its first page.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::Renderer;
use crate::render::counted::{Counted, partners};
use crate::render::engine::context_of;
use crate::render::maps::{Locator, locator};
use crate::render::metadata::{About, Described, PageDescription, SchemaType};
use crate::render::organisations::{NamedWithYears, memberships};
use crate::render::timeline::{TimelineView, timeline};
use crate::render::views::{
    CountryLink, FeedLink, LinkView, Pager, body_of, changes_url, country_link, is_planned, link_to,
    search_url, topic_link,
};
use crate::render::watch::{Named as Naming, StatusLine, line};
use crate::route::{CardOf, ChangesOf, FeedOf, PageNumber, PageRoute};
use crate::site::{ActorKind, BriefingId, CountryEntry, CountryId, Entity, Tally, TopicId};
use crate::world::Country;

/// How many statuses a dossier tells.
const STATUSES: usize = 24;

/// What `country.html` shows.
#[derive(Serialize)]
struct CountryContent<'a> {
    country: CountryLink,
    region: Named<'a>,
    subregion: &'a str,
    /// What the site says of it.
    note: Option<&'a str>,
    feeds: &'a [FeedLink],
    changes_url: Option<String>,
    /// A search of the briefings about it.
    search_url: Option<String>,
    is_first: bool,
    #[serde(flatten)]
    dossier: Option<Dossier<'a>>,
    /// The briefings about it.
    years: Vec<YearOfRows>,
    count: usize,
    /// The briefings that touch on it.
    mentions: Vec<Value>,
    mention_count: usize,
    pager: Option<Pager>,
}

/// What stands on the first page only.
#[derive(Serialize)]
struct Dossier<'a> {
    map: Option<Locator<'a>>,
    capital: Option<&'a str>,
    /// For a former country, its years.
    lasted: Option<String>,
    successors: Vec<Named<'a>>,
    predecessors: Vec<Predecessor<'a>>,
    neighbours: Vec<Named<'a>>,
    /// The organisations that it is a member of.
    memberships: Vec<NamedWithYears>,
    status: Option<StatusLine<'a>>,
    /// How things went there, the latest first.
    course: Vec<StatusLine<'a>>,
    course_count: usize,
    introduction: Option<Value>,
    pinned: Vec<Value>,
    topics: Vec<Counted<LinkView>>,
    partners: Vec<Counted<LinkView>>,
    organisations: Vec<Counted<LinkView>>,
    timeline: Option<TimelineView>,
}

/// The rows of one year.
#[derive(Serialize)]
struct YearOfRows {
    year: i16,
    rows: Vec<Value>,
}

/// A former country that another one was, or was part of.
#[derive(Serialize)]
struct Predecessor<'a> {
    #[serde(flatten)]
    name: Named<'a>,
    years: String,
}

/// A name, as a link where it has a page.
#[derive(Serialize)]
struct Named<'a> {
    title: &'a str,
    url: Option<String>,
}

/// `/countries/france/`
pub struct CountryPage {
    /// The country.
    pub country: CountryId,
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for CountryPage {
    fn template(&self) -> &'static str {
        "country.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.site.country(self.country).label.clone()
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Countries)
    }

    fn head(&self, edition: &Edition) -> Head {
        let profile = edition.site.country(self.country).profile.as_ref();
        Head {
            title: self.name(edition),
            description: profile.map(|profile| profile.body.lead()).unwrap_or_default().to_owned(),
            language: None,
            feeds: Some(FeedOf::Country(self.country)),
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: vec![About::Country(self.country)],
                card: CardOf::Country(self.country),
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let (edition, renderer) = (frame.edition(), frame.renderer);
        let entry = edition.site.country(self.country);
        let dossier = self.page.is_first().then(|| dossier(renderer, self.country, entry)).transpose()?;
        let route = |page| PageRoute::Country { country: self.country, page };
        context_of(&CountryContent {
            country: country_link(edition, self.country),
            region: region_link(edition, self.country),
            subregion: entry.country.subregion().name_in(&edition.site.config.language),
            note: entry.overrides.note.as_deref(),
            feeds: &frame.page.feeds,
            changes_url: changes_url(edition, ChangesOf::Country(self.country)),
            search_url: search_url(edition, &format!("country={}", entry.country.code().to_lowercase())),
            is_first: self.page.is_first(),
            dossier,
            years: rows_by_year(renderer, &entry.briefings[self.page.places(entry.briefings.len())])?,
            count: entry.briefings.len(),
            mentions: renderer.rows(&entry.mentions[self.page.places(entry.mentions.len())])?,
            mention_count: entry.mentions.len(),
            pager: Pager::new(edition, self.page, entry.longest_list(), route),
        })
    }
}

fn dossier<'a>(
    renderer: &'a Renderer,
    id: CountryId,
    entry: &'a CountryEntry,
) -> Result<Dossier<'a>, Problem> {
    let edition = &**renderer.edition();
    let profile = entry.profile.as_deref();
    let all = PageRoute::TimelineCountry { country: id, page: PageNumber::FIRST };
    Ok(Dossier {
        map: locator(edition, &[id]),
        capital: entry.capital(),
        lasted: years_of(edition, entry.country),
        successors: named(edition, successors(entry.country)),
        predecessors: predecessors(edition, entry.country),
        neighbours: named(edition, neighbours(edition, entry.country)),
        memberships: memberships(edition, entry.country),
        status: entry.statuses.last().map(|id| line(edition, *id, Naming::Nothing)),
        course: course(edition, entry),
        course_count: entry.statuses.len(),
        introduction: profile.map(|profile| body_of(edition, Entity::Country(id), &profile.body)),
        pinned: renderer.rows(&entry.pinned)?,
        topics: topics(edition, id, entry),
        partners: partners(edition, id.into(), &entry.partners, ActorKind::is_country),
        organisations: partners(edition, id.into(), &entry.partners, ActorKind::is_organisation),
        timeline: timeline(edition, &entry.events, &[id], Some(all)),
    })
}

/// Returns the rows of briefings, newest first, year by year.
fn rows_by_year(renderer: &Renderer, ids: &[BriefingId]) -> Result<Vec<YearOfRows>, Problem> {
    let year = |id: &BriefingId| renderer.edition().briefing(*id).date.year();
    ids.chunk_by(|one, other| year(one) == year(other))
        .map(|same| Ok(YearOfRows { year: year(&same[0]), rows: renderer.rows(same)? }))
        .collect()
}

/// Returns how things went in a country, the latest first; nothing where there is only one status, which stands above.
fn course<'a>(edition: &'a Edition, entry: &CountryEntry) -> Vec<StatusLine<'a>> {
    if entry.statuses.len() < 2 {
        return Vec::new();
    }
    entry.statuses.iter().rev().take(STATUSES).map(|id| line(edition, *id, Naming::Nothing)).collect()
}

/// The topics of a country's briefings; each leads to the page of the two, if there is one.
fn topics(edition: &Edition, country: CountryId, entry: &CountryEntry) -> Vec<Counted<LinkView>> {
    let shared = |tally: &Tally<TopicId>| {
        let both = edition.site.intersection_of(country, tally.id).map(PageRoute::intersection);
        Counted::shared(edition, both, topic_link(edition, tally.id).into(), tally.count)
    };
    entry.topics.iter().map(shared).collect()
}

fn neighbours(edition: &Edition, country: Country) -> &[Country] {
    edition.boundaries.shape(country).map(|shape| shape.neighbours.as_slice()).unwrap_or_default()
}

fn successors(country: Country) -> &'static [Country] {
    country.former().map(|former| former.successors.as_slice()).unwrap_or_default()
}

/// Returns the former countries that a country was, or was part of: the states, and any other that the
/// site has a page for. Nobody asks for an island's old code.
fn predecessors(edition: &Edition, country: Country) -> Vec<Predecessor<'_>> {
    let is_known = |former: &Country| {
        former.former().is_some_and(|former| former.is_state) || edition.site.country_id(*former).is_some()
    };
    let known: Vec<Country> = country.predecessors().iter().copied().filter(is_known).collect();
    let predecessor = |former: Country| Predecessor {
        name: name(edition, former),
        years: years_of(edition, former).unwrap_or_default(),
    };
    edition.site.by_name(&known).into_iter().map(predecessor).collect()
}

/// Returns the years in which a former country was there: "1922–1991".
fn years_of(edition: &Edition, country: Country) -> Option<String> {
    let former = country.former()?;
    Some(match former.since {
        Some(since) => format!("{since}–{}", former.until),
        None => edition.theme.interface.say_with("date.until", &[("year", &former.until.to_string())]),
    })
}

/// Returns countries by what the site calls them, in the order of these names.
fn named<'a>(edition: &'a Edition, countries: &[Country]) -> Vec<Named<'a>> {
    edition.site.by_name(countries).into_iter().map(|country| name(edition, country)).collect()
}

/// Returns what the site calls a country, whether it has a page or not.
fn name(edition: &Edition, country: Country) -> Named<'_> {
    Named {
        title: edition.site.label(country),
        url: edition.site.country_id(country).map(|id| country_link(edition, id).url),
    }
}

fn region_link(edition: &Edition, country: CountryId) -> Named<'static> {
    let route = edition.site.region_of(country).map(PageRoute::Region);
    Named {
        title: edition.site.country(country).country.region().name_in(&edition.site.config.language),
        url: route.filter(|route| is_planned(edition, *route)).map(|route| link_to(edition, route)),
    }
}
