//! Countries and regions: the index, a country's dossier, and the pages of regions.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use super::Renderer;
use super::maps::{locator, world_map};
use super::pages::{Counted, page_of};
use super::timeline::timeline;
use super::views::{
    CountryLink, DateView, LinkView, Pager, body_of, changes_url, country_link, feed_links, is_planned,
    link_to, topic_link,
};
use crate::content::{CountryProfile, Trend};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::route::{ChangesOf, FeedOf, Route, pages_of_country};
use crate::site::{CountryEntry, CountryId, Entity, RegionEntry, RegionId, Tally, TopicId};
use crate::world::{Country, Subregion};

/// How many partners a dossier names.
const PARTNERS: usize = 20;

/// The countries of one subregion.
#[derive(Serialize)]
struct SubregionView {
    name: &'static str,
    countries: Vec<Counted<CountryLink>>,
}

/// The countries of one region.
#[derive(Serialize)]
pub struct RegionView {
    name: &'static str,
    slug: &'static str,
    /// The page of the region, if there is one.
    url: Option<String>,
    /// How many briefings there are about its countries.
    count: usize,
    countries: Vec<Counted<CountryLink>>,
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

#[derive(Serialize)]
struct StatusView<'a> {
    is: Trend,
    date: Option<DateView>,
    reason: &'a str,
}

impl Renderer {
    /// Returns the index of countries.
    pub(super) fn countries(&self) -> Result<String, Problem> {
        let mut context = self.context(Route::Countries, &self.edition.say("countries.title"), "");
        context.insert("regions", &regions(&self.edition));
        context.insert("map", &world_map(&self.edition));
        self.template("countries.html", &context)
    }

    /// Returns a page of a country's dossier. What is not a list of briefings stands on the first one.
    pub(super) fn country(&self, id: CountryId, page: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let entry = edition.site.country(id);
        let route = Route::Country { country: id, page };
        let feeds = feed_links(edition, FeedOf::Country(id), &entry.label);
        let description = entry.profile.as_ref().map(|profile| profile.body.lead()).unwrap_or_default();
        let mut context = self.context_with_feeds(route, &entry.label, description, feeds.clone());
        context.insert("country", &country_link(edition, id));
        context.insert("region", &region_link(edition, id));
        context.insert("subregion", entry.country.subregion().name_in(&edition.site.config.language));
        context.insert("note", &entry.said.note);
        context.insert("feeds", &feeds);
        context.insert("changes_url", &changes_url(edition, ChangesOf::Country(id)));
        context.insert("is_first", &(page == 1));
        if page == 1 {
            self.add_dossier(&mut context, id, entry)?;
        }
        let subject = &entry.briefings[page_of(entry.briefings.len(), page)];
        context.insert("years", &self.rows_by_year(subject)?);
        context.insert("count", &entry.briefings.len());
        context.insert("mentions", &self.rows(&entry.mentions[page_of(entry.mentions.len(), page)])?);
        context.insert("mention_count", &entry.mentions.len());
        context.insert(
            "pager",
            &Pager::new(edition, page, pages_of_country(entry), |page| Route::Country { country: id, page }),
        );
        self.template("country.html", &context)
    }

    fn add_dossier(&self, context: &mut Context, id: CountryId, entry: &CountryEntry) -> Result<(), Problem> {
        let edition = &*self.edition;
        let profile = entry.profile.as_deref();
        context.insert("map", &locator(edition, &[id]));
        context.insert("capital", &entry.capital());
        context.insert("lasted", &years_of(edition, entry.country));
        context.insert("successors", &named(edition, successors(entry.country)));
        context.insert("predecessors", &predecessors(edition, entry.country));
        context.insert("neighbours", &named(edition, neighbours(entry.country)));
        context.insert("status", &profile.and_then(|profile| status(edition, profile)));
        context.insert(
            "introduction",
            &profile.map(|profile| body_of(edition, Entity::Country(id), &profile.body)),
        );
        context.insert("pinned", &self.rows(&entry.pinned)?);
        context.insert("topics", &topics(edition, id, entry));
        context.insert("partners", &partners(edition, id, entry));
        let all = Route::TimelineCountry { country: id, page: 1 };
        context.insert("timeline", &timeline(edition, &entry.events, &[id], Some(all)));
        Ok(())
    }

