//! What changed: versions as changes of the site, and the words of entries in feeds.

use super::Renderer;
use super::views::absolute;
use crate::content::{Briefing, Correction};
use crate::record::Version;
use crate::route::PageRoute;
use crate::site::{BriefingId, ChangeId, Published, Site};

/// A change in words, for feeds.
pub struct ChangeText<'a> {
    /// What happened to which briefing.
    pub title: String,
    /// The full URL of the version.
    pub url: String,
    /// RFC 3339.
    pub date: String,
    /// What its writers say of it.
    pub summary: String,
    /// Who made it, where the site shows that.
    pub author: Option<String>,
    /// Who wrote the briefing.
    pub authors: &'a [String],
    /// The language of the briefing, where it is not the site's.
    pub language: Option<&'a str>,
    /// The briefing as it is now.
    pub published: &'a Published,
}

impl<'a> ChangeText<'a> {
    /// Returns the words of a change; none for a version that is not there or cannot be read.
    pub fn new(renderer: &'a Renderer, id: ChangeId) -> Option<Self> {
        let edition = &*renderer.edition;
        let site = &edition.site;
        let entry = site.change(id);
        let (published, version) = version_of(site, id)?;
        let briefing = version.briefing.as_ref()?;
        let route = PageRoute::Version { briefing: entry.briefing, version: entry.version + 1 };
        let news = edition.say(&format!("news.{}", version.news.word()));
        let told = renderer.change_notes(entry.briefing, entry.version);
        Some(Self {
            title: edition
                .theme
                .interface
                .say_with("news.of", &[("news", &news), ("title", &briefing.title)]),
            url: absolute(edition, route),
            date: version.date.rfc3339(),
            summary: if told.is_empty() { briefing.blurb().to_owned() } else { told.join(" · ") },
            author: version.author.clone(),
            authors: &briefing.authors,
            language: edition.foreign(edition.briefing(entry.briefing).lang.as_deref()),
            published,
        })
    }
}

impl Renderer {
    /// Returns what the writers of a version say of it, or else what it changed, and the corrections that came with it. The version
    /// is told by its place in the record, from 0.
    pub fn change_notes(&self, id: BriefingId, place: usize) -> Vec<&str> {
        let published = self.edition.site.briefing(id);
        let note = published.record.as_ref().and_then(|record| self.note(id, record, place));
        note.into_iter().chain(corrections(published, place)).collect()
    }
}

/// Returns the version that is a change, and its briefing.
pub fn version_of(site: &Site, id: ChangeId) -> Option<(&Published, &Version)> {
    let entry = site.change(id);
    let published = site.briefing(entry.briefing);
    Some((published, published.versions().get(entry.version)?))
}

/// Returns the corrections that came with a version.
pub fn corrections(published: &Published, index: usize) -> Vec<&str> {
    let Some(record) = &published.record else { return Vec::new() };
    let older = record.before(index).map(|(_, briefing)| briefing);
    let is_new = |correction: &&Correction| older.is_none_or(|older| !older.corrections.contains(correction));
    let newer: Option<&Briefing> = record.versions[index].briefing.as_deref();
    let all = newer.into_iter().flat_map(|briefing| &briefing.corrections);
    all.filter(is_new).map(|correction| correction.note.as_str()).collect()
}
