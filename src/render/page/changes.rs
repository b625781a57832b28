//! What changed, on the whole site or of a country or topic.

use serde::Serialize;
use tera::Context;

use super::kind::{Frame, Head, PageKind};
use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::Renderer;
use crate::render::changes::{corrections, version_of};
use crate::render::engine::context_of;
use crate::render::metadata::{About, Described, PageDescription, SchemaType};
use crate::render::shared_sources::{SharedSource, all_withdrawn};
use crate::render::views::{CountryLink, DateView, FeedLink, Pager, changes_title, country_links, link_to};
use crate::route::{CardOf, ChangesOf, FeedOf, PageNumber, PageRoute};
use crate::site::ChangeId;

/// What `changes.html` shows.
#[derive(Serialize)]
struct ChangesContent<'a> {
    title: &'a str,
    changes: Vec<ChangeView<'a>>,
    count: usize,
    /// The sources that were withdrawn, with what cites them: on the first page of the whole site.
    withdrawn_sources: Vec<SharedSource<'a>>,
    feeds: &'a [FeedLink],
    /// What changed on the whole site, where it is about less.
    index_url: Option<String>,
    pager: Option<Pager>,
}

/// A change as a row.
#[derive(Serialize)]
struct ChangeView<'a> {
    title: &'a str,
    /// The page of the briefing.
    url: String,
    date: DateView,
    /// `new`, `updated`, `corrected` or `withdrawn`.
    news: &'static str,
    number: usize,
    version_url: String,
    note: Option<&'a str>,
    author: Option<&'a str>,
    corrections: Vec<&'a str>,
    countries: Vec<CountryLink>,
}

/// `/changes/`
pub struct ChangesPage {
    /// What it is about.
    pub of: ChangesOf,
    /// The number of the page.
    pub page: PageNumber,
}

impl PageKind for ChangesPage {
    fn template(&self) -> &'static str {
        "changes.html"
    }

    fn name(&self, edition: &Edition) -> String {
        changes_title(edition, self.of)
    }

    fn parent(&self, _edition: &Edition) -> Option<PageRoute> {
        Some(match self.of {
            ChangesOf::Site => PageRoute::Home,
            ChangesOf::Country(_) | ChangesOf::Topic(_) | ChangesOf::Organisation(_) => {
                PageRoute::changes(ChangesOf::Site)
            }
        })
    }

    fn head(&self, edition: &Edition) -> Head {
        let (about, card) = match self.of {
            ChangesOf::Site => (Vec::new(), CardOf::Site),
            ChangesOf::Country(id) => (vec![About::Country(id)], CardOf::Country(id)),
            ChangesOf::Topic(id) => (vec![About::Topic(id)], CardOf::Topic(id)),
            ChangesOf::Organisation(id) => (vec![About::Organisation(id)], CardOf::Organisation(id)),
        };
        Head {
            title: self.name(edition),
            description: String::new(),
            language: None,
            feeds: Some(FeedOf::Changes(self.of)),
            canonical: None,
            described: Described::Page(PageDescription {
                schema_type: SchemaType::CollectionPage,
                about,
                card,
                alternates: Vec::new(),
            }),
        }
    }

    fn content(&self, frame: &Frame) -> Result<Context, Problem> {
        let edition = frame.edition();
        let all = self.of.changes(&edition.site);
        let shown = &all[self.page.places(all.len())];
        let index = PageRoute::changes(ChangesOf::Site);
        context_of(&ChangesContent {
            title: &frame.page.title,
            changes: shown.iter().filter_map(|id| row(frame.renderer, *id)).collect(),
            count: all.len(),
            withdrawn_sources: if self.of == ChangesOf::Site && self.page.is_first() {
                all_withdrawn(edition)
            } else {
                Vec::new()
            },
            feeds: &frame.page.feeds,
            index_url: (self.of != ChangesOf::Site).then(|| link_to(edition, index)),
            pager: Pager::new(edition, self.page, all.len(), |page| PageRoute::Changes { of: self.of, page }),
        })
    }
}

fn row(renderer: &Renderer, id: ChangeId) -> Option<ChangeView<'_>> {
    let edition = &**renderer.edition();
    let entry = edition.site.change(id);
    let (published, version) = version_of(&edition.site, id)?;
    let number = entry.version + 1;
    Some(ChangeView {
        title: &version.briefing.as_ref()?.title,
        url: link_to(edition, PageRoute::Briefing(entry.briefing)),
        date: DateView::of(edition, &version.date),
        news: version.news.word(),
        number,
        version_url: link_to(edition, PageRoute::Version { briefing: entry.briefing, version: number }),
        note: renderer.note(entry.briefing, published.record.as_ref()?, entry.version),
        author: version.author.as_deref(),
        corrections: corrections(published, entry.version),
        countries: country_links(edition, &published.countries),
    })
}
