//! Documents that are held back because the site does not publish their marking.

use super::{Desk, Explanation, Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;
use crate::yaml::KeyPath;

pub static RULE: Rule = Rule {
    code: Code::UnpublishedMarking,
    explanation: Explanation {
        why: "A build leaves out what has a marking other than those in `publish: { markings: … }`, which is \
              TLP:CLEAR alone unless site.yaml says otherwise. The text is still readable for whoever can \
              read the repository. If that is how it should be, allow it at its place.",
        bad: "marking: TLP:AMBER",
        good: "marking: TLP:AMBER  # chancery: allow unpublished-marking",
    },
    look: Look::Site(look),
};

fn look(desk: &Desk, findings: &mut Vec<(String, Finding)>) {
    let allowed = &desk.config().markings;
    for (path, document) in &desk.documents {
        let publication = match document {
            Document::Briefing(briefing) => &briefing.publication,
            Document::Page(page) => &page.publication,
            Document::Topic(_) | Document::Profile(_) => continue,
        };
        let Some(marking) = publication.marking.filter(|marking| !allowed.contains(marking)) else {
            continue;
        };
        let message = format!("this site does not publish {}, so this file is held back", marking.label());
        let finding = Finding::new(Code::UnpublishedMarking, message)
            .anchor(Anchor::Value(KeyPath::key("marking")))
            .hint("keep the repository private if the text must not be read, or take the marking out");
        findings.push(((*path).to_owned(), finding));
    }
}
