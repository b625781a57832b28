//! Persons and organisations that write, as schema.org describes them.

use serde::Serialize;

use crate::content::Briefing;
use crate::edition::Edition;
use crate::render::authors::{author_name, author_route};
use crate::render::views::absolute;
use crate::route::{PageRoute, image_path_of};
use crate::site::{AuthorId, Entity};

/// Words in the names of authors that are offices.
const OFFICES: [&str; 24] = [
    "bureau",
    "center",
    "centre",
    "chancery",
    "committee",
    "council",
    "delegation",
    "department",
    "desk",
    "division",
    "embassy",
    "foundation",
    "group",
    "institute",
    "ministry",
    "mission",
    "network",
    "office",
    "program",
    "programme",
    "section",
    "staff",
    "team",
    "unit",
];

/// A person or an organisation that writes.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Contributor<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    given_name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    family_name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    honorific_suffix: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    job_title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    /// Pages elsewhere that are about the same one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<&'a str>,
}

/// Returns the authors; where none is named, the site itself stands for them.
pub fn contributors<'a>(edition: &'a Edition, briefing: &'a Briefing) -> Vec<Contributor<'a>> {
    if briefing.authors.is_empty() {
        let url = Some(absolute(edition, PageRoute::Home));
        return vec![Contributor::of("Organization", &edition.site.config.title, url)];
    }
    briefing.authors.iter().map(|written| Contributor::written(edition, written)).collect()
}

impl<'a> Contributor<'a> {
    fn of(kind: &'static str, name: &'a str, url: Option<String>) -> Self {
        Self {
            kind,
            name,
            url,
            given_name: "",
            family_name: "",
            honorific_suffix: "",
            job_title: "",
            description: "",
            image: None,
            same_as: Vec::new(),
        }
    }

    /// Returns the author of a briefing, as the front matter names it.
    fn written(edition: &'a Edition, written: &'a str) -> Self {
        let name = author_name(edition, written);
        let url = author_route(edition, written).map(|route| absolute(edition, route));
        match edition.site.author_named(written) {
            Some(id) => Self::known(edition, id, name, url),
            None => Self::of(kind_of(edition, name), name, url),
        }
    }

    /// Returns what is known of an author that a briefing needs: names, and who it is elsewhere.
    fn known(edition: &'a Edition, id: AuthorId, name: &'a str, url: Option<String>) -> Self {
        let Some(profile) = edition.site.author(id).profile.as_deref() else {
            return Self::of(kind_of(edition, name), name, url);
        };
        let kind = if profile.is_institution { "Organization" } else { "Person" };
        let mut known = Self::of(kind, name, url);
        if let Some(person) = &profile.person {
            (known.given_name, known.family_name) = (&person.given, &person.family);
            known.honorific_suffix = &person.suffix;
        }
        known.same_as = profile.orcid.as_deref().into_iter().collect();
        known
    }

    /// Returns all that is known of an author.
    pub fn in_full(edition: &'a Edition, id: AuthorId) -> Self {
        let entry = edition.site.author(id);
        let mut known = Self::known(edition, id, &entry.name, Some(absolute(edition, PageRoute::author(id))));
        let Some(profile) = entry.profile.as_deref() else { return known };
        if profile.is_institution {
            known.description = if profile.role.is_empty() { profile.body.lead() } else { &profile.role };
        } else {
            (known.job_title, known.description) = (&profile.role, profile.body.lead());
        }
        known.image = image_path_of(&edition.site, Entity::Author(id)).map(|path| edition.absolute(&path));
        let pages = profile.links.iter().map(|link| link.url.as_str());
        known.same_as.extend(pages.filter(|url| !url.starts_with("mailto:")));
        known
    }
}

/// Returns what an author without a profile seems to be.
fn kind_of(edition: &Edition, name: &str) -> &'static str {
    if is_office(name) || name == edition.site.config.title { "Organization" } else { "Person" }
}

fn is_office(name: &str) -> bool {
    let is_of_office = |word: &str| OFFICES.contains(&word.to_lowercase().as_str());
    name.split(|c: char| !c.is_alphabetic()).any(is_of_office)
}
