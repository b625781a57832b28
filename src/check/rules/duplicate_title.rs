//! Titles that another document has too.

use std::collections::HashMap;

use crate::check::context::LintContext;
use crate::check::rule::{Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "duplicate-title",
        level: Level::Warning,
        summary: "A title that another document has too.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "Two briefings of one title cannot be told apart in a list, a feed or a list of search results. \
                  Capitals do not count. It is told at the later one of the two.",
            bad: "title: Weekly summary",
            good: "title: \"Weekly summary: the Council meets in Luxembourg\"",
        },
    },
    needs: &[],
    look: Look::Site(look),
};

fn look(shared: &LintContext, findings: &mut Vec<(String, Finding)>) {
    let mut titled: Vec<(i64, &str, &str)> = shared
        .documents
        .iter()
        .filter(|(path, document)| shared.looks_at(path, document))
        .filter_map(|(path, document)| match document {
            Document::Briefing(briefing) => {
                Some((briefing.date.timestamp().as_second(), *path, briefing.title.as_str()))
            }
            Document::Page(page) => Some((i64::MIN, *path, page.title.as_str())),
            Document::Topic(_) | Document::Profile(_) | Document::Organisation(_) | Document::Author(_) => {
                None
            }
        })
        .collect();
    titled.sort_unstable();
    // A translation may have the title of its original.
    let mut first: HashMap<(String, Option<&str>), &str> = HashMap::with_capacity(titled.len());
    for (_, path, title) in titled {
        let folded = title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let folded = (folded, shared.config().languages.translated_into(path));
        if let Some(other) = first.get(&folded) {
            let finding = Finding::new(RULE.code(), format!("{other} has this title too"))
                .anchor(Anchor::Value(KeyPath::key("title")))
                .hint("say in each title what sets it apart");
            findings.push((path.to_owned(), finding));
        } else {
            first.insert(folded, path);
        }
    }
}
