//! The preview: pages rendered when a browser asks for them, and again when a file changes.
//!
//! It answers on the loopback address only, and writes no files but those of the cache.

mod http;
mod live;
mod watch;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch as channel;

use crate::cards::Cards;
use crate::config::BaseUrl;
use crate::content::Briefing;
use crate::load::{Library, Loaded, View};
use crate::pictures::Store;
use crate::problem::Problem;
use crate::record::Keeper;
use crate::render::Renderer;
use crate::source::{Source, WorkingTree};

/// What a preview needs to know.
pub struct Settings {
    /// What is looked at.
    pub view: View,
    /// The site's folder.
    pub tree: WorkingTree,
    /// The folders in it that are watched.
    pub folders: &'static [&'static str],
    /// An address in place of the one in `site.yaml`.
    pub base_url: Option<BaseUrl>,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// Returns the time that the gate goes by.
    pub now: fn() -> anyhow::Result<jiff::Timestamp>,
    /// Is told the problems after each change.
    pub tell: fn(&[Problem]),
    /// Is told the address once the preview answers.
    pub ready: Box<dyn FnOnce(&str) + Send>,
}

/// Why a preview cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port is taken, or not allowed.
    #[error("port {port} cannot be used: {error}; choose another one with --port, or 0 for any that is free")]
    Port {
        /// The port.
        port: u16,
        /// What the system says.
        error: io::Error,
    },
    /// The system gives no threads or no notice of changes.
    #[error("the preview cannot start: {0}")]
    System(String),
}

/// The site as it is at one moment, for the browser.
pub struct Snapshot {
    /// Counts the changes.
    version: u64,
    /// Renders the pages; none while `site.yaml` or the templates cannot be read for the first time.
    renderer: Option<Arc<Renderer>>,
    problems: Vec<Problem>,
    base_path: String,
}

/// What answers and what watches have in common.
pub struct Preview {
    source: Arc<dyn Source>,
    cards: Cards,
    /// Smaller images of its files.
    store: Store,
    snapshot: channel::Sender<Arc<Snapshot>>,
}

impl Preview {
    fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.borrow())
    }
}

impl Snapshot {
    /// Returns the snapshot of what was loaded. Where templates are broken, the last good ones stay.
    fn new(loaded: Loaded, before: Option<&Self>) -> Self {
        let Loaded { edition, mut problems, .. } = loaded;
        let base_path = edition.as_ref().map(|edition| edition.site.config.base_url.path().to_owned());
        let renderer = edition.and_then(|edition| match Renderer::new(edition) {
            Ok(renderer) => Some(Arc::new(renderer)),
            Err(more) => {
                problems.extend(more);
                None
            }
        });
        Self {
            version: before.map_or(1, |before| before.version + 1),
            renderer: renderer.or_else(|| before.and_then(|before| before.renderer.clone())),
            problems,
            base_path: base_path
                .or_else(|| before.map(|before| before.base_path.clone()))
                .unwrap_or_else(|| "/".to_owned()),
        }
    }
}

impl Snapshot {
    /// Returns the snapshot with other words in these briefings; none where more than words changed.
    fn reworded(&self, briefings: &[Arc<Briefing>]) -> Option<Self> {
        // What was wrong with a file before may be mended now, and only a new join can tell.
        let had_problems = |briefing: &Briefing| {
            let mut places = self.problems.iter().filter_map(|problem| problem.place.as_ref());
            places.any(|place| place.file == *briefing.path)
        };
        let renderer = briefings.iter().try_fold(None::<Renderer>, |renderer, briefing| {
            let before = renderer.as_ref().or(self.renderer.as_deref())?;
            if had_problems(briefing) { None } else { before.reworded(briefing).map(Some) }
        })?;
        Some(Self {
            version: self.version + 1,
            renderer: renderer.map(Arc::new).or_else(|| self.renderer.clone()),
            problems: self.problems.clone(),
            base_path: self.base_path.clone(),
        })
    }
}

/// Serves a preview until the process is stopped.
///
/// # Errors
/// Returns why it cannot start.
pub fn serve(settings: Settings) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .worker_threads(2)
        .build()
        .map_err(|error| ServeError::System(error.to_string()))?;
    runtime.block_on(run(settings))
}

async fn run(settings: Settings) -> anyhow::Result<()> {
    let Settings { view, tree, folders, base_url, port, now, tell, ready } = settings;
    let failed = |error| ServeError::Port { port, error };
    // Taken before the site is read: a port that is in use is told at once.
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;

    let store = Store::of(tree.root());
    // Before the site is read, so that no change slips through between the two.
    let git = view.keeper.as_ref().and_then(Keeper::git_folder);
    let cards = Cards::new(tree.root());
    let watch = watch::begin(tree, folders, git).map_err(|error| ServeError::System(error.to_string()))?;
    let library = Library::read(&*view.source, base_url.clone());
    let loaded = library.assemble_on(&*view.source, &view.terms(now()?, true, true))?;
    let snapshot = Snapshot::new(loaded, None);
    tell(&snapshot.problems);
    let url = format!("http://{address}{}", snapshot.base_path);
    let preview = Arc::new(Preview {
        source: Arc::clone(&view.source),
        store,
        cards,
        snapshot: channel::Sender::new(Arc::new(snapshot)),
    });
    let watcher = watch::Watcher { preview: Arc::clone(&preview), view, library, base_url, now, tell };
    watcher.start(watch);
    ready(&url);
    axum::serve(listener, http::router(preview))
        .await
        .map_err(|error| ServeError::System(error.to_string()))?;
    Ok(())
}
