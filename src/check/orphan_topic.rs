//! Topics that no published briefing has.

use super::{Desk, Explanation, Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;
use crate::yaml::KeyPath;

pub static RULE: Rule = Rule {
    code: Code::OrphanTopic,
    explanation: Explanation {
        why: "A vocabulary grows until nobody finds the right word in it. A topic that no published briefing \
              has, and none of the topics that are part of it either, may be one too many. Off by default: a \
              new desk begins with more topics than briefings.",
        bad: "content/topics/whaling.md, and no briefing with `topics: [whaling]`",
        good: "the file deleted, or its name among the `aliases` of another topic",
    },
    look: Look::Site(look),
};

fn look(desk: &Desk, findings: &mut Vec<(String, Finding)>) {
    for (path, document) in &desk.documents {
        let Document::Topic(topic) = document else { continue };
        if desk.site.entity_of(path).is_none() {
            let finding =
                Finding::new(Code::OrphanTopic, format!("no briefing has the topic `{}`", topic.id))
                    .anchor(Anchor::Value(KeyPath::key("title")))
                    .hint("delete the file, or make its name an alias of another topic");
            findings.push(((*path).to_owned(), finding));
        }
    }
}
