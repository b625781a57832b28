//! What the names of organisations mean on a site: those of the table, those of its own files, and any other.

use std::collections::HashMap;
use std::sync::Arc;

use super::membership::OwnMembership;
use crate::config::{unresolved_country, unresolved_organisation};
use crate::content::{LONGEST_PART, OrganisationProfile};
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::{Code, did_you_mean};
use crate::text::{shorten, slug_with_plus};
use crate::world::{Country, Member, Organisation, UnresolvedOrganisation};

/// What a name means.
#[derive(Clone, Debug)]
pub enum Meaning {
    /// An organisation of the table.
    Known(Organisation),
    /// An organisation that the site has a file of; `organisation` if the table has it too.
    Filed {
        /// The organisation of the table.
        organisation: Option<Organisation>,
        /// Its id.
        id: String,
    },
    /// An organisation that only the briefings of the site name.
    Unfiled {
        /// Its id.
        id: String,
    },
    /// None, for this reason.
    Wrong(Finding),
}

impl Meaning {
    /// Returns the organisation and its id.
    pub fn organisation(&self) -> Option<(Option<Organisation>, &str)> {
        match self {
            Self::Known(organisation) => Some((Some(*organisation), organisation.id())),
            Self::Filed { organisation, id } => Some((*organisation, id)),
            Self::Unfiled { id } => Some((None, id)),
            Self::Wrong(_) => None,
        }
    }

    /// Returns why the name may mean something else; `None` where there is no doubt.
    pub fn doubt(&self, written: &str, names: &OrganisationNames) -> Option<Finding> {
        match self {
            Self::Known(organisation) => {
                let country = Country::find(written).ok()?;
                let message = format!(
                    "`{written}` is read as `{}` here; among countries it is {}",
                    organisation.name(),
                    country.name()
                );
                Some(Finding::new(Code::DoubtfulOrganisation, message).hint(format!(
                    "write `{}`, or `countries: [{}]` if the country is meant",
                    organisation.name(),
                    country.code()
                )))
            }
            Self::Unfiled { id } => {
                let message = format!("`{}` is no organisation that Chancery knows", written.escape_debug());
                let add =
                    format!("add content/organisations/{id}.md, which says what it is and who belongs to it");
                let hint = match did_you_mean(written, names.own.iter().map(String::as_str)) {
                    Some(close) => format!("did you mean `{close}`?"),
                    None => match Country::find(written) {
                        Ok(country) => format!(
                            "write `countries: [{}]` if {} is meant; else {add}",
                            country.code(),
                            country.name()
                        ),
                        Err(_) => add,
                    },
                };
                Some(Finding::new(Code::OwnOrganisation, message).hint(hint))
            }
            Self::Filed { .. } | Self::Wrong(_) => None,
        }
    }
}

/// The names of the organisations that a site has files of.
pub struct OrganisationNames {
    /// What each name means, folded as slugs are: the id, and the organisation of the table.
    filed: HashMap<String, (Option<Organisation>, String)>,
    /// The names as they are written.
    own: Vec<String>,
}

