//! Events: the dated lines of all briefings, each once, and whose they are.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use super::documents::Unplaced;
use super::{Actor, BriefingId, CountryId, OrganisationId};
use crate::dates::PartialDate;
use crate::world::Country;

/// Something that happened. What several briefings date and word alike is one event.
#[derive(Debug)]
pub struct EventEntry {
    /// When, as exactly as it is known.
    pub date: PartialDate,
    /// What.
    pub title: String,
    /// Where or to whom.
    pub countries: Vec<CountryId>,
    /// The organisations of the briefings that tell it.
    pub organisations: Vec<OrganisationId>,
    /// The briefings that tell it, newest first.
    pub briefings: Vec<BriefingId>,
}

impl EventEntry {
    /// Returns the countries and organisations that it belongs to.
    pub(super) fn actors(&self) -> Vec<Actor> {
        let countries = self.countries.iter().copied().map(Actor::from);
        countries.chain(self.organisations.iter().copied().map(Actor::from)).collect()
    }
}

/// The events of one year.
#[derive(Debug)]
pub struct EventYear {
    /// The year.
    pub year: i16,
    /// Their places in the list of all events.
    pub places: Range<usize>,
}

/// Returns all events, the latest first.
///
/// A date that is less exact stands for its first day: "2024" is told before "January 2024", and that
/// before "1 January 2024". Events of one day keep the order in which a briefing lists them.
pub fn events(
    briefings: &[Unplaced],
    id_of: impl Fn(&Country) -> Option<CountryId>,
) -> (Vec<EventEntry>, Vec<EventYear>) {
    let mut events: Vec<EventEntry> = Vec::new();
    let mut known: HashMap<(PartialDate, &str), usize> = HashMap::new();
    for (index, (briefing, _)) in briefings.iter().enumerate() {
        let id = BriefingId::new(index);
        for event in &briefing.events {
            let title = event.title.trim();
            let place = match known.entry((event.date, title)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    events.push(EventEntry {
                        date: event.date,
                        title: title.to_owned(),
                        countries: Vec::new(),
                        organisations: Vec::new(),
                        briefings: Vec::new(),
                    });
                    *new.insert(events.len() - 1)
                }
            };
            let entry = &mut events[place];
            if entry.briefings.last() != Some(&id) {
                entry.briefings.push(id);
            }
            for country in briefing.countries_of(event).iter().filter_map(&id_of) {
                if !entry.countries.contains(&country) {
                    entry.countries.push(country);
                }
            }
        }
    }
    events.sort_by_key(|event| std::cmp::Reverse(event.date));
    let years = years(&events);
    (events, years)
}

fn years(events: &[EventEntry]) -> Vec<EventYear> {
    let mut start = 0;
    events
        .chunk_by(|one, other| one.date.year() == other.date.year())
        .map(|year| {
            let places = start..start + year.len();
            start = places.end;
            EventYear { year: year[0].date.year(), places }
        })
        .collect()
}
