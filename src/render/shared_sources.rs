//! Sources that several briefings cite, and what is said wherever one of them was withdrawn.

use serde::Serialize;

use super::views::{BriefingLink, DateView, briefing_link, is_planned, link_to};
use crate::edition::Edition;
use crate::route::PageRoute;
use crate::site::{BriefingId, SourceEntry, SourceId};

/// The sources of one publisher.
#[derive(Serialize)]
pub struct PublisherGroup<'a> {
    /// Its name; empty for sources without one.
    name: &'a str,
    sources: Vec<SharedSource<'a>>,
}

/// A source with what cites it.
#[derive(Serialize)]
pub struct SharedSource<'a> {
    title: &'a str,
    url: &'a str,
    withdrawn: Option<WithdrawalView<'a>>,
    /// What cites it, newest first.
    citations: Vec<CitationLine<'a>>,
}

/// A briefing that cites a source.
#[derive(Serialize)]
struct CitationLine<'a> {
    date: DateView,
    #[serde(flatten)]
    link: BriefingLink,
    /// How the briefing rated the source.
    rating: &'a str,
}

/// Since when a source does not hold any more, and why.
#[derive(Serialize)]
pub struct WithdrawalView<'a> {
    date: DateView,
    reason: &'a str,
}

/// A source that was withdrawn, as the page of a briefing that cites it says.
#[derive(Serialize)]
pub struct WithdrawnSource<'a> {
    /// Its number in the briefing, from 1.
    number: usize,
    /// Its id in the briefing; may be empty.
    id: &'a str,
    title: &'a str,
    date: DateView,
    reason: &'a str,
}

/// Returns the page of the sources that several briefings cite; `None` where the site has none.
pub fn sources_url(edition: &Edition) -> Option<String> {
    let route = PageRoute::sources();
    is_planned(edition, route).then(|| link_to(edition, route))
}

/// Returns sources in groups by their publisher.
pub fn by_publisher<'a>(edition: &'a Edition, ids: &[SourceId]) -> Vec<PublisherGroup<'a>> {
    let entry = |id: &SourceId| edition.site.source(*id);
    ids.chunk_by(|one, other| entry(one).publisher.to_lowercase() == entry(other).publisher.to_lowercase())
        .map(|same| PublisherGroup {
            name: &entry(&same[0]).publisher,
            sources: same.iter().map(|id| shared(edition, entry(id))).collect(),
        })
        .collect()
}

/// Returns a source with what cites it.
fn shared<'a>(edition: &'a Edition, entry: &'a SourceEntry) -> SharedSource<'a> {
    let citation = |(id, place): &(BriefingId, usize)| {
        let briefing = edition.briefing(*id);
        let source = &briefing.sources[*place];
        let mut link = briefing_link(edition, *id);
        if !source.id.is_empty() {
            link.url = format!("{}#source-{}", link.url, source.id);
        }
        CitationLine { date: DateView::of(edition, &briefing.date), link, rating: &source.rating }
    };
    SharedSource {
        title: &entry.title,
        url: &entry.url,
        withdrawn: withdrawal(edition, entry),
        citations: entry.citations.iter().map(citation).collect(),
    }
}

fn withdrawal<'a>(edition: &Edition, entry: &'a SourceEntry) -> Option<WithdrawalView<'a>> {
    let own = entry.withdrawn.as_ref()?;
    Some(WithdrawalView { date: DateView::new(edition, own.date), reason: &own.reason })
}

/// Returns all sources of the site that were withdrawn, with what cites them.
pub fn all_withdrawn(edition: &Edition) -> Vec<SharedSource<'_>> {
    let entries = &edition.site.sources.entries;
    entries.iter().filter(|entry| entry.withdrawn.is_some()).map(|entry| shared(edition, entry)).collect()
}

/// Returns the sources of a briefing that were withdrawn.
pub fn withdrawn(edition: &Edition, id: BriefingId) -> Vec<WithdrawnSource<'_>> {
    let briefing = edition.briefing(id);
    let line = |(place, source): &(usize, SourceId)| {
        let entry = edition.site.source(*source);
        let own = entry.withdrawn.as_ref()?;
        let reference = &briefing.sources[*place];
        Some(WithdrawnSource {
            number: place + 1,
            id: &reference.id,
            title: &reference.title,
            date: DateView::new(edition, own.date),
            reason: &own.reason,
        })
    };
    edition.site.withdrawn_sources(id).iter().filter_map(line).collect()
}

/// Returns what stands for a briefing in a feed: its summary, after a line for each of its sources that was withdrawn.
pub fn blurb_of(edition: &Edition, id: BriefingId) -> String {
    let blurb = edition.briefing(id).blurb();
    let lines = edition.site.withdrawn_sources(id).iter().filter_map(|(_, source)| {
        let entry = edition.site.source(*source);
        let own = entry.withdrawn.as_ref()?;
        let date = edition.theme.interface.date(own.date);
        let values = [("date", &*date), ("source", &*entry.title), ("reason", &*own.reason)];
        Some(edition.theme.interface.say_with("sources.notice", &values))
    });
    lines.chain(std::iter::once(blurb.to_owned())).collect::<Vec<_>>().join(" ")
}
