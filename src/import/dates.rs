//! Dates as people write them, into dates as front matter has them.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};

use crate::dates::{Moment, day_of_digits};

/// The names of months in English, French, German and Spanish; each may be cut after three letters or more.
const MONTHS: [&[&str]; 12] = [
    &["january", "janvier", "januar", "enero"],
    &["february", "février", "fevrier", "februar", "febrero"],
    &["march", "mars", "märz", "maerz", "marzo"],
    &["april", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "juin", "juni", "junio"],
    &["july", "juillet", "juli", "julio"],
    &["august", "août", "aout", "agosto"],
    &["september", "septembre", "septiembre", "setiembre"],
    &["october", "octobre", "oktober", "octubre"],
    &["november", "novembre", "noviembre"],
    &["december", "décembre", "decembre", "dezember", "diciembre"],
];

/// A date that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// The date as front matter has it: `2024-04-01`, or RFC 3339 where there is a time with an offset.
    pub written: String,
    /// How many bytes of the text it takes.
    pub length: usize,
    /// Why it may be another day; none where it can be but one.
    pub doubt: Option<String>,
}

/// Returns the date that a text begins with.
pub fn at_start(text: &str) -> Option<FoundDate> {
    let mut scan = Scan { text, at: 0 };
    scan.weekday();
    let (date, doubt) = scan.date()?;
    let end = scan.at;
    // "12.04.2024.5" and "2024-04-011" are no dates.
    if text[end..].starts_with(|c: char| c.is_alphanumeric()) && !text[end..].starts_with(['T', 't']) {
        return None;
    }
    let (written, length) = match scan.time(date) {
        Some(written) => (written, scan.at),
        None => (date.to_string(), end),
    };
    Some(FoundDate { written, length, doubt })
}

/// Returns the date that a text is, with nothing after it but a time that says no offset.
pub fn whole(text: &str) -> Option<FoundDate> {
    let text = text.trim();
    if Moment::parse(text, &TimeZone::UTC).is_ok() {
        return Some(FoundDate { written: text.to_owned(), length: text.len(), doubt: None });
    }
    let found = at_start(text)?;
    let rest = text[found.length..].trim_start_matches([',', 'T', 't', ' ']);
    let is_time = rest.len() <= 24
        && rest.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, ':' | '.' | '+' | '-' | ' ' | '/' | '_' | '(' | ')')
        })
        && (rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()));
    is_time.then_some(found)
}

/// Returns the day of a number of seconds or milliseconds since 1970, if it is of the years 1990 to 2099.
///
/// Smaller numbers are more likely to be years or ids.
pub fn of_epoch(number: i64) -> Option<FoundDate> {
    const FROM: i64 = 631_152_000;
    const TO: i64 = 4_102_444_800;
    let seconds = if (FROM..TO).contains(&number) { number } else { number / 1000 };
    if !(FROM..TO).contains(&seconds) {
        return None;
    }
    let written = Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date().to_string();
    Some(FoundDate { written, length: 0, doubt: None })
}

/// Returns the date at the start of a file's name, and the rest of the name: `2024-04-01-title.md`.
pub fn of_file_name(stem: &str) -> Option<(FoundDate, &str)> {
    let digits = stem.bytes().take_while(u8::is_ascii_digit).count();
    let found = if digits == 8 {
        let date = day_of_digits(&stem[..8])?;
        FoundDate { written: date.to_string(), length: 8, doubt: None }
    } else {
        let mut scan = Scan { text: stem, at: 0 };
        let (date, doubt) = scan.date()?;
        FoundDate { written: date.to_string(), length: scan.at, doubt }
    };
    let rest = &stem[found.length..];
    if rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    Some((found, rest.trim_start_matches(['-', '_', ' ', '.'])))
}

/// Returns a moment in RFC 3339, or the day alone where no offset is known.
fn written(date: Date, hour: i8, minute: i8, second: i8, offset: Offset) -> Option<String> {
    // A clock that says 25 o'clock says nothing.
    let time = Time::new(hour, minute, second, 0).ok()?;
    let zoned = date.to_datetime(time).to_zoned(TimeZone::fixed(offset)).ok()?;
    let written = Moment::at(zoned.timestamp(), zoned.time_zone()).rfc3339();
    Moment::parse(&written, &TimeZone::UTC).ok().map(|_| written)
}

