//! A country that the text is plainly about, and that its front matter does not have.

use super::{Explanation, Look, Rule, Sheet};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;
use crate::tag::{Evidence, is_same_or_successor};
use crate::yaml::KeyPath;

pub static RULE: Rule = Rule {
    code: Code::UntaggedCountry,
    explanation: Explanation {
        why: "A briefing stands on the pages of the countries in its front matter, and readers who look for one \
              that is left out do not find it. This rule reads English texts as `chancery tag` does, and tells a \
              country that is named early and at least five times without being a subject, a mention or part of \
              an event.",
        bad: "countries: [EG]   # and the text speaks of Sudan throughout",
        good: "countries: [EG, SD]",
    },
    look: Look::Document(look),
};

/// How often a country must be named before its being left out is no matter of taste.
const PLAINLY: usize = 5;

fn look(sheet: &Sheet, findings: &mut Vec<Finding>) {
    let (Document::Briefing(briefing), Some(suggestions)) = (sheet.document, sheet.suggestions) else {
        return;
    };
    let of_events = briefing.events.iter().flat_map(|event| &event.countries);
    let tagged: Vec<_> =
        briefing.countries.iter().chain(&briefing.mentions).chain(of_events).copied().collect();
    for suggested in &suggestions.countries {
        let country = suggested.what;
        let count: usize = suggested.evidence.iter().map(|evidence| evidence.count).sum();
        if count < PLAINLY || tagged.iter().any(|other| is_same_or_successor(country, *other)) {
            continue;
        }
        let words: Vec<String> = suggested.evidence.iter().take(3).map(Evidence::to_string).collect();
        let code = country.code();
        findings.push(
            Finding::new(
                Code::UntaggedCountry,
                format!("the text is plainly about {}: {}", country.name(), words.join(", ")),
            )
            .anchor(Anchor::Key(KeyPath::key("countries")))
            .hint(format!("add `{code}` to `countries`, or to `mentions` if it is only touched on")),
        );
    }
}
