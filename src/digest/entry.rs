//! What is in a digest: briefings that changed in a time, each once.

use jiff::civil::Date;

use crate::content::Briefing;
use crate::edition::Edition;
use crate::record::ChangeKind;
use crate::render::Renderer;
use crate::site::{BriefingId, CountryId, OrganisationId, Published, TopicId};

/// Which briefings a digest is about.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Those about each of these countries.
    pub countries: Vec<CountryId>,
    /// Those on each of these topics.
    pub topics: Vec<TopicId>,
    /// Those about each of these organisations.
    pub organisations: Vec<OrganisationId>,
}

/// A time, in days of the site's time zone.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// The first day.
    pub since: Date,
    /// The last day.
    pub until: Date,
}

/// A briefing that changed.
#[derive(Debug)]
pub struct Entry {
    /// The briefing.
    pub briefing: BriefingId,
    /// What happened to it: what weighs most, where several things did.
    pub kind: ChangeKind,
    /// When that was, the last time.
    pub changed: jiff::Timestamp,
    /// What its writers say of its changes, the oldest first.
    pub notes: Vec<String>,
}

impl Scope {
    /// Returns whether a briefing is about all of it.
    pub fn has(&self, published: &Published) -> bool {
        self.countries.iter().all(|id| published.countries.contains(id))
            && self.topics.iter().all(|id| published.topics.contains(id))
            && self.organisations.iter().all(|id| published.organisations.contains(id))
    }

    /// Returns what the briefings have in common, in words.
    pub fn names<'a>(&self, edition: &'a Edition) -> Vec<&'a str> {
        let site = &edition.site;
        let countries = self.countries.iter().map(|id| site.country(*id).label.as_str());
        let organisations = self.organisations.iter().map(|id| site.organisation(*id).label.as_str());
        let topics = self.topics.iter().map(|id| site.topic(*id).title.as_str());
        countries.chain(organisations).chain(topics).collect()
    }
}

impl Period {
    fn has(self, day: Date) -> bool {
        self.since <= day && day <= self.until
    }
}

/// Returns the briefings that changed: those that are new first, then the others by what happened to them, and the latest
/// first among their like.
pub fn entries(renderer: &Renderer, scope: &Scope, period: Period) -> Vec<Entry> {
    let site = &renderer.edition().site;
    let mut entries: Vec<Entry> = site
        .briefing_ids()
        .filter(|id| scope.has(site.briefing(*id)))
        .filter_map(|id| entry(renderer, id, period))
        .collect();
    entries.sort_by_key(|entry| (order(entry.kind), std::cmp::Reverse(entry.changed), entry.briefing));
    entries
}

/// Returns what happened to a briefing in a time; none where nothing did.
fn entry(renderer: &Renderer, id: BriefingId, period: Period) -> Option<Entry> {
    let published = renderer.edition().site.briefing(id);
    let briefing: &Briefing = &published.briefing;
    if published.versions().is_empty() {
        // Without a record, all that is known is its date.
        let changed = briefing.date.timestamp();
        let entry = Entry { briefing: id, kind: ChangeKind::New, changed, notes: Vec::new() };
        return period.has(briefing.date.date()).then_some(entry);
    }
    let versions = published.versions().iter().enumerate();
    let changed: Vec<usize> = versions
        .filter(|(_, version)| version.briefing.is_some() && period.has(version.date.date()))
        .map(|(place, _)| place)
        .collect();
    let versions = changed.iter().map(|place| &published.versions()[*place]);
    let kind = versions.clone().map(|version| version.news).max_by_key(|kind| weight(*kind))?;
    let changed_at = versions.map(|version| version.date.timestamp()).max()?;
    // What is new is told by its summary, not by what was mended in it since.
    let told = if kind == ChangeKind::New { &[][..] } else { &changed };
    let mut notes: Vec<String> = Vec::new();
    for note in told.iter().flat_map(|place| renderer.change_notes(id, *place)) {
        if notes.iter().all(|told| told != note) {
            notes.push(note.to_owned());
        }
    }
    Some(Entry { briefing: id, kind, changed: changed_at, notes })
}

/// Returns how much a change weighs beside others of the same briefing. One that was withdrawn is that, whatever came before.
fn weight(kind: ChangeKind) -> u8 {
    match kind {
        ChangeKind::Updated => 0,
        ChangeKind::Corrected => 1,
        ChangeKind::New => 2,
        ChangeKind::Withdrawn => 3,
    }
}

/// Returns the place of a kind of change in a digest.
fn order(kind: ChangeKind) -> u8 {
    match kind {
        ChangeKind::New => 0,
        ChangeKind::Updated => 1,
        ChangeKind::Corrected => 2,
        ChangeKind::Withdrawn => 3,
    }
}
