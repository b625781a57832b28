//! An outcome of a judgement without a source.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::content::{Document, Outcome};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "unsourced-outcome",
        level: Level::Warning,
        summary: "An outcome of a judgement without a source.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "Whoever closes a judgement decides on the score of whoever made it. A source lets everybody else see that it is right. \
                  An outcome that cannot be told needs none.",
            bad: "outcome: true, resolved: 2024-05-06",
            good: "outcome: true, resolved: 2024-05-06, source: mfa",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let Document::Briefing(briefing) = context.document else { return };
    for (index, judgement) in briefing.judgements.iter().enumerate() {
        let Some(resolution) = &judgement.resolution else { continue };
        if resolution.source.is_empty() && resolution.outcome != Outcome::Void {
            let path = KeyPath::key("judgements").item(index).then("outcome");
            let finding = Finding::new(RULE.code(), "nothing shows that this judgement came out so");
            let hint = "add `source:` with the id of one of `sources:`, or an address";
            findings.push(finding.anchor(Anchor::Value(path)).hint(hint));
        }
    }
}
