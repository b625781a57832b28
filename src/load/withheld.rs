//! Topics and organisations that the gate holds back, taken out of what goes on: no briefing, old or new, names them any more.

use std::collections::HashSet;
use std::sync::Arc;

use crate::content::{Briefing, OrganisationProfile, Topic};
use crate::site::Documents;
use crate::text::slug_of;
use crate::world::Organisation;

/// The names of what is held back, and of nothing else.
pub(super) struct Withheld {
    topics: Names,
    organisations: Names,
}

/// Names, folded as slugs are.
struct Names(HashSet<String>);

impl Withheld {
    /// Returns the names of held-back topics and organisations that none of the open ones has.
    ///
    /// An organisation that Chancery knows is no secret, whatever the site says of it.
    pub fn new(topics: &[Arc<Topic>], organisations: &[Arc<OrganisationProfile>], open: &Documents) -> Self {
        let own = organisations.iter().filter(|profile| profile.organisation.is_none());
        Self {
            topics: Names::new(
                topics.iter().flat_map(|topic| names_of(topic)),
                open.topics.iter().flat_map(|topic| names_of(topic)),
            ),
            organisations: Names::new(
                own.flat_map(|profile| names_of_organisation(profile))
                    .filter(|name| Organisation::find(name).is_err()),
                open.organisations.iter().flat_map(|profile| names_of_organisation(profile)),
            ),
        }
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.topics.0.is_empty() && self.organisations.0.is_empty()
    }

    /// Takes them out of a briefing.
    pub fn strip(&self, briefing: &mut Arc<Briefing>) {
        if briefing.topics.iter().any(|topic| self.topics.has(topic)) {
            Arc::make_mut(briefing).topics.retain(|topic| !self.topics.has(topic));
        }
        if briefing.organisations.iter().any(|name| self.organisations.has(name)) {
            Arc::make_mut(briefing).organisations.retain(|name| !self.organisations.has(name));
        }
    }

    /// Takes a held-back parent away from an open topic.
    pub fn orphan(&self, topic: &mut Arc<Topic>) {
        if topic.parent.as_ref().is_some_and(|parent| self.topics.has(parent)) {
            Arc::make_mut(topic).parent = None;
        }
    }

    /// Takes a held-back parent and held-back members away from an open organisation.
    pub fn orphan_organisation(&self, profile: &mut Arc<OrganisationProfile>) {
        if profile.parent.as_ref().is_some_and(|parent| self.organisations.has(parent)) {
            Arc::make_mut(profile).parent = None;
        }
        let mut members = profile.members.iter().flatten();
        if members.any(|member| self.organisations.has(&member.written))
            && let Some(members) = &mut Arc::make_mut(profile).members
        {
            members.retain(|member| !self.organisations.has(&member.written));
        }
    }
}

impl Names {
    fn new(held: impl Iterator<Item = String>, open: impl Iterator<Item = String>) -> Self {
        let mut names: HashSet<String> = held.collect();
        if !names.is_empty() {
            for name in open {
                names.remove(&name);
            }
        }
        Self(names)
    }

    fn has(&self, written: &str) -> bool {
        !self.0.is_empty() && (self.0.contains(written) || self.0.contains(&slug_of(written)))
    }
}

fn names_of(topic: &Topic) -> impl Iterator<Item = String> {
    folded(&topic.id, std::iter::once(&topic.title).chain(&topic.aliases))
}

fn names_of_organisation(profile: &OrganisationProfile) -> impl Iterator<Item = String> {
    folded(&profile.id, profile.label.iter().chain(&profile.short).chain(&profile.aliases))
}

fn folded<'a>(id: &str, written: impl Iterator<Item = &'a String>) -> impl Iterator<Item = String> {
    std::iter::once(id.to_owned()).chain(written.map(|name| slug_of(name))).filter(|name| !name.is_empty())
}
