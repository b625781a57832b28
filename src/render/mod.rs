//! Routes into bytes.
//!
//! [`Renderer::render`] reads the edition and nothing else: no files, no clock, and no order between
//! routes. So pages can be rendered in parallel, or one at a time when a browser asks for it, and are
//! the same bytes each time.

mod atom;
mod authors;
mod catalogue;
mod change_summary;
mod changes;
mod cite;
mod cited_name;
mod counted;
mod csv;
mod data;
mod data_fields;
mod data_schema;
mod data_shapes;
mod drawing;
mod engine;
mod json_feed;
mod judgement_data;
mod judgements;
mod languages;
pub(crate) mod maps;
mod margin;
mod metadata;
mod organisations;
mod page;
mod parallel_text;
mod printed;
mod redline;
mod regions;
mod robust_links;
mod shared_sources;
mod sitemap;
mod sources;
mod stand_in;
mod timeline;
mod timemap;
mod topics;
mod trend_map;
mod versions;
pub(crate) mod views;
mod watch;
mod watch_data;

use std::sync::{Arc, OnceLock};

use tera::{Context, Tera, Value};

use self::change_summary::Comparison;
use crate::content::Briefing;
use crate::edition::Edition;
use crate::problem::Problem;
use crate::route::{FeedFormat, FileRoute, Route};
use crate::search::SearchIndex;
use crate::site::BriefingId;

/// Renders the routes of one edition.
pub struct Renderer {
    edition: Arc<Edition>,
    shared: Arc<Shared>,
    /// The search index, made when it is first needed: a preview in which nobody searches makes none.
    search: OnceLock<SearchIndex>,
}

/// What does not depend on the words of single briefings.
struct Shared {
    tera: Tera,
    /// What stands for a briefing in lists and feeds, made when it is first needed.
    rows: Vec<OnceLock<Value>>,
    atom_entries: Vec<OnceLock<String>>,
    json_items: Vec<OnceLock<String>>,
    /// For each briefing and version, what it changed.
    comparisons: Vec<Vec<OnceLock<Option<Comparison>>>>,
}

impl Renderer {
    /// Makes an edition ready for rendering.
    ///
    /// # Errors
    /// Returns what is wrong with the templates.
    pub fn new(edition: Arc<Edition>) -> Result<Self, Vec<Problem>> {
        let length = edition.site.briefings.len();
        let shared = Shared {
            tera: engine::engine(&edition)?,
            rows: std::iter::repeat_with(OnceLock::new).take(length).collect(),
            atom_entries: std::iter::repeat_with(OnceLock::new).take(length).collect(),
            json_items: std::iter::repeat_with(OnceLock::new).take(length).collect(),
            comparisons: edition
                .site
                .briefings
                .iter()
                .map(|published| published.versions().iter().map(|_| OnceLock::new()).collect())
                .collect(),
        };
        Ok(Self { edition, shared: Arc::new(shared), search: OnceLock::new() })
    }

    /// Makes the editions of a site ready for rendering, those in all its languages.
    ///
    /// # Errors
    /// Returns what is wrong with the templates.
    pub fn all<'a>(editions: impl IntoIterator<Item = &'a Arc<Edition>>) -> Result<Vec<Self>, Vec<Problem>> {
        editions.into_iter().map(|edition| Self::new(Arc::clone(edition))).collect()
    }

    /// Returns a renderer of the same edition with other words in one of its briefings.
    ///
    /// None where more than its words changed.
    pub fn reworded(&self, briefing: &Arc<Briefing>) -> Option<Self> {
        let edition = Arc::new(self.edition.reworded(briefing)?);
        Some(Self { edition, shared: Arc::clone(&self.shared), search: OnceLock::new() })
    }

    /// Returns the edition that is rendered.
    pub fn edition(&self) -> &Arc<Edition> {
        &self.edition
    }

    /// Returns the search index. Whoever renders routes in parallel asks for it before that, since it is made in
    /// parallel too, and no thread is to wait for what it does itself.
    pub fn search_index(&self) -> &SearchIndex {
        self.search.get_or_init(|| SearchIndex::new(&self.edition))
    }

    /// Returns the bytes of a route.
    ///
    /// Assets, smaller images, static files of the site, social cards and texts in other forms are empty here: they are not rendered.
    ///
    /// # Errors
    /// Returns what a template does wrong.
    pub fn render(&self, route: Route) -> Result<Vec<u8>, Problem> {
        match route {
            Route::Page(page) => self.page(page).map(String::into_bytes),
            Route::File(file) => self.file(file),
        }
    }

    fn file(&self, file: FileRoute) -> Result<Vec<u8>, Problem> {
        let text = match file {
            FileRoute::Feed { of, format: FeedFormat::Atom } => self.atom_feed(of),
            FileRoute::Feed { of, format: FeedFormat::Json } => self.json_feed(of),
            FileRoute::Data(id) => self.data(id),
            FileRoute::Citation { of, format } => self.citation(of, format),
            FileRoute::WatchCsv(month) => self.watch_csv(month),
            FileRoute::TimeMap(id) => timemap::timemap(&self.edition, id),
            FileRoute::JudgementsCsv => judgement_data::csv(&self.edition),
            FileRoute::Api(file) => self.api(file),
            FileRoute::Search(file) => self.search_index().text(file).to_owned(),
            FileRoute::Sitemap => self.sitemap(),
            FileRoute::SitemapPart { part } => self.sitemap_part(part),
            FileRoute::Robots => self.robots(),
            FileRoute::NotFound => self.not_found()?,
            FileRoute::Redirect(id) => self.redirect(file, self.edition.site.redirect(id).to)?,
            FileRoute::Moved(id) => self.redirect(file, self.edition.site.moved(id).to)?,
            FileRoute::NoJekyll
            | FileRoute::Asset(_)
            | FileRoute::Smaller { .. }
            | FileRoute::Static(_)
            | FileRoute::Form(_)
            | FileRoute::Card(_) => String::new(),
            FileRoute::Theme(id) => return Ok(self.edition.theme.asset(id).bytes.clone()),
        };
        Ok(text.into_bytes())
    }

    /// Renders a template.
    fn template(&self, name: &str, context: &Context) -> Result<String, Problem> {
        self.shared.tera.render(name, context).map_err(|error| engine::problem(&self.edition.theme, &error))
    }

    /// Returns the row that stands for a briefing in lists; it is rendered once.
    fn row(&self, id: BriefingId) -> Result<Value, Problem> {
        let row = &self.shared.rows[id.index()];
        if let Some(done) = row.get() {
            return Ok(done.clone());
        }
        let content = views::RowContent { briefing: views::Row::new(&self.edition, id) };
        let html = self.template("components/row.html", &engine::context_of(&content)?)?;
        Ok(row.get_or_init(|| Value::safe_string(&html)).clone())
    }

    fn rows(&self, ids: &[BriefingId]) -> Result<Vec<Value>, Problem> {
        ids.iter().map(|id| self.row(*id)).collect()
    }
}
