//! Related briefings: those that share the most countries and topics, then those nearest in time.

use std::collections::BTreeMap;

use super::{BriefingId, Site};

/// How many neighbours are looked at in each list, before and after.
///
/// A fixed number: the work for one page must not grow with the site.
const WINDOW: usize = 12;

/// A shared country says more than a shared topic.
const COUNTRY: usize = 3;
const TOPIC: usize = 2;

impl Site {
    /// Returns at most `most` briefings that belong beside this one, the closest first.
    pub fn related(&self, id: BriefingId, most: usize) -> Vec<BriefingId> {
        let here = self.briefing(id);
        let mut scores: BTreeMap<BriefingId, usize> = BTreeMap::new();
        let countries = here.countries.iter().map(|country| (COUNTRY, &self.country(*country).briefings));
        let topics = here.topics.iter().map(|topic| (TOPIC, &self.topic(*topic).briefings));
        for (weight, list) in countries.chain(topics) {
            let place = list.partition_point(|other| *other < id);
            let window = place.saturating_sub(WINDOW)..(place + WINDOW + 1).min(list.len());
            for other in &list[window] {
                *scores.entry(*other).or_default() += weight;
            }
        }
        scores.remove(&id);
        let mut ranked: Vec<(BriefingId, usize)> = scores.into_iter().collect();
        ranked.sort_by_key(|(other, score)| {
            (std::cmp::Reverse(*score), other.index().abs_diff(id.index()), *other)
        });
        ranked.truncate(most);
        ranked.into_iter().map(|(other, _)| other).collect()
    }
}
