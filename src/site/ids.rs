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
}
