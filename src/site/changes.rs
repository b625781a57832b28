//! What changed: the versions of all briefings, the latest first.

use super::{
    BriefingId, ChangeId, CountryEntry, CountryId, Entity, OrganisationEntry, OrganisationId, Published,
    Site, TopicEntry, TopicId,
};
use crate::record::{ChangeKind, Record, Version};

/// The changes of a site: new versions of briefings that can be read.
#[derive(Debug, Default)]
pub struct Changes {
    /// All, the latest first.
    pub all: Vec<ChangeEntry>,
    ids: Vec<ChangeId>,
    /// Those of each country's briefings, by the place of the country.
    of_countries: Vec<Vec<ChangeId>>,
    /// Those of each topic's briefings, by the place of the topic.
    of_topics: Vec<Vec<ChangeId>>,
    /// Those of each organisation's briefings, by the place of the organisation.
    of_organisations: Vec<Vec<ChangeId>>,
}

/// A version of a briefing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeEntry {
    /// The briefing.
    pub briefing: BriefingId,
    /// The place of the version in its record, from 0.
    pub version: usize,
}

/// An address that something had before, or that readers may know it by, and what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The address.
    pub from: OldAddress,
    /// What it leads to.
    pub to: Entity,
}

/// An address that something had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OldAddress {
    /// That of a briefing.
    Briefing {
        /// The year in it.
        year: i16,
        /// Its last segment.
        slug: String,
    },
    /// That of an organisation.
    Organisation {
        /// Its last segment.
        slug: String,
    },
}

impl Changes {
    /// Gathers the changes of these briefings.
    pub(super) fn new(
        briefings: &[Published],
        countries: &[CountryEntry],
        topics: &[TopicEntry],
        organisations: &[OrganisationEntry],
    ) -> Self {
        let mut all: Vec<(jiff::Timestamp, ChangeEntry)> = Vec::new();
        for (index, published) in briefings.iter().enumerate() {
            for (place, version) in published.versions().iter().enumerate() {
                if version.briefing.is_some() {
                    let entry = ChangeEntry { briefing: BriefingId::new(index), version: place };
                    all.push((version.date.timestamp(), entry));
                }
            }
        }
        // A briefing that was published and mended at once has its newest version first.
        all.sort_by_key(|(time, entry)| {
            (std::cmp::Reverse(*time), entry.briefing, std::cmp::Reverse(entry.version))
        });
        let all: Vec<ChangeEntry> = all.into_iter().map(|(_, entry)| entry).collect();
        let mut of_briefings: Vec<Vec<ChangeId>> = vec![Vec::new(); briefings.len()];
        for (index, entry) in all.iter().enumerate() {
            of_briefings[entry.briefing.index()].push(ChangeId::new(index));
        }
        let of = |briefings: &[BriefingId]| {
            let mut changes: Vec<ChangeId> =
                briefings.iter().flat_map(|id| &of_briefings[id.index()]).copied().collect();
            changes.sort_unstable();
            changes
        };
        Self {
            of_countries: countries.iter().map(|entry| of(&entry.briefings)).collect(),
            of_topics: topics.iter().map(|entry| of(&entry.briefings)).collect(),
            of_organisations: organisations.iter().map(|entry| of(&entry.briefings)).collect(),
            ids: (0..all.len()).map(ChangeId::new).collect(),
            all,
        }
    }
}

impl Published {
    /// Returns its versions, the oldest first, those that are gaps among them; none where the site keeps no record.
    pub fn versions(&self) -> &[Version] {
        self.record.as_deref().map(|record| record.versions.as_slice()).unwrap_or_default()
    }

    /// Returns the numbers of the versions that are shown, from 1 on.
    pub fn shown_versions(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.record.iter().flat_map(|record| record.shown())
    }

    /// Returns the last version, where there is one.
    fn last_version(&self) -> Option<&Version> {
        self.record.as_deref().and_then(Record::newest)
    }

    /// Returns when it was last changed for its readers: as its writer says, or else the date of its last version,
    /// if it is not the first.
    pub fn updated(&self) -> Option<&crate::dates::Moment> {
        let of_record = || {
            self.last_version().filter(|version| version.news != ChangeKind::New || self.versions().len() > 1)
        };
        self.briefing.updated.as_ref().or_else(|| of_record().map(|version| &version.date))
    }

    /// Returns when it was last touched: updated, or else published, which is not before its own date.
    pub fn changed(&self) -> &crate::dates::Moment {
        let date = &self.briefing.date;
        let published = || {
            let version = self.last_version()?;
            (version.date.timestamp() > date.timestamp()).then_some(&version.date)
        };
        self.updated().or_else(published).unwrap_or(date)
    }
}

impl Site {
    /// Returns a change.
    pub fn change(&self, id: ChangeId) -> ChangeEntry {
        self.changes.all[id.index()]
    }

    /// Returns the ids of all changes, the latest first.
    pub fn change_ids(&self) -> &[ChangeId] {
        &self.changes.ids
    }

    /// Returns the changes of a country's briefings.
    pub fn changes_of_country(&self, id: CountryId) -> &[ChangeId] {
        self.changes.of_countries.get(id.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the changes of a topic's briefings.
    pub fn changes_of_topic(&self, id: TopicId) -> &[ChangeId] {
        self.changes.of_topics.get(id.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the changes of an organisation's briefings.
    pub fn changes_of_organisation(&self, id: OrganisationId) -> &[ChangeId] {
        self.changes.of_organisations.get(id.index()).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Returns the addresses that briefings had in older revisions, those of newer briefings first.
pub fn moved(briefings: &[Published]) -> Vec<Moved> {
    let mut moved = Vec::new();
    for (index, published) in briefings.iter().enumerate() {
        let places = published.record.iter().flat_map(|record| &record.places);
        let now = &published.briefing;
        let gone = places.filter(|(year, slug)| (*year, slug) != (now.date.year(), &now.slug));
        moved.extend(gone.map(|(year, slug)| Moved {
            from: OldAddress::Briefing { year: *year, slug: slug.clone() },
            to: Entity::Briefing(BriefingId::new(index)),
        }));
    }
    moved
}
