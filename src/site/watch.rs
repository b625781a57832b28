//! The watch: how things go in countries, as their profiles and briefings say it, in the order of time.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::{BriefingId, CountryEntry, CountryId, Published, Site, StatusId, WatchMonthId};
use crate::content::{Status, Trend};
use crate::dates::PartialDate;
use crate::finding::{Anchor, Finding};
use crate::outline::KeyPath;
use crate::problem::Code;

/// How things go in countries.
#[derive(Debug, Default)]
pub struct Watch {
    /// All statuses, the earliest first; those without a date are as of now, and stand last.
    pub statuses: Vec<StatusEntry>,
    /// The months that a status is of, the latest first.
    pub months: Vec<WatchMonth>,
    /// The countries that have a status, by name.
    pub countries: Vec<CountryId>,
}

/// How things go in a country.
#[derive(Debug)]
pub struct StatusEntry {
    /// The country.
    pub country: CountryId,
    /// As of when; `None` for now.
    pub date: Option<PartialDate>,
    /// In which direction.
    pub is: Trend,
    /// Why; may be empty.
    pub reason: String,
    /// Who says so.
    pub told_by: StatusTeller,
    /// What was said of the country before.
    pub before: Option<StatusId>,
}

/// Who says how things go in a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatusTeller {
    /// A briefing, on its date.
    Briefing {
        /// The briefing.
        id: BriefingId,
        /// The place of the assessment in it, from 0.
        place: usize,
    },
    /// The profile of the country.
    Profile {
        /// Where that can be read; may be empty.
        source: String,
        /// Where in the profile it stands.
        path: KeyPath,
    },
}

/// The statuses of one month.
#[derive(Debug)]
pub struct WatchMonth {
    /// The month.
    pub month: PartialDate,
    /// Their places in the list of all.
    pub places: Range<usize>,
}

/// Joins what profiles and briefings say of how things go, gives each country its statuses, and tells those that
/// contradict each other.
///
/// A date that is less exact stands for its first day, as those of events do. Of one day, the profile has the last word.
pub fn watch(
    briefings: &[Published],
    countries: &mut [CountryEntry],
    findings: &mut Vec<(String, Finding)>,
) -> Watch {
    let mut statuses = of_briefings(briefings, countries);
    statuses.extend(of_profiles(countries));
    if statuses.is_empty() {
        return Watch::default();
    }
    statuses
        .sort_by_key(|status| (status.date.is_none(), status.date, status.country, rank(&status.told_by)));
    for (index, status) in statuses.iter_mut().enumerate() {
        let own = &mut countries[status.country.index()].statuses;
        status.before = own.last().copied();
        own.push(StatusId::new(index));
    }
    findings.extend(conflicts(&statuses, briefings, countries));
    let watched = countries.iter().enumerate().filter(|(_, entry)| !entry.statuses.is_empty());
    let countries = watched.map(|(index, _)| CountryId::new(index)).collect();
    Watch { months: months(&statuses), countries, statuses }
}

/// What a text that was withdrawn says counts no more.
fn of_briefings(briefings: &[Published], countries: &[CountryEntry]) -> Vec<StatusEntry> {
    let telling = |published: &&Published| {
        let briefing = &published.briefing;
        !briefing.assessments.is_empty() && briefing.publication.status != Status::Withdrawn
    };
    if !briefings.iter().any(|published| telling(&published)) {
        return Vec::new();
    }
    let ids: HashMap<_, _> = countries
        .iter()
        .enumerate()
        .map(|(index, entry)| (entry.country.index(), CountryId::new(index)))
        .collect();
    let told = briefings.iter().enumerate().filter(|(_, published)| telling(published));
    told.flat_map(|(index, Published { briefing, .. })| {
        let ids = &ids;
        briefing.assessments.iter().enumerate().filter_map(move |(place, assessment)| {
            Some(StatusEntry {
                country: *ids.get(&assessment.country.index())?,
                date: Some(briefing.date.date().into()),
                is: assessment.is,
                reason: assessment.reason.clone(),
                told_by: StatusTeller::Briefing { id: BriefingId::new(index), place },
                before: None,
            })
        })
    })
    .collect()
}

fn of_profiles(countries: &[CountryEntry]) -> impl Iterator<Item = StatusEntry> {
    countries.iter().enumerate().flat_map(|(index, entry)| {
        let told = entry.profile.iter().flat_map(|profile| profile.statuses.iter().chain(&profile.status));
        told.map(move |status| StatusEntry {
            country: CountryId::new(index),
            date: status.date,
            is: status.is,
            reason: status.reason.trim().to_owned(),
            told_by: StatusTeller::Profile { source: status.source.clone(), path: status.path() },
            before: None,
        })
    })
}

/// Returns in which order statuses of one day stand: older briefings first, and the profile last.
fn rank(told_by: &StatusTeller) -> (bool, Reverse<usize>, usize) {
    match told_by {
        StatusTeller::Briefing { id, place } => (false, Reverse(id.index()), *place),
        StatusTeller::Profile { .. } => (true, Reverse(0), 0),
    }
}

