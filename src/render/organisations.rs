//! Organisations with their members on a day, as several pages and files tell them.

use jiff::civil::Date;
use serde::Serialize;

use super::views::{LinkView, country_link, organisation_link};
use crate::dates::PartialDate;
use crate::edition::Edition;
use crate::site::{OrganisationEntry, OrganisationId};
use crate::world::{Country, Member, Organisation, OrganisationKind};

/// A name, as a link where it has a page.
#[derive(Serialize)]
pub struct Named {
    pub title: String,
    pub url: Option<String>,
}

/// A name with the years that belong to it.
#[derive(Serialize)]
pub struct NamedWithYears {
    #[serde(flatten)]
    pub name: Named,
    /// "1949", "1952–1991"; `None` where no year is known.
    pub years: Option<String>,
}

impl From<LinkView> for Named {
    fn from(link: LinkView) -> Self {
        Self { title: link.title, url: Some(link.url) }
    }
}

/// Returns what the site calls a country, whether it has a page or not.
pub fn named_country(edition: &Edition, country: Country) -> Named {
    let id = edition.site.country_id(country);
    Named { title: edition.site.label(country).to_owned(), url: id.map(|id| country_link(edition, id).url) }
}

/// Returns what the site calls an organisation of the table, whether it has a page or not.
pub fn named_organisation(edition: &Edition, organisation: Organisation) -> Named {
    let id = edition.site.organisation_of(organisation.id());
    Named {
        title: edition.site.called(organisation).to_owned(),
        url: id.map(|id| organisation_link(edition, id).url),
    }
}

/// Returns what an id means, whether it has a page or not.
pub fn named_by_id(edition: &Edition, id: &str) -> Option<Named> {
    if let Some(id) = edition.site.organisation_of(id) {
        return Some(LinkView::from(organisation_link(edition, id)).into());
    }
    Organisation::from_id(id).map(|organisation| named_organisation(edition, organisation))
}

/// Returns a member's name and the year since when it belongs, on a day.
pub fn named_member(
    edition: &Edition,
    entry: &OrganisationEntry,
    member: Member,
    day: Date,
) -> NamedWithYears {
    let name = match member {
        Member::Country(country) => named_country(edition, country),
        Member::Organisation(organisation) => named_organisation(edition, organisation),
    };
    let since = entry.since(member, day).flatten();
    NamedWithYears { name, years: since.map(|since| since.year().to_string()) }
}

/// Returns the organisations that a country is a member of on the day of the newest briefing, by name, with the year since
/// when; of a former country, those that it was ever a member of, with the years.
///
/// Nothing on a site without organisations.
pub fn memberships(edition: &Edition, country: Country) -> Vec<NamedWithYears> {
    let site = &edition.site;
    let Some(day) = site.newest_day(&[]).filter(|_| !site.organisations.is_empty()) else {
        return Vec::new();
    };
    let member = Member::Country(country);
    let is_former = country.former().is_some();
    let mut memberships: Vec<NamedWithYears> = Vec::new();
    for (organisation, membership) in Organisation::memberships_of(member) {
        let is_own = |id: OrganisationId| site.organisation(id).members.is_some();
        if site.organisation_of(organisation.id()).is_some_and(is_own) {
            continue;
        }
        let is_there = organisation.ended().is_none_or(|ended| day < ended.days().0);
        let is_member = membership.includes(day) && is_there;
        if !(is_former || is_member) {
            continue;
        }
        // A council or an assembly has the members of what it is a part of; it is named where the site has a page of it.
        let is_body = organisation.kind() == OrganisationKind::Body;
        if is_body && site.organisation_of(organisation.id()).is_none() {
            continue;
        }
        let first = if is_former { membership.joined } else { organisation.since(membership) };
        let last = membership.left.map(|left| left.date).or(organisation.ended()).filter(|_| is_former);
        // The table gives members of what an organisation was before to the organisation as well.
        if last.is_some_and(|last| last < organisation.founded()) {
            continue;
        }
        let name = named_organisation(edition, organisation);
        memberships.push(NamedWithYears { name, years: years(first, last) });
    }
    for id in site.own_memberships_of(country) {
        let entry = site.organisation(*id);
        if let Some(since) = entry.since(member, day) {
            let name = LinkView::from(organisation_link(edition, *id)).into();
            memberships.push(NamedWithYears { name, years: years(since, None) });
        }
    }
    let order = site.name_order();
    memberships.sort_by(|one, other| order.compare(&one.name.title, &other.name.title));
    memberships
}

fn years(first: Option<PartialDate>, last: Option<PartialDate>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) => Some(format!("{}–{}", first.year(), last.year())),
        (Some(first), None) => Some(first.year().to_string()),
        (None, Some(last)) => Some(format!("–{}", last.year())),
        (None, None) => None,
    }
}
