//! What a site says of an organisation: one that Chancery knows, or one of its own.

use std::sync::Arc;

use serde::Deserialize;

use super::front_matter::{Checker, Publication, Status, Written};
use super::parts::Parts;
use crate::config::{Config, unresolved_organisation};
use crate::dates::PartialDate;
use crate::finding::{Anchor, Finding};
use crate::keys::front_matter::{MEMBER, ORGANISATION};
use crate::keys::group;
use crate::outline::KeyPath;
use crate::problem::Code;
use crate::text::{is_slug, slug_with_plus};
use crate::tree::Body;
use crate::world::{Organisation, UnresolvedOrganisation};
use crate::yaml::{Rest, Scalar, or_default};

/// What a site says of an organisation: names, members, and an introduction.
#[derive(Clone, Debug)]
pub struct OrganisationProfile {
    /// The file, from the site's root.
    pub path: Arc<str>,
    /// The organisation of the table; `None` for one of the site's own.
    pub organisation: Option<Organisation>,
    /// The last segment of its URL.
    pub id: String,
    /// What the site calls it.
    pub label: Option<String>,
    /// Its short name.
    pub short: Option<String>,
    /// Other names that front matter may use.
    pub aliases: Vec<String>,
    /// A note on its status.
    pub note: Option<String>,
    /// The organisation that it is a part of, as written.
    pub parent: Option<String>,
    /// Its members; `None` where the file does not say.
    pub members: Option<Vec<OrganisationMember>>,
    /// Briefings to begin with, as paths under `content/briefings/` without `.md`.
    pub pinned: Vec<String>,
    /// What decides whether it is published.
    pub publication: Publication,
    /// The introduction.
    pub body: Body,
}

/// A member of an organisation, as a site's own file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationMember {
    /// The country or organisation, as written.
    pub written: String,
    /// When it joined, where that is said.
    pub joined: Option<PartialDate>,
    /// When it left: its last day, month or year as a member.
    pub left: Option<PartialDate>,
}

group! {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct RawOrganisation of ORGANISATION {
        label: Option<String>,
        short: Option<String>,
        #[serde(deserialize_with = "or_default")]
        aliases: Vec<String>,
        note: Option<String>,
        parent: Option<String>,
        members: Option<Vec<RawMember>>,
        #[serde(deserialize_with = "or_default")]
        pinned: Vec<String>,
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
    struct RawMemberGroup of MEMBER {
        member: Option<Scalar>,
        joined: Option<Scalar>,
        left: Option<Scalar>,
        #[serde(flatten)]
        rest: Rest,
    }
}

/// A member as it is written: a country or an organisation, or a group with days.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a country, or a group with `member`, `joined` and `left`")]
enum RawMember {
    Name(Scalar),
    Group(RawMemberGroup),
}

impl OrganisationProfile {
    pub(super) fn parse(parts: Parts, config: &Config, findings: &mut Vec<Finding>) -> Option<Self> {
        let body = parts.read_body(&[], config.html, findings);
        let stem = parts.stem();
        let organisation = match Organisation::find(stem) {
            Ok(organisation) => Some(Some(organisation)),
            Err(UnresolvedOrganisation::Unknown { .. }) => is_own_id(stem, findings).then_some(None),
            Err(error @ UnresolvedOrganisation::Ambiguous { .. }) => {
                findings.push(unresolved_organisation(stem, &error));
                None
            }
        };
        let mut raw: RawOrganisation = parts.read(findings)?;
        let mut check = Checker::new(&config.timezone, findings);
        let written = Written { status: raw.status, marking: raw.marking, embargo: raw.embargo };
        let mut publication = check.publication(written, &mut raw.rest, parts.known);
        if publication.status == Status::Withdrawn {
            let hint = "write `status: draft` to take this text off the site, or delete the file";
            check.push(
                KeyPath::key("status"),
                Code::InvalidValue,
                "an organisation cannot be withdrawn",
                hint,
            );
            publication.is_unclear = true;
        }
        check.unknown_keys(&raw.rest, &KeyPath::default(), &ORGANISATION);
        for (key, value) in [("label", &raw.label), ("short", &raw.short)] {
            if let Some(value) = value {
                check.name(|| KeyPath::key(key), value);
            }
            if value.as_ref().is_some_and(|value| value.trim().is_empty()) {
                let hint = format!("take the line `{key}:` out, or write a name");
                let message = format!("`{key}` has no words in it");
                check.push(KeyPath::key(key), Code::InvalidValue, message, hint);
            }
        }
        check.names("aliases", raw.aliases.iter().map(String::as_str));
        let members = raw.members.map(|members| read_members(members, &mut check));
        let fits = check.fits(Anchor::File, stem);
        let organisation = organisation.filter(|_| fits)?;
        Some(Self {
            path: parts.path.into(),
            organisation,
            id: organisation.map_or_else(|| stem.to_owned(), |organisation| organisation.id().to_owned()),
            aliases: parts.names_with_original(raw.aliases, &["label", "short"], raw.label.as_deref()),
            label: raw.label,
            short: raw.short,
            note: raw.note,
            parent: raw.parent.filter(|parent| !parent.trim().is_empty()),
            members,
            pinned: raw.pinned,
            publication: check.judged(publication),
            body,
        })
    }
}

/// Returns whether the name of a file can be the id of an organisation of the site's own, and tells where it cannot.
fn is_own_id(stem: &str, findings: &mut Vec<Finding>) -> bool {
    if let Err(error) = Organisation::resolve(stem)
        && error.has_choices()
    {
        findings.push(unresolved_organisation(stem, &error));
        return false;
    }
    if !is_slug(stem) {
        let message = format!("`{stem}` cannot be an organisation's id, which is part of its URL");
        let hint = format!("rename the file to `{}.md`", slug_with_plus(stem));
        findings.push(Finding::new(Code::InvalidSlug, message).hint(hint));
    }
    is_slug(stem)
}

fn read_members(raw: Vec<RawMember>, check: &mut Checker) -> Vec<OrganisationMember> {
    let mut members = Vec::with_capacity(raw.len());
    for (index, member) in raw.into_iter().enumerate() {
        let path = || KeyPath::key("members").item(index);
        let group = match member {
            RawMember::Name(name) => RawMemberGroup { member: Some(name), ..RawMemberGroup::default() },
            RawMember::Group(group) => group,
        };
        if !group.rest.is_empty() {
            check.unknown_keys_of_part(group.rest, &path(), &MEMBER);
        }
        let joined = check.partial_date(|| path().then("joined"), group.joined);
        let left = check.partial_date(|| path().then("left"), group.left);
        if let (Some(joined), Some(left)) = (joined, left)
            && left.days().1 < joined.days().0
        {
            let message = format!("this membership ends on {left}, before it begins on {joined}");
            let hint = "mend one of the two dates; `left` is the last day of membership";
            check.push(path().then("left"), Code::InvalidDate, message, hint);
        }
        let Some(Scalar(written)) = group.member.filter(|member| !member.0.trim().is_empty()) else {
            let hint = "write it like `- { member: JP, joined: 2007 }`, or the country alone";
            check.push(path(), Code::MissingKey, "this member has no `member`", hint);
            continue;
        };
        members.push(OrganisationMember { written, joined, left });
    }
    members
}
