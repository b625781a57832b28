//! What two things share: relations between countries and organisations, and countries crossed with topics.

use super::events::EventEntry;
use super::{
    Actor, ActorKind, BriefingId, CountryEntry, CountryId, EventId, OrganisationEntry, Published, RelationId,
    Site, Tally, TopicEntry, TopicId,
};

/// Two countries or organisations that are subjects of the same briefings.
#[derive(Debug)]
pub struct Relation {
    /// The two, by the last parts of their addresses.
    pub actors: [Actor; 2],
    /// The briefings about both, newest first.
    pub briefings: Vec<BriefingId>,
    /// The events of both, the latest first.
    pub events: Vec<EventId>,
}

impl Relation {
    /// Returns the countries among the two.
    pub fn countries(&self) -> Vec<CountryId> {
        let country = |actor: &Actor| match actor.kind() {
            ActorKind::Country(id) => Some(id),
            ActorKind::Organisation(_) => None,
        };
        self.actors.iter().filter_map(country).collect()
    }
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
fn pairs_of(ids: &[Actor]) -> impl Iterator<Item = (Actor, Actor)> + '_ {
    ids.iter()
        .enumerate()
        .flat_map(|(place, one)| ids[place + 1..].iter().map(|other| (*one.min(other), *one.max(other))))
}

