//! What machines read in the head of a page: Open Graph for previews of links, Highwire Press tags and
//! Dublin Core for reference managers, schema.org as JSON-LD for search engines.

mod breadcrumbs;
mod json_ld;
mod tags;

use serde::Serialize;
use tera::Value;

use self::tags::{Tag, briefing_names, briefing_properties, properties};
use super::views::{PageView, is_planned, link_to};
use crate::edition::Edition;
use crate::route::{ApiFile, Route, image_path_of};
use crate::site::BriefingId;

const JSON: &str = "application/json";
const CSV: &str = "text/csv";

/// `metadata` in every template.
#[derive(Serialize)]
pub struct Metadata {
    /// `<meta property>`.
    properties: Vec<Tag>,
    /// `<meta name>`.
    names: Vec<Tag>,
    /// The same as data: `<link rel="alternate">`.
    alternates: Vec<Alternate>,
    /// JSON that can stand in a `<script>` as it is.
    json_ld: Option<Value>,
}

/// A file that says the same as a page, for programs.
#[derive(Serialize)]
struct Alternate {
    media_type: &'static str,
    url: String,
}

/// The image that stands for a page where others link to it.
struct Image {
    /// The full URL.
    url: String,
    alt: String,
}

impl Metadata {
    /// Returns the metadata of a page that is no briefing. What search engines should leave out has none.
    pub fn of_page(edition: &Edition, route: Route, page: &PageView) -> Self {
        if page.is_hidden {
            return Self::none();
        }
        Self {
            properties: properties(edition, "website", page, None),
            names: Vec::new(),
            alternates: alternates(edition, route),
            json_ld: Some(Value::safe_string(&json_ld::page(edition, route, page))),
        }
    }

    /// Returns the metadata of a page that is none of its own to others.
    pub fn none() -> Self {
        Self { properties: Vec::new(), names: Vec::new(), alternates: Vec::new(), json_ld: None }
    }

    /// Returns the metadata of a briefing.
    pub fn of_briefing(edition: &Edition, id: BriefingId, page: &PageView) -> Self {
        let image = Image::of_briefing(edition, id);
        Self {
            properties: briefing_properties(edition, id, page, image.as_ref()),
            names: briefing_names(edition, id, page, image.as_ref()),
            alternates: alternates(edition, Route::Briefing(id)),
            json_ld: Some(Value::safe_string(&json_ld::briefing(edition, id, page, image.as_ref()))),
        }
    }
}

/// Returns the data of a briefing, and the part of the catalogue that lists what a page lists.
fn alternates(edition: &Edition, route: Route) -> Vec<Alternate> {
    let routes: &[(&str, Route)] = match route {
        Route::Briefing(id) => &[(JSON, Route::Data(id))],
        Route::Home | Route::Archive { page: 1 } => {
            &[(JSON, Route::Api(ApiFile::Briefings)), (CSV, Route::Api(ApiFile::BriefingsCsv))]
        }
        Route::Countries => &[(JSON, Route::Api(ApiFile::Countries))],
        Route::Topics => &[(JSON, Route::Api(ApiFile::Topics))],
        _ => &[],
    };
    let planned = routes.iter().filter(|(_, route)| is_planned(edition, *route));
    planned.map(|(media_type, route)| Alternate { media_type, url: link_to(edition, *route) }).collect()
}

impl Image {
    fn of_briefing(edition: &Edition, id: BriefingId) -> Option<Self> {
        let path = image_path_of(&edition.site, &edition.theme, id)?;
        Some(Self { url: edition.absolute(&path), alt: edition.site.briefing(id).briefing.image_alt.clone() })
    }
}
