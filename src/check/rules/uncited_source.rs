//! Sources with an id that nothing in the text cites.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "uncited-source",
        level: Level::Off,
        summary: "A source with an id that nothing in the text cites.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "An id is there to be cited: `[^mfa]`. A source whose id stands nowhere in the text may have \
                  lost its mark. A source that is read for background needs no id, and is not told. Off by \
                  default, because many desks give every source an id.",
            bad: "sources:\n  - { id: mfa, title: Joint press conference, url: https://example.org/ }",
            good: "The ministers spoke for an hour.[^mfa]",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let Document::Briefing(briefing) = context.document else { return };
    for (index, source) in briefing.sources.iter().enumerate() {
        if !source.id.is_empty() && briefing.body.citations(index) == 0 {
            let message = format!("nothing in the text cites the source `{}`", source.id);
            findings.push(
                Finding::new(RULE.code(), message)
                    .anchor(Anchor::Value(KeyPath::key("sources").item(index).then("id")))
                    .hint(format!("put `[^{}]` where it belongs, or take the id out", source.id)),
            );
        }
    }
}
