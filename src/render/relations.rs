//! Relations: the index, and the page of two countries.

use super::Renderer;
use super::maps::locator;
use super::pages::{Counted, page_of};
use super::timeline::timeline;
use super::views::{LinkView, Pager, country_link, feed_links, link_to, relation_title, topic_link};
use crate::problem::Problem;
use crate::route::{FeedOf, Route, pages_of};
use crate::site::{RelationId, Tally, TopicId};

impl Renderer {
    /// Returns a page of the index of relations, those with the most briefings first.
    pub(super) fn relations(&self, page: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let ids = &edition.site.busiest_relations;
        let relations: Vec<Counted<LinkView>> = ids[page_of(ids.len(), page)]
            .iter()
            .map(|id| Counted {
                link: LinkView {
                    title: relation_title(edition, edition.site.relation(*id)),
                    url: link_to(edition, Route::Relation { relation: *id, page: 1 }),
                },
                count: edition.site.relation(*id).briefings.len(),
            })
            .collect();
        let mut context = self.context(Route::Relations { page }, &edition.say("relations.title"), "");
        context.insert("relations", &relations);
        context.insert("count", &ids.len());
        context.insert(
            "pager",
            &Pager::new(edition, page, pages_of(ids.len()), |page| Route::Relations { page })
                .map(Pager::undated),
        );
        self.template("relations.html", &context)
    }

    /// Returns a page of two countries. What is not their list of briefings stands on the first one.
    pub(super) fn relation(&self, id: RelationId, page: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let relation = edition.site.relation(id);
        let title = relation_title(edition, relation);
        let route = |page| Route::Relation { relation: id, page };
        let feeds = feed_links(edition, FeedOf::Relation(id), &title);
        let mut context = self.context_with_feeds(route(page), &title, "", feeds.clone());
        context.insert("title", &title);
        context.insert("countries", &relation.countries.map(|country| country_link(edition, country)));
        context.insert("relations_url", &link_to(edition, Route::Relations { page: 1 }));
        context.insert("feeds", &feeds);
        context.insert("is_first", &(page == 1));
        if page == 1 {
            context.insert("map", &locator(edition, &relation.countries));
            let notes = relation.countries.map(|country| edition.site.country(country).said.note.as_deref());
            context.insert("notes", &notes.into_iter().flatten().collect::<Vec<_>>());
            let topics = edition.site.topics_of(&relation.briefings).into_iter();
            let counted =
                |tally: Tally<TopicId>| Counted { link: topic_link(edition, tally.id), count: tally.count };
            context.insert("topics", &topics.map(counted).collect::<Vec<_>>());
            context.insert("timeline", &timeline(edition, &relation.events, &relation.countries, None));
        }
        context.insert("rows", &self.rows(&relation.briefings[page_of(relation.briefings.len(), page)])?);
        context.insert("count", &relation.briefings.len());
        context.insert("pager", &Pager::new(edition, page, pages_of(relation.briefings.len()), route));
        self.template("relation.html", &context)
    }
}