/// Returns topics and all that they are part of, each once.
fn topics_around(own: &[TopicId], topics: &[TopicEntry]) -> Vec<TopicId> {
    let mut around: Vec<TopicId> = Vec::new();
    // A briefing has a handful of topics, and a look at each is quicker than a hash.
    let mut seen = (own.len() > 50).then(std::collections::HashSet::new);
    for topic in own {
        let mut here = Some(*topic);
        while let Some(id) = here {
            let is_known = seen.as_mut().map_or_else(|| around.contains(&id), |seen| !seen.insert(id));
            if is_known {
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

/// What briefings share.
pub struct Pairs {
    /// The relations of the site.
    pub relations: Vec<Relation>,
    /// The pairs of a country and a topic.
    pub intersections: Vec<Intersection>,
    /// The briefings that make no pairs of their own, because they would make too many.
    pub wide: Vec<(BriefingId, Wide)>,
}

/// Of what a briefing would make too many pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wide {
    /// Countries and organisations with each other.
    Subjects,
    /// Countries with topics.
    Topics,
}

/// What decides which pairs have a page.
pub struct Bounds<'a> {
    /// How many briefings a relation has at least. With fewer, it counts for the partners of a country, but is no
    /// relation of the site.
    pub minimum: usize,
    /// The most subjects with which a briefing makes pairs.
    pub most: usize,
    /// For each country of the table its id.
    pub ids: &'a [Option<CountryId>],
}

impl Bounds<'_> {
    /// Returns how many pairs a briefing may make.
    fn pairs(&self) -> usize {
        self.most.saturating_mul(self.most.saturating_sub(1)) / 2
    }

    /// Returns the groups of countries of which a briefing makes pairs, each with each other or with topics.
    fn groups(&self, published: &Published, fits: impl Fn(usize) -> bool) -> Vec<Vec<CountryId>> {
        if fits(published.countries.len()) {
            return vec![published.countries.clone()];
        }
        self.older_groups(published, fits)
    }

    /// Returns the groups of countries of which older versions of a briefing made pairs: their addresses are known, so
    /// one with too many subjects still makes these.
    fn older_groups(&self, published: &Published, fits: impl Fn(usize) -> bool) -> Vec<Vec<CountryId>> {
        let older = published.versions().iter().filter_map(|version| version.briefing.as_ref());
        let known = older.filter(|older| fits(older.countries.len())).map(|older| {
            let ids =
                older.countries.iter().filter_map(|country| self.ids.get(country.index()).copied().flatten());
            ids.filter(|id| published.countries.contains(id)).collect()
        });
        let mut groups: Vec<Vec<CountryId>> = known.collect();
        groups.dedup();
        groups
    }
}

/// Finds what two countries share, and what a country and a topic share, and counts it for each of them.
pub fn pair(
    briefings: &[Published],
    events: &[EventEntry],
    countries: &mut [CountryEntry],
    topics: &mut [TopicEntry],
    organisations: &mut [OrganisationEntry],
    bounds: &Bounds,
) -> Pairs {
    let around: Around = briefings.iter().map(|published| topics_around(&published.topics, topics)).collect();
    give_events(&around, events, countries, topics);
    let (relations, intersections) = rayon::join(
        || relations(briefings, events, countries, organisations, bounds),
        || intersections(briefings, &around, bounds),
    );
    for relation in &relations {
        let [one, other] = relation.actors;
        let count = relation.briefings.len();
        for (actor, id) in [(one, other), (other, one)] {
            let partners = match actor.kind() {
                ActorKind::Country(country) => &mut countries[country.index()].partners,
                ActorKind::Organisation(organisation) => &mut organisations[organisation.index()].partners,
            };
            partners.push(Tally { id, count });
        }
    }
    for entry in organisations {
        ranked(&mut entry.partners);
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
    let relations =
        relations.into_iter().filter(|relation| relation.briefings.len() >= bounds.minimum).collect();
    let wide = briefings.iter().zip(&around).enumerate().filter_map(|(index, (published, around))| {
        let number = published.countries.len();
        let wide = if number + published.organisations.len() > bounds.most {
            Wide::Subjects
        } else if number.saturating_mul(around.len()) > bounds.pairs() {
            Wide::Topics
        } else {
            return None;
        };
        Some((BriefingId::new(index), wide))
    });
    Pairs { wide: wide.collect(), relations, intersections }
}

/// Adds a value to each key that has other values already, where `has` says so of the key.
fn add_where<K, V: Ord + Copy>(groups: &mut [(K, Vec<V>)], value: V, has: impl Fn(&K) -> bool) {
    for (_, values) in groups.iter_mut().filter(|(key, _)| has(key)) {
        if let Err(place) = values.binary_search(&value) {
            values.insert(place, value);
        }
    }
}

/// A set of actors that is asked for hundreds of thousands of them.
struct Marked {
    countries: Vec<bool>,
    organisations: Vec<bool>,
}

impl Marked {
    /// Returns the set of these, on a site with so many countries and organisations.
    fn new(actors: &[Actor], countries: &[CountryEntry], organisations: &[OrganisationEntry]) -> Self {
        let mut marked =
            Self { countries: vec![false; countries.len()], organisations: vec![false; organisations.len()] };
        for actor in actors {
            let mark = match actor.kind() {
                ActorKind::Country(id) => marked.countries.get_mut(id.index()),
                ActorKind::Organisation(id) => marked.organisations.get_mut(id.index()),
            };
            if let Some(mark) = mark {
                *mark = true;
            }
        }
        marked
    }

    fn has(&self, actor: Actor) -> bool {
        let mark = match actor.kind() {
            ActorKind::Country(id) => self.countries.get(id.index()),
            ActorKind::Organisation(id) => self.organisations.get(id.index()),
        };
        mark.is_some_and(|mark| *mark)
    }
}

/// Returns the relations with the most briefings first.
pub fn busiest(relations: &[Relation]) -> Vec<RelationId> {
    let mut ids: Vec<RelationId> = (0..relations.len()).map(RelationId::new).collect();
    ids.sort_by_key(|id| std::cmp::Reverse(relations[id.index()].briefings.len()));
    ids
}

fn relations(
    briefings: &[Published],
    events: &[EventEntry],
    countries: &[CountryEntry],
    organisations: &[OrganisationEntry],
    bounds: &Bounds,
) -> Vec<Relation> {
    let fits = |number: usize| number <= bounds.most;
    let marked = |actors: &[Actor]| Marked::new(actors, countries, organisations);
    let mut shared = Vec::new();
    for (index, published) in briefings.iter().enumerate() {
        let actors = published.actors();
        let groups = if fits(actors.len()) {
            vec![actors]
        } else {
            let older = bounds.older_groups(published, fits).into_iter();
            older.map(|group| group.into_iter().map(Actor::from).collect()).collect()
        };
        for group in groups {
            shared.extend(pairs_of(&group).map(|pair| (pair, BriefingId::new(index))));
        }
    }
    let mut shared = grouped(shared);
    let number_of = |one: &Published| one.countries.len() + one.organisations.len();
    for (index, published) in briefings.iter().enumerate().filter(|(_, one)| !fits(number_of(one))) {
        let own = marked(&published.actors());
        add_where(&mut shared, BriefingId::new(index), |(one, other)| own.has(*one) && own.has(*other));
    }
    let mut narrow = Vec::new();
    let mut wide: Vec<(EventId, Marked)> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let actors = event.actors();
        if fits(actors.len()) {
            narrow.extend(pairs_of(&actors).map(|pair| (pair, EventId::new(index))));
        } else {
            wide.push((EventId::new(index), marked(&actors)));
        }
    }
    let mut of_events = grouped(narrow);
    if !wide.is_empty() {
        // Pairs of which only wide events tell are no relations, so those of the briefings are all.
        let mut known: std::collections::BTreeMap<_, _> = of_events.into_iter().collect();
        for (pair @ (one, other), _) in &shared {
            let own = wide.iter().filter(|(_, own)| own.has(*one) && own.has(*other)).map(|(id, _)| *id);
            let events: &mut Vec<EventId> = known.entry(*pair).or_default();
            events.extend(own);
            events.sort_unstable();
        }
        of_events = known.into_iter().collect();
    }
    let mut events = of_events.into_iter().peekable();
    shared
        .into_iter()
        .map(|(pair, shared)| {
            // Both lists are in the order of the pairs. Events of countries that no briefing is about
            // together belong to no relation.
            while events.next_if(|(other, _)| *other < pair).is_some() {}
            let own = events.next_if(|(other, _)| *other == pair);
            let slug = |actor: Actor| match actor.kind() {
                ActorKind::Country(id) => countries[id.index()].country.slug(),
                ActorKind::Organisation(id) => organisations[id.index()].id.as_str(),
            };
            let (one, other) = pair;
            Relation {
                actors: if slug(one) < slug(other) { [one, other] } else { [other, one] },
                briefings: shared,
                events: own.map(|(_, events)| events).unwrap_or_default(),
            }
        })
        .collect()
}

fn intersections(briefings: &[Published], around: &Around, bounds: &Bounds) -> Vec<Intersection> {
    let mut crossed = Vec::new();
    let mut wide = Vec::new();
    for (index, (published, around)) in briefings.iter().zip(around).enumerate() {
        let id = BriefingId::new(index);
        let fits = |number: usize| number.saturating_mul(around.len()) <= bounds.pairs();
        for country in bounds.groups(published, fits).into_iter().flatten() {
            crossed.extend(around.iter().map(|topic| ((country, *topic), id)));
        }
        if !fits(published.countries.len()) {
            wide.push((id, published, around));
        }
    }
    let mut crossed = grouped(crossed);
    for (id, published, around) in wide {
        let around: std::collections::HashSet<TopicId> = around.iter().copied().collect();
        add_where(&mut crossed, id, |(country, topic)| {
            around.contains(topic) && published.countries.contains(country)
        });
    }
    crossed
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

impl Published {
    /// Returns its subjects: countries and organisations.
    pub fn actors(&self) -> Vec<Actor> {
        let countries = self.countries.iter().copied().map(Actor::from);
        countries.chain(self.organisations.iter().copied().map(Actor::from)).collect()
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
