//! What a kind of page says of itself, for whoever reads it by machine.

use serde::Serialize;

use crate::route::{CardOf, FileRoute};
use crate::site::{AuthorId, BriefingId, CountryId, OrganisationId, TopicId};

/// The media type of JSON, RFC 8259.
pub const JSON: &str = "application/json";

/// The media type of CSV, RFC 4180.
pub const CSV: &str = "text/csv";

/// What machines read of a page.
pub enum Described {
    /// Nothing: it is there for its readers, and search engines should leave it out or take another in its place.
    Nothing,
    /// A briefing, with its authors, subjects, sources and corrections.
    Briefing(BriefingId),
    /// A version of a briefing, by its number: only where its record is.
    Version(BriefingId, usize),
    /// An author, with names, role and other addresses.
    Author(AuthorId),
    /// Any other page.
    Page(PageDescription),
}

/// What machines read of a page that is no briefing.
pub struct PageDescription {
    /// What it is by schema.org.
    pub schema_type: SchemaType,
    /// What it is about.
    pub about: Vec<About>,
    /// The card that stands for it where others link to it.
    pub card: CardOf,
    /// The files that say the same, each with its media type.
    pub alternates: Vec<(&'static str, FileRoute)>,
}

/// A type of schema.org for pages.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub enum SchemaType {
    /// The home page, which stands for the site.
    WebSite,
    /// A text.
    WebPage,
    /// A list.
    CollectionPage,
    /// What is known of a person or an organisation.
    ProfilePage,
}

/// What a page is about.
#[derive(Clone, Copy)]
pub enum About {
    /// A country.
    Country(CountryId),
    /// A topic.
    Topic(TopicId),
    /// An organisation.
    Organisation(OrganisationId),
}
