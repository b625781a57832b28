//! What two things share: relations between countries, and countries crossed with topics.

use super::events::EventEntry;
use super::{BriefingId, CountryEntry, CountryId, EventId, Published, RelationId, Site, TopicEntry, TopicId};

/// Two countries that are subjects of the same briefings.
#[derive(Debug)]
pub struct Relation {
    /// The two, by their slugs.
    pub countries: [CountryId; 2],
    /// The briefings about both, newest first.
    pub briefings: Vec<BriefingId>,
    /// The events of both, the latest first.
    pub events: Vec<EventId>,
}

/// A country crossed with a topic.
#[derive(Debug)]
pub struct Intersection {
    /// The country.
    pub country: CountryId,
    /// The topic.
    pub topic: TopicId,
    /// The briefings about the country that are of the topic, or of a topic that is part of it.
    pub briefings: Vec<BriefingId>,
}

/// How many briefings belong to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally<I> {
    /// What they belong to.
    pub id: I,
    /// How many they are.
    pub count: usize,
}

/// Returns, for each key, its values: both sorted, and each value once.
fn grouped<K: Ord + Copy, V: Ord + Copy>(mut pairs: Vec<(K, V)>) -> Vec<(K, Vec<V>)> {
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .chunk_by(|(one, _), (other, _)| one == other)
        .map(|same| (same[0].0, same.iter().map(|(_, value)| *value).collect()))
        .collect()
}

/// Puts the largest first, and equal ones in the order of their ids, which is that of their names.
fn ranked<I: Ord + Copy>(tallies: &mut [Tally<I>]) {
    tallies.sort_unstable_by_key(|tally| (std::cmp::Reverse(tally.count), tally.id));
}

/// Returns all pairs of these, each pair in order.
fn pairs_of(ids: &[CountryId]) -> impl Iterator<Item = (CountryId, CountryId)> + '_ {
    ids.iter()
        .enumerate()
        .flat_map(|(place, one)| ids[place + 1..].iter().map(|other| (*one.min(other), *one.max(other))))
}

/// Returns topics and all that they are part of, each once.
fn topics_around(own: &[TopicId], topics: &[TopicEntry]) -> Vec<TopicId> {
    let mut around: Vec<TopicId> = Vec::new();
    for topic in own {
        let mut here = Some(*topic);
        while let Some(id) = here {
            if around.contains(&id) {
                break;
            }
            around.push(id);
            here = topics[id.index()].parent;
        }
    }
    around
}

/// The topics of each briefing, and all that they are part of, each once.
type Around = Vec<Vec<TopicId>>;

/// Finds what two countries share, and what a country and a topic share, and counts it for each of them.
///
/// Relations with fewer briefings than `minimum` count for the partners of a country, but are no
/// relations of the site.
pub fn pair(
    briefings: &[Published],
    events: &[EventEntry],
    countries: &mut [CountryEntry],
    topics: &mut [TopicEntry],
    minimum: usize,
) -> (Vec<Relation>, Vec<Intersection>) {
    let around: Around = briefings.iter().map(|published| topics_around(&published.topics, topics)).collect();
    give_events(&around, events, countries, topics);
    let (relations, intersections) =
        rayon::join(|| relations(briefings, events, countries), || intersections(briefings, &around));
    for relation in &relations {
        let [one, other] = relation.countries;
        let count = relation.briefings.len();
        countries[one.index()].partners.push(Tally { id: other, count });
        countries[other.index()].partners.push(Tally { id: one, count });
    }
    for Intersection { country, topic, briefings } in &intersections {
        countries[country.index()].topics.push(Tally { id: *topic, count: briefings.len() });
        topics[topic.index()].countries.push(Tally { id: *country, count: briefings.len() });
    }
    for entry in countries {
        ranked(&mut entry.partners);
        ranked(&mut entry.topics);
    }
    for entry in topics {
        ranked(&mut entry.countries);
    }
    let relations = relations.into_iter().filter(|relation| relation.briefings.len() >= minimum).collect();
    (relations, intersections)
}

/// Returns the relations with the most briefings first.
pub fn busiest(relations: &[Relation]) -> Vec<RelationId> {
    let mut ids: Vec<RelationId> = (0..relations.len()).map(RelationId::new).collect();
    ids.sort_by_key(|id| std::cmp::Reverse(relations[id.index()].briefings.len()));
    ids
}

fn relations(briefings: &[Published], events: &[EventEntry], countries: &[CountryEntry]) -> Vec<Relation> {
    let shared = briefings.iter().enumerate().flat_map(|(index, published)| {
        pairs_of(&published.countries).map(move |pair| (pair, BriefingId::new(index)))
    });
    let of_events = events
        .iter()
        .enumerate()
        .flat_map(|(index, event)| pairs_of(&event.countries).map(move |pair| (pair, EventId::new(index))));
    let mut events = grouped(of_events.collect()).into_iter().peekable();
    grouped(shared.collect())
        .into_iter()
        .map(|(pair, shared)| {
            // Both lists are in the order of the pairs. Events of countries that no briefing is about
            // together belong to no relation.
            while events.next_if(|(other, _)| *other < pair).is_some() {}
            let own = events.next_if(|(other, _)| *other == pair);
            let slug = |id: CountryId| countries[id.index()].country.slug();
            let (one, other) = pair;
            Relation {
                countries: if slug(one) < slug(other) { [one, other] } else { [other, one] },
                briefings: shared,
                events: own.map(|(_, events)| events).unwrap_or_default(),
            }
        })
        .collect()
}

fn intersections(briefings: &[Published], around: &Around) -> Vec<Intersection> {
    let mut crossed = Vec::new();
    for (index, (published, around)) in briefings.iter().zip(around).enumerate() {
        for country in &published.countries {
            crossed.extend(around.iter().map(|topic| ((*country, *topic), BriefingId::new(index))));
        }
    }
    grouped(crossed)
        .into_iter()
        .map(|((country, topic), briefings)| Intersection { country, topic, briefings })
        .collect()
}

/// Gives each country and each topic its events, the latest first.
fn give_events(
    around: &Around,
    events: &[EventEntry],
    countries: &mut [CountryEntry],
    topics: &mut [TopicEntry],
) {
    for (index, event) in events.iter().enumerate() {
        let id = EventId::new(index);
        for country in &event.countries {
            countries[country.index()].events.push(id);
        }
        for briefing in &event.briefings {
            for topic in &around[briefing.index()] {
                let own = &mut topics[topic.index()].events;
                if own.last() != Some(&id) {
                    own.push(id);
                }
            }
        }
    }
}

impl Site {
    /// Returns the topics of briefings and all that these are part of, the most frequent first.
    pub fn topics_of(&self, briefings: &[BriefingId]) -> Vec<Tally<TopicId>> {
        let around = |id: &BriefingId| topics_around(&self.briefing(*id).topics, &self.topics);
        let mut topics: Vec<TopicId> = briefings.iter().flat_map(around).collect();
        topics.sort_unstable();
        let same = topics.chunk_by(|one, other| one == other);
        let mut tallies: Vec<Tally<TopicId>> =
            same.map(|same| Tally { id: same[0], count: same.len() }).collect();
        ranked(&mut tallies);
        tallies
    }
}
