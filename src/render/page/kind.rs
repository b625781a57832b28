//! What every kind of page has to answer. Nothing has a default, so that a new kind cannot forget it.

use tera::Context;

use crate::edition::Edition;
use crate::problem::Problem;
use crate::render::Renderer;
use crate::render::metadata::Described;
use crate::render::views::PageView;
use crate::route::{FeedOf, PageRoute};

/// A kind of page.
pub trait PageKind {
    /// Returns the name of its template.
    fn template(&self) -> &'static str;

    /// Returns what it is called on the way to a page below it.
    fn name(&self, edition: &Edition) -> String;

    /// Returns the page above it; `None` for the home page.
    fn parent(&self, edition: &Edition) -> Option<PageRoute>;

    /// Returns what stands in its head.
    fn head(&self, edition: &Edition) -> Head;

    /// Returns what its template shows.
    ///
    /// # Errors
    /// Returns what the template of a row does wrong.
    fn content(&self, frame: &Frame) -> Result<Context, Problem>;
}

/// What stands in the head of a page.
pub struct Head {
    /// Its title; empty for that of the site.
    pub title: String,
    /// What it is about, in a sentence or two; may be empty.
    pub description: String,
    /// The language of its text (BCP 47); `None` for that of the site.
    pub language: Option<String>,
    /// What it has feeds of.
    pub feeds: Option<FeedOf>,
    /// The page that search engines are to take in its place.
    pub canonical: Option<PageRoute>,
    /// What machines read of it.
    pub described: Described,
}

/// What is at hand when a page is rendered.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// Makes rows, and knows what versions changed.
    pub renderer: &'a Renderer,
    /// The head of the page.
    pub page: &'a PageView,
}

impl<'a> Frame<'a> {
    /// Returns the edition.
    pub fn edition(&self) -> &'a Edition {
        self.renderer.edition()
    }
}
