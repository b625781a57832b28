//! A country profile: what a site says of one country.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::document::{Parts, country_of_file};
use super::front_matter::{Checker, read};
use super::markdown::{self, Body};
use crate::config::{Config, CountryConfig};
use crate::dates::PartialDate;
use crate::finding::Finding;
use crate::problem::Code;
use crate::world::Country;
use crate::yaml::{KeyPath, Rest, Scalar, group, or_default};

/// An introduction to a country, its status and the briefings to begin with.
#[derive(Clone, Debug)]
pub struct CountryProfile {
    /// The file, from the site's root.
    pub path: Arc<str>,
    /// The country.
    pub country: Country,
    /// What the site calls it, and such.
    pub said: CountryConfig,
    /// How things go there.
    pub status: Option<CountryStatus>,
    /// Briefings to begin with, as paths under `content/briefings/` without `.md`.
    pub pinned: Vec<String>,
    /// The introduction.
    pub body: Body,
}

/// How things go in a country.
#[derive(Clone, Debug)]
pub struct CountryStatus {
    /// In which direction.
    pub is: Trend,
    /// As of when.
    pub date: Option<PartialDate>,
    /// Why; empty for none.
    pub reason: String,
}

/// The direction of a country's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    /// It gets worse.
    Deteriorating,
    /// It gets better.
    Improving,
    /// It stays as it is.
    Unchanged,
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawProfile {
        label: Option<String>,
        sort: Option<String>,
        capital: Option<String>,
        note: Option<String>,
        status: Option<RawStatus>,
        #[serde(deserialize_with = "or_default")]
        pinned: Vec<String>,
        #[serde(flatten)]
        rest: Rest,
    }
}

group! {
    #[derive(Deserialize)]
    struct RawStatus {
        is: Trend,
        date: Option<Scalar>,
        #[serde(default, deserialize_with = "or_default")]
        reason: String,
        #[serde(flatten)]
        rest: Rest,
    }
}

impl CountryStatus {
    /// The keys that it is written with, in their order.
    pub const KEYS: &'static [&'static str] = RawStatus::KEYS;
}

impl CountryProfile {
    /// The keys of its front matter, in the order in which a file has them.
    pub const KEYS: &'static [&'static str] = RawProfile::KEYS;

    pub(super) fn parse(parts: Parts, config: &Config, findings: &mut Vec<Finding>) -> Option<Self> {
        let body = markdown::parse(parts, &[], config.html, findings);
        let country = match country_of_file(parts.stem()) {
            Ok(country) => Some(country),
            Err(finding) => {
                findings.push(finding);
                None
            }
        };
        let raw: RawProfile = read(parts.yaml, findings)?;
        let mut check = Checker { zone: &config.timezone, findings };
        check.unknown_keys(&raw.rest, &KeyPath::default(), RawProfile::KEYS);
        let status = raw.status.map(|status| {
            let path = KeyPath::key("status");
            check.unknown_keys(&status.rest, &path, RawStatus::KEYS);
            CountryStatus {
                is: status.is,
                date: check.partial_date(|| path.clone().then("date"), status.date),
                reason: status.reason,
            }
        });
        for (key, value) in [("label", &raw.label), ("sort", &raw.sort)] {
            if value.as_ref().is_some_and(|value| value.trim().is_empty()) {
                let hint = format!("take the line `{key}:` out, or write a name");
                check.push(
                    KeyPath::key(key),
                    Code::InvalidValue,
                    format!("`{key}` has no words in it"),
                    hint,
                );
            }
        }
        Some(Self {
            path: parts.path.into(),
            country: country?,
            said: CountryConfig { label: raw.label, sort: raw.sort, capital: raw.capital, note: raw.note },
            status,
            pinned: raw.pinned,
            body,
        })
    }
}
