//! What a list of briefings is about.

use super::{PageNumber, PageRoute};
use crate::site::{
    AuthorId, BriefingId, CountryId, OrganisationId, SeriesId, Site, TaxonomyId, TermId, TopicId,
};

/// What a list of briefings is about, where that is one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A series.
    Series(SeriesId),
    /// A country.
    Country(CountryId),
    /// A topic.
    Topic(TopicId),
    /// An organisation.
    Organisation(OrganisationId),
    /// An author.
    Author(AuthorId),
    /// A term of a taxonomy, such as a person.
    Term(TaxonomyId, TermId),
}

impl Subject {
    /// Returns what a page lists the briefings of; none of a page that is not about one thing.
    pub fn of(page: PageRoute) -> Option<Self> {
        Some(match page {
            PageRoute::Series(id) => Self::Series(id),
            PageRoute::Country { country, .. } => Self::Country(country),
            PageRoute::Topic { topic, .. } => Self::Topic(topic),
            PageRoute::Organisation { organisation, .. } => Self::Organisation(organisation),
            PageRoute::Author { author, .. } => Self::Author(author),
            PageRoute::Term { taxonomy, term, .. } => Self::Term(taxonomy, term),
            PageRoute::Home
            | PageRoute::Briefing(_)
            | PageRoute::Own(_)
            | PageRoute::History(_)
            | PageRoute::Version { .. }
            | PageRoute::Parallel(_)
            | PageRoute::Changes { .. }
            | PageRoute::Archive { .. }
            | PageRoute::Year { .. }
            | PageRoute::Countries
            | PageRoute::Organisations
            | PageRoute::Intersection { .. }
            | PageRoute::Relations { .. }
            | PageRoute::Relation { .. }
            | PageRoute::Regions
            | PageRoute::Region(_)
            | PageRoute::Timeline { .. }
            | PageRoute::TimelineYear { .. }
            | PageRoute::TimelineCountry { .. }
            | PageRoute::Watch
            | PageRoute::WatchMonth(_)
            | PageRoute::Judgements { .. }
            | PageRoute::Sources { .. }
            | PageRoute::Topics
            | PageRoute::Taxonomy(_)
            | PageRoute::Authors
            | PageRoute::AllSeries
            | PageRoute::Search => return None,
        })
    }

    /// Returns the page that lists its briefings, the first where there are several.
    pub fn page(self) -> PageRoute {
        match self {
            Self::Series(id) => PageRoute::Series(id),
            Self::Country(id) => PageRoute::country(id),
            Self::Topic(id) => PageRoute::topic(id),
            Self::Organisation(id) => PageRoute::organisation(id),
            Self::Author(id) => PageRoute::author(id),
            Self::Term(taxonomy, term) => PageRoute::Term { taxonomy, term, page: PageNumber::FIRST },
        }
    }

    /// Returns what it is called.
    pub fn title(self, site: &Site) -> &str {
        match self {
            Self::Series(id) => &site.series(id).title,
            Self::Country(id) => &site.country(id).label,
            Self::Topic(id) => &site.topic(id).title,
            Self::Organisation(id) => &site.organisation(id).label,
            Self::Author(id) => &site.author(id).name,
            Self::Term(taxonomy, term) => &site.taxonomy(taxonomy).term(term).name,
        }
    }

    /// Returns its briefings, in the order of its page.
    pub fn briefings(self, site: &Site) -> &[BriefingId] {
        match self {
            Self::Series(id) => &site.series(id).parts,
            Self::Country(id) => &site.country(id).briefings,
            Self::Topic(id) => &site.topic(id).briefings,
            Self::Organisation(id) => &site.organisation(id).briefings,
            Self::Author(id) => &site.author(id).briefings,
            Self::Term(taxonomy, term) => &site.taxonomy(taxonomy).term(term).briefings,
        }
    }
}
