//! Dates as briefings write them: ISO 8601, whole or in part, and RFC 3339.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::{DateTimeParser, Pieces, PiecesOffset};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// The English names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English names of the days of the week, from Monday as ISO 8601 has it.
pub const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The moment that a date in front matter stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    zoned: Zoned,
    /// What was written, where it was written without an offset: in another zone it is another moment.
    local: Option<DateTime>,
}

impl Moment {
    /// Reads `2024-04-01` (the start of that day) or RFC 3339, `2024-04-01T09:00:00+02:00`, with a zone in brackets
    /// where it has one (RFC 9557).
    ///
    /// What has neither offset nor zone is taken to be in `zone`.
    ///
    /// # Errors
    /// Returns why it is no date, for its writer.
    pub fn parse(written: &str, zone: &TimeZone) -> Result<Self, String> {
        let written = written.trim();
        let date = date_at_start(written)?;
        if written.len() == 10 {
            let zoned = date.to_zoned(zone.clone()).map_err(|_| format!("`{written}` is out of range"))?;
            return Ok(Self { zoned, local: Some(date.into()) });
        }
        let unclear = || format!("`{written}` is no time that can be read");
        let pieces = DateTimeParser::new().parse_pieces(written).map_err(|_| unclear())?;
        if pieces.time_zone_annotation().is_some() {
            return Self::in_named_zone(written, date, &pieces);
        }
        let time = pieces.time().ok_or_else(unclear)?;
        let written = date.to_datetime(time);
        let (zone, local) = match pieces.to_numeric_offset() {
            Some(offset) => (TimeZone::fixed(offset), None),
            None => (zone.clone(), Some(written)),
        };
        let zoned = later(written, zone).ok_or_else(unclear)?;
        Ok(Self { zoned, local })
    }

    /// Reads a time that names its zone, as RFC 9557 has it: `2024-04-01T09:00:00-04:00[America/New_York]`.
    fn in_named_zone(written: &str, date: Date, pieces: &Pieces) -> Result<Self, String> {
        let zone = pieces.to_time_zone().ok().flatten();
        let zone = zone.ok_or_else(|| format!("`{written}` names a time zone that nobody knows"))?;
        let time = pieces.time().unwrap_or_default();
        let zoned = match pieces.offset() {
            // The zone of the world's clock says nothing of the place.
            Some(PiecesOffset::Zulu) => {
                date.to_datetime(time).to_zoned(TimeZone::UTC).ok().map(|it| it.with_time_zone(zone))
            }
            Some(_) => pieces.to_numeric_offset().and_then(|offset| {
                let there =
                    date.to_datetime(time).to_zoned(TimeZone::fixed(offset)).ok()?.with_time_zone(zone);
                (there.offset() == offset).then_some(there)
            }),
            None => later(date.to_datetime(time), zone),
        };
        let zoned =
            zoned.ok_or_else(|| format!("in `{written}` the zone has another offset at that time"))?;
        Ok(Self { zoned, local: None })
    }

    /// Returns the moment that the same words mean on a site in another time zone: another one only where they
    /// have no offset of their own.
    #[must_use]
    pub fn read_in(&self, zone: &TimeZone) -> Self {
        let zoned = self.local.and_then(|local| later(local, zone.clone()));
        zoned.map_or_else(|| self.clone(), |zoned| Self { zoned, local: self.local })
    }

    /// Returns a moment of the world's one clock, as a zone has it.
    pub fn at(timestamp: Timestamp, zone: &TimeZone) -> Self {
        Self { zoned: timestamp.to_zoned(zone.clone()), local: None }
    }

    /// Returns the moment on the world's one clock.
    pub fn timestamp(&self) -> Timestamp {
        self.zoned.timestamp()
    }

    /// Returns the calendar day, where it was written.
    pub fn date(&self) -> Date {
        self.zoned.date()
    }

    /// Returns the year in four digits.
    pub fn year(&self) -> i16 {
        self.zoned.year()
    }

