//! Watches the site's files, and makes a new snapshot after each change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use notify_debouncer_full::notify::event::ModifyKind;
use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, NoCache, new_debouncer_opt};

use super::{Preview, Snapshot};
use crate::config::BaseUrl;
use crate::load::{Library, Refreshed};
use crate::problem::Problem;
use crate::source::{FOLDERS, WorkingTree};

/// How long a file must be quiet: an editor writes in several steps, within a few milliseconds.
const QUIET: Duration = Duration::from_millis(6);

/// How often the quiet is looked for.
const TICK: Duration = Duration::from_millis(2);

pub struct Watcher {
    pub preview: Arc<Preview>,
    pub library: Library,
    pub base_url: Option<BaseUrl>,
    pub now: fn() -> anyhow::Result<jiff::Timestamp>,
    pub tell: fn(&[Problem]),
}

type Debounced = Debouncer<RecommendedWatcher, NoCache>;

/// A watch that has begun; its events wait.
pub struct Watch {
    debouncer: Debounced,
    events: Receiver<DebounceEventResult>,
}

/// Begins to watch the files of a site.
pub fn begin(source: &WorkingTree) -> notify::Result<Watch> {
    let (send, events) = std::sync::mpsc::channel();
    let handler = move |events: DebounceEventResult| {
        // The receiver is gone only when the process ends.
        let _ = send.send(events);
    };
    let mut debouncer =
        new_debouncer_opt(QUIET, Some(TICK), handler, NoCache::new(), notify::Config::default())?;
    // The folders alone: beside them may be a `target` or `node_modules` of any size.
    debouncer.watch(source.root(), RecursiveMode::NonRecursive)?;
    for folder in folders(source) {
        if folder.is_dir() {
            debouncer.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(Watch { debouncer, events })
}

fn folders(source: &WorkingTree) -> [PathBuf; 4] {
    FOLDERS.map(|name| source.root().join(name))
}

impl Watcher {
    /// Follows the watch, for as long as the process runs.
    pub fn start(mut self, watch: Watch) {
        let Watch { mut debouncer, events } = watch;
        std::thread::spawn(move || {
            while let Ok(events) = events.recv() {
                match events {
                    Ok(events) => {
                        self.follow(&mut debouncer, &events);
                        self.handle(&events);
                    }
                    // Something was missed, so everything is read.
                    Err(_) => self.reload(None),
                }
            }
        });
    }

    /// Watches the folders that came, or came back, since the preview began.
    fn follow(&mut self, watch: &mut Debounced, events: &[DebouncedEvent]) {
        let mut came = false;
        for folder in folders(&self.preview.source) {
            let is_meant = events.iter().any(|event| {
                let comes_or_goes = matches!(
                    event.kind,
                    EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
                );
                comes_or_goes && event.paths.contains(&folder)
            });
            if is_meant {
                // One that was watched under this name is another folder now.
                let _ = watch.unwatch(&folder);
                came |= folder.is_dir() && watch.watch(&folder, RecursiveMode::Recursive).is_ok();
            }
        }
        if came {
            // What was put into it before it was watched, nobody told.
            self.reload(None);
        }
    }

    fn handle(&mut self, events: &[DebouncedEvent]) {
        if events.iter().any(|event| event.need_rescan()) {
            self.reload(None);
            return;
        }
        let changed: BTreeSet<&Path> = events
            .iter()
            .filter(|event| is_change(event.kind))
            .flat_map(|event| event.paths.iter().map(|path| (path.as_path(), event.kind)))
            // A folder whose entries change says so; what matters is told by the entries.
            .filter(|(path, kind)| {
                !(path.is_dir()
                    && matches!(kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_))))
            })
            .map(|(path, _)| path)
            .collect();
        let paths: Vec<String> = changed
            .into_iter()
            .filter_map(|path| self.preview.source.site_path(path))
            .filter(|path| is_read(path))
            .collect();
        if !paths.is_empty() {
            self.reload(Some(&paths));
        }
    }

    /// Makes a new snapshot: from the changed files alone, where that is enough.
    fn reload(&mut self, paths: Option<&[String]>) {
        let source = &self.preview.source;
        let refreshed = paths.map_or(Refreshed::Nothing, |paths| self.library.refresh(source, paths));
        match refreshed {
            Refreshed::Briefings(briefings) => {
                if let Some(snapshot) = self.preview.now().reworded(&briefings) {
                    self.preview.snapshot.send_replace(Arc::new(snapshot));
                    return;
                }
            }
            Refreshed::Files => {}
            Refreshed::Nothing => self.library = Library::read(source, self.base_url.clone()),
        }
        let Ok(now) = (self.now)() else { return };
        let loaded = self.library.assemble(source, true, now);
        let before = self.preview.now();
        let snapshot = Snapshot::new(loaded, Some(&before));
        if snapshot.problems != before.problems {
            (self.tell)(&snapshot.problems);
        }
        self.preview.snapshot.send_replace(Arc::new(snapshot));
    }
}

/// Reading is no change: the preview reads files itself.
fn is_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(_))
}

/// Returns whether a path is one that a site is read from.
fn is_read(path: &str) -> bool {
    path == crate::config::CONFIG_FILE || FOLDERS.iter().any(|folder| path.split('/').next() == Some(folder))
}
