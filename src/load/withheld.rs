//! Topics and organisations that the gate holds back, taken out of what goes on: no briefing, old or new, names them any more.

use std::collections::HashSet;
use std::sync::Arc;

use crate::content::{Briefing, OrganisationProfile, Topic};
use crate::site::Documents;
use crate::text::{slug_of, slug_with_plus};
use crate::world::Organisation;

/// The names of what is held back, and of nothing else.
pub(super) struct Withheld {
    topics: Names,
    organisations: Names,
}

/// Names, folded as their slugs are.
struct Names {
    folded: HashSet<String>,
    fold: fn(&str) -> String,
}

impl Withheld {
    /// Returns the names of held-back topics and organisations that none of the open ones has.
    ///
    /// An organisation that Chancery knows is no secret, whatever the site says of it.
    pub fn new(topics: &[Arc<Topic>], organisations: &[Arc<OrganisationProfile>], open: &Documents) -> Self {
        let own = organisations.iter().filter(|profile| profile.organisation.is_none());
        Self {
            topics: Names::new(
                slug_of,
                topics.iter().flat_map(|topic| names_of(topic)),
                open.topics.iter().flat_map(|topic| names_of(topic)),
            ),
            organisations: Names::new(
                slug_with_plus,
                own.flat_map(|profile| names_of_organisation(profile))
                    .filter(|name| Organisation::find(name).is_err()),
                open.organisations.iter().flat_map(|profile| names_of_organisation(profile)),
            ),
        }
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.topics.folded.is_empty() && self.organisations.folded.is_empty()
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
    /// Returns the names of what is held back that nothing open has.
    fn new<'a>(
        fold: fn(&str) -> String,
        held: impl Iterator<Item = &'a str>,
        open: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut folded: HashSet<String> = held.map(fold).filter(|name| !name.is_empty()).collect();
        if !folded.is_empty() {
            for name in open {
                folded.remove(&fold(name));
            }
        }
        Self { folded, fold }
    }

    fn has(&self, written: &str) -> bool {
        !self.folded.is_empty() && self.folded.contains(&(self.fold)(written))
    }
}

fn names_of(topic: &Topic) -> impl Iterator<Item = &str> {
    [topic.id.as_str(), &topic.title].into_iter().chain(topic.aliases.iter().map(String::as_str))
}

fn names_of_organisation(profile: &OrganisationProfile) -> impl Iterator<Item = &str> {
    let written = profile.label.iter().chain(&profile.short).chain(&profile.aliases);
    std::iter::once(profile.id.as_str()).chain(written.map(String::as_str))
}
