//! Headings that leave out a level.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::finding::{Anchor, Finding};
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "heading-jump",
        level: Level::Warning,
        summary: "A heading that leaves out a level.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "Headings are the table of contents, and how readers who hear a page find their way on it (WCAG \
                  2.2, 1.3.1). The title of the page is level 1, so a text begins with `##`, and what is part of \
                  it has one `#` more. Do not choose a level for its looks.",
            bad: "## Security\n\n#### Guarantees",
            good: "## Security\n\n### Guarantees",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    // The title.
    let mut above = 1;
    for (level, range) in &context.prose.headings {
        if *level > above + 1 {
            let message = match above {
                1 => format!("the text begins with a heading of level {level}, and not of level 2"),
                _ => format!("a heading of level {level} follows one of level {above}"),
            };
            let marks = "#".repeat(usize::from(above) + 1);
            findings.push(
                Finding::new(RULE.code(), message)
                    .anchor(Anchor::Bytes(range.clone()))
                    .hint(format!("write it with `{marks}`")),
            );
        }
        above = *level;
    }
}
