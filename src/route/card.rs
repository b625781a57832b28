//! Social cards.

use super::Route;
use crate::site::{CountryId, RelationId, TopicId};

/// What a social card stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardOf {
    /// The site, and each page of it that has no card of its own.
    Site,
    /// A country.
    Country(CountryId),
    /// A topic.
    Topic(TopicId),
    /// Two countries.
    Relation(RelationId),
}

impl CardOf {
    /// The folder of all cards, from the site's root.
    pub const FOLDER: &str = "/assets/cards";

    /// The width and height of a card, in pixels: what most networks ask for.
    pub const SIZE: (u32, u32) = (1200, 630);

    /// Returns the page that the card belongs to.
    pub fn page(self) -> Route {
        match self {
            Self::Site => Route::Home,
            Self::Country(country) => Route::Country { country, page: 1 },
            Self::Topic(topic) => Route::Topic { topic, page: 1 },
            Self::Relation(relation) => Route::Relation { relation, page: 1 },
        }
    }
}
