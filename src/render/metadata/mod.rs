//! What machines read in the head of a page: Open Graph for previews of links, Highwire Press tags and
//! Dublin Core for reference managers, schema.org as JSON-LD for search engines.

mod breadcrumbs;
mod json_ld;
mod tags;

use serde::Serialize;
use tera::Value;

use self::tags::{Tag, briefing_names, briefing_properties, properties};
use super::views::{PageView, absolute, is_planned, link_to, relation_title};
use crate::edition::Edition;
use crate::route::{ApiFile, CardOf, ChangesOf, Route, image_path_of};
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
    /// What it shows, in words.
    alt: String,
    is_card: bool,
}

impl Metadata {
    /// Returns the metadata of a page that is no briefing. What search engines should leave out has none.
    pub fn of_page(edition: &Edition, route: Route, page: &PageView) -> Self {
        if page.is_hidden {
            return Self::none();
        }
        let image = Image::of_card(edition, card_of(edition, route));
        Self {
            properties: properties(edition, "website", page, image.as_ref()),
            names: image.iter().map(|_| large_image()).collect(),
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
            names: briefing_names(edition, id, page)
                .into_iter()
                .chain(image.iter().map(|_| large_image()))
                .collect(),
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

/// Returns the card of a page.
fn card_of(edition: &Edition, route: Route) -> CardOf {
    match route {
        Route::Country { country, .. }
        | Route::TimelineCountry { country, .. }
        | Route::Changes { of: ChangesOf::Country(country), .. } => CardOf::Country(country),
        Route::Intersection { intersection, .. } => {
            CardOf::Country(edition.site.intersection(intersection).country)
        }
        Route::Topic { topic, .. } | Route::Changes { of: ChangesOf::Topic(topic), .. } => {
            CardOf::Topic(topic)
        }
        Route::Relation { relation, .. } => CardOf::Relation(relation),
        _ => CardOf::Site,
    }
}

impl Image {
    /// Returns the image of a briefing: its own, or the card of its first country, or else that of the site.
    fn of_briefing(edition: &Edition, id: BriefingId) -> Option<Self> {
        let published = edition.site.briefing(id);
        let own = image_path_of(&edition.site, &edition.theme, id).map(|path| Self {
            url: edition.absolute(&path),
            alt: published.briefing.image_alt.clone(),
            is_card: false,
        });
        let is_drawing = |own: &Self| own.url.to_ascii_lowercase().ends_with(".svg");
        match own {
            // Most networks show no drawings.
            Some(own) if !is_drawing(&own) => Some(own),
            own => {
                let country = published.countries.first();
                let card = country.map_or(CardOf::Site, |country| CardOf::Country(*country));
                Self::of_card(edition, card).or(own)
            }
        }
    }

    fn of_card(edition: &Edition, card: CardOf) -> Option<Self> {
        let site = &edition.site;
        let name = match card {
            CardOf::Site => site.config.title.clone(),
            CardOf::Country(id) => site.country(id).label.clone(),
            CardOf::Topic(id) => site.topic(id).title.clone(),
            CardOf::Relation(id) => relation_title(edition, site.relation(id)),
        };
        let route = Route::Card(card);
        is_planned(edition, route).then(|| Self {
            url: absolute(edition, route),
            alt: if card == CardOf::Site { name } else { format!("{name} · {}", site.config.title) },
            is_card: true,
        })
    }
}

/// Returns the tag that asks for the image to be shown large.
fn large_image() -> Tag {
    Tag::new("twitter:card", "summary_large_image")
}
