//! What a document says of its own publication where it cannot be read as a whole.
//!
//! A document with errors still says that it is a draft, or has a marking. What may have been meant to hold it back
//! and cannot be understood holds it back.

use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_yaml::Value;

use super::near_miss::{Known, near_misses, releases};
use super::{Publication, Status};
use crate::config::Marking;
use crate::dates::Moment;
use crate::yaml::Rest;

/// How many lines at the start of a file are looked at where its front matter cannot be told from its text.
const FIRST: usize = 200;

/// Returns what a document that has errors says of its publication, with its date; none where it says nothing.
pub(super) fn publication_of(
    yaml: &str,
    known: Known,
    zone: &TimeZone,
) -> Option<(Publication, Option<Moment>)> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Told {
        status: Value,
        marking: Value,
        embargo: Value,
        date: Value,
        #[serde(flatten)]
        rest: Rest,
    }
    let Ok(told) = crate::yaml::read::<Told>(yaml) else { return of_lines(yaml, known) };
    let moment = |value: &Value| Moment::parse(value.as_str()?, zone).ok();
    let status = match serde_yaml::from_value(told.status.clone()) {
        Ok(status) => Some(status),
        Err(_) if told.status.is_null() || known.status_is_of_country => Some(Status::Published),
        Err(_) => None,
    };
    let marking = told.marking.as_str().and_then(|label| Marking::parse(label).ok());
    let embargo = moment(&told.embargo);
    let keys = || told.rest.iter().map(|(key, value)| (key.as_str(), value));
    let release = releases(keys(), known).filter_map(|date| Moment::parse(&date, zone).ok());
    let is_unclear = status.is_none()
        || marking.is_none() && !told.marking.is_null()
        || embargo.is_none() && !told.embargo.is_null()
        || !near_misses(keys(), known).is_empty();
    let publication = Publication {
        status: status.unwrap_or_default(),
        marking,
        embargo: embargo.into_iter().chain(release).max_by_key(Moment::timestamp),
        is_unclear,
    };
    Some((publication, moment(&told.date)))
}

/// Returns that a text is held back if one of its first lines looks like a key that does so: it is no YAML, or has a
/// key twice, of which the strictest counts.
pub(super) fn of_lines(text: &str, known: Known) -> Option<(Publication, Option<Moment>)> {
    let is_held = text.lines().take(FIRST).any(|line| {
        let Some((key, value)) = line.split_once([':', '=']) else { return false };
        let key = key.trim().trim_matches(['"', '\'', '?', '{', ',', ' ']);
        let value =
            value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'', '}', ',', ' ']);
        match key {
            "marking" => !value.is_empty() && value != Marking::Clear.label(),
            "embargo" => !value.is_empty(),
            "status" if known.status_is_of_country => value == Status::Draft.word(),
            "status" => !matches!(value, "" | "published" | "withdrawn"),
            _ => !near_misses([(key, &Value::from(value))], known).is_empty(),
        }
    });
    is_held.then(|| (Publication { is_unclear: true, ..Publication::default() }, None))
}
