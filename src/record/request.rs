//! The records of a site's briefings, made of its history.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Record;
use super::classifier::{Revised, RevisionClassifier};
use super::first_parent::{FirstParentLog, Revision};
use super::hindsight::Hindsight;
use super::history::{Basis, History};
use super::open::{Judgement, Openness, OwnWay, changed_beside, tell};
use super::remark::{Recorded, Remark};
use super::versions::{VersionPolicy, places, versions};
use crate::config::{Config, RecordNotes};
use crate::content::{Briefing, DocumentKind, Gate};
use crate::dates::Moment;
use crate::git::GitError;

/// Whose records are asked for.
pub struct RecordRequest<'a> {
    /// The site's settings.
    pub config: &'a Config,
    /// What revisions are judged by. It lets no drafts through.
    pub gate: &'a Gate,
    /// The published briefings.
    pub briefings: Vec<&'a Arc<Briefing>>,
    /// The paths of the published pages.
    pub pages: Vec<&'a str>,
    /// The translations of briefings.
    pub translations: Vec<&'a str>,
    /// The files that may differ from those of the last commit; none where that is not known.
    pub edited: Option<HashSet<String>>,
    /// Whether the records keep the text of the last commit.
    pub keeps_committed: bool,
    /// For a site of the past, what today says of it.
    pub hindsight: Option<&'a Hindsight>,
}

impl RecordRequest<'_> {
    /// Returns whether subject lines of commits are shown: for a site of the past, only if today shows them as well.
    fn shows_subjects(&self) -> bool {
        self.config.record_notes == RecordNotes::Subject
            && self.hindsight.is_none_or(Hindsight::shows_subjects)
    }

    /// Returns whether names of committers are shown, likewise.
    fn shows_authors(&self) -> bool {
        self.config.record_authors && self.hindsight.is_none_or(Hindsight::shows_authors)
    }

    /// Returns whether a file may differ from that of the last commit.
    fn is_edited(&self, path: &str) -> bool {
        let restored = self.hindsight.is_some_and(|hindsight| hindsight.restored().contains_key(path));
        restored || self.edited.as_ref().is_none_or(|edited| edited.contains(path))
    }
}

