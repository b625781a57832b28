//! Records that end where a file came, though another one that went may have been the same text.
//!
//! Nothing is shown of what came before; the writers alone can say that it belongs to the record, with
//! `renamed_from`.

use std::sync::Arc;

use jiff::tz::TimeZone;

use super::History;
use super::classifier::RevisionClassifier;
use super::first_parent::{FirstParentLog, Revision};
use super::history::Basis;
use super::renames::{Identity, name_of};
use crate::config::Config;
use crate::content::{Briefing, DocumentKind, Gate};
use crate::dates::Moment;
use crate::git::GitError;

/// A briefing whose record begins where another file ended that may have been the same text.
#[derive(Clone, Debug, PartialEq)]
pub struct CutRecord {
    /// The file, from the site's root.
    pub path: String,
    /// The file that may have been it, from the site's root.
    pub former: String,
    /// The full id of the commit in which it came.
    pub commit: String,
    /// When that was committed; none for a commit without a date.
    pub date: Option<Moment>,
    /// Whether `renamed_from` in its front matter lets the record go on. Else the former file was deleted before, which
    /// ends a record.
    pub may_go_on: bool,
}

impl History {
    /// Returns the published briefings whose records are cut, in the order of their files.
    ///
    /// # Errors
    /// Returns why git did not give what is in the history.
    pub fn cut_records(
        &self,
        briefings: &[&Arc<Briefing>],
        config: &Config,
        gate: &Gate,
    ) -> Result<Vec<CutRecord>, GitError> {
        let commits = self.log().commits();
        let mut line = FirstParentLog::new(&commits, self.tip());
        let (timeline, _) = self.timeline(&line, gate.now)?;
        let basis = Basis { config, gate, timeline: &timeline };
        let mut paths: Vec<&str> = briefings.iter().map(|briefing| &*briefing.path).collect();
        paths.sort_unstable();
        self.follow_renames(&mut line, &paths, &basis)?;
        let begun = line.undecided(&paths);
        let former = paths.iter().filter_map(|path| line.came_back_for(path)).copied();
        let wanted = begun.into_iter().chain(former).map(|revision| (revision.path, revision.blob)).collect();
        let read = self.read_all(wanted, config)?;
        let classifier = basis.classifier(read);
        Ok(paths.iter().filter_map(|path| cut(&line, &classifier, path, &config.timezone)).collect())
    }
}

/// Returns where the record of a file is cut, if it is.
fn cut<'a>(
    line: &FirstParentLog<'a>,
    classifier: &RevisionClassifier<'a>,
    path: &str,
    zone: &TimeZone,
) -> Option<CutRecord> {
    let first = line.file_history(path).first()?;
    let commit = line.commit(first.step);
    let told = |former: &Revision<'a>, may_go_on| CutRecord {
        path: path.to_owned(),
        former: former.path.to_owned(),
        commit: commit.id.to_owned(),
        date: commit
            .time
            .and_then(|time| jiff::Timestamp::from_second(time).ok())
            .map(|time| Moment::at(time, zone)),
        may_go_on,
    };
    let identity = classifier.identity(first, line.length());
    let gone = line.ended_with(path).filter(|former| DocumentKind::of(former.path) == DocumentKind::of(path));
    let close = gone.filter(|former| {
        let older = classifier.identity(former, first.step).filter(|older| older.was_public);
        older.zip(identity.as_ref()).is_some_and(|(older, newer)| is_close(former, first, &older, newer))
    });
    let mut close: Vec<&Revision<'a>> = close.collect();
    close.sort_by_key(|former| former.path);
    match close[..] {
        // Which of several it was is for its writers to find out.
        [former, ..] => Some(told(former, close.len() == 1)),
        [] => {
            let former = line.came_back_for(path)?;
            let was_public = classifier.identity(former, first.step).is_some_and(|former| former.was_public);
            was_public.then(|| told(former, false))
        }
    }
}

/// Returns whether two files have something in common by which a reader would take them for the same text.
fn is_close(older: &Revision, newer: &Revision, was: &Identity, is: &Identity) -> bool {
    was.title == is.title || was.date == is.date || name_of(older.path) == name_of(newer.path)
}
