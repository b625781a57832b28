//! Watches the site's files, and says which of them changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use notify_debouncer_full::notify::event::ModifyKind;
use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, NoCache, new_debouncer_opt};

use super::reload::Reloader;
use crate::problem::{Code, Problem};
use crate::source::{FILES, FOLDERS, WorkingTree};

/// How long a file must be quiet: an editor writes in several steps, within a few milliseconds.
const QUIET: Duration = Duration::from_millis(6);

/// How often the quiet is looked for.
const TICK: Duration = Duration::from_millis(2);

/// How often a folder is listed in which something goes while it is listed.
const LISTINGS: usize = 3;

type Debounced = Debouncer<RecommendedWatcher, NoCache>;

/// A watch that has begun; its events wait.
pub struct Watch {
    debouncer: Debounced,
    events: Receiver<DebounceEventResult>,
    tree: WorkingTree,
    /// Each folder, and whether what is below it is watched as well.
    folders: Vec<(PathBuf, RecursiveMode)>,
    names: &'static [&'static str],
    /// Where git notes that something was committed.
    git: Option<PathBuf>,
    /// The folders of which the system does not tell what changes, and why.
    unseen: BTreeMap<PathBuf, String>,
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
    let mut folders: Vec<(PathBuf, RecursiveMode)> =
        names.iter().map(|name| (tree.root().join(name), RecursiveMode::Recursive)).collect();
    // A folder that one file is read from may have others of any size below.
    let of_files = FILES.iter().filter(|file| is_read(file, names)).filter_map(|file| file.rsplit_once('/'));
    folders.extend(of_files.map(|(folder, _)| (tree.root().join(folder), RecursiveMode::NonRecursive)));
    if !folders.is_empty() {
        debouncer.watch(tree.root(), RecursiveMode::NonRecursive)?;
    }
    let git = git.filter(|git| git.is_dir());
    let mut watch = Watch { debouncer, events, tree, folders, names, git, unseen: BTreeMap::new() };
    watch.look_at_all();
    Ok(watch)
}

impl Watch {
    /// Follows what changes, for as long as the process runs.
    pub fn start(mut self, mut reloader: Reloader) {
        std::thread::spawn(move || {
            while let Ok(events) = self.events.recv() {
                match together(events, &self.events) {
                    Ok(events) => self.handle(&events, &mut reloader),
                    // Something was missed, or a new folder cannot be watched: everything is looked at anew.
                    Err(_) => {
                        self.look_at_all();
                        reloader.reload(None, &self.problems());
                    }
                }
            }
        });
    }

    /// Returns what is told of the folders that cannot be watched.
    pub fn problems(&self) -> Vec<Problem> {
        let told = self.unseen.iter().map(|(folder, why)| {
            let shown = folder.strip_prefix(self.tree.root()).unwrap_or(folder).display();
            Problem::new(Code::StalePreview, format!("what changes in `{shown}` is not seen: {why}"))
                .hint("start the preview again; `chancery doctor` tells if the site has too many folders")
        });
        told.collect()
    }

    /// Watches all folders anew.
    fn look_at_all(&mut self) {
        for (folder, mode) in self.folders.clone() {
            self.look_at(&folder, mode);
        }
        if let Some(git) = self.git.clone() {
            self.look_at(&git, RecursiveMode::NonRecursive);
        }
    }

    /// Watches a folder, if it is there. Returns whether it is watched.
    fn look_at(&mut self, folder: &Path, mode: RecursiveMode) -> bool {
        // One that was watched under this name may be another folder now; most often none was.
        let _ = self.debouncer.unwatch(folder);
        self.unseen.remove(folder);
        for listing in 1..=LISTINGS {
            if !folder.is_dir() {
                break;
            }
            match self.debouncer.watch(folder, mode) {
                Ok(()) => return true,
                Err(error) if listing == LISTINGS => {
                    self.unseen.insert(folder.to_owned(), error.to_string());
                }
                Err(_) => {}
            }
        }
        false
    }

