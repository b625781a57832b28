//! What briefings expected, what became of it, and how good that was.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::engine::context_of;
use crate::render::judgements::{JudgementLine, ScoreView, common, line};
use crate::render::metadata::{CSV, Described, JSON, PageDescription, SchemaType};
use crate::render::views::{LinkView, Pager, link_to};
use crate::route::{ApiFile, CardOf, FileRoute, PageNumber, PageRoute};
use crate::site::{ENOUGH, JudgementId};

/// What `judgements.html` shows.
#[derive(Serialize)]
struct JudgementsContent<'a> {
    title: &'a str,
    /// How many judgements are open, and how many are closed.
    open_count: usize,
    closed_count: usize,
    /// The open ones of this page, by deadline.
    open: Vec<JudgementLine<'a>>,
    /// The closed ones of this page, the latest first.
    closed: Vec<JudgementLine<'a>>,
    /// How good all closed ones were; on the first page.
    score: Option<ScoreView>,
    /// Whether there are so few of them that the score says little.
    is_few: bool,
    /// From how many on a score says something.
    enough: usize,
    /// How good they were by topic, author and year, where there are enough.
    groups: Vec<ScoreView>,
    csv: LinkView,
    pager: Option<Pager>,
}

/// `/judgements/`
pub struct JudgementsPage {
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for JudgementsPage {
    fn template(&self) -> &'static str {
        "judgements.html"
    }

    fn name(&self, edition: &Edition) -> String {
        edition.say("judgements.title")
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(PageRoute::Home)
    }

    fn head(&self, edition: &Edition) -> Head {
        Head {
            title: self.name(edition),
            description: edition.say("judgements.hint"),
            language: None,
            feeds: None,
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about: Vec::new(),
                card: CardOf::Site,
                alternates: vec![
                    (CSV, FileRoute::JudgementsCsv),
                    (JSON, FileRoute::Api(ApiFile::Judgements)),
                ],
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let site = &edition.site;
        let count = site.judgements.entries.len();
        let own = site.judgements_at(self.page.places(count));
        let is_open = |id: &&JudgementId| site.judgement(**id).resolution.is_none();
        let lines = |ids: &[JudgementId]| ids.iter().map(|id| line(edition, *id)).collect::<Vec<_>>();
        let (open, closed) = own.split_at(own.iter().take_while(is_open).count());
        let score = site.score().filter(|_| self.page.is_first());
        let groups = if self.page.is_first() { site.scores() } else { Vec::new() };
        context_of(&JudgementsContent {
            title: &frame.page.title,
            open_count: site.judgements.open,
            closed_count: count - site.judgements.open,
            open: lines(open),
            closed: lines(closed),
            is_few: score.as_ref().is_some_and(|score| score.count < ENOUGH),
            enough: ENOUGH,
            score: score.map(|score| ScoreView::new(edition, &score, None)),
            groups: groups
                .iter()
                .map(|(by, score)| ScoreView::new(edition, score, Some(common(edition, *by))))
                .collect(),
            csv: LinkView { title: "CSV".to_owned(), url: link_to(edition, FileRoute::JudgementsCsv) },
            pager: Pager::new(edition, self.page, count, |page| PageRoute::Judgements { page })
                .map(Pager::undated),
        })
    }
}
