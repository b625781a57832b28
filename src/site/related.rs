//! Related briefings: those that share the most countries and topics, then those nearest in time.

use super::{BriefingId, Site};

/// How many neighbours are looked at in each list, before and after.
///
/// A fixed number: the work for one page must not grow with the site.
const WINDOW: usize = 12;

/// A shared country says more than a shared topic.
const COUNTRY: usize = 3;
const TOPIC: usize = 2;
const ORGANISATION: usize = 2;

impl Site {
    /// Returns at most `most` briefings that belong beside this one, the closest first.
    pub fn related(&self, id: BriefingId, most: usize) -> Vec<BriefingId> {
        let here = self.briefing(id);
        let mut shared: Vec<(BriefingId, usize)> = Vec::new();
        let countries = here.countries.iter().map(|country| (COUNTRY, &self.country(*country).briefings));
        let topics = here.topics.iter().map(|topic| (TOPIC, &self.topic(*topic).briefings));
        let organisations =
            here.organisations.iter().map(|id| (ORGANISATION, &self.organisation(*id).briefings));
        for (weight, list) in countries.chain(topics).chain(organisations) {
            let place = list.partition_point(|other| *other < id);
            let window = place.saturating_sub(WINDOW)..(place + WINDOW + 1).min(list.len());
            shared.extend(list[window].iter().filter(|other| **other != id).map(|other| (*other, weight)));
        }
        shared.sort_unstable_by_key(|(other, _)| *other);
        let mut ranked: Vec<(BriefingId, usize)> = shared
            .chunk_by(|(one, _), (other, _)| one == other)
            .map(|same| (same[0].0, same.iter().map(|(_, weight)| weight).sum()))
            .collect();
        ranked.sort_unstable_by_key(|(other, score)| {
            (std::cmp::Reverse(*score), other.index().abs_diff(id.index()), *other)
        });
        ranked.truncate(most);
        ranked.into_iter().map(|(other, _)| other).collect()
    }
}