    /// Watches the folders that came, or came back, since the preview began, and those that could not be watched
    /// before. Returns whether any is watched now.
    fn follow(&mut self, events: &[DebouncedEvent]) -> bool {
        let comes_or_goes = |folder: &PathBuf| {
            events.iter().any(|event| {
                let comes_or_goes = matches!(
                    event.kind,
                    EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
                );
                comes_or_goes && event.paths.contains(folder)
            })
        };
        let is_meant = |(folder, _): &&(PathBuf, RecursiveMode)| {
            self.unseen.contains_key(folder) || comes_or_goes(folder)
        };
        let folders: Vec<(PathBuf, RecursiveMode)> = self.folders.iter().filter(is_meant).cloned().collect();
        let git = self.git.clone().filter(|git| self.unseen.contains_key(git));
        let mut came = git.is_some_and(|git| self.look_at(&git, RecursiveMode::NonRecursive));
        for (folder, mode) in folders {
            came |= self.look_at(&folder, mode);
        }
        came
    }

    fn handle(&mut self, events: &[DebouncedEvent], reloader: &mut Reloader) {
        let before = self.unseen.clone();
        let came = self.follow(events);
        let problems = self.problems();
        // What was put into a folder before it was watched, nobody told.
        if came || self.unseen != before || events.iter().any(|event| event.need_rescan()) {
            reloader.reload(None, &problems);
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
            .filter_map(|path| self.tree.site_path(path))
            .filter(|path| is_read(path, self.names))
            .collect();
        let in_git = |path: &PathBuf| self.git.as_deref().is_some_and(|git| path.parent() == Some(git));
        if !paths.is_empty() {
            reloader.reload(Some(&paths), &problems);
        } else if events.iter().any(|event| event.paths.iter().any(in_git)) {
            // Git writes there for other reasons than a commit too.
            reloader.follow_history(&problems);
        }
    }
}

/// Returns these events with all that wait behind them: what changed while the last change was followed is followed
/// at once, however often it was saved.
fn together(first: DebounceEventResult, waiting: &Receiver<DebounceEventResult>) -> DebounceEventResult {
    let mut all = first?;
    for more in waiting.try_iter() {
        all.extend(more?);
    }
    Ok(all)
}

/// Reading is no change: the preview reads files itself.
fn is_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(_))
}

/// Returns whether a path is one that a site is read from.
fn is_read(path: &str, folders: &[&str]) -> bool {
    let is_of_today = folders.contains(&FOLDERS[0]);
    FILES.contains(&path) && is_of_today
        || folders.iter().any(|folder| path.split('/').next() == Some(folder))
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test ends at what it does not expect")]
mod tests {
    use std::path::PathBuf;
    use std::sync::mpsc::channel;
    use std::time::Instant;

    use notify_debouncer_full::DebouncedEvent;
    use notify_debouncer_full::notify::event::{CreateKind, EventKind};
    use notify_debouncer_full::notify::{Error, Event};

    use super::together;

    fn saved(name: &str) -> DebouncedEvent {
        let event = Event::new(EventKind::Create(CreateKind::File)).add_path(PathBuf::from(name));
        DebouncedEvent::new(event, Instant::now())
    }

    #[test]
    fn what_was_saved_while_the_last_change_was_followed_is_followed_at_once() {
        let (send, waiting) = channel();
        for number in 0..500 {
            send.send(Ok(vec![saved(&format!("{}.md", number % 7))])).expect("a receiver");
        }
        let all = together(Ok(vec![saved("first.md")]), &waiting).expect("events");
        assert_eq!(all.len(), 501);
        assert!(waiting.try_recv().is_err());
    }

    #[test]
    fn a_missed_change_among_them_is_told() {
        let (send, waiting) = channel();
        send.send(Err(vec![Error::generic("too many")])).expect("a receiver");
        assert!(together(Ok(vec![saved("a.md")]), &waiting).is_err());
    }
}
