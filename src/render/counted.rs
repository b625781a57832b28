//! Links with numbers, as lists of countries, topics, years and terms have them.

use serde::Serialize;

use super::views::{LinkView, actor_link, is_planned, link_to};
use crate::edition::Edition;
use crate::route::PageRoute;
use crate::site::{Actor, ActorKind, Tally};

/// How many partners a dossier names of each kind.
const PARTNERS: usize = 20;

/// A link with the number of briefings behind it.
#[derive(Serialize)]
pub struct Counted<L: Serialize> {
    #[serde(flatten)]
    pub link: L,
    pub count: usize,
}

impl Counted<LinkView> {
    /// Returns a link to the page that two things share, or to `alone` where the site has no such page.
    pub fn shared(edition: &Edition, both: Option<PageRoute>, alone: LinkView, count: usize) -> Self {
        let both = both.filter(|route| is_planned(edition, *route));
        let url = both.map_or(alone.url, |route| link_to(edition, route));
        Self { link: LinkView { title: alone.title, url }, count }
    }
}

/// Returns the subjects of a kind beside this one, the most frequent first; each leads to the page of the two, if there is
/// one.
pub fn partners(
    edition: &Edition,
    actor: Actor,
    all: &[Tally<Actor>],
    is_wanted: impl Fn(ActorKind) -> bool,
) -> Vec<Counted<LinkView>> {
    let shared = |tally: &Tally<Actor>| {
        let both = edition.site.relation_of(actor, tally.id).map(PageRoute::relation);
        Counted::shared(edition, both, actor_link(edition, tally.id), tally.count)
    };
    all.iter().filter(|tally| is_wanted(tally.id.kind())).take(PARTNERS).map(shared).collect()
}
