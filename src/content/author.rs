//! The profile of an author: who writes, and how the name is cited.

mod orcid;

use std::sync::Arc;

use serde::Deserialize;

use self::orcid::Orcid;
use super::front_matter::{Checker, Publication, Status, Written, is_web_address};
use super::parts::Parts;
use crate::config::Config;
use crate::finding::{Anchor, Finding};
use crate::keys::front_matter::{AUTHOR, AUTHOR_LINK};
use crate::keys::group;
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::text::{is_slug, slug_of};
use crate::tree::Body;
use crate::yaml::{Rest, Scalar, or_default};

/// What a site says of one of its authors. The id is the name of the file.
#[derive(Clone, Debug)]
pub struct AuthorProfile {
    /// The file, from the site's root.
    pub path: Arc<str>,
    /// The id, which is the last segment of the URL too.
    pub id: String,
    /// The name, as readers see it.
    pub name: String,
    /// The parts of a person's name; none for an institution, and for a person who has one name only.
    pub person: Option<PersonName>,
    /// Whether it is an institution.
    pub is_institution: bool,
    /// What the author is or does; empty for none.
    pub role: String,
    /// The ORCID iD, as the full address that ORCID asks for.
    pub orcid: Option<String>,
    /// The file of a picture, as it is written.
    pub photo: Option<String>,
    /// Where else the author is to be found.
    pub links: Vec<AuthorLink>,
    /// What decides whether it is published.
    pub publication: Publication,
    /// The biography.
    pub body: Body,
}

/// The parts of a person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// The family name, with its particle.
    pub family: String,
    /// The given names; may be empty.
    pub given: String,
    /// What stands after the name, such as "Jr."; may be empty.
    pub suffix: String,
}

/// Where an author is to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorLink {
    /// The address: http, https or mailto.
    pub url: String,
    /// What it is called.
    pub title: String,
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawAuthor of AUTHOR {
        name: Option<String>,
        family: Option<String>,
        given: Option<String>,
        suffix: Option<String>,
        #[serde(deserialize_with = "or_default")]
        institution: bool,
        #[serde(deserialize_with = "or_default")]
        role: String,
        orcid: Option<String>,
        photo: Option<String>,
        #[serde(deserialize_with = "or_default")]
        links: Vec<RawLink>,
        #[serde(deserialize_with = "or_default")]
        status: Status,
        marking: Option<String>,
        embargo: Option<Scalar>,
        #[serde(flatten)]
        rest: Rest,
    }
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawLinkGroup of AUTHOR_LINK {
        #[serde(deserialize_with = "or_default")]
        url: String,
        #[serde(deserialize_with = "or_default")]
        title: String,
        #[serde(flatten)]
        rest: Rest,
    }
}

/// A link as it is written: an address, or a group with a title.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an address, or a group with `url` and `title`")]
enum RawLink {
    Address(String),
    Group(RawLinkGroup),
}

impl AuthorProfile {
    pub(super) fn parse(parts: Parts, config: &Config, findings: &mut Vec<Finding>) -> Option<Self> {
        let body = parts.read_body(&[], config.html, findings);
        let id = parts.stem();
        if !is_slug(id) {
            let message = format!("`{id}` cannot be an author's id, which is part of a URL");
            let proposal = slug_of(id);
            findings.push(
                Finding::new(Code::InvalidSlug, message).hint(format!("rename the file to `{proposal}.md`")),
            );
        }
        let mut raw: RawAuthor = parts.read(findings)?;
        let mut check = Checker::new(&config.timezone, findings);
        let written = Written { status: raw.status, marking: raw.marking, embargo: raw.embargo };
        let mut publication = check.publication(written, &mut raw.rest, parts.known);
        if publication.status == Status::Withdrawn {
            // There is no page on which a notice could stand.
            let hint = "write `status: draft` to take the profile off the site, or delete the file";
            check.push(KeyPath::key("status"), Code::InvalidValue, "a profile cannot be withdrawn", hint);
            publication.is_unclear = true;
        }
        check.unknown_keys(&raw.rest, &KeyPath::default(), &AUTHOR);
        let name = check.required("name", raw.name, "Nadia Haddad");
        for (key, value) in
            [("name", &name), ("family", &raw.family), ("given", &raw.given), ("suffix", &raw.suffix)]
        {
            if let Some(value) = value {
                check.name(|| KeyPath::key(key), value);
            }
        }
        let person = person(raw.family, raw.given, raw.suffix, raw.institution, &mut check);
        let orcid = raw.orcid.and_then(|written| orcid(&written, &mut check));
        let links = links(raw.links, &mut check);
        let fits = check.fits(Anchor::File, id);
        (is_slug(id) && fits).then_some(())?;
        Some(Self {
            path: parts.path.into(),
            id: id.to_owned(),
            name: name?.trim().to_owned(),
            person,
            is_institution: raw.institution,
            role: raw.role.trim().to_owned(),
            orcid,
            photo: raw.photo.filter(|photo| !photo.is_empty()),
            links,
            publication: check.judged(publication),
            body,
        })
    }
}

