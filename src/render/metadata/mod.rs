//! What machines read in the head of a page: Open Graph for previews of links, Highwire Press tags and
//! Dublin Core for reference managers, schema.org as JSON-LD for search engines.

mod breadcrumbs;
mod json_ld;
mod tags;

use serde::Serialize;
use tera::Value;

use self::tags::{Tag, briefing_names, briefing_properties, properties};
use super::views::PageView;
use crate::edition::Edition;
use crate::route::{Route, image_path_of};
use crate::site::BriefingId;

/// `metadata` in every template.
#[derive(Serialize)]
pub struct Metadata {
    /// `<meta property>`.
    properties: Vec<Tag>,
    /// `<meta name>`.
    names: Vec<Tag>,
    /// JSON that can stand in a `<script>` as it is.
    json_ld: Option<Value>,
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
            return Self { properties: Vec::new(), names: Vec::new(), json_ld: None };
        }
        Self {
            properties: properties(edition, "website", page, None),
            names: Vec::new(),
            json_ld: Some(Value::safe_string(&json_ld::page(edition, route, page))),
        }
    }

    /// Returns the metadata of a briefing.
    pub fn of_briefing(edition: &Edition, id: BriefingId, page: &PageView) -> Self {
        let image = Image::of_briefing(edition, id);
        Self {
            properties: briefing_properties(edition, id, page, image.as_ref()),
            names: briefing_names(edition, id, page, image.as_ref()),
            json_ld: Some(Value::safe_string(&json_ld::briefing(edition, id, page, image.as_ref()))),
        }
    }
}

impl Image {
    fn of_briefing(edition: &Edition, id: BriefingId) -> Option<Self> {
        let path = image_path_of(&edition.site, &edition.theme, id)?;
        Some(Self { url: edition.absolute(&path), alt: edition.site.briefing(id).briefing.image_alt.clone() })
    }
}
