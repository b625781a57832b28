//! Which words are a date that no year makes certain: the grammar of English dates.

#[cfg(test)]
mod tests;

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::check::words::Words;
use crate::dates::{MONTHS, WEEKDAYS, month_name};

const MONTHS_IN_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"];
const SPANS: [&str; 11] =
    ["night", "week", "weekend", "month", "quarter", "year", "spring", "summer", "autumn", "fall", "winter"];
const UNITS: [&str; 8] = ["day", "days", "week", "weeks", "month", "months", "year", "years"];

/// What stands before a month or a weekday when it is a date, and not a name or a verb.
const BEFORE_DATES: [&str; 16] = [
    "in", "since", "until", "till", "by", "early", "late", "mid", "during", "before", "after", "from",
    "between", "on", "to", "and",
];

/// What stands before a month that is told by another date, or comes every year.
const ANCHORED: [&str; 14] = [
    "that",
    "same",
    "following",
    "previous",
    "preceding",
    "next",
    "every",
    "each",
    "Black",
    "Red",
    "Bloody",
    "Long",
    "Prague",
    "Dirty",
];

/// What follows a month in the name of an event.
const EVENTS: [&str; 22] = [
    "Revolution",
    "War",
    "Crisis",
    "Uprising",
    "Movement",
    "Coup",
    "Days",
    "Agreement",
    "Agreements",
    "Accord",
    "Accords",
    "Declaration",
    "Plan",
    "Day",
    "Monarchy",
    "Putsch",
    "Decree",
    "Manifesto",
    "Protocol",
    "Offensive",
    "Events",
    "Constitution",
];

/// A date that was found, as places of words, with what may be meant.
pub(super) struct Found {
    pub first: usize,
    pub last: usize,
    pub meant: Option<String>,
}

/// Returns the dates in these words that no year makes certain.
pub(super) fn relative_dates(words: &Words, heading_has_year: bool, written: Option<Date>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut year_before = heading_has_year;
    for sentence in &words.sentences {
        let has_year = year_before || sentence.clone().any(|index| is_year(words.get(index)));
        // A weekday beside a month is told with it.
        let has_month = !has_year && sentence.clone().any(|index| MONTHS.contains(&words.get(index)));
        let mut alone_told = has_year || comes_every_year(words, sentence.clone());
        let mut index = sentence.start;
        while index < sentence.end {
            let here = Spot { words, index, first: sentence.start, end: sentence.end, written };
            if words.is_quoted(index) {
                index += 1;
                continue;
            }
            let next = here.by_words().or_else(|| {
                let may_be = !alone_told && here.word(0).starts_with(char::is_uppercase);
                let weekday = || (!has_month).then(|| here.weekday()).flatten();
                let alone = may_be.then(|| here.month().or_else(weekday)).flatten();
                // One year makes all months of a sentence certain.
                alone_told |= alone.is_some();
                alone
            });
            if let Some(next) = next {
                index = next.last;
                found.push(next);
            }
            index += 1;
        }
        year_before = has_year;
    }
    found
}

/// A word in its sentence.
struct Spot<'a> {
    words: &'a Words<'a>,
    index: usize,
    first: usize,
    end: usize,
    written: Option<Date>,
}

