//! The vocabulary of topics: names to topics, parents and children, and the briefings of each.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::documents::Unplaced;
use super::order::NameOrder;
use super::{BriefingId, CountryId, EventId, Tally, TopicId};
use crate::content::{LONGEST_PART, Topic, repeated_entry};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Code, ProblemCounts, did_you_mean};
use crate::text::{shorten, slug_of, title_of_slug};

/// How deep topics may be part of each other: no reader finds what stands deeper.
const DEEPEST: usize = 20;

/// A topic with all that is published under it.
#[derive(Debug)]
pub struct TopicEntry {
    /// Its id, which is the last segment of its URL too.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its file; none in an open vocabulary.
    pub topic: Option<Arc<Topic>>,
    /// The topic that it is part of.
    pub parent: Option<TopicId>,
    /// The topics that are part of it, by title.
    pub children: Vec<TopicId>,
    /// Its briefings and those of its children.
    pub briefings: Vec<BriefingId>,
    /// The subjects of these briefings, the most frequent first.
    pub countries: Vec<Tally<CountryId>>,
    /// The events of these briefings, the latest first.
    pub events: Vec<EventId>,
}

/// The topics that have briefings, and for each briefing its topics.
pub struct Topics {
    pub entries: Vec<TopicEntry>,
    pub of_briefings: Vec<Vec<TopicId>>,
}

/// The topics that a site knows, used or not.
pub struct Vocabulary {
    /// The topic files, sorted by id.
    topics: Vec<Arc<Topic>>,
    /// What each name means, folded as slugs are.
    names: HashMap<String, usize>,
    /// For each topic, its parent.
    parents: Vec<Option<usize>>,
}

impl Vocabulary {
    /// Returns the vocabulary of these topics, and what is wrong with it.
    pub fn new(mut topics: Vec<Arc<Topic>>, findings: &mut Vec<(String, Finding)>) -> Self {
        topics.sort_by(|one, other| one.id.cmp(&other.id));
        let mut names: HashMap<String, usize> = HashMap::new();
        // An id beats a title, and a title beats an alias, so the three are taken in turn.
        for (index, topic) in topics.iter().enumerate() {
            names.insert(topic.id.clone(), index);
        }
        for (index, topic) in topics.iter().enumerate() {
            let title = (slug_of(&topic.title), &topic.title, KeyPath::key("title"));
            let aliases = topic
                .aliases
                .iter()
                .enumerate()
                .map(|(place, alias)| (slug_of(alias), alias, KeyPath::key("aliases").item(place)));
            for (name, written, path) in std::iter::once(title).chain(aliases) {
                let holder = *names.entry(name).or_insert(index);
                if holder != index {
                    let message = format!("`{written}` already means the topic `{}`", topics[holder].id);
                    let finding = Finding::new(Code::TopicClash, message)
                        .anchor(Anchor::Value(path))
                        .hint(format!("take it out here or in {}", topics[holder].path));
                    findings.push((topic.path.to_string(), finding));
                }
            }
        }
        let mut vocabulary = Self { topics, names, parents: Vec::new() };
        vocabulary.parents = vocabulary.parents(findings);
        vocabulary
    }

    fn parents(&self, findings: &mut Vec<(String, Finding)>) -> Vec<Option<usize>> {
        let mut parents: Vec<Option<usize>> = self
            .topics
            .iter()
            .map(|topic| {
                let parent = topic.parent.as_ref()?;
                let found = self.find(parent);
                if found.is_none() {
                    let finding = self.unknown(parent).anchor(Anchor::Value(KeyPath::key("parent")));
                    findings.push((topic.path.to_string(), finding));
                }
                found
            })
            .collect();
        for start in 0..parents.len() {
            let mut way = vec![start];
            while let Some(next) = way.last().and_then(|last| parents[*last]) {
                if next == start {
                    let names: Vec<&str> =
                        way.iter().chain([&start]).map(|index| self.topics[*index].id.as_str()).collect();
                    let topic = &self.topics[start];
                    let finding = Finding::new(
                        Code::TopicCycle,
                        format!("this topic is its own parent: {}", names.join(" → ")),
                    )
                    .anchor(Anchor::Value(KeyPath::key("parent")))
                    .hint("take out one of these `parent` lines");
                    findings.push((topic.path.to_string(), finding));
                    parents[start] = None;
                    break;
                }
                // A circle that does not come back to the start is found from one of its own topics.
                if way.contains(&next) {
                    break;
                }
                way.push(next);
                if way.len() > DEEPEST {
                    let finding = Finding::new(
                        Code::DeepNesting,
                        format!("topics are part of each other more than {DEEPEST} deep here"),
                    )
                    .anchor(Anchor::Value(KeyPath::key("parent")))
                    .hint("give this topic a parent that is nearer to the top");
                    findings.push((self.topics[start].path.to_string(), finding));
                    parents[start] = None;
                    break;
                }
            }
        }
        parents
    }

