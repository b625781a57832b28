//! An organisation that the text is plainly about, and that its front matter does not have.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Need, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};
use crate::tag::Evidence;
use crate::yaml::inline;

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "untagged-organisation",
        level: Level::Warning,
        summary: "An organisation that the text is plainly about, and that its front matter does not have.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A briefing stands on the pages of the organisations in its front matter, and readers who look for one \
                  that is left out do not find it. On a site that has organisations, this rule reads English texts as \
                  `chancery tag` does, and tells one that is named at least five times.",
            bad: "organisations: [EU]   # and the text speaks of NATO throughout",
            good: "organisations: [EU, NATO]",
        },
    },
    needs: &[Need::Tags],
    look: Look::Document(look),
};

/// How often an organisation must be named before its being left out is no matter of taste.
const PLAINLY: usize = 5;

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let (Document::Briefing(briefing), Some(suggestions), Some(tagger)) =
        (context.document, context.suggestions, &context.shared.tagger)
    else {
        return;
    };
    if context.shared.site.organisations.is_empty() {
        return;
    }
    let own: Vec<String> =
        briefing.organisations.iter().filter_map(|name| tagger.organisation_id(name)).collect();
    for suggested in &suggestions.organisations.suggested {
        let count: usize = suggested.evidence.iter().map(|evidence| evidence.count).sum();
        let choice = &suggested.what;
        if count < PLAINLY || own.contains(&choice.id) {
            continue;
        }
        let words: Vec<String> = suggested.evidence.iter().take(3).map(Evidence::to_string).collect();
        findings.push(
            Finding::new(
                RULE.code(),
                format!("the text is plainly about {}: {}", choice.name, words.join(", ")),
            )
            .anchor(Anchor::Key(KeyPath::key("organisations")))
            .hint(format!("add `{}` to `organisations`", inline(&choice.written))),
        );
    }
}
