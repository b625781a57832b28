//! Whether what waits for a date or an embargo is published in time.

use std::fs;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Advice, Patient};
use crate::text::ending;

/// How late a publication may be, in minutes, before it is told.
const LATE: i64 = 60;

/// How far ahead runs are looked for, in minutes: a week and a day.
const AHEAD: i64 = 8 * 24 * 60;

pub fn examine(patient: &Patient) -> Vec<Advice> {
    let Some(repository) = patient.repository else { return Vec::new() };
    let mut texts = Vec::new();
    let mut advice = Vec::new();
    // Not every site has workflows.
    for entry in fs::read_dir(repository.join(".github/workflows")).into_iter().flatten() {
        let Ok(path) = entry.map(|entry| entry.path()) else { continue };
        if !matches!(ending(&path.to_string_lossy()).as_str(), "yml" | "yaml") {
            continue;
        }
        match fs::read_to_string(&path) {
            Ok(text) if text.contains("chancery") => texts.push(text),
            Ok(_) => {}
            Err(error) => advice.push(Advice::new(
                format!("the workflow {} cannot be read: {error}", path.display()),
                "mend it, so that it can be told when it publishes the site",
            )),
        }
    }
    if !texts.is_empty() {
        let schedules: Vec<Cron> = texts.iter().flat_map(|text| crons(text)).collect();
        advice.extend(patient.waiting.iter().filter_map(|(file, end)| late(file, *end, &schedules, patient)));
    }
    advice
}

/// Returns what is to be told of a text that waits; none where it is published soon enough.
fn late(file: &str, end: Timestamp, schedules: &[Cron], patient: &Patient) -> Option<Advice> {
    let minutes = |timestamp: Timestamp| timestamp.as_second().div_euclid(60);
    // The first minute that is not before the end.
    let first = minutes(end) + i64::from(end.as_second().rem_euclid(60) > 0);
    let run = (first..first + AHEAD).find(|minute| schedules.iter().any(|cron| cron.runs_at(*minute)));
    let at = |timestamp: Timestamp| {
        timestamp.to_zoned(patient.config.timezone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string()
    };
    let what = match run {
        Some(run) if run - first <= LATE => return None,
        Some(run) => {
            let run = Timestamp::from_second(run * 60).unwrap_or(end);
            let hours = (run.as_second() - end.as_second() + 1800) / 3600;
            format!(
                "{file} may be published at {}, and the next build after that is at {}, {hours} hours later",
                at(end),
                at(run)
            )
        }
        None => format!("{file} may be published at {}, and no build is scheduled for then", at(end)),
    };
    let utc = Timestamp::from_second(first * 60).unwrap_or(end).to_zoned(TimeZone::UTC);
    let line = utc.strftime("%-M %-H %-d %-m *").to_string();
    Some(Advice::new(
        what,
        format!(
            "add a line `- cron: \"{line}\"` (UTC) under `schedule:` of the workflow on the branch that is published, or run it by \
             hand then; GitHub begins scheduled runs some minutes late, and never more often than every five"
        ),
    ))
}

/// When a scheduled workflow runs, in UTC.
struct Cron {
    minute: Field,
    hour: Field,
    day: Field,
    month: Field,
    weekday: Field,
}

/// The values that a part of a schedule allows; none for all.
type Field = Option<Vec<i64>>;

/// Returns the schedules in the text of a workflow.
fn crons(text: &str) -> impl Iterator<Item = Cron> + '_ {
    text.lines().filter_map(|line| {
        let line = line.trim_start().strip_prefix('-').unwrap_or(line.trim_start()).trim_start();
        let written = line.strip_prefix("cron:")?.split(" #").next()?.trim().trim_matches(['"', '\'']);
        Cron::parse(written)
    })
}

impl Cron {
    /// Reads a schedule as POSIX cron has it: numbers, lists, ranges and steps. None for what it is not.
    fn parse(written: &str) -> Option<Self> {
        let parts: Vec<&str> = written.split_ascii_whitespace().collect();
        let [minute, hour, day, month, weekday] = parts[..] else { return None };
        Some(Self {
            minute: field(minute, 0, 59)?,
            hour: field(hour, 0, 23)?,
            day: field(day, 1, 31)?,
            month: field(month, 1, 12)?,
            weekday: field(weekday, 0, 7)?,
        })
    }

    /// Returns whether it runs in a minute, counted from 1970.
    fn runs_at(&self, minute: i64) -> bool {
        let Ok(moment) = Timestamp::from_second(minute * 60) else { return false };
        let moment = moment.to_zoned(TimeZone::UTC);
        let has =
            |field: &Field, value: i8| field.as_ref().is_none_or(|values| values.contains(&i64::from(value)));
        let weekday = moment.weekday().to_sunday_zero_offset();
        let is_weekday = has(&self.weekday, weekday) || weekday == 0 && has(&self.weekday, 7);
        let is_day = has(&self.day, moment.day());
        // Where both are restricted, either is enough.
        let is_day = if self.day.is_some() && self.weekday.is_some() {
            is_day || is_weekday
        } else {
            is_day && is_weekday
        };
        has(&self.minute, moment.minute())
            && has(&self.hour, moment.hour())
            && has(&self.month, moment.month())
            && is_day
    }
}

fn field(written: &str, least: i64, most: i64) -> Option<Field> {
    if written == "*" {
        return Some(None);
    }
    let mut values = Vec::new();
    for part in written.split(',') {
        let (range, step) =
            part.split_once('/').map_or((part, Some(1)), |(range, step)| (range, step.parse().ok()));
        let step: i64 = step.filter(|step| *step > 0)?;
        let (first, last) = match range.split_once('-') {
            Some((first, last)) => (first.parse().ok()?, last.parse().ok()?),
            None if range == "*" => (least, most),
            None => {
                let value: i64 = range.parse().ok()?;
                (value, if part.contains('/') { most } else { value })
            }
        };
        if first < least || last > most || first > last {
            return None;
        }
        let count = usize::try_from((last - first) / step + 1).ok()?;
        values.extend((0..count).filter_map(|place| Some(first + i64::try_from(place).ok()? * step)));
    }
    Some(Some(values))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::Cron;

    fn next(cron: &str, after: &str) -> Option<String> {
        let cron = Cron::parse(cron)?;
        let after: Timestamp = after.parse().ok()?;
        let start = after.as_second() / 60;
        let run = (start..start + 60 * 24 * 40).find(|minute| cron.runs_at(*minute))?;
        Some(Timestamp::from_second(run * 60).ok()?.to_string())
    }

    #[test]
    fn the_next_run_of_a_schedule_is_what_cron_makes_it() {
        for (cron, after, run) in [
            ("17 4 * * *", "2024-06-01T07:00:00Z", "2024-06-02T04:17:00Z"),
            ("*/30 * * * *", "2024-06-01T07:01:00Z", "2024-06-01T07:30:00Z"),
            ("0 6-8 * * 1-5", "2024-06-01T07:00:00Z", "2024-06-03T06:00:00Z"),
            ("0 7 2 6 *", "2024-06-01T07:00:00Z", "2024-06-02T07:00:00Z"),
            ("0 0 * * 7", "2024-06-01T07:00:00Z", "2024-06-02T00:00:00Z"),
            ("0 0 15 * 1", "2024-06-01T07:00:00Z", "2024-06-03T00:00:00Z"),
        ] {
            assert_eq!(next(cron, after).as_deref(), Some(run), "{cron}");
        }
        for cron in ["", "* * * *", "60 * * * *", "*/0 * * * *", "@daily"] {
            assert!(Cron::parse(cron).is_none(), "{cron}");
        }
    }
}
