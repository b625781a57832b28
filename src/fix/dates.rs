//! Dates as people write them, where they can mean one day only.

use jiff::civil::{Date, Weekday};

use crate::dates::{MONTHS, PartialDate, WEEKDAYS, day_of_digits};

/// How much of a date is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A day.
    Day,
    /// A day, or a month.
    DayOrMonth,
}

/// Returns the date as ISO 8601 has it, if what is written means just one.
///
/// Reads `1 April 2024`, `April 1st, 2024`, `1-Apr-2024`, `2024/4/1`, `20240401` and `13.04.2024`, each
/// with the day of the week if it is the right one; and `April 2024` where a month is enough. None for
/// `04/05/2024`, which is a day in April to some and in May to others.
pub fn iso(written: &str, extent: Extent) -> Option<String> {
    let mut words: Vec<Word> = written
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '.' | '-'))
        .filter(|word| !word.is_empty())
        .map(Word::of)
        .collect::<Option<_>>()?;
    let weekday = match words.first() {
        Some(Word::Weekday(day)) => Some(*day),
        _ => None,
    };
    if weekday.is_some() {
        words.remove(0);
    }
    let date = match words[..] {
        [Word::Compact(date)] => date,
        [Word::Day(day), Word::Month(month), Word::Year(year)]
        | [Word::Month(month), Word::Day(day), Word::Year(year)]
        | [Word::Year(year), Word::Month(month) | Word::Day(month), Word::Day(day)] => {
            full(year, month, day)?
        }
        [Word::Day(one), Word::Day(other), Word::Year(year)] => {
            let (day, month) = match (one, other) {
                _ if one == other => (one, one),
                _ if one > 12 => (one, other),
                _ if other > 12 => (other, one),
                _ => return None,
            };
            full(year, month, day)?
        }
        [Word::Month(month), Word::Year(year)]
        | [Word::Year(year), Word::Day(month) | Word::Month(month)]
            if extent == Extent::DayOrMonth && weekday.is_none() =>
        {
            let written = format!("{year:04}-{month:02}");
            return PartialDate::parse(&written).is_ok().then_some(written);
        }
        _ => return None,
    };
    weekday.is_none_or(|day| date.weekday() == day).then(|| date.to_string())
}

fn full(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// One word of a date.
#[derive(Clone, Copy)]
enum Word {
    /// A number of four digits.
    Year(i16),
    /// A month by its name.
    Month(i8),
    /// A number of one or two digits: a day, or a month.
    Day(i8),
    Weekday(Weekday),
    /// Year, month and day in eight digits.
    Compact(Date),
}

impl Word {
    fn of(word: &str) -> Option<Self> {
        let lower = word.to_lowercase();
        if let Some(month) = month(&lower) {
            return Some(Self::Month(month));
        }
        if let Some(day) = weekday(&lower) {
            return Some(Self::Weekday(day));
        }
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| lower.strip_suffix(end));
        if let Some(digits) = digits {
            return matches!(digits.len(), 1 | 2).then(|| digits.parse().ok().map(Self::Day)).flatten();
        }
        if !lower.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match lower.len() {
            1 | 2 => lower.parse().ok().map(Self::Day),
            4 => lower.parse().ok().map(Self::Year),
            // Of the digits of an older year, one could not tell whether it comes first.
            8 if ("1500".."9999").contains(&&lower[..4]) => day_of_digits(&lower).map(Self::Compact),
            _ => None,
        }
    }
}

/// Returns the place in a list of English names of one that is whole, or cut to three letters or more.
fn among(word: &str, names: &[&str]) -> Option<usize> {
    let is_cut = |name: &&str| {
        let name = name.to_lowercase();
        name == *word || (word.len() == 3 && name.starts_with(word))
    };
    names.iter().position(is_cut)
}

fn month(word: &str) -> Option<i8> {
    let word = if word == "sept" { "sep" } else { word };
    i8::try_from(among(word, &MONTHS)? + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    let place = i8::try_from(among(word, &WEEKDAYS)?).ok()?;
    Weekday::from_monday_zero_offset(place).ok()
}

#[cfg(test)]
mod tests {
    use super::{Extent, iso};

    #[test]
    fn a_date_that_means_one_day_is_read() {
        for written in [
            "1 April 2024",
            "April 1, 2024",
            "1st April 2024",
            "Apr. 1 2024",
            "1-Apr-2024",
            "Monday, 1 April 2024",
            "Mon 1 apr 2024",
            "2024/04/01",
            "2024.4.1",
            "2024-4-1",
            "2024 April 1",
            "20240401",
        ] {
            assert_eq!(iso(written, Extent::Day).as_deref(), Some("2024-04-01"), "{written}");
        }
        for (written, date) in [
            ("13.04.2024", "2024-04-13"),
            ("04/13/2024", "2024-04-13"),
            ("4/4/2024", "2024-04-04"),
            ("1 Sept 1999", "1999-09-01"),
        ] {
            assert_eq!(iso(written, Extent::Day).as_deref(), Some(date));
        }
        assert_eq!(iso("February 2024", Extent::DayOrMonth).as_deref(), Some("2024-02"));
        assert_eq!(iso("2024/2", Extent::DayOrMonth).as_deref(), Some("2024-02"));
    }

    #[test]
    fn a_date_that_can_mean_several_days_or_none_is_left() {
        for written in [
            "04/05/2024",
            "01.04.2024",
            "1 April 24",
            "1 April",
            "April",
            "Tuesday, 1 April 2024",
            "30 February 2024",
            "2024-02-30",
            "2024-13-01",
            "2024-04-01T09:00",
            "1 April 2024 09:00",
            "early April 2024",
            "1 avril 2024",
            "12042024",
            "99 April 2024",
            "st April 2024",
            "+1 April 2024",
            "",
            "-",
        ] {
            assert_eq!(iso(written, Extent::Day), None, "{written}");
        }
        assert_eq!(iso("April 2024", Extent::Day), None);
        assert_eq!(iso("13/2024", Extent::DayOrMonth), None);
        assert_eq!(iso("Monday April 2024", Extent::DayOrMonth), None);
    }
}
