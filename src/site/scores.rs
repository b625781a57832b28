//! How good judgements were: the Brier score and its parts, and their calibration.
//!
//! With N judgements of the probabilities f and the outcomes o, 1 for what came true and 0 for what did not, the score is
//! the mean of (f − o)² (G. W. Brier, 1950). It is reliability − resolution + uncertainty (A. H. Murphy, 1973), where
//! judgements of one probability are taken together.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::judgements::JudgementEntry;
use super::{AuthorId, Site, TopicId};
use crate::config::Probability;

/// Of how many judgements that came true or did not a score says something of those who made them.
pub const ENOUGH: usize = 20;

/// How many bars a calibration has.
const BINS: u16 = 10;

/// How good some judgements were. All numbers are shares from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// How many judgements came true or did not.
    pub count: usize,
    /// The Brier score: 0 is the best, 0.25 is what 50 per cent for everything gives, 1 is the worst.
    pub brier: f64,
    /// How far probabilities lie from what happened; the less, the better.
    pub reliability: f64,
    /// How far what happened lies apart for different probabilities; the more, the better.
    pub resolution: f64,
    /// How hard it was: the most where half of all came true.
    pub uncertainty: f64,
    /// The judgements by their probability, those of the least first; none is empty.
    pub calibration: Vec<CalibrationBin>,
}

/// Judgements of about one probability.
#[derive(Clone, Debug, PartialEq)]
pub struct CalibrationBin {
    /// The least and the greatest probability that belongs here, in whole per cent.
    pub range: RangeInclusive<u16>,
    /// How many judgements there are.
    pub count: usize,
    /// The mean of their probabilities.
    pub probability: f64,
    /// The share that came true.
    pub observed: f64,
}

/// What judgements have in common that are scored together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScoredBy {
    /// A topic.
    Topic(TopicId),
    /// An author.
    Author(AuthorId),
    /// The year of the briefing, the latest first.
    Year(std::cmp::Reverse<i16>),
}

/// How many judgements there are of something, and how many of them came true.
#[derive(Clone, Copy, Default)]
struct Tally {
    count: u32,
    came_true: u32,
    /// The sum of their probabilities, in tenths of a per cent.
    tenths: u64,
}

impl Tally {
    fn add(&mut self, probability: Probability, came_true: bool) {
        self.count += 1;
        self.came_true += u32::from(came_true);
        self.tenths += u64::from(probability.tenths());
    }

    fn observed(self) -> f64 {
        f64::from(self.came_true) / f64::from(self.count)
    }
}

impl Score {
    /// Scores judgements; those that are open or void count for nothing. Returns `None` if no other is there.
    pub fn of<'a>(judgements: impl Iterator<Item = &'a JudgementEntry>) -> Option<Self> {
        let mut by_probability: BTreeMap<Probability, Tally> = BTreeMap::new();
        let mut bins = [Tally::default(); BINS as usize];
        let mut all = Tally::default();
        let mut squares: u64 = 0;
        for judgement in judgements {
            let (Some(came_true), Some(probability)) = (judgement.came_true(), judgement.probability())
            else {
                continue;
            };
            by_probability.entry(probability).or_default().add(probability, came_true);
            bins[usize::from(bin_of(probability))].add(probability, came_true);
            all.add(probability, came_true);
            let outcome = if came_true { Probability::WHOLE } else { 0 };
            squares += u64::from(probability.tenths().abs_diff(outcome)).pow(2);
        }
        if all.count == 0 {
            return None;
        }
        let (count, base) = (f64::from(all.count), all.observed());
        let mean = |part: &dyn Fn(Probability, Tally) -> f64| -> f64 {
            let parts = by_probability.iter();
            parts.map(|(probability, own)| f64::from(own.count) * part(*probability, *own)).sum::<f64>()
                / count
        };
        let whole = f64::from(Probability::WHOLE);
        Some(Self {
            count: all.count as usize,
            brier: share(squares, all.count) / whole,
            reliability: mean(&|probability, own| {
                (f64::from(probability.tenths()) / whole - own.observed()).powi(2)
            }),
            resolution: mean(&|_, own| (own.observed() - base).powi(2)),
            uncertainty: base * (1.0 - base),
            calibration: calibration(&bins),
        })
    }
}

/// Returns the mean of whole numbers of tenths of a per cent, as a share.
#[expect(clippy::cast_precision_loss, reason = "four thousand million squares of 1000 are below 2^53")]
fn share(sum: u64, count: u32) -> f64 {
    sum as f64 / f64::from(count) / f64::from(Probability::WHOLE)
}

/// Returns in which bin a probability belongs: 10 per cent in the second, 100 in the last.
fn bin_of(probability: Probability) -> u16 {
    (probability.tenths() * BINS / Probability::WHOLE).min(BINS - 1)
}

fn calibration(bins: &[Tally]) -> Vec<CalibrationBin> {
    let bins = (0..BINS).zip(bins).filter(|(_, own)| own.count > 0);
    bins.map(|(place, own)| {
        let width = 100 / BINS;
        let end = if place == BINS - 1 { 100 } else { (place + 1) * width - 1 };
        CalibrationBin {
            range: place * width..=end,
            count: own.count as usize,
            probability: share(own.tenths, own.count),
            observed: own.observed(),
        }
    })
    .collect()
}

impl Site {
    /// Returns how good all judgements were.
    pub fn score(&self) -> Option<Score> {
        Score::of(self.judgements.decided())
    }

    /// Returns how good they were by topic, author and year, where there are [`ENOUGH`].
    pub fn scores(&self) -> Vec<(ScoredBy, Score)> {
        let mut groups: BTreeMap<ScoredBy, Vec<&JudgementEntry>> = BTreeMap::new();
        for judgement in self.judgements.decided() {
            let published = self.briefing(judgement.briefing);
            let topics = published.topics.iter().map(|id| ScoredBy::Topic(*id));
            let authors = published.briefing.authors.iter();
            let mut authors: Vec<AuthorId> = authors.filter_map(|name| self.author_named(name)).collect();
            authors.sort_unstable();
            authors.dedup();
            let year = ScoredBy::Year(std::cmp::Reverse(published.briefing.date.year()));
            for group in topics.chain(authors.into_iter().map(ScoredBy::Author)).chain([year]) {
                groups.entry(group).or_default().push(judgement);
            }
        }
        let enough = groups.into_iter().filter(|(_, judgements)| judgements.len() >= ENOUGH);
        enough.filter_map(|(group, judgements)| Some((group, Score::of(judgements.into_iter())?))).collect()
    }
}
