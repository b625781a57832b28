//! A country profile: what a site says of one country.

use std::fmt;
use std::sync::Arc;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::country_status::{CountryStatus, RawDatedStatus, RawStatus, country_status, dated_statuses};
use super::front_matter::{Checker, Publication, Status, Written};
use super::parts::Parts;
use crate::config::{Config, CountryConfig};
use crate::finding::Finding;
use crate::keys::front_matter::PROFILE;
use crate::keys::group;
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::tree::Body;
use crate::world::{Country, UnresolvedCountry};
use crate::yaml::{Rest, Scalar, or_default};

/// An introduction to a country, its status and the briefings to begin with.
#[derive(Clone, Debug)]
pub struct CountryProfile {
    /// The file, from the site's root.
    pub path: Arc<str>,
    /// The country.
    pub country: Country,
    /// What the site calls it, and such.
    pub overrides: CountryConfig,
    /// How things go there.
    pub status: Option<CountryStatus>,
    /// How things went there, in the order of the file.
    pub statuses: Vec<CountryStatus>,
    /// Briefings to begin with, as paths under `content/briefings/` without `.md`.
    pub pinned: Vec<String>,
    /// What decides whether it is published.
    pub publication: Publication,
    /// The introduction.
    pub body: Body,
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawProfile of PROFILE {
        label: Option<String>,
        sort: Option<String>,
        capital: Option<String>,
        note: Option<String>,
        status: Option<ProfileStatus>,
        #[serde(deserialize_with = "or_default")]
        statuses: Vec<RawDatedStatus>,
        #[serde(deserialize_with = "or_default")]
        pinned: Vec<String>,
        marking: Option<String>,
        embargo: Option<Scalar>,
        #[serde(flatten)]
        rest: Rest,
    }
}

/// What stands at `status:`: how things go in the country, or that the profile itself is a draft.
enum ProfileStatus {
    Draft,
    Trend(RawStatus),
}

/// A group is read as one, so that what is wrong in it is told at its key.
impl<'de> Deserialize<'de> for ProfileStatus {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct StatusVisitor;
        impl<'de> Visitor<'de> for StatusVisitor {
            type Value = ProfileStatus;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("struct RawStatus")
            }
            fn visit_str<E: de::Error>(self, word: &str) -> Result<ProfileStatus, E> {
                if word == "draft" {
                    return Ok(ProfileStatus::Draft);
                }
                Err(E::invalid_type(de::Unexpected::Str(word), &self))
            }
            fn visit_map<M: MapAccess<'de>>(self, group: M) -> Result<ProfileStatus, M::Error> {
                RawStatus::deserialize(MapAccessDeserializer::new(group)).map(ProfileStatus::Trend)
            }
        }
        deserializer.deserialize_any(StatusVisitor)
    }
}

impl CountryProfile {
    /// Returns the profile without its words, for a language into which nobody has translated them.
    pub(super) fn in_no_language(&self) -> Self {
        let CountryConfig { capital, .. } = self.overrides.clone();
        Self {
            overrides: CountryConfig { capital, ..CountryConfig::default() },
            body: Body::default(),
            ..self.clone()
        }
    }

    pub(super) fn parse(parts: Parts, config: &Config, findings: &mut Vec<Finding>) -> Option<Self> {
        let body = parts.read_body(&[], config.html, findings);
        let country = match country_of_file(parts.stem()) {
            Ok(country) => Some(country),
            Err(finding) => {
                findings.push(finding);
                None
            }
        };
        let mut raw: RawProfile = parts.read(findings)?;
        let mut check = Checker::new(&config.timezone, findings);
        let (status, trend) = match raw.status {
            Some(ProfileStatus::Draft) => (Status::Draft, None),
            Some(ProfileStatus::Trend(trend)) => (Status::Published, Some(trend)),
            None => (Status::Published, None),
        };
        let written = Written { status, marking: raw.marking, embargo: raw.embargo };
        let publication = check.publication(written, &mut raw.rest, parts.known);
        check.unknown_keys(&raw.rest, &KeyPath::default(), &PROFILE);
        let status = trend.map(|status| country_status(status, &mut check));
        let statuses = dated_statuses(raw.statuses, &mut check);
        for (key, value) in [("label", &raw.label), ("sort", &raw.sort)] {
            if let Some(value) = value {
                check.name(|| KeyPath::key(key), value);
            }
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
            overrides: CountryConfig {
                label: raw.label,
                sort: raw.sort,
                capital: raw.capital,
                note: raw.note,
            },
            status,
            statuses,
            pinned: raw.pinned,
            publication: check.judged(publication),
            body,
        })
    }
}

/// Returns the country that a profile's file is named for.
fn country_of_file(stem: &str) -> Result<Country, Finding> {
    Country::resolve(stem).map_err(|error| {
        let finding = crate::config::unresolved_country(stem, &error);
        match &error {
            UnresolvedCountry::Unknown { suggestions } if suggestions.is_empty() => {
                finding.hint("a profile's file is named for its country, such as `fr.md` or `france.md`")
            }
            _ => finding,
        }
    })
}
