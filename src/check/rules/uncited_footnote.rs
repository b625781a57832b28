//! Footnotes that nothing in the text cites.

use std::collections::HashSet;

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::finding::{Anchor, Finding};
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "uncited-footnote",
        level: Level::Warning,
        summary: "A footnote that nothing in the text cites.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A footnote is printed at the end of the text whether something points at it or not. One that \
                  nothing cites lost its mark, often in a rewrite, and its readers do not know what it belongs to.",
            bad: "The treaty has three parts.\n\n[^parts]: The third was added in 1965.",
            good: "The treaty has three parts.[^parts]\n\n[^parts]: The third was added in 1965.",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let cited: HashSet<String> = context.prose.cited.iter().map(|name| name.to_lowercase()).collect();
    for (name, range) in &context.prose.notes {
        if !cited.contains(&name.to_lowercase()) {
            let mark = range.start..range.start + name.len() + "[^]:".len();
            findings.push(
                Finding::new(RULE.code(), format!("nothing in the text cites the footnote `{name}`"))
                    .anchor(Anchor::Bytes(mark))
                    .hint(format!("put `[^{name}]` where it belongs, or take the footnote out")),
            );
        }
    }
}
