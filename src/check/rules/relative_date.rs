//! Dates that can only be told by the day of writing: "last April", "February's meetings".

mod words;

use self::words::{is_year, relative_dates};
use crate::check::context::DocumentContext;
use crate::check::rule::{Look, Rule};
use crate::check::words::Words;
use crate::content::Document;
use crate::dates::Moment;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, ReportedBy};

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "relative-date",
        level: Level::Warning,
        summary: "A date that can only be told by the day of writing.",
        told: ReportedBy::ByCheck,
        number: None,
        explanation: Explanation {
            why: "A briefing is read years after it was written, and quoted without its date. \"Last April\", \
                  \"yesterday\" or \"February's meetings\" then mean another day to every reader. Say the year. \
                  A month or weekday is fine where its sentence, or its paragraph or heading before it, has a \
                  year. Words in quotation marks and block quotes are left alone: they are somebody else's. \
                  The rule reads English only.",
            bad: "Mr Wang was in Paris for February's meetings, and the president in Beijing last April.",
            good: "Mr Wang was in Paris for the meetings of February 2024, and the president in Beijing in April 2023.",
        },
    },
    needs: &[],
    look: Look::Document(look),
};

fn look(context: &DocumentContext, findings: &mut Vec<Finding>) {
    let written = match context.document {
        Document::Briefing(briefing) => Some(briefing.date.date()),
        Document::Page(page) => page.date.as_ref().map(Moment::date),
        Document::Topic(_) | Document::Profile(_) | Document::Organisation(_) | Document::Author(_) => None,
    };
    let has_year = |heading: usize| {
        let words = context.words.get(heading);
        words.is_some_and(|words| (0..words.len()).any(|index| is_year(words.get(index))))
    };
    let mut under: Option<(usize, bool)> = None;
    for (index, words) in context.own_words() {
        let passage = &context.prose.passages[index];
        let heading = passage.heading.filter(|heading| *heading != index);
        // Each heading is read once.
        if heading != under.map(|(heading, _)| heading) {
            under = heading.map(|heading| (heading, has_year(heading)));
        }
        let has_year = under.is_some_and(|(_, has_year)| has_year);
        for found in relative_dates(words, has_year, written) {
            let span = words.span(found.first, found.last);
            let anchor = Anchor::Bytes(passage.in_file(&span));
            findings.push(finding(words.slice(span), found.meant).anchor(anchor));
        }
    }
    let (key, text) = match context.document {
        Document::Briefing(briefing) => (KeyPath::key("summary"), briefing.summary.as_deref()),
        Document::Page(page) => (KeyPath::key("summary"), page.summary.as_deref()),
        Document::Profile(profile) => (
            KeyPath::key("status").then("reason"),
            profile.status.as_ref().map(|status| status.reason.as_str()),
        ),
        Document::Topic(_) | Document::Organisation(_) | Document::Author(_) => return,
    };
    let words = Words::of(text.filter(|_| context.is_english).unwrap_or_default());
    for found in relative_dates(&words, false, written) {
        let span = words.span(found.first, found.last);
        findings.push(finding(words.slice(span), found.meant).anchor(Anchor::Value(key.clone())));
    }
}

fn finding(words: &str, meant: Option<String>) -> Finding {
    let words: Vec<&str> = words.split_whitespace().collect();
    let finding =
        Finding::new(RULE.code(), format!("`{}` means another time to every reader", words.join(" ")));
    finding.hint(match meant {
        Some(meant) => format!("say the year; if {meant} is meant, write that"),
        None => "write the date, with its year".to_owned(),
    })
}
