//! What the words of a text mean, each in the light of the others.

use std::collections::BTreeMap;

use super::evidence::Tally;
use super::words::{Found, Words};
use super::{Article, Passage};
use crate::world::{Boundaries, Country, MapView, WordKind};

/// The countries that a text names.
pub struct Reading {
    /// What speaks for each country.
    pub countries: BTreeMap<Country, Named>,
    /// How many words name a country.
    pub total: usize,
}

/// How a text names a country.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// How often in the title.
    pub in_title: usize,
    /// How often in the summary and the first paragraph.
    pub in_lead: usize,
    /// How often in all.
    pub count: usize,
    /// How often by its own name.
    pub by_name: usize,
    /// How often by that of its people.
    pub by_people: usize,
    /// Where it is named first, in bytes from the start of the article.
    pub first: usize,
    /// The words.
    pub tally: Tally,
}

impl Named {
    fn merge(&mut self, other: Self) {
        self.in_title += other.in_title;
        self.in_lead += other.in_lead;
        self.count += other.count;
        self.by_name += other.by_name;
        self.by_people += other.by_people;
        self.first = self.first.min(other.first);
        self.tally.merge(other.tally);
    }
}

/// A place where a country is named, or may be.
struct Hit<'a> {
    found: Found<'a>,
    part: Part,
    passage: &'a Passage<'a>,
    /// The place in the article, in bytes.
    at: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Lead,
    Rest,
}

impl Reading {
    /// Reads an article.
    pub fn of(article: &Article, words: &Words) -> Self {
        let hits = hits(article, words);
        let mut reading = Self { countries: BTreeMap::new(), total: 0 };
        for hit in hits.iter().filter(|hit| hit.found.word.kind != WordKind::Doubtful) {
            if let [country] = hit.found.word.countries[..] {
                reading.add(country, hit);
            }
        }
        let plain: Vec<Country> = reading.countries.keys().chain(article.tagged()).copied().collect();
        for hit in &hits {
            let word = hit.found.word;
            let is_doubtful = word.kind == WordKind::Doubtful;
            let choices = || word.countries.iter().copied();
            if is_doubtful && !is_part_of_name(hit) {
                let supported = choices().find(|country| plain.contains(country));
                let supported = supported.or_else(|| choices().find(|country| is_near_any(*country, &plain)));
                if let Some(country) = supported {
                    reading.add(country, hit);
                }
            } else if !is_doubtful && word.countries.len() > 1 {
                // The likelier choice stands first.
                let supported = choices().find(|country| plain.contains(country)).or(choices().next());
                if let Some(country) = supported {
                    reading.add(country, hit);
                }
            }
        }
        reading.merge_successors();
        reading
    }

    /// Counts the capital and the like for the former country where the text speaks of that one only: in a
    /// text on the Soviet Union, Moscow stands for it.
    fn merge_successors(&mut self) {
        let former: Vec<(Country, Country)> = self
            .countries
            .keys()
            .filter_map(|country| Some((*country, *country.former()?.successors.first()?)))
            .collect();
        for (country, successor) in former {
            if self.countries.get(&successor).is_some_and(|named| named.by_name + named.by_people == 0)
                && let Some(of_successor) = self.countries.remove(&successor)
                && let Some(named) = self.countries.get_mut(&country)
            {
                named.merge(of_successor);
            }
        }
    }

    fn add(&mut self, country: Country, hit: &Hit) {
        self.total += 1;
        let named =
            self.countries.entry(country).or_insert_with(|| Named { first: hit.at, ..Named::default() });
        named.count += 1;
        named.first = named.first.min(hit.at);
        match hit.part {
            Part::Title => named.in_title += 1,
            Part::Lead => named.in_lead += 1,
            Part::Rest => {}
        }
        match hit.found.word.kind {
            WordKind::Name | WordKind::Doubtful => named.by_name += 1,
            WordKind::Demonym => named.by_people += 1,
            _ => {}
        }
        let range = hit.found.range.clone();
        let term = hit.passage.text().get(range.clone()).unwrap_or_default();
        named.tally.count(term, hit.passage.line_at(range.start));
    }
}

/// Returns all words in all parts; those that mean no country are left out.
fn hits<'a>(article: &'a Article, words: &'a Words) -> Vec<Hit<'a>> {
    let mut start = 0;
    let mut hits = Vec::new();
    for (passage, part) in
        [(&article.title, Part::Title), (&article.summary, Part::Lead), (&article.body, Part::Rest)]
    {
        for found in words.find(passage.text()) {
            let is_lead = part == Part::Rest && found.range.start < article.lead;
            let part = if is_lead { Part::Lead } else { part };
            let at = start + found.range.start;
            if found.word.kind != WordKind::Mask {
                hits.push(Hit { found, part, passage, at });
            }
        }
        start += passage.text().len();
    }
    hits
}

/// Tells whether a word stands right after another one with a capital: "Michael Jordan", "Camp Chad".
fn is_part_of_name(hit: &Hit) -> bool {
    let text = hit.passage.text();
    let before = text.get(..hit.found.range.start).unwrap_or_default();
    let Some(before) = before.strip_suffix(' ') else { return false };
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_name = word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase);
    is_name
        && !matches!(
            word,
            "The" | "In" | "To" | "From" | "And" | "But" | "As" | "For" | "With" | "King" | "Kingdom"
        )
}

/// Tells whether the text names a country beside this one: with a border to it, or in its part of the world.
fn is_near_any(country: Country, named: &[Country]) -> bool {
    let map = Boundaries::built_in(MapView::default());
    let neighbours: &[Country] = map.shape(country).map_or(&[], |shape| &shape.neighbours);
    named.iter().any(|other| neighbours.contains(other) || other.subregion() == country.subregion())
}
