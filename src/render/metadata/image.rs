//! The image that stands for a page where others link to it.

use crate::edition::Edition;
use crate::pictures::is_drawing;
use crate::render::views::{absolute, is_planned, relation_title};
use crate::route::{CardOf, FileRoute, image_path_of};
use crate::site::{AuthorId, BriefingId, Entity};

/// The image that stands for a page where others link to it.
pub struct Image {
    /// The full URL.
    pub url: String,
    /// What it shows, in words.
    pub alt: String,
    /// Whether it is a card of the site's, and none of the briefing's own.
    pub is_card: bool,
}

impl Image {
    /// Returns the image of a briefing: its own, or the card of its first country or organisation, or else that of the site.
    pub fn of_briefing(edition: &Edition, id: BriefingId) -> Option<Self> {
        let published = edition.site.briefing(id);
        let own = image_path_of(&edition.site, Entity::Briefing(id)).map(|path| Self {
            url: edition.absolute(&path),
            alt: edition.briefing(id).image_alt.clone(),
            is_card: false,
        });
        match own {
            // Most networks show no drawings.
            Some(own) if !is_drawing(&own.url) => Some(own),
            own => {
                let country = published.countries.first();
                let organisation = || published.organisations.first().map(|id| CardOf::Organisation(*id));
                let card = country.map(|country| CardOf::Country(*country)).or_else(organisation);
                let card = card.unwrap_or(CardOf::Site);
                Self::of_card(edition, card).or(own)
            }
        }
    }

    /// Returns the image of an author: a photograph, or else the card of the site.
    pub fn of_author(edition: &Edition, id: AuthorId) -> Option<Self> {
        let own = image_path_of(&edition.site, Entity::Author(id)).map(|path| Self {
            url: edition.absolute(&path),
            alt: edition.site.author(id).name.clone(),
            is_card: false,
        });
        own.filter(|own| !is_drawing(&own.url)).or_else(|| Self::of_card(edition, CardOf::Site))
    }

    /// Returns a card, where the site has it.
    pub fn of_card(edition: &Edition, card: CardOf) -> Option<Self> {
        let site = &edition.site;
        let name = match card {
            CardOf::Site => site.config.title.clone(),
            CardOf::Country(id) => site.country(id).label.clone(),
            CardOf::Topic(id) => site.topic(id).title.clone(),
            CardOf::Organisation(id) => site.organisation(id).label.clone(),
            CardOf::Relation(id) => relation_title(edition, site.relation(id)),
        };
        let route = FileRoute::Card(card);
        is_planned(edition, route).then(|| Self {
            url: absolute(edition, route),
            alt: if card == CardOf::Site { name } else { format!("{name} · {}", site.config.title) },
            is_card: true,
        })
    }
}
