//! The site of a preview as it is at one moment.

use std::sync::Arc;

use tokio::sync::watch as channel;

use super::held::Handling;
use crate::cards::Cards;
use crate::content::Briefing;
use crate::load::Loaded;
use crate::pictures::Store;
use crate::problem::{Code, Problem};
use crate::render::Renderer;
use crate::source::Source;

/// The site as it is at one moment, for the browser.
pub struct Snapshot {
    /// Counts the changes.
    pub version: u64,
    /// Render the pages, each those in one language; none while `site.yaml` or the templates cannot be read for the first
    /// time.
    pub renderers: Arc<[Renderer]>,
    /// What is wrong with the site.
    pub problems: Vec<Problem>,
    /// The path that the site stands under, from the host's root.
    pub base_path: String,
    /// In a preview of what is held back, what each page and file of it has to say of that: for each renderer.
    pub handling: Arc<[Handling]>,
}

/// What answers and what watches have in common.
pub struct Preview {
    /// The files of the site.
    pub source: Arc<dyn Source>,
    /// What is drawn for it.
    pub cards: Cards,
    /// Smaller images of its files.
    pub store: Store,
    /// The site as it is, for all who wait for changes.
    pub snapshot: channel::Sender<Arc<Snapshot>>,
}

impl Preview {
    /// Returns the site as it is now.
    pub fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.borrow())
    }
}

impl Snapshot {
    /// Returns the snapshot of what was loaded. Where templates are broken, the last good ones stay.
    ///
    /// `held_at` is the present, in a preview of what is held back.
    pub fn new(loaded: Loaded, before: Option<&Self>, held_at: Option<jiff::Timestamp>) -> Self {
        let base_path = loaded.edition.as_ref().map(|edition| edition.site.config.base_url.path().to_owned());
        let (renderers, broken) = match Renderer::all(loaded.editions()) {
            Ok(renderers) => (renderers, Vec::new()),
            Err(problems) => (Vec::new(), problems),
        };
        let problems = loaded.problems.into_iter().chain(broken).collect();
        let (renderers, handling) = match before {
            Some(before) if renderers.is_empty() => {
                (Arc::clone(&before.renderers), Arc::clone(&before.handling))
            }
            _ => {
                let sites = renderers.iter().map(|renderer| &renderer.edition().site);
                let handling = held_at
                    .map(|now| sites.map(|site| Handling::new(site, now)).collect())
                    .unwrap_or_default();
                (renderers.into(), handling)
            }
        };
        Self {
            version: before.map_or(1, |before| before.version + 1),
            renderers,
            problems,
            base_path: base_path
                .or_else(|| before.map(|before| before.base_path.clone()))
                .unwrap_or_else(|| "/".to_owned()),
            handling,
        }
    }
}

impl Snapshot {
    /// Returns the snapshot as it is, after a change that could not be followed. What was told of such changes before
    /// is left out.
    pub fn stale(&self) -> Self {
        let problems = self.problems.iter().filter(|problem| problem.code != Code::StalePreview);
        Self {
            version: self.version + 1,
            renderers: Arc::clone(&self.renderers),
            problems: problems.cloned().collect(),
            base_path: self.base_path.clone(),
            handling: self.handling.clone(),
        }
    }

    /// Returns the snapshot with other words in these briefings; none where more than words changed.
    pub fn reworded(&self, briefings: &[Arc<Briefing>]) -> Option<Self> {
        // What was wrong with a file before may be mended now, and only a new join can tell.
        let had_problems = |briefing: &Briefing| {
            let mut places = self.problems.iter().filter_map(|problem| problem.place.as_ref());
            places.any(|place| place.file == *briefing.path)
        };
        let renderer = briefings.iter().try_fold(None::<Renderer>, |renderer, briefing| {
            let before = renderer.as_ref().or(self.renderers.first())?;
            if had_problems(briefing) { None } else { before.reworded(briefing).map(Some) }
        })?;
        Some(Self {
            version: self.version + 1,
            // A site in several languages is joined anew instead.
            renderers: renderer.map_or_else(|| Arc::clone(&self.renderers), |renderer| [renderer].into()),
            problems: self.problems.clone(),
            base_path: self.base_path.clone(),
            handling: self.handling.clone(),
        })
    }
}
