//! Titles that another document has too.

use std::collections::HashMap;

use super::{Desk, Explanation, Look, Rule};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;
use crate::yaml::KeyPath;

pub static RULE: Rule = Rule {
    code: Code::DuplicateTitle,
    explanation: Explanation {
        why: "Two briefings of one title cannot be told apart in a list, a feed or a list of search results. \
              Capitals do not count. It is told at the later one of the two.",
        bad: "title: Weekly summary",
        good: "title: \"Weekly summary: the Council meets in Luxembourg\"",
    },
    look: Look::Site(look),
};

fn look(desk: &Desk, findings: &mut Vec<(String, Finding)>) {
    let mut titled: Vec<(i64, &str, &str)> = desk
        .documents
        .iter()
        .filter(|(path, document)| desk.looks_at(path, document))
        .filter_map(|(path, document)| match document {
            Document::Briefing(briefing) => {
                Some((briefing.date.timestamp().as_second(), *path, briefing.title.as_str()))
            }
            Document::Page(page) => Some((i64::MIN, *path, page.title.as_str())),
            Document::Topic(_) | Document::Profile(_) => None,
        })
        .collect();
    titled.sort_unstable();
    let mut first: HashMap<String, &str> = HashMap::with_capacity(titled.len());
    for (_, path, title) in titled {
        let folded = title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if let Some(other) = first.get(&folded) {
            let finding = Finding::new(Code::DuplicateTitle, format!("{other} has this title too"))
                .anchor(Anchor::Value(KeyPath::key("title")))
                .hint("say in each title what sets it apart");
            findings.push((path.to_owned(), finding));
        } else {
            first.insert(folded, path);
        }
    }
}
