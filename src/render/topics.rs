//! Topics: the index, a topic, and a topic in one country.

use serde::Serialize;

use super::Renderer;
use super::pages::{Counted, page_of};
use super::timeline::timeline;
use super::views::{LinkView, Pager, TopicLink, body_of, changes_url, country_link, feed_links, topic_link};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::route::{ChangesOf, FeedOf, Route, pages_of};
use crate::site::{CountryId, Entity, IntersectionId, Tally, TopicEntry, TopicId};

/// A topic in the index. The topics that are part of it follow it, one level deeper.
#[derive(Serialize)]
pub struct TopicLine {
    #[serde(flatten)]
    link: TopicLink,
    hint: String,
    count: usize,
    /// 1 for a topic that is part of no other.
    level: usize,
}

impl Renderer {
    /// Returns the index of topics.
    pub(super) fn topics(&self) -> Result<String, Problem> {
        let mut context = self.context(Route::Topics, &self.edition.say("topics.title"), "");
        context.insert("topics", &topic_lines(&self.edition));
        self.template("topics.html", &context)
    }

    /// Returns a page of a topic. What is not its list of briefings stands on the first one.
    pub(super) fn topic(&self, id: TopicId, page: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let entry = edition.site.topic(id);
        let route = Route::Topic { topic: id, page };
        let feeds = feed_links(edition, FeedOf::Topic(id), &entry.title);
        let file = entry.topic.as_ref();
        let description = file.map(|topic| topic.body.lead()).unwrap_or_default();
        let mut context = self.context_with_feeds(route, &entry.title, description, feeds.clone());
        context.insert("topic", &topic_link(edition, id));
        context.insert("parent", &entry.parent.map(|parent| topic_link(edition, parent)));
        context.insert("feeds", &feeds);
        context.insert("changes_url", &changes_url(edition, ChangesOf::Topic(id)));
        context.insert("is_first", &(page == 1));
        if page == 1 {
            context.insert("children", &children(edition, entry));
            context
                .insert("introduction", &file.map(|topic| body_of(edition, Entity::Topic(id), &topic.body)));
            context.insert("countries", &countries(edition, id, entry));
            context.insert("timeline", &timeline(edition, &entry.events, &[], None));
        }
        context.insert("rows", &self.rows(&entry.briefings[page_of(entry.briefings.len(), page)])?);
        context.insert("count", &entry.briefings.len());
        let total = pages_of(entry.briefings.len());
        context.insert("pager", &Pager::new(edition, page, total, |page| Route::Topic { topic: id, page }));
        self.template("topic.html", &context)
    }

    /// Returns a page of a country crossed with a topic.
    pub(super) fn intersection(&self, id: IntersectionId, page: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let own = edition.site.intersection(id);
        let (country, topic) = (country_link(edition, own.country), topic_link(edition, own.topic));
        let route = |page| Route::Intersection { intersection: id, page };
        let values = [("country", country.name.as_str()), ("topic", topic.title.as_str())];
        let title = edition.theme.interface.say_with("intersection.title", &values);
        let mut context = self.context(route(page), &title, "");
        context.insert("country", &country);
        context.insert("topic", &topic);
        context.insert("rows", &self.rows(&own.briefings[page_of(own.briefings.len(), page)])?);
        context.insert("count", &own.briefings.len());
        context.insert("pager", &Pager::new(edition, page, pages_of(own.briefings.len()), route));
        self.template("intersection.html", &context)
    }
}

fn children(edition: &Edition, entry: &TopicEntry) -> Vec<Counted<TopicLink>> {
    let counted = |id: &TopicId| Counted {
        link: topic_link(edition, *id),
        count: edition.site.topic(*id).briefings.len(),
    };
    entry.children.iter().map(counted).collect()
}

/// The countries of a topic's briefings; each leads to the page of the two, if there is one.
fn countries(edition: &Edition, topic: TopicId, entry: &TopicEntry) -> Vec<Counted<LinkView>> {
    let shared = |tally: &Tally<CountryId>| {
        let both = edition.site.intersection_of(tally.id, topic);
        let both = both.map(|intersection| Route::Intersection { intersection, page: 1 });
        Counted::shared(edition, both, country_link(edition, tally.id).into(), tally.count)
    };
    entry.countries.iter().map(shared).collect()
}

/// Returns all topics, each before the topics that are part of it.
pub fn topic_lines(edition: &Edition) -> Vec<TopicLine> {
    let site = &edition.site;
    let roots = site.entities().filter_map(|entity| match entity {
        Entity::Topic(id) if site.topic(id).parent.is_none() => Some((id, 1)),
        _ => None,
    });
    let mut waiting: Vec<(TopicId, usize)> = roots.collect();
    waiting.reverse();
    let mut lines = Vec::with_capacity(site.topics.len());
    while let Some((id, level)) = waiting.pop() {
        let entry = site.topic(id);
        lines.push(TopicLine {
            link: topic_link(edition, id),
            hint: entry.topic.as_ref().map(|topic| topic.hint.clone()).unwrap_or_default(),
            count: entry.briefings.len(),
            level,
        });
        waiting.extend(entry.children.iter().rev().map(|child| (*child, level + 1)));
    }
    lines
}
