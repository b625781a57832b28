//! What the front matter of several kinds of documents has in common.

use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::doubtful::repeated_entry;
use super::near_miss::{Known, NearMiss, holds_part, near_misses, releases};
use crate::config::{Marking, unresolved_country};
use crate::dates::{Moment, PartialDate};
use crate::finding::{Anchor, Finding};
use crate::keys::{Group, unknown_keys};
use crate::outline::{KeyPath, Step};
use crate::problem::{Code, ProblemCounts};
use crate::text::shorten;
use crate::world::Country;
use crate::yaml::{Rest, Scalar};

/// Whether a document is ready for readers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Still being written.
    Draft,
    /// Ready.
    #[default]
    Published,
    /// Taken back; its page stays, with a notice.
    Withdrawn,
}

impl Status {
    /// Returns the word for it in front matter.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// What decides whether and when a document may be published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publication {
    /// Whether it is ready.
    pub status: Status,
    /// Its label of the Traffic Light Protocol.
    pub marking: Option<Marking>,
    /// Until when it must not be published.
    pub embargo: Option<Moment>,
    /// Whether it has a key or a value that may have been meant to hold it back, and cannot be understood: then it
    /// is held back.
    pub is_unclear: bool,
}

impl Publication {
    /// Returns what the same words mean on a site in another time zone.
    #[must_use]
    pub fn read_in(&self, zone: &TimeZone) -> Self {
        Self { embargo: self.embargo.as_ref().map(|end| end.read_in(zone)), ..self.clone() }
    }
}

/// What front matter says of its own publication, as it is written.
pub(super) struct Written {
    pub status: Status,
    pub marking: Option<String>,
    pub embargo: Option<Scalar>,
}

/// How many characters of a value are shown in a message.
const SHOWN: usize = 60;

/// Reads YAML into `T`; what stands in the way is told whole.
pub(super) fn read<T: DeserializeOwned + Default>(yaml: &str, findings: &mut Vec<Finding>) -> Option<T> {
    match crate::yaml::read(yaml) {
        Ok(raw) => Some(raw),
        Err(found) => {
            findings.extend(found);
            None
        }
    }
}

/// Returns whether a text is the address of a page of the web.
pub(super) fn is_web_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// The front matter of one document while it is being checked.
pub(super) struct Checker<'a> {
    pub zone: &'a TimeZone,
    pub findings: &'a mut Vec<Finding>,
    /// How many names were no countries.
    unresolved: ProblemCounts,
    /// Whether a part of the document was to be held back, which holds back all of it.
    holds_part: bool,
}

impl<'a> Checker<'a> {
    pub fn new(zone: &'a TimeZone, findings: &'a mut Vec<Finding>) -> Self {
        Self { zone, findings, unresolved: ProblemCounts::default(), holds_part: false }
    }

    pub fn push(&mut self, path: KeyPath, code: Code, message: impl Into<String>, hint: impl Into<String>) {
        self.findings.push(Finding::new(code, message).anchor(Anchor::Value(path)).hint(hint));
    }

    pub fn unknown_keys(&mut self, rest: &Rest, path: &KeyPath, group: &Group) {
        unknown_keys(rest, path, group, [], self.findings);
    }

    /// Tells the keys of a part of the document that nothing reads.
    pub fn unknown_keys_of_part(&mut self, mut rest: Rest, path: &KeyPath, group: &Group) {
        rest.retain(|key, value| {
            if !holds_part(key, value) {
                return true;
            }
            self.holds_part = true;
            let message = format!("`{}` holds no part of a document back", key.escape_debug());
            let finding = Finding::new(Code::NearMiss, message).anchor(Anchor::Key(path.clone().then(key)));
            self.findings.push(finding.hint(
                "take this entry out until it may be published, or hold the whole document back at the top of the file",
            ));
            false
        });
        unknown_keys(&rest, path, group, [], self.findings);
    }

    /// Returns what decides on the publication of a document all of which was looked at.
    pub fn judged(&self, publication: Publication) -> Publication {
        Publication { is_unclear: publication.is_unclear || self.holds_part, ..publication }
    }

    /// Returns a value that must be there.
    pub fn required(&mut self, key: &str, value: Option<String>, example: &str) -> Option<String> {
        let value = value.filter(|value| !value.trim().is_empty());
        if value.is_none() {
            let finding =
                Finding::new(Code::MissingKey, format!("the required key `{key}` is missing or empty"));
            self.findings.push(
                finding
                    .anchor(Anchor::Value(KeyPath::key(key)))
                    .hint(format!("add a line such as `{key}: {example}`")),
            );
        }
        value
    }

