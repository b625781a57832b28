//! Declared taxonomies: people and whatever else a site lists in its front matter.

use std::collections::BTreeMap;

use super::{BriefingId, Published};
use crate::text::slug_of;

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

/// Returns the taxonomies, and writes each briefing's terms into it.
pub fn taxonomies(keys: &[String], briefings: &mut [Published]) -> Vec<Taxonomy> {
    keys.iter()
        .enumerate()
        .map(|(place, key)| {
            let mut terms: BTreeMap<String, Term> = BTreeMap::new();
            let mut slugs: Vec<Vec<String>> = Vec::with_capacity(briefings.len());
            for (index, published) in briefings.iter().enumerate() {
                let id = BriefingId::new(index);
                let names = published.briefing.terms.get(place).map(Vec::as_slice).unwrap_or_default();
                let mut own = Vec::with_capacity(names.len());
                for name in names {
                    let slug = slug_of(name);
                    let term = terms.entry(slug.clone()).or_insert_with(|| Term {
                        slug: slug.clone(),
                        name: name.clone(),
                        briefings: Vec::new(),
                    });
                    if term.briefings.last() != Some(&id) {
                        term.briefings.push(id);
                        own.push(slug);
                    }
                }
                slugs.push(own);
            }
            let places: BTreeMap<&str, usize> =
                terms.keys().enumerate().map(|(index, slug)| (slug.as_str(), index)).collect();
            for (published, own) in briefings.iter_mut().zip(slugs) {
                published
                    .terms
                    .push(own.iter().filter_map(|slug| places.get(slug.as_str()).copied()).collect());
            }
            Taxonomy { key: key.clone(), terms: terms.into_values().collect() }
        })
        .collect()
}
