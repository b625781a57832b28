//! Makes a new snapshot of the site after each change, and tells what it could not follow.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::preview::{Preview, Snapshot};
use crate::check::CODES;
use crate::config::BaseUrl;
use crate::load::{Library, Loaded, Refreshed, View};
use crate::problem::{Code, Problem};
use crate::record::HistoryTracker;

/// Makes the snapshots of a preview.
pub struct Reloader {
    pub preview: Arc<Preview>,
    pub view: View,
    pub library: Library,
    pub base_url: Option<BaseUrl>,
    pub now: fn() -> anyhow::Result<jiff::Timestamp>,
    pub tell: fn(&[Problem]),
    /// What failed last, of each step.
    pub failures: BTreeMap<Step, Problem>,
}

/// A step of following a change, which can fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// To read what was committed.
    History,
    /// To join the files and the history.
    Join,
}

impl Reloader {
    /// Makes a new snapshot: from the changed files alone, where that is enough. `unseen` is what is not watched.
    pub fn reload(&mut self, paths: Option<&[String]>, unseen: &[Problem]) {
        let source = &*self.view.source;
        let refreshed = paths.map_or(Refreshed::Nothing, |paths| self.library.refresh(source, paths));
        match refreshed {
            // After a failure more changed than these.
            Refreshed::Briefings(briefings) if self.failures.is_empty() => {
                if let Some(snapshot) = self.preview.now().reworded(&briefings) {
                    self.preview.snapshot.send_replace(Arc::new(snapshot));
                    return;
                }
            }
            Refreshed::Briefings(_) | Refreshed::Files => {}
            Refreshed::Nothing => {
                self.library = Library::read(source, self.base_url.clone(), &CODES);
                // The settings may be others, and what was read by them too.
                self.view.tracker.iter_mut().for_each(HistoryTracker::forget);
            }
        }
        self.read_history();
        self.rejoin(unseen);
    }

    /// Makes a new snapshot if something was committed, or if that could not be told before and can be now.
    pub fn follow_history(&mut self, unseen: &[Problem]) {
        let before = self.failures.get(&Step::History).cloned();
        if self.read_history() || self.failures.get(&Step::History) != before.as_ref() {
            self.rejoin(unseen);
        }
    }

    /// Reads on in the history. Returns whether there is something new; where git does not tell, what it told before
    /// stays.
    fn read_history(&mut self) -> bool {
        let followed = self.view.tracker.as_mut().map_or(Ok(false), HistoryTracker::follow);
        let is_new = followed.as_ref().is_ok_and(|is_new| *is_new);
        self.note(
            Step::History,
            followed.err().map(|error| format!("what was committed is not shown: {error}")),
        );
        is_new
    }

    /// Makes a new snapshot of the files as they were read.
    fn rejoin(&mut self, unseen: &[Problem]) {
        let joined = self.join();
        let before = self.preview.now();
        let why = joined.as_ref().err();
        let why = why.map(|error| format!("the pages are as they were before the last change: {error:#}"));
        self.note(Step::Join, why);
        let mut snapshot = match joined {
            Ok((loaded, now)) => Snapshot::new(loaded, Some(&before), self.view.held.then_some(now)),
            Err(_) => before.stale(),
        };
        snapshot.problems.extend(unseen.iter().cloned());
        snapshot.problems.extend(self.failures.values().cloned());
        if snapshot.problems != before.problems {
            (self.tell)(&snapshot.problems);
        }
        self.preview.snapshot.send_replace(Arc::new(snapshot));
    }

    fn join(&self) -> anyhow::Result<(Loaded, jiff::Timestamp)> {
        let now = (self.now)()?;
        let terms = self.view.terms(now, true, true);
        Ok((self.library.assemble_on(&*self.view.source, &terms)?, now))
    }

    /// Notes why a step failed, or that it did not.
    fn note(&mut self, step: Step, why: Option<String>) {
        match why {
            Some(why) => {
                let hint = "the next change that can be followed brings everything up to date";
                self.failures.insert(step, Problem::new(Code::StalePreview, why).hint(hint));
            }
            None => {
                self.failures.remove(&step);
            }
        }
    }
}
