//! The regions that have countries with a page.

use super::order::NameOrder;
use super::{BriefingId, CountryEntry, CountryId, Published};
use crate::world::Region;

/// How many briefings a region's page shows (told in words at [`RegionEntry::latest`]).
pub const LATEST: usize = 50;

/// A region of M49 with what is published about its countries.
#[derive(Debug)]
pub struct RegionEntry {
    /// The region.
    pub region: Region,
    /// Its name in the site's language.
    pub name: &'static str,
    /// Its countries that have a page, by name.
    pub countries: Vec<CountryId>,
    /// The latest briefings about them, at most 50.
    pub latest: Vec<BriefingId>,
    /// How many briefings there are about them.
    pub count: usize,
}

/// Returns the regions that have countries with a page, by name.
pub fn regions(
    language: &str,
    order: &NameOrder,
    countries: &[CountryEntry],
    briefings: &[Published],
) -> Vec<RegionEntry> {
    let mut regions: Vec<RegionEntry> = Region::ALL
        .into_iter()
        .map(|region| RegionEntry {
            region,
            name: region.name_in(language),
            countries: (0..countries.len())
                .filter(|index| countries[*index].country.region() == region)
                .map(CountryId::new)
                .collect(),
            latest: Vec::new(),
            count: 0,
        })
        .filter(|entry| !entry.countries.is_empty())
        .collect();
    regions.sort_by(|one, other| order.compare(one.name, other.name));
    for (index, published) in briefings.iter().enumerate() {
        for entry in &mut regions {
            let is_here = |id: &CountryId| countries[id.index()].country.region() == entry.region;
            if published.countries.iter().any(is_here) {
                entry.count += 1;
                if entry.latest.len() < LATEST {
                    entry.latest.push(BriefingId::new(index));
                }
            }
        }
    }
    regions
}
