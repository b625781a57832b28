//! Countries and topics that the words of a text suggest.

use super::builder::ImportBuilder;
use crate::tag::{Article, Evidence};
use crate::tree::Body;

/// Adds what the words of a text suggest, where it does not say itself what it is about.
///
/// The body begins after so many lines of the original, whose text is given too: lines are told of it.
pub fn suggest_into(builder: &mut ImportBuilder, body: &str, original: &str, lines_before: usize) {
    let has_countries = builder.front_matter.has("countries");
    let has_topics = builder.front_matter.has("topics");
    if has_countries && has_topics {
        return;
    }
    // A title that was taken from the lead says nothing more.
    let title = builder
        .front_matter
        .text("title")
        .filter(|title| !body.contains(title))
        .unwrap_or_default()
        .to_owned();
    let suggestions = builder.settings.tagger.suggest(&Article::of_body(
        &title,
        &Body::of_markdown(body, 0),
        lines_before + 1,
    ));
    if !has_countries {
        for (key, what, found) in
            [("countries", "country", suggestions.countries), ("mentions", "mention", suggestions.mentions)]
        {
            for suggested in found {
                let country = suggested.what;
                let (words, line) = told(&suggested.evidence, original, lines_before);
                builder.country(key, country);
                builder.guess(what, format!("{} ({})", country.code(), country.name()), words, line);
            }
        }
    }
    if !has_topics {
        for suggested in suggestions.topics {
            let (words, line) = told(&suggested.evidence, original, lines_before);
            builder.front_matter.add("topics", [suggested.what.clone()]);
            builder.guess("topic", suggested.what, words, line);
        }
    }
}

/// Returns the words that speak for something, and the first line of the original that has one.
fn told(evidence: &[Evidence], original: &str, lines_before: usize) -> (String, Option<usize>) {
    let words: Vec<String> = evidence.iter().map(Evidence::to_string).collect();
    let has_one = |line: &str| evidence.iter().any(|evidence| line.contains(&evidence.term));
    let line = original.lines().enumerate().skip(lines_before).find(|(_, line)| has_one(line));
    (words.join(", "), line.map(|(index, _)| index + 1))
}