    pub fn moment(&mut self, key: &'static str, written: Option<Scalar>) -> Option<Moment> {
        match Moment::parse(&written?.0, self.zone) {
            Ok(moment) => Some(moment),
            Err(message) => {
                let hint = "write a date like `2024-04-01`, or with a time `2024-04-01T09:00:00+02:00`";
                self.push(KeyPath::key(key), Code::InvalidDate, message, hint);
                None
            }
        }
    }

    /// `path` is made only where something is wrong, which is rare.
    pub fn partial_date(
        &mut self,
        path: impl FnOnce() -> KeyPath,
        written: Option<Scalar>,
    ) -> Option<PartialDate> {
        match PartialDate::parse(&written?.0) {
            Ok(date) => Some(date),
            Err(message) => {
                self.push(
                    path(),
                    Code::InvalidDate,
                    message,
                    "write a date like `2024`, `2024-04` or `2024-04-01`",
                );
                None
            }
        }
    }

    /// Tells an address that is none of the web; an empty one is left out. `path` is made only where something is wrong.
    pub fn web_address(&mut self, path: impl FnOnce() -> KeyPath, url: &str) {
        if !url.is_empty() && !is_web_address(url) {
            let message = format!("`{}` is no web address", url.escape_debug());
            let hint = "write the whole address, from `https://` on, without spaces";
            self.push(path(), Code::InvalidValue, message, hint);
        }
    }

    /// Returns the country of a name; `path` is made only where there is none.
    pub fn country(&mut self, path: impl FnOnce() -> KeyPath, name: &str) -> Option<Country> {
        let error = match Country::find(name) {
            Ok(country) => return Some(country),
            Err(error) => error,
        };
        // What is only counted needs no suggestions.
        let is_told = self.unresolved.add(Code::UnknownCountry);
        let error = if is_told { Country::resolve(name).err().unwrap_or(error) } else { error };
        self.findings.push(unresolved_country(name, &error).anchor(Anchor::Value(path())));
        None
    }

    pub fn countries(&mut self, path: impl Fn() -> KeyPath, written: Vec<Scalar>) -> Vec<Country> {
        let mut countries = Vec::with_capacity(written.len());
        for (index, name) in written.into_iter().enumerate() {
            let Some(country) = self.country(|| path().item(index), &name.0) else { continue };
            if countries.contains(&country) {
                self.findings.push(repeated_entry(country.name(), path().item(index)));
            } else {
                countries.push(country);
            }
        }
        countries
    }

    /// Tells a last change that lies before the text itself.
    pub(super) fn in_order(&mut self, date: Option<&Moment>, updated: Option<&Moment>) {
        let (Some(date), Some(updated)) = (date, updated) else { return };
        if updated.date() < date.date() {
            let message =
                format!("this text was updated on {}, before its own date, {}", updated.date(), date.date());
            let hint = "mend one of the two; without `updated`, git's dates tell when it changed";
            self.push(KeyPath::key("updated"), Code::UpdatedBeforeDate, message, hint);
        }
    }

    /// Returns what decides whether and when a document may be published, and tells the keys that look as if they
    /// did. `rest` is what no key of the document took up; what is told of it here is taken out.
    ///
    /// A marking or an embargo that cannot be read holds the document back, from a preview too.
    pub fn publication(&mut self, written: Written, rest: &mut Rest, known: Known) -> Publication {
        let keys = || rest.iter().map(|(key, value)| (key.as_str(), value));
        let releases = releases(keys(), known).filter_map(|date| Moment::parse(&date, self.zone).ok());
        let release = releases.max_by_key(Moment::timestamp);
        let near_misses = near_misses(keys(), known);
        let mut is_unclear = !near_misses.is_empty();
        for NearMiss { path, written, hint, .. } in near_misses {
            if let [Step::Key(key)] = path.0.as_slice() {
                rest.remove(key);
            }
            let message =
                format!("`{}` does not hold a document back here", shorten(&written, SHOWN).escape_debug());
            self.findings.push(Finding::new(Code::NearMiss, message).anchor(Anchor::Key(path)).hint(hint));
        }
        let has_embargo = written.embargo.is_some();
        let embargo = self.moment("embargo", written.embargo);
        is_unclear |= embargo.is_some() != has_embargo;
        let marking = match written.marking.as_deref().map(Marking::parse).transpose() {
            Ok(marking) => marking,
            Err((message, hint)) => {
                self.push(KeyPath::key("marking"), Code::InvalidMarking, message, hint);
                is_unclear = true;
                None
            }
        };
        let embargo = embargo.into_iter().chain(release).max_by_key(Moment::timestamp);
        Publication { status: written.status, marking, embargo, is_unclear }
    }
}