impl Spot<'_> {
    fn word(&self, places: usize) -> &str {
        if self.index + places < self.end { self.words.get(self.index + places) } else { "" }
    }

    fn before(&self, places: usize) -> &str {
        if self.index >= self.first + places { self.words.before(self.index, places) } else { "" }
    }

    fn is_before(&self, places: usize, choices: &[&str]) -> bool {
        is_one_of(self.before(places), choices)
    }

    /// Finds "last week", "yesterday" and "two years ago".
    fn by_words(&self) -> Option<Found> {
        let word = self.word(0);
        // Nearly every word ends here.
        if !matches!(
            word.as_bytes().first(),
            Some(
                b'l' | b'n'
                    | b't'
                    | b'p'
                    | b'y'
                    | b'e'
                    | b'd'
                    | b'w'
                    | b'm'
                    | b'L'
                    | b'N'
                    | b'T'
                    | b'P'
                    | b'Y'
                    | b'E'
            )
        ) {
            return None;
        }
        let [last, next, this] = ["last", "next", "this"].map(|name| word.eq_ignore_ascii_case(name));
        if last || next || this || word.eq_ignore_ascii_case("past") {
            return self.pointed(last, next, this);
        }
        if is_one_of(word, &["yesterday", "tomorrow", "tonight"]) {
            let days = if word.eq_ignore_ascii_case("yesterday") { -1 } else { i64::from(word.len() == 8) };
            let meant = self.written.and_then(|date| date.checked_add(days.days()).ok()).map(day);
            return Some(Found { first: self.index, last: self.index, meant });
        }
        if is_one_of(word, &["earlier", "later"]) && self.word(1).eq_ignore_ascii_case("today") {
            return Some(Found { first: self.index, last: self.index + 1, meant: self.written.map(day) });
        }
        let is_ago = self.word(1).eq_ignore_ascii_case("ago") && is_one_of(word, &UNITS);
        let has_number = !self.before(1).is_empty();
        (is_ago && has_number).then(|| Found { first: self.index - 1, last: self.index + 1, meant: None })
    }

    /// Finds what follows "last", "next", "this" or "past".
    fn pointed(&self, last: bool, next: bool, this: bool) -> Option<Found> {
        let unit = self.word(1);
        let is_span = is_one_of(unit, &SPANS);
        let is_month = MONTHS.contains(&unit);
        let is_past = !(last || next || this);
        if !(is_span || !is_past && (is_month || WEEKDAYS.contains(&unit))) {
            return None;
        }
        let follows = self.word(2);
        let is_rather_a_noun = is_one_of(unit, &["fall", "quarter", "spring", "night"])
            && (is_one_of(follows, &["of", "in"]) || is_past || unit.eq_ignore_ascii_case("night") && !last);
        let has_year = is_year(follows) || is_year(self.word(3)) && is_one_of(follows, &["in", "of", "s"]);
        let after_the = self.is_before(1, &["the"]);
        let is_counted = match (last, next, this) {
            // "In the last year of the war" is as certain as the war, and "in the last year" is not.
            (true, ..) if after_the => {
                self.is_before(2, &["in", "over", "during", "within"])
                    && !is_one_of(follows, &["of", "before", "in", "when", "that", "for", "to"])
            }
            (_, true, _) if after_the => false,
            (true, ..) | (_, true, _) => {
                let possessive = is_span && self.before(1) == "s";
                let owner = ["its", "his", "her", "their", "our", "my", "a", "that", "very", "every", "each"];
                !possessive && !self.is_before(1, &owner)
            }
            (.., true) => true,
            _ => after_the || self.is_before(1, &["this"]),
        };
        if is_rather_a_noun || has_year || !is_counted {
            return None;
        }
        let first = if is_past { self.index - 1 } else { self.index };
        let step = i64::from(next) - i64::from(last || is_past);
        let meant = self.written.and_then(|date| {
            if let Some(month) = MONTHS.iter().position(|name| *name == unit) {
                let year = if last { -1 } else { 1 };
                let on = nearest(date, month, |candidate| match year {
                    -1 => candidate < date.first_of_month(),
                    _ => this && candidate.year() == date.year() || next && candidate > date,
                });
                return on.map(month_and_year);
            }
            if unit.eq_ignore_ascii_case("year") {
                return date.checked_add(step.years()).ok().map(|date| date.year().to_string());
            }
            let is_month = unit.eq_ignore_ascii_case("month");
            is_month.then(|| date.checked_add(step.months()).ok().map(month_and_year)).flatten()
        });
        Some(Found { first, last: self.index + 1, meant })
    }

    /// Finds a month without a year.
    fn month(&self) -> Option<Found> {
        let word = self.word(0);
        let in_full = MONTHS.iter().position(|name| *name == word);
        if in_full.is_none() && !MONTHS_IN_SHORT.contains(&word) {
            return None;
        }
        let follows = self.word(1);
        let day_before = is_day(self.before(1)) && self.words.gap(self.index - 1).trim().is_empty();
        let day_after = is_day(follows) && self.words.gap(self.index).len() < 3;
        let is_shortened = self.words.gap(self.index).starts_with('.') && (day_before || day_after);
        if in_full.is_none() && !is_shortened {
            return None;
        }
        let is_possessive = self.words.is_possessive(self.index);
        let after_date_word = self.is_before(1, &BEFORE_DATES);
        // "April Glaspie", and "March" or "May" as verb, name or beginning of a sentence.
        let is_name = follows.starts_with(char::is_uppercase)
            && self.words.gap(self.index) == " "
            && !MONTHS.contains(&follows)
            && !WEEKDAYS.contains(&follows)
            && !after_date_word;
        let is_doubtful = match word {
            "May" => {
                let part = ["end", "beginning", "start", "middle", "half", "rest", "course", "month"];
                let of_may = self.is_before(1, &["of"]) && self.is_before(2, &part);
                let sure = ["in", "since", "until", "till", "early", "late", "mid", "last"];
                !(day_before || day_after || of_may || self.is_before(1, &sure))
            }
            "March" => {
                let moves = is_one_of(follows, &["on", "to", "for", "of"]);
                !(day_before || day_after || is_possessive)
                    && (self.index == self.first || moves && !after_date_word)
            }
            _ => false,
        };
        let of_a_year =
            follows.eq_ignore_ascii_case("of") && (2..=5).any(|places| self.word(places) == "year");
        let is_named_day =
            word == "September" && (self.before(1) == "11" && day_before || follows == "11" && day_after);
        if is_name
            || is_doubtful
            || of_a_year
            || is_named_day
            || self.is_before(1, &ANCHORED)
            || EVENTS.contains(&follows)
        {
            return None;
        }
        let meant = self
            .written
            .zip(in_full)
            .and_then(|(date, month)| nearest(date, month, |_| true))
            .map(month_and_year);
        Some(Found {
            first: if day_before { self.index - 1 } else { self.index },
            last: if day_after && !day_before { self.index + 1 } else { self.index },
            meant,
        })
    }

    /// Finds a weekday that stands for a date.
    fn weekday(&self) -> Option<Found> {
        let is_date = WEEKDAYS.contains(&self.word(0))
            && (self.is_before(1, &["on", "since", "until", "by", "late", "early"])
                || self.words.is_possessive(self.index) && !self.before(1).starts_with(char::is_uppercase));
        is_date.then_some(Found { first: self.index, last: self.index, meant: None })
    }
}

