//! Routes into bytes.
//!
//! [`Renderer::render`] reads the edition and nothing else: no files, no clock, and no order between
//! routes. So pages can be rendered in parallel, or one at a time when a browser asks for it, and are
//! the same bytes each time.

mod atom;
mod briefing;
mod catalogue;
mod changes;
mod cite;
mod countries;
mod data;
mod data_schema;
mod drawing;
mod engine;
mod json_feed;
mod lists;
pub(crate) mod maps;
mod margin;
mod metadata;
mod pages;
mod printed;
mod record;
mod relations;
mod robust_links;
mod sitemap;
mod timeline;
mod topics;
pub(crate) mod views;
mod xml;

use std::sync::{Arc, OnceLock};

use tera::{Context, Tera, Value};

use crate::content::Briefing;
use crate::edition::Edition;
use crate::problem::Problem;
use crate::route::{FeedFormat, Route};
use crate::site::BriefingId;

/// Renders the routes of one edition.
pub struct Renderer {
    edition: Arc<Edition>,
    shared: Arc<Shared>,
}

/// What does not depend on the words of single briefings.
struct Shared {
    tera: Tera,
    /// What stands for a briefing in lists and feeds, made when it is first needed.
    rows: Vec<OnceLock<Value>>,
    atom_entries: Vec<OnceLock<String>>,
    json_items: Vec<OnceLock<String>>,
    /// For each briefing and version, the share of the text that changed, in per cent.
    shares: Vec<Vec<OnceLock<Option<u8>>>>,
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
            shares: edition
                .site
                .briefings
                .iter()
                .map(|published| published.versions().iter().map(|_| OnceLock::new()).collect())
                .collect(),
        };
        Ok(Self { edition, shared: Arc::new(shared) })
    }

    /// Returns a renderer of the same edition with other words in one of its briefings.
    ///
    /// None where more than its words changed.
    pub fn reworded(&self, briefing: &Arc<Briefing>) -> Option<Self> {
        let edition = Arc::new(self.edition.reworded(briefing)?);
        Some(Self { edition, shared: Arc::clone(&self.shared) })
    }

    /// Returns the edition that is rendered.
    pub fn edition(&self) -> &Arc<Edition> {
        &self.edition
    }

    /// Returns the bytes of a route.
    ///
    /// Assets, smaller images, static files of the site and social cards are empty here: they are not rendered.
    ///
    /// # Errors
    /// Returns what a template does wrong.
    pub fn render(&self, route: Route) -> Result<Vec<u8>, Problem> {
        let text = match route {
            Route::Briefing(id) => self.briefing(id)?,
            Route::Feed { of, format: FeedFormat::Atom } => self.atom_feed(of),
            Route::Feed { of, format: FeedFormat::Json } => self.json_feed(of),
            Route::Data(id) => self.data(id),
            Route::Citation { briefing, version, format } => self.citation(briefing, version, format),
            Route::Api(file) => self.api(file),
            Route::Sitemap => self.sitemap(),
            Route::SitemapPart { part } => self.sitemap_part(part),
            Route::Robots => self.robots(),
            Route::NoJekyll
            | Route::Asset { .. }
            | Route::Smaller { .. }
            | Route::Static { .. }
            | Route::Card(_) => String::new(),
            Route::Theme { file } => return Ok(self.edition.theme.assets[file].bytes.clone()),
            _ => self.page(route)?,
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
        let mut context = Context::new();
        context.insert("briefing", &views::Row::new(&self.edition, id));
        let html = self.template("components/row.html", &context)?;
        Ok(row.get_or_init(|| Value::safe_string(&html)).clone())
    }

    fn rows(&self, ids: &[BriefingId]) -> Result<Vec<Value>, Problem> {
        ids.iter().map(|id| self.row(*id)).collect()
    }
}
