//! Countries and topics that the words of a text suggest.

use super::making::Making;
use crate::tag::{Article, Evidence};

/// Adds what the words of a text suggest, where it does not say itself what it is about.
///
/// The body begins after so many lines of the original, whose text is given too: lines are told of it.
pub fn suggest_into(making: &mut Making, body: &str, original: &str, lines_before: usize) {
    let has_countries = making.sheet.has("countries");
    let has_topics = making.sheet.has("topics");
    if has_countries && has_topics {
        return;
    }
    // A title that was taken from the lead says nothing more.
    let title =
        making.sheet.text("title").filter(|title| !body.contains(title)).unwrap_or_default().to_owned();
    let suggestions = making.settings.tagger.suggest(&Article::of_body(&title, body, lines_before + 1));
    if !has_countries {
        for (key, what, found) in
            [("countries", "country", suggestions.countries), ("mentions", "mention", suggestions.mentions)]
        {
            for suggested in found {
                let country = suggested.what;
                let (words, line) = told(&suggested.evidence, original, lines_before);
                making.country(key, country);
                making.guess(what, format!("{} ({})", country.code(), country.name()), words, line);
            }
        }
    }
    if !has_topics {
        for suggested in suggestions.topics {
            let (words, line) = told(&suggested.evidence, original, lines_before);
            making.sheet.add("topics", [suggested.what.clone()]);
            making.guess("topic", suggested.what, words, line);
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
