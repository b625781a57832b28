//! The record of a briefing: the list of its versions.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::record::{Gap, Record};
use crate::render::Renderer;
use crate::render::engine::context_of;
use crate::render::metadata::Described;
use crate::render::versions::VersionRow;
use crate::render::views::{BriefingLink, DateView, briefing_link};
use crate::route::PageRoute;
use crate::site::{BriefingId, Published};

/// What `history.html` shows.
#[derive(Serialize)]
struct HistoryContent<'a> {
    title: &'a str,
    /// The briefing as it is.
    briefing: BriefingLink,
    /// Its versions, the newest first.
    versions: Vec<HistoryRow<'a>>,
}

/// A version in a list: one that is shown, or a gap.
#[derive(Serialize)]
struct HistoryRow<'a> {
    number: usize,
    date: DateView,
    /// What is said in place of a version that is not shown.
    gap: Option<String>,
    /// The version; none for a gap.
    #[serde(flatten)]
    shown: Option<VersionRow<'a>>,
}

/// `/briefings/2024/france-china/history/`
pub struct HistoryPage {
    /// The briefing.
    pub id: BriefingId,
}

impl PageKind for HistoryPage {
    fn template(&self) -> &'static str {
        "history.html"
    }

    fn name(&self, edition: &Edition) -> String {
        let title = &edition.briefing(self.id).title;
        edition.theme.interface.say_with("record.title", &[("title", title)])
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Briefing(self.id))
    }

    fn head(&self, edition: &Edition) -> Head {
        Head {
            title: self.name(edition),
            description: String::new(),
            language: None,
            feeds: None,
            canonical: None,
            described: Described::Nothing,
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let published = edition.site.briefing(self.id);
        let versions = match &published.record {
            Some(record) => (0..record.versions.len())
                .rev()
                .map(|index| row(frame.renderer, self.id, published, record, index))
                .collect(),
            None => Vec::new(),
        };
        context_of(&HistoryContent {
            title: &frame.page.title,
            briefing: briefing_link(edition, self.id),
            versions,
        })
    }
}

fn row<'a>(
    renderer: &'a Renderer,
    id: BriefingId,
    published: &'a Published,
    record: &'a Record,
    index: usize,
) -> HistoryRow<'a> {
    let edition = renderer.edition();
    let version = &record.versions[index];
    HistoryRow {
        number: index + 1,
        date: DateView::of(edition, &version.date),
        gap: version.gap.map(|gap| edition.say(gap_words(gap))),
        shown: version.gap.is_none().then(|| renderer.version_row(id, published, record, index)),
    }
}

/// Returns the string that says why a version is not shown.
fn gap_words(gap: Gap) -> &'static str {
    match gap {
        Gap::Redacted => "record.redacted",
        Gap::Unreadable => "record.unreadable",
        Gap::Ended | Gap::Deleted | Gap::Hidden | Gap::Cut => "record.gone",
    }
}
