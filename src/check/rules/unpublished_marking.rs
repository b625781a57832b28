//! Documents that are held back because the site does not publish their marking.

use crate::check::context::LintContext;
use crate::check::rule::{Look, Rule};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "unpublished-marking",
        level: Level::Warning,
        summary: "A document held back because the site does not publish its marking.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A build leaves out what has a marking other than those in `publish: { markings: … }`, which is \
                  TLP:CLEAR alone unless site.yaml says otherwise. The text is still readable for whoever can \
                  read the repository. If that is how it should be, allow it at its place.",
            bad: "marking: TLP:AMBER",
            good: "marking: TLP:AMBER  # chancery: allow unpublished-marking",
        },
    },
    needs: &[],
    look: Look::Site(look),
};

fn look(shared: &LintContext, findings: &mut Vec<(String, Finding)>) {
    let allowed = &shared.config().markings;
    for (path, document) in &shared.documents {
        let Some(marking) = document.publication().0.marking.filter(|marking| !allowed.contains(marking))
        else {
            continue;
        };
        let message = format!("this site does not publish {}, so this file is held back", marking.label());
        let finding = Finding::new(RULE.code(), message)
            .anchor(Anchor::Value(KeyPath::key("marking")))
            .hint("keep the repository private if the text must not be read, or take the marking out");
        findings.push(((*path).to_owned(), finding));
    }
}