fn date_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(digits: &str) -> Option<i16> {
    digits.parse().ok()
}

/// Returns the century that two digits of a year belong to, as POSIX has it: 69 is 1969, 68 is 2068.
fn year_of(digits: &str) -> Option<i16> {
    let year = number(digits)?;
    match digits.len() {
        4 => (1000..=9999).contains(&year).then_some(year),
        2 => Some(if year >= 69 { 1900 + year } else { 2000 + year }),
        _ => None,
    }
}

fn month_of(word: &str) -> Option<i16> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let found = MONTHS.iter().position(|names| names.iter().any(|name| name.starts_with(word.as_str())));
    let sept = || (word == "sept").then_some(8);
    i16::try_from(found.or_else(sept)? + 1).ok()
}

/// A text that is read from its start.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take(&mut self, is: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !is(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn eat(&mut self, what: &str) -> bool {
        let is_there = self.rest().starts_with(what);
        self.at += if is_there { what.len() } else { 0 };
        is_there
    }

    fn blanks(&mut self) {
        self.take(|c| matches!(c, ' ' | '\t' | '\u{A0}'));
    }

    /// Leaves out "Monday, ", which may be cut to three letters, in the same four languages.
    fn weekday(&mut self) {
        const DAYS: [&str; 28] = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "lundi",
            "mardi",
            "mercredi",
            "jeudi",
            "vendredi",
            "samedi",
            "dimanche",
            "montag",
            "dienstag",
            "mittwoch",
            "donnerstag",
            "freitag",
            "samstag",
            "sonntag",
            "lunes",
            "martes",
            "miércoles",
            "jueves",
            "viernes",
            "sábado",
            "domingo",
        ];
        let start = self.at;
        let word = self.take(char::is_alphabetic).to_lowercase();
        let is_day = word.chars().count() >= 3 && DAYS.iter().any(|day| day.starts_with(word.as_str()));
        // "Mar" is March in English and Tuesday in French; a comma decides.
        let has_mark = self.eat(".") | self.eat(",");
        if !is_day || (month_of(&word).is_some() && !has_mark) {
            self.at = start;
            return;
        }
        self.blanks();
    }

    fn date(&mut self) -> Option<(Date, Option<String>)> {
        let digits = self.take(|c| c.is_ascii_digit());
        match digits.len() {
            0 => self.month_first(),
            4 => self.year_first(digits),
            6 if self.rest().starts_with(['Z', 'z', ' ']) => self.date_time_group(digits),
            1 | 2 => self.day_first(digits),
            _ => None,
        }
    }

    /// `2024-04-01`, `2024/4/1`, `2024.04.01`
    fn year_first(&mut self, year: &str) -> Option<(Date, Option<String>)> {
        let mark = self.mark()?;
        let month = self.take(|c| c.is_ascii_digit());
        if !self.eat(mark) || month.len() > 2 {
            return None;
        }
        let day = self.take(|c| c.is_ascii_digit());
        if day.len() > 2 {
            return None;
        }
        Some((date_of(year_of(year)?, number(month)?, number(day)?)?, None))
    }

    fn mark(&mut self) -> Option<&'static str> {
        ["-", "/", "."].into_iter().find(|mark| self.eat(mark))
    }

    /// `April 1, 2024`, `Apr. 1st 2024`
    fn month_first(&mut self) -> Option<(Date, Option<String>)> {
        let month = month_of(self.take(char::is_alphabetic))?;
        self.eat(".");
        self.blanks();
        let day = self.take(|c| c.is_ascii_digit());
        self.ordinal();
        self.eat(",");
        self.blanks();
        let year = self.take(|c| c.is_ascii_digit());
        (year.len() == 4).then_some(())?;
        Some((date_of(year_of(year)?, month, number(day)?)?, None))
    }

    fn ordinal(&mut self) {
        for ending in ["st", "nd", "rd", "th", "er"] {
            if self.eat(ending) {
                return;
            }
        }
    }

    /// `1 April 2024`, `1st of April 2024`, `1. April 2024`, `1-Apr-24`, `01.04.2024`, `1/4/2024`
    fn day_first(&mut self, day: &str) -> Option<(Date, Option<String>)> {
        let day_number = number(day)?;
        let before_mark = self.at;
        if let Some(mark) = self.mark() {
            let second = self.take(|c| c.is_ascii_digit());
            if !second.is_empty() {
                return self.all_digits(day_number, second, mark);
            }
            self.at = before_mark;
        }
        self.ordinal();
        for filler in [".", "-", "/"] {
            self.eat(filler);
        }
        self.blanks();
        for filler in ["of ", "de ", "day of "] {
            self.eat(filler);
        }
        let month = month_of(self.take(char::is_alphabetic))?;
        for filler in [".", "-", "/", ","] {
            self.eat(filler);
        }
        self.blanks();
        for filler in ["de ", "del "] {
            self.eat(filler);
        }
        let year = self.take(|c| c.is_ascii_digit());
        Some((date_of(year_of(year)?, month, day_number)?, None))
    }

    fn all_digits(&mut self, first: i16, second: &str, mark: &str) -> Option<(Date, Option<String>)> {
        if !self.eat(mark) || second.len() > 2 {
            return None;
        }
        let year = self.take(|c| c.is_ascii_digit());
        (year.len() == 4).then_some(())?;
        let (second, year) = (number(second)?, year_of(year)?);
        let day_first = date_of(year, second, first);
        let month_first = date_of(year, first, second);
        match (day_first, month_first) {
            (Some(date), Some(other)) if date != other => Some((
                date,
                Some(format!(
                    "the day is taken to stand first; if the month does, it is {other}: give --date {other}"
                )),
            )),
            // Only in the United States does the month stand first.
            (Some(date), _) | (None, Some(date)) => Some((date, None)),
            (None, None) => None,
        }
    }

    /// `011430Z APR 24`: day, hour and minute, zone, month and year, as cables have it.
    fn date_time_group(&mut self, digits: &str) -> Option<(Date, Option<String>)> {
        self.take(|c| matches!(c, 'Z' | 'z'));
        self.blanks();
        let month = month_of(self.take(char::is_alphabetic))?;
        self.blanks();
        let year = self.take(|c| c.is_ascii_digit());
        Some((date_of(year_of(year)?, month, number(&digits[..2])?)?, None))
    }

    /// Reads a time with an offset after a date: `T09:30:00+02:00`, ` 09:30 +0200`, ` 09:30:00 UTC`.
    fn time(&mut self, date: Date) -> Option<String> {
        if !self.eat("T") && !self.eat("t") {
            self.eat(",");
            self.blanks();
        }
        let mut parts = [0_i8; 3];
        for (index, part) in parts.iter_mut().enumerate() {
            if index > 0 && !self.eat(":") {
                if index == 1 {
                    return None;
                }
                break;
            }
            let digits = self.take(|c| c.is_ascii_digit());
            *part = (digits.len() <= 2).then(|| digits.parse().ok()).flatten()?;
        }
        if self.eat(".") {
            self.take(|c| c.is_ascii_digit());
        }
        self.blanks();
        let [hour, minute, second] = parts;
        written(date, hour, minute, second, self.offset()?)
    }

    fn offset(&mut self) -> Option<Offset> {
        for name in ["Z", "z", "UTC", "GMT"] {
            if self.eat(name) {
                return (!self.rest().starts_with(char::is_alphanumeric)).then_some(Offset::UTC);
            }
        }
        let sign = if self.eat("+") {
            1
        } else if self.eat("-") {
            -1
        } else {
            return None;
        };
        let hours = self.take(|c| c.is_ascii_digit());
        let (hours, minutes) = match hours.len() {
            4 => (&hours[..2], &hours[2..]),
            2 => {
                self.eat(":");
                (hours, self.take(|c| c.is_ascii_digit()))
            }
            _ => return None,
        };
        let minutes: i32 = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
        let hours: i32 = hours.parse().ok()?;
        Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
    }
}
