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
use crate::load::{Library, Refreshed, View};
use crate::problem::Problem;
use crate::record::Keeper;
use crate::source::{FOLDERS, WorkingTree};

/// How long a file must be quiet: an editor writes in several steps, within a few milliseconds.
const QUIET: Duration = Duration::from_millis(6);

/// How often the quiet is looked for.
const TICK: Duration = Duration::from_millis(2);

pub struct Watcher {
    pub preview: Arc<Preview>,
    pub view: View,
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
    tree: WorkingTree,
    folders: Vec<PathBuf>,
    names: &'static [&'static str],
    /// Where git notes that something was committed.
    git: Option<PathBuf>,
}

/// Begins to watch folders of a site, and the one in which git notes what is committed.
pub fn begin(
    tree: WorkingTree,
    names: &'static [&'static str],
    git: Option<PathBuf>,
) -> notify::Result<Watch> {
    let (send, events) = std::sync::mpsc::channel();
    let handler = move |events: DebounceEventResult| {
        // The receiver is gone only when the process ends.
        let _ = send.send(events);
    };
    let mut debouncer =
        new_debouncer_opt(QUIET, Some(TICK), handler, NoCache::new(), notify::Config::default())?;
    // The folders alone: beside them may be a `target` or `node_modules` of any size.
    let folders: Vec<PathBuf> = names.iter().map(|name| tree.root().join(name)).collect();
    if !folders.is_empty() {
        debouncer.watch(tree.root(), RecursiveMode::NonRecursive)?;
    }
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        debouncer.watch(folder, RecursiveMode::Recursive)?;
    }
    if let Some(git) = git.as_ref().filter(|git| git.is_dir()) {
        // Without it a commit only shows with the next edit.
        let _ = debouncer.watch(git, RecursiveMode::NonRecursive);
    }
    Ok(Watch { debouncer, events, tree, folders, names, git })
}

impl Watcher {
    /// Follows the watch, for as long as the process runs.
    pub fn start(mut self, watch: Watch) {
        let mut watch = watch;
        std::thread::spawn(move || {
            while let Ok(events) = watch.events.recv() {
                match events {
                    Ok(events) => {
                        self.follow(&mut watch, &events);
                        self.handle(&watch, &events);
                    }
                    // Something was missed, so everything is read.
                    Err(_) => self.reload(None),
                }
            }
        });
    }

    /// Watches the folders that came, or came back, since the preview began.
    fn follow(&mut self, watch: &mut Watch, events: &[DebouncedEvent]) {
        let mut came = false;
        let Watch { debouncer, folders, .. } = watch;
        for folder in folders.iter() {
            let is_meant = events.iter().any(|event| {
                let comes_or_goes = matches!(
                    event.kind,
                    EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
                );
                comes_or_goes && event.paths.contains(folder)
            });
            if is_meant {
                // One that was watched under this name is another folder now.
                let _ = debouncer.unwatch(folder);
                came |= folder.is_dir() && debouncer.watch(folder, RecursiveMode::Recursive).is_ok();
            }
        }
        if came {
            // What was put into it before it was watched, nobody told.
            self.reload(None);
        }
    }

    fn handle(&mut self, watch: &Watch, events: &[DebouncedEvent]) {
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
            .filter_map(|path| watch.tree.site_path(path))
            .filter(|path| is_read(path, watch.names))
            .collect();
        let in_git = |path: &&Path| watch.git.as_ref().is_some_and(|git| path.parent() == Some(git));
        if !paths.is_empty() {
            self.reload(Some(&paths));
        } else if events.iter().any(|event| event.paths.iter().any(|path| in_git(&path.as_path())))
            // Git writes there for other reasons than a commit too.
            && self.view.keeper.as_mut().is_some_and(|keeper| keeper.follow().unwrap_or_default())
        {
            self.rejoin();
        }
    }

    /// Makes a new snapshot: from the changed files alone, where that is enough.
    fn reload(&mut self, paths: Option<&[String]>) {
        let source = &*self.view.source;
        let refreshed = paths.map_or(Refreshed::Nothing, |paths| self.library.refresh(source, paths));
        match refreshed {
            Refreshed::Briefings(briefings) => {
                if let Some(snapshot) = self.preview.now().reworded(&briefings) {
                    self.preview.snapshot.send_replace(Arc::new(snapshot));
                    return;
                }
            }
            Refreshed::Files => {}
            Refreshed::Nothing => {
                self.library = Library::read(source, self.base_url.clone());
                // The settings may be others, and what was read by them too.
                self.view.keeper.iter_mut().for_each(Keeper::forget);
            }
        }
        // Where git does not tell, what it told before stays.
        let _ = self.view.keeper.as_mut().map(Keeper::follow);
        self.rejoin();
    }

    /// Makes a new snapshot of the files as they were read.
    fn rejoin(&self) {
        let Ok(now) = (self.now)() else { return };
        let terms = self.view.terms(now, true, true);
        let Ok(loaded) = self.library.assemble_on(&*self.view.source, &terms) else { return };
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
fn is_read(path: &str, folders: &[&str]) -> bool {
    let is_of_today = folders.contains(&FOLDERS[0]);
    path == crate::config::CONFIG_FILE && is_of_today
        || folders.iter().any(|folder| path.split('/').next() == Some(folder))
}
