//! A country that the text is plainly about, and that its front matter does not have.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Need, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};
use crate::tag::{Evidence, is_same_or_successor};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "untagged-country",
        level: Level::Warning,
        summary: "A country that the text is plainly about, and that its front matter does not have.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A briefing stands on the pages of the countries in its front matter, and readers who look for one \
                  that is left out do not find it. This rule reads English texts as `chancery tag` does, and tells a \
                  country that is named early and at least five times without being a subject, a mention or part of \
                  an event.",
            bad: "countries: [EG]   # and the text speaks of Sudan throughout",
            good: "countries: [EG, SD]",
        },
    },
    needs: &[Need::Tags],
    look: Look::Document(look),
};

/// How often a country must be named before its being left out is no matter of taste.
const PLAINLY: usize = 5;

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let (Document::Briefing(briefing), Some(suggestions)) = (context.document, context.suggestions) else {
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
                RULE.code(),
                format!("the text is plainly about {}: {}", country.name(), words.join(", ")),
            )
            .anchor(Anchor::Key(KeyPath::key("countries")))
            .hint(format!("add `{code}` to `countries`, or to `mentions` if it is only touched on")),
        );
    }
}
