//! A judgement whose day has passed, without an outcome.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "overdue-judgement",
        level: Level::Warning,
        summary: "A judgement whose day has passed, without an outcome.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A judgement is worth what it is held to. Once its day has passed, somebody says how it came out: true, false, or void where \
                  it cannot be told.",
            bad: "{ id: visit, statement: The visit takes place., probability: 85, by: 2024-06-30 }",
            good: "{ id: visit, statement: The visit takes place., probability: 85, by: 2024-06-30, outcome: true, resolved: 2024-05-06, source: mfa }",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let Document::Briefing(briefing) = context.document else { return };
    let today = context.shared.now.to_zoned(context.shared.config().timezone.clone()).date();
    for (index, judgement) in briefing.judgements.iter().enumerate() {
        if judgement.resolution.is_none() && judgement.by.days().1 < today {
            let message = format!("the day of this judgement, {}, has passed", judgement.by);
            let path = KeyPath::key("judgements").item(index).then("by");
            let hint =
                "say how it came out: `outcome: true`, `false` or `void`, with `resolved:` and `source:`";
            findings.push(Finding::new(RULE.code(), message).anchor(Anchor::Value(path)).hint(hint));
        }
    }
}
