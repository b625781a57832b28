//! Images without words for those who do not see them.

use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "missing-alt",
        level: Level::Warning,
        summary: "An image without words for those who do not see it.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "Readers who hear a page, or whose connection drops the image, get these words in its place. \
                  Say what the image shows, as far as it matters here (WCAG 2.2, 1.1.1). The image of the front \
                  matter has its words in `image_alt`.",
            bad: "![](map.png)",
            good: "![The demarcation line of 1949, from Kilkis to Alexandroupoli](map.png)",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    for picture in &context.prose.pictures {
        if picture.alt.trim().is_empty() {
            findings.push(
                Finding::new(RULE.code(), "this image has no words for those who do not see it")
                    .anchor(Anchor::Bytes(picture.range.clone()))
                    .hint("say what it shows between the brackets: `![The ministers at the table](…)`"),
            );
        }
    }
    if let Document::Briefing(briefing) = context.document
        && briefing.image.is_some()
        && briefing.image_alt.trim().is_empty()
    {
        findings.push(
            Finding::new(RULE.code(), "this image has no words for those who do not see it")
                .anchor(Anchor::Value(KeyPath::key("image")))
                .hint("add a line `image_alt: …` that says what it shows"),
        );
    }
}
