//! The record of a briefing: its versions, and each as it was, with the redline against the one before.

use serde::Serialize;
use tera::{Context, Value};

use super::Renderer;
use super::briefing::{CorrectionView, SourceView, corrections_of, sources};
use super::changes::corrections;
use super::cite::CiteView;
use super::metadata::Metadata;
use super::views::{DateView, LinkView, PageView, absolute, body_of, briefing_link, link_to, taxonomy_title};
use crate::content::Briefing;
use crate::edition::Edition;
use crate::interface::Direction;
use crate::problem::Problem;
use crate::record::redline::{Change, Redline, line};
use crate::record::{Fact, Record, Version, facts};
use crate::route::Route;
use crate::site::{BriefingId, Entity, Published};

/// How many blocks that stayed are shown around one that changed.
const AROUND: usize = 1;

/// What a briefing's page says of its record.
#[derive(Serialize)]
pub struct RecordView {
    /// The number of the newest version.
    version: usize,
    /// All versions.
    url: String,
}

/// A version in a list.
#[derive(Serialize)]
struct VersionRow<'a> {
    number: usize,
    url: String,
    date: DateView,
    /// `new`, `updated`, `corrected` or `withdrawn`.
    news: &'static str,
    note: Option<&'a str>,
    author: Option<&'a str>,
    corrections: Vec<&'a str>,
    /// The share of the text that changed, in per cent; none for the first version.
    per_cent: Option<u8>,
    is_readable: bool,
}

/// `version` in `version.html`.
#[derive(Serialize)]
struct VersionView<'a> {
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
    /// The text; none where it cannot be read.
    text: Option<TextView<'a>>,
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

/// What changed between two texts.
#[derive(Serialize)]
pub struct RedlineView {
    facts: Vec<FactView>,
    blocks: Vec<BlockView>,
    inserted: usize,
    deleted: usize,
}

/// A key of the front matter that changed.
#[derive(Serialize)]
struct FactView {
    key: String,
    title: String,
    removed: Vec<String>,
    added: Vec<String>,
    /// For a line of text, the line with its changes marked.
    line: Option<Value>,
}

/// A block of the text, or a number of blocks that stayed.
#[derive(Serialize)]
struct BlockView {
    /// `same`, `moved`, `changed`, `deleted` or `inserted`; `skipped` for blocks that are not shown.
    change: &'static str,
    html: Value,
    skipped: usize,
}

impl RecordView {
    /// Returns what a briefing's page says of its record; none where there is none.
    pub fn new(edition: &Edition, id: BriefingId) -> Option<Self> {
        let version = edition.site.briefing(id).versions().len();
        (version > 0).then(|| Self { version, url: link_to(edition, Route::History(id)) })
    }
}

impl RedlineView {
    /// Compares two texts of a briefing; none where readers would see no change.
    pub fn new(edition: &Edition, id: BriefingId, old: &Briefing, new: &Briefing) -> Option<Self> {
        Self::of(edition, &redline(edition, id, old, new), old, new)
    }

    fn of(edition: &Edition, redline: &Redline, old: &Briefing, new: &Briefing) -> Option<Self> {
        let facts = fact_views(edition, old, new);
        let is_changed = redline.blocks.iter().any(|block| block.change != Change::Same);
        (is_changed || !facts.is_empty()).then(|| Self {
            facts,
            inserted: redline.inserted,
            deleted: redline.deleted,
            blocks: if is_changed { shown(redline) } else { Vec::new() },
        })
    }
}

/// Compares two texts of a briefing.
fn redline(edition: &Edition, id: BriefingId, old: &Briefing, new: &Briefing) -> Redline {
    let html = |briefing: &Briefing| edition.html(Entity::Briefing(id), &briefing.body);
    Redline::new(&html(old), &html(new))
}

/// Returns the blocks of a redline, without those that stayed far from any change.
fn shown(redline: &Redline) -> Vec<BlockView> {
    let blocks = &redline.blocks;
    let is_near = |place: usize| {
        let near = place.saturating_sub(AROUND)..=(place + AROUND).min(blocks.len() - 1);
        blocks[near].iter().any(|block| block.change != Change::Same)
    };
    let mut shown: Vec<BlockView> = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        if is_near(place) {
            let html = Value::safe_string(&block.html);
            shown.push(BlockView { change: block.change.word(), html, skipped: 0 });
        } else if let Some(last) = shown.last_mut().filter(|last| last.skipped > 0) {
            last.skipped += 1;
        } else {
            shown.push(BlockView { change: "skipped", html: Value::safe_string(""), skipped: 1 });
        }
    }
    shown
}

fn fact_views(edition: &Edition, old: &Briefing, new: &Briefing) -> Vec<FactView> {
    let site = &edition.site;
    let label = |country| site.label(country).to_owned();
    let topic = |name: &str| {
        let known = site.topics.iter().find(|topic| topic.id == name);
        known.map_or_else(|| name.to_owned(), |topic| topic.title.clone())
    };
    let view = |fact: Fact| {
        let line = match (fact.key.as_str(), fact.removed.as_slice(), fact.added.as_slice()) {
            ("title" | "summary", [old], [new]) => Some(Value::safe_string(&line(old, new))),
            _ => None,
        };
        let key = format!("fact.{}", fact.key);
        let title = if edition.theme.interface.has(&key) {
            edition.say(&key)
        } else {
            taxonomy_title(edition, &fact.key)
        };
        FactView { key: fact.key, title, removed: fact.removed, added: fact.added, line }
    };
    facts(old, new, &site.config.taxonomies, &label, &topic).into_iter().map(view).collect()
}

