//! What the front matter of several kinds of documents has in common.

use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::config::MANIFEST_FILE;
use crate::config::{Marking, unknown_keys, unresolved_country};
use crate::dates::{Moment, PartialDate};
use crate::finding::{Anchor, Finding};
use crate::problem::Code;
use crate::text::{is_slug, slug_of};
use crate::world::Country;
use crate::yaml::{KeyPath, Rest, Scalar};

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
}

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

/// Returns what a document that has errors says of its own publication, as far as it can be read.
pub(super) fn publication_of(yaml: &str, zone: &TimeZone) -> Option<(Publication, Option<Moment>)> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Told {
        status: serde_yaml::Value,
        marking: serde_yaml::Value,
        embargo: serde_yaml::Value,
        date: serde_yaml::Value,
    }
    let told: Told = crate::yaml::read(yaml).ok()?;
    let moment = |value: &serde_yaml::Value| Moment::parse(value.as_str()?, zone).ok();
    let publication = Publication {
        status: serde_yaml::from_value(told.status).unwrap_or_default(),
        marking: told.marking.as_str().and_then(|label| Marking::parse(label).ok()),
        embargo: moment(&told.embargo),
    };
    Some((publication, moment(&told.date)))
}

/// The front matter of one document while it is being checked.
pub(super) struct Checker<'a> {
    pub zone: &'a TimeZone,
    pub findings: &'a mut Vec<Finding>,
}

impl Checker<'_> {
    pub fn push(&mut self, path: KeyPath, code: Code, message: impl Into<String>, hint: impl Into<String>) {
        self.findings.push(Finding::new(code, message).anchor(Anchor::Value(path)).hint(hint));
    }

    pub fn unknown_keys(&mut self, rest: &Rest, group: &KeyPath, known: &[&str]) {
        unknown_keys(rest, group, known, self.findings);
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

    pub fn countries(&mut self, path: impl Fn() -> KeyPath, written: Vec<Scalar>) -> Vec<Country> {
        let mut countries = Vec::with_capacity(written.len());
        for (index, name) in written.into_iter().enumerate() {
            match Country::resolve(&name.0) {
                Ok(country) if countries.contains(&country) => {}
                Ok(country) => countries.push(country),
                Err(error) => self
                    .findings
                    .push(unresolved_country(&name.0, &error).anchor(Anchor::Value(path().item(index)))),
            }
        }
        countries
    }

    /// Returns the last URL segment of a document: its own, or made of its name.
    pub fn slug(&mut self, own: Option<String>, name: &str) -> Option<String> {
        let Some(slug) = own else {
            let slug = Some(slug_of(name)).filter(|slug| !slug.is_empty());
            if slug.is_none() {
                self.findings
                    .push(Finding::new(Code::InvalidSlug, "no URL can be made of this file's name").hint(
                        "rename the file with letters or digits, or add a line such as `slug: a-name`",
                    ));
            }
            return slug;
        };
        if is_slug(&slug) {
            return Some(slug);
        }
        let proposal = slug_of(&slug);
        let mut hint = "use lower-case letters, digits and hyphens".to_owned();
        if !proposal.is_empty() {
            hint.push_str(&format!(": `slug: {proposal}`"));
        }
        let message = format!("`{}` cannot be the last part of a URL", slug.escape_debug());
        self.push(KeyPath::key("slug"), Code::InvalidSlug, message, hint);
        None
    }

    /// Returns what decides whether and when a document may be published.
    ///
    /// None where that cannot be read: a document whose marking or embargo is misspelt must not be
    /// shown to anyone, not even in a preview.
    pub fn publication(
        &mut self,
        status: Status,
        marking: Option<String>,
        embargo: Option<Scalar>,
    ) -> Option<Publication> {
        let has_embargo = embargo.is_some();
        let embargo = self.moment("embargo", embargo);
        let is_readable = embargo.is_some() == has_embargo;
        let marking = match marking.as_deref().map(Marking::parse).transpose() {
            Ok(marking) => marking,
            Err((message, hint)) => {
                self.push(KeyPath::key("marking"), Code::InvalidMarking, message, hint);
                return None;
            }
        };
        is_readable.then_some(Publication { status, marking, embargo })
    }

    /// Objects to `draft: true`, the word of other generators. As a key that nothing reads it would be
    /// a warning, and the draft would be published.
    pub fn no_other_draft(&mut self, rest: &mut Rest) {
        if rest.get("draft").and_then(serde_yaml::Value::as_bool) == Some(true) {
            rest.remove("draft");
            let message = "`draft: true` does not hold a document back here";
            self.push(
                KeyPath::key("draft"),
                Code::InvalidValue,
                message,
                "write `status: draft` in its place",
            );
        }
    }

    /// Returns the old URLs that a document can be redirected from.
    pub fn aliases(&mut self, written: Vec<String>) -> Vec<String> {
        let mut good = Vec::with_capacity(written.len());
        for (index, alias) in written.into_iter().enumerate() {
            match alias_fault(&alias) {
                None => good.push(alias),
                Some(why) => {
                    let message = format!("`{}` cannot be an alias: {why}", alias.escape_debug());
                    let path = KeyPath::key("aliases").item(index);
                    self.push(
                        path,
                        Code::InvalidAlias,
                        message,
                        "write the old path from the site's root, such as `/old/path/`",
                    );
                }
            }
        }
        good
    }
}

fn alias_fault(alias: &str) -> Option<&'static str> {
    if alias.contains("://") || alias.starts_with("//") {
        Some("it is on another host; give the path alone")
    } else if !alias.starts_with('/') {
        Some("it does not begin with `/`")
    } else if alias.split('/').any(|part| part == ".." || part == ".") {
        Some("it has `.` or `..` in it")
    } else if alias.trim_end_matches('/').is_empty() {
        Some("that is the home page")
    } else if alias.contains("//") {
        Some("it has an empty part")
    } else if is_reserved(alias) {
        Some("git and Chancery keep things of their own under that name")
    } else if alias.contains(|c: char| c.is_control() || matches!(c, '?' | '#' | '\\' | '%')) {
        Some("it has a character in it that no file can be served under")
    } else {
        None
    }
}

/// Returns whether a page there would be written into what is no part of a site: the output may be a
/// working copy of git, and has the list of Chancery's own files in it.
fn is_reserved(alias: &str) -> bool {
    let mut parts = alias.split('/').filter(|part| !part.is_empty());
    parts.clone().any(|part| part.eq_ignore_ascii_case(".git"))
        || parts.next().is_some_and(|first| first.eq_ignore_ascii_case(MANIFEST_FILE))
}
