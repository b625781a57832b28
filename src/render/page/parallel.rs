//! A translation beside its original.

use serde::Serialize;
use tera::{Context, Value};

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::interface::Direction;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::metadata::Described;
use crate::render::parallel_text::{aligned, block};
use crate::render::views::{BriefingLink, briefing_link};
use crate::route::PageRoute;
use crate::site::{BriefingId, Entity};

/// What `parallel.html` shows.
#[derive(Serialize)]
struct ParallelContent {
    original: BriefingLink,
    translation: BriefingLink,
    rows: Vec<Row>,
}

/// A block of the original and the one that translates it; either may be empty.
#[derive(Serialize)]
struct Row {
    original: Value,
    translation: Value,
}

/// `/fr/briefings/2024/visite/parallel/`
pub struct ParallelPage {
    /// The translation.
    pub id: BriefingId,
}

impl PageKind for ParallelPage {
    fn template(&self) -> &'static str {
        "parallel.html"
    }

    fn name(&self, edition: &Edition) -> String {
        let title = &edition.briefing(self.id).title;
        edition.theme.interface.say_with("translation.parallel-title", &[("title", title)])
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
        let translation = edition.briefing(self.id);
        // Without an original there is no such page.
        let Some((own, id)) = edition.original_of(self.id) else { return Ok(Context::new()) };
        let body = &own.briefing(id).body;
        let here = edition.context(Entity::Briefing(self.id));
        let there = own.context(Entity::Briefing(id));
        let rows = aligned(body, &translation.body).into_iter().map(|(one, other)| Row {
            original: Value::safe_string(&one.map(|node| block(body, node, &there)).unwrap_or_default()),
            translation: Value::safe_string(
                &other.map(|node| block(&translation.body, node, &here)).unwrap_or_default(),
            ),
        });
        let language = own.site.language_of(id).to_owned();
        context_of(&ParallelContent {
            original: BriefingLink {
                direction: Some(Direction::of(&language)),
                lang: Some(language),
                ..briefing_link(&own, id)
            },
            translation: briefing_link(edition, self.id),
            rows: rows.collect(),
        })
    }
}
