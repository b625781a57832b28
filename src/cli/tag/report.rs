//! Suggestions as people and programs read them.

use std::fmt::Write as _;

use serde::Serialize;

use crate::tag::{Additions, Evidence, Suggested, Suggestions};
use crate::text::{shown, shown_json};
use crate::world::Country;

/// What is told of one file as JSON.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    countries: Vec<&'static str>,
    mentions: Vec<&'static str>,
    topics: Vec<&'a str>,
    organisations: Vec<&'a str>,
    evidence: Vec<Proof<'a>>,
}

/// One piece of evidence as JSON: for a country, a topic or an organisation.
#[derive(Serialize)]
struct Proof<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<&'a str>,
    /// The country that the word means as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    also: Option<&'static str>,
    #[serde(flatten)]
    evidence: &'a Evidence,
}

impl<'a> Proof<'a> {
    fn of(evidence: &'a Evidence) -> Self {
        Self { country: None, topic: None, organisation: None, also: None, evidence }
    }
}

/// Returns one line of JSON.
pub fn json(file: &str, suggestions: &Suggestions) -> serde_json::Result<String> {
    let codes = |all: &[Suggested<Country>]| all.iter().map(|it| it.what.code()).collect();
    let of_countries = suggestions.countries.iter().chain(&suggestions.mentions).flat_map(|it| {
        it.evidence.iter().map(|evidence| Proof { country: Some(it.what.code()), ..Proof::of(evidence) })
    });
    let of_topics = suggestions.topics.iter().flat_map(|it| {
        it.evidence.iter().map(|evidence| Proof { topic: Some(&it.what), ..Proof::of(evidence) })
    });
    let of_organisations = suggestions.organisations.suggested.iter().flat_map(|it| {
        it.evidence.iter().map(|evidence| Proof {
            organisation: Some(&it.what.id),
            also: it.what.also(&evidence.term).map(Country::code),
            ..Proof::of(evidence)
        })
    });
    let line = Line {
        file,
        countries: codes(&suggestions.countries),
        mentions: codes(&suggestions.mentions),
        topics: suggestions.topics.iter().map(|it| it.what.as_str()).collect(),
        organisations: suggestions.organisations.suggested.iter().map(|it| it.what.id.as_str()).collect(),
        evidence: of_countries.chain(of_topics).chain(of_organisations).collect(),
    };
    Ok(format!("{}\n", shown_json(&serde_json::to_string(&line)?)))
}

/// Returns a line for each suggestion, below one for the file; what its front matter lacks has a `+`.
pub fn human(file: &str, suggestions: &Suggestions, additions: Option<&Additions>) -> String {
    let mut text = format!("{}\n", shown(file));
    let lists = [
        ("countries", &suggestions.countries, additions.map(|it| &it.countries)),
        ("mentions", &suggestions.mentions, additions.map(|it| &it.mentions)),
    ];
    for (list, all, new) in lists {
        for it in all {
            let is_new = new.is_some_and(|new| new.contains(&it.what));
            push(
                &mut text,
                list,
                is_new,
                &format!("{} {}", it.what.code(), it.what.name()),
                words(&it.evidence, |_| None),
            );
        }
    }
    for it in &suggestions.topics {
        let is_new = additions.is_some_and(|new| new.topics.contains(&it.what));
        push(&mut text, "topics", is_new, &it.what, words(&it.evidence, |_| None));
    }
    for it in &suggestions.organisations.suggested {
        let choice = &it.what;
        let is_new = additions.is_some_and(|new| new.organisations.contains(&choice.written));
        let what = if choice.written == choice.name {
            choice.name.clone()
        } else {
            format!("{} {}", choice.written, choice.name)
        };
        push(&mut text, "organisations", is_new, &what, words(&it.evidence, |term| choice.also(term)));
    }
    text
}

/// Returns the words that speak for something, each with its line; `also` says which country one means as well.
fn words(evidence: &[Evidence], also: impl Fn(&str) -> Option<Country>) -> String {
    let word = |it: &Evidence| {
        let also = also(&it.term).map(|country| format!(", which is {} as well", country.name()));
        format!("{} (line {}{})", shown(&it.to_string()), it.line, also.unwrap_or_default())
    };
    evidence.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn push(text: &mut String, list: &str, is_new: bool, what: &str, words: String) {
    let what = shown(what);
    let mark = if is_new { '+' } else { ' ' };
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{mark} {list:<9}  {what:<20}  {words}");
}
