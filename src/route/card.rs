//! Social cards.

use super::PageRoute;
use crate::site::{CountryId, OrganisationId, RelationId, TopicId};

/// What a social card stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardOf {
    /// The site, and each page of it that has no card of its own.
    Site,
    /// A country.
    Country(CountryId),
    /// A topic.
    Topic(TopicId),
    /// An organisation.
    Organisation(OrganisationId),
    /// Two countries.
    Relation(RelationId),
}

impl CardOf {
    /// The folder of all cards, from the site's root.
    pub const FOLDER: &str = "/assets/cards";

    /// The width and height of a card, in pixels: what most networks ask for.
    pub const SIZE: (u32, u32) = (1200, 630);

    /// Returns the page that the card belongs to.
    pub fn page(self) -> PageRoute {
        match self {
            Self::Site => PageRoute::Home,
            Self::Country(country) => PageRoute::country(country),
            Self::Topic(topic) => PageRoute::topic(topic),
            Self::Organisation(organisation) => PageRoute::organisation(organisation),
            Self::Relation(relation) => PageRoute::relation(relation),
        }
    }
}
