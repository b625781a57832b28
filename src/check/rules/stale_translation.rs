//! A translation whose original has changed since.

use crate::check::context::LintContext;
use crate::check::rule::{Look, Rule};
use crate::content::{Document, briefing_name};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};
use crate::record::redline::Redline;
use crate::site::Behind;
use crate::text::counted;
use crate::tree::NullContext;

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "stale-translation",
        level: Level::Warning,
        summary: "A translation whose original has changed since.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "Readers of a translation are told where its original has moved on, and get a link to what changed. Of which version it \
                  is the translation, a line `translation_of:` says; without it, the date of its last commit tells.",
            bad: "translation_of: 2024/visit@1, and a version 2 of 2024/visit",
            good: "the change translated, and translation_of: 2024/visit@2",
        },
    },
    needs: &[],
    look: Look::Site(look),
};

fn look(shared: &LintContext, findings: &mut Vec<(String, Finding)>) {
    let languages = &shared.config().languages;
    for (path, document) in &shared.documents {
        let Document::Briefing(translation) = document else { continue };
        if !languages.is_translation(path) || !shared.looks_at(path, document) {
            continue;
        }
        if let Some(behind) = shared.site.behind(translation) {
            let anchor = match translation.translates {
                Some(_) => Anchor::Value(KeyPath::key("translation_of")),
                None => Anchor::File,
            };
            findings.push(((*path).to_owned(), finding(shared, &behind).anchor(anchor)));
        }
    }
}

fn finding(shared: &LintContext, behind: &Behind) -> Finding {
    let original = shared.site.briefing(behind.original);
    let Behind { translated, newest, .. } = *behind;
    let then = original.versions().get(translated - 1).and_then(|version| version.briefing.as_ref());
    let words = then.map(|then| {
        let redline = Redline::new(&then.body, &original.briefing.body, &NullContext);
        format!(": {} inserted, {} taken out", counted(redline.inserted, "word"), redline.deleted)
    });
    let message = format!(
        "this is a translation of version {translated} of {}, which has version {newest} now{}",
        original.briefing.path,
        words.unwrap_or_default()
    );
    let name = briefing_name(&original.briefing.path);
    Finding::new(RULE.code(), message).hint(format!(
        "translate what changed (`chancery diff {name}`), and write `translation_of: {name}@{newest}`"
    ))
}