fn months(statuses: &[StatusEntry]) -> Vec<WatchMonth> {
    let month = |status: &StatusEntry| status.date.and_then(PartialDate::to_month);
    let mut start = 0;
    let mut months: Vec<WatchMonth> = statuses
        .chunk_by(|one, other| month(one) == month(other))
        .filter_map(|same| {
            let places = start..start + same.len();
            start = places.end;
            Some(WatchMonth { month: month(&same[0])?, places })
        })
        .collect();
    months.reverse();
    months
}

/// Tells the statuses that say something else than one of the same country and day.
fn conflicts(
    statuses: &[StatusEntry],
    briefings: &[Published],
    countries: &[CountryEntry],
) -> Vec<(String, Finding)> {
    let place = |status: &StatusEntry| match &status.told_by {
        StatusTeller::Briefing { id, place } => {
            let path = KeyPath::key("assessments").item(*place).then("is");
            (briefings[id.index()].briefing.path.to_string(), path)
        }
        StatusTeller::Profile { path, .. } => {
            let profile = countries[status.country.index()].profile.as_ref();
            (profile.map(|profile| profile.path.to_string()).unwrap_or_default(), path.clone().then("is"))
        }
    };
    let of_one_day = statuses.chunk_by(|one, other| (one.date, one.country) == (other.date, other.country));
    of_one_day
        .filter(|same| same[0].date.is_some())
        .flat_map(|same| same.windows(2))
        .filter(|pair| pair[0].is != pair[1].is)
        .map(|pair| {
            let ((file, path), (other_file, other_path)) = (place(&pair[0]), place(&pair[1]));
            let message = format!(
                "{} is {} here and {} elsewhere, as of one day",
                countries[pair[0].country.index()].label,
                pair[0].is.word(),
                pair[1].is.word()
            );
            let finding = Finding::new(Code::StatusConflict, message)
                .anchor(Anchor::Value(path))
                .hint("correct one of the two, or give one of them another date");
            let label = "the other one";
            let finding = if file == other_file {
                finding.related(Anchor::Value(other_path), label)
            } else {
                finding.related_in(&other_file, Anchor::Value(other_path), label)
            };
            (file, finding)
        })
        .collect()
}

impl Watch {
    /// Returns whether nothing is said of how things go anywhere.
    pub fn is_empty(&self) -> bool {
        self.statuses.is_empty()
    }
}

impl Site {
    /// Returns how things go in a country, as something said of it.
    pub fn status(&self, id: StatusId) -> &StatusEntry {
        &self.watch.statuses[id.index()]
    }

    /// Returns the ids of all statuses, the earliest first.
    pub fn status_ids(&self) -> impl DoubleEndedIterator<Item = StatusId> + use<> {
        (0..self.watch.statuses.len()).map(StatusId::new)
    }

    /// Returns the newest status of a country.
    pub fn newest_status(&self, country: CountryId) -> Option<StatusId> {
        self.country(country).statuses.last().copied()
    }

    /// Returns a month of the watch.
    pub fn watch_month(&self, id: WatchMonthId) -> &WatchMonth {
        &self.watch.months[id.index()]
    }

    /// Returns the ids of the months of the watch, the latest first.
    pub fn watch_month_ids(&self) -> impl ExactSizeIterator<Item = WatchMonthId> + use<> {
        (0..self.watch.months.len()).map(WatchMonthId::new)
    }

    /// Returns the id of the month that a date is in, if the watch has it.
    pub fn watch_month_of(&self, date: PartialDate) -> Option<WatchMonthId> {
        let month = date.to_month()?;
        let found = self.watch.months.binary_search_by_key(&Reverse(month), |own| Reverse(own.month));
        found.ok().map(WatchMonthId::new)
    }

    /// Returns the ids of the statuses of a month, the earliest first.
    pub fn statuses_in(&self, month: WatchMonthId) -> impl DoubleEndedIterator<Item = StatusId> + use<> {
        self.watch_month(month).places.clone().map(StatusId::new)
    }

    /// Returns whether a briefing says how things go somewhere.
    pub fn has_assessments(&self) -> bool {
        self.briefings.iter().any(|published| !published.briefing.assessments.is_empty())
    }

    /// Returns the month before this one (older) and after it (newer) of which the watch has something.
    pub fn watch_neighbours(&self, id: WatchMonthId) -> (Option<WatchMonthId>, Option<WatchMonthId>) {
        let older = (id.index() + 1 < self.watch.months.len()).then(|| WatchMonthId::new(id.index() + 1));
        let newer = id.index().checked_sub(1).map(WatchMonthId::new);
        (older, newer)
    }

    /// Returns what was said last of a country before the end of a month.
    pub fn status_by(&self, country: CountryId, month: WatchMonthId) -> Option<StatusId> {
        let end = self.watch_month(month).places.end;
        let own = &self.country(country).statuses;
        let count = own.partition_point(|status| status.index() < end);
        count.checked_sub(1).map(|index| own[index])
    }
}