    /// Returns whether any topic is allowed, because the site has no topic files.
    pub fn is_open(&self) -> bool {
        self.topics.is_empty()
    }

    /// Returns the topics of the site's topic files, by id.
    pub fn topics(&self) -> impl Iterator<Item = &Topic> {
        self.topics.iter().map(|topic| &**topic)
    }

    /// Returns the topic that goes by this id, title or alias, if there is one.
    pub fn get(&self, written: &str) -> Option<&Topic> {
        self.find(written).map(|index| &*self.topics[index])
    }

    /// Returns the topic that goes by this id, title or alias.
    ///
    /// # Errors
    /// Says that there is none, and which one may be meant.
    pub fn resolve(&self, written: &str) -> Result<&Topic, Finding> {
        self.find(written).map(|index| &*self.topics[index]).ok_or_else(|| self.unknown(written))
    }

    fn find(&self, written: &str) -> Option<usize> {
        // Most topics are written as ids, which need no folding.
        self.names.get(written).or_else(|| self.names.get(&slug_of(written))).copied()
    }

    /// Says that a topic is not known, and which one may be meant.
    fn unknown(&self, written: &str) -> Finding {
        let names = self.topics.iter().flat_map(|topic| [topic.id.as_str(), topic.title.as_str()]);
        let close = did_you_mean(written, names).and_then(|name| self.find(name));
        let finding = no_topic(written);
        match close {
            Some(index) => {
                let topic = &self.topics[index];
                finding.hint(format!("did you mean `{}` ({})?", topic.id, topic.title))
            }
            None => finding.hint("use a topic of content/topics/, or add a file for this one there"),
        }
    }

    /// Returns the topics that have briefings.
    pub fn entries(
        &self,
        briefings: &[Unplaced],
        order: &NameOrder,
        findings: &mut Vec<(String, Finding)>,
    ) -> Topics {
        if self.is_open() {
            open_entries(briefings, order, findings)
        } else {
            self.closed_entries(briefings, order, findings)
        }
    }

