//! Sources on the web without a copy that stays.

use super::{Explanation, Look, Rule, Sheet};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;
use crate::yaml::KeyPath;

pub static RULE: Rule = Rule {
    code: Code::UnarchivedSource,
    explanation: Explanation {
        why: "Pages of ministries move with every government. A copy in a web archive shows what you read \
              when you read it. Off by default.",
        bad: "sources:\n  - { title: Joint press conference, url: https://example.org/conference }",
        good: "sources:\n  - title: Joint press conference\n    url: https://example.org/conference\n    archived: https://web.archive.org/web/2024/https://example.org/conference",
    },
    look: Look::Document(look),
};

fn look(sheet: &Sheet, findings: &mut Vec<Finding>) {
    let Document::Briefing(briefing) = sheet.document else { return };
    for (index, source) in briefing.sources.iter().enumerate() {
        if !source.url.is_empty() && source.archived.is_empty() {
            findings.push(
                Finding::new(
                    Code::UnarchivedSource,
                    format!("the source `{}` has no archived copy", source.title),
                )
                .anchor(Anchor::Value(KeyPath::key("sources").item(index).then("url")))
                .hint("save it at a web archive and add the address of the copy as `archived`"),
            );
        }
    }
}