    /// Returns the moment as RFC 3339 has it, in whole seconds.
    pub fn rfc3339(&self) -> String {
        let offset = self.zoned.offset();
        let local = self.zoned.datetime();
        let zone = if offset == Offset::UTC { "Z".to_owned() } else { offset_text(offset) };
        format!("{}T{:02}:{:02}:{:02}{zone}", local.date(), local.hour(), local.minute(), local.second())
    }
}

/// Returns a local time in a zone; of one that the clocks show twice, the second.
fn later(local: DateTime, zone: TimeZone) -> Option<Zoned> {
    zone.into_ambiguous_zoned(local).later().ok()
}

fn offset_text(offset: Offset) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// A date that may lack its day, or its month and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Reads `2024`, `2024-02` or `2024-02-29`.
    ///
    /// # Errors
    /// Returns why it is no date, for its writer.
    pub fn parse(written: &str) -> Result<Self, String> {
        let written = written.trim();
        match written.len() {
            4 => Ok(Self { year: digits(written).ok_or_else(|| no_date(written))?, month: None, day: None }),
            7 => {
                let date = read_date(&format!("{written}-01"), written)?;
                Ok(Self { year: date.year(), month: Some(date.month()), day: None })
            }
            _ => {
                let date = date_at_start(written)?;
                if written.len() > 10 && !written[10..].starts_with(['T', 't', ' ']) {
                    return Err(no_date(written));
                }
                Ok(Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) })
            }
        }
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Returns the month, counted from 1, where it is known.
    pub fn month(self) -> Option<i8> {
        self.month
    }

    /// Returns the day of the month, where it is known.
    pub fn day(self) -> Option<i8> {
        self.day
    }

    /// Returns the month that it is in, without its day; `None` where only the year is known.
    pub fn to_month(self) -> Option<Self> {
        self.month.map(|_| Self { day: None, ..self })
    }

    /// Returns the first and the last day that the date can mean.
    pub fn days(self) -> (Date, Date) {
        let day = |month, day| Date::new(self.year, month, day).unwrap_or(Date::MAX);
        match (self.month, self.day) {
            (Some(month), Some(exact)) => (day(month, exact), day(month, exact)),
            (Some(month), None) => (day(month, 1), day(month, 1).last_of_month()),
            (None, _) => (day(1, 1), day(12, 31)),
        }
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

/// ISO 8601, as exact as it was given.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// Returns the day that eight digits are, as the basic format of ISO 8601 has it: `20240401`.
pub fn day_of_digits(digits: &str) -> Option<Date> {
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (month, day) = (digits[4..6].parse().ok()?, digits[6..].parse().ok()?);
    Date::new(digits[..4].parse().ok()?, month, day).ok()
}

fn date_at_start(written: &str) -> Result<Date, String> {
    read_date(written, written)
}

/// Reads the date at the start of `text`; `written` is what its writer is told of.
fn read_date(text: &str, written: &str) -> Result<Date, String> {
    let mut parts = text.get(..10).unwrap_or_default().splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(no_date(written));
    };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return Err(no_date(written));
    }
    let (Some(year), Some(month), Some(day)) = (digits(year), digits(month), digits(day)) else {
        return Err(no_date(written));
    };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else { return Err(no_date(written)) };
    Date::new(year, month, day).map_err(|_| impossible(written, year, month))
}

fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn no_date(written: &str) -> String {
    if written.is_empty() {
        return "a date is expected here, and this is empty".to_owned();
    }
    format!("`{written}` is no date of the form 2024-04-01")
}

fn impossible(written: &str, year: i16, month: i8) -> String {
    let day = written.get(..10).unwrap_or(written);
    match Date::new(year, month, 1) {
        Ok(first) => format!(
            "`{day}` is not in the calendar: {} {year} has {} days",
            month_name(month),
            first.days_in_month()
        ),
        Err(_) => format!("`{day}` is not in the calendar: a year has 12 months"),
    }
}

/// Returns the English name of a month, counted from 1.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}