    /// Returns the index of regions.
    pub(super) fn regions(&self) -> Result<String, Problem> {
        let mut context = self.context(Route::Regions, &self.edition.say("regions.title"), "");
        context.insert("regions", &regions(&self.edition));
        self.template("regions.html", &context)
    }

    /// Returns the page of a region.
    pub(super) fn region(&self, id: RegionId) -> Result<String, Problem> {
        let edition = &*self.edition;
        let entry = edition.site.region(id);
        let mut context = self.context(Route::Region(id), entry.name, "");
        context.insert("region", &region_view(edition, id, entry));
        context.insert("subregions", &subregions(edition, entry));
        context.insert("rows", &self.rows(&entry.latest)?);
        context.insert("regions_url", &link_to(edition, Route::Regions));
        self.template("region.html", &context)
    }
}

fn status<'a>(edition: &Edition, profile: &'a CountryProfile) -> Option<StatusView<'a>> {
    let status = profile.status.as_ref()?;
    Some(StatusView {
        is: status.is,
        date: status.date.map(|date| DateView::new(edition, date)),
        reason: &status.reason,
    })
}

/// The topics of a country's briefings; each leads to the page of the two, if there is one.
fn topics(edition: &Edition, country: CountryId, entry: &CountryEntry) -> Vec<Counted<LinkView>> {
    let shared = |tally: &Tally<TopicId>| {
        let both = edition.site.intersection_of(country, tally.id);
        let both = both.map(|intersection| Route::Intersection { intersection, page: 1 });
        Counted::shared(edition, both, topic_link(edition, tally.id).into(), tally.count)
    };
    entry.topics.iter().map(shared).collect()
}

/// The countries that are subjects beside this one; each leads to the page of the two, if there is one.
fn partners(edition: &Edition, country: CountryId, entry: &CountryEntry) -> Vec<Counted<LinkView>> {
    let shared = |tally: &Tally<CountryId>| {
        let both = edition.site.relation_of(country, tally.id);
        let both = both.map(|relation| Route::Relation { relation, page: 1 });
        Counted::shared(edition, both, country_link(edition, tally.id).into(), tally.count)
    };
    entry.partners.iter().take(PARTNERS).map(shared).collect()
}

fn neighbours(country: Country) -> &'static [Country] {
    country.shape().map(|shape| shape.neighbours.as_slice()).unwrap_or_default()
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
    let route = edition.site.region_of(country).map(Route::Region);
    Named {
        title: edition.site.country(country).country.region().name_in(&edition.site.config.language),
        url: route.filter(|route| is_planned(edition, *route)).map(|route| link_to(edition, route)),
    }
}

/// Returns the regions with their countries.
pub fn regions(edition: &Edition) -> Vec<RegionView> {
    edition.site.region_ids().map(|id| region_view(edition, id, edition.site.region(id))).collect()
}

fn counted(edition: &Edition, id: CountryId) -> Counted<CountryLink> {
    Counted { link: country_link(edition, id), count: edition.site.country(id).briefings.len() }
}

/// Returns the countries of a region by subregion, in the order of the subregions' names.
fn subregions(edition: &Edition, entry: &RegionEntry) -> Vec<SubregionView> {
    let mut groups: BTreeMap<Subregion, Vec<Counted<CountryLink>>> = BTreeMap::new();
    for id in &entry.countries {
        let subregion = edition.site.country(*id).country.subregion();
        groups.entry(subregion).or_default().push(counted(edition, *id));
    }
    let language = &edition.site.config.language;
    let mut views: Vec<SubregionView> = groups
        .into_iter()
        .map(|(subregion, countries)| SubregionView { name: subregion.name_in(language), countries })
        .collect();
    let order = edition.site.name_order();
    views.sort_by(|one, other| order.compare(one.name, other.name));
    views
}

fn region_view(edition: &Edition, id: RegionId, entry: &RegionEntry) -> RegionView {
    let route = Route::Region(id);
    RegionView {
        name: entry.name,
        slug: entry.region.slug(),
        url: is_planned(edition, route).then(|| link_to(edition, route)),
        count: entry.count,
        countries: entry.countries.iter().map(|id| counted(edition, *id)).collect(),
    }
}
