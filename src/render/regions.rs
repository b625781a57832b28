//! Regions with their countries, as several pages list them.

use serde::Serialize;

use super::counted::Counted;
use super::views::{CountryLink, country_link, is_planned, link_to};
use crate::edition::Edition;
use crate::route::PageRoute;
use crate::site::{CountryId, RegionEntry, RegionId};

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

/// Returns the regions with their countries.
pub fn regions(edition: &Edition) -> Vec<RegionView> {
    edition.site.region_ids().map(|id| region_view(edition, id, edition.site.region(id))).collect()
}

/// Returns a link to a country, with the number of briefings about it.
pub fn counted(edition: &Edition, id: CountryId) -> Counted<CountryLink> {
    Counted { link: country_link(edition, id), count: edition.site.country(id).briefings.len() }
}

/// Returns a region with its countries.
pub fn region_view(edition: &Edition, id: RegionId, entry: &RegionEntry) -> RegionView {
    let route = PageRoute::Region(id);
    RegionView {
        name: entry.name,
        slug: entry.region.slug(),
        url: is_planned(edition, route).then(|| link_to(edition, route)),
        count: entry.count,
        countries: entry.countries.iter().map(|id| counted(edition, *id)).collect(),
    }
}
