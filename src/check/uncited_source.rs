//! Sources with an id that nothing in the text cites.

use super::{Explanation, Look, Rule, Sheet};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;
use crate::yaml::KeyPath;

pub static RULE: Rule = Rule {
    code: Code::UncitedSource,
    explanation: Explanation {
        why: "An id is there to be cited: `[^mfa]`. A source whose id stands nowhere in the text may have \
              lost its mark. A source that is read for background needs no id, and is not told. Off by \
              default, because many desks give every source an id.",
        bad: "sources:\n  - { id: mfa, title: Joint press conference, url: https://example.org/ }",
        good: "The ministers spoke for an hour.[^mfa]",
    },
    look: Look::Document(look),
};

fn look(sheet: &Sheet, findings: &mut Vec<Finding>) {
    let Document::Briefing(briefing) = sheet.document else { return };
    for (index, (source, citations)) in briefing.sources.iter().zip(&briefing.body.citations).enumerate() {
        if !source.id.is_empty() && *citations == 0 {
            let message = format!("nothing in the text cites the source `{}`", source.id);
            findings.push(
                Finding::new(Code::UncitedSource, message)
                    .anchor(Anchor::Value(KeyPath::key("sources").item(index).then("id")))
                    .hint(format!("put `[^{}]` where it belongs, or take the id out", source.id)),
            );
        }
    }
}
