//! Suggestions as people and programs read them.

use std::fmt::Write as _;

use serde::Serialize;

use crate::tag::{Additions, Evidence, Suggested, Suggestions};
use crate::world::Country;

/// What is told of one file as JSON.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    countries: Vec<&'static str>,
    mentions: Vec<&'static str>,
    topics: Vec<&'a str>,
    evidence: Vec<Proof<'a>>,
}

/// One piece of evidence as JSON: for a country or for a topic.
#[derive(Serialize)]
struct Proof<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    topic: Option<&'a str>,
    #[serde(flatten)]
    evidence: &'a Evidence,
}

/// Returns one line of JSON.
pub fn json(file: &str, suggestions: &Suggestions) -> serde_json::Result<String> {
    let codes = |all: &[Suggested<Country>]| all.iter().map(|it| it.what.code()).collect();
    let of_countries = suggestions.countries.iter().chain(&suggestions.mentions).flat_map(|it| {
        it.evidence.iter().map(|evidence| Proof { country: Some(it.what.code()), topic: None, evidence })
    });
    let of_topics = suggestions.topics.iter().flat_map(|it| {
        it.evidence.iter().map(|evidence| Proof { country: None, topic: Some(&it.what), evidence })
    });
    let line = Line {
        file,
        countries: codes(&suggestions.countries),
        mentions: codes(&suggestions.mentions),
        topics: suggestions.topics.iter().map(|it| it.what.as_str()).collect(),
        evidence: of_countries.chain(of_topics).collect(),
    };
    Ok(format!("{}\n", serde_json::to_string(&line)?))
}

/// Returns a line for each suggestion, below one for the file; what its front matter lacks has a `+`.
pub fn human(file: &str, suggestions: &Suggestions, additions: Option<&Additions>) -> String {
    let mut text = format!("{file}\n");
    let lists = [
        ("countries", &suggestions.countries, additions.map(|it| &it.countries)),
        ("mentions", &suggestions.mentions, additions.map(|it| &it.mentions)),
    ];
    for (list, all, new) in lists {
        for it in all {
            let is_new = new.is_some_and(|new| new.contains(&it.what));
            push(&mut text, list, is_new, &format!("{} {}", it.what.code(), it.what.name()), &it.evidence);
        }
    }
    for it in &suggestions.topics {
        let is_new = additions.is_some_and(|new| new.topics.contains(&it.what));
        push(&mut text, "topics", is_new, &it.what, &it.evidence);
    }
    text
}

fn push(text: &mut String, list: &str, is_new: bool, what: &str, evidence: &[Evidence]) {
    let words: Vec<String> = evidence.iter().map(|it| format!("{it} (line {})", it.line)).collect();
    let mark = if is_new { '+' } else { ' ' };
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{mark} {list:<9}  {what:<20}  {}", words.join(", "));
}
