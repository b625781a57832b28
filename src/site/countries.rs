//! The countries that have a page: what briefings, profiles and `site.yaml` say of each.

use std::sync::Arc;

use super::documents::Unplaced;
use super::order::NameOrder;
use super::{Actor, BriefingId, CountryId, EventId, StatusId, Tally, TopicId};
use crate::config::{Config, CountryConfig};
use crate::content::CountryProfile;
use crate::finding::Finding;
use crate::problem::Code;
use crate::world::Country;

/// A country with all that is published about it.
#[derive(Debug)]
pub struct CountryEntry {
    /// The country.
    pub country: Country,
    /// What the site calls it.
    pub label: String,
    /// What else the site says of it.
    pub overrides: CountryConfig,
    /// Its profile.
    pub profile: Option<Arc<CountryProfile>>,
    /// Briefings to begin with.
    pub pinned: Vec<BriefingId>,
    /// The briefings that it is a subject of.
    pub briefings: Vec<BriefingId>,
    /// The briefings that touch on it, have an event there, or say how things go there.
    pub mentions: Vec<BriefingId>,
    /// The topics of its briefings and all that these are part of, the most frequent first.
    pub topics: Vec<Tally<TopicId>>,
    /// The countries and organisations that are subjects beside it, the most frequent first.
    pub partners: Vec<Tally<Actor>>,
    /// Its events, the latest first.
    pub events: Vec<EventId>,
    /// How things went there, the earliest first.
    pub statuses: Vec<StatusId>,
}

/// What is gathered of a country before its place in the list is known.
#[derive(Clone, Default)]
struct Gathered {
    briefings: Vec<BriefingId>,
    mentions: Vec<BriefingId>,
    profile: Option<Arc<CountryProfile>>,
}

/// The countries that have a page, and for each country of the table its id, if it is one of them.
pub struct Countries {
    pub entries: Vec<CountryEntry>,
    pub ids: Vec<Option<CountryId>>,
}

/// Joins what briefings, profiles and settings say of countries.
pub fn countries(
    config: &Config,
    order: &NameOrder,
    briefings: &[Unplaced],
    profiles: Vec<Arc<CountryProfile>>,
    findings: &mut Vec<(String, Finding)>,
) -> Countries {
    let mut gathered: Vec<Gathered> = vec![Gathered::default(); Country::COUNT];
    for (index, (briefing, _)) in briefings.iter().enumerate() {
        let id = BriefingId::new(index);
        for country in &briefing.countries {
            gathered[country.index()].briefings.push(id);
        }
        let of_events = briefing.events.iter().flat_map(|event| &event.countries);
        let assessed = briefing.assessments.iter().map(|assessment| &assessment.country);
        for country in briefing.mentions.iter().chain(of_events).chain(assessed) {
            let entry = &mut gathered[country.index()];
            if entry.briefings.last() != Some(&id) && entry.mentions.last() != Some(&id) {
                entry.mentions.push(id);
            }
        }
    }
    for profile in profiles {
        let entry = &mut gathered[profile.country.index()];
        match &entry.profile {
            Some(first) => findings.push((
                profile.path.to_string(),
                Finding::new(
                    Code::UrlClash,
                    format!("{} has a profile already: {}", profile.country.name(), first.path),
                )
                .hint("keep one of the two files"),
            )),
            None => entry.profile = Some(profile),
        }
    }
    let mut entries: Vec<CountryEntry> = Country::all()
        .zip(gathered)
        .filter(|(_, all)| all.profile.is_some() || !all.briefings.is_empty() || !all.mentions.is_empty())
        .map(|(country, all)| entry(config, country, all))
        .collect();
    entries.sort_by(|one, other| {
        order.compare(one.sort_name(), other.sort_name()).then(one.country.cmp(&other.country))
    });
    let mut ids: Vec<Option<CountryId>> = vec![None; Country::COUNT];
    for (place, entry) in entries.iter().enumerate() {
        ids[entry.country.index()] = Some(CountryId::new(place));
    }
    Countries { entries, ids }
}

/// A profile's word on a country goes before that of `site.yaml`.
fn entry(config: &Config, country: Country, gathered: Gathered) -> CountryEntry {
    let own = gathered.profile.as_ref().map(|profile| profile.overrides.clone()).unwrap_or_default();
    let site = config.countries.get(&country).cloned().unwrap_or_default();
    let overrides = CountryConfig {
        label: own.label.or(site.label),
        sort: own.sort.or(site.sort),
        capital: own.capital.or(site.capital),
        note: own.note.or(site.note),
    };
    CountryEntry {
        country,
        label: label(config, country, overrides.label.as_deref()).to_owned(),
        overrides,
        profile: gathered.profile,
        pinned: Vec::new(),
        briefings: gathered.briefings,
        mentions: gathered.mentions,
        topics: Vec::new(),
        partners: Vec::new(),
        events: Vec::new(),
        statuses: Vec::new(),
    }
}

/// Returns what a site calls a country: the word of its profile, of `site.yaml`, or of its language.
pub fn label<'a>(config: &'a Config, country: Country, profile: Option<&'a str>) -> &'a str {
    let of_settings = || config.countries.get(&country).and_then(|overrides| overrides.label.as_deref());
    profile.or_else(of_settings).unwrap_or_else(|| country.name_in(&config.language))
}

impl CountryEntry {
    /// Returns the length of the longer one of its two lists of briefings, which are turned together.
    pub fn longest_list(&self) -> usize {
        self.briefings.len().max(self.mentions.len())
    }

    /// Returns the capital: the site's word for it, which may be empty, or what is generally known.
    pub fn capital(&self) -> Option<&str> {
        self.overrides.capital.as_deref().or_else(|| self.country.capital())
    }

    /// Returns the name under which it is looked up in a list.
    fn sort_name(&self) -> &str {
        self.overrides.sort.as_deref().unwrap_or(&self.label)
    }
}
