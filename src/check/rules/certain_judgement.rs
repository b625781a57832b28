//! A judgement of something certain.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "certain-judgement",
        level: Level::Warning,
        summary: "A judgement of something certain.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "What is given 0 or 100 per cent leaves no room for anything else, and one such judgement that goes wrong costs as much as the \
                  score knows. ICD 203 ends at 1 and 99.",
            bad: "judgements: [{ id: visit, statement: The visit takes place., probability: 100, by: 2024-06-30 }]",
            good: "judgements: [{ id: visit, statement: The visit takes place., probability: 99, by: 2024-06-30 }]",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let Document::Briefing(briefing) = context.document else { return };
    for (index, judgement) in briefing.judgements.iter().enumerate() {
        if let Some(probability) = judgement.probability.filter(|own| own.is_certainty()) {
            let message = format!("{probability} per cent is certainty, and this has not happened yet");
            let path = KeyPath::key("judgements").item(index).then("probability");
            let hint = if probability.tenths() == 0 {
                "write 1, if nothing speaks for it"
            } else {
                "write 99, if nothing speaks against it"
            };
            findings.push(Finding::new(RULE.code(), message).anchor(Anchor::Value(path)).hint(hint));
        }
    }
}