impl History {
    /// Returns the records of briefings.
    ///
    /// # Errors
    /// Returns why git did not give what is in the history.
    pub fn records(&self, asked: &RecordRequest) -> Result<Recorded, GitError> {
        let commits = self.log().commits();
        let mut line = FirstParentLog::new(&commits, self.tip());
        let now = asked.hindsight.map_or(asked.gate.now, Hindsight::moment);
        let (timeline, mut remarks) = self.timeline(&line, now)?;
        let basis = Basis { config: asked.config, gate: asked.gate, timeline: &timeline };
        let briefings: Vec<&str> = asked.briefings.iter().map(|briefing| &*briefing.path).collect();
        remarks.extend(self.follow_renames(
            &mut line,
            &[&briefings[..], &asked.pages[..]].concat(),
            &basis,
        )?);
        line.resume(&briefings);
        let file_histories: Vec<(&Arc<Briefing>, &[Revision])> =
            asked.briefings.iter().map(|briefing| (*briefing, line.file_history(&briefing.path))).collect();
        let pages: Vec<&[Revision]> = asked.pages.iter().map(|path| line.file_history(path)).collect();

        let known: HashMap<(&str, &str), &Arc<Briefing>> = file_histories
            .iter()
            .filter(|(briefing, _)| !asked.is_edited(&briefing.path))
            .filter_map(|(briefing, way)| {
                let newest = way.last()?;
                Some(((newest.path, newest.blob), *briefing))
            })
            .collect();
        let all = || file_histories.iter().map(|(_, way)| *way).chain(pages.iter().copied());
        let subjects = asked.shows_subjects();
        let beside = changed_beside(&line, all(), |commit| subjects || !commit.change_notes.is_empty());
        let wanted: HashSet<(&str, &str)> = all()
            .flatten()
            .map(|revision| (revision.path, revision.blob))
            .chain(beside)
            .filter(|key| DocumentKind::of(key.0).is_some() && !known.contains_key(key))
            .collect();
        let mut read = self.read_all(wanted, asked.config)?;
        self.remember(&known, &mut read);
        let classifier = RevisionClassifier {
            read,
            known,
            gate: asked.gate,
            timeline: &timeline,
            languages: &asked.config.languages,
        };
        let own = file_histories.iter().flat_map(|(_, way)| *way);
        remarks.extend(own.filter_map(|revision| classifier.damage(&line, revision)));

        let since = asked.config.record_since.as_ref().map(Moment::timestamp);
        let judged = file_histories.par_iter().map(|(briefing, way)| {
            let mut revised = classifier.revise(&line, way, &asked.config.timezone);
            let unknown = match asked.hindsight {
                Some(hindsight) => {
                    hindsight.mark(&mut revised);
                    Vec::new()
                }
                None => VersionPolicy::new(briefing, asked.gate, since).mark(&mut revised),
            };
            if !unknown.is_empty() {
                // Nobody can tell what was meant to be taken out.
                revised.clear();
            }
            ((*way, revised), unknown)
        });
        let (mut judged, unknown): (Vec<Judgement>, Vec<Vec<usize>>) = judged.unzip();
        remarks.extend(tell_all(&line, &classifier, &file_histories, &pages, &mut judged, subjects));

        let judged = judged.into_par_iter().zip(unknown).zip(&file_histories);
        let records = judged.filter_map(|(((way, revised), unknown), (briefing, _))| {
            let committed = || classifier.briefing(way.last()?).cloned();
            let record = Record {
                committed: if asked.keeps_committed { committed() } else { None },
                places: places(&revised),
                versions: versions(revised, asked.shows_authors()),
                unknown_redactions: unknown,
            };
            (!record.is_empty()).then(|| (Arc::clone(&briefing.path), Arc::new(record)))
        });
        let records = records.collect();
        Ok(Recorded { records, translated: translated(&line, asked), remarks })
    }
}

/// Returns when each translation was last changed, as git knows it; those that are edited now are left out.
fn translated(line: &FirstParentLog, asked: &RecordRequest) -> HashMap<String, jiff::Timestamp> {
    let committed = asked.translations.iter().filter(|path| !asked.is_edited(path));
    let changed = committed.filter_map(|path| {
        let last = line.file_history(path).last()?;
        let time = jiff::Timestamp::from_second(line.commit(last.step).time?).ok()?;
        Some(((*path).to_owned(), time))
    });
    changed.collect()
}

/// Gives versions the words that may be told of them. Returns which words are left out.
fn tell_all<'a>(
    line: &FirstParentLog<'a>,
    classifier: &RevisionClassifier<'a>,
    file_histories: &[(&Arc<Briefing>, &[Revision<'a>])],
    pages: &[&[Revision<'a>]],
    judged: &mut [Judgement<'_, 'a>],
    subjects: bool,
) -> BTreeSet<Remark> {
    let of_briefings = judged.iter().flat_map(|(way, revised)| {
        let shown = |told: &Revised| told.version.is_some() && told.gap.is_none();
        way.iter().zip(revised).filter(move |(_, told)| shown(told)).map(|(revision, _)| revision)
    });
    let of_pages = pages.iter().flat_map(|way| {
        let shown = move |(index, revision): &(usize, &Revision<'a>)| {
            let steps = revision.step..revision.until(way.get(index + 1), line.length());
            classifier.exposure(revision.path, revision.blob, steps).since.is_some()
                && classifier.held(revision).is_none()
        };
        way.iter().enumerate().filter(shown).map(|(_, revision)| revision)
    });
    let shown = of_briefings.chain(of_pages).map(|revision| (revision.step, revision.path)).collect();
    let own = file_histories.iter().map(|(briefing, way)| OwnWay { way, briefing: Some(*briefing) });
    let own: Vec<OwnWay> = own.chain(pages.iter().map(|way| OwnWay { way, briefing: None })).collect();
    tell(&Openness::new(line, classifier, &own, shown), judged, subjects)
}
