//! What rules see: the site, one document of it, and how others are asked.

use std::time::Duration;

use super::words::Words;
use crate::cache::Cache;
use crate::config::Config;
use crate::content::{Document, Gate, Verdict};
use crate::site::Site;
use crate::source::Source;
use crate::tag::{Suggestions, Tagger};
use crate::tree::Prose;

/// What all rules see.
pub struct LintContext<'a> {
    /// What is published.
    pub site: &'a Site,
    /// The files.
    pub source: &'a dyn Source,
    /// The present.
    pub now: jiff::Timestamp,
    /// All good documents with their paths, in the order of the paths, held back or not.
    pub documents: Vec<(&'a str, &'a Document)>,
    /// Whether the rules look at what is held back too.
    pub with_held_back: bool,
    /// What finds countries in texts; none where no rule needs them.
    pub tagger: Option<Tagger>,
    /// How other hosts are asked; none where they are not.
    pub network: Option<&'a Network<'a>>,
}

impl LintContext<'_> {
    /// Returns the site's settings.
    pub fn config(&self) -> &Config {
        &self.site.config
    }

    /// Returns whether the rules look at a document: it is published, or all are looked at.
    pub fn looks_at(&self, path: &str, document: &Document) -> bool {
        self.with_held_back || self.is_public(path, document)
    }

    /// Returns whether a document is part of the site. A topic that no briefing has, and a profile, are if the gate
    /// lets them through.
    pub fn is_public(&self, path: &str, document: &Document) -> bool {
        let is_let_through = || {
            let markings = self.config().markings.clone();
            let gate = Gate { now: self.now, drafts: self.with_held_back, markings };
            let (publication, date) = document.publication();
            !matches!(gate.judge(publication, date), Verdict::Hold(_))
        };
        match document {
            Document::Topic(_) | Document::Profile(_) | Document::Organisation(_) | Document::Author(_) => {
                is_let_through()
            }
            // Of a translation that is held back, the original stands in its place.
            Document::Briefing(_) | Document::Page(_) => {
                let is_original = !self.config().languages.is_translation(path);
                self.site.entity_of(path).is_some() && (is_original || is_let_through())
            }
        }
    }
}

/// One document as the rules see it.
pub struct DocumentContext<'a> {
    /// What all rules see.
    pub shared: &'a LintContext<'a>,
    /// The path of its file.
    pub path: &'a str,
    /// What it says.
    pub document: &'a Document,
    /// What its text is made of.
    pub prose: &'a Prose,
    /// Whether it is in English.
    pub is_english: bool,
    /// The words of each passage of the text; none where it is not in English.
    pub words: &'a [Words<'a>],
    /// What its text seems to be about; none where it is no briefing in English, or no rule asks.
    pub suggestions: Option<&'a Suggestions>,
}

impl<'a> DocumentContext<'a> {
    /// Returns the words of the passages that are the writer's own, each with the place of its passage.
    pub fn own_words(&self) -> impl Iterator<Item = (usize, &'a Words<'a>)> {
        self.words.iter().enumerate().filter(|(index, _)| !self.prose.passages[*index].is_quote)
    }
}

/// How other hosts are asked.
pub struct Network<'a> {
    /// Keeps what answered.
    pub cache: &'a Cache,
    /// How long an answer may take.
    pub timeout: Duration,
    /// Told once how many addresses there are to ask for, and then of each that was asked for.
    pub progress: &'a (dyn Fn(Progress) + Sync),
}

/// How far the asking is.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    /// So many addresses are to be asked for.
    Begins(usize),
    /// One more has been.
    Asked,
}
