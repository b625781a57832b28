//! The values that can be written better, and what they become.

use serde_yaml::Value;

use super::dates::{Extent, iso};
use super::lines::Lines;
use crate::content::Kin;
use crate::dates::{Moment, PartialDate};
use crate::draft::inline;
use crate::site::Vocabulary;
use crate::world::Country;
use crate::yaml::{KeyPath, Outline, Step};
use jiff::tz::TimeZone;

/// What a value is, and so what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A country, which becomes its code.
    Country,
    /// A topic, which becomes its id.
    Topic,
    /// A date with its day.
    Day,
    /// A date that may lack its day.
    PartialDate,
}

/// Where values of a sort stand; `*` is each item of a list.
type Place = (&'static [&'static str], Sort);

/// An embargo is not among them: what decides when a text may be read is for its writer to say.
const IN_BRIEFINGS: &[Place] = &[
    (&["date"], Sort::Day),
    (&["updated"], Sort::Day),
    (&["countries", "*"], Sort::Country),
    (&["mentions", "*"], Sort::Country),
    (&["topics", "*"], Sort::Topic),
    (&["sources", "*", "date"], Sort::PartialDate),
    (&["events", "*", "date"], Sort::PartialDate),
    (&["events", "*", "countries", "*"], Sort::Country),
    (&["corrections", "*", "date"], Sort::PartialDate),
];
const IN_PAGES: &[Place] = &[(&["date"], Sort::Day)];
const IN_TOPICS: &[Place] = &[(&["parent"], Sort::Topic)];
const IN_PROFILES: &[Place] = &[(&["status", "date"], Sort::PartialDate)];

/// One value in the place of another.
#[derive(Debug)]
pub struct Change {
    pub sort: Sort,
    /// Where in the YAML.
    pub path: KeyPath,
    /// The line, counted from 0, and the bytes in it.
    pub line: usize,
    pub bytes: std::ops::Range<usize>,
    /// The new value, and how it is written.
    pub value: String,
    pub token: String,
}

/// What is known of the site.
pub struct Known<'a> {
    pub zone: &'a TimeZone,
    /// None where topics are left alone.
    pub vocabulary: Option<&'a Vocabulary>,
}

/// Returns the changes in one file's front matter, in the order of their lines.
pub fn changes(kin: Kin, yaml: &Lines, outline: &Outline, tree: &Value, known: &Known) -> Vec<Change> {
    let places = match kin {
        Kin::Briefing => IN_BRIEFINGS,
        Kin::Page => IN_PAGES,
        Kin::Topic => IN_TOPICS,
        Kin::Profile => IN_PROFILES,
    };
    let mut changes = Vec::new();
    for (place, sort) in places {
        visit(place, outline, tree, KeyPath::default(), &mut |path, outline, value| {
            changes.extend(change(*sort, path, yaml, outline, value, known));
        });
    }
    changes.sort_by_key(|change| (change.line, change.bytes.start));
    changes
}

/// Calls `see` with each value at a place.
fn visit(
    place: &[&str],
    outline: &Outline,
    value: &Value,
    path: KeyPath,
    see: &mut impl FnMut(KeyPath, &Outline, &Value),
) {
    let Some((first, rest)) = place.split_first() else { return see(path, outline, value) };
    if *first == "*" {
        let Some(items) = value.as_sequence() else { return };
        for (index, item) in items.iter().enumerate() {
            let path = path.clone().item(index);
            if let Some(outline) = outline.step(&Step::Item(index)) {
                visit(rest, outline, item, path, see);
            }
        }
    } else if let (Some(value), Some(outline)) =
        (value.get(*first), outline.step(&Step::Key((*first).to_owned())))
    {
        visit(rest, outline, value, path.then(*first), see);
    }
}

fn change(
    sort: Sort,
    path: KeyPath,
    yaml: &Lines,
    outline: &Outline,
    value: &Value,
    known: &Known,
) -> Option<Change> {
    let written = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let better = better(sort, &written, known)?;
    if better == written && value.is_string() {
        return None;
    }
    let part = outline.part();
    let line = part.line.checked_sub(1)?;
    let (bytes, token) = yaml.words(line, part.column.checked_sub(1)?, part.length)?;
    let token = match token.as_bytes() {
        [quote @ (b'"' | b'\''), .., end] if quote == end => {
            let quote = char::from(*quote);
            format!("{quote}{better}{quote}")
        }
        // Whatever else stands there, such as an alias or a tag, is none of the plain words meant.
        _ if token == written => match sort {
            Sort::Country | Sort::Topic => inline(&better),
            Sort::Day | Sort::PartialDate => better.clone(),
        },
        _ => return None,
    };
    Some(Change { sort, path, line, bytes, value: better, token })
}

/// Returns how a value is written best; none where it is not known what it means, or a date is right.
fn better(sort: Sort, written: &str, known: &Known) -> Option<String> {
    match sort {
        Sort::Country => Country::resolve(written).ok().map(|country| country.code().to_owned()),
        Sort::Topic => {
            let vocabulary = known.vocabulary.filter(|vocabulary| !vocabulary.is_open())?;
            vocabulary.resolve(written).ok().map(|topic| topic.id.clone())
        }
        Sort::Day if Moment::parse(written, known.zone).is_err() => iso(written, Extent::Day),
        Sort::PartialDate if PartialDate::parse(written).is_err() => iso(written, Extent::DayOrMonth),
        Sort::Day | Sort::PartialDate => None,
    }
}
