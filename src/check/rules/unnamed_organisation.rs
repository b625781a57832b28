//! An organisation in front matter that the text never names.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Need, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "unnamed-organisation",
        level: Level::Warning,
        summary: "An organisation in the front matter that the text never names.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "An organisation in the front matter that neither the title nor the summary nor the text names is most \
                  often a slip, or a line left over from a copy. Names and short names count, and a body counts for what \
                  it is a part of. The rule reads English texts, and looks for organisations that Chancery knows or that \
                  have a file in content/organisations/.",
            bad: "organisations: [NATO]   # in a text about the European Union",
            good: "organisations: [EU]",
        },
    },
    needs: &[Need::Tags],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let (Document::Briefing(briefing), Some(suggestions), Some(tagger)) =
        (context.document, context.suggestions, &context.shared.tagger)
    else {
        return;
    };
    // One that is still to be written names nothing yet.
    if context.prose.passages.is_empty() {
        return;
    }
    for (index, written) in briefing.organisations.iter().enumerate() {
        let Some(id) = tagger.organisation_id(written) else { continue };
        if !tagger.looks_for(&id) || suggestions.organisations.named.contains(&id) {
            continue;
        }
        findings.push(
            Finding::new(RULE.code(), format!("the text never names `{}`", written.escape_debug()))
                .anchor(Anchor::Value(KeyPath::key("organisations").item(index)))
                .hint(format!(
                    "take `{}` out of `organisations`, or name it in the text",
                    written.escape_debug()
                )),
        );
    }
}
