//! How things go in a country: what its profile says, and what a briefing says of its countries.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::front_matter::Checker;
use crate::dates::PartialDate;
use crate::finding::{Anchor, Finding};
use crate::keys::front_matter::{ASSESSMENT, COUNTRY_STATUS, DATED_STATUS};
use crate::keys::group;
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::world::Country;
use crate::yaml::{Rest, Scalar, or_default};

/// How things go in a country, as its profile says.
#[derive(Clone, Debug)]
pub struct CountryStatus {
    /// In which direction.
    pub is: Trend,
    /// As of when.
    pub date: Option<PartialDate>,
    /// Why; may be empty.
    pub reason: String,
    /// Where that can be read; http or https, or empty.
    pub source: String,
    /// Its place in `statuses:`, from 0; `None` for the one at `status:`.
    pub place: Option<usize>,
}

impl CountryStatus {
    /// Returns where it stands in its file.
    pub fn path(&self) -> KeyPath {
        match self.place {
            Some(place) => KeyPath::key("statuses").item(place),
            None => KeyPath::key("status"),
        }
    }
}

/// How things go in a country, as a briefing says on its date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The country.
    pub country: Country,
    /// In which direction.
    pub is: Trend,
    /// Why.
    pub reason: String,
}

/// The direction of a country's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    /// It gets worse.
    Deteriorating,
    /// It gets better.
    Improving,
    /// It stays as it is.
    Unchanged,
}

impl Trend {
    /// All directions, in the order in which pages tell them.
    pub const ALL: [Self; 3] = [Self::Deteriorating, Self::Improving, Self::Unchanged];

    /// Returns the word for it in front matter and data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deteriorating => "deteriorating",
            Self::Improving => "improving",
            Self::Unchanged => "unchanged",
        }
    }
}

group! {
    #[derive(Deserialize)]
    pub(super) struct RawStatus of COUNTRY_STATUS {
        is: Trend,
        date: Option<Scalar>,
        #[serde(default, deserialize_with = "or_default")]
        reason: String,
        #[serde(default, deserialize_with = "or_default")]
        source: String,
        #[serde(flatten)]
        rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawDatedStatus of DATED_STATUS {
        date: Option<Scalar>,
        is: Option<Trend>,
        reason: Option<String>,
        #[serde(deserialize_with = "or_default")]
        source: String,
        #[serde(flatten)]
        rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    pub(super) struct RawAssessment of ASSESSMENT {
        country: Option<Scalar>,
        is: Option<Trend>,
        reason: Option<String>,
        #[serde(flatten)]
        rest: Rest,
    }
}

/// Returns the status of a profile, and tells what is wrong in it.
pub(super) fn country_status(raw: RawStatus, check: &mut Checker) -> CountryStatus {
    let path = || KeyPath::key("status");
    if !raw.rest.is_empty() {
        check.unknown_keys_of_part(raw.rest, &path(), &COUNTRY_STATUS);
    }
    check.web_address(|| path().then("source"), &raw.source);
    CountryStatus {
        is: raw.is,
        date: check.partial_date(|| path().then("date"), raw.date),
        reason: raw.reason,
        source: raw.source,
        place: None,
    }
}

/// Returns the dated statuses of a profile that are whole, and tells what is wrong in them.
pub(super) fn dated_statuses(raw: Vec<RawDatedStatus>, check: &mut Checker) -> Vec<CountryStatus> {
    let mut statuses = Vec::with_capacity(raw.len());
    for (index, status) in raw.into_iter().enumerate() {
        let path = || KeyPath::key("statuses").item(index);
        if !status.rest.is_empty() {
            check.unknown_keys_of_part(status.rest, &path(), &DATED_STATUS);
        }
        check.web_address(|| path().then("source"), &status.source);
        let reason = status.reason.filter(|reason| !reason.trim().is_empty());
        let missing =
            [("date", status.date.is_none()), ("is", status.is.is_none()), ("reason", reason.is_none())];
        for (key, _) in missing.into_iter().filter(|(_, is_missing)| *is_missing) {
            let hint =
                "write it like `- { date: 2024-04-15, is: deteriorating, reason: Talks have stopped. }`";
            check.push(path(), Code::MissingKey, format!("this status has no `{key}`"), hint);
        }
        let date = check.partial_date(|| path().then("date"), status.date);
        if let (Some(is), Some(date), Some(reason)) = (status.is, date, reason) {
            let (date, source, place) = (Some(date), status.source, Some(index));
            statuses.push(CountryStatus { is, date, reason, source, place });
        }
    }
    statuses
}

/// Returns the assessments of a briefing that are whole, each with its place in the file, and tells what is wrong in them.
pub(super) fn assessments(raw: Vec<RawAssessment>, check: &mut Checker) -> Vec<(usize, Assessment)> {
    let mut assessments = Vec::with_capacity(raw.len());
    for (index, assessment) in raw.into_iter().enumerate() {
        let path = || KeyPath::key("assessments").item(index);
        if !assessment.rest.is_empty() {
            check.unknown_keys_of_part(assessment.rest, &path(), &ASSESSMENT);
        }
        let reason = assessment.reason.filter(|reason| !reason.trim().is_empty());
        let missing = [
            ("country", assessment.country.is_none()),
            ("is", assessment.is.is_none()),
            ("reason", reason.is_none()),
        ];
        for (key, _) in missing.into_iter().filter(|(_, is_missing)| *is_missing) {
            let hint = "write it like `- { country: FR, is: improving, reason: Talks go on. }`";
            check.push(path(), Code::MissingKey, format!("this assessment has no `{key}`"), hint);
        }
        let country = assessment.country.and_then(|name| check.country(|| path().then("country"), &name.0));
        if let (Some(country), Some(is), Some(reason)) = (country, assessment.is, reason) {
            assessments.push((index, Assessment { country, is, reason }));
        }
    }
    assessments
}

/// Tells the assessments of countries that the briefing does not name.
pub(super) fn tell_unnamed<'c>(
    assessments: &[(usize, Assessment)],
    named: impl Iterator<Item = &'c Country>,
    check: &mut Checker,
) {
    if assessments.is_empty() {
        return;
    }
    let named: HashSet<&Country> = named.collect();
    for (index, assessment) in assessments.iter().filter(|(_, own)| !named.contains(&own.country)) {
        let (name, code) = (assessment.country.name(), assessment.country.code());
        let finding = Finding::new(
            Code::UnnamedAssessment,
            format!("this briefing assesses {name}, and names it nowhere else"),
        );
        let path = KeyPath::key("assessments").item(*index).then("country");
        check.findings.push(
            finding
                .anchor(Anchor::Value(path))
                .hint(format!("add `{code}` to `countries:`, or take the assessment out")),
        );
    }
}
