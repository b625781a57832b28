//! A briefing as it was in one version, with the redline against the one before.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::content::Briefing;
use crate::edition::Edition;
use crate::interface::Direction;
use crate::problem::Problem;
use crate::record::Record;
use crate::render::Renderer;
use crate::render::change_summary::Comparison;
use crate::render::cite::CiteView;
use crate::render::engine::context_of;
use crate::render::metadata::Described;
use crate::render::redline::{RedlineView, redline};
use crate::render::sources::{CorrectionView, SourceView, corrections_of, sources};
use crate::render::versions::VersionRow;
use crate::render::views::{BriefingLink, DateView, LinkView, body_of, briefing_link, link_to};
use crate::route::PageRoute;
use crate::site::{BriefingId, Entity, Published};

/// What `version.html` shows.
#[derive(Serialize)]
struct VersionContent<'a> {
    title: &'a str,
    /// The briefing as it is.
    briefing: BriefingLink,
    history_url: String,
    version: Option<VersionView<'a>>,
}

/// A version.
#[derive(Serialize)]
struct VersionView<'a> {
    number: usize,
    date: DateView,
    #[serde(flatten)]
    row: VersionRow<'a>,
    /// How many versions there are.
    total: usize,
    is_newest: bool,
    /// The version before, which the redline is against.
    before: Option<LinkView>,
    older: Option<LinkView>,
    newer: Option<LinkView>,
    redline: Option<RedlineView>,
    text: TextView<'a>,
}

/// A briefing as it was.
#[derive(Serialize)]
struct TextView<'a> {
    title: &'a str,
    date: DateView,
    summary: Option<&'a str>,
    authors: &'a [String],
    lang: Option<&'a str>,
    direction: Direction,
    body: Value,
    sources: Vec<SourceView<'a>>,
    corrections: Vec<CorrectionView<'a>>,
    cite: Option<CiteView>,
}

/// `/briefings/2024/france-china/history/2/`
pub struct VersionPage {
    /// The briefing.
    pub briefing: BriefingId,
    /// The number of the version, from 1.
    pub version: usize,
}

impl PageKind for VersionPage {
    fn template(&self) -> &'static str {
        "version.html"
    }

    fn name(&self, edition: &Edition) -> String {
        let values = [("title", self.title(edition)), ("number", &self.version.to_string())];
        edition.theme.interface.say_with("record.page", &values)
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::History(self.briefing))
    }

    fn head(&self, edition: &Edition) -> Head {
        let text = self.text(edition);
        Head {
            title: self.name(edition),
            description: text.and_then(|text| text.summary.clone()).unwrap_or_default(),
            language: edition.briefing(self.briefing).lang.clone(),
            feeds: None,
            // Readers and search engines that want the briefing want it as it is.
            canonical: Some(PageRoute::Briefing(self.briefing)),
            described: Described::Version(self.briefing, self.version),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let published = edition.site.briefing(self.briefing);
        let record = published.record.as_deref();
        let view = |record| version_view(frame.renderer, self.briefing, published, record, self.version);
        context_of(&VersionContent {
            title: self.title(edition),
            briefing: briefing_link(edition, self.briefing),
            history_url: link_to(edition, PageRoute::History(self.briefing)),
            version: record.and_then(view),
        })
    }
}

impl VersionPage {
    /// Returns the text of the version; `None` if it cannot be read.
    fn text<'a>(&self, edition: &'a Edition) -> Option<&'a Briefing> {
        let versions = edition.site.briefing(self.briefing).versions();
        versions.get(self.version.checked_sub(1)?)?.briefing.as_deref()
    }

    /// Returns the title that the briefing had.
    fn title<'a>(&self, edition: &'a Edition) -> &'a str {
        let now = edition.briefing(self.briefing);
        &self.text(edition).unwrap_or(now).title
    }
}

fn version_link(edition: &Edition, id: BriefingId, number: usize) -> LinkView {
    LinkView {
        title: number.to_string(),
        url: link_to(edition, PageRoute::Version { briefing: id, version: number }),
    }
}

/// Returns a version as it was. `number` counts from 1.
fn version_view<'a>(
    renderer: &'a Renderer,
    id: BriefingId,
    published: &'a Published,
    record: &'a Record,
    number: usize,
) -> Option<VersionView<'a>> {
    let edition = &**renderer.edition();
    let index = number.checked_sub(1)?;
    let version = record.versions.get(index)?;
    let total = record.versions.len();
    let before = record.before(index);
    let briefing = version.briefing.as_ref()?;
    let redline = before.and_then(|(_, before)| {
        let redline = redline(edition, id, before, briefing);
        // The list of versions need not compare them again.
        let comparison = Comparison::new(edition, &redline, before, briefing);
        renderer.keep_comparison(id, index, comparison);
        RedlineView::of(edition, id, &redline, before, briefing)
    });
    let text = TextView {
        title: &briefing.title,
        date: DateView::of(edition, &briefing.date),
        summary: briefing.summary.as_deref(),
        authors: &briefing.authors,
        lang: edition.foreign(briefing.lang.as_deref()),
        direction: Direction::of(briefing.lang.as_deref().unwrap_or(&edition.site.config.language)),
        body: body_of(edition, Entity::Briefing(id), &briefing.body),
        sources: sources(edition, briefing),
        corrections: corrections_of(edition, briefing),
        cite: CiteView::of_version(edition, id, number),
    };
    let shown = |number: &usize| record.versions[number - 1].gap.is_none();
    Some(VersionView {
        number,
        date: DateView::of(edition, &version.date),
        row: renderer.version_row(id, published, record, index),
        total,
        is_newest: number == total,
        before: before.map(|(index, _)| version_link(edition, id, index + 1)),
        older: (1..number).rev().find(shown).map(|number| version_link(edition, id, number)),
        newer: (number + 1..=total).find(shown).map(|number| version_link(edition, id, number)),
        redline,
        text,
    })
}
