//! What the suggestions would add to a briefing.

use super::{Suggestions, Tagger};
use crate::content::{Briefing, DocumentKind, front_matter};
use crate::site::Vocabulary;
use crate::text::without_byte_order_mark;
use crate::world::Country;
use crate::yaml::add_to_list;

/// What is suggested for a briefing and does not stand in its front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Additions {
    /// The subjects.
    pub countries: Vec<Country>,
    /// The mentions.
    pub mentions: Vec<Country>,
    /// The ids of the topics.
    pub topics: Vec<String>,
    /// The organisations, as front matter names them.
    pub organisations: Vec<String>,
}

impl Additions {
    /// Returns what suggestions add to a briefing.
    ///
    /// A country that stands there as a subject or a mention stays where its writer put it; so does one that
    /// stands there under its former or its later name.
    pub fn new(
        briefing: &Briefing,
        suggestions: &Suggestions,
        vocabulary: &Vocabulary,
        tagger: &Tagger,
    ) -> Self {
        let tagged: Vec<Country> = briefing.countries.iter().chain(&briefing.mentions).copied().collect();
        let is_new = |country: &Country| !tagged.iter().any(|other| is_same_or_successor(*country, *other));
        let new = |all: &[super::Suggested<Country>]| -> Vec<Country> {
            all.iter().map(|suggested| suggested.what).filter(is_new).collect()
        };
        let topics: Vec<&str> = briefing
            .topics
            .iter()
            .filter_map(|topic| Some(vocabulary.resolve(topic).ok()?.id.as_str()))
            .collect();
        let is_new_topic = |topic: &String| !topics.contains(&topic.as_str());
        let own: Vec<String> =
            briefing.organisations.iter().filter_map(|name| tagger.organisation_id(name)).collect();
        let organisations = suggestions.organisations.suggested.iter().map(|suggested| &suggested.what);
        Self {
            organisations: organisations
                .filter(|choice| !own.contains(&choice.id))
                .map(|choice| choice.written.clone())
                .collect(),
            countries: new(&suggestions.countries),
            mentions: new(&suggestions.mentions),
            topics: suggestions.topics.iter().map(|topic| topic.what.clone()).filter(is_new_topic).collect(),
        }
    }

    /// Returns whether there is nothing to add.
    pub fn is_empty(&self) -> bool {
        self.countries.is_empty()
            && self.mentions.is_empty()
            && self.topics.is_empty()
            && self.organisations.is_empty()
    }

    /// Returns the text of a file with these additions in its front matter.
    ///
    /// None where the lists there are laid out in a way that cannot be added to safely.
    pub fn written(&self, text: &str) -> Option<String> {
        let mark = text.len() - without_byte_order_mark(text).len();
        let range = front_matter(text.get(mark..)?)?;
        let range = range.start + mark..range.end + mark;
        let mut yaml = text.get(range.clone())?.to_owned();
        let codes = |all: &[Country]| all.iter().map(|country| country.code().to_owned()).collect::<Vec<_>>();
        let lists = [
            ("countries", codes(&self.countries)),
            ("mentions", codes(&self.mentions)),
            ("topics", self.topics.clone()),
            ("organisations", self.organisations.clone()),
        ];
        for (key, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
            let before: Vec<&str> =
                DocumentKind::Briefing.keys().names().take_while(|other| *other != key).collect();
            yaml = add_to_list(&yaml, key, &items, &before)?;
        }
        Some(format!("{}{yaml}{}", text.get(..range.start)?, text.get(range.end..)?))
    }
}

/// Returns whether two countries are the same, or one continues the other.
pub fn is_same_or_successor(one: Country, other: Country) -> bool {
    one == other || one.predecessors().contains(&other) || other.predecessors().contains(&one)
}