/// Returns whether a sentence speaks of what comes every year.
fn comes_every_year(words: &Words, sentence: Range<usize>) -> bool {
    sentence.into_iter().any(|index| {
        let word = words.get(index);
        is_one_of(word, &["annually", "yearly"])
            || is_one_of(word, &["every", "each"]) && words.get(index + 1).eq_ignore_ascii_case("year")
    })
}

/// Returns the month of this place in the calendar that fits and is nearest to a date.
fn nearest(date: Date, month: usize, fits: impl Fn(Date) -> bool) -> Option<Date> {
    let month = i8::try_from(month + 1).ok()?;
    (-1..=1)
        .filter_map(|step| Date::new(date.year().checked_add(step)?, month, 1).ok())
        .filter(|candidate| fits(*candidate))
        .min_by_key(|candidate| (date - *candidate).get_days().abs())
}

fn month_and_year(date: Date) -> String {
    format!("{} {}", month_name(date.month()), date.year())
}

fn day(date: Date) -> String {
    format!("{} {}", date.day(), month_and_year(date))
}

/// Returns whether a word is a year in four digits, or a decade.
pub(super) fn is_year(word: &str) -> bool {
    let digits = word.strip_suffix('s').unwrap_or(word);
    digits.len() == 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits.starts_with('1') || digits.starts_with("20") || digits.starts_with("21"))
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let ending = &word[digits.len()..];
    matches!(ending, "" | "st" | "nd" | "rd" | "th")
        && digits.len() <= 2
        && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_one_of(word: &str, choices: &[&str]) -> bool {
    choices.iter().any(|choice| choice.eq_ignore_ascii_case(word))
}