/// Returns the parts of a person's name, if it has a family name.
fn person(
    family: Option<String>,
    given: Option<String>,
    suffix: Option<String>,
    is_institution: bool,
    check: &mut Checker,
) -> Option<PersonName> {
    let text = |value: Option<String>| value.map(|text| text.trim().to_owned()).unwrap_or_default();
    let name = PersonName { family: text(family), given: text(given), suffix: text(suffix) };
    let first = [("family", &name.family), ("given", &name.given), ("suffix", &name.suffix)]
        .into_iter()
        .find_map(|(key, value)| (!value.is_empty()).then_some(key))?;
    if is_institution {
        let message = format!("an institution has no `{first}`: its name stays whole");
        let hint = format!("take out `institution: true`, or the line `{first}:`");
        check.push(KeyPath::key(first), Code::InvalidValue, message, hint);
        return None;
    }
    if name.family.is_empty() {
        let message =
            format!("`{first}` stands alone, and without `family` a name is cited as it is written");
        let hint = format!("add a line such as `family: Haddad`, or take `{first}:` out");
        check.push(KeyPath::key(first), Code::InvalidValue, message, hint);
        return None;
    }
    Some(name)
}

fn orcid(written: &str, check: &mut Checker) -> Option<String> {
    if written.trim().is_empty() {
        return None;
    }
    match Orcid::parse(written) {
        Ok(orcid) => Some(orcid.url()),
        Err(fault) => {
            let shown = crate::text::shorten(written, 60);
            let message = format!("`{}` is no ORCID iD: {}", shown.escape_debug(), fault.message());
            let hint = "write the sixteen digits as orcid.org shows them, such as `0000-0002-1825-0097`";
            check.push(KeyPath::key("orcid"), Code::InvalidValue, message, hint);
            None
        }
    }
}

fn links(raw: Vec<RawLink>, check: &mut Checker) -> Vec<AuthorLink> {
    let mut links = Vec::with_capacity(raw.len());
    for (index, link) in raw.into_iter().enumerate() {
        let path = || KeyPath::key("links").item(index);
        let (url, title, at) = match link {
            RawLink::Address(url) => (url, String::new(), path()),
            RawLink::Group(group) => {
                if !group.rest.is_empty() {
                    check.unknown_keys_of_part(group.rest, &path(), &AUTHOR_LINK);
                }
                (group.url, group.title, path().then("url"))
            }
        };
        let is_mailbox = || {
            url.strip_prefix("mailto:").is_some_and(|address| {
                address.contains('@') && !address.contains(|c: char| c.is_whitespace() || c.is_control())
            })
        };
        if !is_web_address(&url) && !is_mailbox() {
            let message = format!("`{}` cannot be a link of an author", url.escape_debug());
            let hint = "write the whole address, from `https://` or `mailto:` on, without spaces";
            check.push(at, Code::InvalidValue, message, hint);
            continue;
        }
        check.name(path, &title);
        let title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
        links.push(AuthorLink { title: title.unwrap_or_else(|| bare(&url).to_owned()), url });
    }
    links
}

/// Returns an address as readers say it.
fn bare(url: &str) -> &str {
    let bare = ["https://", "http://", "mailto:"].iter().find_map(|start| url.strip_prefix(start));
    bare.unwrap_or(url).trim_end_matches('/')
}