impl Renderer {
    /// Returns the list of a briefing's versions.
    pub(super) fn history(&self, id: BriefingId) -> Result<String, Problem> {
        let edition = &*self.edition;
        let published = edition.site.briefing(id);
        let title = edition.theme.interface.say_with("record.title", &[("title", &published.briefing.title)]);
        let mut context = self.context(Route::History(id), &title, "");
        let rows: Vec<VersionRow> = match &published.record {
            Some(record) => (0..record.versions.len())
                .rev()
                .map(|place| self.version_row(id, published, record, place))
                .collect(),
            None => Vec::new(),
        };
        context.insert("title", &title);
        context.insert("briefing", &briefing_link(edition, id));
        context.insert("versions", &rows);
        self.template("history.html", &context)
    }

    /// Returns a version as it was. `number` counts from 1.
    pub(super) fn version(&self, id: BriefingId, number: usize) -> Result<String, Problem> {
        let edition = &*self.edition;
        let published = edition.site.briefing(id);
        let version =
            published.record.as_ref().and_then(|record| self.version_view(id, published, record, number));
        let text = version.as_ref().and_then(|version| version.text.as_ref());
        let title = text.map_or(published.briefing.title.as_str(), |text| text.title);
        let mut context = Context::new();
        let page = PageView {
            title: edition
                .theme
                .interface
                .say_with("record.page", &[("title", title), ("number", &number.to_string())]),
            description: text.and_then(|text| text.summary).unwrap_or_default().to_owned(),
            // Readers and search engines that want the briefing want it as it is.
            canonical: absolute(edition, Route::Briefing(id)),
            language: published.briefing.lang.clone().unwrap_or_else(|| edition.site.config.language.clone()),
            feeds: Vec::new(),
            is_hidden: false,
        };
        context.insert("page", &page);
        context.insert("metadata", &Metadata::none());
        context.insert("title", title);
        context.insert("briefing", &briefing_link(edition, id));
        context.insert("history_url", &link_to(edition, Route::History(id)));
        context.insert("version", &version);
        self.template("version.html", &context)
    }
}

fn version_link(edition: &Edition, id: BriefingId, number: usize) -> LinkView {
    LinkView {
        title: number.to_string(),
        url: link_to(edition, Route::Version { briefing: id, version: number }),
    }
}

impl Renderer {
    /// Returns the share of the text that a version changed, in per cent; none where there is nothing to compare.
    fn share(&self, id: BriefingId, record: &Record, place: usize) -> Option<u8> {
        let share = || {
            let (_, before) = record.before(place)?;
            let now = record.versions[place].briefing.as_ref()?;
            Some(redline(&self.edition, id, before, now).per_cent())
        };
        *self.shared.shares[id.index()][place].get_or_init(share)
    }

    fn version_row<'a>(
        &'a self,
        id: BriefingId,
        published: &'a Published,
        record: &'a Record,
        place: usize,
    ) -> VersionRow<'a> {
        let edition = &*self.edition;
        let version: &Version = &record.versions[place];
        VersionRow {
            number: place + 1,
            url: link_to(edition, Route::Version { briefing: id, version: place + 1 }),
            date: DateView::of(edition, &version.date),
            news: version.news.word(),
            note: version.note.as_deref(),
            author: version.author.as_deref(),
            corrections: corrections(published, place),
            per_cent: self.share(id, record, place),
            is_readable: version.briefing.is_some(),
        }
    }

    fn version_view<'a>(
        &'a self,
        id: BriefingId,
        published: &'a Published,
        record: &'a Record,
        number: usize,
    ) -> Option<VersionView<'a>> {
        let edition = &*self.edition;
        let place = number.checked_sub(1)?;
        let version = record.versions.get(place)?;
        let total = record.versions.len();
        let before = record.before(place);
        let redline = before.zip(version.briefing.as_ref()).and_then(|((_, before), now)| {
            let redline = redline(edition, id, before, now);
            // The list of versions need not compare them again.
            let _ = self.shared.shares[id.index()][place].set(Some(redline.per_cent()));
            RedlineView::of(edition, &redline, before, now)
        });
        let text = version.briefing.as_ref().map(|briefing| TextView {
            title: &briefing.title,
            date: DateView::of(edition, &briefing.date),
            summary: briefing.summary.as_deref(),
            authors: &briefing.authors,
            lang: briefing.lang.as_deref(),
            direction: Direction::of(briefing.lang.as_deref().unwrap_or(&edition.site.config.language)),
            body: body_of(edition, Entity::Briefing(id), &briefing.body),
            sources: sources(edition, briefing),
            corrections: corrections_of(edition, briefing),
            cite: CiteView::of_version(edition, id, number),
        });
        Some(VersionView {
            row: self.version_row(id, published, record, place),
            total,
            is_newest: number == total,
            before: before.map(|(place, _)| version_link(edition, id, place + 1)),
            older: (number > 1).then(|| version_link(edition, id, number - 1)),
            newer: (number < total).then(|| version_link(edition, id, number + 1)),
            redline,
            text,
        })
    }
}