impl OrganisationNames {
    /// Returns the names of these files, and tells those that mean two organisations.
    pub fn new(profiles: &[Arc<OrganisationProfile>], findings: &mut Vec<(String, Finding)>) -> Self {
        let mut filed: HashMap<String, (Option<Organisation>, String)> = HashMap::new();
        let mut files: HashMap<&str, &str> = HashMap::new();
        let mut own = Vec::new();
        // An id beats a name, so they are taken first.
        for profile in profiles {
            if let Some(first) = files.get(profile.id.as_str()) {
                let message = format!("another file says of this organisation already: {first}");
                let finding =
                    Finding::new(Code::OrganisationClash, message).hint("keep one of the two files");
                findings.push((profile.path.to_string(), finding));
                continue;
            }
            files.insert(&profile.id, &profile.path);
            filed.insert(profile.id.clone(), (profile.organisation, profile.id.clone()));
        }
        for profile in profiles {
            let label = profile.label.iter().map(|label| (label, KeyPath::key("label")));
            let short = profile.short.iter().map(|short| (short, KeyPath::key("short")));
            let aliases = profile.aliases.iter().enumerate();
            let aliases = aliases.map(|(place, alias)| (alias, KeyPath::key("aliases").item(place)));
            for (name, path) in label.chain(short).chain(aliases) {
                let slug = slug_with_plus(name);
                if slug.is_empty() {
                    continue;
                }
                let of_table = Organisation::find(name).ok().filter(|it| it.id() != profile.id);
                let holder = filed.entry(slug).or_insert_with(|| (profile.organisation, profile.id.clone()));
                let taken = match of_table {
                    Some(other) => Some(other.name().to_owned()),
                    None => (holder.1 != profile.id).then(|| holder.1.clone()),
                };
                if let Some(other) = taken {
                    let message =
                        format!("`{}` already means the organisation `{other}`", name.escape_debug());
                    let finding = Finding::new(Code::OrganisationClash, message)
                        .anchor(Anchor::Value(path))
                        .hint("take it out here, or write another name");
                    findings.push((profile.path.to_string(), finding));
                }
                own.push(name.clone());
            }
        }
        Self { filed, own }
    }

    /// Returns what a name means.
    pub fn meaning(&self, written: &str) -> Meaning {
        let found = Organisation::find(written);
        if let Ok(organisation) = found {
            return Meaning::Known(organisation);
        }
        let slug = slug_with_plus(written);
        if let Some((organisation, id)) = self.filed.get(&slug) {
            return Meaning::Filed { organisation: *organisation, id: id.clone() };
        }
        if let Some(organisation) = Organisation::from_id(&slug) {
            return Meaning::Known(organisation);
        }
        match Organisation::resolve(written) {
            Err(error) if error.has_choices() => {
                return Meaning::Wrong(unresolved_organisation(written, &error));
            }
            _ => {}
        }
        if slug.is_empty() {
            let message = format!("no URL can be made of the organisation `{}`", written.escape_debug());
            return Meaning::Wrong(
                Finding::new(Code::InvalidSlug, message).hint("write a name with letters or digits"),
            );
        }
        if slug.len() > LONGEST_PART {
            let message = format!("the organisation `{}` is too long for an address", shorten(written, 40));
            return Meaning::Wrong(Finding::new(Code::TooLong, message).hint("write a shorter name"));
        }
        Meaning::Unfiled { id: slug }
    }

    /// Says that a parent is no organisation that is known.
    pub fn no_parent(&self, written: &str) -> Finding {
        let unknown = UnresolvedOrganisation::Unknown { suggestions: Vec::new() };
        let finding = match self.meaning(written) {
            Meaning::Wrong(finding) => finding,
            _ => unresolved_organisation(written, &unknown).hint(
                "write an organisation that Chancery knows, or that has a file in content/organisations/",
            ),
        };
        finding.anchor(Anchor::Value(KeyPath::key("parent")))
    }

    /// Returns the members that a file names; `None` where it does not say.
    pub fn members(
        &self,
        profile: &OrganisationProfile,
        findings: &mut Vec<(String, Finding)>,
    ) -> Option<Vec<OwnMembership>> {
        let mut members = Vec::new();
        for (place, it) in profile.members.as_ref()?.iter().enumerate() {
            let member = match Country::resolve(&it.written) {
                Ok(country) => Ok(Member::Country(country)),
                Err(error) => match self.meaning(&it.written).organisation() {
                    Some((_, id)) if id == profile.id => {
                        let finding = Finding::new(
                            Code::OrganisationCycle,
                            "an organisation cannot be a member of itself",
                        );
                        Err(finding.hint("take this line out"))
                    }
                    Some((Some(organisation), _)) => Ok(Member::Organisation(organisation)),
                    Some((None, _)) | None => Err(unresolved_country(&it.written, &error)),
                },
            };
            match member {
                Ok(member) => members.push(OwnMembership { member, joined: it.joined, left: it.left }),
                Err(finding) => {
                    let anchor = Anchor::Value(KeyPath::key("members").item(place));
                    findings.push((profile.path.to_string(), finding.anchor(anchor)));
                }
            }
        }
        Some(members)
    }
}
