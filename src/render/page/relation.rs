//! Two countries or organisations. What is not their list of briefings stands on their first page.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::counted::Counted;
use crate::render::engine::context_of;
use crate::render::maps::{Locator, locator};
use crate::render::metadata::{About, Described, PageDescription, SchemaType};
use crate::render::timeline::{TimelineView, timeline};
use crate::render::views::{
    FeedLink, LinkView, Pager, TopicLink, actor_link, link_to, relation_title, topic_link,
};
use crate::route::{CardOf, FeedOf, PageNumber, PageRoute};
use crate::site::{Actor, ActorKind, Relation, RelationId, Tally, TopicId};
use crate::world::Member;

/// What `relation.html` shows.
#[derive(Serialize)]
struct RelationContent<'a> {
    title: &'a str,
    /// The two.
    actors: [LinkView; 2],
    relations_url: String,
    feeds: &'a [FeedLink],
    is_first: bool,
    #[serde(flatten)]
    overview: Option<Overview<'a>>,
    rows: Vec<Value>,
    count: usize,
    pager: Option<Pager>,
}

/// What stands on the first page only.
#[derive(Serialize)]
struct Overview<'a> {
    map: Option<Locator<'a>>,
    /// What the site says of each of the two.
    notes: Vec<&'a str>,
    /// That one is a member of the other, in words.
    membership: Option<String>,
    topics: Vec<Counted<TopicLink>>,
    timeline: Option<TimelineView>,
}

/// `/relations/china-france/`
pub struct RelationPage {
    /// The two.
    pub relation: RelationId,
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for RelationPage {
    fn template(&self) -> &'static str {
        "relation.html"
    }

    fn name(&self, edition: &Edition) -> String {
        relation_title(edition, edition.site.relation(self.relation))
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Relations { page: PageNumber::FIRST })
    }

    fn head(&self, edition: &Edition) -> Head {
        let about = |actor: Actor| match actor.kind() {
            ActorKind::Country(id) => About::Country(id),
            ActorKind::Organisation(id) => About::Organisation(id),
        };
        Head {
            title: self.name(edition),
            description: String::new(),
            language: None,
            feeds: Some(FeedOf::Relation(self.relation)),
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: edition.site.relation(self.relation).actors.map(about).into(),
                card: CardOf::Relation(self.relation),
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let relation = edition.site.relation(self.relation);
        let total = relation.briefings.len();
        let route = |page| PageRoute::Relation { relation: self.relation, page };
        context_of(&RelationContent {
            title: &frame.page.title,
            actors: relation.actors.map(|actor| actor_link(edition, actor)),
            relations_url: link_to(edition, PageRoute::Relations { page: PageNumber::FIRST }),
            feeds: &frame.page.feeds,
            is_first: self.page.is_first(),
            overview: self.page.is_first().then(|| overview(edition, relation)),
            rows: frame.renderer.rows(&relation.briefings[self.page.places(total)])?,
            count: total,
            pager: Pager::new(edition, self.page, total, route),
        })
    }
}

fn overview<'a>(edition: &'a Edition, relation: &Relation) -> Overview<'a> {
    let countries = relation.countries();
    let note = |actor: Actor| match actor.kind() {
        ActorKind::Country(id) => edition.site.country(id).overrides.note.as_deref(),
        ActorKind::Organisation(id) => edition.site.organisation(id).profile.as_ref()?.note.as_deref(),
    };
    let notes = relation.actors.map(note);
    let topics = edition.site.topics_of(&relation.briefings).into_iter();
    let counted = |tally: Tally<TopicId>| Counted { link: topic_link(edition, tally.id), count: tally.count };
    Overview {
        map: locator(edition, &countries),
        notes: notes.into_iter().flatten().collect(),
        membership: membership(edition, relation),
        topics: topics.map(counted).collect(),
        timeline: timeline(edition, &relation.events, &countries, None),
    }
}

/// Says that one of the two is a member of the other on the day of their newest briefing, and since when.
fn membership(edition: &Edition, relation: &Relation) -> Option<String> {
    let site = &edition.site;
    let day = site.newest_day(&relation.briefings)?;
    let [one, other] = relation.actors;
    [(one, other), (other, one)].into_iter().find_map(|(member, organisation)| {
        let ActorKind::Organisation(id) = organisation.kind() else { return None };
        let meant = match member.kind() {
            ActorKind::Country(id) => Member::Country(site.country(id).country),
            ActorKind::Organisation(id) => Member::Organisation(site.organisation(id).organisation?),
        };
        let since = site.organisation(id).since(meant, day)?;
        let names = [("member", site.actor_name(member)), ("organisation", site.actor_name(organisation))];
        let [member, organisation] = names;
        let words = &edition.theme.interface;
        Some(match since {
            Some(since) => words.say_with(
                "relation.member-since",
                &[member, organisation, ("year", &since.year().to_string())],
            ),
            None => words.say_with("relation.member", &[member, organisation]),
        })
    })
}
