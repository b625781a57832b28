//! The preview: pages rendered when a browser asks for them, and again when a file changes.
//!
//! It answers on the loopback address only, and writes no files but those of the cache.

mod connections;
mod held;
mod http;
mod live;
mod preview;
mod reload;
mod ribbon;
mod watch;

use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch as channel;

use self::preview::{Preview, Snapshot};
use self::reload::Reloader;
use crate::cards::Cards;
use crate::check::CODES;
use crate::config::BaseUrl;
use crate::git::cache_of;
use crate::load::{Library, View};
use crate::pictures::Store;
use crate::problem::Problem;
use crate::record::HistoryTracker;
use crate::source::WorkingTree;

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

    // Drafts are shown too, and more with `--held`; nothing of them leaves a trace in the cache.
    let cache = cache_of(tree.root()).read_only();
    let store = Store::new(&cache);
    let cards = Cards::new(&cache);
    // Before the site is read, so that no change slips through between the two.
    let git = view.tracker.as_ref().and_then(HistoryTracker::git_folder);
    let watch = watch::begin(tree, folders, git).map_err(|error| ServeError::System(error.to_string()))?;
    let library = Library::read(&*view.source, base_url.clone(), &CODES);
    let present = now()?;
    let loaded = library.assemble_on(&*view.source, &view.terms(present, true, true))?;
    let mut snapshot = Snapshot::new(loaded, None, view.held.then_some(present));
    snapshot.problems.extend(watch.problems());
    tell(&snapshot.problems);
    let url = format!("http://{address}{}", snapshot.base_path);
    let preview = Arc::new(Preview {
        source: Arc::clone(&view.source),
        store,
        cards,
        snapshot: channel::Sender::new(Arc::new(snapshot)),
    });
    let failures = BTreeMap::new();
    watch.start(Reloader { preview: Arc::clone(&preview), view, library, base_url, now, tell, failures });
    ready(&url);
    match connections::answer(listener, http::router(preview)).await {
        Ok(never) => match never {},
        Err(error) => Err(ServeError::System(error.to_string()).into()),
    }
}
