//! What changed between two texts of a briefing, block by block.

use serde::Serialize;
use tera::Value;

use super::views::taxonomy_title;
use crate::content::Briefing;
use crate::edition::Edition;
use crate::keys::RecordedKey;
use crate::record::redline::{Change, Redline, line};
use crate::record::{FieldChange, facts};
use crate::site::{BriefingId, Entity};

/// How many blocks that stayed are shown around one that changed.
const AROUND: usize = 1;

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
    /// `same`, `moved`, `changed`, `reformed`, `deleted` or `inserted`; `skipped` for blocks that are not shown.
    change: &'static str,
    /// What changed besides words: `links`, `images`, `table`, `markup`.
    aspects: Vec<&'static str>,
    html: Value,
    skipped: usize,
}

impl RedlineView {
    /// Compares two texts of a briefing; none where readers would see no change.
    pub fn new(edition: &Edition, id: BriefingId, old: &Briefing, new: &Briefing) -> Option<Self> {
        Self::of(edition, id, &redline(edition, id, old, new), old, new)
    }

    /// Returns a redline as readers see it; `None` if they would see no change.
    pub fn of(
        edition: &Edition,
        id: BriefingId,
        redline: &Redline,
        old: &Briefing,
        new: &Briefing,
    ) -> Option<Self> {
        let facts = fact_views(edition, old, new);
        let is_changed = redline.blocks.iter().any(|block| block.change() != Change::Same);
        (is_changed || !facts.is_empty()).then(|| Self {
            facts,
            inserted: redline.inserted,
            deleted: redline.deleted,
            blocks: if is_changed { shown(edition, id, redline) } else { Vec::new() },
        })
    }
}

/// Compares two texts of a briefing.
pub fn redline<'a>(edition: &Edition, id: BriefingId, old: &'a Briefing, new: &'a Briefing) -> Redline<'a> {
    Redline::new(&old.body, &new.body, &edition.context(Entity::Briefing(id)))
}

/// Returns the blocks of a redline, without those that stayed far from any change.
fn shown(edition: &Edition, id: BriefingId, redline: &Redline) -> Vec<BlockView> {
    let context = edition.context(Entity::Briefing(id));
    let blocks = &redline.blocks;
    let is_near = |index: usize| {
        let near = index.saturating_sub(AROUND)..=(index + AROUND).min(blocks.len() - 1);
        blocks[near].iter().any(|block| block.change() != Change::Same)
    };
    let mut shown: Vec<BlockView> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if is_near(index) {
            let html = Value::safe_string(&redline.html(block, &context));
            let aspects = block.changed_without_words.iter().map(|aspect| aspect.word()).collect();
            shown.push(BlockView { change: block.change().word(), aspects, html, skipped: 0 });
        } else if let Some(last) = shown.last_mut().filter(|last| last.skipped > 0) {
            last.skipped += 1;
        } else {
            let html = Value::safe_string("");
            shown.push(BlockView { change: "skipped", aspects: Vec::new(), html, skipped: 1 });
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
    let view = |fact: FieldChange| {
        let line = match (fact.recorded, fact.removed.as_slice(), fact.added.as_slice()) {
            (RecordedKey::Title | RecordedKey::Summary, [old], [new]) => {
                Some(Value::safe_string(&line(old, new)))
            }
            _ => None,
        };
        let title = match fact.recorded {
            RecordedKey::Terms => taxonomy_title(edition, &fact.key),
            _ => edition.say(&format!("fact.{}", fact.key)),
        };
        FactView { key: fact.key, title, removed: fact.removed, added: fact.added, line }
    };
    facts(old, new, &site.config.taxonomies, &label, &topic).into_iter().map(view).collect()
}
