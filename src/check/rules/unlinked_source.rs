//! Sources that readers cannot open.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "unlinked-source",
        level: Level::Warning,
        summary: "A source with neither an address nor an archived copy.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A source is there for readers who want to see for themselves. One with neither `url` nor \
                  `archived` cannot be opened. For a book or a paper in an archive, allow it with a comment in \
                  the front matter, on the line above the source or at the end of its first line.",
            bad: "sources:\n  - title: Joint press conference\n    publisher: French MFA",
            good: "sources:\n  - title: Joint press conference\n    publisher: French MFA\n    url: https://example.org/conference",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let Document::Briefing(briefing) = context.document else { return };
    for (index, source) in briefing.sources.iter().enumerate() {
        if source.url.is_empty() && source.archived.is_empty() {
            findings.push(
                Finding::new(RULE.code(), format!("readers cannot open the source `{}`", source.title))
                    .anchor(Anchor::Value(KeyPath::key("sources").item(index)))
                    .hint("add its `url`, or the address of a copy as `archived`"),
            );
        }
    }
}
