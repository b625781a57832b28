//! Robust Links: what a link to a source says of the version that its writer saw, so that it can be
//! found when the address has changed (robustlinks.mementoweb.org).

use crate::dates::{Moment, day_of_digits};

/// The digits of a time in the address of an archived copy: year, month, day, hour, minute, second.
const TIMESTAMP: usize = 14;

/// Returns the day of an archived copy, ISO 8601, as its address tells it; else the day of the briefing,
/// when the link was made.
pub fn version_date(archived: &str, briefing: &Moment) -> String {
    archived.split('/').find_map(day_of).unwrap_or_else(|| briefing.date().to_string())
}

/// Returns the day in a segment such as `20240403120000`, or `20240403120000id_`.
fn day_of(segment: &str) -> Option<String> {
    let digits = segment.get(..TIMESTAMP)?;
    let is_longer = segment[TIMESTAMP..].starts_with(|c: char| c.is_ascii_digit());
    if is_longer || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    day_of_digits(&digits[..8]).map(|date| date.to_string())
}
