//! Whether the numbers of versions still mean the texts that they meant.

use std::collections::HashMap;

use crate::problem::{Code, Place, Problem};
use crate::record::Record;
use crate::site::Site;

/// Returns the briefings whose numbers would come to mean other texts than on the site that was published last.
pub fn rewritten(old: &Site, now: &Site) -> Vec<Problem> {
    let records = |site: &Site| -> Vec<(String, std::sync::Arc<Record>)> {
        let with_record = site
            .briefings
            .iter()
            .filter_map(|published| Some((published.briefing.path.to_string(), published.record.clone()?)));
        with_record.filter(|(_, record)| !record.versions.is_empty()).collect()
    };
    let now = records(now);
    // A file that was moved since is known by the commits of its versions.
    let by_path: HashMap<&str, usize> =
        now.iter().enumerate().map(|(place, (path, _))| (path.as_str(), place)).collect();
    let old = records(old);
    old.iter()
        .filter_map(|(path, before)| {
            let shares = |record: &Record| {
                record.versions.iter().any(|own| before.versions.iter().any(|other| own.commit == other.commit))
            };
            let place = by_path.get(path.as_str()).copied();
            let place = place.or_else(|| now.iter().position(|(_, record)| shares(record)))?;
            let (path, after) = now.get(place)?;
            let number = first_difference(before, after)?;
            let message = match after.versions.get(number - 1) {
                Some(_) => format!("version {number} of this briefing would come to mean another text than was published"),
                None => format!("version {number} of this briefing, which was published, would be no more"),
            };
            let problem = Problem::new(Code::RecordRewritten, message).at(Place::file(path.as_str()));
            Some(problem.hint(
                "bring back the history that was published; what must go from the record goes with `chancery redact`",
            ))
        })
        .collect()
}

/// Returns the first number that means another commit in two records of a briefing.
fn first_difference(before: &Record, after: &Record) -> Option<usize> {
    let differs = |place: &usize| {
        after.versions.get(*place).is_none_or(|own| own.commit != before.versions[*place].commit)
    };
    (0..before.versions.len()).find(differs).map(|place| place + 1)
}
