//! Sources on the web without a copy that stays.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "unarchived-source",
        level: Level::Off,
        summary: "A source on the web without an archived copy.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "Pages of ministries move with every government. A copy in a web archive shows what you read \
                  when you read it. Off by default.",
            bad: "sources:\n  - { title: Joint press conference, url: https://example.org/conference }",
            good: "sources:\n  - title: Joint press conference\n    url: https://example.org/conference\n    archived: https://web.archive.org/web/2024/https://example.org/conference",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let Document::Briefing(briefing) = context.document else { return };
    for (index, source) in briefing.sources.iter().enumerate() {
        if !source.url.is_empty() && source.archived.is_empty() {
            findings.push(
                Finding::new(RULE.code(), format!("the source `{}` has no archived copy", source.title))
                    .anchor(Anchor::Value(KeyPath::key("sources").item(index).then("url")))
                    .hint("save it at a web archive and add the address of the copy as `archived`"),
            );
        }
    }
}
