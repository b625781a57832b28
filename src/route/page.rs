//! The pages of a site.

use super::PageNumber;
use crate::content::Status;
use crate::site::{
    AuthorId, BriefingId, ChangeId, CountryId, Entity, EventYearId, IntersectionId, OrganisationId, PageId,
    RegionId, RelationId, SeriesId, Site, TaxonomyId, TermId, TopicId, WatchMonthId, YearId,
};

/// A page that readers go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageRoute {
    /// `/`
    Home,
    /// `/about/`
    Own(PageId),
    /// `/briefings/2024/france-china/`
    Briefing(BriefingId),
    /// `/briefings/2024/france-china/history/`
    History(BriefingId),
    /// `/briefings/2024/france-china/history/2/`
    Version {
        /// The briefing.
        briefing: BriefingId,
        /// The number of the version, from 1.
        version: usize,
    },
    /// `/fr/briefings/2024/visite/parallel/`
    Parallel(BriefingId),
    /// `/changes/`
    Changes {
        /// What it is about.
        of: ChangesOf,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/briefings/`, `/briefings/page/2/`
    Archive {
        /// The number of the page.
        page: PageNumber,
    },
    /// `/briefings/2024/`, `/briefings/2024/page/2/`
    Year {
        /// The year.
        year: YearId,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/countries/`
    Countries,
    /// `/countries/france/`
    Country {
        /// The country.
        country: CountryId,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/organisations/`
    Organisations,
    /// `/organisations/nato/`
    Organisation {
        /// The organisation.
        organisation: OrganisationId,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/countries/france/trade/`
    Intersection {
        /// The country and the topic.
        intersection: IntersectionId,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/relations/`
    Relations {
        /// The number of the page.
        page: PageNumber,
    },
    /// `/relations/china-france/`
    Relation {
        /// The two countries.
        relation: RelationId,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/regions/`
    Regions,
    /// `/regions/europe/`
    Region(RegionId),
    /// `/timeline/`
    Timeline {
        /// The number of the page.
        page: PageNumber,
    },
    /// `/timeline/2024/`
    TimelineYear {
        /// The year.
        year: EventYearId,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/timeline/france/`
    TimelineCountry {
        /// The country.
        country: CountryId,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/watch/`
    Watch,
    /// `/watch/2024-04/`
    WatchMonth(WatchMonthId),
    /// `/judgements/`, `/judgements/page/2/`
    Judgements {
        /// The number of the page.
        page: PageNumber,
    },
    /// `/sources/`, `/sources/page/2/`
    Sources {
        /// The number of the page.
        page: PageNumber,
    },
    /// `/topics/`
    Topics,
    /// `/topics/trade/`
    Topic {
        /// The topic.
        topic: TopicId,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/people/`
    Taxonomy(TaxonomyId),
    /// `/people/wang-yi/`
    Term {
        /// The taxonomy.
        taxonomy: TaxonomyId,
        /// The term.
        term: TermId,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/authors/`
    Authors,
    /// `/authors/nadia-haddad/`
    Author {
        /// The author.
        author: AuthorId,
        /// The number of the page.
        page: PageNumber,
    },
    /// `/series/`
    AllSeries,
    /// `/series/ukraine-diplomacy/`
    Series(SeriesId),
    /// `/search/`
    Search,
}

/// What changes are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangesOf {
    /// The whole site: `/changes/`
    Site,
    /// A country: `/changes/countries/france/`
    Country(CountryId),
    /// A topic: `/changes/topics/trade/`
    Topic(TopicId),
    /// An organisation: `/changes/organisations/nato/`
    Organisation(OrganisationId),
}

/// What a page is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageOrigin {
    /// One document.
    Document(Entity),
    /// Lists, below the introduction that a document may give.
    Introduced(Entity),
    /// The versions of a briefing.
    History(BriefingId),
    /// A version of a briefing, by its number from 1.
    Version(BriefingId, usize),
    /// Lists alone.
    Lists,
}

/// What is known of a page before it is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageFacts {
    /// What it is made of.
    pub origin: PageOrigin,
    /// Whether the sitemap has it, and search engines should know it.
    pub in_sitemap: bool,
    /// Whether a page of the site's own at its address takes its place.
    pub gives_way: bool,
}

impl PageRoute {
    /// Returns the route of an entity's page.
    pub fn of(entity: Entity) -> Self {
        match entity {
            Entity::Home => Self::Home,
            Entity::Page(id) => Self::Own(id),
            Entity::Briefing(id) => Self::Briefing(id),
            Entity::Country(id) => Self::country(id),
            Entity::Topic(id) => Self::topic(id),
            Entity::Organisation(id) => Self::organisation(id),
            Entity::Author(id) => Self::author(id),
        }
    }

    /// Returns the first page of a country.
    pub const fn country(country: CountryId) -> Self {
        Self::Country { country, page: PageNumber::FIRST }
    }

    /// Returns the first page of a topic.
    pub const fn topic(topic: TopicId) -> Self {
        Self::Topic { topic, page: PageNumber::FIRST }
    }

    /// Returns the first page of an organisation.
    pub const fn organisation(organisation: OrganisationId) -> Self {
        Self::Organisation { organisation, page: PageNumber::FIRST }
    }

    /// Returns the first page of an author.
    pub const fn author(author: AuthorId) -> Self {
        Self::Author { author, page: PageNumber::FIRST }
    }

    /// Returns the first page of two countries.
    pub const fn relation(relation: RelationId) -> Self {
        Self::Relation { relation, page: PageNumber::FIRST }
    }

    /// Returns the first page of a country and a topic.
    pub const fn intersection(intersection: IntersectionId) -> Self {
        Self::Intersection { intersection, page: PageNumber::FIRST }
    }

    /// Returns the first page of a term.
    pub const fn term(taxonomy: TaxonomyId, term: TermId) -> Self {
        Self::Term { taxonomy, term, page: PageNumber::FIRST }
    }

    /// Returns the first page of judgements.
    pub const fn judgements() -> Self {
        Self::Judgements { page: PageNumber::FIRST }
    }

    /// Returns the first page of sources.
    pub const fn sources() -> Self {
        Self::Sources { page: PageNumber::FIRST }
    }

    /// Returns the first page of changes.
    pub const fn changes(of: ChangesOf) -> Self {
        Self::Changes { of, page: PageNumber::FIRST }
    }

    /// Returns whether the page is in the language of the site. A text that is not translated stays at its only address,
    /// which a site in another language leads to.
    pub fn is_here(self, site: &Site) -> bool {
        match self.facts(site).origin {
            PageOrigin::Document(Entity::Page(id)) => site.page(id).is_here,
            PageOrigin::Document(Entity::Briefing(id))
            | PageOrigin::History(id)
            | PageOrigin::Version(id, _) => site.briefing(id).is_here,
            PageOrigin::Document(_) | PageOrigin::Introduced(_) | PageOrigin::Lists => true,
        }
    }

    /// Returns what the page is made of, and whether the sitemap has it.
    pub fn facts(self, site: &Site) -> PageFacts {
        let listed = |origin| PageFacts { origin, in_sitemap: true, gives_way: false };
        // The past of a briefing is there for its readers, as is the search. Who searches elsewhere wants neither.
        let left_out = |origin| PageFacts { origin, in_sitemap: false, gives_way: false };
        match self {
            Self::Home => listed(PageOrigin::Introduced(Entity::Home)),
            Self::Own(id) => listed(PageOrigin::Document(Entity::Page(id))),
            Self::Briefing(id) => PageFacts {
                origin: PageOrigin::Document(Entity::Briefing(id)),
                in_sitemap: site.briefing(id).briefing.publication.status != Status::Withdrawn,
                gives_way: false,
            },
            Self::History(id) | Self::Parallel(id) => left_out(PageOrigin::History(id)),
            Self::Version { briefing, version } => left_out(PageOrigin::Version(briefing, version)),
            Self::Search => left_out(PageOrigin::Lists),
            Self::Country { country, .. } => listed(PageOrigin::Introduced(Entity::Country(country))),
            Self::Topic { topic, .. } => listed(PageOrigin::Introduced(Entity::Topic(topic))),
            Self::Organisation { organisation, .. } => {
                listed(PageOrigin::Introduced(Entity::Organisation(organisation)))
            }
            Self::Author { author, .. } => listed(PageOrigin::Introduced(Entity::Author(author))),
            Self::Authors
            | Self::Organisations
            | Self::Watch
            | Self::Judgements { .. }
            | Self::Sources { .. } => PageFacts { gives_way: true, ..listed(PageOrigin::Lists) },
            Self::Changes { .. }
            | Self::Archive { .. }
            | Self::Year { .. }
            | Self::Countries
            | Self::Intersection { .. }
            | Self::Relations { .. }
            | Self::Relation { .. }
            | Self::Regions
            | Self::Region(_)
            | Self::Timeline { .. }
            | Self::TimelineYear { .. }
            | Self::TimelineCountry { .. }
            | Self::WatchMonth(_)
            | Self::Topics
            | Self::Taxonomy(_)
            | Self::Term { .. }
            | Self::AllSeries
            | Self::Series(_) => listed(PageOrigin::Lists),
        }
    }
}

impl PageOrigin {
    /// Returns the entity whose page it is.
    pub fn entity(self) -> Option<Entity> {
        match self {
            Self::Document(entity) | Self::Introduced(entity) => Some(entity),
            Self::History(_) | Self::Version(..) | Self::Lists => None,
        }
    }
}

impl ChangesOf {
    /// Returns the changes, the latest first.
    pub fn changes(self, site: &Site) -> &[ChangeId] {
        match self {
            Self::Site => site.change_ids(),
            Self::Country(id) => site.changes_of_country(id),
            Self::Topic(id) => site.changes_of_topic(id),
            Self::Organisation(id) => site.changes_of_organisation(id),
        }
    }
}
