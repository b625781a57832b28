//! A region: its countries by subregion, and what is new in it.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::counted::Counted;
use crate::render::engine::context_of;
use crate::render::metadata::{Described, PageDescription, SchemaType};
use crate::render::regions::{RegionView, counted, region_view};
use crate::render::views::{CountryLink, link_to};
use crate::route::{CardOf, PageRoute};
use crate::site::{RegionEntry, RegionId};
use crate::world::Subregion;

/// What `region.html` shows.
#[derive(Serialize)]
struct RegionContent {
    region: RegionView,
    subregions: Vec<SubregionView>,
    /// The newest briefings about its countries.
    rows: Vec<Value>,
    regions_url: String,
}

/// The countries of one subregion.
#[derive(Serialize)]
struct SubregionView {
    name: &'static str,
    countries: Vec<Counted<CountryLink>>,
}

/// `/regions/europe/`
pub struct RegionPage {
    /// The region.
    pub id: RegionId,
}

impl PageKind for RegionPage {
    fn template(&self) -> &'static str {
        "region.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.site.region(self.id).name.to_owned()
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Regions)
    }

    fn head(&self, edition: &Edition) -> Head {
        Head {
            title: self.name(edition),
            description: String::new(),
            language: None,
            feeds: None,
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: Vec::new(),
                card: CardOf::Site,
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let entry = edition.site.region(self.id);
        context_of(&RegionContent {
            region: region_view(edition, self.id, entry),
            subregions: subregions(edition, entry),
            rows: frame.renderer.rows(&entry.latest)?,
            regions_url: link_to(edition, PageRoute::Regions),
        })
    }
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