    fn closed_entries(
        &self,
        briefings: &[Unplaced],
        order: &NameOrder,
        findings: &mut Vec<(String, Finding)>,
    ) -> Topics {
        let mut lists: Vec<Vec<BriefingId>> = vec![Vec::new(); self.topics.len()];
        let mut own: Vec<Vec<usize>> = Vec::with_capacity(briefings.len());
        for (index, (briefing, _)) in briefings.iter().enumerate() {
            let id = BriefingId::new(index);
            let mut found = Vec::new();
            let mut seen = HashSet::new();
            let mut tally = ProblemCounts::default();
            for (place, written) in briefing.topics.iter().enumerate() {
                let path = || KeyPath::key("topics").item(place);
                match self.find(written) {
                    Some(topic) if !seen.insert(topic) => {
                        let finding = repeated_entry(&self.topics[topic].title, path());
                        findings.push((briefing.path.to_string(), finding));
                    }
                    Some(topic) => found.push(topic),
                    None => {
                        let is_told = tally.add(Code::UnknownTopic);
                        let finding = if is_told { self.unknown(written) } else { no_topic(written) };
                        let finding = finding.anchor(Anchor::Value(path()));
                        findings.push((briefing.path.to_string(), finding));
                    }
                }
            }
            for topic in &found {
                let mut here = Some(*topic);
                while let Some(topic) = here {
                    if lists[topic].last() != Some(&id) {
                        lists[topic].push(id);
                    }
                    here = self.parents[topic];
                }
            }
            own.push(found);
        }

        let mut used: Vec<usize> = (0..self.topics.len()).filter(|topic| !lists[*topic].is_empty()).collect();
        let title = |topic: usize| self.topics[topic].title.as_str();
        used.sort_by(|one, other| order.compare(title(*one), title(*other)).then(one.cmp(other)));
        let ids: HashMap<usize, TopicId> =
            used.iter().enumerate().map(|(place, topic)| (*topic, TopicId::new(place))).collect();
        let of_briefings =
            own.iter().map(|own| own.iter().filter_map(|topic| ids.get(topic).copied()).collect()).collect();
        let mut entries: Vec<TopicEntry> = used
            .iter()
            .map(|topic| TopicEntry {
                id: self.topics[*topic].id.clone(),
                title: self.topics[*topic].title.clone(),
                topic: Some(Arc::clone(&self.topics[*topic])),
                parent: self.parents[*topic].and_then(|parent| ids.get(&parent).copied()),
                children: Vec::new(),
                briefings: std::mem::take(&mut lists[*topic]),
                countries: Vec::new(),
                events: Vec::new(),
            })
            .collect();
        for index in 0..entries.len() {
            if let Some(parent) = entries[index].parent {
                entries[parent.index()].children.push(TopicId::new(index));
            }
        }
        Topics { entries, of_briefings }
    }
}

fn no_topic(written: &str) -> Finding {
    Finding::new(Code::UnknownTopic, format!("`{written}` is no topic of this site"))
}

/// Returns a topic for each name that a briefing uses; the newest briefing's spelling is its title.
fn open_entries(briefings: &[Unplaced], order: &NameOrder, findings: &mut Vec<(String, Finding)>) -> Topics {
    let mut found: BTreeMap<String, (String, Vec<BriefingId>)> = BTreeMap::new();
    for (index, (briefing, _)) in briefings.iter().enumerate() {
        let id = BriefingId::new(index);
        for (place, written) in briefing.topics.iter().enumerate() {
            let path = || KeyPath::key("topics").item(place);
            let slug = slug_of(written);
            if slug.is_empty() {
                let message = format!("no URL can be made of the topic `{}`", written.escape_debug());
                let finding = Finding::new(Code::InvalidSlug, message)
                    .anchor(Anchor::Value(path()))
                    .hint("write a name with letters or digits");
                findings.push((briefing.path.to_string(), finding));
                continue;
            }
            if slug.len() > LONGEST_PART {
                let message = format!("the topic `{}` is too long for an address", shorten(written, 40));
                let finding = Finding::new(Code::TooLong, message)
                    .anchor(Anchor::Value(path()))
                    .hint("write a shorter name");
                findings.push((briefing.path.to_string(), finding));
                continue;
            }
            let title = if *written == slug { title_of_slug(&slug) } else { written.clone() };
            let (_, list) = found.entry(slug).or_insert((title, Vec::new()));
            if list.last() == Some(&id) {
                let finding = repeated_entry(written, path());
                findings.push((briefing.path.to_string(), finding));
            } else {
                list.push(id);
            }
        }
    }
    let mut entries: Vec<TopicEntry> = found
        .into_iter()
        .map(|(id, (title, briefings))| TopicEntry {
            id,
            title,
            topic: None,
            parent: None,
            children: Vec::new(),
            briefings,
            countries: Vec::new(),
            events: Vec::new(),
        })
        .collect();
    entries.sort_by(|one, other| order.compare(&one.title, &other.title).then_with(|| one.id.cmp(&other.id)));
    let mut of_briefings = vec![Vec::new(); briefings.len()];
    for (place, entry) in entries.iter().enumerate() {
        for id in &entry.briefings {
            of_briefings[id.index()].push(TopicId::new(place));
        }
    }
    Topics { entries, of_briefings }
}
