//! What machines read in the head of a page: Open Graph for previews of links, Highwire Press tags and
//! Dublin Core for reference managers, schema.org as JSON-LD for search engines.

mod contributors;
mod description;
mod image;
mod json_ld;
mod tags;

pub use description::{About, CSV, Described, JSON, PageDescription, SchemaType};

use serde::Serialize;
use tera::Value;

use self::image::Image;
use self::tags::{Tag, briefing_names, briefing_properties, properties};
use super::timemap::{Signpost, signposts};
use super::views::{LinkView, PageView, is_planned, link_to};
use crate::edition::Edition;
use crate::route::FileRoute;
use crate::site::{AuthorId, BriefingId};

/// `metadata` in every template.
#[derive(Serialize)]
pub struct Metadata {
    /// `<meta property>`.
    properties: Vec<Tag>,
    /// `<meta name>`.
    names: Vec<Tag>,
    /// The same as data: `<link rel="alternate">`.
    alternates: Vec<Alternate>,
    /// Where the versions of a briefing are, and how it is cited: `<link>`.
    signposts: Vec<Signpost>,
    /// JSON that can stand in a `<script>` as it is.
    json_ld: Option<Value>,
}

/// A file that says the same as a page, for programs.
#[derive(Serialize)]
struct Alternate {
    media_type: &'static str,
    url: String,
}

impl Metadata {
    /// Returns the metadata of a page; `above` gives the pages above it, the home page first.
    pub fn new(
        edition: &Edition,
        described: &Described,
        page: &PageView,
        above: &dyn Fn() -> Vec<LinkView>,
    ) -> Self {
        match described {
            Described::Nothing => Self::none(),
            Described::Briefing(id) => Self::of_briefing(edition, *id, page, above()),
            Described::Version(id, number) => {
                Self { signposts: signposts(edition, *id, Some(*number)), ..Self::none() }
            }
            Described::Author(id) => Self::of_author(edition, *id, page, above()),
            Described::Page(description) => Self::of_page(edition, description, page, above()),
        }
    }

    /// Returns the metadata of a page that is none of its own to others.
    pub fn none() -> Self {
        Self {
            properties: Vec::new(),
            names: Vec::new(),
            alternates: Vec::new(),
            signposts: Vec::new(),
            json_ld: None,
        }
    }

    fn of_page(
        edition: &Edition,
        description: &PageDescription,
        page: &PageView,
        above: Vec<LinkView>,
    ) -> Self {
        let image = Image::of_card(edition, description.card);
        Self {
            properties: properties(edition, "website", page, image.as_ref()),
            names: image.iter().map(|_| large_image()).collect(),
            alternates: alternates(edition, &description.alternates),
            signposts: Vec::new(),
            json_ld: Some(Value::safe_string(&json_ld::page(edition, description, page, above))),
        }
    }

    fn of_author(edition: &Edition, id: AuthorId, page: &PageView, above: Vec<LinkView>) -> Self {
        let image = Image::of_author(edition, id);
        Self {
            properties: properties(edition, "profile", page, image.as_ref()),
            names: image.iter().filter(|image| image.is_card).map(|_| large_image()).collect(),
            alternates: Vec::new(),
            signposts: Vec::new(),
            json_ld: Some(Value::safe_string(&json_ld::author(edition, id, page, above))),
        }
    }

    fn of_briefing(edition: &Edition, id: BriefingId, page: &PageView, above: Vec<LinkView>) -> Self {
        let image = Image::of_briefing(edition, id);
        let json_ld = json_ld::briefing(edition, id, page, image.as_ref(), above);
        Self {
            properties: briefing_properties(edition, id, page, image.as_ref()),
            names: briefing_names(edition, id, page)
                .into_iter()
                .chain(image.iter().map(|_| large_image()))
                .collect(),
            alternates: alternates(edition, &[(JSON, FileRoute::Data(id))]),
            signposts: signposts(edition, id, None),
            json_ld: Some(Value::safe_string(&json_ld)),
        }
    }
}

/// Returns those of the files that the site has.
fn alternates(edition: &Edition, files: &[(&'static str, FileRoute)]) -> Vec<Alternate> {
    let planned = files.iter().filter(|(_, file)| is_planned(edition, *file));
    planned.map(|(media_type, file)| Alternate { media_type, url: link_to(edition, *file) }).collect()
}

/// Returns the tag that asks for the image to be shown large.
fn large_image() -> Tag {
    Tag::new("twitter:card", "summary_large_image")
}
