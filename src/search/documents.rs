//! What a search can find, in the order of the index, and the words of each.

use super::collect::{Collector, Field};
use crate::content::{Body, Briefing};
use crate::edition::Edition;
use crate::route::PageRoute;
use crate::site::{
    AuthorId, BriefingId, CountryId, Entity, OrganisationId, PageId, Published, Site, TaxonomyId, TermId,
    TopicId,
};
use crate::tree::plain::{self, Marks};

/// Something that a search can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// A briefing.
    Briefing(BriefingId),
    /// A page of the site's own.
    Page(PageId),
    /// A country.
    Country(CountryId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A topic.
    Topic(TopicId),
    /// An author.
    Author(AuthorId),
    /// A term of a taxonomy.
    Term {
        /// The taxonomy.
        taxonomy: TaxonomyId,
        /// The term.
        term: TermId,
    },
}

/// Returns all documents: the briefings, the oldest first, and then the others, group by group.
pub fn documents(site: &Site) -> Vec<Document> {
    let mut documents: Vec<Document> = site.briefing_ids().rev().map(Document::Briefing).collect();
    documents.extend(site.page_ids().map(Document::Page));
    documents.extend(site.country_ids().map(Document::Country));
    documents.extend(site.organisation_ids().map(Document::Organisation));
    documents.extend(site.topic_ids().map(Document::Topic));
    if site.config.outputs.authors {
        documents.extend(site.author_ids().map(Document::Author));
    }
    for taxonomy in site.taxonomy_ids() {
        documents.extend(site.taxonomy(taxonomy).term_ids().map(|term| Document::Term { taxonomy, term }));
    }
    documents
}

/// A group of documents that are no briefings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Pages of the site's own.
    Page,
    /// Countries.
    Country,
    /// Organisations.
    Organisation,
    /// Topics.
    Topic,
    /// Authors.
    Author,
    /// The terms of a taxonomy.
    Taxonomy(TaxonomyId),
}

impl Document {
    /// Returns its page.
    pub fn route(self) -> PageRoute {
        match self {
            Self::Briefing(id) => PageRoute::Briefing(id),
            Self::Page(id) => PageRoute::Own(id),
            Self::Country(id) => PageRoute::country(id),
            Self::Organisation(id) => PageRoute::organisation(id),
            Self::Topic(id) => PageRoute::topic(id),
            Self::Author(id) => PageRoute::author(id),
            Self::Term { taxonomy, term } => PageRoute::term(taxonomy, term),
        }
    }

    /// Returns the group that it belongs to; none for a briefing.
    pub fn group(self) -> Option<Group> {
        match self {
            Self::Briefing(_) => None,
            Self::Page(_) => Some(Group::Page),
            Self::Country(_) => Some(Group::Country),
            Self::Organisation(_) => Some(Group::Organisation),
            Self::Topic(_) => Some(Group::Topic),
            Self::Author(_) => Some(Group::Author),
            Self::Term { taxonomy, .. } => Some(Group::Taxonomy(taxonomy)),
        }
    }

    /// Returns its title.
    pub fn title(self, site: &Site) -> &str {
        match self {
            Self::Briefing(id) => &site.briefing(id).briefing.title,
            Self::Page(id) => &site.page(id).page.title,
            Self::Country(id) => &site.country(id).label,
            Self::Organisation(id) => &site.organisation(id).label,
            Self::Topic(id) => &site.topic(id).title,
            Self::Author(id) => &site.author(id).name,
            Self::Term { taxonomy, term } => &site.taxonomy(taxonomy).term(term).name,
        }
    }

    /// Gives its words to the collector. Returns how many words its text has.
    pub fn collect(self, edition: &Edition, collector: &mut Collector) -> usize {
        let site = &edition.site;
        collector.add(Field::Title, self.title(site));
        match self {
            Self::Briefing(id) => {
                let briefing = edition.briefing(id);
                names(site, site.briefing(id), collector);
                front_matter(briefing, collector);
                body(&briefing.body, collector)
            }
            Self::Page(id) => {
                let page = &site.page(id).page;
                collector.add(Field::Summary, page.summary.as_deref().unwrap_or_default());
                body(&page.body, collector)
            }
            Self::Country(id) => site.body(Entity::Country(id)).map_or(0, |text| body(text, collector)),
            Self::Organisation(id) => {
                collector.add(Field::Summary, site.organisation(id).short.as_deref().unwrap_or_default());
                site.body(Entity::Organisation(id)).map_or(0, |text| body(text, collector))
            }
            Self::Author(id) => site.body(Entity::Author(id)).map_or(0, |text| body(text, collector)),
            Self::Topic(id) => {
                for alias in site.topic(id).topic.iter().flat_map(|topic| &topic.aliases) {
                    collector.add(Field::Summary, alias);
                }
                site.body(Entity::Topic(id)).map_or(0, |text| body(text, collector))
            }
            Self::Term { .. } => 0,
        }
    }
}

/// Returns the number of a document as the index has it. No site has four thousand million of them.
pub fn number_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Adds the names of what a briefing is about.
fn names(site: &Site, published: &Published, collector: &mut Collector) {
    for country in &published.countries {
        collector.add(Field::Summary, &site.country(*country).label);
    }
    for country in &published.mentions {
        collector.add(Field::Text, &site.country(*country).label);
    }
    for organisation in &published.organisations {
        let entry = site.organisation(*organisation);
        collector.add(Field::Summary, &entry.label);
        collector.add(Field::Summary, entry.short.as_deref().unwrap_or_default());
    }
    for topic in &published.topics {
        let entry = site.topic(*topic);
        collector.add(Field::Summary, &entry.title);
        for alias in entry.topic.iter().flat_map(|topic| &topic.aliases) {
            collector.add(Field::Text, alias);
        }
    }
}

/// Adds what else the front matter of a briefing says to readers.
fn front_matter(briefing: &Briefing, collector: &mut Collector) {
    collector.add(Field::Summary, briefing.summary.as_deref().unwrap_or_default());
    for term in briefing.terms.iter().flatten() {
        collector.add(Field::Summary, &term.name);
    }
    for author in &briefing.authors {
        collector.add(Field::Summary, author);
    }
    for source in &briefing.sources {
        collector.add(Field::Text, &source.title);
        collector.add(Field::Text, &source.publisher);
    }
    for event in &briefing.events {
        collector.add(Field::Text, &event.title);
    }
}

fn body(body: &Body, collector: &mut Collector) -> usize {
    for heading in body.contents() {
        collector.add(Field::Heading, &heading.text);
    }
    collector.add(Field::Text, &plain::of(body, Marks::Left))
}
