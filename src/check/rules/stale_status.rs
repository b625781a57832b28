//! The status of a country that nobody has looked at for long.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::check::context::LintContext;
use crate::check::rule::{Look, Rule};
use crate::content::{CountryStatus, Document, Status};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Descriptor, Explanation, Level, Number, ReportedBy};
use crate::world::Country;

pub static RULE: Rule = Rule {
    descriptor: Descriptor {
        name: "stale-status",
        level: Level::Warning,
        summary: "A country's status that nobody has looked at for long.",
        told: ReportedBy::ByCheck,
        number: Some(Number { key: "days", usual: 180 }),
        explanation: Explanation {
            why: "The status at the head of a country's page reads as if it were said today. After 180 days \
                  somebody should look at it again, and either change it or confirm it with a new date, in the country's \
                  profile or with an assessment in a briefing; the newest counts. A status without a date is told too. A site sets another number of days in site.yaml: \
                  `lints: { stale-status: { level: warning, days: 90 } }`.",
            bad: "status: { is: improving, date: 2021-03 }",
            good: "status: { is: unchanged, date: 2024-03, reason: The talks of 2021 led nowhere. }",
        },
    },
    needs: &[],
    look: Look::Site(look),
};

/// What was said last of a country: as of which day, in which file, and at which key.
struct Newest<'a> {
    day: Date,
    path: &'a str,
    key: KeyPath,
}

fn look(shared: &LintContext, findings: &mut Vec<(String, Finding)>) {
    let mut newest: BTreeMap<Country, Newest> = BTreeMap::new();
    for (path, document) in shared.documents.iter().filter(|(path, document)| shared.looks_at(path, document))
    {
        let mut add = |country: Country, day: Date, key: KeyPath| {
            if newest.get(&country).is_none_or(|known| known.day < day) {
                newest.insert(country, Newest { day, path, key });
            }
        };
        match document {
            Document::Profile(profile) => {
                for status in profile.statuses.iter().chain(&profile.status) {
                    match status.date {
                        Some(date) => add(profile.country, date.days().1, status.path().then("date")),
                        None => findings.push(((*path).to_owned(), undated(status))),
                    }
                }
            }
            Document::Briefing(briefing) if briefing.publication.status != Status::Withdrawn => {
                for (index, assessment) in briefing.assessments.iter().enumerate() {
                    let key = KeyPath::key("assessments").item(index).then("is");
                    add(assessment.country, briefing.date.date(), key);
                }
            }
            Document::Briefing(_)
            | Document::Page(_)
            | Document::Topic(_)
            | Document::Author(_)
            | Document::Organisation(_) => {}
        }
    }
    let today = shared.now.to_zoned(shared.config().timezone.clone()).date();
    let most = shared.config().lints.number(RULE.code());
    for Newest { day, path, key } in newest.into_values() {
        let age = (today - day).get_days();
        if i64::from(age) > i64::from(most) {
            let finding =
                Finding::new(RULE.code(), format!("this status is {age} days old, more than {most}"))
                    .anchor(Anchor::Value(key))
                    .hint("see whether it still holds, and write the date on which you did");
            findings.push((path.to_owned(), finding));
        }
    }
}

fn undated(status: &CountryStatus) -> Finding {
    Finding::new(RULE.code(), "this status does not say of when it is")
        .anchor(Anchor::Value(status.path().then("is")))
        .hint("add a `date` to it, such as `date: 2024-04`")
}
