//! The clock of the record: what the site's settings were at each step of the line, and when a text was public.
//!
//! The time of a step is the latest of the times of the commits up to it, and never later than now: the clocks of
//! writers differ, but what is published follows what was published before. What a text says of its own publication
//! is judged by the settings that stood at the time, the time zone of its dates included. A verdict changes only
//! where the settings do, or where a date or an embargo is reached, so nothing has to be tried out.

use std::collections::HashMap;
use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::first_parent::FirstParentLog;
use crate::config::{CONFIG_FILE, Config, Marking};
use crate::content::{Gate, HoldReason, Publication, Verdict};
use crate::dates::Moment;
use crate::git::FileChange;
use crate::text::without_byte_order_mark;

/// What the settings of a site say of publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The time zone of dates that have none.
    pub zone: TimeZone,
    /// The markings that are published.
    pub markings: Vec<Marking>,
}

impl Policy {
    /// Reads a policy from the bytes of a `site.yaml`. What cannot be read says nothing: the defaults hold, which
    /// publish the least.
    pub fn read(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        match Config::parse(without_byte_order_mark(text)).0 {
            Some(config) => Self { zone: config.timezone, markings: config.markings },
            None => Self::default(),
        }
    }
}

/// The policy of a site without settings.
impl Default for Policy {
    fn default() -> Self {
        Self { zone: TimeZone::UTC, markings: vec![Marking::Clear] }
    }
}

/// The steps of the line from which on a `site.yaml` stood, with the id of its contents; none where there was none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled<'a> {
    /// The place of the step.
    pub step: usize,
    /// The id of the contents.
    pub blob: Option<&'a str>,
}

/// Returns each change of the settings along the line, the oldest first.
pub fn settled<'a>(line: &FirstParentLog<'a>) -> Vec<Settled<'a>> {
    let mut settled: Vec<Settled> = Vec::new();
    for step in 0..line.length() {
        for change in &line.commit(step).changes {
            let blob = match change.fate {
                _ if change.path != CONFIG_FILE => continue,
                FileChange::Added { blob } | FileChange::Changed { blob } => Some(blob),
                FileChange::Deleted => None,
            };
            settled.push(Settled { step, blob });
        }
    }
    settled
}

/// The times of the steps of a line, and the policies that stood at them.
#[derive(Debug)]
pub struct Timeline {
    now: Timestamp,
    /// The time of each step, none later than the next.
    times: Vec<Timestamp>,
    /// The policies, from which step on each stood, the oldest first; one stands from the first step on.
    epochs: Vec<(usize, Policy)>,
}

/// When a text could be read on the site, as far as the gate of the time says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// Why it was held back at the moment of its commit, if it was.
    pub held: Option<HoldReason>,
    /// The first moment at which it was public; none if it never was.
    pub since: Option<Timestamp>,
}

impl Timeline {
    /// Returns the timeline of a line, up to now. `policies` has what each `site.yaml` says, by the id of its
    /// contents; those that it lacks count as none.
    pub fn new(line: &FirstParentLog, policies: &HashMap<&str, Policy>, now: Timestamp) -> Self {
        let mut latest = Timestamp::MIN;
        let times = (0..line.length()).map(|step| {
            let time = line.commit(step).time.and_then(|time| Timestamp::from_second(time).ok());
            latest = latest.max(time.unwrap_or(Timestamp::MIN)).min(now);
            latest
        });
        let times = times.collect();
        let mut epochs = vec![(0, Policy::default())];
        for Settled { step, blob } in settled(line) {
            let policy = blob.and_then(|blob| policies.get(blob)).cloned().unwrap_or_default();
            // Of two settings of one step the last counts.
            epochs.retain(|(from, _)| *from != step);
            if epochs.last().is_none_or(|(_, last)| *last != policy) {
                epochs.push((step, policy));
            }
        }
        Self { now, times, epochs }
    }

    /// Returns the time of a step; the present for the one after the last.
    pub fn time(&self, step: usize) -> Timestamp {
        self.times.get(step).copied().unwrap_or(self.now)
    }

    /// Returns the time of a step; none where neither its commit nor any before it has one.
    pub fn dated(&self, step: usize) -> Option<Timestamp> {
        Some(self.time(step)).filter(|time| *time > Timestamp::MIN)
    }

    /// Returns the policy that stood at a step.
    pub fn policy(&self, step: usize) -> &Policy {
        let after = self.epochs.partition_point(|(from, _)| *from <= step);
        &self.epochs[after.saturating_sub(1)].1
    }

    /// Returns when a text was public that stood on the line from one step up to another, which lies after the
    /// last one for a text that still stands.
    ///
    /// At the time of its own commit it counts as standing, whatever came in the same second. Else it is public at a
    /// moment if it stood then and the settings of then let it through.
    pub fn exposure(
        &self,
        publication: &Publication,
        date: Option<&Moment>,
        steps: Range<usize>,
    ) -> Exposure {
        let start = self.time(steps.start);
        match verdict(publication, date, self.policy(steps.start), start) {
            None => Exposure { held: None, since: Some(start) },
            held => Exposure { held, since: self.later(publication, date, steps) },
        }
    }

    /// Returns the first moment after the commit at which a text was public.
    fn later(
        &self,
        publication: &Publication,
        date: Option<&Moment>,
        steps: Range<usize>,
    ) -> Option<Timestamp> {
        let first = self.epochs.partition_point(|(from, _)| *from <= steps.start).saturating_sub(1);
        let mut epochs = self.epochs[first..].iter().take_while(|(from, _)| *from < steps.end).peekable();
        while let Some((from, policy)) = epochs.next() {
            let begin = self.time((*from).max(steps.start));
            let until = self.time(epochs.peek().map_or(steps.end, |(next, _)| *next));
            // What still stands is public in this moment too.
            let stands = epochs.peek().is_none() && steps.end >= self.times.len();
            let reached = date.map(|moment| moment.read_in(&policy.zone).timestamp());
            let embargo = publication.embargo.as_ref().map(|end| end.read_in(&policy.zone).timestamp());
            let moment = [reached, embargo].into_iter().flatten().fold(begin, Timestamp::max);
            let is_inside = moment < until || stands && moment == until;
            if is_inside && verdict(publication, date, policy, moment).is_none() {
                return Some(moment);
            }
        }
        None
    }

    /// Returns why a text is held back at a moment by the settings of a step, if it is.
    pub fn held_at(
        &self,
        publication: &Publication,
        date: Option<&Moment>,
        step: usize,
        moment: Timestamp,
    ) -> Option<HoldReason> {
        verdict(publication, date, self.policy(step), moment)
    }
}

/// Returns why a text is held back at a moment by a policy, if it is.
fn verdict(
    publication: &Publication,
    date: Option<&Moment>,
    policy: &Policy,
    moment: Timestamp,
) -> Option<HoldReason> {
    let gate = Gate { now: moment, drafts: false, markings: policy.markings.clone() };
    let date = date.map(|date| date.read_in(&policy.zone));
    match gate.judge(&publication.read_in(&policy.zone), date.as_ref()) {
        Verdict::Publish => None,
        Verdict::Preview(held) | Verdict::Hold(held) => Some(held),
    }
}

#[cfg(test)]
mod tests;
