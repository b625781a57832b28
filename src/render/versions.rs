//! The versions of a briefing, as its page and the pages of its record name them.

use serde::Serialize;

use super::Renderer;
use super::change_summary::Comparison;
use super::changes::corrections;
use super::redline::redline;
use super::views::link_to;
use crate::edition::Edition;
use crate::record::{Record, Version};
use crate::route::PageRoute;
use crate::site::{BriefingId, Published};

/// What a briefing's page says of its record.
#[derive(Serialize)]
pub struct RecordView {
    /// The number of the newest version.
    version: usize,
    /// All versions.
    url: String,
}

/// A version that is shown, in a list.
#[derive(Serialize)]
pub struct VersionRow<'a> {
    url: String,
    /// `new`, `updated`, `corrected` or `withdrawn`.
    news: &'static str,
    note: Option<&'a str>,
    author: Option<&'a str>,
    corrections: Vec<&'a str>,
    /// The share of the text that changed, in per cent; none for the first version.
    per_cent: Option<u8>,
}

impl RecordView {
    /// Returns what a briefing's page says of its record; none where there is none.
    pub fn new(edition: &Edition, id: BriefingId) -> Option<Self> {
        let version = edition.site.briefing(id).versions().len();
        (version > 0).then(|| Self { version, url: link_to(edition, PageRoute::History(id)) })
    }
}

impl Renderer {
    /// Returns what a version changed; none where there is nothing to compare it with.
    pub(super) fn comparison(&self, id: BriefingId, record: &Record, place: usize) -> Option<&Comparison> {
        let compare = || {
            let (_, before) = record.before(place)?;
            let now = record.versions[place].briefing.as_ref()?;
            let redline = redline(&self.edition, id, before, now);
            Some(Comparison::new(&self.edition, &redline, before, now))
        };
        self.shared.comparisons[id.index()][place].get_or_init(compare).as_ref()
    }

    /// Returns what the writers of a version say of it, or else what it changed.
    pub(super) fn note<'a>(&'a self, id: BriefingId, record: &'a Record, place: usize) -> Option<&'a str> {
        let note = record.versions.get(place)?.note.as_deref();
        note.or_else(|| self.comparison(id, record, place)?.summary.as_deref())
    }

    /// Keeps what a version changed, for whoever compares it next.
    pub(super) fn keep_comparison(&self, id: BriefingId, place: usize, comparison: Comparison) {
        // Another thread may have been quicker with the same.
        let _ = self.shared.comparisons[id.index()][place].set(Some(comparison));
    }

    /// Returns a version as a row of a list.
    pub(super) fn version_row<'a>(
        &'a self,
        id: BriefingId,
        published: &'a Published,
        record: &'a Record,
        place: usize,
    ) -> VersionRow<'a> {
        let edition = &*self.edition;
        let version: &Version = &record.versions[place];
        VersionRow {
            url: link_to(edition, PageRoute::Version { briefing: id, version: place + 1 }),
            news: version.news.word(),
            note: self.note(id, record, place),
            author: version.author.as_deref(),
            corrections: corrections(published, place),
            per_cent: self.comparison(id, record, place).map(|comparison| comparison.per_cent),
        }
    }
}
