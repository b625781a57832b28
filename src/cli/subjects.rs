//! Countries, topics and organisations as they are written at the terminal, among those that the site has briefings of.

use anyhow::anyhow;

use crate::config::unresolved_country;
use crate::digest::Scope;
use crate::edition::Edition;
use crate::problem::did_you_mean;
use crate::site::{CountryId, OrganisationId, TopicId};
use crate::text::slug_of;
use crate::world::Country;

/// Returns what briefings have to be about, as it is written at the terminal.
pub fn scope(
    edition: &Edition,
    countries: &[String],
    topics: &[String],
    organisations: &[String],
) -> anyhow::Result<Scope> {
    let countries = countries.iter().map(|written| country(edition, written));
    let topics = topics.iter().map(|written| topic(edition, written));
    let organisations = organisations.iter().map(|written| organisation(edition, written));
    Ok(Scope {
        countries: countries.collect::<anyhow::Result<_>>()?,
        topics: topics.collect::<anyhow::Result<_>>()?,
        organisations: organisations.collect::<anyhow::Result<_>>()?,
    })
}

/// Returns the country with briefings that somebody means.
fn country(edition: &Edition, written: &str) -> anyhow::Result<CountryId> {
    let country =
        Country::resolve(written).map_err(|error| anyhow!("{}", unresolved_country(written, &error)))?;
    edition
        .site
        .country_id(country)
        .ok_or_else(|| anyhow!("no published briefing is about {}", edition.site.label(country)))
}

/// Returns the topic with briefings that somebody means.
fn topic(edition: &Edition, written: &str) -> anyhow::Result<TopicId> {
    let site = &edition.site;
    let wanted = slug_of(written);
    let is_it = |id: &TopicId| {
        let topic = site.topic(*id);
        topic.id == wanted || slug_of(&topic.title) == wanted
    };
    if let Some(found) = site.topic_ids().find(is_it) {
        return Ok(found);
    }
    let known: Vec<&str> = site.topic_ids().map(|id| site.topic(id).id.as_str()).collect();
    Err(unknown("topic", written, &known))
}

/// Returns the organisation with briefings that somebody means.
fn organisation(edition: &Edition, written: &str) -> anyhow::Result<OrganisationId> {
    let site = &edition.site;
    let wanted = slug_of(written);
    let is_it = |id: &OrganisationId| {
        let entry = site.organisation(*id);
        let names = [Some(entry.id.as_str()), Some(entry.label.as_str()), entry.short.as_deref()];
        names.into_iter().flatten().any(|name| slug_of(name) == wanted)
    };
    if let Some(found) = site.organisation_ids().find(is_it) {
        return Ok(found);
    }
    let known: Vec<&str> = site.organisation_ids().map(|id| site.organisation(id).id.as_str()).collect();
    Err(unknown("organisation", written, &known))
}

/// Returns why nothing is meant, and what may be.
fn unknown(what: &str, written: &str, known: &[&str]) -> anyhow::Error {
    match did_you_mean(&slug_of(written), known.iter().copied()) {
        Some(close) => {
            anyhow!("no published briefing is about the {what} `{written}`; did you mean `{close}`?")
        }
        None => anyhow!("no published briefing is about the {what} `{written}`"),
    }
}
