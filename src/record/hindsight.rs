//! A day in the past, and what today says of the texts of that day.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::past::Past;
use crate::config::Config;
use crate::content::{Gate, Held};
use crate::dates::{Moment, PartialDate};
use crate::git::GitError;

/// A commit of the past that a site is built from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsOf {
    /// Its full id.
    pub commit: String,
    /// The day that was asked for, or the day of the commit.
    pub day: PartialDate,
    /// What was asked for, and what it stands for: "2024-05-01 (commit 1a2b3c4d5e of 2024-04-30)".
    pub shown: String,
}

/// Why there is no such moment.
#[derive(Debug, thiserror::Error)]
pub enum NoMoment {
    /// It is a date on which there was nothing yet.
    #[error("there is nothing as of {asked}: the first commit is of {first}")]
    TooEarly {
        /// What was asked for.
        asked: String,
        /// The day of the first commit.
        first: String,
    },
    /// It is neither a date nor anything that git knows.
    #[error(
        "`{0}` is neither a date nor a commit; write a day such as 2024-05-01, or a commit, a tag or a branch"
    )]
    Unknown(String),
}

impl AsOf {
    /// Finds what a date, or a name of a commit, stands for. `past` is all history up to today.
    ///
    /// A date stands for the last commit before its end in `zone`, on the line that the site is published from.
    ///
    /// # Errors
    /// Returns why it stands for nothing.
    pub fn find(past: &Past, asked: &str, zone: &TimeZone) -> Result<Self, NoMoment> {
        let commits = past.log().commits();
        let line = super::line::Line::new(&commits, past.tip());
        let day_of = |time: i64| {
            let moment = Moment::at(Timestamp::from_second(time).unwrap_or_default(), zone);
            PartialDate::from(moment.date())
        };
        if let Some((end, day)) = end_of(asked, zone) {
            let Some(commit) = line.before(end) else {
                let first = line.first().map(|first| day_of(first.time).to_string()).unwrap_or_default();
                return Err(NoMoment::TooEarly { asked: asked.to_owned(), first });
            };
            let shown = shown(asked, commit.id, day_of(commit.time));
            return Ok(Self { commit: commit.id.to_owned(), day, shown });
        }
        let commit = past.repository().commit(asked).ok_or_else(|| NoMoment::Unknown(asked.to_owned()))?;
        // A commit of another branch is in no log of this one.
        let time = commits.iter().find(|known| known.id == commit).map(|known| known.time);
        let time = time.or_else(|| past.repository().time_of(&commit)).unwrap_or_default();
        let shown = shown(asked, &commit, day_of(time));
        Ok(Self { commit, day: day_of(time), shown })
    }
}

fn shown(asked: &str, commit: &str, day: PartialDate) -> String {
    let short = commit.get(..10).unwrap_or(commit);
    format!("{asked} (commit {short} of {day})")
}

/// Returns the first second after a date, in seconds since 1970, and the day that it means.
fn end_of(asked: &str, zone: &TimeZone) -> Option<(i64, PartialDate)> {
    if let Ok(moment) = Moment::parse(asked, zone)
        && asked.trim().len() > 10
    {
        return Some((moment.timestamp().as_second() + 1, moment.date().into()));
    }
    let date = PartialDate::parse(asked).ok()?;
    let next = date.days().1.tomorrow().ok()?;
    let end = next.to_zoned(zone.clone()).ok()?;
    Some((end.timestamp().as_second(), date))
}

/// What the documents of a past commit are today: a text that is held back today, or gone, is not shown again
/// because it was open once.
#[derive(Clone, Debug)]
pub struct Hindsight {
    /// For each document by its path then: why today holds it back, if it does.
    today: HashMap<String, Option<Held>>,
}

impl Hindsight {
    /// Judges all documents of a past commit by what they are at the end of `past`.
    ///
    /// # Errors
    /// Returns why git did not give what is in the history.
    pub fn new(past: &Past, commit: &str, config: &Config, gate: &Gate) -> Result<Self, GitError> {
        Ok(Self { today: past.fates(commit, config, gate)? })
    }

    /// Returns why today holds a document back that stood at this path.
    pub fn held(&self, path: &str) -> Option<Held> {
        self.today.get(path).copied().unwrap_or(Some(Held::Deleted))
    }
}
