//! The statuses of countries as of days that have not come: they are held back until then, as documents are.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::content::{CountryProfile, CountryStatus};
use crate::finding::{Anchor, Finding};
use crate::problem::Code;

/// Takes the statuses out of profiles whose day has not come, and tells them.
pub(super) fn without_future_statuses(
    profiles: &mut [Arc<CountryProfile>],
    now: Timestamp,
    zone: &TimeZone,
) -> Vec<(String, Finding)> {
    let today = now.to_zoned(zone.clone()).date();
    let mut findings = Vec::new();
    for profile in profiles {
        let before = findings.len();
        for status in profile.status.iter().chain(&profile.statuses) {
            if let Some(date) = status.date.filter(|_| is_future(status, today)) {
                let message = format!("this status is of {date}, and that day has not come: it is left out");
                let finding = Finding::new(Code::FutureStatus, message)
                    .anchor(Anchor::Value(status.path().then("date")))
                    .hint("correct the date, or write it in on that day");
                findings.push((profile.path.to_string(), finding));
            }
        }
        if findings.len() > before {
            let profile = Arc::make_mut(profile);
            profile.status.take_if(|status| is_future(status, today));
            profile.statuses.retain(|status| !is_future(status, today));
        }
    }
    findings
}

/// Returns whether all days that a status can be of are after this one.
fn is_future(status: &CountryStatus, today: Date) -> bool {
    status.date.is_some_and(|date| date.days().0 > today)
}
