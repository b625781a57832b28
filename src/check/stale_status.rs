//! The status of a country that nobody has looked at for long.

use super::{Explanation, Look, Rule, Sheet};
use crate::content::Document;
use crate::finding::{Anchor, Finding};
use crate::problem::Code;
use crate::yaml::KeyPath;

pub static RULE: Rule = Rule {
    code: Code::StaleStatus,
    explanation: Explanation {
        why: "The status at the head of a country's page reads as if it were said today. After 180 days \
              somebody should look at it again, and either change it or confirm it with a new date. A status \
              without a date is told too. A site sets another number of days in site.yaml: \
              `lints: { stale-status: { level: warning, days: 90 } }`.",
        bad: "status: { is: improving, date: 2021-03 }",
        good: "status: { is: unchanged, date: 2024-03, reason: The talks of 2021 led nowhere. }",
    },
    look: Look::Document(look),
};

fn look(sheet: &Sheet, findings: &mut Vec<Finding>) {
    let Document::Profile(profile) = sheet.document else { return };
    let Some(status) = &profile.status else { return };
    let path = KeyPath::key("status");
    let Some(date) = status.date else {
        findings.push(
            Finding::new(Code::StaleStatus, "this status does not say of when it is")
                .anchor(Anchor::Value(path.then("is")))
                .hint("add a `date` to it, such as `date: 2024-04`"),
        );
        return;
    };
    let today = sheet.desk.now.to_zoned(sheet.desk.config().timezone.clone()).date();
    let age = (today - date.days().1).get_days();
    let most = sheet.desk.config().lints.number(Code::StaleStatus);
    if i64::from(age) > i64::from(most) {
        findings.push(
            Finding::new(Code::StaleStatus, format!("this status is {age} days old, more than {most}"))
                .anchor(Anchor::Value(path.then("date")))
                .hint("see whether it still holds, and write the date on which you did"),
        );
    }
}
