//! Ids: places in the lists of a site. They mean nothing outside the site that gave them.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// Returns the id of what stands at this place.
            pub(super) fn new(index: usize) -> Self {
                // Four thousand million documents do not fit into memory.
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// Returns the place.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A briefing: the smaller, the newer.
    BriefingId
    /// A page.
    PageId
    /// A country that has a page.
    CountryId
    /// A topic that has a page.
    TopicId
    /// An organisation that has a page.
    OrganisationId
    /// A series.
    SeriesId
    /// An event: the smaller, the later.
    EventId
    /// Two countries that share a page.
    RelationId
    /// A version of a briefing as a change of the site: the smaller, the later.
    ChangeId
    /// A country and a topic that share a page.
    IntersectionId
    /// A region.
    RegionId
    /// A year of the archive: the smaller, the later.
    YearId
    /// A year of the timeline: the smaller, the later.
    EventYearId
    /// How things go in a country: the smaller, the earlier.
    StatusId
    /// A month of the watch: the smaller, the later.
    WatchMonthId
    /// A source that several briefings cite, or that was withdrawn, by publisher and title.
    SourceId
    /// A judgement: open ones by deadline, then closed ones, the latest first.
    JudgementId
    /// A taxonomy, in the order of `site.yaml`.
    TaxonomyId
    /// A term, within its taxonomy.
    TermId
    /// An author, by name.
    AuthorId
    /// An old URL that a document asks for.
    RedirectId
    /// An address that something had before.
    MovedId
    /// A file that is published beside a page.
    AssetId
    /// A file of `static/`.
    StaticId
}

/// A country or an organisation: one of the two that a relation is between.
///
/// Countries come before organisations. It is as small as an id, since the join sorts hundreds of thousands of pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor(u32);

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// A country.
    Country(CountryId),
    /// An organisation.
    Organisation(OrganisationId),
}

impl ActorKind {
    /// Returns whether it is a country.
    pub fn is_country(self) -> bool {
        matches!(self, Self::Country(_))
    }

    /// Returns whether it is an organisation.
    pub fn is_organisation(self) -> bool {
        matches!(self, Self::Organisation(_))
    }
}

impl Actor {
    /// The bit that organisations have and countries have not.
    const ORGANISATION: u32 = 1 << 31;

    /// Returns what it is.
    pub fn kind(self) -> ActorKind {
        if self.0 & Self::ORGANISATION == 0 {
            ActorKind::Country(CountryId(self.0))
        } else {
            ActorKind::Organisation(OrganisationId(self.0 & !Self::ORGANISATION))
        }
    }
}

impl From<CountryId> for Actor {
    fn from(country: CountryId) -> Self {
        Self(country.0)
    }
}

impl From<OrganisationId> for Actor {
    fn from(organisation: OrganisationId) -> Self {
        Self(organisation.0 | Self::ORGANISATION)
    }
}

/// Something that has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entity {
    /// The home page.
    Home,
    /// A page.
    Page(PageId),
    /// A briefing.
    Briefing(BriefingId),
    /// A country.
    Country(CountryId),
    /// A topic.
    Topic(TopicId),
    /// An organisation.
    Organisation(OrganisationId),
    /// An author.
    Author(AuthorId),
}
