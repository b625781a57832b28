//! A topic. What is not its list of briefings stands on its first page.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::counted::Counted;
use crate::render::engine::context_of;
use crate::render::metadata::{About, Described, PageDescription, SchemaType};
use crate::render::timeline::{TimelineView, timeline};
use crate::render::views::{
    FeedLink, LinkView, Pager, TopicLink, body_of, changes_url, country_link, search_url, topic_link,
};
use crate::route::{CardOf, ChangesOf, FeedOf, PageNumber, PageRoute};
use crate::site::{CountryId, Entity, Tally, TopicEntry, TopicId};

/// What `topic.html` shows.
#[derive(Serialize)]
struct TopicContent<'a> {
    topic: TopicLink,
    /// The topic that it is part of.
    parent: Option<TopicLink>,
    feeds: &'a [FeedLink],
    changes_url: Option<String>,
    /// A search of its briefings.
    search_url: Option<String>,
    is_first: bool,
    #[serde(flatten)]
    overview: Option<Overview>,
    rows: Vec<Value>,
    count: usize,
    pager: Option<Pager>,
}

/// What stands on the first page only.
#[derive(Serialize)]
struct Overview {
    /// The topics that are part of it.
    children: Vec<Counted<TopicLink>>,
    introduction: Option<Value>,
    countries: Vec<Counted<LinkView>>,
    timeline: Option<TimelineView>,
}

/// `/topics/trade/`
pub struct TopicPage {
    /// The topic.
    pub topic: TopicId,
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for TopicPage {
    fn template(&self) -> &'static str {
        "topic.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.site.topic(self.topic).title.clone()
    }

    fn parent(&self, edition: &Edition) -> Option<PageRoute> {
        let above = edition.site.topic(self.topic).parent;
        Some(above.map_or(PageRoute::Topics, PageRoute::topic))
    }

    fn head(&self, edition: &Edition) -> Head {
        let file = edition.site.topic(self.topic).topic.as_ref();
        Head {
            title: self.name(edition),
            description: file.map(|topic| topic.body.lead()).unwrap_or_default().to_owned(),
            language: None,
            feeds: Some(FeedOf::Topic(self.topic)),
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: vec![About::Topic(self.topic)],
                card: CardOf::Topic(self.topic),
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let entry = edition.site.topic(self.topic);
        let total = entry.briefings.len();
        context_of(&TopicContent {
            topic: topic_link(edition, self.topic),
            parent: entry.parent.map(|parent| topic_link(edition, parent)),
            feeds: &frame.page.feeds,
            changes_url: changes_url(edition, ChangesOf::Topic(self.topic)),
            search_url: search_url(edition, &format!("topic={}", entry.id)),
            is_first: self.page.is_first(),
            overview: self.page.is_first().then(|| overview(edition, self.topic, entry)),
            rows: frame.renderer.rows(&entry.briefings[self.page.places(total)])?,
            count: total,
            pager: Pager::new(edition, self.page, total, |page| PageRoute::Topic { topic: self.topic, page }),
        })
    }
}

fn overview(edition: &Edition, id: TopicId, entry: &TopicEntry) -> Overview {
    Overview {
        children: children(edition, entry),
        introduction: entry.topic.as_ref().map(|topic| body_of(edition, Entity::Topic(id), &topic.body)),
        countries: countries(edition, id, entry),
        timeline: timeline(edition, &entry.events, &[], None),
    }
}

fn children(edition: &Edition, entry: &TopicEntry) -> Vec<Counted<TopicLink>> {
    let counted = |id: &TopicId| Counted {
        link: topic_link(edition, *id),
        count: edition.site.topic(*id).briefings.len(),
    };
    entry.children.iter().map(counted).collect()
}

/// Returns the countries of a topic's briefings; each leads to the page of the two, if there is one.
fn countries(edition: &Edition, topic: TopicId, entry: &TopicEntry) -> Vec<Counted<LinkView>> {
    let shared = |tally: &Tally<CountryId>| {
        let both = edition.site.intersection_of(tally.id, topic).map(PageRoute::intersection);
        Counted::shared(edition, both, country_link(edition, tally.id).into(), tally.count)
    };
    entry.countries.iter().map(shared).collect()
}
