//! Sources as one thing each: those that several briefings cite, and those that were withdrawn.
//!
//! Two briefings cite one source if its address, its DOI or the page that an archive keeps of it is the same.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::{BriefingId, Published, Site, SourceId};
use crate::content::{Reference, Withdrawal};
use crate::text::address_key;

/// The sources of a site that are more than a line of one briefing.
#[derive(Debug, Default)]
pub struct Sources {
    /// The sources, by publisher and title.
    pub entries: Vec<SourceEntry>,
    /// The withdrawn ones that a briefing cites, by its place among all briefings.
    withdrawn: HashMap<BriefingId, Vec<(usize, SourceId)>>,
}

/// A source with all that cites it.
#[derive(Debug)]
pub struct SourceEntry {
    /// Its title, as the newest briefing writes it.
    pub title: String,
    /// Who published it, likewise; may be empty.
    pub publisher: String,
    /// Where it can be read, likewise; may be empty.
    pub url: String,
    /// Since when it does not hold any more, and why.
    pub withdrawn: Option<Withdrawal>,
    /// The briefings that cite it, newest first, each with its place among their sources, from 0.
    pub citations: Vec<(BriefingId, usize)>,
}

impl Sources {
    /// Joins the sources of these briefings.
    pub(super) fn new(briefings: &[Published]) -> Self {
        // Most sources are cited once, so an entry is made only for those that are not.
        let mut cited: Vec<Vec<(BriefingId, usize)>> = Vec::new();
        let mut places: HashMap<Cow<str>, usize> = HashMap::new();
        for (index, published) in briefings.iter().enumerate() {
            for (place, source) in published.briefing.sources.iter().enumerate() {
                let keys = [&source.url, &source.archived].map(|address| address_key(address));
                let known = keys.iter().find_map(|key| places.get(key).copied());
                let known = known.unwrap_or_else(|| {
                    cited.push(Vec::new());
                    cited.len() - 1
                });
                for key in keys.into_iter().filter(|key| !key.is_empty()) {
                    places.entry(key).or_insert(known);
                }
                cited[known].push((BriefingId::new(index), place));
            }
        }
        let source = |(id, place): &(BriefingId, usize)| &briefings[id.index()].briefing.sources[*place];
        let mut entries: Vec<SourceEntry> = cited
            .into_iter()
            .filter(|citations| {
                is_shared(citations) || citations.iter().any(|own| source(own).withdrawn.is_some())
            })
            .filter_map(|citations| {
                let newest: &Reference = source(citations.first()?);
                Some(SourceEntry {
                    title: newest.title.clone(),
                    publisher: newest.publisher.clone(),
                    url: if newest.url.is_empty() { &newest.archived } else { &newest.url }.clone(),
                    withdrawn: citations.iter().find_map(|own| source(own).withdrawn.clone()),
                    citations,
                })
            })
            .collect();
        entries.sort_by_cached_key(|entry| {
            (
                entry.publisher.is_empty(),
                entry.publisher.to_lowercase(),
                entry.title.to_lowercase(),
                entry.url.clone(),
            )
        });
        let mut withdrawn: HashMap<BriefingId, Vec<(usize, SourceId)>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.withdrawn.is_some()) {
            for (briefing, place) in &entry.citations {
                withdrawn.entry(*briefing).or_default().push((*place, SourceId::new(index)));
            }
        }
        for own in withdrawn.values_mut() {
            own.sort_unstable();
        }
        Self { entries, withdrawn }
    }
}

/// Returns whether more than one briefing cites a source.
fn is_shared(citations: &[(BriefingId, usize)]) -> bool {
    citations.windows(2).any(|pair| pair[0].0 != pair[1].0)
}

impl Site {
    /// Returns a source.
    pub fn source(&self, id: SourceId) -> &SourceEntry {
        &self.sources.entries[id.index()]
    }

    /// Returns the ids of the sources at these places of the list.
    pub fn sources_at(&self, places: Range<usize>) -> Vec<SourceId> {
        places.map(SourceId::new).collect()
    }

    /// Returns whether a source that briefings cite was withdrawn.
    pub fn has_withdrawn_sources(&self) -> bool {
        !self.sources.withdrawn.is_empty()
    }

    /// Returns the withdrawn sources that a briefing cites, each with its place among those of the briefing, from 0.
    pub fn withdrawn_sources(&self, briefing: BriefingId) -> &[(usize, SourceId)] {
        self.sources.withdrawn.get(&briefing).map(Vec::as_slice).unwrap_or_default()
    }
}
