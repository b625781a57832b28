//! Topics that no published briefing has.

use crate::check::context::LintContext;
use crate::check::rule::{Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "orphan-topic",
        level: Level::Off,
        summary: "A topic that no published briefing has.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A vocabulary grows until nobody finds the right word in it. A topic that no published briefing \
                  has, and none of the topics that are part of it either, may be one too many. Off by default: a \
                  new desk begins with more topics than briefings.",
            bad: "content/topics/whaling.md, and no briefing with `topics: [whaling]`",
            good: "the file deleted, or its name among the `aliases` of another topic",
        },
    },
    needs: &[],
    look: Look::Site(look),
};

fn look(shared: &LintContext, findings: &mut Vec<(String, Finding)>) {
    for (path, document) in &shared.documents {
        let Document::Topic(topic) = document else { continue };
        // Of a translation, the original tells.
        let is_original = !shared.config().languages.is_translation(path);
        if is_original && shared.site.entity_of(path).is_none() && shared.is_public(path, document) {
            let finding = Finding::new(RULE.code(), format!("no briefing has the topic `{}`", topic.id))
                .anchor(Anchor::Value(KeyPath::key("title")))
                .hint("delete the file, or make its name an alias of another topic");
            findings.push(((*path).to_owned(), finding));
        }
    }
}
