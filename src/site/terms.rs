//! Declared taxonomies: people and whatever else a site lists in its front matter.

use std::collections::BTreeMap;

use super::documents::Unplaced;
use super::{BriefingId, TermId};
use crate::content::{Briefing, TermName};

/// A front-matter list that has index pages.
#[derive(Debug)]
pub struct Taxonomy {
    /// Its key in front matter, which is its URL too.
    pub key: String,
    /// Its terms, by slug.
    pub terms: Vec<Term>,
}

/// One term of a taxonomy.
#[derive(Debug)]
pub struct Term {
    /// The last segment of its URL.
    pub slug: String,
    /// Its name, as the newest briefing writes it.
    pub name: String,
    /// The briefings that have it.
    pub briefings: Vec<BriefingId>,
}

/// Returns the taxonomies, and for each briefing its terms in each of them.
pub fn taxonomies(keys: &[String], briefings: &[Unplaced]) -> (Vec<Taxonomy>, Vec<Vec<Vec<TermId>>>) {
    let mut places: Vec<Vec<Vec<TermId>>> = vec![Vec::new(); briefings.len()];
    let taxonomies = keys
        .iter()
        .enumerate()
        .map(|(place, key)| {
            let terms = terms(place, briefings);
            for (index, (briefing, _)) in briefings.iter().enumerate() {
                let mut own: Vec<TermId> = Vec::new();
                for name in of(briefing, place) {
                    let found = terms.binary_search_by(|term| term.slug.as_str().cmp(&name.slug));
                    own.extend(found.ok().map(TermId::new).filter(|term| !own.contains(term)));
                }
                places[index].push(own);
            }
            Taxonomy { key: key.clone(), terms }
        })
        .collect();
    (taxonomies, places)
}

fn terms(place: usize, briefings: &[Unplaced]) -> Vec<Term> {
    let mut terms: BTreeMap<&str, Term> = BTreeMap::new();
    for (index, (briefing, _)) in briefings.iter().enumerate() {
        let id = BriefingId::new(index);
        for name in of(briefing, place) {
            let term = terms.entry(&name.slug).or_insert_with(|| Term {
                slug: name.slug.clone(),
                name: name.name.clone(),
                briefings: Vec::new(),
            });
            if term.briefings.last() != Some(&id) {
                term.briefings.push(id);
            }
        }
    }
    terms.into_values().collect()
}

fn of(briefing: &Briefing, place: usize) -> &[TermName] {
    briefing.terms.get(place).map(Vec::as_slice).unwrap_or_default()
}
