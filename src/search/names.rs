//! What countries, topics and others are called, so that a query that is such a name finds their page.

use std::collections::{BTreeSet, HashMap};

use super::documents::Document;
use super::facets::{country_key, home_of, organisation_key, topic_key};
use super::terms::terms_of;
use crate::content::Topic;
use crate::site::Site;
use crate::world::{Country, Organisation, WordKind, gazetteer};

/// How many letters a code has at most.
const LONGEST_CODE: usize = 3;

/// A name of something with a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// Its terms, with blanks between.
    pub terms: String,
    /// The key that the briefings about it are found by; empty where there is none.
    pub key: String,
    /// The term whose file has that key, where it is another file than that of the name.
    pub home: String,
    /// The number of its page among the documents that are no briefings.
    pub number: usize,
    /// Whether it is a code, such as `US`, that may be another word in small letters.
    pub is_code: bool,
}

/// Returns the names of these documents, none of them a briefing, sorted.
pub fn names(site: &Site, documents: &[Document]) -> Vec<Name> {
    let of_countries = country_names(site);
    let mut names = BTreeSet::new();
    let mut add = |written: &str, key: &str, home: &str, number: usize| {
        let terms = terms_of(written).join(" ");
        if !terms.is_empty() {
            let is_code = written.len() <= LONGEST_CODE && written.bytes().all(|b| b.is_ascii_uppercase());
            let (key, home) = (key.to_owned(), home.to_owned());
            names.insert(Name { terms, key, home, number, is_code });
        }
    };
    for (number, document) in documents.iter().enumerate() {
        let title = document.title(site);
        match document {
            Document::Country(id) => {
                let country = site.country(*id).country;
                let key = country_key(country);
                let home = home_of(title, &key);
                let known = of_countries.get(&country).into_iter().flatten();
                for name in known.map(|name| &**name).chain([title, country.code(), country.alpha3()]) {
                    add(name, &key, &home, number);
                }
            }
            Document::Organisation(id) => {
                let entry = site.organisation(*id);
                let key = organisation_key(&entry.id);
                let home = home_of(title, &key);
                let of_table = Organisation::all_names().chain(
                    entry
                        .organisation
                        .into_iter()
                        .flat_map(|it| it.english_names().map(move |name| (name, it))),
                );
                let of_table =
                    of_table.filter(|(_, it)| Some(*it) == entry.organisation).map(|(name, _)| name);
                let own = entry.profile.iter().flat_map(|profile| &profile.aliases).map(String::as_str);
                for name in of_table.chain(own).chain([title]).chain(entry.short.as_deref()) {
                    add(name, &key, &home, number);
                }
            }
            Document::Topic(id) => {
                let entry = site.topic(*id);
                let key = topic_key(&entry.id);
                let home = home_of(title, &key);
                let aliases = entry.topic.iter().flat_map(|topic: &std::sync::Arc<Topic>| &topic.aliases);
                for name in aliases.map(String::as_str).chain([title, &entry.id]) {
                    add(name, &key, &home, number);
                }
            }
            Document::Page(_) | Document::Author(_) | Document::Term { .. } => add(title, "", "", number),
            Document::Briefing(_) => {}
        }
    }
    // A name that is written as a word elsewhere is a word: what differs in that alone is one name, and no code.
    let mut once: Vec<Name> = Vec::new();
    for name in names {
        match once.last_mut() {
            Some(last) if (&last.terms, &last.key, last.number) == (&name.terms, &name.key, name.number) => {
                last.is_code &= name.is_code;
            }
            _ => once.push(name),
        }
    }
    once
}

/// Returns what the countries of a site are called: in all languages, and by the words of running text.
fn country_names(site: &Site) -> HashMap<Country, Vec<&'static str>> {
    let mut names: HashMap<Country, Vec<&'static str>> = HashMap::new();
    let has_page = |country: Country| site.country_id(country).is_some();
    let words = gazetteer();
    let of_words = words.iter().flat_map(|word| {
        let is_name = match word.kind {
            WordKind::Name | WordKind::Demonym | WordKind::Combining | WordKind::Doubtful => true,
            WordKind::City | WordKind::Seat | WordKind::Currency | WordKind::Mask => false,
        };
        word.countries.iter().filter(move |_| is_name).map(|country| (word.text, *country))
    });
    let of_languages = Country::all_names().chain(Country::all().map(|country| (country.name(), country)));
    let of_capitals =
        Country::all().flat_map(|country| country.capital_names().map(move |name| (name, country)));
    for (name, country) in of_words.chain(of_languages).chain(of_capitals) {
        if has_page(country) {
            names.entry(country).or_default().push(name);
        }
    }
    names
}
